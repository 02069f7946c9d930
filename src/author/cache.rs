//! What was found out about a policy's files, for as long as they stay the same.
//!
//! Who edits a policy wants to know at each key whether it holds, and a key changes one file. So each step from a file to what is
//! wrong with it keeps its last result.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::common::Flat;
use super::inherited::words_of;
use super::places::Places;
use super::read::{Slip, form, texts};
use super::scenario::Scenarios;
use super::trial::Trial;
use super::{language, made_from};
use crate::check::Checker;
use crate::check::flaw::Flaw;
use crate::check::memo::{Memo, Memos};
use crate::policy::Policy;
use crate::policy::shared::Shared;
use crate::policy::words::{Key, Words};

/// The texts of a words file and what in it is no text; or why it cannot be read.
type Texts = Result<(Shared<Flat>, Vec<Slip>), Vec<Slip>>;

/// The last result of each step, by file name or language.
#[derive(Default)]
pub struct Cache {
    /// Finds what is wrong with policy and words.
    pub checker: Checker,
    places: Memos<String, Places>,
    policy: Memo<String, Result<Policy, Vec<Slip>>>,
    scenarios: Memo<String, Result<Scenarios, Vec<Slip>>>,
    texts: Memos<String, Texts>,
    words: Memos<Vec<Option<Shared<Flat>>>, Words>,
    unknown: Memos<(Shared<Vec<Key>>, Words), Vec<Flaw>>,
    trial: Memo<Trial, Vec<Flaw>>,
    digests: Memo<Shared<Flat>, Shared<Flat>>,
    outdated: Memos<Translated, Vec<Flaw>>,
}

/// The texts of the policy's own language with their digests, those of a translation, and the digests of those it was made from.
type Translated = ((String, Shared<Flat>, Shared<Flat>), Shared<Flat>, Shared<Flat>);

impl Cache {
    /// Where things stand in a file of this name and text.
    pub fn places(&mut self, name: &str, text: &String) -> Arc<Places> {
        of(&mut self.places, name).of(text, |text| Places::of(text))
    }

    /// What [`form::policy`] reads.
    pub fn policy(&mut self, text: &String) -> Result<Policy, Vec<Slip>> {
        self.policy.of(text, |text| form::policy(text)).as_ref().clone()
    }

    /// What [`form::scenarios`] reads.
    pub fn scenarios(&mut self, text: &String) -> Result<Scenarios, Vec<Slip>> {
        self.scenarios.of(text, |text| form::scenarios(text)).as_ref().clone()
    }

    /// What [`texts::words`] reads in the file of a language.
    pub fn texts(&mut self, language: &str, text: &String) -> Texts {
        let read = |text: &String| texts::words(text).map(|(texts, slips)| (texts.into(), slips));
        of(&mut self.texts, language).of(text, read).as_ref().clone()
    }

    /// What [`words_of`] says of a language.
    pub fn words(&mut self, tag: &str, own: &BTreeMap<String, Shared<Flat>>) -> Words {
        let from = language::parents(tag).into_iter().chain([tag.to_owned()]);
        let from = from.map(|tag| own.get(&tag).cloned()).collect();
        of(&mut self.words, tag).of(&from, |_| words_of(tag, own)).as_ref().clone()
    }

    /// What [`language::unknown`] finds in a language.
    pub fn unknown(&mut self, keys: &Shared<Vec<Key>>, words: &Words) -> Vec<Flaw> {
        let known = of(&mut self.unknown, &words.language);
        known.of(&(keys.clone(), words.clone()), |(keys, words)| language::unknown(keys, words)).to_vec()
    }

    /// What [`Trial::flaws`] finds.
    pub fn tried(&mut self, trial: &Trial) -> Vec<Flaw> {
        self.trial.of(trial, Trial::flaws).to_vec()
    }

    /// What [`made_from::flaws`] finds in a translation. `known` are the digests of the texts that it was made from.
    pub fn outdated(
        &mut self,
        (own_tag, original): (&str, &Shared<Flat>),
        (tag, translation): (&str, &Shared<Flat>),
        known: Shared<Flat>,
    ) -> Vec<Flaw> {
        let digests = self.digests.of(original, |original| made_from::digests(original).into());
        let input = ((own_tag.to_owned(), original.clone(), digests.as_ref().clone()), translation.clone(), known);
        let find = |((own_tag, original, digests), translation, known): &Translated| {
            made_from::flaws(tag, (own_tag, original, digests), translation, known)
        };
        of(&mut self.outdated, tag).of(&input, find).to_vec()
    }
}

fn of<'m, I, O>(memos: &'m mut Memos<I, O>, name: &str) -> &'m mut Memo<I, O> {
    memos.entry(name.to_owned()).or_default()
}
