//! Two versions of a policy, side by side: who is sent elsewhere, and whose texts read otherwise.

use std::collections::BTreeSet;
use std::fmt::Write;

use maud::{DOCTYPE, PreEscaped, html};

use crate::change::{Change, changes};
use crate::policy::Policy;

use super::source::Source;

/// What differs between two versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff {
    /// The versions, before and after.
    pub versions: (String, String),
    /// The situations whose outcome differs.
    pub changes: Vec<Change>,
    /// The texts that differ.
    pub texts: Vec<TextChange>,
}

/// A text that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// The language.
    pub language: String,
    /// The key of the text.
    pub key: String,
    /// Where a visitor sees it.
    pub seen: String,
    /// The text before, if there was one.
    pub before: Option<String>,
    /// The text now, if there is one.
    pub after: Option<String>,
}

impl Diff {
    /// Compares two policies without flaws.
    pub fn of(before: &Source, after: &Source) -> Self {
        let versions = (before.policy.version.clone(), after.policy.version.clone());
        let changes = changes(&before.policy, &after.policy);
        let languages: BTreeSet<&str> =
            before.words.iter().chain(&after.words).map(|words| words.language.as_str()).collect();
        let mut texts = Vec::new();
        for language in languages {
            let of = |source: &'_ Source| {
                let words = source.words.iter().find(|words| words.language == language);
                words.map(|words| words.texts.clone()).unwrap_or_default()
            };
            let (old, new) = (of(before), of(after));
            let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
            for key in keys.into_iter().filter(|key| old.get(*key) != new.get(*key)) {
                let policy = if new.contains_key(key) { &after.policy } else { &before.policy };
                texts.push(TextChange {
                    language: language.to_owned(),
                    key: key.clone(),
                    seen: seen(policy, key),
                    before: old.get(key).cloned(),
                    after: new.get(key).cloned(),
                });
            }
        }
        Self { versions, changes, texts }
    }

    /// Whether there is no difference.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.texts.is_empty()
    }

    /// The differences in a few words.
    pub fn summary(&self) -> String {
        let situations = self.changes.iter().map(|change| change.count).fold(0, u128::saturating_add);
        let texts = self.texts.len();
        format!("{} with another outcome, {} changed", counted(situations, "situation"), counted(texts as u128, "text"))
    }

    /// The differences for a terminal.
    pub fn to_text(&self) -> String {
        let (before, after) = &self.versions;
        let mut told = format!("from {before} to {after}: {}\n", self.summary());
        // Writing to a String does not fail, here and below.
        for Change { before, after, conditions, count } in &self.changes {
            let (before, after) =
                (outcome(before.as_ref(), "could not be"), outcome(after.as_ref(), "can no longer be"));
            let _ = writeln!(told, "\n{before} -> {after}, in {}:", counted(*count, "situation"));
            for condition in conditions {
                let _ = writeln!(told, "  {}", conjunction(condition));
            }
        }
        for TextChange { language, key, seen, before, after } in &self.texts {
            let _ = writeln!(told, "\n{key} ({language}), seen {seen}");
            for (sign, text) in [('-', before), ('+', after)] {
                for line in text.iter().flat_map(|text| text.lines()) {
                    let _ = writeln!(told, "  {sign} {line}");
                }
            }
        }
        told
    }

    /// The differences as Markdown, for a pull request.
    pub fn to_markdown(&self) -> String {
        let (before, after) = &self.versions;
        format!("# From {before} to {after}\n\n{}", self.tables())
    }

    fn tables(&self) -> String {
        let mut told = String::from("## Who is sent elsewhere\n\n");
        if self.changes.is_empty() {
            told.push_str("Nobody.\n");
        } else {
            told.push_str("| when | before | now | situations |\n| --- | --- | --- | ---: |\n");
        }
        for Change { before, after, conditions, count } in &self.changes {
            let (before, after) =
                (outcome(before.as_ref(), "could not be"), outcome(after.as_ref(), "can no longer be"));
            let when: Vec<String> = conditions.iter().map(|condition| conjunction(condition)).collect();
            let _ = writeln!(told, "| {} | {before} | {after} | {count} |", when.join("; or "));
        }
        told.push_str("\n## Which texts read otherwise\n\n");
        if self.texts.is_empty() {
            told.push_str("None.\n");
        } else {
            told.push_str("| text | seen | before | now |\n| --- | --- | --- | --- |\n");
        }
        for TextChange { language, key, seen, before, after } in &self.texts {
            let text = |text: &Option<String>| text.as_deref().map_or_else(|| "none".to_owned(), cell);
            let _ = writeln!(told, "| {key} ({language}) | {seen} | {} | {} |", text(before), text(after));
        }
        told
    }

    /// The differences as a part of a page, from headings of level 2 on.
    pub fn to_html_part(&self) -> String {
        let markdown = self.tables();
        let mut part = String::new();
        let parser = pulldown_cmark::Parser::new_ext(&markdown, pulldown_cmark::Options::ENABLE_TABLES);
        pulldown_cmark::html::push_html(&mut part, parser);
        part
    }

    /// The differences as a page.
    pub fn to_html(&self) -> String {
        let title = format!("From {} to {}", self.versions.0, self.versions.1);
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) }
                    style { (STYLE) }
                }
                body { h1 { (title) } (PreEscaped(self.to_html_part())) }
            }
        };
        page.into_string()
    }
}

const STYLE: &str = "body{font:1rem/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}\
    table{border-collapse:collapse}th,td{border:1px solid;padding:.3em .6em;text-align:start;vertical-align:top}";

/// A number of things in words.
pub(super) fn counted(count: u128, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn outcome<'o>(id: Option<&'o String>, otherwise: &'o str) -> &'o str {
    id.map_or(otherwise, String::as_str)
}

fn conjunction(condition: &[(String, Vec<String>)]) -> String {
    let pieces: Vec<String> =
        condition.iter().map(|(question, choices)| format!("{question}={}", choices.join("/"))).collect();
    if pieces.is_empty() { "always".to_owned() } else { pieces.join(", ") }
}

/// A text as it can stand in a cell of a table: its characters, and nothing that Markdown reads.
pub fn cell(text: &str) -> String {
    let mut cell = String::new();
    for character in text.chars() {
        match character {
            '\n' => cell.push(' '),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' => cell.extend(['\\', character]),
            _ => cell.push(character),
        }
    }
    cell
}

/// Where a visitor sees a text.
fn seen(policy: &Policy, key: &str) -> String {
    let mut parts = key.split('.');
    let (kind, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let outcomes = |shows: &dyn Fn(&crate::policy::Outcome) -> bool| -> Vec<&str> {
        policy.outcomes.iter().filter(|outcome| shows(outcome)).map(|outcome| outcome.id.as_str()).collect()
    };
    let at = |outcomes: Vec<&str>| format!("at {}", outcomes.join(", "));
    match kind {
        "question" => format!("when asked {id}"),
        "outcome" => format!("at {id}"),
        "step" => at(outcomes(&|outcome| outcome.steps.iter().any(|step| step == id))),
        "enclosure" | "enclosure-advice" => at(outcomes(&|outcome| outcome.enclosures.iter().any(|known| known == id))),
        "channel" if policy.closed.iter().any(|closed| closed.channel == id) => "among what does not work".to_owned(),
        "channel" => at(outcomes(&|outcome| outcome.channels.iter().any(|channel| channel == id))),
        "notice" => format!("beside notice {id}"),
        "verdict" => at(outcomes(&|outcome| outcome.verdict.id() == id)),
        "page" | "guide" => "around the widget".to_owned(),
        "failure" => "when the app fails".to_owned(),
        _ => "everywhere".to_owned(),
    }
}
