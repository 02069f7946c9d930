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
                // Help centers accept this tag in an article, and no `span`.
                Inline::Foreign(text, language) => i lang=(language) { (text) },
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

/// The style of a page to look at, to print and to sign.
pub const STYLE: &str = include_str!("map/map.css");

/// A place to sign: what is agreed with, what is filled in, and what exactly was read.
pub fn signature(lines: [&str; 4], read: Markup) -> Markup {
    html! {
        @for (number, line) in lines.iter().enumerate() { p class=(if number == 0 { "" } else { "blank" }) { (line) } }
        p { (read) }
    }
}
