//! What ships: a policy that was proven, numbered and made ready to be walked.
//!
//! Every reference in a [`CompiledPolicy`] was checked when it was read, so looking one up, and the decision that stands
//! on it, cannot fail.

use std::fmt;

use super::number::{Number, Numbered};
use super::words::{self, Outline};
use super::{ChannelKind, Verdict};

/// The version of the compiled format. A widget reads its own and no other.
pub const FORMAT: usize = 5;

/// A policy as the widget reads it.
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
    pub questions: Numbered<CompiledQuestion>,
    /// The channels.
    pub channels: Numbered<CompiledChannel>,
    /// The outcomes.
    pub outcomes: Numbered<CompiledOutcome>,
    /// The rules.
    pub rules: Numbered<CompiledRule>,
    /// The notices.
    pub notices: Numbered<CompiledNotice>,
    /// The channels that do not work.
    pub closed: Numbered<CompiledClosed>,
    /// The diagram: nodes come after the nodes they lead to.
    pub nodes: Numbered<Node>,
}

/// A question and its choices.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledQuestion {
    /// The question's id.
    pub id: String,
    /// The choices.
    pub choices: Numbered<CompiledChoice>,
}

/// One answer that a question offers.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledChoice {
    /// The choice's id.
    pub id: String,
}

/// A way to make contact.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledChannel {
    /// The channel's id.
    pub id: String,
    /// What a visitor can do with it.
    pub kind: ChannelKind,
    /// The address to write to or to open, or the number to call, if any.
    pub target: Option<String>,
    /// The lines of the address to write to or to go to, if any.
    pub address: Vec<String>,
}

/// Where a visitor is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledOutcome {
    /// The outcome's id.
    pub id: String,
    /// Whether the request is accepted this way.
    pub verdict: Verdict,
    /// The channels that work.
    pub channels: Vec<Number<CompiledChannel>>,
    /// The ids of the steps to take.
    pub steps: Vec<String>,
    /// The ids of what to send along.
    pub enclosures: Vec<String>,
}

/// A row of the decision table.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledRule {
    /// The rule's id.
    pub id: String,
    /// The ids of the facts it rests on.
    pub facts: Vec<String>,
}

/// Something said beside an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledNotice {
    /// The notice's id.
    pub id: String,
    /// The ids of the facts it rests on.
    pub facts: Vec<String>,
}

/// A channel that does not work.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledClosed {
    /// The channel.
    pub channel: Number<CompiledChannel>,
    /// The ids of the facts it rests on.
    pub facts: Vec<String>,
}

/// A node. Nodes come after the nodes they lead to, and the last one is where everybody starts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// The answer still depends on a question.
    Ask {
        /// The question.
        question: Number<CompiledQuestion>,
        /// For each of its choices the node it leads to; none where the choice is not offered.
        next: Vec<Option<Number<Node>>>,
    },
    /// Everything that depends on an answer is decided.
    Refer(Leaf),
}

/// What has been decided for a visitor.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Leaf {
    /// The outcome.
    pub outcome: Number<CompiledOutcome>,
    /// The rules that lead here. In any one situation exactly one of them holds; which one does not matter
    /// any more, so nothing is asked to tell them apart.
    pub rules: Vec<Number<CompiledRule>>,
    /// The notices beside it.
    pub notices: Vec<Number<CompiledNotice>>,
    /// The channels that do not work.
    pub closed: Vec<Number<CompiledClosed>>,
}

/// The choices that are offered where a question is asked, each with the node it leads to.
pub fn offered(next: &[Option<Number<Node>>]) -> impl Iterator<Item = (Number<CompiledChoice>, Number<Node>)> {
    next.iter().enumerate().filter_map(|(choice, next)| Some((Number::new(choice), (*next)?)))
}

/// An answer: a choice of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Answer {
    /// The question.
    pub question: Number<CompiledQuestion>,
    /// The choice.
    pub choice: Number<CompiledChoice>,
}

/// Why a compiled policy or its words cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The text is not what the format asks for.
    Unreadable,
    /// The file was made for another version of the widget.
    Format,
    /// Something that the file refers to, or has to have, is not there.
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
            Self::Dangling(_) => "something in it is missing; compile it anew",
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
    /// The node in which everybody starts.
    pub fn root(&self) -> &Node {
        &self.nodes[Number::new(self.nodes.len().saturating_sub(1))]
    }

    /// The answer with these ids, if the policy has it.
    pub fn find(&self, question: &str, choice: &str) -> Option<Answer> {
        let question = self.questions.find(|known| known.id == question)?;
        let choice = self.questions[question].choices.find(|known| known.id == choice)?;
        Some(Answer { question, choice })
    }

    /// What the policy needs words for.
    pub fn outline(&self) -> Outline<'_> {
        let mut outline = Outline::default();
        for question in &self.questions {
            let choices = question.choices.iter().map(|choice| choice.id.as_str()).collect();
            outline.questions.push((&question.id, choices));
        }
        for outcome in &self.outcomes {
            let channels = || outcome.channels.iter().map(|channel| self.channels[*channel].kind);
            outline.add_outcome(&outcome.id, outcome.verdict, channels());
            words::add_new(&mut outline.steps, &outcome.steps);
            words::add_new(&mut outline.enclosures, &outcome.enclosures);
        }
        outline.channels.extend(self.channels.iter().map(|channel| (channel.id.as_str(), channel.kind)));
        outline.notices.extend(self.notices.iter().map(|notice| notice.id.as_str()));
        outline
    }

    /// Looks up every reference.
    ///
    /// # Errors
    ///
    /// [`Broken::Dangling`] when one points nowhere.
    pub(super) fn check(&self) -> Result<(), Broken> {
        let sound = |sound: bool, what| sound.then_some(()).ok_or(Broken::Dangling(what));
        sound(!self.nodes.is_empty(), "questions")?;
        for (number, node) in self.nodes.numbers().zip(&self.nodes) {
            match node {
                Node::Ask { question, next } => {
                    let choices = self.questions.has(*question).then(|| self.questions[*question].choices.len());
                    // Nodes lead to earlier nodes only, so every walk ends.
                    let leads = next.iter().flatten().all(|next| *next < number);
                    sound(choices == Some(next.len()) && leads && next.iter().any(Option::is_some), "questions")?;
                }
                Node::Refer(leaf) => {
                    sound(self.outcomes.has(leaf.outcome), "outcomes")?;
                    sound(all_in(&leaf.rules, &self.rules) && !leaf.rules.is_empty(), "rules")?;
                    sound(all_in(&leaf.notices, &self.notices), "notices")?;
                    sound(all_in(&leaf.closed, &self.closed), "closed channels")?;
                }
            }
        }
        sound(self.channels.iter().all(CompiledChannel::leads_where_it_may), "targets")?;
        for outcome in &self.outcomes {
            sound(all_in(&outcome.channels, &self.channels), "channels")?;
        }
        sound(self.closed.iter().all(|closed| self.channels.has(closed.channel)), "closed channels")
    }
}

impl CompiledChannel {
    /// Whether a link to the channel can lead nowhere but where its kind says. A file may come from anywhere, and must not
    /// run anything: a page is one of https, and a number has nothing in it that a telephone takes for a command.
    fn leads_where_it_may(&self) -> bool {
        let target = self.target.as_deref();
        match self.kind {
            ChannelKind::Web => target.is_some_and(|page| page.starts_with("https:")),
            ChannelKind::Phone => target.is_some_and(is_number),
            _ => true,
        }
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-')
}

fn all_in<T>(numbers: &[Number<T>], list: &Numbered<T>) -> bool {
    numbers.iter().all(|number| list.has(*number))
}
