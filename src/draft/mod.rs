//! A policy while somebody edits it: its files, every edit that a form can make, and the way back.
//!
//! A file changes only where it was edited. All other bytes stay: comments, order, line breaks. So each edit finds the bytes that
//! it is about in the text, and puts others in their place; no file is ever written anew from what was read of it.
//!
//! Reading order: [`thing`] (what a policy is made of), [`ids`] (ids from titles), [`refused`] (why an edit cannot be made),
//! [`change`] (what an edit changes), [`edit`] (the edits), [`uses`] (what hangs on a thing), [`paste`] (rows of a spreadsheet as
//! rules), and this file (a draft with its history). Then what is made of a draft: [`proof`] (whether it holds), [`why`] (why a
//! visitor is sent where they are), [`digest`] (which version of a policy it is), [`languages`] (one more language, and what is
//! to be translated), [`archive`] (a zip or a folder that is opened, and a zip that is written), [`changes`] (what differs from
//! what was opened), [`site`] (the policy as a site of its own), [`taken`] (all that is taken away), and [`prover`] (what a worker
//! runs, beside the page).

pub mod thing;

pub mod ids;

pub mod refused;

pub mod change;

pub mod edit;

pub mod uses;

pub mod paste;

pub mod proof;

pub mod why;

pub mod digest;

pub mod languages;

pub mod archive;

pub mod changes;

pub mod site;

pub mod taken;

pub mod prover;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use change::{Change, Transaction};
pub use edit::Edit;
pub use refused::Refused;
pub use thing::Thing;

/// The files of a policy by name: `policy.toml`, `words.en.toml` and so on.
pub type Files = BTreeMap<String, String>;

/// A policy that is being edited. It can be written down at any time and taken up again with all of its history.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    opened: Files,
    /// What was last taken away as a copy, since it was opened or saved.
    #[serde(default)]
    taken: Option<Files>,
    files: Files,
    /// The steps that were done and not taken back, the last one at the end.
    done: Vec<Step>,
    /// The steps that were taken back, the one to be done again next at the end.
    undone: Vec<Step>,
    /// Whether the next edit begins a new step in any case.
    sealed: bool,
}

/// What is taken back at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Step {
    /// What has changed, in the order in which it did.
    changes: Vec<Change>,
    /// What somebody typed into, and may go on doing so.
    typed_into: Option<String>,
}

impl Draft {
    /// Begins to edit.
    pub fn open(files: Files) -> Self {
        Self { opened: files.clone(), files, ..Self::default() }
    }

    /// The files as they are now.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The files as they were opened, or last saved: what is known to stand where they came from. Of a copy that was taken away
    /// nobody knows whether it got there.
    pub fn opened(&self) -> &Files {
        &self.opened
    }

    /// Whether there is something that was neither saved nor taken away.
    pub fn is_changed(&self) -> bool {
        self.files != self.opened && self.taken.as_ref() != Some(&self.files)
    }

    /// Takes the files as they are now for those that were saved. What was done before can still be taken back.
    pub fn saved(&mut self) {
        self.saved_as(self.files.clone());
    }

    /// Takes these files for those that were saved: somebody may have typed on meanwhile.
    pub fn saved_as(&mut self, files: Files) {
        self.opened = files;
        self.taken = None;
        self.seal();
    }

    /// A copy of these files was taken away, likewise.
    pub fn taken_as(&mut self, files: Files) {
        self.taken = Some(files);
        self.seal();
    }

    /// Makes an edit: one step to take back. What somebody types on at the same place belongs to the step before. An edit that
    /// changes nothing is no step.
    ///
    /// # Errors
    ///
    /// Why it cannot be made. Then nothing has changed.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), Refused> {
        let mut transaction = Transaction::new(&self.files);
        edit.make(&mut transaction)?;
        if transaction.changes.is_empty() {
            return Ok(());
        }
        let step = Step { changes: transaction.changes, typed_into: edit.typed_into() };
        self.undone.clear();
        if self.sealed || !self.join(&step) {
            self.done.push(step);
        }
        self.sealed = false;
        self.files = transaction.files;
        Ok(())
    }

    /// Lets the next edit begin a new step, even at the same place.
    pub fn seal(&mut self) {
        self.sealed = true;
    }

    /// Whether a step can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether a step that was taken back can be done again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes the last step back. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.done.pop() else { return false };
        let mut files = self.files.clone();
        let fits = step.changes.iter().rev().all(|change| change.undo(&mut files));
        self.go_to(fits.then_some(files)) && {
            self.undone.push(step);
            true
        }
    }

    /// Does the step again that was taken back last. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.undone.pop() else { return false };
        let mut files = self.files.clone();
        let fits = step.changes.iter().all(|change| change.redo(&mut files));
        self.go_to(fits.then_some(files)) && {
            self.done.push(step);
            true
        }
    }

    /// Takes on other files. A history that does not fit the files, as a browser may hand it out, is forgotten: the files are
    /// what counts.
    fn go_to(&mut self, files: Option<Files>) -> bool {
        self.seal();
        match files {
            Some(files) => {
                self.files = files;
                true
            }
            None => {
                self.done.clear();
                self.undone.clear();
                false
            }
        }
    }

    /// Adds a step to the last one, where somebody types on. What was typed and deleted again is no step.
    fn join(&mut self, step: &Step) -> bool {
        let goes_on = |last: &&mut Step| step.typed_into.is_some() && last.typed_into == step.typed_into;
        let Some(last) = self.done.last_mut().filter(goes_on) else { return false };
        let ([change], [next]) = (last.changes.as_mut_slice(), step.changes.as_slice()) else { return false };
        let Some(joined) = change.joined(next, &self.files) else { return false };
        let is_empty = joined.is_empty();
        *change = joined;
        if is_empty {
            self.done.pop();
        }
        true
    }
}
