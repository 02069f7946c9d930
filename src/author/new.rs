//! A start: a small policy that works, or a policy's texts laid out for a translator.

use std::fmt::Write;

use toml_writer::ToTomlValue;

use crate::policy::words;

use super::common;
use super::source::Source;
use crate::check::words::TO_TRANSLATE;

const POLICY: &str = include_str!("template/policy.toml");

/// The languages that a new policy can begin in, with its words.
const WORDS: &[(&str, &str)] =
    &[("en", include_str!("template/words.en.toml")), ("nl", include_str!("template/words.nl.toml"))];

/// The languages that a new policy can begin in.
pub fn languages() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(language, _)| *language)
}

/// The files of a small policy that passes every check, by name; none in a language that [`languages`] does not list.
pub fn policy(name: &str, language: &str) -> Option<Vec<(String, String)>> {
    let (_, words) = WORDS.iter().find(|(known, _)| *known == language)?;
    let policy = POLICY.replace("NAME", name).replace("LANGUAGE", language);
    Some(vec![("policy.toml".to_owned(), policy), (format!("words.{language}.toml"), (*words).to_owned())])
}

/// The words file of another language: every text of the policy's own language that does not come with the product, each
/// marked as to be translated.
pub fn language(source: &Source, language: &str) -> String {
    let policy = &source.policy;
    let own = source.words.iter().find(|words| words.language == policy.default_language);
    let given = common::texts(language);
    let mut file = format!(
        "# Translate what begins with `{TO_TRANSLATE}`, and remove the mark. As long as one is left, the language does not\n\
        # ship. What stands in [square brackets] is for a visitor to fill in; `*`, `**` and `[links](https://…)` stay.\n"
    );
    let mut section = String::new();
    let mut write = |key: &str, text: &str| {
        let (table, name) = key.rsplit_once('.').unwrap_or(("", key));
        // Writing to a String does not fail.
        if table != section {
            section = table.to_owned();
            let _ = write!(file, "\n[{table}]\n");
        }
        let _ = writeln!(file, "{name} = {}", literal(text));
    };
    // Texts that belong together stand together, whatever order they are asked for in.
    let mut keys: Vec<String> = words::keys(&policy.outline()).into_iter().map(|key| key.name).collect();
    let tables: Vec<String> = keys.iter().map(|key| table(key).to_owned()).collect();
    keys.sort_by_key(|key| tables.iter().position(|known| known == table(key)));
    for key in keys.iter().filter(|key| !given.contains_key(*key)) {
        let text = own.and_then(|own| own.texts.get(key));
        match (key.as_str(), text) {
            ("language.reviewed", _) => write(key, "no"),
            ("language.direction", _) => write(key, "ltr"),
            (_, Some(text)) => write(key, &format!("{TO_TRANSLATE} {text}")),
            (_, None) => {}
        }
    }
    file
}

fn table(key: &str) -> &str {
    key.rsplit_once('.').map_or("", |(table, _)| table)
}

/// A text as TOML has it: on lines of its own where it has several.
fn literal(text: &str) -> String {
    let text = if text.contains('\n') { format!("{text}\n") } else { text.to_owned() };
    text.to_toml_value()
}
