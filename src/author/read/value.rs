//! Values as an editor knows them, and as they are written in an example.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

/// The longest text that an example repeats.
const LONGEST: usize = 60;

/// What a value is.
pub fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A value as a text between quotes: as it stands, `yes` and `no` for true and false. None of a list or a table.
pub fn as_text(value: &Spanned<DeValue<'_>>, text: &str) -> Option<String> {
    match value.get_ref() {
        DeValue::String(own) => Some(quoted(own)),
        DeValue::Boolean(yes) => Some(quoted(if *yes { "yes" } else { "no" })),
        DeValue::Array(items) => match items.iter().collect::<Vec<_>>().as_slice() {
            [only] => as_text(only, text),
            _ => None,
        },
        DeValue::Table(_) => None,
        _ => written(value.span(), text).map(quoted),
    }
}

/// What is told of a value that stands where a text belongs: with the text that it would be, or an example.
pub fn no_text(key: &str, example: &str, value: &Spanned<DeValue<'_>>, text: &str) -> String {
    let example = as_text(value, text).map_or_else(|| example.to_owned(), |text| format!("{key} = {text}"));
    format!("`{key}` is a text, not {}: write `{example}`", kind(value.get_ref()))
}

/// What stands at a place.
fn written(span: Range<usize>, text: &str) -> Option<&str> {
    text.get(span)
}

/// A text between quotes, on one line. Of a long one the beginning.
pub fn quoted(text: &str) -> String {
    let text = text.trim().replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r', '\t'], " ");
    format!("\"{}\"", shortened(&text))
}

/// The beginning of a text, so that an example stays on one line.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text).trim_end()),
        None => text.to_owned(),
    }
}

/// Things as a sentence lists them: `a`, `b` and `c`.
pub fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}
