//! Small changes of files: what an edit is made of, and what is kept to take it back.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Files;
use super::refused::Refused;

/// New text in the place of a part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// The bytes that it replaces; none where it is put between.
    pub at: Range<usize>,
    /// What stands there then.
    pub text: String,
}

impl Splice {
    /// Puts a text in the place of some bytes.
    pub fn new(at: Range<usize>, text: impl Into<String>) -> Self {
        Self { at, text: text.into() }
    }
}

/// What has changed in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A part of its text.
    Text {
        /// The name of the file.
        file: String,
        /// The byte from which on it is another.
        start: usize,
        /// What stood there.
        before: String,
        /// What stands there now.
        after: String,
    },
    /// All of it: it has come, or gone.
    File {
        /// Its name.
        file: String,
        /// What was in it; none where it was not there.
        before: Option<String>,
        /// What is in it now; none where it is not there.
        after: Option<String>,
    },
}

impl Change {
    /// Makes the change. Returns whether the files are those that it was made for.
    pub fn redo(&self, files: &mut Files) -> bool {
        match self {
            Self::Text { file, start, before, after } => replace(files, file, *start, before, after),
            Self::File { file, before, after } => put(files, file, before, after),
        }
    }

    /// Takes the change back, likewise.
    pub fn undo(&self, files: &mut Files) -> bool {
        match self {
            Self::Text { file, start, before, after } => replace(files, file, *start, after, before),
            Self::File { file, before, after } => put(files, file, after, before),
        }
    }

    /// This change and one that follows it as one, where they touch. `between` are the files between the two.
    pub fn joined(&self, next: &Self, between: &Files) -> Option<Self> {
        let Self::Text { file, start, before, after } = self else { return None };
        let Self::Text { file: other, start: next_start, before: next_before, after: next_after } = next else {
            return None;
        };
        let (end, next_end) = (start + after.len(), next_start + next_before.len());
        if file != other || *next_start > end || *start > next_end {
            return None;
        }
        let text = between.get(file)?;
        let first = *start.min(next_start);
        let last = end.max(next_end);
        Some(Self::Text {
            file: file.clone(),
            start: first,
            before: [text.get(first..*start)?, before.as_str(), text.get(end..last)?].concat(),
            after: [text.get(first..*next_start)?, next_after.as_str(), text.get(next_end..last)?].concat(),
        })
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text { before, after, .. } => before == after,
            Self::File { before, after, .. } => before == after,
        }
    }

    /// The name of the file.
    pub fn file(&self) -> &str {
        match self {
            Self::Text { file, .. } | Self::File { file, .. } => file,
        }
    }
}

fn replace(files: &mut Files, file: &str, start: usize, old: &str, new: &str) -> bool {
    let Some(text) = files.get_mut(file) else { return false };
    let fits = text.get(start..).is_some_and(|rest| rest.starts_with(old));
    if fits {
        text.replace_range(start..start + old.len(), new);
    }
    fits
}

fn put(files: &mut Files, file: &str, old: &Option<String>, new: &Option<String>) -> bool {
    if files.get(file) != old.as_ref() {
        return false;
    }
    match new {
        Some(text) => drop(files.insert(file.to_owned(), text.clone())),
        None => drop(files.remove(file)),
    }
    true
}

/// Files while an edit is made, with what it has changed so far. An edit that is refused leaves nothing behind.
#[derive(Debug)]
pub struct Transaction {
    /// The files as they are now.
    pub files: Files,
    /// What has changed, in the order in which it did.
    pub changes: Vec<Change>,
}

impl Transaction {
    /// Begins to change files.
    pub fn new(files: &Files) -> Self {
        Self { files: files.clone(), changes: Vec::new() }
    }

    /// The text of a file.
    ///
    /// # Errors
    ///
    /// There is no such file.
    pub fn text(&self, file: &str) -> Result<&str, Refused> {
        self.files.get(file).map(String::as_str).ok_or_else(|| Refused::NoFile(file.to_owned()))
    }

    /// Puts new texts in the places of parts of a file, with its kind of line breaks. The places are those of the file as it is
    /// now, and none of them overlap.
    ///
    /// # Errors
    ///
    /// There is no such file, or it has no such places.
    pub fn splice(&mut self, file: &str, mut splices: Vec<Splice>) -> Result<(), Refused> {
        let is_windows = self.text(file)?.contains("\r\n");
        splices.sort_by_key(|splice| splice.at.start);
        let is_apart = splices.windows(2).all(|two| match two {
            [one, other] => one.at.end <= other.at.start,
            _ => true,
        });
        if !is_apart {
            return Err(Refused::Layout(file.to_owned()));
        }
        // From the end, so that the places before stay where they are.
        for Splice { at, text } in splices.into_iter().rev() {
            let new = if is_windows { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text };
            let old = self.text(file)?.get(at.clone()).ok_or_else(|| Refused::Layout(file.to_owned()))?;
            self.make(changed(file, at.start, old, &new))?;
        }
        Ok(())
    }

    /// Puts a whole text in the place of a file, which is made or removed where need be.
    ///
    /// # Errors
    ///
    /// None; the change fits the files as they are.
    pub fn put(&mut self, file: &str, text: Option<String>) -> Result<(), Refused> {
        let change = match (self.files.get(file), text) {
            (Some(old), Some(new)) => changed(file, 0, old, &new),
            (old, new) => Change::File { file: file.to_owned(), before: old.cloned(), after: new },
        };
        self.make(change)
    }

    fn make(&mut self, change: Change) -> Result<(), Refused> {
        if change.is_empty() {
            return Ok(());
        }
        if !change.redo(&mut self.files) {
            return Err(Refused::NoFile(change.file().to_owned()));
        }
        self.changes.push(change);
        Ok(())
    }
}

/// The smallest change from one text to another that stands at a place of a file.
fn changed(file: &str, start: usize, old: &str, new: &str) -> Change {
    let before = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).map(|(old, _)| old.len_utf8()).sum();
    let (old, new) = (old.get(before..).unwrap_or_default(), new.get(before..).unwrap_or_default());
    let same = old.chars().rev().zip(new.chars().rev()).take_while(|(old, new)| old == new);
    let after: usize = same.map(|(old, _)| old.len_utf8()).sum();
    let part = |text: &str| text.get(..text.len() - after).unwrap_or_default().to_owned();
    Change::Text { file: file.to_owned(), start: start + before, before: part(old), after: part(new) }
}
