//! What was decided: a policy as its editor writes it.
//!
//! A policy is a decision table in the sense of DMN with hit policy Unique: for every situation exactly one
//! [`Rule`] holds. [`Notice`]s and [`Closed`] channels are collected beside its outcome. These types hold
//! what stands in `policy.toml` and nothing else; the modules below turn it into the diagram that a widget walks.
//!
//! Reading order: this file, [`channel`] (the ways to make contact), [`work`] (a bound on it), [`table`] (the rules as sets of situations), [`conditions`] (such sets in few words), [`number`]
//! (what stands for a thing of a compiled policy), [`shared`] (values whose copies share them), [`words`] (what a visitor reads), [`compiled`] (what ships), [`diagram`] (the
//! order of questions that follows from the table), [`compile`] (from a policy to what ships), [`json`] (reads what ships)
//! and [`text`] (writes it).

pub mod channel;

pub mod work;

pub mod table;

#[cfg(feature = "author")]
pub mod conditions;

pub mod number;

pub mod shared;

pub mod words;

pub mod compiled;

pub mod diagram;

pub mod compile;

pub mod json;

#[cfg(feature = "author")]
pub mod text;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use channel::{Channel, ChannelKind};

/// A policy: who may ask for what, and through which channel.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Policy {
    /// Names the policy, and the folder its compiled files are in.
    pub id: String,
    /// The date or number under which its owner approved it; shown to a visitor, never compared.
    pub version: String,
    /// The language that a visitor gets whose own is not offered: a BCP 47 primary subtag.
    pub default_language: String,
    /// The language that the facts and readings are written in, where it is not the default language.
    pub facts_language: Option<String>,
    /// What the source decides, by id. Everything a policy does rests on facts.
    pub facts: BTreeMap<String, String>,
    /// The questions, in the order in which they are asked.
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
    /// The ways to make contact, accepted or not.
    #[serde(rename = "channel")]
    pub channels: Vec<Channel>,
    /// Where a visitor can be sent.
    #[serde(rename = "outcome")]
    pub outcomes: Vec<Outcome>,
    /// The decision table.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
    /// What is said beside an outcome.
    #[serde(rename = "notice", default)]
    pub notices: Vec<Notice>,
    /// The channels that do not work.
    #[serde(default)]
    pub closed: Vec<Closed>,
    /// Facts that nobody may be told at once.
    #[serde(rename = "contradiction", default)]
    pub contradictions: Vec<Contradiction>,
    /// By language, what no screen of an outcome says: phrases that would promise a result, or confirm something about
    /// somebody.
    #[serde(default)]
    pub never_say: BTreeMap<String, Vec<String>>,
}

/// A question with a closed set of choices.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Question {
    /// The id, unique among questions.
    pub id: String,
    /// The choices, in the order in which they are shown.
    pub choices: Vec<Choice>,
}

/// One answer that a question offers: an id, or a table with a condition on earlier answers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(from = "ChoiceText")]
pub struct Choice {
    /// The id, unique within its question.
    pub id: String,
    /// To whom the choice is offered; to everyone who is asked when empty.
    pub offered_to: When,
}

/// A condition: for each question it names, the choices with which it holds. A question that is not named
/// does not matter.
pub type When = BTreeMap<String, Allowed>;

/// The choices of one question with which a condition holds.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(untagged, expecting = "expected a choice, a list of choices, or { not = … }")]
pub enum Allowed {
    /// Any of these.
    Only(Ids),
    /// Any but these.
    Not {
        /// The choices with which the condition does not hold.
        not: Ids,
    },
}

/// One id, or a list of them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(untagged, expecting = "expected an id or a list of ids")]
pub enum Ids {
    /// A single id.
    One(String),
    /// Several ids.
    Many(Vec<String>),
}

/// Where a visitor is sent.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Outcome {
    /// The id, unique among outcomes.
    pub id: String,
    /// Whether the request is accepted this way.
    pub verdict: Verdict,
    /// The channels that work; for a refusal those that work instead.
    pub channels: Vec<String>,
    /// Ids of the steps to take, in order; for a refusal the way that does work.
    pub steps: Vec<String>,
    /// Ids of what to send along.
    #[serde(default)]
    pub enclosures: Vec<String>,
    /// Why this is our reading of the source rather than its word.
    pub reading: Option<String>,
}

/// Whether a request is accepted through an outcome's channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The channel is valid for this visitor.
    Accepted,
    /// The request is looked at before anything is decided.
    Assessed,
    /// The request cannot be made this way; something else works.
    Refused,
}

impl Verdict {
    /// Every verdict, in the order in which they are declared.
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Assessed, Self::Refused];

    /// The id under which words, attributes and events know the verdict.
    pub fn id(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Assessed => "assessed",
            Self::Refused => "refused",
        }
    }
}

/// A row of the decision table.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Rule {
    /// The id, unique among rules.
    pub id: String,
    /// When the rule holds.
    pub when: When,
    /// The outcome it leads to.
    pub outcome: String,
    /// The facts it rests on.
    pub facts: Vec<String>,
    /// Why this is our reading of the source rather than its word.
    pub reading: Option<String>,
}

/// Something said beside an outcome, wherever all its conditions hold.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Notice {
    /// The id, unique among notices.
    pub id: String,
    /// With which answers; with any when empty.
    #[serde(default)]
    pub when: When,
    /// Beside which verdicts; beside any when empty.
    #[serde(default)]
    pub verdicts: Vec<Verdict>,
    /// Beside which outcomes; beside any when empty.
    #[serde(default)]
    pub outcomes: Vec<String>,
    /// The facts it rests on.
    pub facts: Vec<String>,
}

/// A channel that is not accepted, and where a visitor is told so.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Closed {
    /// The channel, one of kind `closed`.
    pub channel: String,
    /// Beside which outcomes; beside any when empty.
    #[serde(default)]
    pub outcomes: Vec<String>,
    /// The facts it rests on.
    pub facts: Vec<String>,
}

/// A fact that no visitor may be told together with certain others.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Contradiction {
    /// The fact.
    pub fact: String,
    /// The facts that cannot stand beside it.
    pub excludes: Vec<String>,
}

impl Policy {
    /// What the policy needs words for.
    pub fn outline(&self) -> words::Outline<'_> {
        let mut outline = words::Outline::default();
        for question in &self.questions {
            outline.questions.push((&question.id, question.choices.iter().map(|choice| choice.id.as_str()).collect()));
        }
        let kind_of: BTreeMap<&str, ChannelKind> =
            self.channels.iter().map(|channel| (channel.id.as_str(), channel.kind)).collect();
        for outcome in &self.outcomes {
            let kinds = outcome.channels.iter().filter_map(|id| kind_of.get(id.as_str()).copied());
            outline.add_outcome(&outcome.id, outcome.verdict, kinds);
        }
        let (mut steps, mut enclosures) = (BTreeSet::new(), BTreeSet::new());
        let all = || self.outcomes.iter();
        outline
            .steps
            .extend(all().flat_map(|outcome| &outcome.steps).map(String::as_str).filter(|id| steps.insert(*id)));
        let ids = all().flat_map(|outcome| &outcome.enclosures).map(String::as_str);
        outline.enclosures.extend(ids.filter(|id| enclosures.insert(*id)));
        outline.channels.extend(self.channels.iter().map(|channel| (channel.id.as_str(), channel.kind)));
        outline.notices.extend(self.notices.iter().map(|notice| notice.id.as_str()));
        outline
    }
}

impl Notice {
    /// Whether the notice may stand beside an outcome, whatever is answered.
    pub fn may_stand_beside(&self, outcome: &Outcome) -> bool {
        (self.verdicts.is_empty() || self.verdicts.contains(&outcome.verdict))
            && (self.outcomes.is_empty() || self.outcomes.contains(&outcome.id))
    }
}

impl Closed {
    /// Whether a visitor with an outcome is told that the channel does not work.
    pub fn may_stand_beside(&self, outcome: &Outcome) -> bool {
        self.outcomes.is_empty() || self.outcomes.contains(&outcome.id)
    }
}

impl Ids {
    /// The ids as a slice, one or many.
    pub fn as_slice(&self) -> &[String] {
        match self {
            Self::One(id) => std::slice::from_ref(id),
            Self::Many(ids) => ids,
        }
    }
}

impl Allowed {
    /// Whether the condition holds with a choice.
    #[cfg(feature = "author")]
    pub fn allows(&self, choice: &str) -> bool {
        let named = self.named().iter().any(|id| id == choice);
        named == matches!(self, Self::Only(_))
    }

    /// The ids that the condition names, whether it allows or excludes them.
    pub fn named(&self) -> &[String] {
        match self {
            Self::Only(ids) | Self::Not { not: ids } => ids.as_slice(),
        }
    }
}

/// How a choice may be written.
#[derive(Deserialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(untagged, expecting = "expected a choice's id or { id = …, offered-to = … }")]
enum ChoiceText {
    Id(String),
    #[serde(rename_all = "kebab-case")]
    Offered {
        id: String,
        offered_to: When,
    },
}

impl From<ChoiceText> for Choice {
    fn from(text: ChoiceText) -> Self {
        match text {
            ChoiceText::Id(id) => Self { id, offered_to: When::new() },
            ChoiceText::Offered { id, offered_to } => Self { id, offered_to },
        }
    }
}
