//! What is said of a thing: its texts, ids and lists.

use serde::{Deserialize, Serialize};

use super::document::Document;
use super::{layout, list, literal, table};
use crate::author::names::POLICY_FILE;
use crate::check::flaw::Part;
use crate::draft::change::{Splice, Transaction};
use crate::draft::refused::Refused;
use crate::draft::thing::Thing;

/// What stands under a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Nothing: the key is taken out.
    None,
    /// A text, or an id.
    Text(String),
    /// A list of ids or texts.
    List(Vec<String>),
}

/// Sets a property of a thing. Its id is renamed instead, its conditions and choices are edited one by one.
///
/// # Errors
///
/// The thing is not there, has no such property, or is written as no form writes it.
pub fn set(transaction: &mut Transaction, of: &Thing, name: &str, value: &Value) -> Result<(), Refused> {
    let is_own = of.properties().contains(&name) && !of.conditions().contains(&name) && name != "choices";
    if !is_own || (name == "id" && *of != Thing::Policy) {
        return Err(Refused::NoProperty(name.to_owned()));
    }
    let document = Document::read(POLICY_FILE, transaction.text(POLICY_FILE)?)?;
    let own = of.path().ok_or(Refused::NoThing)?;
    if !own.is_empty() {
        document.value(&own).ok_or(Refused::NoThing)?;
    }
    let before: Vec<&str> = of.properties().iter().copied().take_while(|known| *known != name).collect();
    let splices = changed(&document, &own, name, value, &before)?;
    transaction.splice(POLICY_FILE, splices)
}

/// Sets the text of a fact that is there.
///
/// # Errors
///
/// There is no such fact.
pub fn set_fact(transaction: &mut Transaction, id: &str, text: &str) -> Result<(), Refused> {
    let document = Document::read(POLICY_FILE, transaction.text(POLICY_FILE)?)?;
    let splice = literal::replaced(&document, &["facts".into(), id.into()], text).ok_or(Refused::NoThing)?;
    transaction.splice(POLICY_FILE, vec![splice])
}

/// Sets the phrases that no outcome says in a language; none takes the language out.
///
/// # Errors
///
/// They are written as no form writes them.
pub fn set_never_say(transaction: &mut Transaction, language: &str, phrases: Option<&[String]>) -> Result<(), Refused> {
    let document = Document::read(POLICY_FILE, transaction.text(POLICY_FILE)?)?;
    let table = [Part::from("never-say")];
    let known = document.keys(&table);
    let before: Vec<&str> = known.iter().map(String::as_str).collect();
    let splices = match phrases {
        Some(phrases) if document.value(&table).is_none() => {
            let body = format!("[never-say]\n{}", literal::pair(language, &literal::line(phrases)));
            vec![layout::first(&document, "never-say", &body)]
        }
        Some(phrases) => changed(&document, &table, language, &Value::List(phrases.to_vec()), &before)?,
        None => changed(&document, &table, language, &Value::None, &before)?,
    };
    transaction.splice(POLICY_FILE, splices)
}

fn changed(
    document: &Document<'_>,
    table: &[Part],
    key: &str,
    value: &Value,
    before: &[&str],
) -> Result<Vec<Splice>, Refused> {
    let path = [table, &[Part::from(key)]].concat();
    match value {
        Value::None => Ok(table::removed(document, &path)),
        Value::Text(text) => match literal::replaced(document, &path, text) {
            Some(splice) => Ok(vec![splice]),
            None => Ok(vec![table::set(document, table, key, &literal::text(text), before)?]),
        },
        Value::List(texts) => match document.items(&path) {
            Some(_) => list::replaced(document, &path, texts),
            None => Ok(vec![table::set(document, table, key, &literal::list(key, texts), before)?]),
        },
    }
}
