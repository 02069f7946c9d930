//! Rules that become several.

use super::condition::{self, Cell};
use super::document::Document;
use super::follow::{Split, follow};
use super::{layout, literal, table};
use crate::author::names::POLICY_FILE;
use crate::author::read::form;
use crate::draft::change::Transaction;
use crate::draft::ids;
use crate::draft::refused::Refused;
use crate::draft::thing::Thing;
use crate::policy::table::{Table, bit};

/// Adds a rule like another one right below it.
///
/// # Errors
///
/// There is no such rule, or it is written as no form writes it.
pub fn duplicate(transaction: &mut Transaction, rule: usize) -> Result<(), Refused> {
    let document = Document::read(POLICY_FILE, transaction.text(POLICY_FILE)?)?;
    let taken = document.ids(&["rule".into()]);
    let id = ids::free(taken.get(rule).filter(|id| !id.is_empty()).map_or("rule", String::as_str), &taken);
    copy(transaction, rule, &id)
}

/// Makes a rule of each choice of a question that a rule holds for.
///
/// # Errors
///
/// There is no such rule or question, or nothing to split; or the policy cannot be read.
pub fn split(transaction: &mut Transaction, rule: usize, question: &str) -> Result<(), Refused> {
    let policy = form::policy(transaction.text(POLICY_FILE)?).map_err(|_| Refused::Unreadable)?;
    let at = policy.questions.iter().position(|known| known.id == question).ok_or(Refused::NoThing)?;
    let own = policy.rules.get(rule).ok_or(Refused::NoThing)?;
    let table = Table::of(&policy);
    let region = table.rules.get(rule).ok_or(Refused::NoThing)?;
    let choices = policy.questions.get(at).map(|question| question.choices.as_slice()).unwrap_or_default();
    let holds = |number: usize| region.allows(at, number) && !table.occurring(&region.with(at, bit(number))).is_empty();
    let choices: Vec<&String> =
        choices.iter().enumerate().filter(|(number, _)| holds(*number)).map(|(_, choice)| &choice.id).collect();
    if choices.len() < 2 {
        return Err(Refused::NothingToSplit);
    }
    let mut taken: Vec<String> = policy.rules.iter().map(|rule| rule.id.clone()).collect();
    let mut new = Vec::new();
    for choice in &choices {
        let id = ids::free(&format!("{}-{choice}", own.id), &taken);
        taken.push(id.clone());
        new.push(id);
    }
    // From the last one, so that each stands right below the one that was there.
    for (id, choice) in new.iter().zip(&choices).skip(1).rev() {
        copy(transaction, rule, id)?;
        set(transaction, rule + 1, question, choice)?;
    }
    let (Some(id), Some(choice)) = (new.first(), choices.first()) else { return Err(Refused::NothingToSplit) };
    set(transaction, rule, question, choice)?;
    name(transaction, rule, id)?;
    follow(transaction, &Split { rule: &own.id, into: &new, question })
}

fn set(transaction: &mut Transaction, rule: usize, question: &str, choice: &str) -> Result<(), Refused> {
    condition::set(transaction, &Thing::Rule(rule), "when", question, &Cell::Only(vec![choice.to_owned()]))
}

/// Adds a copy of a rule right below it, without the comment above it.
fn copy(transaction: &mut Transaction, rule: usize, id: &str) -> Result<(), Refused> {
    let document = Document::read(POLICY_FILE, transaction.text(POLICY_FILE)?)?;
    let splice = layout::copied(&document, "rule", rule)?;
    transaction.splice(POLICY_FILE, vec![splice])?;
    name(transaction, rule + 1, id)
}

/// Gives a rule an id that nothing names yet.
fn name(transaction: &mut Transaction, rule: usize, id: &str) -> Result<(), Refused> {
    let document = Document::read(POLICY_FILE, transaction.text(POLICY_FILE)?)?;
    let splice = table::set(&document, &["rule".into(), rule.into()], "id", &literal::id(id), &[])?;
    transaction.splice(POLICY_FILE, vec![splice])
}
