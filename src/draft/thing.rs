//! What a policy is made of, as an editor points at it.

use serde::{Deserialize, Serialize};

use crate::check::flaw::Part;

/// A thing of a policy. What stands in a list is known by its place there, counted from 0: an id may be missing, or not yet
/// unique.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Thing {
    /// The policy as a whole: what stands at the head of its file.
    Policy,
    /// A question.
    Question(usize),
    /// A choice: its question, and its place there.
    Choice(usize, usize),
    /// A channel.
    Channel(usize),
    /// An outcome.
    Outcome(usize),
    /// A rule.
    Rule(usize),
    /// A notice.
    Notice(usize),
    /// A channel that does not work.
    Closed(usize),
    /// Facts that nobody may be told at once.
    Contradiction(usize),
    /// A fact, by its id.
    Fact(String),
    /// A step, by its id. It is declared by the outcomes that name it.
    Step(String),
    /// An enclosure, likewise.
    Enclosure(String),
}

impl Thing {
    /// The list that it is an item of, with its place there.
    pub fn item(&self) -> Option<(&'static str, usize)> {
        match self {
            Self::Question(number) => Some(("question", *number)),
            Self::Channel(number) => Some(("channel", *number)),
            Self::Outcome(number) => Some(("outcome", *number)),
            Self::Rule(number) => Some(("rule", *number)),
            Self::Notice(number) => Some(("notice", *number)),
            Self::Closed(number) => Some(("closed", *number)),
            Self::Contradiction(number) => Some(("contradiction", *number)),
            _ => None,
        }
    }

    /// The item of a list at a place there; none of what is no list of things.
    pub fn of_list(list: &str, number: usize) -> Option<Self> {
        Some(match list {
            "question" => Self::Question(number),
            "channel" => Self::Channel(number),
            "outcome" => Self::Outcome(number),
            "rule" => Self::Rule(number),
            "notice" => Self::Notice(number),
            "closed" => Self::Closed(number),
            "contradiction" => Self::Contradiction(number),
            _ => return None,
        })
    }

    /// The way to it in `policy.toml`; none to what no place there declares.
    pub fn path(&self) -> Option<Vec<Part>> {
        match self {
            Self::Policy => Some(Vec::new()),
            Self::Choice(question, choice) => {
                Some(vec!["question".into(), (*question).into(), "choices".into(), (*choice).into()])
            }
            Self::Fact(id) => Some(vec!["facts".into(), id.into()]),
            Self::Step(_) | Self::Enclosure(_) => None,
            _ => self.item().map(|(list, number)| vec![list.into(), number.into()]),
        }
    }

    /// What may be said of it, in the order in which it is mostly written.
    pub fn properties(&self) -> &'static [&'static str] {
        match self {
            Self::Policy => &["id", "version", "default-language", "facts-language"],
            Self::Question(_) => &["id", "choices"],
            Self::Choice(..) => &["id", "offered-to"],
            Self::Channel(_) => &["id", "kind", "target", "address", "people", "open-to", "reading"],
            Self::Outcome(_) => &["id", "verdict", "channels", "steps", "enclosures", "reading"],
            Self::Rule(_) => &["id", "when", "outcome", "facts", "reading"],
            Self::Notice(_) => &["id", "when", "verdicts", "outcomes", "facts"],
            Self::Closed(_) => &["channel", "outcomes", "facts"],
            Self::Contradiction(_) => &["fact", "excludes"],
            Self::Fact(_) | Self::Step(_) | Self::Enclosure(_) => &[],
        }
    }

    /// Which of these are conditions on answers.
    pub fn conditions(&self) -> &'static [&'static str] {
        match self {
            Self::Choice(..) => &["offered-to"],
            Self::Channel(_) => &["people", "open-to"],
            Self::Rule(_) | Self::Notice(_) => &["when"],
            _ => &[],
        }
    }
}
