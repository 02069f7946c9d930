//! The workshop: the page where a policy is edited, proven while it is typed, tried out, and taken away.
//!
//! Nothing leaves the browser: the files are read from the editor's own disk, and the proof runs in a worker of the page.
//! The draft, its edits and its history are [`crate::draft`]; these files draw it.
//!
//! Reading order: [`say`] and [`languages`] (the workshop's own texts), [`page`] (what the page lends), [`prover`] (the worker),
//! [`kept`] (the draft that stays in this browser), [`focus`] (where a keyboard goes on), [`state`] (what all views share),
//! [`place`] (where a place of the files is on the page), [`found`] (what was found there), [`verdict`] (whether the policy holds),
//! [`dialog`], [`fields`], [`condition`], [`conditions`] and [`edited`] (what edits), [`things`] (lists of things). Then the views:
//! [`start`] (what to open), [`rules`] (the decision table), [`questions`], [`outcomes`], [`channels`], [`notices`], [`facts`],
//! [`texts`] (all texts that belong to none of these), [`policy`] (what it is called, and its languages), [`files`] (the files as
//! text), [`findings`] (what is to be mended), [`preview`] (the widget beside it) with [`why`] (why it shows what it shows),
//! [`take`] (what is taken away), and [`app`] (all of it on one page).

mod app;

mod channels;

mod condition;

mod conditions;

mod dialog;

mod edited;

mod facts;

mod fields;

mod files;

mod findings;

mod focus;

mod found;

mod kept;

mod languages;

mod notices;

mod outcomes;

mod page;

mod place;

mod policy;

mod preview;

mod prover;

mod questions;

mod rules;

mod say;

mod start;

mod state;

mod take;

mod texts;

mod things;

mod verdict;

mod why;

use wasm_bindgen::prelude::*;

pub use page::Page;

/// Draws the workshop in the page's body.
#[wasm_bindgen]
pub fn open(page: Page) {
    leptos::mount::mount_to_body(move || app::app(page));
}
