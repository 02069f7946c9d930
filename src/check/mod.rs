//! All that can be wrong with a policy and its words, behind one function.
//!
//! [`check`] finds every flaw at once, names the place of each, and never enumerates situations. A policy without errors is
//! proven: every situation has exactly one rule, every rule and choice can be reached, every question matters to someone,
//! every fact is carried, and every text is there.
//!
//! Whatever it is given, it ends soon: what would take too long to prove is given up, which is a flaw of its own, and flaws of
//! one cause are one.
//!
//! Reading order: [`flaw`] (the kinds of flaws), [`fold`] (those of one cause), [`exclusions`] (facts apart), [`structure`] (ids
//! and references), [`address`] (where a channel leads), [`wording`] (sets of situations in words), [`meeting`] (which of them
//! meet), [`overlaps`], [`gaps`], [`notices`], [`sense`], [`openness`] and [`table`] (the rules), [`words`] (which texts there
//! are), [`markdown`] and [`marks`] (what may stand in a text), [`phrases`] (word forms), [`texts`] (what they say), [`contacts`]
//! (where they send somebody), [`unlike`] (whether all languages say it), [`reading`] (how easy they are to read).

pub mod flaw;

pub mod fold;

pub mod exclusions;

pub mod structure;

pub mod address;

pub mod wording;

pub mod meeting;

pub mod overlaps;

pub mod gaps;

pub mod notices;

pub mod sense;

pub mod openness;

pub mod table;

pub mod words;

pub mod markdown;

pub mod marks;

pub mod phrases;

pub mod texts;

pub mod contacts;

pub mod unlike;

pub mod reading;

use crate::policy::Policy;
use crate::policy::words::Words;

use flaw::{Code, Flaw};
use fold::folded;

/// Finds everything that is wrong with a policy and its words, or should be looked at: first what stands in the policy,
/// then what stands in the words.
pub fn check(policy: &Policy, all: &[Words]) -> Vec<Flaw> {
    let mut flaws = structure::flaws(policy);
    flaws.extend(table::flaws(policy, &flaws));
    flaws.extend(words::flaws(policy, all));
    flaws.extend(texts::flaws(policy, all));
    flaws.extend(contacts::flaws(policy, all));
    flaws.extend(unlike::flaws(policy, all));
    // Who has yet to translate a language need not be told that nobody has reviewed it.
    let drafts: Vec<Flaw> = all.iter().filter_map(|words| words::untranslated(policy, words)).collect();
    flaws.retain(|flaw| {
        flaw.code != Code::Unreviewed || !drafts.iter().any(|draft| draft.place.file == flaw.place.file)
    });
    flaws.extend(drafts);
    flaws.extend(reading::flaws(policy, all));
    folded(flaws)
}
