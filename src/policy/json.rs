//! The compiled files as JSON.
//!
//! What is read here is of the right shape, and no more: [`CompiledPolicy::of_json`] checks what it refers to.

#[cfg(feature = "author")]
use std::collections::BTreeMap;

#[cfg(feature = "author")]
use serde_json::{Value as Json, json};

#[cfg(feature = "author")]
use super::compiled::FORMAT;
use super::compiled::{CompiledChannel, CompiledOutcome, CompiledPolicy, CompiledQuestion};
use super::diagram::{Leaf, Node};
#[cfg(feature = "author")]
use super::words::CompiledWords;
use super::{ChannelKind, Verdict};

/// A value of a JSON text, by whoever has parsed it: in a page that is the browser, which need not be downloaded.
pub trait Value: Sized {
    /// The member of an object under a key; none where there is none, or it is null.
    fn get(&self, key: &str) -> Option<Self>;

    /// Whether it is null.
    fn is_null(&self) -> bool;

    /// Hands over each item of an array, as long as there is something to say to it; none where it is no array.
    fn each(&self, take: &mut dyn FnMut(Self) -> Option<()>) -> Option<()>;

    /// A string.
    fn text(&self) -> Option<String>;

    /// A whole number from 0 on.
    fn number(&self) -> Option<usize>;
}

/// The policy in a value; none where it is not of the format.
pub fn read_policy<V: Value>(file: &V) -> Option<CompiledPolicy> {
    let text = |key: &str| file.get(key)?.text();
    Some(CompiledPolicy {
        build: text("build")?,
        id: text("id")?,
        version: text("version")?,
        default_language: text("default-language")?,
        questions: all(file, "questions", |question| {
            Some(CompiledQuestion { id: question.get("id")?.text()?, choices: all(question, "choices", V::text)? })
        })?,
        channels: all(file, "channels", channel)?,
        outcomes: all(file, "outcomes", outcome)?,
        rules: all(file, "rules", V::text)?,
        notices: all(file, "notices", V::text)?,
        closed: all(file, "closed", V::number)?,
        nodes: all(file, "nodes", node)?,
    })
}

/// The build that a words file is of, and its language.
pub fn read_words<V: Value>(file: &V) -> Option<(String, String)> {
    Some((file.get("build")?.text()?, file.get("language")?.text()?))
}

/// The items under a key, each as `read` reads it.
fn all<V: Value, T>(value: &V, key: &str, read: impl Fn(&V) -> Option<T>) -> Option<Vec<T>> {
    let mut all = Vec::new();
    value.get(key)?.each(&mut |item| {
        all.push(read(&item)?);
        Some(())
    })?;
    Some(all)
}

fn channel<V: Value>(entry: &V) -> Option<CompiledChannel> {
    let kind = entry.get("kind")?.text()?;
    let kind = ChannelKind::ALL.into_iter().find(|known| known.id() == kind)?;
    let target = match entry.get("target") {
        Some(target) => Some(target.text()?),
        None => None,
    };
    Some(CompiledChannel { id: entry.get("id")?.text()?, kind, target })
}

fn outcome<V: Value>(entry: &V) -> Option<CompiledOutcome> {
    let verdict = entry.get("verdict")?.text()?;
    Some(CompiledOutcome {
        id: entry.get("id")?.text()?,
        verdict: Verdict::ALL.into_iter().find(|known| known.id() == verdict)?,
        channels: all(entry, "channels", V::number)?,
        steps: all(entry, "steps", V::text)?,
        enclosures: all(entry, "enclosures", V::text)?,
    })
}

/// A question to ask with the nodes that its choices lead to, or an outcome with what belongs to it.
fn node<V: Value>(entry: &V) -> Option<Node> {
    match (entry.get("ask"), entry.get("refer")) {
        (Some(question), None) => {
            let next = |next: &V| if next.is_null() { Some(None) } else { next.number().map(Some) };
            Some(Node::Ask { question: question.number()?, next: all(entry, "next", next)? })
        }
        (None, Some(outcome)) => Some(Node::Refer(Leaf {
            outcome: outcome.number()?,
            rules: all(entry, "rules", V::number)?,
            notices: all(entry, "notices", V::number)?,
            closed: all(entry, "closed", V::number)?,
        })),
        _ => None,
    }
}

#[cfg(feature = "author")]
impl Value for &Json {
    fn get(&self, key: &str) -> Option<Self> {
        Json::get(self, key).filter(|value| !value.is_null())
    }

    fn is_null(&self) -> bool {
        Json::is_null(self)
    }

    fn each(&self, take: &mut dyn FnMut(Self) -> Option<()>) -> Option<()> {
        self.as_array()?.iter().try_for_each(take)
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<usize> {
        self.as_u64()?.try_into().ok()
    }
}

/// A policy as a text.
#[cfg(feature = "author")]
pub fn write_policy(policy: &CompiledPolicy, languages: &[String]) -> String {
    let question = |question: &CompiledQuestion| json!({ "id": question.id, "choices": question.choices });
    let channel =
        |channel: &CompiledChannel| json!({ "id": channel.id, "kind": channel.kind.id(), "target": channel.target });
    let outcome = |outcome: &CompiledOutcome| {
        let CompiledOutcome { id, verdict, channels, steps, enclosures } = outcome;
        let verdict = verdict.id();
        json!({ "id": id, "verdict": verdict, "channels": channels, "steps": steps, "enclosures": enclosures })
    };
    let node = |node: &Node| match node {
        Node::Ask { question, next } => json!({ "ask": question, "next": next }),
        Node::Refer(Leaf { outcome, rules, notices, closed }) => {
            json!({ "refer": outcome, "rules": rules, "notices": notices, "closed": closed })
        }
    };
    let file = json!({
        "format": FORMAT,
        "build": policy.build,
        "id": policy.id,
        "version": policy.version,
        "default-language": policy.default_language,
        "languages": languages,
        "questions": policy.questions.iter().map(question).collect::<Vec<_>>(),
        "channels": policy.channels.iter().map(channel).collect::<Vec<_>>(),
        "outcomes": policy.outcomes.iter().map(outcome).collect::<Vec<_>>(),
        "rules": policy.rules,
        "notices": policy.notices,
        "closed": policy.closed,
        "nodes": policy.nodes.iter().map(node).collect::<Vec<_>>(),
    });
    file.to_string()
}

/// Words as a text. Their keys are taken apart, as in a words file: so less is said twice.
#[cfg(feature = "author")]
pub fn write_words(words: &CompiledWords) -> String {
    let CompiledWords { build, language, texts } = words;
    let mut nested = serde_json::Map::new();
    for (key, text) in texts {
        insert(&mut nested, key, text);
    }
    json!({ "build": build, "language": language, "texts": nested }).to_string()
}

#[cfg(feature = "author")]
fn insert(texts: &mut serde_json::Map<String, Json>, key: &str, text: &str) {
    match key.split_once('.') {
        None => drop(texts.insert(key.to_owned(), text.into())),
        Some((part, rest)) => {
            if let Json::Object(inner) = texts.entry(part).or_insert_with(|| json!({})) {
                insert(inner, rest, text);
            }
        }
    }
}

/// The texts under their whole keys.
#[cfg(feature = "author")]
pub fn flat(nested: &Json) -> Option<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for (part, value) in nested.as_object()? {
        match value {
            Json::String(text) => drop(texts.insert(part.clone(), text.clone())),
            inner => texts.extend(flat(inner)?.into_iter().map(|(rest, text)| (format!("{part}.{rest}"), text))),
        }
    }
    Some(texts)
}
