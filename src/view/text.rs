//! Paragraphs of words.

use super::element::{El, el};
use crate::policy::words::{Inline, Rich};

/// A paragraph's text. Each piece has an element of its own, so that a page translator can replace its text.
pub fn rich(paragraph: Rich) -> Vec<El> {
    let piece = |piece| match piece {
        Inline::Text(text) => el("span").text(text),
        Inline::Strong(text) => el("strong").text(text),
        Inline::Emphasis(text) => el("em").text(text),
        Inline::Link(text, href) => el("a").set("href", href).part("link").text(text),
    };
    paragraph.into_iter().map(piece).collect()
}

/// Paragraphs one below the other.
pub fn paragraphs(all: Vec<Rich>) -> Vec<El> {
    all.into_iter().map(|paragraph| el("p").with(rich(paragraph))).collect()
}
