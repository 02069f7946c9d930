//! Several texts where the brackets of a list, the commas between its items or the `=` before them are missing.

use std::ops::Range;

use super::statements::{line, outside_quotes};
use super::value::quoted;

/// What is told, and the bytes that it is about.
pub type Told = (Range<usize>, String);

/// What stands before an item in a list that is no TOML.
const BULLETS: &[char] = &['-', '*', '•', '–', '—'];

/// Words and signs that part texts in a sentence.
const BETWEEN: &[&str] = &["or ", "and ", "of ", ",", ";", "|", "/"];

/// In braces that are open: `:` between a question and its choice, several choices without brackets, or words between pairs.
pub fn in_braces(text: &str, start: usize, at: usize) -> Option<Told> {
    let whole = line(text, at);
    let written = text.get(whole.clone())?;
    let begins = whole.start + (written.len() - written.trim_start().len());
    let of_line = |message| Some((begins..whole.start + written.trim_end().len(), message));
    let before = text.get(start + 1..at)?;
    let item = start + 1 + before.rfind([',', '{']).map_or(0, |sign| sign + 1);
    let first = text.get(item..whole.end)?.split([',', '}']).next()?;
    let is_pair = |colon: &usize| first.get(..*colon).is_some_and(|key| !key.contains('='));
    if outside_quotes(first, ':').filter(is_pair).is_some() {
        let line = with_equals(written.trim());
        return of_line(format!("between a key and its value stands `=`, not `:`: write `{line}`"));
    }
    if first.contains("==") {
        let line = written.trim().replace("==", "=");
        return of_line(format!("between a key and its value stands one `=`: write `{line}`"));
    }
    let rest = text.get(at..whole.end)?.trim_start();
    let is_next = |next: &&str| next.split([',', '}']).next().is_some_and(|next| next.contains('='));
    if let Some(next) = rest.strip_prefix("and ").filter(is_next) {
        let line = format!("{}, {next}", text.get(whole.start..at)?.trim());
        return of_line(format!("what has to hold together is parted by commas: write `{}`", line.trim_end()));
    }
    if rest.strip_prefix("or ").filter(is_next).is_some() {
        return of_line(
            "what is asked by several questions holds together: give each of the cases a rule of its own".to_owned(),
        );
    }
    let mut equals = None;
    while let Some(next) = outside_quotes(text.get(equals.map_or(start + 1, |last| last + 1)..at)?, '=') {
        equals = Some(equals.map_or(start + 1, |last| last + 1) + next);
    }
    let equals = equals?;
    let key = text.get(start + 1..equals)?.trim_end().rsplit([',', '{', ' ', '\n']).next()?;
    let key = Some(key).filter(|key| !key.is_empty())?;
    let begins = text.get(..equals)?.rfind(key)?;
    let value = text.get(equals + 1..whole.end)?;
    let round = value.trim_start().strip_prefix('(').and_then(|inner| inner.split_once(')'));
    let (list, length) = match round {
        Some((inner, behind)) => (inner.trim().to_owned(), value.len() - behind.len()),
        None => several(value)?,
    };
    let message = format!("several texts stand between brackets: write `{key} = [{list}]`");
    Some((begins..equals + 1 + length, message))
}

/// In brackets that are open: a sign before each item, or a word between two of them.
pub fn in_brackets(text: &str, start: usize, at: usize) -> Option<Told> {
    let whole = line(text, at);
    let written = text.get(whole.clone())?;
    if whole.start > start && written.trim_start().starts_with(BULLETS) {
        let begins = whole.start + (written.len() - written.trim_start().len());
        let what = "an item of a list has no sign before it, and a comma behind it";
        let message = format!("{what}: write `{},`", bare(written));
        return Some((begins..whole.start + written.trim_end().len(), message));
    }
    let inner = text.get(start + 1..whole.end)?.split(']').next()?;
    if whole.contains(&start) && !inner.contains('{') && outside_quotes(inner, '=').is_some() && written.contains(']') {
        let key = text.get(whole.start..start)?.trim();
        let message = format!("a condition stands between braces: write `{key} {{ {} }}`", inner.trim());
        return Some((whole.start..start + 1 + inner.len() + 1, message));
    }
    let rest = text.get(at..)?.trim_start();
    BETWEEN.iter().filter(|between| **between != ",").find(|between| rest.starts_with(**between))?;
    let before = text.get(start + 1..at)?;
    let begins = start + 1 + before.rfind(',').map_or(0, |comma| comma + 1);
    let begins = begins + text.get(begins..at)?.find(['"', '\''])?;
    let (list, length) = several(text.get(begins..whole.end)?)?;
    Some((begins..begins + length, format!("between the items of a list stand commas only: write `{list}`")))
}

/// Behind a key: several texts without brackets, in the same line or each in a line of its own.
pub fn behind_a_key(key: &str, value: &str, below: &str) -> Option<String> {
    if outside_quotes(value, '=').is_some_and(|equals| value.get(..equals).is_some_and(is_id)) {
        return Some(format!("a condition stands between braces: write `{key} = {{ {value} }}`"));
    }
    let ids: Vec<&str> = value.split(',').map(str::trim).collect();
    let list = if ids.len() > 1 && ids.iter().all(|id| is_id(id)) {
        Some(ids.into_iter().map(quoted).collect::<Vec<_>>().join(", "))
    } else if value.is_empty() {
        let lines = below.lines().map(str::trim).skip_while(|line| line.is_empty());
        let items: Vec<String> = lines.take_while(|line| line.starts_with(BULLETS)).map(bare).collect();
        (!items.is_empty()).then(|| items.join(", "))
    } else {
        let (list, length) = several(value)?;
        let rest = value.get(length..)?.trim_start().trim_start_matches(',').trim_start();
        (rest.is_empty() || rest.starts_with('#')).then_some(list)
    };
    list.map(|list| format!("several texts stand between brackets: write `{key} = [{list}]`"))
}

/// A line with `=` between each key and its value, where `:` stands.
pub fn with_equals(line: &str) -> String {
    let (mut done, mut rest) = (String::new(), line);
    while let Some((key, value)) = outside_quotes(rest, ':').and_then(|colon| rest.split_at_checked(colon)) {
        done.push_str(key.trim_end());
        done.push_str(" = ");
        rest = value.trim_start_matches(':').trim_start();
    }
    done + rest
}

/// Whether a word without quotes has the form of an id.
fn is_id(word: &str) -> bool {
    let word = word.trim();
    word.starts_with(|sign: char| sign.is_ascii_lowercase())
        && word.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-')
}

/// An item without the sign before it and the comma behind it, between quotes.
fn bare(item: &str) -> String {
    let item = item.trim().trim_start_matches(BULLETS).trim().trim_end_matches(',');
    if item.starts_with(['"', '\'', '{']) { item.to_owned() } else { quoted(item.trim_matches('"')) }
}

/// Two texts or more at the beginning, parted by commas or as in a sentence: with commas between them, and how long all of it is.
fn several(value: &str) -> Option<(String, usize)> {
    let mut texts = Vec::new();
    let (mut rest, mut end) = (value.trim_start(), 0);
    while let Some((text, behind)) = first_text(rest) {
        texts.push(text);
        end = value.len() - behind.len();
        rest = behind.trim_start();
        while let Some(next) = BETWEEN.iter().find_map(|between| rest.strip_prefix(between)) {
            rest = next.trim_start();
        }
        if rest.len() == behind.len() {
            break;
        }
    }
    (texts.len() > 1).then(|| (texts.join(", "), end))
}

/// The text between quotes at the beginning, and what stands behind it. A key may stand between quotes, too, and is none.
fn first_text(value: &str) -> Option<(&str, &str)> {
    let quote = value.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    let (inner, behind) = value.get(1..)?.split_once(quote)?;
    let is_text = !inner.is_empty() && !behind.trim_start().starts_with('=');
    is_text.then(|| value.split_at_checked(value.len() - behind.len())).flatten()
}
