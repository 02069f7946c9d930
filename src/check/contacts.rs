//! Mail addresses and telephone numbers that a text names although no channel leads there: mostly those of another channel, of
//! before, or of the policy that it began from.

use super::flaw::{About, Code, Wrong};
use super::markdown::paragraphs;
use crate::policy::Policy;
use crate::policy::words::{Inline, Shape};

/// How many digits a number has from which it can be called from anywhere.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// The mail addresses, in small letters, and the telephone numbers that a text names.
pub fn named(text: &str, shape: Shape) -> Vec<String> {
    let text = without_blanks(&read(text, shape));
    mail_addresses(&text).chain(numbers_in(&text).map(str::to_owned)).collect()
}

/// Whether a channel leads to what a text names.
pub fn is_known(policy: &Policy, named: &str) -> bool {
    let mut targets = policy.channels.iter().filter_map(|channel| channel.target.as_ref());
    let number = digits(named);
    match named.contains('@') {
        true => targets.any(|target| target.to_lowercase() == named),
        false => targets.any(|target| digits(target) == number),
    }
}

/// That no channel leads to what a text names.
pub fn unknown(named: &str) -> Wrong {
    let what = format!("names {named}, which no channel leads to");
    Wrong { code: Code::Elsewhere, what, about: vec![About::Written(named.to_owned())] }
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
