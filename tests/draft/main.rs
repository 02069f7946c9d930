//! A policy while somebody edits it: what an edit changes, that nothing else does, and the way back.

#[path = "../common/mod.rs"]
mod common;

mod cases;
mod everywhere;
mod history;
mod languages;
mod layouts;
mod pasting;
mod places;
mod policies;
mod proven;
mod random;
mod refused;
mod told;
