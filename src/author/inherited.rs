//! What a language takes over from others: `nl-BE` from `nl`, and each from what comes with the product.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::common::{self, Flat};
use super::language;
use crate::check::flaw::{File, Flaw, Part};
use crate::policy::shared::Shared;
use crate::policy::words::Words;

/// What a language has without a file of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heritage {
    /// Which way it is written: `ltr` or `rtl`.
    pub direction: String,
    /// The languages that it takes its texts from, the nearest first.
    pub parents: Vec<String>,
}

impl Heritage {
    /// What is known of a language, by its tag.
    pub fn of(tag: &str) -> Self {
        Self { direction: language::direction(tag).to_owned(), parents: language::parents(tag) }
    }

    /// The texts of the language with this heritage: its own, else those of the languages it takes over from, else those that
    /// come with the product.
    pub fn texts(&self, tag: &str, own: &BTreeMap<String, Shared<Flat>>) -> Flat {
        let mut texts = Flat::from([("language.direction".to_owned(), self.direction.clone())]);
        for from in self.parents.iter().rev().map(String::as_str).chain([tag]) {
            let own = own.get(from).into_iter().flat_map(|own| own.iter());
            texts.extend(common::texts(from));
            texts.extend(own.map(|(key, text)| (key.clone(), text.clone())));
        }
        texts
    }
}

/// The words of a language, whatever file they come from.
pub fn words_of(tag: &str, own: &BTreeMap<String, Shared<Flat>>) -> Words {
    Words { language: tag.to_owned(), texts: Heritage::of(tag).texts(tag, own).into() }
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
