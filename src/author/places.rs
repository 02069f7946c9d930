//! Where a place of a policy stands in the text of its file.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::check::flaw::Part;

/// A file's text, read once for however many places are looked for in it.
pub struct Places<'t> {
    text: &'t str,
    /// None when the text is no TOML.
    top: Option<DeValue<'t>>,
    /// Where each line but the first begins.
    lines: Vec<usize>,
}

impl<'t> Places<'t> {
    /// Reads a text.
    pub fn of(text: &'t str) -> Self {
        let top = DeTable::parse(text).ok().map(|top| DeValue::Table(top.into_inner()));
        let lines = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { text, top, lines }
    }

    /// The span of the last part of a path that the text has: of its value where that stands on one line, else of its key.
    pub fn span(&self, path: &[Part]) -> Option<Range<usize>> {
        let mut value = self.top.as_ref()?;
        let mut span = 0..0;
        for part in path {
            let next = match (part, value) {
                (Part::Key(wanted), DeValue::Table(table)) => {
                    table.get_key_value(wanted.as_str()).map(|(key, value)| {
                        let whole = self.text.get(value.span()).unwrap_or_default();
                        // The span of a table with a header is that of the header, or empty.
                        let is_headed = matches!(value.get_ref(), DeValue::Table(_)) && !whole.starts_with('{');
                        let in_line = !is_headed && !whole.is_empty() && !whole.contains('\n');
                        (if in_line { value.span() } else { key.span() }, value.get_ref())
                    })
                }
                (Part::Item(number), DeValue::Array(items)) => {
                    items.get(*number).map(|item| (item.span(), item.get_ref()))
                }
                _ => None,
            };
            let Some((at, inner)) = next else { break };
            (span, value) = (at, inner);
        }
        Some(span)
    }

    /// The line in which a span begins, counted from 1.
    pub fn line(&self, span: &Range<usize>) -> usize {
        self.lines.partition_point(|start| *start <= span.start) + 1
    }
}
