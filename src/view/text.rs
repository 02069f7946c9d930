//! Paragraphs of words.

use leptos::either::EitherOf4;
use leptos::prelude::*;

use crate::policy::words::{Inline, Rich};

/// A paragraph's text. Each piece has an element of its own.
pub fn rich(paragraph: &Rich) -> impl IntoView + use<> {
    paragraph
        .iter()
        .cloned()
        .map(|piece| match piece {
            Inline::Text(text) => EitherOf4::A(view! { <span>{text}</span> }),
            Inline::Strong(text) => EitherOf4::B(view! { <strong>{text}</strong> }),
            Inline::Emphasis(text) => EitherOf4::C(view! { <em>{text}</em> }),
            Inline::Link(text, href) => EitherOf4::D(view! { <a href=href part="link">{text}</a> }),
        })
        .collect_view()
}

/// Paragraphs one below the other.
pub fn paragraphs(all: &[Rich]) -> impl IntoView + use<> {
    all.iter().map(|paragraph| view! { <p>{rich(paragraph)}</p> }).collect_view()
}
