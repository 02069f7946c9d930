//! A page around the written guide, once for each language: the page of its own, the page for an iframe, and whatever else has
//! a template.

use maud::html;

use super::html::{joined, paragraphs, rich};
use crate::check::markdown;
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::{CompiledWords, Words};

/// A page around a guide: `template` with each `{{key}}` replaced by the text of that key, as HTML.
///
/// `{{language}}`, `{{direction}}`, `{{guide}}` and `{{review}}` are known beside the keys of the words; `{{languages}}`
/// is a list of links to the page in the other languages. An unknown key stays as it is.
pub fn page(
    template: &str,
    guide: &str,
    policy: &CompiledPolicy,
    words: &CompiledWords,
    all: &[Words],
    review: &str,
) -> String {
    let Some(texts) = all.iter().find(|texts| texts.language == words.language) else { return template.to_owned() };
    let others = all.iter().filter(|other| other.language != words.language).map(|other| {
        let Words { language, texts } = other;
        let name = texts.get("language.name").map_or("", String::as_str);
        html! { a href=(page_file(policy, "index", language)) lang=(language) hreflang=(language) { (name) } }
    });
    let languages = joined(others, " ").into_string();
    let text = |key: &str| match key {
        "language" => Some(html! { (words.language) }.into_string()),
        "direction" => Some(if words.rtl() { "rtl" } else { "ltr" }.to_owned()),
        "languages" => Some(languages.clone()),
        "guide" => Some(guide.to_owned()),
        "review" => Some(review.to_owned()),
        key => texts.texts.get(key).map(|text| match markdown::paragraphs(text).unwrap_or_default().as_slice() {
            [only] => rich(only).into_string(),
            several => paragraphs(several).into_string(),
        }),
    };
    let mut page = String::new();
    let mut rest = template;
    while let Some((before, from_key)) = rest.split_once("{{") {
        page.push_str(before);
        match from_key.split_once("}}").and_then(|(key, after)| Some((text(key)?, after))) {
            Some((html, after)) => {
                page.push_str(&html);
                rest = after;
            }
            None => {
                page.push_str("{{");
                rest = from_key;
            }
        }
    }
    page.push_str(rest);
    page
}

/// The file of a page in a language: `index.html` in the policy's own and `en.html` in English, for the page
/// `index`; `frame.html` and `frame.en.html` for one of another name.
pub fn page_file(policy: &CompiledPolicy, name: &str, language: &str) -> String {
    match (language == policy.default_language, name) {
        (true, _) => format!("{name}.html"),
        (false, "index") => format!("{language}.html"),
        (false, _) => format!("{name}.{language}.html"),
    }
}
