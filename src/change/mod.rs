//! What a change of a policy does to visitors: the situations in which they are sent elsewhere.
//!
//! Both versions are laid out as regions over the questions and choices of either, so that nothing is enumerated: a
//! question that only one version asks does not matter in the other, and a situation with a choice that only one version
//! offers occurs in that one alone.

use std::collections::BTreeMap;

use crate::policy::conditions::{Condition, conditions};
use crate::policy::table::{Choices, Region, Table, bit};
use crate::policy::{Choice, Policy, Question, When};

/// Situations in which one outcome has taken the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The outcome before; none where the situation could not occur.
    pub before: Option<String>,
    /// The outcome now; none where the situation can no longer occur.
    pub after: Option<String>,
    /// The situations, as few conditions as were found to describe them: any one of them holds. Each names questions with
    /// the choices it allows; one that names none holds in every situation.
    pub conditions: Vec<Condition>,
    /// How many situations there are: combinations of one choice for each question.
    pub count: u128,
}

/// The situations whose outcome differs between two policies without flaws, by the outcomes before and after.
pub fn changes(before: &Policy, after: &Policy) -> Vec<Change> {
    let questions = united(before, after);
    let (before, after) = (Version::of(before, &questions), Version::of(after, &questions));

    let mut found: BTreeMap<(Option<&str>, Option<&str>), Vec<Region>> = BTreeMap::new();
    for (old, regions) in &before.outcomes {
        for region in regions {
            for (new, others) in after.outcomes.iter().filter(|(new, _)| *new != old) {
                let both = others.iter().filter_map(|other| region.intersection(other));
                found.entry((Some(old), Some(new))).or_default().extend(both);
            }
            found.entry((Some(old), None)).or_default().extend(after.not_occurring(region));
        }
    }
    for (new, regions) in &after.outcomes {
        for region in regions {
            found.entry((None, Some(new))).or_default().extend(before.not_occurring(region));
        }
    }
    (found.into_iter())
        .filter(|(_, regions)| !regions.is_empty())
        .map(|((old, new), regions)| {
            let count = regions.iter().map(Region::count).fold(0, u128::saturating_add);
            let matters = |region: &Region| match (old, new) {
                (None, _) => after.occurring(region),
                (_, None) => before.occurring(region),
                _ => before.occurring(region).iter().flat_map(|part| after.occurring(part)).collect(),
            };
            let conditions = conditions(&questions, regions, &matters);
            Change { before: old.map(str::to_owned), after: new.map(str::to_owned), conditions, count }
        })
        .collect()
}

/// A policy laid out over the questions of two.
struct Version {
    /// The situations with the policy's own choices.
    own: Region,
    /// Situations in which a choice is taken that is not offered; disjoint.
    excluded: Vec<Region>,
    /// The situations that occur, by the outcome they lead to; disjoint.
    outcomes: BTreeMap<String, Vec<Region>>,
}

impl Version {
    fn of(policy: &Policy, questions: &[Question]) -> Self {
        let offered = |question: &Question, choice: &Choice| {
            let own = policy.questions.iter().find(|own| own.id == question.id)?;
            own.choices.iter().find(|own| own.id == choice.id).map(|own| own.offered_to.clone())
        };
        let united: Vec<Question> = (questions.iter())
            .map(|question| {
                let choices = question.choices.iter().map(|choice| {
                    let offered_to = offered(question, choice).unwrap_or_default();
                    Choice { id: choice.id.clone(), offered_to }
                });
                Question { id: question.id.clone(), choices: choices.collect() }
            })
            .collect();
        let table = Table::of(&Policy { questions: united, ..policy.clone() });
        let mut own = table.everything.clone();
        for (number, question) in questions.iter().enumerate() {
            // A question that is not asked does not matter, whatever would be answered.
            if policy.questions.iter().any(|own| own.id == question.id) {
                let choices = question.choices.iter().enumerate();
                let offered = choices.filter(|(_, choice)| offered(question, choice).is_some());
                own = own.with(number, offered.fold(0, |all: Choices, (choice, _)| all | bit(choice)));
            }
        }
        let mut version = Self { own, excluded: table.excluded, outcomes: BTreeMap::new() };
        for (rule, region) in policy.rules.iter().zip(&table.rules) {
            let regions = version.occurring(region);
            version.outcomes.entry(rule.outcome.clone()).or_default().extend(regions);
        }
        version
    }

    /// The situations of a region that can occur, as disjoint regions.
    fn occurring(&self, region: &Region) -> Vec<Region> {
        let own = region.intersection(&self.own);
        own.map(|own| own.minus_all(self.excluded.iter().filter(|excluded| excluded.meets(&own)))).unwrap_or_default()
    }

    /// The situations of a region that cannot occur, as disjoint regions.
    fn not_occurring(&self, region: &Region) -> Vec<Region> {
        let mut rest = region.minus(&self.own);
        let own = region.intersection(&self.own);
        rest.extend(own.iter().flat_map(|own| self.excluded.iter().filter_map(|excluded| own.intersection(excluded))));
        rest
    }
}

/// The questions of both, each with the choices of both; those of the later version first.
fn united(before: &Policy, after: &Policy) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for question in after.questions.iter().chain(&before.questions) {
        let at = questions.iter().position(|known| known.id == question.id).unwrap_or_else(|| {
            questions.push(Question { id: question.id.clone(), choices: Vec::new() });
            questions.len().saturating_sub(1)
        });
        let Some(known) = questions.get_mut(at) else { continue };
        for choice in &question.choices {
            if !known.choices.iter().any(|other| other.id == choice.id) {
                known.choices.push(Choice { id: choice.id.clone(), offered_to: When::new() });
            }
        }
    }
    questions
}
