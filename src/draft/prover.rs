//! What proves a draft and packs it, beside the page: a worker runs it, so that typing never waits for either.

use std::collections::BTreeMap;

// The page calls none of it: its own file has no part in it.
#[cfg(all(target_arch = "wasm32", not(feature = "workshop")))]
use wasm_bindgen::prelude::wasm_bindgen;

use super::languages::{Task, known};
use super::proof::{News, ProofCache};
use super::site::Kit;
use super::taken::taken;
use super::{Files, archive};
use crate::author::inherited::Heritage;
use crate::author::names;

/// It keeps the files, and is told of those that change.
#[cfg_attr(all(target_arch = "wasm32", not(feature = "workshop")), wasm_bindgen)]
#[derive(Default)]
pub struct Prover {
    files: Files,
    kit: Kit,
    /// The files that are to be packed.
    held: Files,
    proofs: ProofCache,
    /// The words that were told, by language.
    told: BTreeMap<String, String>,
}

#[cfg_attr(all(target_arch = "wasm32", not(feature = "workshop")), wasm_bindgen)]
impl Prover {
    /// Without any files.
    pub fn begin() -> Self {
        Self::default()
    }

    /// Takes a file as it is now; none where it is gone.
    pub fn change(&mut self, name: String, text: Option<String>) {
        match text {
            Some(text) => drop(self.files.insert(name, text)),
            None => drop(self.files.remove(&name)),
        }
    }

    /// Takes a file that goes along with every site.
    pub fn kit(&mut self, name: String, bytes: Vec<u8>) {
        self.kit.insert(name, bytes);
    }

    /// Holds the files as they are now for the zip that is asked for: they may change until the kit is there.
    pub fn hold(&mut self) {
        self.held.clone_from(&self.files);
    }

    /// The zip of the files that were held. `opened` are the files that the draft began with, as JSON.
    ///
    /// # Errors
    ///
    /// A text that says why there is none.
    pub fn pack(&self, opened: &str) -> Result<Vec<u8>, String> {
        let opened: Files = serde_json::from_str(opened).map_err(|error| error.to_string())?;
        archive::write(&taken(&opened, &self.held, &self.kit)).map_err(|error| error.to_string())
    }

    /// What the languages of the policy take over from others: a [`Heritage`] by tag, as JSON.
    pub fn heritage(&self) -> String {
        let tags = self.files.keys().filter_map(|name| names::written_tag(name));
        let all: BTreeMap<&str, Heritage> = tags.map(|tag| (tag, Heritage::of(tag))).collect();
        serde_json::to_string(&all).unwrap_or_default()
    }

    /// The languages that can be added, as JSON: what each calls itself, and its English name with its tag.
    pub fn languages() -> String {
        serde_json::to_string(&known()).unwrap_or_default()
    }

    /// Does something to the languages. `task` is a [`Task`], and what comes out is what has become of it, both as JSON.
    ///
    /// # Errors
    ///
    /// A text that says why it is no task.
    pub fn translate(&self, task: &str) -> Result<String, String> {
        let task: Task = serde_json::from_str(task).map_err(|error| error.to_string())?;
        serde_json::to_string(&task.run(&self.files)).map_err(|error| error.to_string())
    }

    /// All that is wrong with the policy, or its compiled files: [`News`] of a proof as JSON.
    pub fn prove(&mut self) -> String {
        let proof = self.proofs.prove(&self.files);
        serde_json::to_string(&News::of(proof, &mut self.told)).unwrap_or_default()
    }
}
