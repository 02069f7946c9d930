//! Conditions and sets of situations, as a message has them.

use crate::policy::table::{Region, Table};
use crate::policy::{Policy, When};

/// A region in words: the questions it constrains, with their choices.
pub fn describe(policy: &Policy, table: &Table, region: &Region) -> String {
    let answers = answers(policy, table, region).into_iter();
    let conditions: Vec<String> =
        answers.map(|(question, choices)| format!("{question}={}", choices.join("|"))).collect();
    if conditions.is_empty() { "anything is answered".to_owned() } else { conditions.join(", ") }
}

/// The questions that a region constrains, with their choices, by their ids.
pub fn answers(policy: &Policy, table: &Table, region: &Region) -> Vec<(String, Vec<String>)> {
    region
        .constrained_in(&table.everything)
        .filter_map(|number| {
            let question = policy.questions.get(number)?;
            let choices = question.choices.iter().enumerate().filter(|(n, _)| region.allows(number, *n));
            Some((question.id.clone(), choices.map(|(_, choice)| choice.id.clone()).collect()))
        })
        .collect()
}

/// Whether a condition names choices that there are, and some for each question.
pub fn is_known(policy: &Policy, when: &When) -> bool {
    when.iter().all(|(question, allowed)| {
        policy.questions.iter().find(|known| known.id == *question).is_some_and(|question| {
            !allowed.named().is_empty()
                && allowed.named().iter().all(|id| question.choices.iter().any(|choice| choice.id == *id))
        })
    })
}
