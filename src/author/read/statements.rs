//! A text of TOML as statements: the lines that belong together, without a look at what they say.
//!
//! That is enough to say where a list or a text was left open, and to put new lines where they belong while all others stay
//! as they are.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// A header or a key with its value.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What it is.
    pub kind: Kind,
    /// The keys on the way to it, from the table it stands in: `question`, `who` for `[question.who]`.
    pub keys: Vec<String>,
    /// From its first character to its last, without a comment behind it.
    pub span: Range<usize>,
    /// The end of its last line, before the line break.
    pub end_of_line: usize,
}

/// What a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `[table]`
    Table,
    /// `[[one of several]]`
    ListItem,
    /// `key = …`; the value begins at this byte.
    Pair(usize),
}

/// What is open at the end of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Where the statement begins.
    pub statement: usize,
    /// The brackets and braces of the value that are not closed, with their places.
    pub brackets: Vec<(char, usize)>,
    /// The quotes that a text began with, and their place.
    pub quotes: Option<(&'static str, usize)>,
}

/// The statements of a text that is TOML.
pub fn statements(text: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    walk(text, |span| found.extend(statement(text, span)));
    found
}

/// What is open at the end of a text that would be TOML if it went on.
pub fn open(text: &str) -> Open {
    walk(text, |_| {})
}

/// The keys of a dotted key.
fn keys(dotted: &str) -> Vec<String> {
    let text = format!("{} = 0", dotted.trim());
    let mut keys = Vec::new();
    let mut table = DeTable::parse(&text).ok().map(toml::Spanned::into_inner);
    while let Some((key, value)) = table.and_then(|table| table.into_iter().next()) {
        keys.push(key.into_inner().into_owned());
        table = match value.into_inner() {
            DeValue::Table(inner) => Some(inner),
            _ => None,
        };
    }
    keys
}

fn statement(text: &str, span: Range<usize>) -> Option<Statement> {
    let whole = text.get(span.clone())?;
    let end_of_line = text.get(span.end..)?.find('\n').map_or(text.len(), |length| span.end + length);
    let end_of_line = if text.get(..end_of_line)?.ends_with('\r') { end_of_line - 1 } else { end_of_line };
    let (kind, dotted) = if let Some(inner) = whole.strip_prefix("[[") {
        (Kind::ListItem, inner.strip_suffix("]]")?)
    } else if let Some(inner) = whole.strip_prefix('[') {
        (Kind::Table, inner.strip_suffix(']')?)
    } else {
        let equals = outside_quotes(whole, '=')?;
        let blank = whole.get(equals + 1..)?;
        let value = equals + 1 + (blank.len() - blank.trim_start().len());
        (Kind::Pair(span.start + value), whole.get(..equals)?)
    };
    Some(Statement { kind, keys: keys(dotted), span, end_of_line })
}

/// The line that a place is in, without its line break.
pub fn line(text: &str, at: usize) -> Range<usize> {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| at + length);
    start..end
}

/// Where a character stands first that is in no quotes.
pub fn outside_quotes(text: &str, wanted: char) -> Option<usize> {
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match quote {
            Some(open) if open == character => quote = None,
            Some(_) => {}
            None if character == wanted => return Some(at),
            None if character == '"' || character == '\'' => quote = Some(character),
            None => {}
        }
    }
    None
}

/// Hands out the span of each whole statement, and returns what is open at the end.
fn walk(text: &str, mut each: impl FnMut(Range<usize>)) -> Open {
    let mut open = Open::default();
    // The last character of the statement so far; none between statements.
    let mut last: Option<usize> = None;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let character = rest.chars().next().unwrap_or_default();
        let mut length = character.len_utf8();
        if let Some((quotes, _)) = open.quotes {
            if rest.starts_with('\\') && quotes.starts_with('"') {
                length += rest.chars().nth(1).map_or(0, char::len_utf8);
            } else if rest.starts_with(quotes) {
                length = quotes.len();
                // A text may end in a quote or two of its own: the last three count.
                while quotes.len() == 3 && text.get(at + length..).is_some_and(|rest| rest.starts_with(character)) {
                    length += 1;
                }
                open.quotes = None;
            }
            last = Some(at + length);
        } else if character == '#' {
            length = rest.find('\n').unwrap_or(rest.len());
        } else if character == '\n' && open.brackets.is_empty() {
            if let Some(end) = last.take() {
                each(open.statement..end);
            }
        } else if !character.is_whitespace() && character != '\u{feff}' {
            if last.is_none() {
                open.statement = at;
            }
            let is_header = text.get(open.statement..).is_some_and(|statement| statement.starts_with('['));
            if let Some(quotes) = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| rest.starts_with(quotes)) {
                // Two quotes with nothing between them are a text that is whole.
                open.quotes = Some((quotes, at));
                length = quotes.len();
            } else if !is_header && matches!(character, '[' | '{') {
                open.brackets.push((character, at));
            } else if !is_header && matches!(character, ']' | '}') {
                open.brackets.pop();
            }
            last = Some(at + length);
        }
        at += length;
    }
    if let Some(end) = last.filter(|_| open.quotes.is_none() && open.brackets.is_empty()) {
        each(open.statement..end);
    }
    if last.is_none() {
        open.statement = text.len();
    }
    open
}
