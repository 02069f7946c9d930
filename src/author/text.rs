//! Markdown in words: parsed here, so that no browser ever parses a text.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::policy::Policy;
use crate::policy::flaw::{Code, File, Flaw, Part, Place};
use crate::policy::words::{self, Inline, Key, Rich, Shape, Words, may_lead_to};

/// Finds the texts that hold what their place cannot show, or say what the policy never says, and the languages that
/// somebody should look at.
pub fn flaws(policy: &Policy, all: &[Words]) -> Vec<Flaw> {
    let keys = words::keys(&policy.outline());
    let mut flaws = misplaced(&keys, all);
    for words in all {
        let language = words.language.as_str();
        let phrases = policy.never_say.get(language);
        if phrases.is_none() && !policy.never_say.is_empty() {
            let place = Place { file: File::Policy, path: vec![Part::from("never-say")] };
            let message = format!("`never-say` has no phrases in language `{language}`");
            flaws.push(Flaw { code: Code::Unguarded, place, message });
        }
        for key in keys.iter().filter(|key| is_of_outcome(&key.name)) {
            let Some(text) = words.texts.get(&key.name) else { continue };
            let text = folded(text);
            for phrase in phrases.into_iter().flatten().filter(|phrase| says(&text, &folded(phrase))) {
                let message = format!("the text `{}` says \"{phrase}\", which the policy never says", key.name);
                flaws.push(Flaw { code: Code::Promise, place: Place::of_text(language, &key.name), message });
            }
        }
        if words.texts.get("language.reviewed").is_some_and(|reviewed| reviewed == "no") {
            let message = format!("no native speaker has reviewed language `{language}`");
            let place = Place::of_text(language, "language.reviewed");
            flaws.push(Flaw { code: Code::Unreviewed, place, message });
        }
    }
    flaws
}

/// Whether a text stands on the screen of an outcome.
fn is_of_outcome(key: &str) -> bool {
    ["outcome.", "step.", "enclosure", "channel.", "notice.", "verdict."].iter().any(|start| key.starts_with(start))
}

/// A text as it is compared: in small letters, its words parted by one space, without marks of emphasis.
fn folded(text: &str) -> String {
    let plain = text.to_lowercase().replace('*', "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text has a phrase in it, from word to word.
fn says(text: &str, phrase: &str) -> bool {
    let ends = |beside: Option<char>| !beside.is_some_and(char::is_alphanumeric);
    !phrase.is_empty()
        && text.match_indices(phrase).any(|(at, _)| {
            let (before, after) = (text.get(..at), text.get(at + phrase.len()..));
            ends(before.and_then(|before| before.chars().next_back()))
                && ends(after.and_then(|after| after.chars().next()))
        })
}

fn misplaced(keys: &[Key], all: &[Words]) -> Vec<Flaw> {
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
            other => return Err(named(&other)),
        }
    }
    Ok(paragraphs)
}

/// What a part of a text is that no widget shows.
fn named(event: &Event<'_>) -> String {
    let what = match event {
        Event::Start(Tag::Heading { .. }) => "a heading",
        Event::Start(Tag::List(_)) => "a list",
        Event::Start(Tag::BlockQuote(_)) => "a quotation",
        Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => "code",
        Event::Start(Tag::Image { .. }) => "a picture",
        Event::Start(Tag::HtmlBlock) => "markup of HTML",
        Event::Html(html) | Event::InlineHtml(html) => return format!("markup of HTML, `{}`", html.trim()),
        Event::HardBreak => "a line break",
        Event::Rule => "a line across",
        _ => "markup that is not known",
    };
    what.to_owned()
}

/// Adds text to the last paragraph, in the way that the tags around it ask for.
fn add(paragraphs: &mut [Rich], within: &[Tag<'_>], text: &str) -> Result<(), String> {
    let new = match within {
        [] => Inline::Text(text.to_owned()),
        [Tag::Strong] => Inline::Strong(text.to_owned()),
        [Tag::Emphasis] => Inline::Emphasis(text.to_owned()),
        [Tag::Link { dest_url, .. }] if may_lead_to(dest_url) => Inline::Link(text.to_owned(), dest_url.to_string()),
        [Tag::Link { dest_url, .. }] => {
            return Err(format!("a link to `{dest_url}`, which is no https: or mailto: address"));
        }
        _ => return Err("emphasis or a link inside another".to_owned()),
    };
    let Some(paragraph) = paragraphs.last_mut() else { return Err(format!("\"{text}\" outside a paragraph")) };
    match (paragraph.last_mut(), new) {
        (Some(Inline::Text(before)), Inline::Text(more))
        | (Some(Inline::Strong(before)), Inline::Strong(more))
        | (Some(Inline::Emphasis(before)), Inline::Emphasis(more)) => before.push_str(&more),
        (_, new) => paragraph.push(new),
    }
    Ok(())
}
