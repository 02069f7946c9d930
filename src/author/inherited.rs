//! What a language takes over from others: `nl-BE` from `nl`, and each from what comes with the product.

use std::collections::BTreeMap;

use super::common::{self, Flat};
use super::language;
use crate::check::flaw::{File, Flaw, Part};
use crate::policy::shared::Shared;
use crate::policy::words::Words;

/// The words of a language: its own, else those of the languages it takes over from, else those that come with the product.
pub fn words_of(tag: &str, own: &BTreeMap<String, Shared<Flat>>) -> Words {
    let mut texts = BTreeMap::from([("language.direction".to_owned(), language::direction(tag).to_owned())]);
    for from in language::parents(tag).iter().rev().map(String::as_str).chain([tag]) {
        let own = own.get(from).into_iter().flat_map(|own| own.iter());
        texts.extend(common::texts(from));
        texts.extend(own.map(|(key, text)| (key.clone(), text.clone())));
    }
    Words { language: tag.to_owned(), texts: texts.into() }
}

/// Whether a flaw is in a text that a language has taken over: it is told where the text stands.
pub fn is_told_of_parent(flaw: &Flaw, own: &BTreeMap<String, Shared<Flat>>) -> bool {
    let File::Words(tag) = &flaw.place.file else { return false };
    let keys = flaw.place.path.iter().filter_map(|part| match part {
        Part::Key(key) => Some(key.as_str()),
        Part::Item(_) => None,
    });
    let key = keys.collect::<Vec<_>>().join(".");
    let has = |tag: &str| own.get(tag).is_some_and(|texts| texts.contains_key(&key));
    !has(tag) && language::parents(tag).iter().any(|parent| has(parent))
}
