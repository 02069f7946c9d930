//! Markdown in words: parsed here, so that no browser ever parses a text.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::policy::Policy;
use crate::policy::flaw::{Code, Flaw, Place};
use crate::policy::words::{self, Inline, Rich, Shape, Words, may_lead_to};

/// Finds the texts that hold what their place cannot show.
pub fn flaws(policy: &Policy, all: &[Words]) -> Vec<Flaw> {
    let keys = words::keys(&policy.outline());
    let texts =
        all.iter().flat_map(|words| keys.iter().filter_map(move |key| Some((words, key, words.texts.get(&key.name)?))));
    texts
        .filter_map(|(words, key, text)| {
            let message = match (key.shape, paragraphs(text)) {
                _ if text.chars().any(|c| c.is_control() && c != '\n') => {
                    format!("the text `{}` holds a control character", key.name)
                }
                (Shape::Plain, _) => return None,
                (_, Err(unknown)) => format!("the text `{}` holds {unknown}", key.name),
                (Shape::Line, Ok(found)) if found.len() > 1 => {
                    format!("the text `{}` has {} paragraphs where one fits", key.name, found.len())
                }
                _ => return None,
            };
            Some(Flaw { code: Code::WrongText, place: Place::of_text(&words.language, &key.name), message })
        })
        .collect()
}

/// The paragraphs of a text.
///
/// # Errors
///
/// What the text holds that a widget does not show, in words.
pub fn paragraphs(text: &str) -> Result<Vec<Rich>, String> {
    let mut paragraphs: Vec<Rich> = Vec::new();
    let mut within: Vec<Tag<'_>> = Vec::new();
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Paragraph) => paragraphs.push(Rich::new()),
            Event::End(TagEnd::Paragraph) => {}
            Event::Start(tag @ (Tag::Strong | Tag::Emphasis | Tag::Link { .. })) => within.push(tag),
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {
                within.pop();
            }
            Event::Text(text) => add(&mut paragraphs, &within, &text)?,
            Event::SoftBreak => add(&mut paragraphs, &within, " ")?,
            other => return Err(format!("{other:?}")),
        }
    }
    Ok(paragraphs)
}

/// Adds text to the last paragraph, in the way that the tags around it ask for.
fn add(paragraphs: &mut [Rich], within: &[Tag<'_>], text: &str) -> Result<(), String> {
    let new = match within {
        [] => Inline::Text(text.to_owned()),
        [Tag::Strong] => Inline::Strong(text.to_owned()),
        [Tag::Emphasis] => Inline::Emphasis(text.to_owned()),
        [Tag::Link { dest_url, .. }] if may_lead_to(dest_url) => Inline::Link(text.to_owned(), dest_url.to_string()),
        other => return Err(format!("{other:?}")),
    };
    let Some(paragraph) = paragraphs.last_mut() else { return Err(format!("{text:?} outside a paragraph")) };
    match (paragraph.last_mut(), new) {
        (Some(Inline::Text(before)), Inline::Text(more))
        | (Some(Inline::Strong(before)), Inline::Strong(more))
        | (Some(Inline::Emphasis(before)), Inline::Emphasis(more)) => before.push_str(&more),
        (_, new) => paragraph.push(new),
    }
    Ok(())
}
