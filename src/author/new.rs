//! A start: a small policy that works, or the texts that are missing laid out for who writes or translates them.

use std::path::PathBuf;

use super::common::Flat;
use super::insert::insert;
use super::made_from;
use super::read::texts;
use super::source::Source;
use crate::check::flaw::File;
use crate::check::words::{TO_TRANSLATE, TO_WRITE, is_marked};
use crate::policy::words;

const POLICY: &str = include_str!("template/policy.toml");

/// The languages that a new policy can begin in, with its facts and its words.
const WORDS: &[(&str, [&str; 4], &str)] = &[
    (
        "en",
        [
            "Members may ask for a new password by mail.",
            "Who is no member asks a member.",
            "Nobody gets a password by telephone.",
            "A mail is answered on working days.",
        ],
        include_str!("template/words.en.toml"),
    ),
    (
        "nl",
        [
            "Leden mogen per mail een nieuw wachtwoord vragen.",
            "Wie geen lid is, vraagt het aan een lid.",
            "Niemand krijgt een wachtwoord per telefoon.",
            "Een mail wordt op werkdagen beantwoord.",
        ],
        include_str!("template/words.nl.toml"),
    ),
];

/// The languages that a new policy can begin in.
pub fn languages() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(language, ..)| *language)
}

/// The files of a small policy that passes every check, by name; none in a language that [`languages`] does not list.
pub fn policy(name: &str, language: &str) -> Option<Vec<(String, String)>> {
    let (_, facts, words) = WORDS.iter().find(|(known, ..)| *known == language)?;
    let facts: Vec<String> = (1..).zip(facts).map(|(number, fact)| format!("F{number} = \"{fact}\"")).collect();
    let policy = POLICY.replace("NAME", name).replace("LANGUAGE", language).replace("FACTS", &facts.join("\n"));
    Some(vec![("policy.toml".to_owned(), policy), (format!("words.{language}.toml"), (*words).to_owned())])
}

/// A words file with a place for every text that its language needs and has not: the path, and what stands in it then. A text
/// that the policy's own language has is there to be translated, another one to be written; both are marked. None where no text is
/// missing. The file is made where there is none.
pub fn texts(source: &Source, language: &str) -> Option<(PathBuf, String)> {
    let missing = missing(source, language);
    if missing.is_empty() {
        return None;
    }
    let Some((path, file)) = source.words_file(language) else {
        let path = source.folder().join(format!("words.{language}.toml"));
        let opening = opening(language == source.policy.default_language);
        return Some((path, insert(&opening, &missing)));
    };
    Some((path.to_owned(), insert(file, &missing)))
}

/// The file that says from which texts a language was translated, once `laid_out` is its words file: what is new in it is made
/// from the texts of now. None where nobody has begun to write that down for a language that was there already.
pub fn made_from(source: &Source, language: &str, laid_out: &str) -> Option<(PathBuf, String)> {
    let known = digests(source, language);
    if known.is_none() && source.words_file(language).is_some() {
        return None;
    }
    let before = source.words_file(language).map(|(_, text)| read(text)).unwrap_or_default();
    let new = made_from::followed(&made_from::digests(&own_texts(source)), &read(laid_out)).into_iter();
    let mut all = known.unwrap_or_default();
    all.extend(new.filter(|(key, _)| !before.contains_key(key)));
    Some(made_from_file(source, language, &all))
}

/// The same file, once somebody says that a language says what the original says: all of it, or these texts of it. With it the keys
/// that have come or have another digest. What is yet to be translated stays as it was.
pub fn translated(source: &Source, language: &str, only: &[String]) -> ((PathBuf, String), Vec<String>) {
    let translation = source.words_file(language).map(|(_, text)| read(text)).unwrap_or_default();
    let (known, now) = (
        digests(source, language).unwrap_or_default(),
        made_from::followed(&made_from::digests(&own_texts(source)), &translation),
    );
    let is_done = |key: &String| {
        (only.is_empty() || only.contains(key)) && translation.get(key).is_some_and(|text| !is_marked(text))
    };
    let mut all = Flat::new();
    let mut new = Vec::new();
    for (key, digest) in now {
        let before = known.get(&key);
        if is_done(&key) {
            if before != Some(&digest) {
                new.push(key.clone());
            }
            all.insert(key, digest);
        } else if let Some(before) = before {
            all.insert(key, before.clone());
        }
    }
    (made_from_file(source, language, &all), new)
}

/// The digests that are written down for a language.
fn digests(source: &Source, language: &str) -> Option<Flat> {
    source.file(&File::MadeFrom(language.to_owned())).map(|(_, text)| read(text))
}

/// The texts of the policy's own language that stand in its file.
fn own_texts(source: &Source) -> Flat {
    source.words_file(&source.policy.default_language).map(|(_, text)| read(text)).unwrap_or_default()
}

fn read(text: &str) -> Flat {
    texts::words(text).map(|(texts, _)| texts).unwrap_or_default()
}

fn made_from_file(source: &Source, language: &str, digests: &Flat) -> (PathBuf, String) {
    let text = made_from::file(language, &source.policy.default_language, digests);
    (source.folder().join(made_from::file_name(language)), text)
}

/// What is said at the top of a new words file.
fn opening(is_own: bool) -> String {
    let task = if is_own {
        format!(
            "# Write the texts that begin with `{TO_WRITE}`, and remove the mark. As long as one is left, nothing ships.\n"
        )
    } else {
        format!(
            "# Translate what begins with `{TO_TRANSLATE}`, write what begins with `{TO_WRITE}`, and remove the marks. As long as one is\n\
            # left, the language does not ship.\n"
        )
    };
    format!(
        "{task}# What stands in [square brackets] is for a visitor to fill in; `*`, `**` and `[links](https://…)` stay. A word of another\n\
        # language says so in running text: `[word](lang:en)`.\n"
    )
}

/// The texts that a language needs and has not, with what stands there until somebody writes them, in the order of a words file.
fn missing(source: &Source, language: &str) -> Vec<(String, String)> {
    let policy = &source.policy;
    let all = || source.words.iter().chain(&source.drafts);
    let of = |language: &str| all().find(|words| words.language == language);
    let own = of(&policy.default_language);
    let present = of(language).cloned().unwrap_or_else(|| source.words_taken_over(language));
    // A language that is not there yet gets all that is not given, also what it could do without.
    let is_new = source.words_file(language).is_none();
    let mut keys = words::keys(&policy.outline());
    keys.retain(|key| !present.texts.contains_key(&key.name));
    keys.retain(|key| !key.optional || (is_new && own.is_some_and(|own| own.texts.contains_key(&key.name))));
    // Texts that belong together stand together, whatever order they are asked for in.
    let tables: Vec<String> = keys.iter().map(|key| table(&key.name).to_owned()).collect();
    keys.sort_by_key(|key| tables.iter().position(|known| known == table(&key.name)));
    let text = |key: &str| match own.and_then(|own| own.texts.get(key)).filter(|text| !is_marked(text)) {
        _ if key == "language.reviewed" => "no".to_owned(),
        Some(text) => format!("{TO_TRANSLATE} {text}"),
        None => format!("{TO_WRITE} {}", purpose(key)),
    };
    keys.into_iter().map(|key| (text(&key.name), key.name)).map(|(text, key)| (key, text)).collect()
}

fn table(key: &str) -> &str {
    key.rsplit_once('.').map_or("", |(table, _)| table)
}

/// What a text is for, in a few words.
fn purpose(key: &str) -> &'static str {
    let parts: Vec<&str> = key.split('.').collect();
    match parts.as_slice() {
        ["language", "name"] => "what this language calls itself",
        ["page", "title"] => "the title of the page",
        ["page", "description"] => "what search engines show",
        ["page", "lead"] => "what stands above the questions",
        ["page", "footer"] => "what stands below the questions",
        ["question", _, "title"] => "the question",
        ["question", _, "choice", _] => "this answer",
        ["outcome", _, "title"] => "the advice in one line",
        ["outcome", _, "why"] => "why it is so",
        ["outcome", _, "subject"] => "the subject of the mail",
        ["outcome", _, "body"] => "the mail, with [gaps to fill]",
        ["step", _] => "what to do",
        ["enclosure", _] => "what to send along",
        ["channel", _, "name"] => "the name of this way",
        ["channel", _, "text"] => "how to use it, or why not",
        ["channel", _, "hours"] => "when it is open",
        ["notice", _, "title"] => "the notice in short",
        ["notice", _, "text"] => "the notice",
        _ => "this text",
    }
}
