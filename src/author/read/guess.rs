//! What somebody will have meant by a line that is no TOML.

use super::several::with_equals;
use super::value::{quoted, shortened};

/// Quotes that look like those of TOML and are none.
pub const CURLY: &[char] = &['“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '‹', '›', '`', '´', '″', '＂'];

/// What begins a comment elsewhere.
pub const COMMENTS: &[&str] = &["//", "--", "/*", "<!--", ";", "%"];

/// A line without `=` that is no table.
pub fn without_equals(written: &str) -> String {
    let first = written.split([' ', ':', '"', '\'', '\t']).next().unwrap_or(written);
    let rest = written.get(first.len()..).unwrap_or_default().trim_start();
    let is_key = !first.is_empty() && as_key(first) == first;
    if let Some(value) = rest.strip_prefix(':').filter(|_| is_key) {
        let value = value.trim();
        let value = if value.starts_with(['[', '{']) { with_equals(value) } else { example_value(value) };
        let example = format!("{first} = {value}");
        return format!("between a key and its value stands `=`, not `:`: write `{example}`");
    }
    if is_key && rest.starts_with(['"', '\'', '[', '{']) {
        return format!("between a key and its value stands `=`: write `{first} = {}`", shortened(rest));
    }
    if is_key && rest.is_empty() && first.contains('.') {
        return format!(
            "a table stands between brackets, and a text behind `=`: write `[{first}]`, or `{first} = \"…\"`"
        );
    }
    if is_key && rest.is_empty() {
        return format!("behind `{first}` stands no value: write `{first} = \"…\"`");
    }
    "this line belongs to no text: a comment begins with `#`, and a text of several lines stands between `\"\"\"` and `\"\"\"`"
        .to_owned()
}

/// What stands behind the quotes of a text that has ended.
pub fn behind_a_text(key: &str, value: &str) -> String {
    let quote = if value.starts_with('\'') { '\'' } else { '"' };
    let inner = value.get(1..).unwrap_or_default();
    let (inner, rest) = inner.split_once(quote).unwrap_or((inner, ""));
    let rest = rest.trim();
    if let Some(sign) = [",", ";", "."].into_iter().find(|sign| rest == *sign) {
        return format!("a line does not end in `{sign}`: write `{key} = {}`", quoted(inner));
    }
    if rest.ends_with(quote) && rest.len() > 1 {
        let all = value.get(1..value.len() - 1).unwrap_or_default().replace("\\\"", "\"");
        return format!(
            "this text ends at its second quote; a quote within a text is `\\\"`: write `{key} = {}`",
            quoted(&all)
        );
    }
    format!(
        "behind the closing quote stands `{}`: take it out, or put `#` before it if it is a comment",
        shortened(rest)
    )
}

/// A value as it should be: as it is where that can be read, else between quotes.
pub fn example_value(value: &str) -> String {
    match value {
        "" => "\"…\"".to_owned(),
        _ if value.starts_with(['"', '\'', '[', '{']) => shortened(value),
        _ => quoted(without_comment(value).trim_matches(CURLY)),
    }
}

/// A value without the comment, and the comma, behind it.
pub fn without_comment(value: &str) -> &str {
    value.split(" #").next().unwrap_or(value).trim_end_matches([',', ';']).trim_end()
}

/// A key of the characters that it may have, as near as can be: `my-key` for `My key`.
pub fn as_key(written: &str) -> String {
    let joined = written.split_whitespace().collect::<Vec<_>>().join("-");
    let kept: String = joined
        .chars()
        .map(without_accent)
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        .collect();
    if kept.is_empty() { "key".to_owned() } else { kept }
}

/// A letter as a key can have it.
fn without_accent(letter: char) -> char {
    match letter {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        other => other,
    }
}

/// Whether a line looks as if it began a table or a value, so that it will not be a part of a text.
pub fn begins_something(line: &str) -> bool {
    let line = line.trim();
    let name = line.trim_start_matches('[').trim_end_matches(']');
    let is_header = line.starts_with('[') && line.ends_with(']') && as_key(name) == name && name.contains('.');
    let is_pair = line.split_once('=').is_some_and(|(key, value)| {
        as_key(key.trim()) == key.trim() && value.trim().starts_with(['"', '\'', '[', '{'])
    });
    is_header || is_pair
}
