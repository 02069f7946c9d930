//! Where things begin and end in a file, comments and blank lines included: items that are put in, taken out or moved as wholes.

use std::ops::Range;

use super::document::Document;
use crate::author::read::statements::line;
use crate::check::flaw::Part;
use crate::draft::change::Splice;
use crate::draft::refused::Refused;

/// The tables of `policy.toml` below its head, in the order in which they are mostly written.
const KINDS: [&str; 9] =
    ["facts", "contradiction", "never-say", "question", "channel", "outcome", "rule", "notice", "closed"];

/// An item of a list of tables.
#[derive(Clone, Debug)]
pub struct Block {
    /// From the comment right above it to the end of its last line.
    pub span: Range<usize>,
    /// Where its header begins.
    pub header: usize,
}

/// The items of a list of `policy.toml`, each with what belongs to it.
///
/// # Errors
///
/// They are not written under a header each, one below the other.
pub fn blocks(document: &Document<'_>, list: &str) -> Result<Vec<Block>, Refused> {
    let refused = || Refused::Layout(document.file.to_owned());
    let mut blocks: Vec<Block> = Vec::new();
    let mut last = None;
    for (number, line) in document.lines().iter().enumerate() {
        let item = match line.path.as_slice() {
            [Part::Key(key), Part::Item(item), ..] if key == list => Some(*item),
            _ => None,
        };
        match item {
            Some(item) if item == blocks.len() => {
                let start = with_comment(document, number);
                blocks.push(Block { span: start..with_comment_below(document, number), header: line.span.start });
            }
            // Another part of an item that has ended before.
            Some(_) if last != item => return Err(refused()),
            Some(_) => {
                if let Some(block) = blocks.last_mut() {
                    block.span.end = with_comment_below(document, number);
                }
            }
            None => {}
        }
        last = item;
    }
    if blocks.len() != document.count(&[Part::from(list)]) {
        return Err(refused());
    }
    Ok(blocks)
}

/// A new item at its place in a list; at the end of it where no place is given. `body` are its lines.
///
/// # Errors
///
/// As of [`blocks`].
pub fn inserted(document: &Document<'_>, list: &str, at: Option<usize>, body: &str) -> Result<Splice, Refused> {
    let blocks = blocks(document, list)?;
    let apart = gap(document, &blocks);
    if let Some(next) = at.and_then(|at| blocks.get(at)) {
        return Ok(Splice::new(next.span.start..next.span.start, format!("{body}\n{apart}")));
    }
    if let Some(last) = blocks.last() {
        return Ok(Splice::new(last.span.end..last.span.end, format!("\n{apart}{body}")));
    }
    Ok(first(document, list, body))
}

/// The first of a kind: it stands behind the kinds that are mostly written before it.
pub fn first(document: &Document<'_>, kind: &str, body: &str) -> Splice {
    let order = KINDS.iter().position(|known| *known == kind).unwrap_or(KINDS.len());
    let later = KINDS.get(order..).unwrap_or_default();
    let is_before = |first: Option<&Part>| match first {
        Some(Part::Key(key)) => !later.contains(&key.as_str()),
        _ => true,
    };
    if let Some(number) = document.lines().iter().rposition(|line| is_before(line.path.first())) {
        let end = with_comment_below(document, number);
        return Splice::new(end..end, format!("\n\n{body}"));
    }
    let start = document.lines().first().map_or(document.text.len(), |_| with_comment(document, 0));
    Splice::new(start..start, format!("{body}\n\n"))
}

/// An item without its place in a list, with the comment right above it.
///
/// # Errors
///
/// As of [`blocks`]; or there is no such item.
pub fn removed(document: &Document<'_>, list: &str, number: usize) -> Result<Splice, Refused> {
    let blocks = blocks(document, list)?;
    let block = blocks.get(number).ok_or(Refused::NoThing)?;
    Ok(Splice::new(cut(document.text, block.span.clone()), ""))
}

/// A copy of an item right below it, without the comment above it.
///
/// # Errors
///
/// As of [`removed`].
pub fn copied(document: &Document<'_>, list: &str, number: usize) -> Result<Splice, Refused> {
    let blocks = blocks(document, list)?;
    let block = blocks.get(number).ok_or(Refused::NoThing)?;
    inserted(document, list, Some(number + 1), document.part(block.header..block.span.end))
}

/// An item at another place of its list, with the comment right above it. `to` is its place then.
///
/// # Errors
///
/// As of [`removed`].
pub fn moved(document: &Document<'_>, list: &str, from: usize, to: usize) -> Result<Vec<Splice>, Refused> {
    let blocks = blocks(document, list)?;
    let (block, target) = blocks.get(from).zip(blocks.get(to)).ok_or(Refused::NoThing)?;
    if from == to {
        return Ok(Vec::new());
    }
    let (apart, body) = (gap(document, &blocks), document.part(block.span.clone()));
    let put = if to < from {
        Splice::new(target.span.start..target.span.start, format!("{body}\n{apart}"))
    } else {
        Splice::new(target.span.end..target.span.end, format!("\n{apart}{body}"))
    };
    Ok(vec![Splice::new(cut(document.text, block.span.clone()), ""), put])
}

/// What stands between two items: a blank line, unless the file has none.
fn gap(document: &Document<'_>, blocks: &[Block]) -> &'static str {
    let is_tight = |two: &[Block]| match two {
        [one, other] => document.part(one.span.end..other.span.start).trim_matches(['\r', ' ', '\t']) == "\n",
        _ => false,
    };
    if blocks.windows(2).any(is_tight) { "" } else { "\n" }
}

/// The bytes of whole lines that go when these do: with the line break, and with the blank line that parted them from the next.
pub fn cut(text: &str, span: Range<usize>) -> Range<usize> {
    let start = line(text, span.start).start;
    let mut end = next_line(text, span.end);
    let is_blank = |at: usize| text.get(line(text, at)).is_some_and(|line| line.trim().is_empty());
    let is_after_blank = start == 0 || is_blank(start - 1);
    while is_after_blank && end < text.len() && is_blank(end) {
        end = next_line(text, end);
    }
    let mut start = start;
    while end >= text.len() && start > 0 && is_blank(start - 1) {
        start = line(text, start - 1).start;
    }
    // A file whose last line has no line break keeps it that way.
    if end >= text.len() && !text.ends_with('\n') {
        start = text.get(..start).map_or(start, |before| before.trim_end_matches(['\r', '\n']).len());
    }
    start..end
}

fn next_line(text: &str, at: usize) -> usize {
    let end = line(text, at).end;
    if end < text.len() { end + 1 } else { end }
}

/// Where the comment right above a line begins; where the line begins, if there is none. The comment that opens a file is about
/// the file.
pub fn with_comment(document: &Document<'_>, number: usize) -> usize {
    let Some(own) = document.lines().get(number) else { return document.text.len() };
    let before = number.checked_sub(1).and_then(|before| document.lines().get(before));
    let floor = before.map_or(0, |before| next_line(document.text, before.end));
    let own = line(document.text, own.span.start).start;
    let mut start = own;
    while start > floor {
        let above = line(document.text, start - 1);
        if !is_comment(document.part(above.clone())) {
            break;
        }
        start = above.start;
    }
    if start == 0 { own } else { start }
}

/// The end of a line, or of the comment right below it, unless that comment is about what follows.
fn with_comment_below(document: &Document<'_>, number: usize) -> usize {
    let Some(own) = document.lines().get(number) else { return document.text.len() };
    let mut end = own.end;
    loop {
        let next = next_line(document.text, end);
        let below = line(document.text, next);
        if next <= end || !is_comment(document.part(below.clone())) {
            let is_about_next = next > end && !document.part(below).trim().is_empty();
            return if is_about_next { own.end } else { end };
        }
        end = below.end;
        if document.part(end.saturating_sub(1)..end) == "\r" {
            end -= 1;
        }
    }
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}
