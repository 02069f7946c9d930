//! Sets of situations in words that an editor knows: few conditions on few questions.

use super::table::{Region, Table, bit, joined};
use super::{Choice, Policy};

/// The most regions whose description is looked at for a shorter one. Of more, no list of conditions is short.
const MOST_SIMPLIFIED: usize = 200;

/// What a visitor has answered to one question, where a condition holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The question.
    pub question: String,
    /// The choices with which the condition holds.
    pub allowed: Vec<String>,
    /// The other choices that such a visitor is offered.
    pub excluded: Vec<String>,
}

/// Who comes to each outcome that a rule leads to: its id, and conditions of which any one holds. Each begins with the
/// policy's first question, which says best who somebody is.
pub fn by_outcome(policy: &Policy) -> Vec<(String, Vec<Vec<Answered>>)> {
    let table = Table::of(policy);
    let matters = |region: &Region| table.occurring(region);
    let conditions_of = |id: &str| -> Vec<Vec<Answered>> {
        let rules = policy.rules.iter().zip(&table.rules).filter(|(rule, _)| rule.outcome == id);
        let regions: Vec<Region> = rules.flat_map(|(_, region)| table.occurring(region)).collect();
        let simple = simplest(regions, &table.everything, 0, &matters);
        simple.iter().map(|region| answered(policy, &table, region)).collect()
    };
    let outcomes = policy.outcomes.iter().map(|outcome| (outcome.id.clone(), conditions_of(&outcome.id)));
    outcomes.filter(|(_, conditions)| !conditions.is_empty()).collect()
}

fn answered(policy: &Policy, table: &Table, region: &Region) -> Vec<Answered> {
    let offered = |number: usize, choice: usize| !table.occurring(&region.with(number, bit(choice))).is_empty();
    (region.constrained_in(&table.everything))
        .filter_map(|number| {
            let question = policy.questions.get(number)?;
            let choices = question.choices.iter().enumerate().filter(|(choice, _)| offered(number, *choice));
            let (allowed, excluded): (Vec<_>, Vec<_>) = choices.partition(|(choice, _)| region.allows(number, *choice));
            let ids =
                |choices: Vec<(usize, &Choice)>| choices.into_iter().map(|(_, choice)| choice.id.clone()).collect();
            Some(Answered { question: question.id.clone(), allowed: ids(allowed), excluded: ids(excluded) })
        })
        .collect()
}

/// Regions with the same situations among those that matter, fewer and wider: a question that tells none of them apart is
/// dropped unless it is the one to be kept, then what the others hold is.
fn simplest(
    regions: Vec<Region>,
    everything: &Region,
    kept: usize,
    matters: &impl Fn(&Region) -> Vec<Region>,
) -> Vec<Region> {
    let exact = joined(regions);
    if exact.len() > MOST_SIMPLIFIED {
        return exact;
    }
    let holds = |wide: &Region| matters(wide).iter().all(|part| part.minus_all(&exact).is_empty());
    let mut simple: Vec<Region> = Vec::new();
    for region in &exact {
        if simple.iter().any(|known| region.minus(known).is_empty()) {
            continue;
        }
        let mut wide = region.clone();
        for question in region.constrained_in(everything).filter(|question| *question != kept).collect::<Vec<_>>() {
            let wider = wide.with(question, everything.choices(question));
            if holds(&wider) {
                wide = wider;
            }
        }
        simple.push(wide);
    }
    let mut at = 0;
    while let Some(region) = simple.get(at) {
        let others = simple.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, region)| region);
        if matters(region).iter().all(|part| part.minus_all(others.clone()).is_empty()) {
            simple.remove(at);
        } else {
            at += 1;
        }
    }
    joined(simple)
}
