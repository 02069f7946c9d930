//! Wegwijzer: a signpost in a help article.
//!
//! It asks who you are and what you want, and sends you to the channel that is valid for you. Data flows one
//! way, and imports point back along it:
//!
//! 1. [`policy`]: what was decided. A decision table, the diagram that follows from it, and what ships.
//! 2. [`decision`]: from answers to the next step. Pure and total.
//! 3. [`screen`]: a step in the words of one language, as plain data.
//! 4. `view`: draws a screen and sends what the visitor does. WebAssembly only.
//! 5. `embed`: the page it stands in: custom element, shadow root, attributes, events. WebAssembly only.
//!
//! Another door is [`decide`], the decision without a page: for a chat, a test, whatever else runs WebAssembly. `parsed` reads
//! the compiled files for both doors.
//!
//! What is downloaded is kept small: the rooms above may not call what `clippy.toml` lists.
//!
//! Beside them stand the rooms of who writes a policy, which no visitor downloads: [`check`] finds all that is wrong with
//! it, [`change`] tells what another version does to visitors, [`author`] reads, compiles and shows it, and `draft` is a policy
//! that somebody edits in forms.

#![cfg_attr(
    all(target_arch = "wasm32", not(feature = "author")),
    deny(clippy::disallowed_macros, clippy::disallowed_methods)
)]

pub mod policy;

pub mod decision;

pub mod screen;

#[cfg(all(target_arch = "wasm32", any(feature = "widget", feature = "decide")))]
pub mod parsed;

#[cfg(all(target_arch = "wasm32", feature = "widget"))]
pub mod view;

#[cfg(all(target_arch = "wasm32", feature = "widget"))]
pub mod embed;

#[cfg(any(feature = "author", feature = "decide"))]
pub mod decide;

#[cfg(feature = "author")]
pub mod check;

#[cfg(feature = "author")]
pub mod change;

#[cfg(feature = "author")]
pub mod author;

#[cfg(feature = "prover")]
pub mod draft;

#[cfg(all(target_arch = "wasm32", feature = "workshop"))]
pub mod workshop;
