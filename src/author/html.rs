//! Texts as HTML, for every page that the tool writes.

use maud::{Markup, html};

use crate::policy::words::{Inline, Rich};

/// A paragraph, without an element around it.
pub fn rich(paragraph: &Rich) -> Markup {
    html! {
        @for piece in paragraph {
            @match piece {
                Inline::Text(text) => (text),
                Inline::Strong(text) => strong { (text) },
                Inline::Emphasis(text) => em { (text) },
                Inline::Link(text, href) => a href=(href) { (text) },
            }
        }
    }
}

/// Paragraphs, one below the other.
pub fn paragraphs(paragraphs: &[Rich]) -> Markup {
    html! { @for paragraph in paragraphs { p { (rich(paragraph)) } } }
}

/// Pieces with something between them.
pub fn joined(pieces: impl IntoIterator<Item = Markup>, between: &str) -> Markup {
    html! { @for (number, piece) in pieces.into_iter().enumerate() { @if number > 0 { (between) } (piece) } }
}
