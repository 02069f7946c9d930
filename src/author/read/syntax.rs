//! What is no TOML, told as the slip that is most likely behind it.
//!
//! The library says where it had to stop. What stands there, and what is still open there, says what happened.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::Slip;
use super::guess::{
    COMMENTS, CURLY, as_key, begins_something, behind_a_text, example_value, without_comment, without_equals,
};
use super::several::{Told, behind_a_key, in_braces, in_brackets};
use super::statements::{Kind, Open, line, open, outside_quotes, statements};
use super::value::{quoted, shortened};

/// A text of TOML as a tree with places.
///
/// # Errors
///
/// The first slip; or all keys and tables that stand twice, where nothing else is wrong. `lists` are the tables of which there are
/// several, `[[question]]`.
pub fn parsed<'t>(text: &'t str, lists: &[&str]) -> Result<DeTable<'t>, Vec<Slip>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    // What is found behind the first error follows from it, more often than not.
    let first = errors.iter().filter(|error| !is_duplicate(error)).min_by_key(|error| start(error));
    match first {
        Some(error) => Err(vec![slip(text, error, !lists.is_empty())]),
        None if errors.is_empty() => Ok(table.into_inner()),
        None => Err(duplicates(text, &errors, lists)),
    }
}

fn start(error: &Error) -> usize {
    error.span().map_or(0, |span| span.start)
}

fn is_duplicate(error: &Error) -> bool {
    error.message().contains("duplicate key")
}

/// What stands twice: of each table the first.
fn duplicates(text: &str, errors: &[Error], lists: &[&str]) -> Vec<Slip> {
    let mut told = BTreeSet::new();
    let mut slips = Vec::new();
    for span in errors.iter().filter_map(Error::span) {
        let line = line(text, span.start);
        let written = text.get(line.clone()).unwrap_or_default().trim().trim_start_matches('\u{feff}');
        let header = written.starts_with('[').then(|| written.split('#').next().unwrap_or(written).trim());
        let name = text.get(span.clone()).unwrap_or_default();
        let first = || {
            let same = |line: &str| match header {
                Some(header) => line.trim().starts_with(header),
                None => line.trim_start().strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('=')),
            };
            let before = text.get(..line.start).unwrap_or_default();
            before.lines().enumerate().filter(|(_, line)| same(line)).last().map(|(number, _)| number + 1)
        };
        let message = match (header, first()) {
            (Some(header), _) if lists.contains(&header.trim_matches(['[', ']'])) => {
                format!(
                    "each `{name}` stands between two brackets on either side: write `[[{name}]]` over each of them"
                )
            }
            (Some(header), Some(first)) => format!(
                "the table `{header}` stands twice, on line {first} and here: write all that belongs to it under one `{header}`"
            ),
            (Some(header), None) => format!(
                "`{name}` in `{header}` stands further up with another meaning: give one of the two another name"
            ),
            (None, Some(first)) => {
                format!(
                    "`{name}` stands twice in this table, on line {first} and here: take one out, give it another name, or put the line in brackets between them that is missing"
                )
            }
            (None, None) => format!("`{name}` stands twice: take one out, or give it another name"),
        };
        // Where one of several is the first to be right, the one before it is to be mended.
        let single = format!("[{name}]");
        let is_single = |(_, line): &(usize, &str)| line.trim() == single;
        let before = text.get(..line.start).unwrap_or_default();
        let wrong = before.split('\n').scan(0, |at, line| Some((std::mem::replace(at, *at + line.len() + 1), line)));
        let wrong = wrong.filter(is_single).last().filter(|_| header.is_some_and(|header| header.starts_with("[[")));
        let span = wrong.map_or(span, |(at, line)| at..at + line.trim_end().len());
        // Where a header is missing or stands twice, all keys below it do.
        let between = slips.last().and_then(|last: &Slip| text.get(last.span.end..span.start));
        let follows = between.is_some_and(|text| !text.lines().skip(1).any(|line| line.trim_start().starts_with('[')));
        if header.is_none() && follows {
            continue;
        }
        if told.insert(header.unwrap_or(written).to_owned()) {
            slips.push(Slip::at(span, message));
        }
    }
    slips
}

fn slip(text: &str, error: &Error, has_lists: bool) -> Slip {
    let at = start(error).min(text.len());
    let open = open(text.get(..at).unwrap_or_default());
    let stopped = Stopped { text, at, message: error.message(), has_lists };
    let (span, message) = stopped
        .in_a_text(&open)
        .or_else(|| stopped.in_a_list(&open))
        .or_else(|| stopped.behind_a_long_text(&open))
        .or_else(|| stopped.at_a_header())
        .or_else(|| stopped.at_a_key())
        .unwrap_or_else(|| stopped.at_a_value());
    Slip::at(span, message)
}

/// Where the library stopped, and why.
struct Stopped<'t> {
    text: &'t str,
    at: usize,
    message: &'t str,
    /// Whether the file has lists: in one of texts only, several texts in a line are one with quotes in it.
    has_lists: bool,
}

impl Stopped<'_> {
    /// In a text that has begun: it does not end, or holds what it may not.
    fn in_a_text(&self, open: &Open) -> Option<Told> {
        let (quotes, start) = open.quotes?;
        let line = line(self.text, start);
        let before = self.text.get(line.start..start)?.trim_start();
        let inner = self.text.get(start + quotes.len()..line.end).unwrap_or_default().trim_end();
        if self.message.contains("escape") {
            let inner = inner.rsplit_once('"').map_or(inner, |(inner, _)| inner);
            let twice = shortened(&inner.replace('\\', "\\\\"));
            let how = format!("in a text a backslash is written twice: write `{before}\"{twice}\"`");
            return Some((self.sign(), how));
        }
        if let Some(sign) = self.rest().chars().next().filter(|sign| sign.is_control() && !matches!(sign, '\n' | '\r'))
        {
            let code = u32::from(sign);
            return Some((self.sign(), format!("a sign that cannot be seen stands here (U+{code:04X}): take it out")));
        }
        let span = start..(start + quotes.len());
        if quotes.len() == 3 {
            return Some((span, format!("the text that begins here has no end: write `{quotes}` in a line behind it")));
        }
        let is_item = !open.brackets.is_empty();
        let inner = if is_item { inner.split([',', ']', '}']).next().unwrap_or(inner).trim_end() } else { inner };
        let span = start..start + 1 + inner.len();
        let (curly, inner) = match inner.trim_end_matches(CURLY) {
            shorter if shorter.len() < inner.len() => (true, shorter),
            _ => (false, inner),
        };
        let before = if is_item { "" } else { before };
        let example = format!("{before}{}", quoted(inner));
        let lines = "a text of several lines stands between `\"\"\"` and `\"\"\"`";
        let message = if curly {
            format!("this text ends in a curly quote, which ends no text: write `{example}`, with straight quotes")
        } else if is_item {
            format!("this text has no closing quote: write `{example}`")
        } else {
            format!("this text has no closing quote: write `{example}`; {lines}")
        };
        Some((span, message))
    }

    /// Within brackets or braces that are open.
    fn in_a_list(&self, open: &Open) -> Option<Told> {
        let (bracket, start) = open.brackets.last().copied()?;
        let (what, close) = if bracket == '[' { ("list", ']') } else { ("table", '}') };
        let several = if bracket == '[' { in_brackets } else { in_braces };
        if let Some(told) = several(self.text, start, self.at) {
            return Some(told);
        }
        if self.message.contains("extra comma") {
            return Some((self.sign(), format!("in this {what} a comma stands where an item belongs: take it out")));
        }
        // A header or a key in the next line is taken for an item, where the bracket before it is missing.
        if let Some((bracket, start)) = self.left_open(open) {
            return Some(self.without_end(bracket, start));
        }
        if ["quoted", "opening quote"].iter().any(|what| self.message.contains(what)) || self.rest().starts_with(CURLY)
        {
            return Some(self.unquoted());
        }
        let before = self.text.get(start..self.at)?.trim_end();
        let next = self.rest().trim_start();
        if let Some(other) = next.chars().next().filter(|next| *next != close && matches!(next, ']' | '}' | ')')) {
            let line = line(self.text, start);
            let until = self.text.get(line.start..self.at).unwrap_or_default().trim();
            let message =
                format!("this {what} ends in `{other}` and not in `{close}`: write `{}{close}`", shortened(until));
            return Some((self.sign(), message));
        }
        if next.is_empty() || !self.message.contains("comma") {
            return Some(self.without_end(bracket, start));
        }
        let last = before.rsplit([',', bracket]).next().unwrap_or(before).trim();
        let next = next.split([',', '\n']).next().unwrap_or(next);
        let ends = [']', '}', '[', '{'];
        let message = match last.contains(ends) || next.contains(['[', '{']) {
            // Where brackets stand beside it, an example would have to repeat all that is between them.
            true => {
                format!("behind `{}` a comma is missing: put one before `{}`", shortened(last), shortened(next.trim()))
            }
            false => {
                let (last, next) = (shortened(last), shortened(next.split(ends).next().unwrap_or(next).trim()));
                format!("between `{last}` and `{next}` a comma is missing: write `{last}, {next}`")
            }
        };
        Some((self.sign(), message))
    }

    /// The bracket that was never closed, where a line follows that begins something new.
    fn left_open(&self, open: &Open) -> Option<(char, usize)> {
        let (_, first) = open.brackets.first()?;
        let at = self.at + (self.rest().len() - self.rest().trim_start().len());
        let line = line(self.text, at);
        if line.start <= *first {
            return None;
        }
        let written = self.text.get(line.clone())?;
        let is_header = written.starts_with('[');
        let is_pair = outside_quotes(written, '=').is_some() && !written.contains('}');
        let inner = open.brackets.iter().rfind(|(_, start)| *start < line.start)?;
        (is_header || is_pair).then_some(*inner)
    }

    fn without_end(&self, bracket: char, start: usize) -> Told {
        let (what, close) = if bracket == '[' { ("list", "]") } else { ("table", " }") };
        let line = line(self.text, start);
        let whole = self.text.get(line).unwrap_or_default().trim().trim_end_matches(',');
        let how = match whole.ends_with(bracket) {
            true => format!("write `{}` in a line behind its last item", close.trim()),
            false => format!("write `{}{close}`", shortened(whole)),
        };
        (start..start + 1, format!("the {what} that begins here has no closing `{}`: {how}", close.trim()))
    }

    /// Where the text of several lines before it ended too late, or did not begin.
    fn behind_a_long_text(&self, open: &Open) -> Option<Told> {
        let before = self.text.get(..open.statement.min(self.at))?;
        let last = statements(before).pop()?;
        let Kind::Pair(start) = last.kind else { return None };
        let value = self.text.get(start..last.span.end)?;
        let quotes = ["\"\"\"", "'''"].into_iter().find(|quotes| value.starts_with(quotes));
        if let Some(quotes) = quotes.filter(|_| value.lines().skip(1).any(begins_something)) {
            let message = format!("the text that begins here has no end: write `{quotes}` in a line behind it");
            return Some((start..start + quotes.len(), message));
        }
        let is_next = self.text.get(last.span.end..open.statement.min(self.at))?.matches('\n').count() == 1;
        let key = last.keys.join(".");
        let empty = (value == "\"\"" && is_next).then_some(start..last.span.end)?;
        let message = format!("a text of several lines begins with `\"\"\"` and ends with it: write `{key} = \"\"\"`");
        Some((empty, message))
    }

    /// In a line that begins with a bracket.
    fn at_a_header(&self) -> Option<Told> {
        let line = line(self.text, self.at);
        let written = self.text.get(line.clone())?.trim().trim_start_matches('\u{feff}');
        let span = self.whole(&line);
        if written.starts_with(']') {
            return Some((span, "this bracket closes nothing: take it out".to_owned()));
        }
        let inner = written.strip_prefix('[')?;
        let brackets = if inner.trim_start().starts_with('[') { ("[[", "]]") } else { ("[", "]") };
        let name = written.split(['#', '=']).next().unwrap_or(written).trim_matches(['[', ']', ' ', ':', ';', ',']);
        let as_name = as_key(&name.split_whitespace().collect::<Vec<_>>().join("."));
        let example = format!("{}{as_name}{}", brackets.0, brackets.1);
        if as_name == name {
            let message =
                format!("the brackets around `{name}` do not match: write `{example}`, and nothing else in the line");
            return Some((span, message));
        }
        let what = "the name of a table is made of letters from a to z, digits, hyphens, and dots between its parts";
        Some((span, format!("{what}: write `{example}`")))
    }

    /// In a line whose key is wrong, or that has none.
    fn at_a_key(&self) -> Option<Told> {
        let line = line(self.text, self.at.saturating_sub(usize::from(self.rest().is_empty())));
        let written = self.text.get(line.clone())?.trim().trim_start_matches('\u{feff}');
        let span = self.whole(&line);
        if self.message.contains("carriage return") {
            let message =
                "the lines of this file end as on very old Macs: save it with the line endings of Windows or Unix";
            return Some((span, message.to_owned()));
        }
        if let Some(sign) = COMMENTS.iter().find(|sign| written.starts_with(**sign)) {
            let rest = written.trim_start_matches(sign).trim_end_matches("*/").trim_end_matches("-->").trim();
            return Some((span, format!("a comment begins with `#`: write `# {}`", shortened(rest))));
        }
        let below = self.text.get(line.end..).unwrap_or_default();
        let key = written.strip_suffix(':').filter(|key| self.has_lists && as_key(key) == *key);
        if let Some(message) = key.and_then(|key| behind_a_key(key, "", below)) {
            return Some((span, message));
        }
        let Some(equals) = outside_quotes(written, '=') else {
            return Some((span, without_equals(written)));
        };
        let (key, value) = written.split_at_checked(equals)?;
        let (key, value) = (key.trim(), value.trim_start_matches('=').trim());
        if key.is_empty() {
            return Some((span, format!("before `=` stands no key: write `key = {}`", example_value(value))));
        }
        if as_key(key) != key && !key.contains(['"', '\'']) {
            let example = format!("{} = {}", as_key(key), example_value(value));
            let what = "a key is made of letters from a to z, digits and hyphens, without spaces";
            return Some((span, format!("{what}: write `{example}`")));
        }
        None
    }

    /// In the value of a key.
    fn at_a_value(&self) -> Told {
        let line = line(self.text, self.at.saturating_sub(usize::from(self.rest().is_empty())));
        let written = self.text.get(line.clone()).unwrap_or_default().trim();
        let fallback = || {
            let how = "a line is `key = \"text\"`, `key = [\"a\", \"list\"]`, `[table]`, `[[one of several]]`, or `# a comment`";
            (self.whole(&line), format!("this line is not written as it has to be: {how}"))
        };
        let Some((key, value)) = written.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
            return fallback();
        };
        let below = self.text.get(line.end..).unwrap_or_default();
        if let Some(message) = behind_a_key(key, value, below).filter(|_| self.has_lists) {
            return (self.whole(&line), message);
        }
        if value.is_empty() || value.starts_with('#') {
            return (self.whole(&line), format!("behind `{key} =` stands nothing: write `{key} = \"…\"`"));
        }
        if value.starts_with(['"', '\'']) {
            return (self.sign(), behind_a_text(key, value));
        }
        if value.starts_with(['[', '{']) {
            if let Some(sign) = [',', ';'].into_iter().find(|sign| value.ends_with(*sign)) {
                let whole = shortened(value.trim_end_matches(sign));
                return (self.sign(), format!("a line does not end in `{sign}`: write `{key} = {whole}`"));
            }
            let what = "behind the closing bracket stands something more: take it out, or put `#` before it if it is a comment";
            return (self.sign(), what.to_owned());
        }
        let span = self.text.get(..line.end).and_then(|text| text.rfind(value));
        let span = span.map_or_else(|| self.whole(&line), |at| at..at + value.len());
        if let Some(inner) = value.strip_prefix('(').and_then(|value| value.strip_suffix(')')) {
            let message = format!("a list stands between square brackets: write `{key} = [{}]`", shortened(inner));
            return (span, message);
        }
        if value.starts_with(CURLY) {
            let inner = value.trim_matches(CURLY).trim_matches('"');
            let message =
                format!("a text stands between straight quotes, not curly ones: write `{key} = {}`", quoted(inner));
            return (span, message);
        }
        (
            span,
            format!(
                "a text stands between quotes: write `{key} = {}`",
                quoted(without_comment(value).trim_matches('"'))
            ),
        )
    }

    /// An item of a list, or a value in braces, that is in no quotes, or in others.
    fn unquoted(&self) -> Told {
        let item = self.rest().trim_start();
        let item = item.split([',', ']', '}', '\n']).next().unwrap_or(item).trim();
        let start = self.at + self.rest().find(item).unwrap_or(0);
        let span = start..(start + item.len()).min(self.text.len());
        let inner = item.trim_matches(CURLY).trim_matches('"');
        if !item.contains(CURLY) && inner.len() < item.len() {
            return (span, format!("this text has no opening quote: write `{}`", quoted(inner)));
        }
        if inner.len() < item.len() {
            return (span, format!("a text stands between straight quotes, not curly ones: write `{}`", quoted(inner)));
        }
        (span, format!("a text stands between quotes: write `{}`", quoted(inner)))
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The character at which it stopped.
    fn sign(&self) -> Range<usize> {
        self.at..self.at + self.rest().chars().next().filter(|sign| *sign != '\n').map_or(0, char::len_utf8)
    }

    /// A line without the blanks around it.
    fn whole(&self, line: &Range<usize>) -> Range<usize> {
        let text = self.text.get(line.clone()).unwrap_or_default();
        let start = line.start + (text.len() - text.trim_start_matches('\u{feff}').trim_start().len());
        start..(line.start + text.trim_end().len()).max(start)
    }
}
