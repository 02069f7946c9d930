//! What a text has in one language and lacks in another: a place to fill in, a link, an address.

use std::collections::BTreeSet;

use super::contacts::mail_addresses;
use super::flaw::{Code, Wrong};
use super::markdown::paragraphs;
use crate::policy::words::{Inline, Shape};

/// What a text says in all languages alike.
#[derive(Debug, PartialEq)]
pub struct Parts {
    /// How many places there are to fill in: `[your name]`. Their names are translated.
    blanks: usize,
    /// How many links there are. A page may have an address for each language.
    links: usize,
    /// The mail addresses that are written out.
    addresses: BTreeSet<String>,
}

impl Parts {
    /// What a text has; none of a text whose markup is wrong.
    pub fn of(text: &str, shape: Shape) -> Option<Self> {
        let pieces: Vec<Inline> = match shape {
            Shape::Plain => vec![Inline::Text(text.to_owned())],
            Shape::Line | Shape::Paragraphs => paragraphs(text).ok()?.concat(),
        };
        let plain = || pieces.iter().filter(|piece| !matches!(piece, Inline::Link(..)));
        let blanks = plain().map(|piece| piece.text().matches('[').count()).sum();
        let addresses = pieces.iter().flat_map(|piece| mail_addresses(piece.text())).collect();
        Some(Self { blanks, links: pieces.len() - plain().count(), addresses })
    }

    /// In words, how these differ from those of the same text in the policy's own language.
    pub fn differences(&self, expected: &Self, language: &str) -> Vec<Wrong> {
        if self == expected {
            return Vec::new();
        }
        let mut differences = Vec::new();
        let counts = [(self.blanks, expected.blanks, "place", "to fill in "), (self.links, expected.links, "link", "")];
        for (found, expected, what, more) in counts.into_iter().filter(|(found, expected, ..)| found != expected) {
            let places = if found == 1 { what.to_owned() } else { format!("{what}s") };
            differences.push(format!("has {found} {places} {more}where that in `{language}` has {expected}"));
        }
        let missing = expected.addresses.difference(&self.addresses);
        differences
            .extend(missing.map(|address| format!("lacks the address {address}, which that in `{language}` has")));
        let surplus = self.addresses.difference(&expected.addresses);
        differences
            .extend(surplus.map(|address| format!("has the address {address}, which that in `{language}` lacks")));
        let wrong = |what: String| Wrong { code: Code::Unlike, what, about: Vec::new() };
        differences.into_iter().map(wrong).collect()
    }
}
