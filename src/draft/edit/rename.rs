//! A thing with another id, wherever it is named: in the policy, the texts of every language, and the scenarios.
//!
//! What people write to each other stays: comments, readings, facts. A link that was published with the old id leads nowhere.

use super::document::{Document, Name};
use super::new::check;
use super::remove::own;
use super::{literal, words};
use crate::author::names::{POLICY_FILE, SCENARIOS_FILE};
use crate::check::flaw::Part;
use crate::check::structure::is_id;
use crate::draft::change::{Splice, Transaction};
use crate::draft::ids::is_of_fact;
use crate::draft::refused::Refused;
use crate::draft::thing::Thing;

/// Gives a thing another id. Where two have its id, nobody can tell whose the places are that name it: they stay.
///
/// # Errors
///
/// The id is taken or is none, or a place is written as no form writes it.
pub fn rename(transaction: &mut Transaction, of: &Thing, to: &str) -> Result<(), Refused> {
    let document = Document::read(POLICY_FILE, transaction.text(POLICY_FILE)?)?;
    let known = Known::of(&document, of)?;
    if known.id == to {
        return Ok(());
    }
    check(to, &known.taken, if matches!(of, Thing::Fact(_)) { is_of_fact } else { is_id })?;
    let mut files = vec![POLICY_FILE.to_owned()];
    if known.is_alone {
        files.extend(words::files(&transaction.files));
        files.extend(transaction.files.contains_key(SCENARIOS_FILE).then(|| SCENARIOS_FILE.to_owned()));
    }
    for file in files {
        // A dotted key may stand in several places of which one is found at a time.
        while let Some(splices) = places(transaction, &known, of, &file, to) {
            transaction.splice(&file, splices)?;
        }
    }
    Ok(())
}

/// The places of a file that name a thing, with its new id; none where no place does. A file that is no TOML has none that can be
/// found.
fn places(transaction: &Transaction, known: &Known, of: &Thing, file: &str, to: &str) -> Option<Vec<Splice>> {
    let document = Document::read(file, transaction.text(file).ok()?).ok()?;
    let names = document.named(&known.id).into_iter().filter(|name| known.is_meant(of, file, name));
    let new = |name: Name| {
        let raw = document.part(name.span.clone());
        let whole = || if name.is_key { literal::key(to) } else { literal::id(to) };
        // Between the quotes that it had.
        let text = if raw.contains(&known.id) { raw.replace(&known.id, to) } else { whole() };
        Splice::new(name.span.clone(), text)
    };
    let splices: Vec<Splice> = names.map(new).collect();
    (!splices.is_empty()).then_some(splices)
}

/// What is known of a thing that gets another id.
struct Known {
    id: String,
    /// The ids of its kind.
    taken: Vec<String>,
    /// Whether no other one has its id.
    is_alone: bool,
    /// The question of a choice.
    question: String,
}

impl Known {
    fn of(document: &Document<'_>, of: &Thing) -> Result<Self, Refused> {
        let named = |id: &String, taken: Vec<String>| {
            let is_there = taken.contains(id);
            is_there.then(|| Self { id: id.clone(), taken, is_alone: true, question: String::new() })
        };
        let of_outcomes = |key: &str| {
            let outcomes = 0..document.count(&["outcome".into()]);
            let ids = outcomes.filter_map(|number| document.strings(&["outcome".into(), number.into(), key.into()]));
            ids.flatten().map(str::to_owned).collect::<Vec<_>>()
        };
        let listed = |list: &[Part], number: usize, question: String| {
            let taken = document.ids(list);
            let id = taken.get(number)?.clone();
            let is_alone = own(&taken, number).is_some();
            Some(Self { id, taken, is_alone, question })
        };
        let known = match of {
            Thing::Fact(id) => named(id, document.keys(&["facts".into()])),
            Thing::Step(id) => named(id, of_outcomes("steps")),
            Thing::Enclosure(id) => named(id, of_outcomes("enclosures")),
            Thing::Choice(question, choice) => {
                let questions = document.ids(&["question".into()]);
                let id = questions.get(*question).cloned().unwrap_or_default();
                let is_alone = own(&questions, *question).is_some();
                let path = ["question".into(), (*question).into(), "choices".into()];
                let known = listed(&path, *choice, id);
                known.map(|known| Self { is_alone: known.is_alone && is_alone, ..known })
            }
            Thing::Question(number)
            | Thing::Channel(number)
            | Thing::Outcome(number)
            | Thing::Rule(number)
            | Thing::Notice(number) => listed(&[of.item().map_or("", |(list, _)| list).into()], *number, String::new()),
            Thing::Policy | Thing::Closed(_) | Thing::Contradiction(_) => {
                return Err(Refused::NoProperty("id".to_owned()));
            }
        };
        known.ok_or(Refused::NoThing)
    }

    /// Whether a name that reads as its id means this thing.
    fn is_meant(&self, of: &Thing, file: &str, name: &Name) -> bool {
        let path: Vec<&str> = name.path.iter().map(|part| if let Part::Key(key) = part { key } else { ITEM }).collect();
        match file {
            POLICY_FILE => self.is_declared(of, name) || (self.is_alone && self.is_named_in_policy(of, name, &path)),
            SCENARIOS_FILE => self.is_named_in_scenarios(of, name, &path),
            _ => self.is_key_of_text(of, name, &path),
        }
    }

    fn is_declared(&self, of: &Thing, name: &Name) -> bool {
        let Some(own) = of.path() else { return false };
        match of {
            Thing::Fact(_) => name.is_key && name.path == own,
            _ => !name.is_key && (name.path == own || name.path == [own, vec!["id".into()]].concat()),
        }
    }

    fn is_named_in_policy(&self, of: &Thing, name: &Name, path: &[&str]) -> bool {
        match (of, path) {
            (Thing::Question(_), _) => name.is_key && matches!(condition(path), Some([_])),
            (Thing::Choice(..), _) => {
                let fits = |rest: &[&str]| match rest {
                    [question] | [question, ITEM] | [question, "not"] | [question, "not", ITEM] => {
                        *question == self.question
                    }
                    _ => false,
                };
                !name.is_key && condition(path).is_some_and(fits)
            }
            (Thing::Channel(_), ["outcome", ITEM, "channels", ITEM] | ["closed", ITEM, "channel"])
            | (Thing::Outcome(_), ["rule", ITEM, "outcome"] | ["notice" | "closed", ITEM, "outcomes", ITEM])
            | (Thing::Step(_), ["outcome", ITEM, "steps", ITEM])
            | (Thing::Enclosure(_), ["outcome", ITEM, "enclosures", ITEM])
            | (
                Thing::Fact(_),
                ["rule" | "notice" | "closed", ITEM, "facts", ITEM]
                | ["contradiction", ITEM, "fact"]
                | ["contradiction", ITEM, "excludes", ITEM],
            ) => !name.is_key,
            _ => false,
        }
    }

    fn is_named_in_scenarios(&self, of: &Thing, name: &Name, path: &[&str]) -> bool {
        match (of, path) {
            (Thing::Question(_), ["scenario", ITEM, "answers", _]) => name.is_key,
            (
                Thing::Choice(..),
                ["scenario", ITEM, "answers", question] | ["scenario", ITEM, "answers", question, ITEM],
            ) => !name.is_key && *question == self.question,
            (Thing::Outcome(_), ["scenario", ITEM, "outcome"])
            | (Thing::Rule(_), ["scenario", ITEM, "rule"] | ["scenario", ITEM, "rule", ITEM]) => !name.is_key,
            _ => false,
        }
    }

    fn is_key_of_text(&self, of: &Thing, name: &Name, path: &[&str]) -> bool {
        name.is_key
            && match (of, path) {
                (Thing::Choice(..), ["question", question, "choice" | "choice-hint", _]) => *question == self.question,
                (Thing::Question(_), ["question", _])
                | (Thing::Channel(_), ["channel", _])
                | (Thing::Outcome(_), ["outcome", _])
                | (Thing::Notice(_), ["notice", _])
                | (Thing::Step(_), ["step", _])
                | (Thing::Enclosure(_), ["enclosure" | "enclosure-advice", _]) => true,
                _ => false,
            }
    }
}

/// Stands for an item of a list on a way. No key of a policy is like it.
const ITEM: &str = "[]";

/// What a way names within a condition; none of a way to anything else.
fn condition<'p, 'k>(path: &'p [&'k str]) -> Option<&'p [&'k str]> {
    match path {
        ["rule" | "notice", ITEM, "when", rest @ ..]
        | ["channel", ITEM, "people" | "open-to", rest @ ..]
        | ["question", ITEM, "choices", ITEM, "offered-to", rest @ ..] => Some(rest),
        _ => None,
    }
}
