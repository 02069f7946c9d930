//! Whether a policy holds, as the workshop shows it: all that is wrong, each with its place, and what a widget loads.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Files;
use crate::author::cache::Cache;
use crate::author::finding::Finding;
use crate::author::names;
use crate::author::parse::parse_words;
use crate::author::scenario::{self, Scenario};
use crate::author::source::Source;
use crate::author::ways::{Way, reached, walk};
use crate::check::flaw::{self, Code, Part, Severity};
use crate::check::memo::{Memo, Memos};
use crate::decision;
use crate::policy::Policy;
use crate::policy::compiled::{CompiledChoice, CompiledPolicy, CompiledQuestion};
use crate::policy::number::Number;
use crate::policy::shared::Shared;
use crate::policy::words::{self, Key, Words};

/// What is known of a policy after it was checked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Proof {
    /// All that is wrong or should be looked at, in the order of the files.
    pub findings: Vec<Found>,
    /// What a widget loads; none as long as something is wrong.
    pub compiled: Option<CompiledFiles>,
}

/// The compiled files of a proven policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompiledFiles {
    /// The policy as JSON.
    pub policy: String,
    /// The words by language, as JSON.
    pub words: BTreeMap<String, String>,
    /// How many ways lead through the questions.
    pub ways: usize,
    /// How many outcomes there are for somebody.
    pub outcomes: usize,
    /// Who comes to each rule, by its id.
    pub visitors: BTreeMap<String, Visitors>,
}

/// A proof on its way from who proves to who shows it: without the words that are as they were told before.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct News {
    proof: Proof,
    /// The languages whose words are as before.
    same: Vec<String>,
}

impl News {
    /// What is new in a proof. `told` are the words that were told before, by language; then those of this proof, too.
    pub fn of(mut proof: Proof, told: &mut BTreeMap<String, String>) -> Self {
        let mut same = Vec::new();
        if let Some(compiled) = &mut proof.compiled {
            compiled.words.retain(|language, words| {
                let is_same = told.get(language) == Some(words);
                if is_same {
                    same.push(language.clone());
                }
                !is_same
            });
            told.extend(compiled.words.clone());
        }
        Self { proof, same }
    }

    /// The whole proof. `told` is what [`News::of`] is given on the other side. To be called for all news, also those out of date:
    /// later ones leave out the words that these brought.
    pub fn proof(self, told: &mut BTreeMap<String, String>) -> Proof {
        let Self { mut proof, same } = self;
        if let Some(compiled) = &mut proof.compiled {
            told.extend(compiled.words.clone());
            let same = same.into_iter().filter_map(|language| Some((told.get(&language)?.clone(), language)));
            compiled.words.extend(same.map(|(words, language)| (language, words)));
        }
        proof
    }
}

/// Who comes to a rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Visitors {
    /// The ways that lead to it: each question that is asked, with the choices that lead on alike. Up to [`MOST_WAYS`].
    pub ways: Vec<Vec<(String, Vec<String>)>>,
    /// The people of `scenarios.toml` who come there, each in a sentence.
    pub people: Vec<String>,
}

/// How many ways to one rule are told at most: of more, nobody reads the rest.
pub const MOST_WAYS: usize = 20;

/// Something that is wrong, or should be looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The stable code of its kind.
    pub code: String,
    /// Whether it keeps the policy from being used.
    pub is_error: bool,
    /// What kind of thing it is, in a few words.
    pub what: String,
    /// What is wrong, as the command line says it.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What to do about it.
    pub help: String,
    /// The name of the file.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The way to the place from the top of the file.
    pub path: Vec<Step>,
    /// What is concerned beside the place.
    pub about: Vec<About>,
    /// Other places with the same cause, each with what is concerned there. Up to [`MOST_PLACES`].
    pub also: Vec<(Place, Vec<About>)>,
    /// How many other places there are.
    pub others: usize,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The name of the file.
    pub file: String,
    /// The way to it from the top of the file.
    pub path: Vec<Step>,
}

/// Something that a finding is about: as [`flaw::About`] has it, with the names of the files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// What stands at another place.
    Place(Place),
    /// These answers: the questions by their ids, each with its choices. Where there are none, anything is answered.
    Answers(Vec<(String, Vec<String>)>),
    /// What stands at the place, as it is written there.
    Written(String),
    /// What may have been meant by it.
    Meant(String),
    /// A property that is not there and has to be.
    Lacks(String),
    /// So many more of what was named last.
    More(usize),
}

/// How many other places of one cause are told at most.
pub const MOST_PLACES: usize = 5;

/// A step on the way to a place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Step {
    /// Into an item of a list, counted from 0.
    Item(usize),
    /// Into the value of a key.
    Key(String),
}

/// Proves a draft time and again while somebody changes it. What has stayed the same is not worked out anew.
#[derive(Default)]
pub struct ProofCache {
    source: Cache,
    policy: Memo<Decided, Option<CompiledFiles>>,
    words: Memos<(Shared<Vec<Key>>, Words), String>,
}

/// All that decides what a widget loads beside the words.
#[derive(Clone, PartialEq)]
struct Decided {
    policy: Policy,
    languages: Vec<String>,
    scenarios: Vec<Scenario>,
}

impl ProofCache {
    /// The proof of a policy in these files.
    pub fn prove(&mut self, files: &Files) -> Proof {
        let files = files.iter().map(|(name, text)| (name.clone(), Ok(text.clone().into_bytes()))).collect();
        let source = Source::again(Path::new(""), files, &mut self.source);
        let findings = source.findings.iter().map(Found::of).collect();
        let compiled = if source.is_sound() { self.compiled(&source) } else { None };
        Proof { findings, compiled }
    }

    fn compiled(&mut self, source: &Source) -> Option<CompiledFiles> {
        let decided = Decided {
            policy: source.policy.clone(),
            languages: source.words.iter().map(|words| words.language.clone()).collect(),
            scenarios: source.scenarios.clone(),
        };
        let compiled = self.policy.of(&decided, Decided::compiled);
        let keys = Shared::from(words::keys(&source.policy.outline()));
        let words = source.words.iter().map(|words| {
            let known = self.words.entry(words.language.clone()).or_default();
            let written =
                known.of(&(keys.clone(), words.clone()), |(_, words)| parse_words(&source.policy, words).to_json(None));
            (words.language.clone(), written.to_string())
        });
        let words = words.collect();
        compiled.as_ref().clone().map(|compiled| CompiledFiles { words, ..compiled })
    }
}

impl Decided {
    /// The compiled files without the words; none where the order of questions makes the diagram too large. They are of no build:
    /// what is taken away is compiled by itself.
    fn compiled(&self) -> Option<CompiledFiles> {
        let policy = CompiledPolicy::of(&self.policy).ok()?;
        Some(CompiledFiles {
            policy: policy.to_json(&self.languages),
            words: BTreeMap::new(),
            ways: reached(&policy).iter().map(|reached| reached.ways.len()).sum(),
            outcomes: self.policy.outcomes.len(),
            visitors: visitors(&self.scenarios, &policy),
        })
    }
}

impl Proof {
    /// The proof of a policy in these files.
    pub fn of(files: &Files) -> Self {
        ProofCache::default().prove(files)
    }

    /// How many things are wrong that keep the policy from being used.
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|found| found.is_error).count()
    }
}

/// Who comes to each rule. Two rules that lead to one outcome have each their own ways there.
fn visitors(scenarios: &[Scenario], policy: &CompiledPolicy) -> BTreeMap<String, Visitors> {
    let mut all: BTreeMap<String, Visitors> = BTreeMap::new();
    walk(policy, policy.root(), &[], &mut Vec::new(), &mut |leaf, way| {
        for rule in &leaf.rules {
            let known = &mut all.entry(policy.rules[*rule].id.clone()).or_default().ways;
            if known.len() < MOST_WAYS {
                known.push(ids(policy, way));
            }
        }
    });
    for scenario in scenarios {
        let Some(case) = scenario.cases().into_iter().next() else { continue };
        if let decision::Step::Refer(referral) = scenario::Way::of(policy, &case).step {
            for rule in scenario::rules(policy, &referral) {
                all.entry(rule).or_default().people.push(scenario.person.clone());
            }
        }
    }
    all
}

fn ids(policy: &CompiledPolicy, way: &Way) -> Vec<(String, Vec<String>)> {
    let step = |(question, choices): &(Number<CompiledQuestion>, Vec<Number<CompiledChoice>>)| {
        let question = &policy.questions[*question];
        (question.id.clone(), choices.iter().map(|choice| question.choices[*choice].id.clone()).collect())
    };
    way.iter().map(step).collect()
}

impl Found {
    /// Whether the message tells more than what kind of thing it is and what is concerned. Of a file as a whole it does.
    pub fn tells_more(&self) -> bool {
        let kinds =
            [Code::Unreadable, Code::TooLarge, Code::WrongText, Code::Unclosed, Code::Unlike, Code::WrongAnswers];
        self.path.is_empty() || kinds.iter().any(|kind| kind.id() == self.code)
    }

    fn of(finding: &Finding) -> Self {
        let Finding { flaw, path, line, span: _, also: _ } = finding;
        let also = flaw.also.iter().take(MOST_PLACES).map(|also| (Place::from(&also.place), abouts(&also.about)));
        Self {
            code: flaw.code.id().to_owned(),
            is_error: flaw.code.severity() == Severity::Error,
            what: flaw.code.what().to_owned(),
            message: flaw.message.clone(),
            why: flaw.code.why().to_owned(),
            help: flaw.code.help().to_owned(),
            file: path.display().to_string(),
            line: *line,
            path: flaw.place.path.iter().map(Step::from).collect(),
            about: abouts(&flaw.about),
            also: also.collect(),
            others: flaw.also.len(),
        }
    }
}

fn abouts(all: &[flaw::About]) -> Vec<About> {
    let about = |about: &flaw::About| match about {
        flaw::About::Place(place) => About::Place(place.into()),
        flaw::About::Answers(answers) => About::Answers(answers.clone()),
        flaw::About::Written(text) => About::Written(text.clone()),
        flaw::About::Meant(text) => About::Meant(text.clone()),
        flaw::About::Lacks(property) => About::Lacks(property.clone()),
        flaw::About::More(number) => About::More(*number),
    };
    all.iter().map(about).collect()
}

impl From<&flaw::Place> for Place {
    fn from(place: &flaw::Place) -> Self {
        Self { file: names::of(&place.file), path: place.path.iter().map(Step::from).collect() }
    }
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(item: usize) -> Self {
        Self::Item(item)
    }
}

impl From<&Part> for Step {
    fn from(part: &Part) -> Self {
        match part {
            Part::Key(key) => Self::Key(key.clone()),
            Part::Item(item) => Self::Item(*item),
        }
    }
}
