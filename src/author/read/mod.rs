//! From the bytes of a policy's files to what stands in them, or to what is wrong with them, in an editor's words.
//!
//! Reading order: this file (what is reported), [`encoding`] (bytes as text), [`statements`] (a text as lines that belong
//! together), [`value`] (values, named and written), [`guess`], [`several`] and [`syntax`] (what
//! is no TOML, and the slip behind it), [`fields`] (which keys a
//! policy has), [`form`] (what stands under a key and does not belong there), [`texts`] (what is no text in a words file).

use std::ops::Range;

use crate::check::flaw::Part;

pub mod encoding;

pub mod statements;

pub mod value;

pub mod guess;

pub mod several;

pub mod syntax;

pub mod fields;

pub mod form;

pub mod texts;

/// Something in a file that cannot be taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The way to it from the top of the file, as far as it is known.
    pub path: Vec<Part>,
    /// The bytes that it is about.
    pub span: Range<usize>,
    /// What was found, what belongs there, and how it is written.
    pub message: String,
}

impl Slip {
    /// A slip of which only the bytes are known.
    pub fn at(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { path: Vec::new(), span, message: message.into() }
    }
}

/// The way to what is below a place.
pub fn below(path: &[Part], part: impl Into<Part>) -> Vec<Part> {
    let mut path = path.to_vec();
    path.push(part.into());
    path
}
