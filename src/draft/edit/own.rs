//! A text of one's own in the place of one that outcomes share.

use super::document::Document;
use super::property::{self, Value};
use super::{literal, table, words};
use crate::author::names::POLICY_FILE;
use crate::check::flaw::Part;
use crate::draft::change::Transaction;
use crate::draft::refused::Refused;
use crate::draft::thing::Thing;

/// Gives an outcome a step or an enclosure of its own: the same words in every language, under another id. A translation of
/// them is as old, or as new, as that of the shared ones.
///
/// # Errors
///
/// The outcome does not list it, the id is taken, or a place is written as no form writes it.
pub fn own(transaction: &mut Transaction, outcome: usize, of: &Thing, to: &str) -> Result<(), Refused> {
    let (list, texts, id) = match of {
        Thing::Step(id) => ("steps", ["step"].as_slice(), id),
        Thing::Enclosure(id) => ("enclosures", ["enclosure", "enclosure-advice"].as_slice(), id),
        _ => return Err(Refused::NoThing),
    };
    let document = Document::read(POLICY_FILE, transaction.text(POLICY_FILE)?)?;
    let listed = document.strings(&["outcome".into(), outcome.into(), list.into()]).unwrap_or_default();
    if !listed.contains(&id.as_str()) {
        return Err(Refused::NoThing);
    }
    let with_own = |known: &str| if known == id { to } else { known }.to_owned();
    let listed = Value::List(listed.into_iter().map(with_own).collect());
    property::set(transaction, &Thing::Outcome(outcome), list, &listed)?;
    for file in words::files(&transaction.files) {
        for kind in texts {
            copy(transaction, &file, kind, id, to)?;
        }
    }
    Ok(())
}

/// Copies a text of a language, or what is known of the text that it was made from. A file that is no TOML stays as it is.
fn copy(transaction: &mut Transaction, file: &str, kind: &str, id: &str, to: &str) -> Result<(), Refused> {
    let text = transaction.text(file)?;
    let Ok(document) = Document::read(file, text) else { return Ok(()) };
    let table = [Part::from(kind)];
    let path = |id: &str| [table.as_slice(), &[Part::from(id)]].concat();
    if document.value(&path(to)).is_some() {
        return Err(Refused::TakenId(to.to_owned()));
    }
    let Some(copied) = document.string(&path(id)) else { return Ok(()) };
    if !words::is_made_from(file) {
        let whole = words::put_in(text, &format!("{kind}.{to}"), copied);
        return transaction.put(file, Some(whole));
    }
    let splice = table::set(&document, &table, to, &literal::text(copied), &[id])?;
    transaction.splice(file, vec![splice])
}
