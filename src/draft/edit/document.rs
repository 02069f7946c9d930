//! A text of TOML with the places of all that stands in it.

use std::cell::OnceCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::author::read::statements::{Kind, outside_quotes, statements};
use crate::check::flaw::Part;
use crate::draft::refused::Refused;

/// A text that is TOML.
pub struct Document<'t> {
    /// The name of the file.
    pub file: &'t str,
    /// All of it.
    pub text: &'t str,
    top: DeValue<'t>,
    /// Found once they are asked for: who types needs to know one value only.
    lines: OnceCell<Vec<Line>>,
}

/// A header, or a key with its value.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is.
    pub kind: Kind,
    /// The way to what it names, from the top of the file.
    pub path: Vec<Part>,
    /// How much of the way the header above it says; all of it for a header.
    pub table: usize,
    /// Its own keys, each with the length of the way to it and the bytes that it stands in.
    pub keys: Vec<(usize, Range<usize>)>,
    /// From its first character to its last, without a comment behind it.
    pub span: Range<usize>,
    /// The end of its last line, before the line break.
    pub end: usize,
}

/// A key or a text that may be somebody's id.
#[derive(Clone, Debug)]
pub struct Name {
    /// The way to it.
    pub path: Vec<Part>,
    /// Where it stands.
    pub span: Range<usize>,
    /// Whether it is a key.
    pub is_key: bool,
}

/// A key with its value in a table between braces.
pub struct Entry {
    /// The key; of a dotted one all of its parts.
    pub keys: Vec<String>,
    /// From the key to the end of the value.
    pub span: Range<usize>,
}

impl Line {
    /// Whether it is a header.
    pub fn is_header(&self) -> bool {
        !matches!(self.kind, Kind::Pair(_))
    }
}

impl<'t> Document<'t> {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// It is no TOML.
    pub fn read(file: &'t str, text: &'t str) -> Result<Self, Refused> {
        let top = DeTable::parse(text).map_err(|_| Refused::NotToml(file.to_owned()))?;
        Ok(Self { file, text, top: DeValue::Table(top.into_inner()), lines: OnceCell::new() })
    }

    /// Its headers and keys, in their order.
    pub fn lines(&self) -> &[Line] {
        self.lines.get_or_init(|| lines(self.text))
    }

    /// A part of the text.
    pub fn part(&self, span: Range<usize>) -> &'t str {
        self.text.get(span).unwrap_or_default()
    }

    /// What stands at a place; none where nothing does, and at the top.
    pub fn value(&self, path: &[Part]) -> Option<&Spanned<DeValue<'t>>> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(step(&self.top, first)?, |value, part| step(value.get_ref(), part))
    }

    /// The text that stands at a place.
    pub fn string(&self, path: &[Part]) -> Option<&str> {
        self.value(path)?.get_ref().as_str()
    }

    /// The texts of a list; none where anything else stands there.
    pub fn strings(&self, path: &[Part]) -> Option<Vec<&str>> {
        self.value(path)?.get_ref().as_array()?.iter().map(|item| item.get_ref().as_str()).collect()
    }

    /// How many items a list has.
    pub fn count(&self, path: &[Part]) -> usize {
        self.value(path).and_then(|value| value.get_ref().as_array()).map_or(0, |items| items.len())
    }

    /// The ids of the items of a list, each a text or a table with an `id`.
    pub fn ids(&self, list: &[Part]) -> Vec<String> {
        let items = self.value(list).and_then(|value| value.get_ref().as_array());
        let id = |item: &Spanned<DeValue<'t>>| {
            let text = item.get_ref().as_str().or_else(|| item.get_ref().get("id")?.get_ref().as_str());
            text.unwrap_or_default().to_owned()
        };
        items.into_iter().flat_map(|items| items.iter()).map(id).collect()
    }

    /// The keys of a table.
    pub fn keys(&self, table: &[Part]) -> Vec<String> {
        let table = self.value(table).and_then(|value| value.get_ref().as_table());
        table.into_iter().flat_map(|table| table.iter()).map(|(key, _)| key.get_ref().to_string()).collect()
    }

    /// The entries of a table that stands between braces, in their order; none of any other value.
    pub fn entries(&self, table: &[Part]) -> Option<Vec<Entry>> {
        let value = self.value(table).filter(|value| is_in_braces(self.text, value))?;
        let mut entries = Vec::new();
        self.add_entries(value.get_ref(), &[], &mut entries);
        entries.sort_by_key(|entry| entry.span.start);
        // A dotted key begins before its last part.
        let mut end = value.span().start + 1;
        for entry in &mut entries {
            let before = self.part(end..entry.span.start);
            let start = before.rfind([',', '\n']).map_or(0, |comma| comma + 1);
            let dots = before.get(start..).unwrap_or_default().trim_start();
            entry.span.start -= dots.len();
            end = entry.span.end;
        }
        Some(entries)
    }

    fn add_entries(&self, table: &DeValue<'t>, above: &[String], entries: &mut Vec<Entry>) {
        for (key, value) in table.as_table().into_iter().flatten() {
            let keys = [above, &[key.get_ref().to_string()]].concat();
            if value.get_ref().is_table() && !is_in_braces(self.text, value) {
                self.add_entries(value.get_ref(), &keys, entries);
            } else {
                entries.push(Entry { keys, span: key.span().start..value.span().end });
            }
        }
    }

    /// The bytes of the items of a list that stands between brackets; none of any other value.
    pub fn items(&self, list: &[Part]) -> Option<Vec<Range<usize>>> {
        let value = self.value(list)?;
        let items = value.get_ref().as_array()?;
        self.part(value.span()).starts_with('[').then(|| items.iter().map(Spanned::span).collect())
    }

    /// Every key and every text that reads as an id, with the way to it.
    pub fn named(&self, id: &str) -> Vec<Name> {
        let mut names = Vec::new();
        // Most files do not name most things.
        if !self.text.contains(id) {
            return names;
        }
        for line in self.lines() {
            for (length, span) in &line.keys {
                let path = line.path.get(..*length).unwrap_or_default();
                if matches!(path.last(), Some(Part::Key(key)) if key == id) {
                    names.push(Name { path: path.to_vec(), span: span.clone(), is_key: true });
                }
            }
        }
        self.add_named(id, &self.top, &mut Vec::new(), false, &mut names);
        names
    }

    /// Adds the texts below a value, and the keys that no line begins with.
    fn add_named(&self, id: &str, value: &DeValue<'t>, path: &mut Vec<Part>, is_inline: bool, names: &mut Vec<Name>) {
        let mut add = |part: Part, key: Option<Range<usize>>, inner: &Spanned<DeValue<'t>>| {
            path.push(part);
            names.extend(key.map(|span| Name { path: path.clone(), span, is_key: true }));
            if inner.get_ref().as_str() == Some(id) {
                names.push(Name { path: path.clone(), span: inner.span(), is_key: false });
            }
            self.add_named(id, inner.get_ref(), path, is_inline || is_in_braces(self.text, inner), names);
            path.pop();
        };
        match value {
            DeValue::Table(table) => {
                for (key, inner) in table {
                    let own = (is_inline && key.get_ref() == id).then(|| key.span());
                    add(Part::from(key.get_ref().as_ref()), own, inner);
                }
            }
            DeValue::Array(items) => {
                items.iter().enumerate().for_each(|(number, item)| add(Part::from(number), None, item));
            }
            _ => {}
        }
    }
}

fn step<'v, 't>(value: &'v DeValue<'t>, part: &Part) -> Option<&'v Spanned<DeValue<'t>>> {
    match part {
        Part::Key(key) => value.as_table()?.get(key.as_str()),
        Part::Item(number) => value.as_array()?.get(*number),
    }
}

/// Whether a value is a table between braces, and not one with a header or with dotted keys.
fn is_in_braces(text: &str, value: &Spanned<DeValue<'_>>) -> bool {
    value.get_ref().is_table() && text.get(value.span()).is_some_and(|whole| whole.starts_with('{'))
}

/// The lines of a text, each with the way to what it names.
fn lines(text: &str) -> Vec<Line> {
    // The lists of tables so far, each with the number of its items.
    let mut lists: Vec<(Vec<Part>, usize)> = Vec::new();
    let mut header: Vec<Part> = Vec::new();
    let mut lines = Vec::new();
    for statement in statements(text) {
        let is_pair = matches!(statement.kind, Kind::Pair(_));
        let mut path = if is_pair { header.clone() } else { Vec::new() };
        let table = path.len();
        let mut lengths = Vec::new();
        for (number, key) in statement.keys.iter().enumerate() {
            path.push(Part::from(key));
            lengths.push(path.len());
            let is_new = statement.kind == Kind::ListItem && number + 1 == statement.keys.len();
            let known = lists.iter().position(|(list, _)| *list == path);
            let known = known.or_else(|| {
                is_new.then(|| {
                    lists.push((path.clone(), 0));
                    lists.len() - 1
                })
            });
            if let Some((_, count)) = known.filter(|_| !is_pair).and_then(|known| lists.get_mut(known)) {
                *count += usize::from(is_new);
                path.push(Part::from(count.saturating_sub(1)));
            }
        }
        // A list within a list begins anew in each item.
        if statement.kind == Kind::ListItem {
            lists.retain(|(list, _)| list.len() < path.len() || !list.starts_with(&path));
        }
        if !is_pair {
            header.clone_from(&path);
        }
        let keys = lengths.into_iter().zip(key_spans(text, &statement.kind, &statement.span)).collect();
        let table = if is_pair { table } else { path.len() };
        let (kind, span, end) = (statement.kind, statement.span, statement.end_of_line);
        lines.push(Line { kind, path, table, keys, span, end });
    }
    lines
}

/// The bytes of each key of a header, or before the value of a pair.
fn key_spans(text: &str, kind: &Kind, span: &Range<usize>) -> Vec<Range<usize>> {
    let whole = text.get(span.clone()).unwrap_or_default();
    let (start, end) = match kind {
        Kind::Table => (1, whole.len().saturating_sub(1)),
        Kind::ListItem => (2, whole.len().saturating_sub(2)),
        Kind::Pair(_) => (0, outside_quotes(whole, '=').unwrap_or(0)),
    };
    let mut spans = Vec::new();
    let mut from = start;
    while let Some(rest) = whole.get(from..end) {
        let dot = outside_quotes(rest, '.');
        let key = rest.get(..dot.unwrap_or(rest.len())).unwrap_or_default();
        let blank = key.len() - key.trim_start().len();
        let first = span.start + from + blank;
        spans.push(first..first + key.trim().len());
        let Some(dot) = dot else { break };
        from += dot + 1;
    }
    spans
}
