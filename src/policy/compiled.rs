//! What ships: a policy that was proven, indexed and made ready to be walked.
//!
//! Every reference in a [`CompiledPolicy`] was checked when it was read, so its accessors, and the decision
//! that stands on them, cannot fail.

use std::fmt;

use super::diagram::{self, Leaf, Node, Tangled};
use super::json::{self, Value};
use super::table::Table;
use super::words::{self, CompiledWords};
use super::{ChannelKind, Policy, Verdict};

/// The version of the compiled format. A widget reads its own and no other.
pub const FORMAT: usize = 3;

/// A policy as the widget reads it. Numbers count from 0 in the policy's order.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledPolicy {
    /// Marks the build: policy and words of one build have the same, and no others.
    pub build: String,
    /// The policy's id.
    pub id: String,
    /// The policy's version, as its owner names it.
    pub version: String,
    /// The language that a visitor gets whose own is not offered.
    pub default_language: String,
    /// The questions.
    pub questions: Vec<CompiledQuestion>,
    /// The channels.
    pub channels: Vec<CompiledChannel>,
    /// The outcomes.
    pub outcomes: Vec<CompiledOutcome>,
    /// The ids of the rules.
    pub rules: Vec<String>,
    /// The ids of the notices.
    pub notices: Vec<String>,
    /// The channels that do not work.
    pub closed: Vec<usize>,
    pub(super) nodes: Vec<Node>,
}

/// A question and its choices, by id.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledQuestion {
    /// The question's id.
    pub id: String,
    /// The choices' ids.
    pub choices: Vec<String>,
}

/// A way to make contact.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledChannel {
    /// The channel's id.
    pub id: String,
    /// What a visitor can do with it.
    pub kind: ChannelKind,
    /// The address to write to or to open, if any.
    pub target: Option<String>,
}

/// Where a visitor is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledOutcome {
    /// The outcome's id.
    pub id: String,
    /// Whether the request is accepted this way.
    pub verdict: Verdict,
    /// The channels that work.
    pub channels: Vec<usize>,
    /// The ids of the steps to take.
    pub steps: Vec<String>,
    /// The ids of what to send along.
    pub enclosures: Vec<String>,
}

/// Why a compiled policy or its words cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The text is not what the format asks for.
    Unreadable,
    /// The file was made for another version of the widget.
    Format,
    /// Something in the file points nowhere.
    Dangling(&'static str),
    /// The words are of another build than the policy.
    OtherBuild,
}

impl Broken {
    /// What is wrong, and what to do. A fixed text: code that formats numbers would have to be downloaded.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Unreadable => "it is not of the compiled format; compile it anew",
            Self::Format => "its format is of another version than this widget; compile it anew",
            Self::Dangling(_) => "something in it points nowhere; compile it anew",
            Self::OtherBuild => "policy and words are not of one build; compile both anew",
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason())
    }
}

impl std::error::Error for Broken {}

impl CompiledPolicy {
    /// Compiles a policy without flaws. Its build is for who knows the words to mark.
    ///
    /// # Errors
    ///
    /// [`Tangled`] when the order of its questions makes the diagram too large.
    pub fn of(policy: &Policy) -> Result<Self, Tangled> {
        let table = Table::of(policy);
        let nodes = diagram::nodes(policy, &table)?;
        let channels: Vec<&str> = policy.channels.iter().map(|channel| channel.id.as_str()).collect();
        Ok(Self {
            build: String::new(),
            id: policy.id.clone(),
            version: policy.version.clone(),
            default_language: policy.default_language.clone(),
            questions: policy
                .questions
                .iter()
                .map(|question| CompiledQuestion {
                    id: question.id.clone(),
                    choices: question.choices.iter().map(|choice| choice.id.clone()).collect(),
                })
                .collect(),
            channels: policy
                .channels
                .iter()
                .map(|channel| CompiledChannel {
                    id: channel.id.clone(),
                    kind: channel.kind,
                    target: channel.target.clone(),
                })
                .collect(),
            outcomes: policy
                .outcomes
                .iter()
                .map(|outcome| CompiledOutcome {
                    id: outcome.id.clone(),
                    verdict: outcome.verdict,
                    channels: numbers(&outcome.channels, &channels),
                    steps: outcome.steps.clone(),
                    enclosures: outcome.enclosures.clone(),
                })
                .collect(),
            rules: policy.rules.iter().map(|rule| rule.id.clone()).collect(),
            notices: policy.notices.iter().map(|notice| notice.id.clone()).collect(),
            closed: policy.closed.iter().flat_map(|closed| number(&closed.channel, &channels)).collect(),
            nodes,
        })
    }

    /// Reads a compiled policy and checks every reference in it.
    ///
    /// # Errors
    ///
    /// [`Broken`] says what is wrong with the value.
    pub fn of_json(file: &impl Value) -> Result<Self, Broken> {
        let format = file.get("format").and_then(|format| format.number()).ok_or(Broken::Unreadable)?;
        if format != FORMAT {
            return Err(Broken::Format);
        }
        let policy = json::read_policy(file).ok_or(Broken::Unreadable)?;
        policy.check().map(|()| policy)
    }

    /// Reads a words file, whose texts are at hand as `texts`, and checks that it is of the policy's build. That no
    /// text is missing follows: where one is, there is no build.
    ///
    /// # Errors
    ///
    /// [`Broken`] says what is wrong with the value.
    pub fn words<T>(&self, file: &impl Value, texts: T) -> Result<CompiledWords<T>, Broken> {
        let (build, language) = json::read_words(file).ok_or(Broken::Unreadable)?;
        let own = build == self.build;
        own.then_some(CompiledWords { build, language, texts }).ok_or(Broken::OtherBuild)
    }

    /// Reads a compiled policy from its text, as [`CompiledPolicy::of_json`] does from its value.
    #[cfg(feature = "author")]
    pub fn read(text: &str) -> Result<Self, Broken> {
        let file: serde_json::Value = serde_json::from_str(text).map_err(|_| Broken::Unreadable)?;
        Self::of_json(&&file)
    }

    /// Reads a words file from its text, as [`CompiledPolicy::words`] does from its value.
    #[cfg(feature = "author")]
    pub fn read_words(&self, text: &str) -> Result<CompiledWords, Broken> {
        let file: serde_json::Value = serde_json::from_str(text).map_err(|_| Broken::Unreadable)?;
        let texts = file.get("texts").and_then(json::flat).ok_or(Broken::Unreadable)?;
        self.words(&&file, texts)
    }

    /// The policy as a text that [`CompiledPolicy::read`] takes, with the languages that it has words in.
    #[cfg(feature = "author")]
    pub fn to_json(&self, languages: &[String]) -> String {
        json::write_policy(self, languages)
    }

    /// The node in which everybody starts.
    pub fn root(&self) -> &Node {
        self.node(self.nodes.len().saturating_sub(1))
    }

    /// How many nodes the diagram has.
    pub fn size(&self) -> usize {
        self.nodes.len()
    }

    /// A node that another node leads to.
    #[expect(clippy::indexing_slicing, reason = "check() has looked up every reference between nodes")]
    pub fn node(&self, number: usize) -> &Node {
        &self.nodes[number]
    }

    /// A leaf's outcome.
    #[expect(clippy::indexing_slicing, reason = "check() has looked up the outcome of every leaf")]
    pub fn outcome(&self, leaf: &Leaf) -> &CompiledOutcome {
        &self.outcomes[leaf.outcome]
    }

    /// The number of a question and of one of its choices, by their ids.
    pub fn find(&self, question: &str, choice: &str) -> Option<(usize, usize)> {
        let (number, question) = self.questions.iter().enumerate().find(|(_, known)| known.id == question)?;
        Some((number, question.choices.iter().position(|known| known == choice)?))
    }

    fn check(&self) -> Result<(), Broken> {
        let sound = |sound: bool, what| sound.then_some(()).ok_or(Broken::Dangling(what));
        sound(!self.nodes.is_empty(), "questions")?;
        for (number, node) in self.nodes.iter().enumerate() {
            match node {
                Node::Ask { question, next } => {
                    let choices = self.questions.get(*question).map(|question| question.choices.len());
                    // Nodes lead to earlier nodes only, so every walk ends.
                    let leads = next.iter().flatten().all(|next| *next < number);
                    sound(choices == Some(next.len()) && leads && next.iter().any(Option::is_some), "questions")?;
                }
                Node::Refer(leaf) => {
                    sound(leaf.outcome < self.outcomes.len(), "outcomes")?;
                    sound(within(&leaf.rules, self.rules.len()) && !leaf.rules.is_empty(), "rules")?;
                    sound(within(&leaf.notices, self.notices.len()), "notices")?;
                    sound(within(&leaf.closed, self.closed.len()), "closed channels")?;
                }
            }
        }
        for channel in self.channels.iter().filter(|channel| channel.kind == ChannelKind::Web) {
            // An address from a file must not run anything.
            sound(channel.target.as_deref().is_some_and(words::may_lead_to), "targets")?;
        }
        for outcome in &self.outcomes {
            sound(within(&outcome.channels, self.channels.len()), "channels")?;
        }
        sound(within(&self.closed, self.channels.len()), "closed channels")
    }
}

fn within(numbers: &[usize], count: usize) -> bool {
    numbers.iter().all(|number| *number < count)
}

fn number(id: &str, ids: &[&str]) -> Option<usize> {
    ids.iter().position(|known| *known == id)
}

fn numbers(wanted: &[String], ids: &[&str]) -> Vec<usize> {
    wanted.iter().filter_map(|id| number(id, ids)).collect()
}
