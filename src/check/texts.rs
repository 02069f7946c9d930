//! What can be wrong with what a text says: markup that no widget shows, phrases that the policy never says, and nobody who
//! has reviewed it.

use super::flaw::{Code, File, Flaw, Part, Place};
use super::markdown::paragraphs;
use crate::policy::Policy;
use crate::policy::words::{self, Key, Shape, Words};

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
