//! Puts texts into a words file, each where it belongs. All other bytes of the file stay as they are.

use toml_writer::{ToTomlKey, ToTomlValue};

use super::read::statements::{Kind, Statement, statements};

/// A text, by the parts of its dotted key.
struct New<'t> {
    keys: Vec<&'t str>,
    text: &'t str,
}

/// A table as the file has it: a header, and the keys below it; no header for the top of the file.
struct Section {
    keys: Vec<String>,
    pairs: Vec<Statement>,
    /// The end of its last line that says something.
    end: usize,
}

/// A words file with more texts: by dotted key, none of which it has.
pub fn insert(file: &str, texts: &[(String, String)]) -> String {
    let sections = sections(file);
    // What is added, by the place in the file, then by the new table that it is in: tables that are there come first.
    let mut added: Vec<(usize, usize, String)> = Vec::new();
    // The new tables, each with the place where it begins.
    let mut tables: Vec<(Vec<&str>, usize)> = Vec::new();
    for (key, text) in texts {
        let new = New { keys: key.split('.').collect(), text };
        let Some((name, table)) = new.keys.split_last() else { continue };
        if let Some((at, text)) = in_braces(file, &sections, &new).or_else(|| in_table(&sections, &new)) {
            added.push((at, 0, text));
            continue;
        }
        let known = tables.iter().position(|(known, _)| known == table);
        let number = known.unwrap_or_else(|| {
            let at = after_relatives(&sections, table).unwrap_or_else(|| file.trim_end().len());
            let blank = if at == 0 { "" } else { "\n\n" };
            added.push((at, tables.len() + 1, format!("{blank}[{}]", dotted(table))));
            tables.push((table.to_vec(), at));
            tables.len() - 1
        });
        if let Some((_, at)) = tables.get(number) {
            added.push((*at, number + 1, line(&[*name], text)));
        }
    }
    added.sort_by_key(|(at, table, _)| (*at, *table));
    let break_of_lines = if file.contains("\r\n") { "\r\n" } else { "\n" };
    let mut whole = String::new();
    let mut from = 0;
    for (at, _, new) in added {
        whole.push_str(file.get(from..at).unwrap_or_default());
        whole.push_str(&new.replace('\n', break_of_lines));
        from = at;
    }
    whole.push_str(file.get(from..).unwrap_or_default());
    if !whole.ends_with('\n') {
        whole.push_str(break_of_lines);
    }
    whole
}

/// A text as a words file has it: on lines of its own where it has several.
pub fn literal(text: &str) -> String {
    let text = if text.contains('\n') { format!("{text}\n") } else { text.to_owned() };
    text.to_toml_value()
}

fn line(keys: &[&str], text: &str) -> String {
    format!("\n{} = {}", dotted(keys), literal(text))
}

fn dotted(keys: &[&str]) -> String {
    keys.iter().map(|key| key.to_toml_key()).collect::<Vec<_>>().join(".")
}

fn sections(file: &str) -> Vec<Section> {
    let mut sections = vec![Section { keys: Vec::new(), pairs: Vec::new(), end: 0 }];
    for statement in statements(file) {
        let end = statement.end_of_line;
        match (statement.kind, sections.last_mut()) {
            (Kind::Pair(_), Some(section)) => {
                section.end = end;
                section.pairs.push(statement);
            }
            _ => sections.push(Section { keys: statement.keys, pairs: Vec::new(), end }),
        }
    }
    sections
}

/// Into a table that stands between braces, `choice = { yes = "Yes" }`.
fn in_braces(file: &str, sections: &[Section], new: &New<'_>) -> Option<(usize, String)> {
    let pairs = sections.iter().flat_map(|section| section.pairs.iter().map(move |pair| (section, pair)));
    for (section, pair) in pairs {
        let keys = [section.keys.as_slice(), pair.keys.as_slice()].concat();
        let Kind::Pair(value) = pair.kind else { continue };
        let inner = file.get(value..pair.span.end)?;
        if !begins_with(&new.keys, &keys) || keys.len() >= new.keys.len() || !inner.starts_with('{') {
            continue;
        }
        let inner = inner.strip_suffix('}')?.trim_end();
        let comma = if inner == "{" || inner.ends_with(',') { "" } else { "," };
        let rest = new.keys.get(keys.len()..)?;
        return Some((value + inner.len(), format!("{comma} {} = {}", dotted(rest), literal(new.text))));
    }
    None
}

/// Behind the last line of the table it belongs to, or of the nearest one above that.
fn in_table(sections: &[Section], new: &New<'_>) -> Option<(usize, String)> {
    let (_, table) = new.keys.split_last()?;
    let fitting = sections.iter().filter(|section| begins_with(table, &section.keys));
    let section = fitting.max_by_key(|section| section.keys.len())?;
    let rest = new.keys.get(section.keys.len()..)?;
    // Beside its own kind: `choice.no` behind `choice.yes`.
    let (_, kind) = rest.split_last()?;
    let beside = section.pairs.iter().rev().find(|pair| !kind.is_empty() && begins_with(&pair.keys, &owned(kind)));
    let is_exact = section.keys.len() == table.len();
    let is_near = section.keys.len() > 1;
    if !is_exact && !is_near && beside.is_none() {
        return None;
    }
    Some((beside.map_or(section.end, |pair| pair.end_of_line), line(rest, new.text)))
}

/// The end of the last table that shares the first part of its name, and with it the kind of thing it is about.
fn after_relatives(sections: &[Section], table: &[&str]) -> Option<usize> {
    let first = table.first()?;
    sections
        .iter()
        .filter(|section| section.keys.first().is_some_and(|key| key == first))
        .map(|section| section.end)
        .max()
}

fn begins_with<T: AsRef<str>>(keys: &[T], start: &[String]) -> bool {
    keys.len() >= start.len() && keys.iter().zip(start).all(|(key, start)| key.as_ref() == start)
}

fn owned(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}
