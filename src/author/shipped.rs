//! What a script that ships a policy knows of it before the policy's files have come.

use serde_json::{Value, json};

use super::compile::Compiled;
use super::source::Source;
use crate::policy::words::Words;

/// The policy's id and languages, the first question in its own language, and what is said when the app fails and the words
/// have not come either. `script/bundle.mjs` adds the files.
pub fn shipped(source: &Source, compiled: &Compiled) -> Value {
    let policy = &compiled.policy;
    let own = source.words.iter().find(|words| words.language == policy.default_language);
    json!({
        "id": policy.id,
        "languages": compiled.words.iter().map(|words| &words.language).collect::<Vec<_>>(),
        "defaultLanguage": policy.default_language,
        "failure": own.map(failure_texts),
        "first": compiled.words.iter().find(|words| words.language == policy.default_language)
            .and_then(|words| compiled.first_question(words)),
    })
}

/// What is said when the app fails, and which way it is written.
fn failure_texts(words: &Words) -> Value {
    let text = |key: &str| words.texts.get(key).map(String::as_str).unwrap_or_default();
    json!({
        "direction": text("language.direction"),
        "text": text("failure.text"),
        "retry": text("failure.retry"),
    })
}
