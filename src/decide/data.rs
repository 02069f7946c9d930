//! What is answered, as plain data. The JSON Schema and the TypeScript types that ship are made from these types.

use serde::{Serialize, Serializer};

use crate::policy::Verdict;
use crate::screen::names::QuestionNames;
use crate::screen::{Outcome, Question, Surroundings};

/// Where answers lead.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum Decision {
    /// To a question, as the outcome still depends on it.
    Ask(Box<Decided<Question>>),
    /// To an outcome: nothing is left to ask.
    Outcome(Box<Decided<Outcome>>),
}

/// A screen, and what it is there for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema), schemars(rename = "Decided_{S}"))]
pub struct Decided<S> {
    /// All that a visitor of the widget sees.
    pub screen: S,
    /// The rules that lead here; none at a question. In any one situation exactly one of them holds, and which one does not
    /// matter any more.
    pub rules: Vec<RuleApplied>,
    /// The ids of the facts that all of it rests on, in the order of first use; none at a question.
    pub facts: Vec<String>,
    /// What has become of each answer given.
    pub answers: AnswersGiven,
    /// Where each other choice that this person is offered leads, in place of an answer that counts. All other answers stay
    /// as they are; one that is then not offered any more is asked anew.
    pub changes: Vec<Change>,
    /// What has decided.
    pub policy: PolicyUsed,
}

/// A rule, and what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct RuleApplied {
    /// The rule's id.
    pub id: String,
    /// The ids of its facts.
    pub facts: Vec<String>,
}

/// Answers, in the order of asking: an object that has the id of a choice for the id of a question.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(
    feature = "author",
    derive(schemars::JsonSchema),
    schemars(with = "std::collections::BTreeMap<String, String>")
)]
pub struct ById(pub Vec<(String, String)>);

impl Serialize for ById {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(question, choice)| (question, choice)))
    }
}

/// What has become of each answer given. Hand back those that count and those that wait.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct AnswersGiven {
    /// Those that led here.
    pub counted: ById,
    /// Those that will count if their question is asked.
    pub waiting: ById,
    /// Those that do not matter: with the others, their question is not asked.
    pub unused: ById,
}

/// Where another choice leads.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Change {
    /// The question's id.
    pub question: String,
    /// The other choice's id.
    pub choice: String,
    /// Where it leads.
    pub leads: Destination,
}

/// Where answers lead, by ids.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum Destination {
    /// A question.
    Ask {
        /// The question's id.
        question: String,
    },
    /// An outcome.
    Outcome {
        /// The outcome's id.
        outcome: String,
        /// Whether the request is accepted this way.
        verdict: Verdict,
        /// Whether it is the outcome that the answers lead to as they are, with all that stands beside it.
        same: bool,
    },
}

/// The policy and the words that an answer was made with.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct PolicyUsed {
    /// The policy's id.
    pub id: String,
    /// Its version, as its owner names it.
    pub version: String,
    /// The SHA-256 digest of `policy.json` as the tool writes it, in hexadecimal digits.
    pub digest: String,
    /// The language of the words: a BCP 47 tag.
    pub language: String,
}

/// What can be asked and answered, in the words of one language.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct About {
    /// The policy and the words.
    pub policy: PolicyUsed,
    /// The texts around every screen: say what they have of a translation that nobody has reviewed.
    pub surroundings: Surroundings,
    /// The questions with all their choices, in the policy's order. Who is asked what is for the answers to say.
    pub questions: Vec<QuestionNames>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Problem {
    /// What kind of problem it is.
    pub code: ProblemCode,
    /// What is wrong, and what is possible instead.
    pub message: String,
    /// The question that was answered, where it is about one.
    pub question: Option<String>,
    /// The ids that are possible instead: of questions where the question is unknown, else of the question's choices.
    pub valid: Vec<String>,
}

/// What kind of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// The compiled policy cannot be used.
    Policy,
    /// The words cannot be used, or not with this policy.
    Words,
    /// The answers are no object of questions and choices.
    Answers,
    /// The policy has no such question.
    UnknownQuestion,
    /// The question has no such choice.
    UnknownChoice,
    /// The choice is not offered to somebody with the other answers.
    NotOffered,
}
