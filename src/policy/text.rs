//! What ships, as a text: written, and read without a browser.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::compiled::{
    Broken, CompiledChannel, CompiledClosed, CompiledOutcome, CompiledPolicy, CompiledQuestion, FORMAT, Leaf, Node,
};
use super::json::Value;
use super::number::Number;
use super::words::CompiledWords;

impl CompiledPolicy {
    /// Reads a compiled policy from its text, as [`CompiledPolicy::of_json`] does from its value.
    pub fn read(text: &str) -> Result<Self, Broken> {
        let file: Json = serde_json::from_str(text).map_err(|_| Broken::Unreadable)?;
        Self::of_json(&&file)
    }

    /// Reads a words file from its text, as [`CompiledPolicy::words`] does from its value.
    pub fn read_words(&self, text: &str) -> Result<CompiledWords, Broken> {
        let file: Json = serde_json::from_str(text).map_err(|_| Broken::Unreadable)?;
        let texts = file.get("texts").and_then(flat).ok_or(Broken::Unreadable)?;
        self.words(&&file, texts)
    }

    /// The policy as a text that [`CompiledPolicy::read`] takes, with the languages that it has words in.
    pub fn to_json(&self, languages: &[String]) -> String {
        write_policy(self, languages)
    }
}

impl CompiledWords {
    /// The words as a text that [`CompiledPolicy::read_words`] takes; with the first question as it is drawn before the app
    /// has come, where there is one.
    pub fn to_json(&self, first: Option<serde_json::Value>) -> String {
        write_words(self, first)
    }
}

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
fn write_policy(policy: &CompiledPolicy, languages: &[String]) -> String {
    let question = |question: &CompiledQuestion| {
        let choices: Vec<&str> = question.choices.iter().map(|choice| choice.id.as_str()).collect();
        json!({ "id": question.id, "choices": choices })
    };
    let channel = |channel: &CompiledChannel| {
        let CompiledChannel { id, kind, target, address } = channel;
        let address = (!address.is_empty()).then_some(address);
        json!({ "id": id, "kind": kind.id(), "target": target, "address": address })
    };
    let outcome = |outcome: &CompiledOutcome| {
        let CompiledOutcome { id, verdict, channels, steps, enclosures } = outcome;
        let (verdict, channels) = (verdict.id(), plain(channels));
        json!({ "id": id, "verdict": verdict, "channels": channels, "steps": steps, "enclosures": enclosures })
    };
    let node = |node: &Node| match node {
        Node::Ask { question, next } => {
            let next: Vec<Option<usize>> = next.iter().map(|next| next.map(Number::get)).collect();
            json!({ "ask": question.get(), "next": next })
        }
        Node::Refer(Leaf { outcome, rules, notices, closed }) => {
            let (rules, notices, closed) = (plain(rules), plain(notices), plain(closed));
            json!({ "refer": outcome.get(), "rules": rules, "notices": notices, "closed": closed })
        }
    };
    let closed = |closed: &CompiledClosed| json!({ "channel": closed.channel.get(), "facts": closed.facts });
    canonical(json!({
        "format": FORMAT,
        "build": policy.build,
        "id": policy.id,
        "version": policy.version,
        "default-language": policy.default_language,
        "languages": languages,
        "questions": policy.questions.iter().map(question).collect::<Vec<_>>(),
        "channels": policy.channels.iter().map(channel).collect::<Vec<_>>(),
        "outcomes": policy.outcomes.iter().map(outcome).collect::<Vec<_>>(),
        "rules": policy.rules.iter().map(|rule| json!({ "id": rule.id, "facts": rule.facts })).collect::<Vec<_>>(),
        "notices": policy.notices.iter().map(|notice| json!({ "id": notice.id, "facts": notice.facts })).collect::<Vec<_>>(),
        "closed": policy.closed.iter().map(closed).collect::<Vec<_>>(),
        "nodes": policy.nodes.iter().map(node).collect::<Vec<_>>(),
    }))
}

fn plain<T>(numbers: &[Number<T>]) -> Vec<usize> {
    numbers.iter().map(|number| number.get()).collect()
}

/// Words as a text. Their keys are taken apart, as in a words file: so less is said twice.
fn write_words(words: &CompiledWords, first: Option<Json>) -> String {
    let CompiledWords { build, language, texts } = words;
    let mut nested = serde_json::Map::new();
    for (key, text) in texts {
        insert(&mut nested, key, text);
    }
    canonical(match first {
        Some(first) => json!({ "build": build, "language": language, "texts": nested, "first": first }),
        None => json!({ "build": build, "language": language, "texts": nested }),
    })
}

/// JSON in canonical form (RFC 8785), with the keys in order: the same policy has the same digest, whoever writes it down.
fn canonical(mut file: Json) -> String {
    file.sort_all_objects();
    file.to_string()
}

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
fn flat(nested: &Json) -> Option<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for (part, value) in nested.as_object()? {
        match value {
            Json::String(text) => drop(texts.insert(part.clone(), text.clone())),
            inner => texts.extend(flat(inner)?.into_iter().map(|(rest, text)| (format!("{part}.{rest}"), text))),
        }
    }
    Some(texts)
}
