//! Mail addresses and telephone numbers that a text names although no channel leads there: mostly those of another channel, of
//! before, or of the policy that it began from.

use super::flaw::{Code, Flaw, Place};
use super::markdown::paragraphs;
use crate::policy::Policy;
use crate::policy::words::{self, Inline, Shape, Words};

/// How many digits a number has from which it can be called from anywhere.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Finds the texts with an address or a number of no channel.
pub fn flaws(policy: &Policy, all: &[Words]) -> Vec<Flaw> {
    let targets = || policy.channels.iter().filter_map(|channel| channel.target.as_ref());
    let addresses: Vec<String> = targets().map(|target| target.to_lowercase()).collect();
    let numbers: Vec<String> = targets().map(|target| digits(target)).collect();
    let keys = words::keys(&policy.outline());
    let texts =
        all.iter().flat_map(|words| keys.iter().filter_map(move |key| Some((words, key, words.texts.get(&key.name)?))));
    texts
        .flat_map(|(words, key, text)| {
            let text = without_blanks(&read(text, key.shape));
            let unknown = mail_addresses(&text).filter(|address| !addresses.contains(address)).chain(
                numbers_in(&text).filter(|number| !numbers.contains(&digits(number))).map(|number| number.to_owned()),
            );
            let flaw = |named: String| {
                let message = format!("the text `{}` names {named}, which no channel leads to", key.name);
                Flaw::new(Code::Elsewhere, Place::of_text(&words.language, &key.name), message)
            };
            unknown.map(flaw).collect::<Vec<_>>()
        })
        .collect()
}

/// The mail addresses that are written out in a text, in small letters.
pub fn mail_addresses(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|sign: char| sign.is_whitespace() || "()[]<>,;:".contains(sign));
    let words = words.map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()));
    words
        .filter(|word| word.split_once('@').is_some_and(|(of, at)| !of.is_empty() && at.contains('.')))
        .map(str::to_lowercase)
}

/// The numbers in a text that are written with the code of their country.
fn numbers_in(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices('+').filter_map(|(at, _)| text.get(at..));
    let numbers = starts.map(|rest| {
        let is_of_number =
            |sign: char| sign.is_ascii_digit() || matches!(sign, '+' | ' ' | '-' | '.' | '(' | ')' | '\u{a0}');
        let end = rest.find(|sign| !is_of_number(sign)).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default().trim_end_matches(|sign: char| !sign.is_ascii_digit())
    });
    numbers.filter(|number| DIGITS.contains(&digits(number).len()))
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// A text as it is read, with the addresses that its links write to.
fn read(text: &str, shape: Shape) -> String {
    let paragraphs = match shape {
        Shape::Plain => return text.to_owned(),
        Shape::Line | Shape::Paragraphs => paragraphs(text).unwrap_or_default(),
    };
    let piece = |piece: &Inline| match piece {
        Inline::Link(text, to) => {
            let to = to.strip_prefix("mailto:").and_then(|to| to.split('?').next());
            to.map_or_else(|| text.clone(), |to| format!("{text} {to} "))
        }
        other => other.text().to_owned(),
    };
    let lines = paragraphs.iter().map(|paragraph| paragraph.iter().map(piece).collect::<String>());
    lines.collect::<Vec<_>>().join("\n")
}

/// A text without what is for a visitor to fill in: `[your@address]` is theirs.
fn without_blanks(text: &str) -> String {
    let mut open = false;
    let kept = text.chars().filter(|sign| {
        open = match sign {
            '[' => true,
            ']' => false,
            _ => open,
        };
        !open
    });
    kept.collect()
}
