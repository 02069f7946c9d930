//! Conditions: what a rule, a notice, a choice or a channel asks of the answers to each question.

use serde::{Deserialize, Serialize};

use super::document::Document;
use super::{literal, table};
use crate::author::names::POLICY_FILE;
use crate::check::flaw::Part;
use crate::draft::change::{Splice, Transaction};
use crate::draft::refused::Refused;
use crate::draft::thing::Thing;

/// What a condition asks of the answer to one question: a cell of the decision table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// The question does not matter to it.
    Any,
    /// Any of these choices.
    Only(Vec<String>),
    /// Any but these.
    Not(Vec<String>),
}

impl Cell {
    /// The cell as it is written; none where nothing is.
    pub fn written(&self) -> Option<String> {
        match self {
            Self::Any => None,
            Self::Only(choices) => Some(literal::one_or_list(choices)),
            Self::Not(choices) => Some(format!("{{ not = {} }}", literal::one_or_list(choices))),
        }
    }
}

/// A condition as it is written, between braces.
pub fn written(cells: &[(String, Cell)]) -> String {
    let entries = cells.iter().filter_map(|(question, cell)| Some(literal::pair(question, &cell.written()?)));
    let entries: Vec<String> = entries.collect();
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
}

/// Changes one cell of a condition.
///
/// # Errors
///
/// The thing is not there, has no such condition, or is written as no form writes it.
pub fn set(transaction: &mut Transaction, of: &Thing, field: &str, question: &str, cell: &Cell) -> Result<(), Refused> {
    if !of.conditions().contains(&field) {
        return Err(Refused::NoProperty(field.to_owned()));
    }
    let document = Document::read(POLICY_FILE, transaction.text(POLICY_FILE)?)?;
    let own = of.path().ok_or(Refused::NoThing)?;
    document.value(&own).ok_or(Refused::NoThing)?;
    let path = [own.as_slice(), &[Part::from(field), Part::from(question)]].concat();
    if read(&document, &path).as_ref() == Some(cell) {
        return Ok(());
    }
    let splices = match cell.written() {
        Some(cell) => with(&document, of, &own, field, question, &cell)?,
        None => without(&document, of, &own, field, question)?,
    };
    transaction.splice(POLICY_FILE, splices)
}

/// The cell that stands at a place; none where nothing does, or something else.
fn read(document: &Document<'_>, path: &[Part]) -> Option<Cell> {
    let ids = |path: &[Part]| {
        let several = document.strings(path).or_else(|| Some(vec![document.string(path)?]))?;
        Some(several.into_iter().map(str::to_owned).collect())
    };
    let not = [path, &[Part::from("not")]].concat();
    ids(path).map(Cell::Only).or_else(|| ids(&not).map(Cell::Not))
}

fn with(
    document: &Document<'_>,
    of: &Thing,
    own: &[Part],
    field: &str,
    question: &str,
    cell: &str,
) -> Result<Vec<Splice>, Refused> {
    let path = [own, &[Part::from(field)]].concat();
    let condition = format!("{{ {} }}", literal::pair(question, cell));
    if document.value(&path).is_some() {
        // In the order in which the questions are asked.
        let questions = document.ids(&["question".into()]);
        let before: Vec<&str> = questions.iter().map(String::as_str).take_while(|id| *id != question).collect();
        return Ok(vec![table::set(document, &path, question, cell, &before)?]);
    }
    // A choice that was offered to all is an id, and becomes a table.
    if let (Thing::Choice(..), Some(id)) = (of, document.string(own)) {
        let span = document.value(own).ok_or(Refused::NoThing)?.span();
        let choice = format!("{{ id = {}, {field} = {condition} }}", literal::id(id));
        return Ok(vec![Splice::new(span, choice)]);
    }
    let before: Vec<&str> = of.properties().iter().copied().take_while(|known| *known != field).collect();
    Ok(vec![table::set(document, own, field, &condition, &before)?])
}

fn without(
    document: &Document<'_>,
    of: &Thing,
    own: &[Part],
    field: &str,
    question: &str,
) -> Result<Vec<Splice>, Refused> {
    let condition = [own, &[Part::from(field)]].concat();
    let path = [condition.as_slice(), &[Part::from(question)]].concat();
    if document.value(&path).is_none() {
        return Ok(Vec::new());
    }
    // Without a question, only a rule keeps its condition: it holds for everybody.
    let is_last = document.keys(&condition).len() == 1;
    match of {
        Thing::Choice(..) if is_last => {
            let span = document.value(own).ok_or(Refused::NoThing)?.span();
            let id = document.string(&[own, &["id".into()]].concat()).ok_or(Refused::NoThing)?;
            Ok(vec![Splice::new(span, literal::id(id))])
        }
        Thing::Rule(_) if is_last && document.entries(&condition).is_none() => {
            Err(Refused::Layout(document.file.to_owned()))
        }
        Thing::Rule(_) => Ok(table::removed(document, &path)),
        _ if is_last => Ok(table::removed(document, &condition)),
        _ => Ok(table::removed(document, &path)),
    }
}
