//! What differs from what was opened, line by line, to be looked at before it is saved.

use std::collections::BTreeSet;

use similar::algorithms::{Capture, Compact, Replace, myers};
use similar::{ChangeTag, group_diff_ops};

use super::Files;

/// How many lines are shown around one that has changed.
const CONTEXT: usize = 2;

/// A file that is not as it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// Its name.
    pub name: String,
    /// Whether it is new, gone or changed.
    pub kind: Kind,
    /// The lines that have changed, with a few around them: those that stand near each other in one part.
    pub parts: Vec<Vec<Line>>,
}

/// What has become of a file or a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It was not there.
    Added,
    /// It is there no longer.
    Removed,
    /// Of a file: some of its lines are others now.
    Changed,
    /// Of a line: it stands beside one that has changed.
    Same,
}

/// A line of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whether it is new, gone or the same.
    pub kind: Kind,
    /// What stands in it, without its end.
    pub text: String,
    /// Its number in the file that was opened, counted from 1.
    pub before: Option<usize>,
    /// Its number in the file as it is now.
    pub now: Option<usize>,
}

/// The files that differ, by name.
pub fn changes(opened: &Files, now: &Files) -> Vec<FileChange> {
    let names: BTreeSet<&String> = opened.keys().chain(now.keys()).collect();
    let change = |name: &String| {
        let (kind, before, after) = match (opened.get(name), now.get(name)) {
            (Some(before), Some(after)) if before == after => return None,
            (Some(before), Some(after)) => (Kind::Changed, before.as_str(), after.as_str()),
            (Some(before), None) => (Kind::Removed, before.as_str(), ""),
            (None, after) => (Kind::Added, "", after.map_or("", String::as_str)),
        };
        Some(FileChange { name: name.clone(), kind, parts: parts(before, after) })
    };
    names.into_iter().filter_map(change).collect()
}

fn parts(before: &str, now: &str) -> Vec<Vec<Line>> {
    let before: Vec<&str> = before.split_inclusive('\n').collect();
    let now: Vec<&str> = now.split_inclusive('\n').collect();
    // Of all algorithms the crate would bring along, this one: the page is smaller by a tenth.
    let mut found = Compact::new(Replace::new(Capture::new()), before.as_slice(), now.as_slice());
    let Ok(()) = myers::diff(&mut found, before.as_slice(), 0..before.len(), now.as_slice(), 0..now.len());
    let operations = found.into_inner().into_inner().into_ops();
    group_diff_ops(operations, CONTEXT)
        .iter()
        .map(|part| {
            part.iter()
                .flat_map(|operation| operation.iter_changes(before.as_slice(), now.as_slice()))
                .map(line)
                .collect()
        })
        .collect()
}

fn line(change: similar::Change<&str>) -> Line {
    Line {
        kind: match change.tag() {
            ChangeTag::Equal => Kind::Same,
            ChangeTag::Delete => Kind::Removed,
            ChangeTag::Insert => Kind::Added,
        },
        text: change.value().trim_end_matches(['\r', '\n']).to_owned(),
        before: change.old_index().map(|index| index + 1),
        now: change.new_index().map(|index| index + 1),
    }
}
