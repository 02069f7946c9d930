//! What holds for every policy and every thing in it.

use wegwijzer::author::read::texts::words;
use wegwijzer::draft::edit::{Cell, NewThing, Value};
use wegwijzer::draft::{Draft, Edit, Files, Thing};
use wegwijzer::policy::{Allowed, When};

use crate::cases::rule;
use crate::policies::{edited, files, id, lines, of_windows, policy, things, written_otherwise};

/// Policies, as they are and as Windows saves them.
fn every() -> Vec<Files> {
    let policies = [files("tests/small"), written_otherwise()];
    policies.into_iter().flat_map(|files| [of_windows(&files), files]).collect()
}

/// Policies of many rules and texts.
fn large() -> Vec<Files> {
    ["policies/cliendo", "examples/policies/security-contact"].map(files).into()
}

fn cells(when: &When) -> Vec<(String, Cell)> {
    let cell = |allowed: &Allowed| match allowed {
        Allowed::Only(ids) => Cell::Only(ids.as_slice().to_vec()),
        Allowed::Not { not } => Cell::Not(not.as_slice().to_vec()),
    };
    when.iter().map(|(question, allowed)| (question.clone(), cell(allowed))).collect()
}

/// Edits that say what a policy says already.
fn idle(files: &Files) -> Vec<Edit> {
    let policy = policy(files);
    let mut edits = Vec::new();
    let texts = |of: &Thing, name: &str, text: Option<&String>| {
        text.map(|text| Edit::Property { of: of.clone(), name: name.to_owned(), value: Value::Text(text.clone()) })
    };
    let list = |of: &Thing, name: &str, ids: &[String]| {
        (!ids.is_empty()).then(|| Edit::Property {
            of: of.clone(),
            name: name.to_owned(),
            value: Value::List(ids.to_vec()),
        })
    };
    for (number, rule) in policy.rules.iter().enumerate() {
        let of = Thing::Rule(number);
        edits.extend(texts(&of, "outcome", Some(&rule.outcome)));
        edits.extend(texts(&of, "reading", rule.reading.as_ref()));
        edits.extend(list(&of, "facts", &rule.facts));
        for question in &policy.questions {
            let cells = cells(&rule.when);
            let cell =
                cells.iter().find(|(known, _)| *known == question.id).map_or(Cell::Any, |(_, cell)| cell.clone());
            let (field, question) = ("when".to_owned(), question.id.clone());
            edits.push(Edit::When { of: of.clone(), field, question, cell });
        }
    }
    for (number, outcome) in policy.outcomes.iter().enumerate() {
        let of = Thing::Outcome(number);
        edits.extend(texts(&of, "reading", outcome.reading.as_ref()));
        edits.extend(list(&of, "channels", &outcome.channels));
        edits.extend(list(&of, "steps", &outcome.steps));
        edits.extend(list(&of, "enclosures", &outcome.enclosures));
    }
    edits.extend(policy.facts.iter().map(|(id, text)| Edit::Fact { id: id.clone(), text: text.clone() }));
    for (language, phrases) in &policy.never_say {
        edits.push(Edit::NeverSay { language: language.clone(), phrases: Some(phrases.clone()) });
    }
    for thing in things(&policy) {
        edits.extend(id(&policy, &thing).map(|to| Edit::Rename { of: thing.clone(), to }));
    }
    edits
}

#[test]
fn an_edit_that_says_what_is_there_changes_nothing() {
    for files in every().into_iter().chain(large()) {
        let mut draft = Draft::open(files.clone());
        for edit in idle(&files).into_iter().step_by(7) {
            // What nobody writes in a form is refused, and nothing changes either.
            let _ = draft.apply(&edit);
            assert!(!draft.is_changed() && !draft.can_undo(), "{edit:?} changes {:?}", lines(&draft));
        }
        assert_eq!(draft.files(), &files);
    }
}

#[test]
fn a_text_that_is_set_to_what_it_says_keeps_its_bytes() {
    let mut texts = 0;
    for files in every().into_iter().chain(large()) {
        let mut draft = Draft::open(files.clone());
        for (name, file) in files.iter().filter(|(name, _)| ["words.en.toml", "words.ar.toml"].contains(&name.as_str()))
        {
            let own = words(file).unwrap().0;
            for (key, text) in own.into_iter().step_by(5) {
                texts += 1;
                let language = name.split('.').nth(1).unwrap().to_owned();
                draft.apply(&Edit::Text { language, key: key.clone(), text }).unwrap();
                assert!(!draft.is_changed(), "{key}: {:?}", lines(&draft));
            }
        }
    }
    assert!(texts > 150, "{texts}");
}

#[test]
fn a_thing_that_is_renamed_and_named_back_leaves_no_trace() {
    let mut renamed = 0;
    for files in every() {
        let policy = policy(&files);
        for thing in things(&policy) {
            let Some(id) = id(&policy, &thing) else { continue };
            let new = "another-name".to_owned();
            let mut draft = edited(&files, &[Edit::Rename { of: thing.clone(), to: new.clone() }]);
            assert!(draft.is_changed());
            let again = match thing {
                Thing::Fact(_) => Thing::Fact(new),
                Thing::Step(_) => Thing::Step(new),
                Thing::Enclosure(_) => Thing::Enclosure(new),
                thing => thing,
            };
            draft.apply(&Edit::Rename { of: again.clone(), to: id }).unwrap();
            assert!(!draft.is_changed(), "{again:?}: {:?}", lines(&draft));
            renamed += 1;
        }
    }
    assert!(renamed > 80, "{renamed}");
}

/// Only a comment that stands by itself may come to stand on the other side: it has no place among the items.
#[test]
fn a_thing_that_is_moved_and_moved_back_is_where_it_was() {
    let mut moved = 0;
    for files in every() {
        let before = policy(&files);
        for (number, thing) in things(&before).into_iter().enumerate() {
            let to = number % 3;
            let (back, at) = match &thing {
                Thing::Question(at) => (Thing::Question(to), *at),
                Thing::Choice(question, at) => (Thing::Choice(*question, to), *at),
                Thing::Channel(at) => (Thing::Channel(to), *at),
                Thing::Outcome(at) => (Thing::Outcome(to), *at),
                Thing::Rule(at) => (Thing::Rule(to), *at),
                Thing::Notice(at) => (Thing::Notice(to), *at),
                _ => continue,
            };
            let mut draft = Draft::open(files.clone());
            if draft.apply(&Edit::Move { of: thing.clone(), to }).is_err() {
                continue;
            }
            moved += usize::from(draft.is_changed());
            draft.apply(&Edit::Move { of: back, to: at }).unwrap();
            assert_eq!(policy(draft.files()), before);
            let sorted = |files: &Files| {
                let mut lines: Vec<String> = files["policy.toml"].lines().map(str::to_owned).collect();
                lines.sort();
                lines
            };
            assert_eq!(sorted(draft.files()), sorted(&files), "{thing:?}");
            let is_apart = |line: &String| line.contains('#') || line.trim_start_matches(['-', '+']).trim().is_empty();
            assert!(lines(&draft).iter().all(is_apart), "{thing:?}: {:?}", lines(&draft));
        }
    }
    assert!(moved > 30, "{moved}");
}

#[test]
fn what_is_added_and_removed_leaves_no_trace() {
    let owned = |id: &str| vec![id.to_owned()];
    let new = || "new-one".to_owned();
    for files in every() {
        let policy = policy(&files);
        for at in [Some(0), Some(1), None] {
            let place = |count: usize| at.unwrap_or(count).min(count);
            let (outcomes, facts) = (Vec::new(), owned("F"));
            let notice = NewThing::Notice {
                id: new(),
                when: Vec::new(),
                verdicts: Vec::new(),
                outcomes: Vec::new(),
                facts: owned("F"),
            };
            for (thing, of) in [
                (NewThing::Question { id: new(), choices: owned("a") }, Thing::Question(place(policy.questions.len()))),
                (NewThing::Rule(rule("new-one", Vec::new())), Thing::Rule(place(policy.rules.len()))),
                (notice, Thing::Notice(place(policy.notices.len()))),
                (
                    NewThing::Closed { channel: "x".to_owned(), outcomes, facts },
                    Thing::Closed(place(policy.closed.len())),
                ),
                (
                    NewThing::Contradiction { fact: "x".to_owned(), excludes: owned("F") },
                    Thing::Contradiction(place(policy.contradictions.len())),
                ),
                (
                    NewThing::Choice { question: 0, id: new() },
                    Thing::Choice(0, place(policy.questions[0].choices.len())),
                ),
                (NewThing::Fact { id: new(), text: "x".to_owned() }, Thing::Fact(new())),
            ] {
                let mut draft = edited(&files, &[Edit::Add { thing: thing.clone(), at }]);
                assert!(draft.is_changed());
                draft.apply(&Edit::Remove { of }).unwrap();
                assert!(!draft.is_changed(), "{thing:?} {at:?}: {:?}", lines(&draft));
            }
        }
    }
}
