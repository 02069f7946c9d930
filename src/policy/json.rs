//! The compiled files as JSON.
//!
//! What is read is checked: every reference is looked up, and no text is missing.

use super::compiled::{
    Broken, CompiledChannel, CompiledChoice, CompiledClosed, CompiledNotice, CompiledOutcome, CompiledPolicy,
    CompiledQuestion, CompiledRule, FORMAT, Leaf, Node,
};
use super::number::{Number, Numbered};
use super::words::{self, CompiledWords, Texts};
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

impl CompiledPolicy {
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
        let policy = read_policy(file).ok_or(Broken::Unreadable)?;
        policy.check().map(|()| policy)
    }

    /// Reads a words file, whose texts are at hand as `texts`, and checks that it is of the policy's build and that no
    /// text is missing.
    ///
    /// # Errors
    ///
    /// [`Broken`] says what is wrong with the value.
    pub fn words<T: Texts>(&self, file: &impl Value, texts: T) -> Result<CompiledWords<T>, Broken> {
        let (build, language) = read_words(file).ok_or(Broken::Unreadable)?;
        if build != self.build {
            return Err(Broken::OtherBuild);
        }
        for key in words::keys(&self.outline()) {
            if !key.optional && !words::is_of_page(&key.name) && texts.get(&key.name).is_none() {
                return Err(Broken::Dangling("texts"));
            }
        }
        Ok(CompiledWords { build, language, texts })
    }
}

/// The policy in a value; none where it is not of the format.
fn read_policy<V: Value>(file: &V) -> Option<CompiledPolicy> {
    let text = |key: &str| file.get(key)?.text();
    Some(CompiledPolicy {
        build: text("build")?,
        id: text("id")?,
        version: text("version")?,
        default_language: text("default-language")?,
        questions: numbered(file, "questions", |question| {
            let choice = |choice: &V| Some(CompiledChoice { id: choice.text()? });
            Some(CompiledQuestion { id: question.get("id")?.text()?, choices: numbered(question, "choices", choice)? })
        })?,
        channels: numbered(file, "channels", channel)?,
        outcomes: numbered(file, "outcomes", outcome)?,
        rules: numbered(file, "rules", |rule| {
            Some(CompiledRule { id: rule.get("id")?.text()?, facts: all(rule, "facts", V::text)? })
        })?,
        notices: numbered(file, "notices", |notice| {
            Some(CompiledNotice { id: notice.get("id")?.text()?, facts: all(notice, "facts", V::text)? })
        })?,
        closed: numbered(file, "closed", |closed| {
            Some(CompiledClosed { channel: number(&closed.get("channel")?)?, facts: all(closed, "facts", V::text)? })
        })?,
        nodes: numbered(file, "nodes", node)?,
    })
}

/// The build that a words file is of, and its language.
fn read_words<V: Value>(file: &V) -> Option<(String, String)> {
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

fn numbered<V: Value, T>(value: &V, key: &str, read: impl Fn(&V) -> Option<T>) -> Option<Numbered<T>> {
    all(value, key, read).map(Numbered::new)
}

/// A number, which may point nowhere as yet.
fn number<V: Value, T>(value: &V) -> Option<Number<T>> {
    value.number().map(Number::new)
}

fn channel<V: Value>(entry: &V) -> Option<CompiledChannel> {
    let kind = entry.get("kind")?.text()?;
    let kind = ChannelKind::ALL.into_iter().find(|known| known.id() == kind)?;
    let target = match entry.get("target") {
        Some(target) => Some(target.text()?),
        None => None,
    };
    let address = if entry.get("address").is_some() { all(entry, "address", V::text)? } else { Vec::new() };
    Some(CompiledChannel { id: entry.get("id")?.text()?, kind, target, address })
}

fn outcome<V: Value>(entry: &V) -> Option<CompiledOutcome> {
    let verdict = entry.get("verdict")?.text()?;
    Some(CompiledOutcome {
        id: entry.get("id")?.text()?,
        verdict: Verdict::ALL.into_iter().find(|known| known.id() == verdict)?,
        channels: all(entry, "channels", number)?,
        steps: all(entry, "steps", V::text)?,
        enclosures: all(entry, "enclosures", V::text)?,
    })
}

/// A question to ask with the nodes that its choices lead to, or an outcome with what belongs to it.
fn node<V: Value>(entry: &V) -> Option<Node> {
    match (entry.get("ask"), entry.get("refer")) {
        (Some(question), None) => {
            let next = |next: &V| if next.is_null() { Some(None) } else { number(next).map(Some) };
            Some(Node::Ask { question: number(&question)?, next: all(entry, "next", next)? })
        }
        (None, Some(outcome)) => Some(Node::Refer(Leaf {
            outcome: number(&outcome)?,
            rules: all(entry, "rules", number)?,
            notices: all(entry, "notices", number)?,
            closed: all(entry, "closed", number)?,
        })),
        _ => None,
    }
}
