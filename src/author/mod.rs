//! The author's tool: reads a policy's files, proves the policy, and compiles it into what ships.
//!
//! Reading order: [`common`] (the product's own texts), [`language`] (languages by their tags), [`inherited`] (what one
//! takes over from another), [`names`] (of files), [`read`] (what stands in a file), [`places`] (where a place stands in a
//! text), [`parse`] (a language's texts), [`scenario`] and [`trial`] (the people that a policy is tried out with, and who
//! does not come out where they must), [`made_from`] (from which texts a translation was made), [`finding`] and [`source`] (all files,
//! with all that is wrong), [`report`] (what is wrong, with the lines it is about), [`compile`] (the compiled policy and words).
//! Then what can be made of a policy: [`terminal`] (a screen as text), [`answers`] (as an author types them), [`ask`] (the
//! questions, one by one), [`scenarios`] (which people another version sends elsewhere, and one more of them),
//! [`explain`] (why a visitor is sent where they are), [`guide`] (the written guide for who has no widget), [`page`] (a page around it), [`shipped`] (what a script knows beforehand), [`map`] (the
//! policy at a glance), [`diff`] (two versions side by side; with [`markdown`]), [`review`] (both, for the page of who edits it), [`export`]
//! with [`dmn`] and [`schema`] (what it is for others), [`insert`] (texts put where they belong in a words file), and
//! [`new`] (a start). Last, [`command`]: all of it on the command line.

pub mod answers;
pub mod ask;
pub mod cache;
pub mod command;
pub mod common;
pub mod compile;
pub mod diff;
pub mod dmn;
pub mod explain;
pub mod export;
pub mod finding;
pub mod guide;
pub mod html;
pub mod inherited;
pub mod insert;
pub mod language;
pub mod made_from;
pub mod map;
pub mod markdown;
pub mod names;
pub mod new;
pub mod page;
pub mod parse;
pub mod places;
pub mod read;
pub mod report;
pub mod review;
pub mod scenario;
pub mod scenarios;
pub mod schema;
pub mod shipped;
pub mod source;
pub mod terminal;
pub mod trial;
pub mod ways;
