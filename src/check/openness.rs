//! Whether each channel is offered to those alone to whom it is open.
//!
//! A proof over the table like all others: the situations in which a rule leads to an outcome, without those in which the
//! outcome's channel is open, must be none.

use std::collections::HashMap;

use super::flaw::{About, Code, Flaw, place};
use super::fold::{by, grouped};
use super::wording::{answers, describe, is_known};
use crate::policy::Policy;
use crate::policy::table::{self, Region, Table};
use crate::policy::work::{GivenUp, Work};

/// Adds the rules that offer a channel to somebody to whom it is not open. What was found before the work was given up is
/// there as well.
///
/// # Errors
///
/// [`GivenUp`] when that takes too much work.
pub fn flaws(policy: &Policy, table: &Table, flaws: &mut Vec<Flaw>, work: &mut Work) -> Result<(), GivenUp> {
    let bounded =
        policy.channels.iter().filter(|channel| !channel.open_to.is_empty() && is_known(policy, &channel.open_to));
    let open: HashMap<&str, Region> = bounded
        .map(|channel| (channel.id.as_str(), table::region(policy, &table.everything, &channel.open_to)))
        .collect();
    if open.is_empty() {
        return Ok(());
    }
    let channels: HashMap<&str, &[String]> =
        policy.outcomes.iter().map(|outcome| (outcome.id.as_str(), outcome.channels.as_slice())).collect();
    let mut found = Vec::new();
    let mut look = || {
        for (number, (rule, region)) in policy.rules.iter().zip(&table.rules).enumerate() {
            // What a rule with a misspelt condition leads to is not known as yet.
            if !is_known(policy, &rule.when) {
                continue;
            }
            for channel in channels.get(rule.outcome.as_str()).copied().unwrap_or_default() {
                work.spend(1)?;
                let Some(open) = open.get(channel.as_str()) else { continue };
                for shut in region.minus(open) {
                    let Some(when) = table.some_occurring(&shut, work)? else { continue };
                    let about = [
                        About::of_outcome(policy, &rule.outcome),
                        About::of_channel(policy, channel),
                        About::Answers(answers(policy, table, &when)),
                    ];
                    let (outcome, when) = (&rule.outcome, describe(policy, table, &when));
                    let message =
                        format!("outcome `{outcome}` offers channel `{channel}` to whom it is not open, when {when}");
                    found.push((
                        (outcome, channel),
                        Flaw::new(Code::NotOpen, place!["rule", number, "outcome"], message).about(about),
                    ));
                    break;
                }
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
