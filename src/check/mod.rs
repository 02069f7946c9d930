//! All that can be wrong with a policy and its words, behind one function.
//!
//! [`check`] finds every flaw at once, names the place of each, and never enumerates situations. A policy without errors is
//! proven: every situation has exactly one rule, every rule and choice can be reached, every question matters to someone,
//! every fact is carried, and every text is there.
//!
//! Whatever it is given, it ends soon: what would take too long to prove is given up, which is a flaw of its own, and flaws of
//! one cause are one.
//!
//! Reading order: [`flaw`] (the kinds of flaws), [`fold`] (those of one cause), [`memo`] (what was found out once), [`exclusions`] (facts apart), [`structure`] (ids
//! and references), [`address`] (where a channel leads), [`wording`] (sets of situations in words), [`meeting`] (which of them
//! meet), [`overlaps`], [`gaps`], [`notices`], [`sense`], [`openness`] and [`table`] (the rules), [`words`] (which texts there
//! are), [`guard`] (phrases that the policy never says), [`markdown`] and [`marks`] (what may stand in a text), [`phrases`] (word forms), [`texts`] (what they say), [`contacts`]
//! (where they send somebody), [`unlike`] (whether all languages say it), [`reading`] (how easy they are to read), and [`text`] (all that is
//! found in a text by itself).

pub mod flaw;

pub mod fold;

pub mod memo;

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

pub mod guard;

pub mod markdown;

pub mod marks;

pub mod phrases;

pub mod texts;

pub mod contacts;

pub mod unlike;

pub mod reading;

pub mod text;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::policy::Policy;
use crate::policy::shared::Shared;
use crate::policy::words::{Key, Words};

use flaw::{About, Code, Flaw, Place};
use fold::folded;
use memo::Memo;
use text::{Seen, Texts};

/// Finds everything that is wrong with a policy and its words, or should be looked at: first what stands in the policy,
/// then what stands in the words, language by language.
pub fn check(policy: &Policy, all: &[Words]) -> Vec<Flaw> {
    Checker::default().check(policy, all)
}

/// Checks a policy time and again while somebody changes it. What has stayed the same is not looked at anew.
#[derive(Default)]
pub struct Checker {
    policy: Memo<Policy, Vec<Flaw>>,
    languages: BTreeMap<String, (Texts, Memo<Language, Found>)>,
}

/// All that decides what is found in a language by itself.
#[derive(Clone, PartialEq)]
struct Language {
    /// The texts that the policy has a place for.
    keys: Shared<Vec<Key>>,
    /// Whether it is the policy's own.
    is_own: bool,
    /// What the policy never says in it.
    phrases: Vec<String>,
    words: Words,
}

/// What is found in a language by itself.
struct Found {
    flaws: Vec<Flaw>,
    /// Each text by its key.
    texts: Vec<(String, Arc<Seen>)>,
}

impl Checker {
    /// Finds what [`check`] finds.
    pub fn check(&mut self, policy: &Policy, all: &[Words]) -> Vec<Flaw> {
        let table = self.policy.of(policy, |policy| {
            let mut flaws = structure::flaws(policy);
            flaws.extend(table::flaws(policy, &flaws));
            flaws
        });
        let mut flaws = table.to_vec();
        flaws.extend(words::without_own(policy, all));
        flaws.extend(guard::unspoken(policy, all));
        let keys = Shared::from(crate::policy::words::keys(&policy.outline()));
        let found = all.iter().map(|words| {
            let language = Language {
                keys: keys.clone(),
                is_own: words.language == policy.default_language,
                phrases: policy.never_say.get(&words.language).cloned().unwrap_or_default(),
                words: words.clone(),
            };
            let (texts, memo) = self.languages.entry(words.language.clone()).or_default();
            (words.language.as_str(), memo.of(&language, |language| language.look(texts)))
        });
        let found: Vec<(&str, Arc<Found>)> = found.collect();
        let own = found.iter().find(|(language, _)| *language == policy.default_language);
        let own = own.map(|(language, own)| {
            let parts = own.texts.iter().filter_map(|(key, seen)| Some((key.as_str(), seen.parts.as_ref()?)));
            (*language, parts.collect::<HashMap<_, _>>())
        });
        for (language, found) in &found {
            flaws.extend(guard::unguarded(policy, language));
            flaws.extend(found.flaws.iter().cloned());
            for (key, seen) in &found.texts {
                let unknown = seen.contacts.iter().filter(|named| !contacts::is_known(policy, named));
                flaws.extend(unknown.map(|named| contacts::unknown(named).at(language, key)));
                let Some((own, parts)) = &own else { continue };
                let both = seen.parts.as_ref().zip(parts.get(key.as_str()));
                let unlike = both.map(|(found, expected)| found.differences(expected, own)).unwrap_or_default();
                flaws.extend(unlike.into_iter().map(|wrong| wrong.at(language, key)));
            }
        }
        folded(flaws)
    }
}

impl Language {
    fn look(&self, texts: &mut Texts) -> Found {
        let Self { keys, is_own, phrases, words } = self;
        let texts = texts.look(keys, phrases, words, *is_own);
        let mut flaws = words::flaws(keys, words);
        for (key, seen) in &texts {
            flaws.extend(seen.wrong.iter().cloned().map(|wrong| wrong.at(&words.language, key)));
        }
        // Who has yet to translate a language need not be told that nobody has reviewed it.
        flaws.extend(words::untranslated(words, *is_own).or_else(|| words::unreviewed(words)));
        for (key, seen) in &texts {
            flaws.extend(seen.hard.iter().map(|sentence| {
                let flaw =
                    Flaw::new(Code::Hard, Place::of_text(&words.language, key), format!("above level B1: {sentence}"));
                flaw.about([About::Written(sentence.clone())])
            }));
        }
        Found { flaws, texts }
    }
}
