//! The ways to make contact, and what a visitor can do with each.

use serde::{Deserialize, Serialize};

use super::When;

/// A way to make contact.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Channel {
    /// The id, unique among channels.
    pub id: String,
    /// What a visitor can do with it.
    pub kind: ChannelKind,
    /// The address to write to or to open, or the number to call; `mail`, `web` and `phone` channels only.
    pub target: Option<String>,
    /// The lines of the address to write to or to go to; `letter` and `visit` channels only. A visit has none where it leads
    /// each visitor elsewhere, as to the desk of their own municipality.
    #[serde(default)]
    pub address: Vec<String>,
    /// With which answers the channel is open; with any when empty. No outcome offers it to anybody else.
    #[serde(default)]
    pub open_to: When,
    /// Which visitors are the people it leads to, so that nobody is sent to themselves; `in-person` channels only.
    #[serde(default)]
    pub people: When,
    /// Why this is our reading of the source rather than its word.
    pub reading: Option<String>,
}

impl Channel {
    /// The address or number that the channel leads to, in one line; empty where there is none.
    pub fn leads_to(&self) -> String {
        self.target.clone().unwrap_or_else(|| self.address.join(", "))
    }
}

/// What a visitor can do with a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ChannelKind {
    /// Write a message to the channel's target.
    Mail,
    /// Open the page at the channel's target.
    Web,
    /// Call the number in the channel's target.
    Phone,
    /// Go there during its opening hours.
    Visit,
    /// Write a letter to the channel's address.
    Letter,
    /// Follow a path inside the product.
    InApp,
    /// Ask people or an organisation the visitor knows.
    InPerson,
    /// Use a contact that the visitor already has.
    Known,
    /// Nothing: it is never accepted.
    Closed,
}

impl ChannelKind {
    /// Every kind, in the order in which they are declared.
    pub const ALL: [Self; 9] = [
        Self::Mail,
        Self::Web,
        Self::Phone,
        Self::Visit,
        Self::Letter,
        Self::InApp,
        Self::InPerson,
        Self::Known,
        Self::Closed,
    ];

    /// The id under which files know the kind.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Web => "web",
            Self::Phone => "phone",
            Self::Visit => "visit",
            Self::Letter => "letter",
            Self::InApp => "in-app",
            Self::InPerson => "in-person",
            Self::Known => "known",
            Self::Closed => "closed",
        }
    }
}
