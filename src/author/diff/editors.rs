//! What differs for who edits a policy, and for no visitor: the source's facts, how it was read, and what is forbidden to say.

use std::collections::{BTreeMap, BTreeSet};

use super::data::EditorChange;
use crate::policy::{Allowed, Channel, Contradiction, Outcome, Policy, Rule, When};

/// What differs for editors only.
pub fn editors(before: &Policy, after: &Policy) -> Vec<EditorChange> {
    let (old, new) = (read(before), read(after));
    let all: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let changed = all.into_iter().filter(|what| old.get(*what) != new.get(*what));
    let change = |what: &String| EditorChange {
        what: what.clone(),
        before: old.get(what).cloned(),
        after: new.get(what).cloned(),
    };
    changed.map(change).collect()
}

/// All that editors read of a policy and no visitor, by what it is.
fn read(policy: &Policy) -> BTreeMap<String, String> {
    let Policy {
        id: _,
        version: _,
        default_language: _,
        facts_language,
        facts,
        questions: _,
        channels,
        outcomes,
        rules,
        notices: _,
        closed: _,
        contradictions,
        never_say,
    } = policy;
    let mut all = BTreeMap::new();
    if let Some(language) = facts_language {
        all.insert("language of the facts".to_owned(), language.clone());
    }
    for Channel { id, kind: _, target: _, address: _, open_to, people, reading: _ } in channels {
        for (what, when) in [("people of channel", people), ("to whom it is open, channel", open_to)] {
            if !when.is_empty() {
                all.insert(format!("{what} {id}"), condition(when));
            }
        }
    }
    for (id, text) in facts {
        all.insert(format!("fact {id}"), text.clone());
    }
    let mut add_reading = |kind: &str, id: &str, reading: &Option<String>| {
        if let Some(reading) = reading {
            all.insert(format!("reading of {kind} {id}"), reading.clone());
        }
    };
    for Channel { id, kind: _, target: _, address: _, open_to: _, people: _, reading } in channels {
        add_reading("channel", id, reading);
    }
    for Outcome { id, verdict: _, channels: _, steps: _, enclosures: _, reading } in outcomes {
        add_reading("outcome", id, reading);
    }
    for Rule { id, when: _, outcome: _, facts: _, reading } in rules {
        add_reading("rule", id, reading);
    }
    for Contradiction { fact, excludes } in contradictions {
        let known: &mut String = all.entry(format!("contradiction of {fact}")).or_default();
        let between = if known.is_empty() { "" } else { "; " };
        *known = [known.as_str(), between, &excludes.join(", ")].concat();
    }
    for (language, phrases) in never_say {
        all.insert(format!("never-say in {language}"), phrases.join("; "));
    }
    all
}

/// A condition as it stands in a policy.
fn condition(when: &When) -> String {
    let parts = when.iter().map(|(question, allowed)| {
        let but = if matches!(allowed, Allowed::Not { .. }) { "not " } else { "" };
        format!("{question} = {but}{}", allowed.named().join(" or "))
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// The parts of a policy that are not written as they were, whatever they do: for when no screen differs.
pub fn written_otherwise(before: &Policy, after: &Policy) -> Vec<EditorChange> {
    let parts = |policy: &Policy| -> Vec<(&'static str, bool)> {
        let Policy {
            id,
            version,
            default_language,
            facts_language,
            facts,
            questions,
            channels,
            outcomes,
            rules,
            notices,
            closed,
            contradictions,
            never_say,
        } = before;
        vec![
            ("id", *id != policy.id),
            ("version", *version != policy.version),
            ("default-language", *default_language != policy.default_language),
            ("facts-language", *facts_language != policy.facts_language),
            ("facts", *facts != policy.facts),
            ("questions", *questions != policy.questions),
            ("channels", *channels != policy.channels),
            ("outcomes", *outcomes != policy.outcomes),
            ("rules", *rules != policy.rules),
            ("notices", *notices != policy.notices),
            ("closed", *closed != policy.closed),
            ("contradictions", *contradictions != policy.contradictions),
            ("never-say", *never_say != policy.never_say),
        ]
    };
    let changed = parts(after).into_iter().filter(|(_, differs)| *differs);
    let change = |(part, _)| EditorChange { what: format!("{part}, written otherwise"), before: None, after: None };
    changed.map(change).collect()
}
