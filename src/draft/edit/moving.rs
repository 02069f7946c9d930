//! A thing at another place among its kind.

use super::document::Document;
use super::{layout, list};
use crate::author::names::POLICY_FILE;
use crate::draft::change::Transaction;
use crate::draft::refused::Refused;
use crate::draft::thing::Thing;

/// Moves a thing. `to` is its place then.
///
/// # Errors
///
/// There is no such thing or place, or it is written as no form writes it.
pub fn to(transaction: &mut Transaction, of: &Thing, to: usize) -> Result<(), Refused> {
    let document = Document::read(POLICY_FILE, transaction.text(POLICY_FILE)?)?;
    let splices = match of {
        Thing::Choice(question, choice) => {
            let path = ["question".into(), (*question).into(), "choices".into()];
            document.value(&path).ok_or(Refused::NoThing)?;
            list::moved(&document, &path, *choice, to)?
        }
        _ => {
            let (list, number) = of.item().ok_or(Refused::NoThing)?;
            layout::moved(&document, list, number, to)?
        }
    };
    transaction.splice(POLICY_FILE, splices)
}
