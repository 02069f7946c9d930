//! A language's texts as a widget reads them, from the texts as an editor writes them.

use crate::check::markdown;
use crate::policy::Policy;
use crate::policy::words::{self, CompiledWords, Shape, Words, mark_up};

/// Parses a language's texts, but for those that only a page around the widget shows.
pub fn parse_words(policy: &Policy, words: &Words) -> CompiledWords {
    let own = words::keys(&policy.outline()).into_iter().filter(|key| !words::is_of_page(&key.name));
    let parsed = |shape: Shape, text: &str| match shape {
        Shape::Plain => text.to_owned(),
        Shape::Line | Shape::Paragraphs => mark_up(&markdown::paragraphs(text).unwrap_or_default()),
    };
    CompiledWords {
        build: String::new(),
        language: words.language.clone(),
        texts: own
            .filter_map(|key| {
                let text = words.texts.get(&key.name)?;
                Some((key.name, parsed(key.shape, text)))
            })
            .collect(),
    }
}
