//! Lists between brackets: only the items that are others change, and the way the list is laid out stays.

use std::ops::Range;

use super::document::Document;
use super::literal;
use crate::author::read::statements::line;
use crate::check::flaw::Part;
use crate::draft::change::Splice;
use crate::draft::refused::Refused;

/// A list of texts with others in it.
///
/// # Errors
///
/// There is no list between brackets.
pub fn replaced(document: &Document<'_>, path: &[Part], new: &[String]) -> Result<Vec<Splice>, Refused> {
    let list = List::of(document, path)?;
    let old: Vec<Option<&str>> = (0..list.items.len()).map(|item| document.string(&list.at(item))).collect();
    let is_same = |(old, new): &(&Option<&str>, &String)| **old == Some(new.as_str());
    let before = old.iter().zip(new).take_while(is_same).count();
    let rest = old.len().min(new.len()) - before;
    let after = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(is_same).count();
    let items: Vec<String> =
        (new.get(before..new.len() - after).unwrap_or_default().iter()).map(|text| literal::id(text)).collect();
    Ok(list.with(before..old.len() - after, &items))
}

/// A list with one more item, which is written as TOML.
///
/// # Errors
///
/// As of [`replaced`].
pub fn inserted(document: &Document<'_>, path: &[Part], at: Option<usize>, item: &str) -> Result<Vec<Splice>, Refused> {
    let list = List::of(document, path)?;
    let at = at.unwrap_or(list.items.len()).min(list.items.len());
    Ok(list.with(at..at, &[item.to_owned()]))
}

/// A list without one of its items.
///
/// # Errors
///
/// As of [`replaced`]; or there is no such item.
pub fn removed(document: &Document<'_>, path: &[Part], item: usize) -> Result<Vec<Splice>, Refused> {
    let list = List::of(document, path)?;
    list.items.get(item).ok_or(Refused::NoThing)?;
    Ok(list.with(item..item + 1, &[]))
}

/// A list with one of its items at another place.
///
/// # Errors
///
/// As of [`removed`].
pub fn moved(document: &Document<'_>, path: &[Part], from: usize, to: usize) -> Result<Vec<Splice>, Refused> {
    let list = List::of(document, path)?;
    let mut items: Vec<String> = list.items.iter().map(|item| document.part(item.clone()).to_owned()).collect();
    if from >= items.len() || to >= items.len() {
        return Err(Refused::NoThing);
    }
    let item = items.remove(from);
    items.insert(to, item);
    Ok(list.with(0..items.len(), &items))
}

struct List<'d> {
    document: &'d Document<'d>,
    path: &'d [Part],
    /// From the opening to the closing bracket.
    span: Range<usize>,
    items: Vec<Range<usize>>,
}

impl<'d> List<'d> {
    fn of(document: &'d Document<'d>, path: &'d [Part]) -> Result<Self, Refused> {
        let refused = || Refused::Layout(document.file.to_owned());
        let items = document.items(path).ok_or_else(refused)?;
        let span = document.value(path).ok_or_else(refused)?.span();
        Ok(Self { document, path, span, items })
    }

    /// The way to an item.
    fn at(&self, item: usize) -> Vec<Part> {
        [self.path, &[Part::from(item)]].concat()
    }

    /// The list with new items in the place of some.
    fn with(&self, old: Range<usize>, new: &[String]) -> Vec<Splice> {
        let of = |number: usize| self.items.get(number).cloned();
        // One for one where they go in pairs, so that what stands between them stays.
        if old.len() == new.len() {
            return old.filter_map(of).zip(new).map(|(at, item)| Splice::new(at, item)).collect();
        }
        let parted = self.parted();
        let joined = new.join(&parted);
        let next = of(old.end);
        let before = old.start.checked_sub(1).and_then(of);
        match (of(old.start).filter(|_| !old.is_empty()), old.end.checked_sub(1).and_then(of)) {
            // All of it is new, or gone.
            _ if before.is_none() && next.is_none() => {
                let rest = if new.is_empty() { "[]".to_owned() } else { self.whole(&joined) };
                vec![Splice::new(self.span.clone(), rest)]
            }
            (Some(first), Some(last)) if !new.is_empty() => vec![Splice::new(first.start..last.end, joined)],
            (Some(first), Some(last)) => self.without(&old, first, last, before, next),
            _ => match (before, next) {
                (_, Some(next)) => vec![Splice::new(next.start..next.start, format!("{joined}{parted}"))],
                (Some(before), None) => self.behind(before, &joined, &parted),
                (None, None) => Vec::new(),
            },
        }
    }

    /// Without some items. Items on lines of their own go with their lines.
    fn without(
        &self,
        old: &Range<usize>,
        first: Range<usize>,
        last: Range<usize>,
        before: Option<Range<usize>>,
        next: Option<Range<usize>>,
    ) -> Vec<Splice> {
        let own: Option<Vec<Splice>> = old.clone().map(|item| self.own_line(self.items.get(item)?)).collect();
        if let Some(lines) = own {
            return lines;
        }
        match (next, before) {
            (Some(next), _) => vec![Splice::new(first.start..next.start, "")],
            (None, Some(before)) => vec![Splice::new(before.end..last.end, "")],
            (None, None) => Vec::new(),
        }
    }

    /// The line of an item that stands on one by itself, gone.
    fn own_line(&self, item: &Range<usize>) -> Option<Splice> {
        let text = self.document.text;
        let (start, end) = (line(text, item.start).start, line(text, item.end).end);
        let before = text.get(start..item.start)?;
        let after = text.get(item.end..end)?.trim_start().strip_prefix(',')?.trim_start();
        let is_alone = before.trim().is_empty() && (after.is_empty() || after.starts_with('#'));
        (is_alone && end < text.len()).then(|| Splice::new(start..end + 1, ""))
    }

    /// Behind the last item, and behind a comment on its line.
    fn behind(&self, last: Range<usize>, joined: &str, parted: &str) -> Vec<Splice> {
        let rest = self.document.part(last.end..self.span.end);
        let comma = rest.trim_start().starts_with(',');
        let end = line(self.document.text, last.end).end.min(self.span.end);
        let has_comment = self.document.part(last.end..end).contains('#');
        if !has_comment {
            return vec![Splice::new(last.end..last.end, format!("{parted}{joined}"))];
        }
        let space = parted.trim_start_matches(',').trim_end_matches(' ').len();
        let indent = if space == 0 { "\n  " } else { parted.trim_start_matches(',') };
        let mut splices = vec![Splice::new(end..end, format!("{indent}{joined},"))];
        if !comma {
            splices.push(Splice::new(last.end..last.end, ","));
        }
        splices
    }

    /// What stands between two items.
    fn parted(&self) -> String {
        let between = |from: usize, to: usize| Some(self.document.part(from..to)).filter(|text| !text.contains('#'));
        let pairs = self.items.iter().zip(self.items.iter().skip(1));
        let known = pairs.filter_map(|(one, other)| between(one.end, other.start)).next().map(str::to_owned);
        let first = || {
            let start = between(self.span.start + 1, self.items.first()?.start)?;
            start.contains('\n').then(|| format!(",{start}"))
        };
        known.or_else(first).unwrap_or_else(|| ", ".to_owned())
    }

    /// All of the list, on as many lines as it had.
    fn whole(&self, joined: &str) -> String {
        match (self.items.first(), self.items.last()) {
            (Some(first), Some(last)) => {
                let start = self.document.part(self.span.start..first.start);
                let end = self.document.part(last.end..self.span.end);
                format!("{start}{joined}{end}")
            }
            _ => format!("[{joined}]"),
        }
    }
}
