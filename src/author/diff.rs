//! Two versions of a policy, side by side: for whom a screen differs, and in what; what the versions do not have in common;
//! and what differs for editors only.
//!
//! Reading order: [`data`] (what differs), `apart` and `editors` (beside what [`change`](crate::change) finds), `page` (all of
//! it as one page of headings, conditions and rows), `render` (that page for a terminal, a pull request, and to sign).

pub mod data;

mod apart;

mod editors;

mod page;

mod render;

use std::collections::BTreeSet;

use super::compile::{Compiled, compile};
use super::scenarios;
use super::source::Source;
use crate::change::{Changes, Difference, Version, What, changes};
use crate::policy::Policy;
use crate::policy::words::Words;

pub use data::{Apart, Diff, Edition, EditorChange, Side, TextChange};

impl Diff {
    /// Compares two versions.
    pub fn of(before: &Source, after: &Source) -> Self {
        let compiled = [before, after].map(|source| if source.decides() { compile(source).ok() } else { None });
        let edition = |source: &Source, build: Option<&String>| {
            let own = source.words.iter().find(|words| words.language == source.policy.default_language);
            Edition {
                version: source.policy.version.clone(),
                build: build.cloned(),
                words: own.cloned().unwrap_or_default(),
            }
        };
        let [old, new] = &compiled;
        let mut diff = Self {
            before: edition(before, old.as_ref().map(|compiled| &compiled.policy.build)),
            after: edition(after, new.as_ref().map(|compiled| &compiled.policy.build)),
            apart: Vec::new(),
            changes: Changes::default(),
            scenarios: Vec::new(),
            texts: Vec::new(),
            editors: Vec::new(),
        };
        let [Some(old), Some(new)] = &compiled else {
            let unsound = [(Side::Before, before, old), (Side::After, after, new)];
            let unsound = unsound.into_iter().filter(|(_, _, compiled)| compiled.is_none());
            let why = |source: &Source| source.errors().map(|error| error.flaw.message.clone()).collect();
            diff.apart = unsound.map(|(side, source, _)| Apart::Unsound(side, why(source))).collect();
            return diff;
        };
        diff.apart = apart::apart(before, after);
        diff.changes = changes(version(old), version(new));
        diff.scenarios = scenarios::changes(before, after);
        diff.texts = texts_elsewhere(before, after, &diff.changes);
        diff.editors = editors::editors(&before.policy, &after.policy);
        if diff.is_same_for_visitors() && diff.editors.is_empty() {
            diff.editors = editors::written_otherwise(&before.policy, &after.policy);
        }
        diff
    }

    /// Whether there is no difference.
    pub fn is_empty(&self) -> bool {
        let Self { before: _, after: _, apart, changes, scenarios, texts, editors } = self;
        apart.is_empty() && changes.is_empty() && scenarios.is_empty() && texts.is_empty() && editors.is_empty()
    }

    /// Whether every visitor sees the same screens, in the same languages.
    pub fn is_same_for_visitors(&self) -> bool {
        let is_seen = |apart: &Apart| match apart {
            Apart::Unsound(..) | Apart::DefaultLanguage(..) | Apart::Language(..) => true,
            // Where these are seen, a screen differs.
            Apart::Policy(..) | Apart::Question(..) | Apart::Choice(..) | Apart::Renamed(..) => false,
        };
        self.changes.is_empty() && !self.apart.iter().any(is_seen)
    }

    /// All that differs on screens.
    fn differences(&self) -> impl Iterator<Item = &Difference> {
        self.changes.groups.iter().flat_map(|change| &change.differences)
    }
}

fn version(compiled: &Compiled) -> Version<'_> {
    let Compiled { policy, words } = compiled;
    Version { policy, words }
}

/// The texts that differ, but for those that are told as differences of screens.
fn texts_elsewhere(before: &Source, after: &Source, changes: &Changes) -> Vec<TextChange> {
    let told: BTreeSet<(&str, &str)> = (changes.groups.iter().flat_map(|change| &change.differences))
        .filter_map(|difference| match (&difference.what, &difference.language) {
            (What::Text(key), Some(language)) => Some((language.as_str(), key.as_str())),
            _ => None,
        })
        .collect();
    let shared = before.words.iter().filter_map(|old| {
        let new = after.words.iter().find(|new| new.language == old.language)?;
        Some((old, new))
    });
    let mut texts = Vec::new();
    for (Words { language, texts: old }, Words { language: _, texts: new }) in shared {
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for key in keys.into_iter().filter(|key| old.get(*key) != new.get(*key)) {
            if !told.contains(&(language.as_str(), key.as_str())) {
                let policy = if new.contains_key(key) { &after.policy } else { &before.policy };
                texts.push(TextChange {
                    language: language.clone(),
                    key: key.clone(),
                    seen: seen(policy, key),
                    before: old.get(key).cloned(),
                    after: new.get(key).cloned(),
                });
            }
        }
    }
    texts
}

/// A number of things in words.
pub(super) fn counted(count: u128, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
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
