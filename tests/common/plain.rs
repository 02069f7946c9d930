//! A policy read situation by situation, as its conditions are written: nothing here knows of regions, diagrams or anything
//! else that the product makes of them, so that they can be held against it.

use std::collections::BTreeSet;

use wegwijzer::policy::{Allowed, Notice, Policy, When};

/// Every situation that can occur: one choice for each question, by numbers, each of them offered.
pub fn situations(policy: &Policy) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for question in &policy.questions {
        all = (all.iter())
            .flat_map(|begun: &Vec<usize>| {
                let offered = question.choices.iter().enumerate();
                let offered = offered.filter(|(_, choice)| holds(policy, &choice.offered_to, begun));
                offered.map(|(choice, _)| [begun.clone(), vec![choice]].concat()).collect::<Vec<_>>()
            })
            .collect();
    }
    all
}

/// Whether a condition holds with the first answers.
pub fn holds(policy: &Policy, when: &When, answers: &[usize]) -> bool {
    when.iter().all(|(id, allowed)| {
        let number = policy.questions.iter().position(|question| question.id == *id).expect("a question of the policy");
        let choice = &policy.questions[number].choices[answers[number]].id;
        match allowed {
            Allowed::Only(ids) => ids.as_slice().contains(choice),
            Allowed::Not { not } => !not.as_slice().contains(choice),
        }
    })
}

/// The rules that hold in a situation.
pub fn rules_in(policy: &Policy, situation: &[usize]) -> Vec<usize> {
    let rules = policy.rules.iter().enumerate();
    rules.filter(|(_, rule)| holds(policy, &rule.when, situation)).map(|(number, _)| number).collect()
}

/// What a visitor is told in a situation that one rule holds in: the outcome, and the notices beside it.
pub fn told<'p>(policy: &'p Policy, situation: &[usize]) -> (&'p str, BTreeSet<&'p str>) {
    let rules = rules_in(policy, situation);
    assert_eq!(rules.len(), 1, "{situation:?} is answered by {rules:?}");
    let id = policy.rules[rules[0]].outcome.as_str();
    let outcome = policy.outcomes.iter().find(|outcome| outcome.id == id).expect("an outcome of the policy");
    let said = |notice: &&Notice| {
        holds(policy, &notice.when, situation)
            && (notice.verdicts.is_empty() || notice.verdicts.contains(&outcome.verdict))
            && (notice.outcomes.is_empty() || notice.outcomes.contains(&outcome.id))
    };
    (id, policy.notices.iter().filter(said).map(|notice| notice.id.as_str()).collect())
}
