//! Values as TOML writes them, and a text that is changed within its quotes.

use std::ops::Range;

use toml::de::DeTable;
use toml_writer::{ToTomlKey, ToTomlValue};

use super::document::Document;
use crate::author::insert;
use crate::check::flaw::Part;
use crate::draft::change::Splice;

/// The most characters of a line; a list that is longer gets a line for each item.
const WIDTH: usize = 120;

/// A key.
pub fn key(key: &str) -> String {
    key.to_toml_key()
}

/// A text: on lines of its own where it has several.
pub fn text(text: &str) -> String {
    insert::literal(text)
}

/// An id, or another text of one line.
pub fn id(id: &str) -> String {
    id.to_toml_value()
}

/// A list on one line.
pub fn line(texts: &[String]) -> String {
    let items: Vec<String> = texts.iter().map(|item| id(item)).collect();
    format!("[{}]", items.join(", "))
}

/// An id, or a list of several.
pub fn one_or_list(ids: &[String]) -> String {
    match ids {
        [only] => id(only),
        _ => line(ids),
    }
}

/// A list behind its key: on one line where it fits, else with a line for each item.
pub fn list(key: &str, texts: &[String]) -> String {
    let line = line(texts);
    if key.len() + " = ".len() + line.chars().count() <= WIDTH {
        return line;
    }
    let items: String = texts.iter().map(|item| format!("  {},\n", id(item))).collect();
    format!("[\n{items}]")
}

/// A key with a value that is written as TOML.
pub fn pair(name: &str, value: &str) -> String {
    format!("{} = {value}", key(name))
}

/// Another text in the place of a value; none where no value or a table stands there. Where a text stands there, its quotes and the way its lines are broken stay, and so do
/// the bytes of the characters that are the same.
pub fn replaced(document: &Document<'_>, path: &[Part], new: &str) -> Option<Splice> {
    let span = document.value(path).filter(|value| !value.get_ref().is_table())?.span();
    let raw = document.part(span.clone());
    let new = new.replace("\r\n", "\n");
    let kept = document.string(path).and_then(|_| retyped(raw, &new));
    Some(match kept {
        Some((at, part)) => Splice::new(span.start + at.start..span.start + at.end, part),
        None => Splice::new(span, text(&new)),
    })
}

/// The part of a text between its quotes that has to be another so that it says `new`; none where it cannot stay in its quotes.
fn retyped(raw: &str, new: &str) -> Option<(Range<usize>, String)> {
    let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| raw.starts_with(quotes))?;
    let content = quotes.len()..raw.len().checked_sub(quotes.len())?;
    let units = units(raw, content.clone(), quotes);
    let old: Vec<char> = units.iter().map(|(_, character)| *character).collect();
    let mut new: Vec<char> = new.chars().collect();
    // The line break before the closing quotes is layout.
    if quotes.len() == 3 && old.last() == Some(&'\n') && new.last() != Some(&'\n') {
        new.push('\n');
    }
    // A tab is read as a space.
    let is_same = |(old, new): &(&char, &char)| old == new || (**old == '\t' && **new == ' ');
    let before = old.iter().zip(&new).take_while(is_same).count();
    let rest = old.len().min(new.len()) - before;
    let after = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(is_same).count();
    let removed = units.get(before..old.len() - after)?;
    let at = match (removed.first(), removed.last()) {
        (Some((first, _)), Some((last, _))) => first.start..last.end,
        _ => {
            let behind = before.checked_sub(1).and_then(|last| units.get(last)).map(|(unit, _)| unit.end);
            let place = behind.or_else(|| units.first().map(|(unit, _)| unit.start)).unwrap_or_else(|| {
                let is_on_next_line = quotes.len() == 3;
                let first = raw.get(content.clone()).unwrap_or_default();
                let line_break = ["\r\n", "\n"].into_iter().find(|end| is_on_next_line && first.starts_with(end));
                content.start + line_break.map_or(0, str::len)
            });
            place..place
        }
    };
    let part: String = new.get(before..new.len() - after)?.iter().map(|c| written(*c, quotes)).collect();
    let whole = [raw.get(..at.start)?, part.as_str(), raw.get(at.end..)?].concat();
    let wanted: String = new.iter().collect();
    let reads = |whole: &str| -> Option<String> {
        let line = format!("text = {whole}");
        let table = DeTable::parse(&line).ok()?;
        let value = table.get_ref().get("text")?.get_ref();
        Some(value.as_str()?.replace("\r\n", "\n").replace('\t', " "))
    };
    (reads(&whole)? == wanted.replace('\t', " ")).then_some((at, part))
}

/// A character between quotes.
fn written(character: char, quotes: &str) -> String {
    match character {
        '\\' if quotes.starts_with('"') => "\\\\".to_owned(),
        '"' if quotes == "\"" => "\\\"".to_owned(),
        '\n' | '\t' => character.to_string(),
        _ if character.is_control() && quotes.starts_with('"') => format!("\\u{:04X}", u32::from(character)),
        _ => character.to_string(),
    }
}

/// The characters that a text between quotes stands for, each with its bytes. What stands for none, a broken line for example,
/// is left out.
fn units(raw: &str, content: Range<usize>, quotes: &str) -> Vec<(Range<usize>, char)> {
    let mut units = Vec::new();
    let mut at = content.start;
    while let Some(rest) = raw.get(at..content.end).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next().unwrap_or_default();
        let (length, character) = if rest.starts_with("\r\n") {
            (2, Some('\n'))
        } else if first == '\\' && quotes.starts_with('"') {
            escaped(rest)
        } else {
            (first.len_utf8(), Some(first))
        };
        // The line break behind the opening quotes is layout, too.
        let is_layout = quotes.len() == 3 && at == content.start && character == Some('\n') && first != '\\';
        units.extend(character.filter(|_| !is_layout).map(|character| (at..at + length, character)));
        at += length;
    }
    units
}

/// How long an escape is, and the character that it stands for; none of a line that goes on.
fn escaped(rest: &str) -> (usize, Option<char>) {
    let kind = rest.chars().nth(1).unwrap_or_default();
    let coded = |digits: usize| {
        let code = rest.get(2..2 + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        (2 + digits, code.and_then(char::from_u32))
    };
    match kind {
        'x' => coded(2),
        'u' => coded(4),
        'U' => coded(8),
        'n' => (2, Some('\n')),
        't' => (2, Some('\t')),
        'r' => (2, Some('\r')),
        'b' => (2, Some('\u{8}')),
        'f' => (2, Some('\u{c}')),
        'e' => (2, Some('\u{1b}')),
        _ if kind.is_whitespace() => {
            let blank = rest.get(1..).unwrap_or_default();
            (1 + blank.len() - blank.trim_start().len(), None)
        }
        _ => (1 + kind.len_utf8(), Some(kind)),
    }
}
