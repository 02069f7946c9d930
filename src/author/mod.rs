//! The workshop: reads a policy's files, proves the policy, and compiles it into what ships.
//!
//! Reading order: [`source`] (files, and the line of each place in them), [`text`] (Markdown in words),
//! [`reading`] (how easy they are to read), [`compile`] (the compiled policy and words), [`guide`] (the written
//! guide for who has no widget).

pub mod compile;
pub mod guide;
pub mod reading;
pub mod source;
pub mod text;
