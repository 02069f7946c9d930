//! Markdown in words: parsed here, so that no browser ever parses a text.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::policy::words::{Inline, Rich, may_lead_to};

/// The paragraphs of a text.
///
/// # Errors
///
/// What the text holds that a widget does not show, in words.
pub fn paragraphs(text: &str) -> Result<Vec<Rich>, String> {
    let mut paragraphs: Vec<Rich> = Vec::new();
    let mut within: Vec<Tag<'_>> = Vec::new();
    let parser = Parser::new(text);
    if parser.reference_definitions().iter().next().is_some() {
        return Err("the address of a link that stands elsewhere, which would vanish".to_owned());
    }
    for event in parser {
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
        [Tag::Link { dest_url, .. }] => match dest_url.strip_prefix("lang:") {
            Some(language) => Inline::Foreign(text.to_owned(), tag(language)?.to_owned()),
            None => return Err(format!("a link to `{dest_url}`, which is no https: or mailto: address")),
        },
        _ => return Err("emphasis, a link or a foreign word inside another".to_owned()),
    };
    let Some(paragraph) = paragraphs.last_mut() else { return Err(format!("\"{text}\" outside a paragraph")) };
    match (paragraph.last_mut(), new) {
        (Some(Inline::Text(before)), Inline::Text(more))
        | (Some(Inline::Strong(before)), Inline::Strong(more))
        | (Some(Inline::Emphasis(before)), Inline::Emphasis(more)) => before.push_str(&more),
        (Some(Inline::Foreign(before, one)), Inline::Foreign(more, other)) if *one == other => before.push_str(&more),
        (_, new) => paragraph.push(new),
    }
    Ok(())
}

/// The language of a foreign word, which has the form of a tag. Whether there is such a language is not known here.
fn tag(language: &str) -> Result<&str, String> {
    if language.is_empty() {
        return Err("a foreign word without its language: write `lang:nl` for Dutch".to_owned());
    }
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|sign| sign.is_ascii_alphanumeric());
    if language.split('-').all(is_part) {
        return Ok(language);
    }
    Err(format!("a foreign word in the language `{language}`: a language is written as `nl`, or `pt-BR`"))
}
