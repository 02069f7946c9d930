//! Keys of a table: set, put in where they belong, and taken out; however the table is written.

use super::document::{Document, Entry, Line};
use super::layout::{cut, with_comment};
use super::literal;
use crate::check::flaw::Part;
use crate::draft::change::Splice;
use crate::draft::refused::Refused;

/// A key of a table with another value, which is written as TOML. A new key stands behind the last of those that come `before`
/// it. The table is there already.
///
/// # Errors
///
/// The table, or what stands under the key, is written in a way of which there are too many to know.
pub fn set(
    document: &Document<'_>,
    table: &[Part],
    key: &str,
    value: &str,
    before: &[&str],
) -> Result<Splice, Refused> {
    let refused = || Refused::Layout(document.file.to_owned());
    let path = [table, &[Part::from(key)]].concat();
    let (pair, entries) = (literal::pair(key, value), document.entries(table));
    if let Some(old) = document.value(&path) {
        if !old.get_ref().is_table() || document.entries(&path).is_some() {
            return Ok(Splice::new(old.span(), value));
        }
        // Between braces, one dotted key can be written as one that is not.
        let entries = entries.unwrap_or_default();
        let mut dotted = entries.iter().filter(|entry| entry.keys.first().is_some_and(|first| first == key));
        return match (dotted.next(), dotted.next()) {
            (Some(only), None) => Ok(Splice::new(only.span.clone(), pair)),
            _ => Err(refused()),
        };
    }
    match entries {
        Some(entries) => entry(document, table, &entries, &pair, before).ok_or_else(refused),
        None => line(document, table, &pair, before).ok_or_else(refused),
    }
}

/// A new entry between braces.
fn entry(document: &Document<'_>, table: &[Part], entries: &[Entry], pair: &str, before: &[&str]) -> Option<Splice> {
    let Some(first) = entries.first() else {
        return Some(Splice::new(document.value(table)?.span(), format!("{{ {pair} }}")));
    };
    Some(match entries.iter().rfind(|entry| entry.keys.first().is_some_and(|key| before.contains(&key.as_str()))) {
        Some(entry) => Splice::new(entry.span.end..entry.span.end, format!(", {pair}")),
        None => Splice::new(first.span.start..first.span.start, format!("{pair}, ")),
    })
}

/// A new line of a table with a header, with dotted keys, or at the top of the file.
fn line(document: &Document<'_>, table: &[Part], pair: &str, before: &[&str]) -> Option<Splice> {
    let own = || {
        let is_own = |line: &&Line| {
            !line.is_header()
                && line.table <= table.len()
                && line.path.len() > table.len()
                && line.path.starts_with(table)
        };
        document.lines().iter().filter(is_own)
    };
    let dots = |header: usize| -> String {
        let rest = table.get(header..).unwrap_or_default().iter();
        rest.filter_map(|part| if let Part::Key(key) = part { Some(literal::key(key) + ".") } else { None }).collect()
    };
    let is_before =
        |line: &&Line| matches!(line.path.get(table.len()), Some(Part::Key(key)) if before.contains(&key.as_str()));
    if let Some(anchor) = own().rfind(is_before) {
        return Some(Splice::new(anchor.end..anchor.end, format!("\n{}{pair}", dots(anchor.table))));
    }
    if let Some(first) = own().next() {
        return Some(Splice::new(first.span.start..first.span.start, format!("{}{pair}\n", dots(first.table))));
    }
    if let Some(header) = document.lines().iter().find(|line| line.is_header() && line.path == table) {
        return Some(Splice::new(header.end..header.end, format!("\n{pair}")));
    }
    table.is_empty().then(|| {
        let start = document.lines().first().map_or(document.text.len(), |_| with_comment(document, 0));
        Splice::new(start..start, format!("{pair}\n\n"))
    })
}

/// What stands under a key, gone: as a line, as tables with their comments, or as an entry between braces. None where nothing
/// stands there.
pub fn removed(document: &Document<'_>, path: &[Part]) -> Vec<Splice> {
    if let Some(splices) = entries_removed(document, path) {
        return splices;
    }
    let mut gone: Vec<Splice> = Vec::new();
    let mut within = false;
    for (number, line) in document.lines().iter().enumerate() {
        let is_below = line.path.starts_with(path);
        if line.is_header() {
            let before = within;
            within = is_below;
            if within {
                let start = with_comment(document, number);
                match gone.last_mut().filter(|_| before) {
                    Some(last) => last.at.end = line.end,
                    None => gone.push(Splice::new(start..line.end, "")),
                }
            }
        } else if let Some(last) = gone.last_mut().filter(|_| within) {
            last.at.end = line.end;
        } else if is_below {
            gone.push(Splice::new(line.span.start..line.end, ""));
        }
    }
    for splice in &mut gone {
        splice.at = cut(document.text, splice.at.clone());
    }
    // Blank lines between two that go, go once.
    let mut end = 0;
    for splice in &mut gone {
        splice.at.start = splice.at.start.max(end);
        end = splice.at.end.max(splice.at.start);
        splice.at.end = end;
    }
    gone
}

/// What stands under a key between braces, gone; none where no braces are around it.
fn entries_removed(document: &Document<'_>, path: &[Part]) -> Option<Vec<Splice>> {
    let around = (0..path.len()).rev().filter_map(|length| path.get(..length));
    let (table, entries) = around.map(|table| (table, document.entries(table))).find(|(_, found)| found.is_some())?;
    let entries = entries?;
    let keys: Vec<&str> = (path.get(table.len()..)?.iter())
        .map(|part| if let Part::Key(key) = part { key.as_str() } else { "" })
        .collect();
    let goes =
        |entry: &Entry| entry.keys.len() >= keys.len() && entry.keys.iter().zip(&keys).all(|(own, key)| own == key);
    if !entries.is_empty() && entries.iter().all(goes) {
        return Some(vec![Splice::new(document.value(table)?.span(), "{}")]);
    }
    let mut splices = Vec::new();
    // The end of the last entry that stays.
    let mut stays = None;
    for (number, entry) in entries.iter().enumerate() {
        match (goes(entry), entries.get(number + 1), stays) {
            (false, ..) => stays = Some(entry.span.end),
            (true, Some(next), _) if !goes(next) => splices.push(Splice::new(entry.span.start..next.span.start, "")),
            (true, _, Some(before)) => splices.push(Splice::new(before..entry.span.end, "")),
            (true, Some(next), None) => splices.push(Splice::new(entry.span.start..next.span.start, "")),
            (true, None, None) => {}
        }
    }
    Some(splices)
}
