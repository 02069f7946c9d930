//! What can be wrong with what a text says: markup that no widget shows, signs that do other than they seem to, and phrases that
//! the policy never says. Each is told as what `the text` with that key does.

use super::flaw::{About, Code, Wrong};
use super::markdown::paragraphs;
use super::marks::{invisible, unclosed};
use super::phrases::Phrases;
use crate::policy::words::{Inline, Shape};

/// Whether a text stands on the screen of an outcome, where nothing may be promised.
pub fn is_of_outcome(key: &str) -> bool {
    ["outcome.", "step.", "enclosure", "channel.", "notice.", "verdict."].iter().any(|start| key.starts_with(start))
}

/// What in a text its place cannot show.
pub fn misplaced(text: &str, shape: Shape) -> Vec<Wrong> {
    let invisible = invisible(text).map(|sign| {
        let what = format!("holds U+{:04X}, which nobody sees and which changes the order of letters", u32::from(sign));
        (Code::Invisible, what)
    });
    let all = markup(text, shape).into_iter().chain(invisible);
    all.map(|(code, what)| Wrong { code, what, about: Vec::new() }).collect()
}

/// The phrases in a text that the policy never says.
pub fn promises(text: &str, shape: Shape, phrases: &Phrases<'_>) -> Vec<Wrong> {
    let found = phrases.in_text(&plain(text, shape)).into_iter();
    let told = found.map(|found| {
        let said = if found.is_verbatim() { "" } else { &format!(", in the form \"{}\"", found.said) };
        let about =
            vec![About::Written(if found.is_verbatim() { found.phrase.to_owned() } else { found.said.clone() })];
        let what = format!("says \"{}\"{said}, which the policy never says", found.phrase);
        Wrong { code: Code::Promise, what, about }
    });
    told.collect()
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
