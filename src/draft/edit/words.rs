//! Texts that a visitor reads: written, put in where they belong, and taken out.

use super::document::Document;
use super::{literal, table};
use crate::author::common;
use crate::author::insert::insert;
use crate::author::names::{POLICY_FILE, written_tag};
use crate::author::read::form;
use crate::check::flaw::Part;
use crate::draft::Files;
use crate::draft::change::Transaction;
use crate::draft::refused::Refused;
use crate::policy::words::keys;

/// Sets a text of a language. An empty one is taken out where visitors can do without it, or read what comes with the product in
/// its place.
///
/// # Errors
///
/// The language has no words file, or it is no TOML.
pub fn set(transaction: &mut Transaction, language: &str, key: &str, text: &str) -> Result<(), Refused> {
    let file = format!("words.{language}.toml");
    let document = Document::read(&file, transaction.text(&file)?)?;
    let path: Vec<Part> = key.split('.').map(Part::from).collect();
    let is_there = document.value(&path).is_some();
    if text.trim().is_empty() && can_be_left_out(&transaction.files, language, key) {
        let splices = table::removed(&document, &path);
        return transaction.splice(&file, splices);
    }
    if is_there {
        let splice = literal::replaced(&document, &path, text).ok_or_else(|| Refused::Layout(file.clone()))?;
        return transaction.splice(&file, vec![splice]);
    }
    // A text cannot stand where a table does, or below another text.
    let is_free = (1..path.len()).filter_map(|length| document.value(path.get(..length)?));
    if is_free.into_iter().any(|value| !value.get_ref().is_table()) {
        return Err(Refused::Layout(file));
    }
    let whole = put_in(document.text, key, text);
    transaction.put(&file, Some(whole))
}

/// A words file with one more text, which it does not have. A file whose last line has no line break keeps it that way.
pub fn put_in(file: &str, key: &str, text: &str) -> String {
    let mut whole = insert(file, &[(key.to_owned(), text.to_owned())]);
    if !file.ends_with('\n') {
        whole.truncate(whole.trim_end_matches(['\r', '\n']).len());
    }
    whole
}

fn can_be_left_out(files: &Files, language: &str, key: &str) -> bool {
    let comes_along = || common::texts(language).contains_key(key);
    let policy = files.get(POLICY_FILE).and_then(|text| form::policy(text).ok());
    let is_needed = |outline: &crate::policy::Policy| {
        keys(&outline.outline()).into_iter().any(|known| known.name == key && !known.optional)
    };
    policy.is_some_and(|policy| !is_needed(&policy)) || comes_along()
}

/// The words files, and the files that say from which texts a language was translated.
pub fn files(files: &Files) -> Vec<String> {
    let is_of_language = |name: &&String| written_tag(name).is_some() || is_made_from(name);
    files.keys().filter(is_of_language).cloned().collect()
}

/// Whether a file says from which texts a language was translated.
pub fn is_made_from(name: &str) -> bool {
    name.starts_with("made-from.")
}

/// Takes out all texts below some keys, in every language. A file that is no TOML stays as it is.
///
/// # Errors
///
/// A text is written as no form writes it.
pub fn remove(transaction: &mut Transaction, below: &[Vec<Part>]) -> Result<(), Refused> {
    for file in files(&transaction.files) {
        for path in below {
            let Ok(document) = Document::read(&file, transaction.text(&file)?) else { continue };
            let splices = table::removed(&document, path);
            transaction.splice(&file, splices)?;
        }
    }
    Ok(())
}
