//! The workshop: reads a policy's files, proves the policy, and compiles it into what ships.
//!
//! Reading order: [`source`] (files, and the line of each place in them), [`common`] (the product's own texts), [`report`]
//! (what is wrong, with the lines it is about), [`compile`] (the compiled policy and words). Then what can be made of a policy: [`explain`]
//! (why a visitor is sent where they are), [`guide`] (the written guide for who has no widget), [`map`] (the policy at a
//! glance), [`diff`] (two versions side by side), [`review`] (both, for the page of who edits it), [`export`] with
//! [`dmn`] and [`schema`] (what it is for others), and [`new`] (a start).

pub mod common;
pub mod compile;
pub mod diff;
pub mod dmn;
pub mod explain;
pub mod export;
pub mod guide;
pub mod html;
pub mod map;
pub mod new;
pub mod report;
pub mod review;
pub mod schema;
pub mod source;
pub mod terminal;
pub mod ways;
