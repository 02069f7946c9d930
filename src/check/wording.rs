//! Conditions and sets of situations, as a message has them.

use crate::policy::table::{Region, Table};
use crate::policy::{Policy, When};

/// A region in words: the questions it constrains, with their choices.
pub fn describe(policy: &Policy, table: &Table, region: &Region) -> String {
    let conditions: Vec<String> = region
        .constrained_in(&table.everything)
        .filter_map(|number| {
            let question = policy.questions.get(number)?;
            let choices = question.choices.iter().enumerate().filter(|(n, _)| region.allows(number, *n));
            let ids: Vec<&str> = choices.map(|(_, choice)| choice.id.as_str()).collect();
            Some(format!("{}={}", question.id, ids.join("|")))
        })
        .collect();
    if conditions.is_empty() { "anything is answered".to_owned() } else { conditions.join(", ") }
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
