//! What can be wrong with what a text says: markup that no widget shows, signs that do other than they seem to, phrases that
//! the policy never says, and nobody who has reviewed it.

use super::flaw::{Code, File, Flaw, Part, Place};
use super::markdown::paragraphs;
use super::marks::{invisible, unclosed};
use super::phrases::Phrases;
use super::structure::nearest;
use crate::policy::Policy;
use crate::policy::words::{self, Inline, Key, Shape, Words};

/// Finds the texts that hold what their place cannot show, or say what the policy never says, and the languages that
/// somebody should look at.
pub fn flaws(policy: &Policy, all: &[Words]) -> Vec<Flaw> {
    let keys = words::keys(&policy.outline());
    let mut flaws = unspoken(policy, all);
    flaws.extend(misplaced(&keys, all));
    for words in all {
        let language = words.language.as_str();
        let phrases = policy.never_say.get(language);
        if phrases.is_none() && !policy.never_say.is_empty() {
            let message = format!("`never-say` has no phrases in language `{language}`");
            flaws.push(Flaw::new(Code::Unguarded, never_say(), message));
        }
        let phrases = Phrases::of(language, phrases.map(Vec::as_slice).unwrap_or_default());
        for key in keys.iter().filter(|key| is_of_outcome(&key.name)) {
            let Some(text) = words.texts.get(&key.name) else { continue };
            for found in phrases.in_text(&plain(text, key.shape)) {
                let said = if found.is_verbatim() { "" } else { &format!(", in the form \"{}\"", found.said) };
                let (key, phrase) = (&key.name, found.phrase);
                let message = format!("the text `{key}` says \"{phrase}\"{said}, which the policy never says");
                flaws.push(Flaw::new(Code::Promise, Place::of_text(language, key), message));
            }
        }
        if words.texts.get("language.reviewed").is_some_and(|reviewed| reviewed == "no") {
            let message = format!("no native speaker has reviewed language `{language}`");
            let place = Place::of_text(language, "language.reviewed");
            flaws.push(Flaw::new(Code::Unreviewed, place, message));
        }
    }
    flaws
}

/// A text as it is read: a word that is marked stands beside the next one all the same.
fn plain(text: &str, shape: Shape) -> String {
    let paragraphs = match shape {
        Shape::Plain => return text.to_owned(),
        Shape::Line | Shape::Paragraphs => paragraphs(text),
    };
    let Ok(paragraphs) = paragraphs else { return text.to_owned() };
    let lines = paragraphs.iter().map(|paragraph| paragraph.iter().map(Inline::text).collect::<String>());
    lines.collect::<Vec<_>>().join("\n")
}

fn never_say() -> Place {
    Place { file: File::Policy, path: vec![Part::from("never-say")] }
}

/// Phrases of a language in which there are no words. That the policy's own has none is said elsewhere.
fn unspoken(policy: &Policy, all: &[Words]) -> Vec<Flaw> {
    let spoken =
        |language: &str| language == policy.default_language || all.iter().any(|words| words.language == language);
    let unspoken = policy.never_say.keys().filter(|language| !all.is_empty() && !spoken(language));
    unspoken
        .map(|language| {
            let near = nearest(language, all.iter().map(|words| words.language.as_str()));
            let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            let message = format!(
                "`never-say` has phrases in language `{language}`, which has no words file: `wegwijzer new language {language}` begins it{hint}"
            );
            Flaw::new(Code::UnknownId, never_say().key(language), message)
        })
        .collect()
}

/// Whether a text stands on the screen of an outcome.
fn is_of_outcome(key: &str) -> bool {
    ["outcome.", "step.", "enclosure", "channel.", "notice.", "verdict."].iter().any(|start| key.starts_with(start))
}

/// The texts that hold what their place cannot show.
fn misplaced(keys: &[Key], all: &[Words]) -> Vec<Flaw> {
    let texts =
        all.iter().flat_map(|words| keys.iter().filter_map(move |key| Some((words, key, words.texts.get(&key.name)?))));
    texts
        .flat_map(|(words, key, text)| {
            let found = |(code, what): (Code, String)| {
                let message = format!("the text `{}` {what}", key.name);
                Flaw::new(code, Place::of_text(&words.language, &key.name), message)
            };
            let invisible = invisible(text).map(|sign| {
                let what = format!(
                    "holds U+{:04X}, which nobody sees and which changes the order of letters",
                    u32::from(sign)
                );
                (Code::Invisible, what)
            });
            markup(text, key.shape).into_iter().chain(invisible).map(found).collect::<Vec<_>>()
        })
        .collect()
}

/// What is wrong with the markup of a text. Of one that cannot be shown it is not said what stays open.
fn markup(text: &str, shape: Shape) -> Option<(Code, String)> {
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Some((Code::WrongText, "holds a control character".to_owned()));
    }
    let wrong = match (shape, paragraphs(text)) {
        (Shape::Plain, _) => None,
        (_, Err(unknown)) => Some(format!("holds {unknown}")),
        (Shape::Line, Ok(found)) if found.len() > 1 => Some(format!("has {} paragraphs where one fits", found.len())),
        _ => None,
    };
    match wrong {
        Some(wrong) => Some((Code::WrongText, wrong)),
        None => unclosed(text, shape).map(|sign| (Code::Unclosed, format!("holds {sign}"))),
    }
}
