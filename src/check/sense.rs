//! What makes no sense although nothing contradicts it: visitors who are sent to themselves.

use std::collections::HashMap;

use super::flaw::{About, Code, Flaw, place};
use super::fold::{by, grouped};
use super::wording::{answers, describe, is_known};
use crate::policy::table::{self, Region, Table};
use crate::policy::work::{GivenUp, Work};
use crate::policy::{ChannelKind, Policy};

/// Adds what should be looked at. What was found before the work was given up is there as well.
///
/// # Errors
///
/// [`GivenUp`] when that takes too much work.
pub fn flaws(policy: &Policy, table: &Table, flaws: &mut Vec<Flaw>, work: &mut Work) -> Result<(), GivenUp> {
    let people = policy.channels.iter().filter(|channel| {
        channel.kind == ChannelKind::InPerson && !channel.people.is_empty() && is_known(policy, &channel.people)
    });
    let people: HashMap<&str, Region> = people
        .map(|channel| (channel.id.as_str(), table::region(policy, &table.everything, &channel.people)))
        .collect();
    if people.is_empty() {
        return Ok(());
    }
    let channels: HashMap<&str, &[String]> =
        policy.outcomes.iter().map(|outcome| (outcome.id.as_str(), outcome.channels.as_slice())).collect();
    let mut found = Vec::new();
    let mut look = || {
        for (number, (rule, region)) in policy.rules.iter().zip(&table.rules).enumerate() {
            for channel in channels.get(rule.outcome.as_str()).copied().unwrap_or_default() {
                work.spend(1)?;
                let both = people.get(channel.as_str()).and_then(|people| region.intersection(people));
                let Some(when) = both.map(|both| table.some_occurring(&both, work)).transpose()?.flatten() else {
                    continue;
                };
                let about = [
                    About::of_outcome(policy, &rule.outcome),
                    About::of_channel(policy, channel),
                    About::Answers(answers(policy, table, &when)),
                ];
                let (outcome, when) = (&rule.outcome, describe(policy, table, &when));
                let message =
                    format!("outcome `{outcome}` sends visitors to themselves by channel `{channel}` when {when}");
                let flaw = Flaw::new(Code::SentToSelf, place!["rule", number, "outcome"], message);
                found.push(((outcome, channel), flaw.about(about)));
            }
        }
        Ok(())
    };
    let ended = look();
    flaws.extend(by(found, |(cause, _)| *cause).into_iter().filter_map(|group| {
        let group = group.into_iter().map(|(_, flaw)| flaw).collect();
        grouped(group, |more| format!("; and so do {more} more rules"))
    }));
    ended
}
