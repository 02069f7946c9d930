//! Where a place of a policy stands in the text of its file.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::check::flaw::Part;

/// Where all that a file holds stands in its text.
#[derive(Debug, Default)]
pub struct Places {
    /// The tables, lists and values; nothing when the text is no TOML.
    top: Option<Held>,
    /// Where each line but the first begins.
    lines: Vec<usize>,
}

/// What is held under a key, or is an item of a list.
#[derive(Debug)]
enum Held {
    Table(BTreeMap<String, Placed>),
    List(Vec<Placed>),
    Value,
}

#[derive(Debug)]
struct Placed {
    span: Range<usize>,
    held: Held,
}

impl Places {
    /// Reads a text.
    pub fn of(text: &str) -> Self {
        let top = DeTable::parse(text).ok().map(|top| table(top.get_ref(), text));
        let lines = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { top, lines }
    }

    /// The span of the last part of a path that the text has: of its value where that stands on one line, else of its key.
    pub fn span(&self, path: &[Part]) -> Option<Range<usize>> {
        let mut held = self.top.as_ref()?;
        let mut span = 0..0;
        for part in path {
            let next = match (part, held) {
                (Part::Key(wanted), Held::Table(table)) => table.get(wanted),
                (Part::Item(number), Held::List(items)) => items.get(*number),
                _ => None,
            };
            let Some(placed) = next else { break };
            (span, held) = (placed.span.clone(), &placed.held);
        }
        Some(span)
    }

    /// The line in which a span begins, counted from 1.
    pub fn line(&self, span: &Range<usize>) -> usize {
        self.lines.partition_point(|start| *start <= span.start) + 1
    }
}

fn held(value: &DeValue<'_>, text: &str) -> Held {
    match value {
        DeValue::Table(inner) => table(inner, text),
        DeValue::Array(items) => {
            let placed = items.iter().map(|item| Placed { span: item.span(), held: held(item.get_ref(), text) });
            Held::List(placed.collect())
        }
        _ => Held::Value,
    }
}

fn table(table: &DeTable<'_>, text: &str) -> Held {
    let placed = table.iter().map(|(key, value)| {
        let whole = text.get(value.span()).unwrap_or_default();
        // The span of a table with a header is that of the header, or empty.
        let is_headed = matches!(value.get_ref(), DeValue::Table(_)) && !whole.starts_with('{');
        let in_line = !is_headed && !whole.is_empty() && !whole.contains('\n');
        let span = if in_line { value.span() } else { key.span() };
        (key.get_ref().to_string(), Placed { span, held: held(value.get_ref(), text) })
    });
    Held::Table(placed.collect())
}
