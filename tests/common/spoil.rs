//! Spoils JSON: what is left is mostly JSON still, with values that are missing, doubled, in another's place, or of another kind.

use std::ops::Range;

use super::synthetic::Random;

/// What a value is replaced by.
const ODD: &[&str] = &[
    "null",
    "true",
    "0",
    "1",
    "1.0",
    "-1",
    "0.5",
    "1e99",
    "4294967296",
    "9007199254740993",
    "\"\"",
    "\"\\u0000\"",
    "\"é𝄞\"",
    "\"a.b\"",
    "\"__proto__\"",
    "\"constructor\"",
    "\"length\"",
    "[]",
    "[[[]]]",
    "[null]",
    "{}",
    "{\"__proto__\":null}",
    "{\"length\":1,\"0\":0}",
];

/// A text of JSON in which one to four values are spoilt.
pub fn spoilt(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(4) {
        spoil(&mut text, random);
    }
    text
}

fn spoil(text: &mut String, random: &mut Random) {
    let values = values(text);
    if values.is_empty() {
        return;
    }
    let Value { from, own } = values[random.below(values.len())].clone();
    let other = text[values[random.below(values.len())].own.clone()].to_owned();
    match random.below(20) {
        0 => text.truncate(own.start),
        1..=4 => text.replace_range(own, ODD[random.below(ODD.len())]),
        5..=9 => text.replace_range(own, &other),
        10..=13 if text[own.clone()].starts_with(|first: char| first.is_ascii_digit()) => {
            text.replace_range(own, &random.below(12).to_string());
        }
        10..=16 => {
            let item = format!(",{}", &text[from..own.end]);
            text.insert_str(own.end, &item);
        }
        _ => {
            // With the comma behind it, or the one before.
            let end = own.end + usize::from(text[own.end..].starts_with(','));
            let from = from - usize::from(end == own.end && text[..from].ends_with(','));
            text.replace_range(from..end, "");
        }
    }
}

/// A value in a text, and where the item begins that it stands in: at its key, where it has one.
#[derive(Clone)]
struct Value {
    from: usize,
    own: Range<usize>,
}

/// All values of a text, also of one that is no JSON any more.
fn values(text: &str) -> Vec<Value> {
    let bytes = text.as_bytes();
    let (mut found, mut open) = (Vec::new(), Vec::new());
    let mut key = None;
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        at += 1;
        match bytes[start] {
            b'{' | b'[' => open.push((key.take().unwrap_or(start), start)),
            b'}' | b']' => found.extend(open.pop().map(|(from, start)| Value { from, own: start..at })),
            b'"' => {
                while at < bytes.len() && bytes[at] != b'"' {
                    at += 1 + usize::from(bytes[at] == b'\\');
                }
                at = (at + 1).min(bytes.len());
                if bytes.get(at) == Some(&b':') {
                    key = Some(start);
                } else {
                    found.push(Value { from: key.take().unwrap_or(start), own: start..at });
                }
            }
            b',' | b':' => {}
            _ => {
                while at < bytes.len() && !b",:]}".contains(&bytes[at]) {
                    at += 1;
                }
                found.push(Value { from: key.take().unwrap_or(start), own: start..at });
            }
        }
    }
    found
}
