//! The compiled files as JSON, by a library that is small in the browser rather than fast.
//!
//! What is read here is of the right shape, and no more: [`CompiledPolicy::read`] checks what it refers to.

use std::collections::BTreeMap;

use miniserde::{Deserialize, Serialize, json};

use super::compiled::{CompiledChannel, CompiledOutcome, CompiledPolicy, CompiledQuestion};
use super::diagram::{Leaf, Node};
use super::words::CompiledWords;
use super::{ChannelKind, Verdict};

#[derive(Serialize, Deserialize)]
struct PolicyFile {
    format: u32,
    id: String,
    version: String,
    #[serde(rename = "default-language")]
    default_language: String,
    languages: Vec<String>,
    questions: Vec<QuestionEntry>,
    channels: Vec<ChannelEntry>,
    outcomes: Vec<OutcomeEntry>,
    rules: Vec<String>,
    notices: Vec<String>,
    closed: Vec<usize>,
    nodes: Vec<NodeEntry>,
}

#[derive(Serialize, Deserialize)]
struct QuestionEntry {
    id: String,
    choices: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct ChannelEntry {
    id: String,
    kind: String,
    target: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct OutcomeEntry {
    id: String,
    verdict: String,
    channels: Vec<usize>,
    steps: Vec<String>,
    enclosures: Vec<String>,
}

/// A question to ask with the nodes that its choices lead to, or an outcome with what belongs to it.
#[derive(Serialize, Deserialize)]
struct NodeEntry {
    ask: Option<usize>,
    next: Option<Vec<Option<usize>>>,
    refer: Option<usize>,
    rules: Option<Vec<usize>>,
    notices: Option<Vec<usize>>,
    closed: Option<Vec<usize>>,
}

#[derive(Serialize, Deserialize)]
struct WordsFile {
    policy: Vec<String>,
    language: String,
    texts: BTreeMap<String, String>,
}

/// The policy in a text; none where it is not of the format.
pub fn read_policy(text: &str) -> Option<CompiledPolicy> {
    let file: PolicyFile = json::from_str(text).ok()?;
    let question = |entry: QuestionEntry| CompiledQuestion { id: entry.id, choices: entry.choices };
    Some(CompiledPolicy {
        format: file.format,
        id: file.id,
        version: file.version,
        default_language: file.default_language,
        languages: file.languages,
        questions: file.questions.into_iter().map(question).collect(),
        channels: file.channels.into_iter().map(channel).collect::<Option<_>>()?,
        outcomes: file.outcomes.into_iter().map(outcome).collect::<Option<_>>()?,
        rules: file.rules,
        notices: file.notices,
        closed: file.closed,
        nodes: file.nodes.into_iter().map(node).collect::<Option<_>>()?,
    })
}

fn channel(entry: ChannelEntry) -> Option<CompiledChannel> {
    let kind = ChannelKind::ALL.into_iter().find(|kind| kind.id() == entry.kind)?;
    Some(CompiledChannel { id: entry.id, kind, target: entry.target })
}

fn outcome(entry: OutcomeEntry) -> Option<CompiledOutcome> {
    let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.id() == entry.verdict)?;
    let OutcomeEntry { id, channels, steps, enclosures, .. } = entry;
    Some(CompiledOutcome { id, verdict, channels, steps, enclosures })
}

fn node(entry: NodeEntry) -> Option<Node> {
    match (entry.ask, entry.refer) {
        (Some(question), None) => Some(Node::Ask { question, next: entry.next? }),
        (None, Some(outcome)) => {
            let leaf = Leaf { outcome, rules: entry.rules?, notices: entry.notices?, closed: entry.closed? };
            Some(Node::Refer(leaf))
        }
        _ => None,
    }
}

/// A policy as a text.
pub fn write_policy(policy: &CompiledPolicy) -> String {
    let questions = policy.questions.iter().cloned();
    let channels = policy.channels.iter().cloned();
    let outcomes = policy.outcomes.iter().cloned();
    json::to_string(&PolicyFile {
        format: policy.format,
        id: policy.id.clone(),
        version: policy.version.clone(),
        default_language: policy.default_language.clone(),
        languages: policy.languages.clone(),
        questions: questions.map(|CompiledQuestion { id, choices }| QuestionEntry { id, choices }).collect(),
        channels: channels
            .map(|CompiledChannel { id, kind, target }| ChannelEntry { id, kind: kind.id().to_owned(), target })
            .collect(),
        outcomes: outcomes
            .map(|CompiledOutcome { id, verdict, channels, steps, enclosures }| OutcomeEntry {
                id,
                verdict: verdict.id().to_owned(),
                channels,
                steps,
                enclosures,
            })
            .collect(),
        rules: policy.rules.clone(),
        notices: policy.notices.clone(),
        closed: policy.closed.clone(),
        nodes: policy.nodes.iter().cloned().map(node_entry).collect(),
    })
}

fn node_entry(node: Node) -> NodeEntry {
    let empty = NodeEntry { ask: None, next: None, refer: None, rules: None, notices: None, closed: None };
    match node {
        Node::Ask { question, next } => NodeEntry { ask: Some(question), next: Some(next), ..empty },
        Node::Refer(Leaf { outcome, rules, notices, closed }) => NodeEntry {
            refer: Some(outcome),
            rules: Some(rules),
            notices: Some(notices),
            closed: Some(closed),
            ..empty
        },
    }
}

/// The words in a text; none where it is not of the format.
pub fn read_words(text: &str) -> Option<CompiledWords> {
    let WordsFile { policy, language, texts } = json::from_str(text).ok()?;
    let [id, version] = <[String; 2]>::try_from(policy).ok()?;
    Some(CompiledWords { policy: (id, version), language, texts })
}

/// Words as a text.
pub fn write_words(words: &CompiledWords) -> String {
    let (id, version) = words.policy.clone();
    json::to_string(&WordsFile {
        policy: vec![id, version],
        language: words.language.clone(),
        texts: words.texts.clone(),
    })
}
