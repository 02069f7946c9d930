//! A thing that goes, with the texts that only it shows. What names it elsewhere stays, and the check says where.

use super::document::Document;
use super::{layout, list, table, words};
use crate::author::names::POLICY_FILE;
use crate::check::flaw::Part;
use crate::draft::change::Transaction;
use crate::draft::refused::Refused;
use crate::draft::thing::Thing;

/// Takes a thing out.
///
/// # Errors
///
/// It is not there, or is written as no form writes it.
pub fn remove(transaction: &mut Transaction, of: &Thing) -> Result<(), Refused> {
    let document = Document::read(POLICY_FILE, transaction.text(POLICY_FILE)?)?;
    let texts = texts(&document, of);
    let splices = match of {
        Thing::Policy => return Err(Refused::NoThing),
        Thing::Choice(question, choice) => {
            let path = ["question".into(), (*question).into(), "choices".into()];
            document.value(&path).ok_or(Refused::NoThing)?;
            list::removed(&document, &path, *choice)?
        }
        Thing::Fact(id) => {
            let path = ["facts".into(), id.into()];
            document.value(&path).ok_or(Refused::NoThing)?;
            table::removed(&document, &path)
        }
        // Declared by who names them: only their texts go.
        Thing::Step(_) | Thing::Enclosure(_) => Vec::new(),
        _ => {
            let (list, number) = of.item().ok_or(Refused::NoThing)?;
            vec![layout::removed(&document, list, number)?]
        }
    };
    transaction.splice(POLICY_FILE, splices)?;
    words::remove(transaction, &texts)
}

/// The keys of the texts that only this thing shows; none where another one has its id.
pub fn texts(document: &Document<'_>, of: &Thing) -> Vec<Vec<Part>> {
    let below = |keys: &[&str]| keys.iter().map(|key| Part::from(*key)).collect::<Vec<_>>();
    match of {
        Thing::Step(id) => vec![below(&["step", id])],
        Thing::Enclosure(id) => vec![below(&["enclosure", id]), below(&["enclosure-advice", id])],
        Thing::Choice(question, choice) => {
            let questions = document.ids(&["question".into()]);
            let choices = document.ids(&["question".into(), (*question).into(), "choices".into()]);
            match (own(&questions, *question), own(&choices, *choice)) {
                (Some(question), Some(choice)) => vec![
                    below(&["question", question, "choice", choice]),
                    below(&["question", question, "choice-hint", choice]),
                ],
                _ => Vec::new(),
            }
        }
        Thing::Question(number) | Thing::Channel(number) | Thing::Outcome(number) | Thing::Notice(number) => {
            let list = of.item().map_or("", |(list, _)| list);
            let ids = document.ids(&[list.into()]);
            let own = own(&ids, *number).map(|id| below(&[list, id]));
            let listed = listed(document, of).iter().flat_map(|part| texts(document, part)).collect::<Vec<_>>();
            own.into_iter().chain(listed).collect()
        }
        _ => Vec::new(),
    }
}

/// The steps and enclosures that only this outcome lists: no form would show their texts any more.
fn listed(document: &Document<'_>, of: &Thing) -> Vec<Thing> {
    let Thing::Outcome(number) = of else { return Vec::new() };
    let parts = |outcome: usize| {
        let ids = move |name: &str| document.ids(&["outcome".into(), outcome.into(), name.into()]).into_iter();
        ids("steps").map(Thing::Step).chain(ids("enclosures").map(Thing::Enclosure))
    };
    let others = (0..document.ids(&["outcome".into()]).len()).filter(|other| other != number);
    let shared: Vec<Thing> = others.flat_map(parts).collect();
    let mut own: Vec<Thing> = Vec::new();
    for part in parts(*number) {
        if !shared.contains(&part) && !own.contains(&part) {
            own.push(part);
        }
    }
    own
}

/// The id of an item that no other one has.
pub fn own(ids: &[String], number: usize) -> Option<&str> {
    let id = ids.get(number).filter(|id| !id.is_empty())?;
    (ids.iter().filter(|other| *other == id).count() == 1).then_some(id)
}
