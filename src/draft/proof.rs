//! Whether a policy holds, as the workshop shows it: all that is wrong, each with its place, and what a widget loads.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::author::compile::compile;
use crate::author::finding::Finding;
use crate::author::scenario;
use crate::author::source::Source;
use crate::author::ways::{Way, reached, walk};
use crate::check::flaw::{Part, Severity};
use crate::decision;
use crate::policy::compiled::{CompiledChoice, CompiledPolicy, CompiledQuestion};
use crate::policy::number::Number;

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
    /// What is wrong.
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
    /// What is wrong in other places for the same cause.
    pub also: Vec<String>,
}

/// A step on the way to a place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Step {
    /// Into an item of a list, counted from 0.
    Item(usize),
    /// Into the value of a key.
    Key(String),
}

impl Proof {
    /// The proof of a policy that was read.
    pub fn of(source: &Source) -> Self {
        let findings = source.findings.iter().map(Found::of).collect();
        let compiled = source.errors().next().is_none().then(|| compile(source).ok()).flatten();
        let compiled = compiled.map(|compiled| {
            let reached = reached(&compiled.policy);
            let file = |name: &str| name.strip_prefix("words.")?.strip_suffix(".json").map(str::to_owned);
            let visitors = visitors(source, &compiled.policy);
            let mut files = compiled.files();
            let policy = files.remove(0).1;
            CompiledFiles {
                policy,
                words: files.into_iter().filter_map(|(name, text)| Some((file(&name)?, text))).collect(),
                ways: reached.iter().map(|reached| reached.ways.len()).sum(),
                outcomes: source.policy.outcomes.len(),
                visitors,
            }
        });
        Self { findings, compiled }
    }

    /// How many things are wrong that keep the policy from being used.
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|found| found.is_error).count()
    }
}

/// Who comes to each rule. Two rules that lead to one outcome have each their own ways there.
fn visitors(source: &Source, policy: &CompiledPolicy) -> BTreeMap<String, Visitors> {
    let mut all: BTreeMap<String, Visitors> = BTreeMap::new();
    walk(policy, policy.root(), &[], &mut Vec::new(), &mut |leaf, way| {
        for rule in &leaf.rules {
            let known = &mut all.entry(policy.rules[*rule].id.clone()).or_default().ways;
            if known.len() < MOST_WAYS {
                known.push(ids(policy, way));
            }
        }
    });
    for scenario in &source.scenarios {
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
    fn of(finding: &Finding) -> Self {
        let Finding { flaw, path, line, span: _, also: _ } = finding;
        Self {
            code: flaw.code.id().to_owned(),
            is_error: flaw.code.severity() == Severity::Error,
            message: flaw.message.clone(),
            why: flaw.code.why().to_owned(),
            help: flaw.code.help().to_owned(),
            file: path.display().to_string(),
            line: *line,
            path: flaw.place.path.iter().map(Step::from).collect(),
            also: flaw.also.iter().map(|also| also.message.clone()).collect(),
        }
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
