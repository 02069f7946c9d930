//! Rows of a spreadsheet as rules: what is pasted into the decision table.

use std::collections::BTreeMap;

use super::edit::{Cell, NewRule};
use super::ids::of_title;
use crate::policy::Policy;

/// What a table calls things, in the words that its editor sees there.
pub struct Names<'n> {
    /// A cell that holds whatever is answered.
    pub all: &'n str,
    /// What stands before the answers with which a cell does not hold: `all but`.
    pub but: &'n str,
    /// What visitors call a thing, by the dotted key of its text.
    pub texts: &'n BTreeMap<String, String>,
}

/// Rules from rows: a line for each, its cells between tabs, in the order of the table. These are the rule, an answer to each
/// question, the outcome, the facts, and a note. Several answers stand between slashes or commas. A thing is named by its id, or
/// as visitors read it. What is missing at the end of a row is left open.
///
/// # Errors
///
/// The first cell that names nothing.
pub fn rules(text: &str, policy: &Policy, names: &Names<'_>) -> Result<Vec<NewRule>, String> {
    let mut taken: Vec<String> = policy.rules.iter().map(|rule| rule.id.clone()).collect();
    let mut rules = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut cells = line.split('\t').map(str::trim);
        let id = of_title(cells.next().unwrap_or_default(), &taken);
        taken.push(id.clone());
        let mut when = Vec::new();
        for question in &policy.questions {
            let choices = question
                .choices
                .iter()
                .map(|choice| (choice.id.as_str(), format!("question.{}.choice.{}", question.id, choice.id)));
            let choices: Vec<(&str, String)> = choices.collect();
            match cell(cells.next().unwrap_or_default(), &choices, names)? {
                Cell::Any => (),
                cell => when.push((question.id.clone(), cell)),
            }
        }
        let outcomes = policy.outcomes.iter();
        let outcomes: Vec<(&str, String)> =
            outcomes.map(|outcome| (outcome.id.as_str(), format!("outcome.{}.title", outcome.id))).collect();
        let outcome = match cells.next().filter(|cell| !cell.is_empty()) {
            Some(cell) => named(cell, &outcomes, names)?,
            None => policy.outcomes.first().map(|outcome| outcome.id.clone()).unwrap_or_default(),
        };
        let facts = cells.next().unwrap_or_default().split([',', ' ']).filter(|fact| !fact.is_empty());
        let facts = facts.map(str::to_owned).collect();
        let reading = cells.next().filter(|note| !note.is_empty()).map(str::to_owned);
        rules.push(NewRule { id, when, outcome, facts, reading });
    }
    Ok(rules)
}

fn cell(text: &str, choices: &[(&str, String)], names: &Names<'_>) -> Result<Cell, String> {
    if text.is_empty() || same(text, names.all) || text == "-" || text == "*" {
        return Ok(Cell::Any);
    }
    let prefix = names.but.trim();
    let but = text.get(..prefix.len()).filter(|start| !prefix.is_empty() && same(start, prefix));
    let listed = if but.is_some() { text.get(prefix.len()..).unwrap_or_default() } else { text };
    // What visitors read may have a comma in it, so it is looked for as a whole first.
    let ids = match named(listed, choices, names) {
        Ok(id) => vec![id],
        Err(_) => {
            let separator = if listed.contains('/') { '/' } else { ',' };
            listed.split(separator).map(|one| named(one, choices, names)).collect::<Result<_, _>>()?
        }
    };
    Ok(if but.is_some() { Cell::Not(ids) } else { Cell::Only(ids) })
}

/// The id of what a text names.
fn named(text: &str, things: &[(&str, String)], names: &Names<'_>) -> Result<String, String> {
    let is_meant =
        |(id, key): &&(&str, String)| same(text, id) || names.texts.get(key).is_some_and(|label| same(text, label));
    things.iter().find(is_meant).map(|(id, _)| (*id).to_owned()).ok_or_else(|| text.trim().to_owned())
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
