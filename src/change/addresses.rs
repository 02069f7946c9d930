//! The addresses that a visitor may send something to, wherever a screen names them: in a link, in a field, in the middle of a
//! sentence.

use std::collections::BTreeSet;

use super::Value;
use crate::policy::words::Inline;

/// The fewest digits of what can be called or paid to: a date has fewer.
const FEWEST_DIGITS: usize = 9;

/// The addresses that a part of a screen names: where a link leads, and what looks like an address or a number to send
/// something to.
pub fn addresses(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Question(_) | Value::Outcome(_) | Value::Ids(_) => BTreeSet::new(),
        Value::Id(text) | Value::Text(text) => addresses_in(text),
        Value::Rich(paragraphs) => {
            let mut all = BTreeSet::new();
            for paragraph in paragraphs {
                all.extend(addresses_in(&paragraph.iter().map(Inline::text).collect::<String>()));
                all.extend(paragraph.iter().filter_map(|piece| match piece {
                    Inline::Link(_, address) => Some(address.clone()),
                    Inline::Text(_) | Inline::Strong(_) | Inline::Emphasis(_) | Inline::Foreign(..) => None,
                }));
            }
            all
        }
    }
}

fn addresses_in(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| c.is_whitespace() || "<>()[]\"“”„«»".contains(c));
    let is_address = |word: &&str| word.contains('@') || word.contains("://") || word.starts_with("www.");
    let trimmed = |word: &str| word.trim_matches(|c: char| ".,;:!?'’".contains(c)).to_owned();
    let mut all: BTreeSet<String> = words.filter(is_address).map(trimmed).collect();
    // Digits with what may stand between them: of a telephone, or an account at a bank.
    for run in text.split(|c: char| !c.is_ascii_digit() && !" -./()".contains(c)) {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= FEWEST_DIGITS {
            all.insert(digits);
        }
    }
    all
}
