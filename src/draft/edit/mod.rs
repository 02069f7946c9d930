//! Every edit that a form can make.
//!
//! Reading order: [`document`] (a text with the places of all that stands in it), [`literal`] (values as they are written),
//! [`layout`], [`table`] and [`list`] (whole items, keys, and lists between brackets), [`condition`], [`property`], [`new`],
//! [`words`], [`remove`], [`rename`], [`moving`], [`follow`], [`own`] and [`rules`] (the edits of each kind), and this file, which names
//! them all.

pub mod document;

pub mod literal;

pub mod layout;

pub mod table;

pub mod list;

pub mod condition;

pub mod property;

pub mod new;

pub mod words;

pub mod remove;

pub mod rename;

pub mod moving;

pub mod follow;

pub mod own;

pub mod rules;

use serde::{Deserialize, Serialize};
use toml::de::DeTable;

use super::change::Transaction;
use super::refused::Refused;
use super::thing::Thing;
pub use condition::Cell;
pub use new::{NewRule, NewThing};
pub use property::Value;

/// Something that is done to a policy's files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Sets a text that a visitor reads, by its dotted key. An empty one is taken out where visitors can do without it.
    Text {
        /// The language, as the name of its words file has it.
        language: String,
        /// The key, `question.who.title` for example.
        key: String,
        /// The text.
        text: String,
    },
    /// Sets a whole file, which is made where there is none.
    File {
        /// Its name.
        name: String,
        /// All of its text.
        text: String,
    },
    /// Takes a file out.
    RemoveFile {
        /// Its name.
        name: String,
    },
    /// Sets a property of a thing: not its id, its choices or its conditions.
    Property {
        /// The thing.
        of: Thing,
        /// The property, as the file has it: `outcome`, `reading`, `default-language`.
        name: String,
        /// What it is then.
        value: Value,
    },
    /// Sets the text of a fact.
    Fact {
        /// Its id.
        id: String,
        /// What was decided.
        text: String,
    },
    /// Sets the phrases that no outcome says in a language.
    NeverSay {
        /// The language.
        language: String,
        /// The phrases; none takes the language out.
        phrases: Option<Vec<String>>,
    },
    /// Sets a cell of a condition.
    When {
        /// The thing that has the condition.
        of: Thing,
        /// Which one: `when`, `offered-to`, `people` or `open-to`.
        field: String,
        /// The question, by its id.
        question: String,
        /// What is asked of its answer.
        cell: Cell,
    },
    /// Adds a thing.
    Add {
        /// The thing.
        thing: NewThing,
        /// Its place among its kind; the last one where none is given.
        at: Option<usize>,
    },
    /// Adds rules, one below the other. Their ids are made unique.
    Paste {
        /// The rules.
        rules: Vec<NewRule>,
        /// The place of the first of them.
        at: usize,
    },
    /// Adds a rule like another one, right below it, with an id of its own.
    Duplicate {
        /// The rule, by its place.
        rule: usize,
    },
    /// Makes a rule of each choice of a question that a rule holds for. They decide the same, and the scenarios follow.
    Split {
        /// The rule, by its place.
        rule: usize,
        /// The question, by its id.
        question: String,
    },
    /// Takes a thing out, with its own texts in all languages. What names it stays, and the check says where.
    Remove {
        /// The thing.
        of: Thing,
    },
    /// Puts a thing at another place among its kind.
    Move {
        /// The thing.
        of: Thing,
        /// Its place then.
        to: usize,
    },
    /// Gives a thing another id, wherever it is named.
    Rename {
        /// The thing.
        of: Thing,
        /// Its id then.
        to: String,
    },
    /// Gives an outcome a text of its own in the place of one that it shares with others: the same in every language.
    Own {
        /// The outcome, by its place.
        outcome: usize,
        /// The step or the enclosure.
        of: Thing,
        /// The id of its own one.
        to: String,
    },
    /// Makes several edits at once, one after the other: all of them or none.
    Several(Vec<Edit>),
}

impl Edit {
    /// What somebody types into to make it, so that the next one may be part of the same step; none where nobody types.
    pub fn typed_into(&self) -> Option<String> {
        match self {
            Self::Text { language, key, .. } => Some(format!("{language} {key}")),
            Self::File { name, .. } => Some(name.clone()),
            Self::Fact { id, .. } => Some(format!("fact {id}")),
            Self::Property { of, name, .. } => Some(format!("{of:?} {name}")),
            Self::NeverSay { language, .. } => Some(format!("never-say {language}")),
            _ => None,
        }
    }

    /// Makes the edit.
    ///
    /// # Errors
    ///
    /// Why it cannot be made.
    pub fn make(&self, transaction: &mut Transaction) -> Result<(), Refused> {
        let before = transaction.changes.len();
        match self {
            Self::File { name, text } => return transaction.put(name, Some(text.clone())),
            Self::RemoveFile { name } => return transaction.put(name, None),
            Self::Several(edits) => return edits.iter().try_for_each(|edit| edit.make(transaction)),
            Self::Text { language, key, text } => words::set(transaction, language, key, text)?,
            Self::Property { of, name, value } => property::set(transaction, of, name, value)?,
            Self::Fact { id, text } => property::set_fact(transaction, id, text)?,
            Self::NeverSay { language, phrases } => {
                property::set_never_say(transaction, language, phrases.as_deref())?;
            }
            Self::When { of, field, question, cell } => condition::set(transaction, of, field, question, cell)?,
            Self::Add { thing, at } => new::add(transaction, thing, *at)?,
            Self::Paste { rules, at } => new::paste(transaction, rules, *at)?,
            Self::Duplicate { rule } => rules::duplicate(transaction, *rule)?,
            Self::Split { rule, question } => rules::split(transaction, *rule, question)?,
            Self::Remove { of } => remove::remove(transaction, of)?,
            Self::Move { of, to } => moving::to(transaction, of, *to)?,
            Self::Rename { of, to } => rename::rename(transaction, of, to)?,
            Self::Own { outcome, of, to } => own::own(transaction, *outcome, of, to)?,
        }
        still_toml(transaction, before)
    }
}

/// Refuses an edit after which a file would be no TOML any more. A form changes only files that are.
fn still_toml(transaction: &Transaction, before: usize) -> Result<(), Refused> {
    for change in transaction.changes.iter().skip(before) {
        let file = change.file();
        if transaction.files.get(file).is_some_and(|text| DeTable::parse(text).is_err()) {
            return Err(Refused::Layout(file.to_owned()));
        }
    }
    Ok(())
}
