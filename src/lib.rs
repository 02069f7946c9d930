//! Wegwijzer: a signpost in a help article.
//!
//! It asks who you are and what you want, and sends you to the channel that is valid for you. Data flows one
//! way, and imports point back along it:
//!
//! 1. [`policy`]: what was decided. A decision table, what can be wrong with it, and what ships.
//! 2. [`decision`]: from answers to the next step. Pure and total.
//! 3. `view`: draws a step and sends what the visitor does. WebAssembly only.
//! 4. `embed`: the page it stands in: custom element, shadow root, attributes, events. WebAssembly only.
//!
//! Beside them stands [`author`], the workshop in which a policy is read, proven and compiled. Native only.

pub mod decision;
pub mod policy;

#[cfg(target_arch = "wasm32")]
pub mod embed;
#[cfg(target_arch = "wasm32")]
pub mod view;

#[cfg(feature = "author")]
pub mod author;
