//! What can be wrong with the decision table: gaps, overlaps, and what nothing reaches or depends on.
//!
//! Nothing is enumerated: it works on the [`Table`]'s regions.

use std::cmp::Reverse;

use super::flaw::{Code, Flaw, Place, place};
use super::structure::contradicting;
use crate::policy::diagram::{self, Tangled};
use crate::policy::table::{self, MOST_CHOICES, Region, Table};
use crate::policy::{Notice, Policy, Rule, When};

/// Finds all that is wrong, in the order of the file. What `other` checks have found says how far the table can be
/// trusted.
pub fn flaws(policy: &Policy, other: &[Flaw]) -> Vec<Flaw> {
    let mut find = Find { policy, flaws: Vec::new() };
    if find.sizes() {
        find.table(other);
    }
    find.flaws
}

/// At most this many gaps are named: the first few tell where to look.
const MOST_GAPS: usize = 50;

struct Find<'p> {
    policy: &'p Policy,
    flaws: Vec<Flaw>,
}

impl Find<'_> {
    fn add(&mut self, code: Code, place: Place, message: impl Into<String>) {
        self.flaws.push(Flaw { code, place, message: message.into() });
    }

    /// Whether the table is small enough to be checked, and has something in it.
    fn sizes(&mut self) -> bool {
        let before = self.flaws.len();
        for (number, question) in self.policy.questions.iter().enumerate() {
            let count = question.choices.len();
            let place = place!["question", number, "choices"];
            if count > MOST_CHOICES {
                let message = format!("question `{}` has {count} choices; at most {MOST_CHOICES} fit", question.id);
                self.add(Code::TooLarge, place, message);
            } else if count < 2 {
                let message = format!("question `{}` leaves nothing to choose", question.id);
                self.add(Code::IdleQuestion, place, message);
            }
        }
        if Table::of(self.policy).everything.count() == u128::MAX {
            self.add(Code::TooLarge, place!["question"], "there are more situations than can be counted");
        }
        self.flaws.len() == before
    }

    fn table(&mut self, other: &[Flaw]) {
        let policy = self.policy;
        let table = Table::of(policy);
        // A rule with a misspelt condition counts as holding wherever it might, and is not reproached for it.
        let doubtful: Vec<bool> = policy.rules.iter().map(|rule| !is_known(policy, &rule.when)).collect();
        let occurring: Vec<Vec<Region>> = table.rules.iter().map(|rule| table.occurring(rule)).collect();

        for gap in table.gaps(MOST_GAPS) {
            let message = format!("no rule holds when {}", describe(policy, &table, &gap));
            let place = self.place_of_gap(&table, &gap);
            self.add(Code::Gap, place, message);
        }
        for (second, rule) in policy.rules.iter().enumerate() {
            for (first, other) in policy.rules.iter().enumerate().take(second) {
                let suspect = doubtful.get(first) == Some(&true) || doubtful.get(second) == Some(&true);
                if let Some(both) = shared(&occurring, first, second).filter(|_| !suspect) {
                    let when = describe(policy, &table, &both);
                    let message = format!("rules `{}` and `{}` both hold when {when}", other.id, rule.id);
                    self.add(Code::Overlap, place!["rule", second, "when"], message);
                }
            }
            if occurring.get(second).is_some_and(Vec::is_empty) && doubtful.get(second) == Some(&false) {
                let message = format!("rule `{}` holds in no situation that can occur", rule.id);
                self.add(Code::UnreachableRule, place!["rule", second, "when"], message);
            }
        }
        for (number, question) in policy.questions.iter().enumerate() {
            for (choice, offered) in question.choices.iter().enumerate() {
                let taken = table.everything.with(number, table::bit(choice));
                if table.occurring(&taken).is_empty() {
                    let message = format!("nobody is offered choice `{}` of question `{}`", offered.id, question.id);
                    self.add(Code::UnreachableChoice, place!["question", number, "choices", choice], message);
                }
            }
            if !self.matters(number, &table, &occurring) {
                let message = format!("no answer depends on question `{}`", question.id);
                self.add(Code::IdleQuestion, place!["question", number, "id"], message);
            }
        }
        self.notices(&table, &occurring);
        let sound = other
            .iter()
            .chain(&self.flaws)
            .all(|flaw| !matches!(flaw.code, Code::Gap | Code::Overlap | Code::UnknownId));
        if sound && diagram::nodes(policy, &table).is_err() {
            self.add(Code::Tangled, place!["question"], Tangled.to_string());
        }
    }

    /// Looks at what a visitor is told beside an outcome.
    fn notices(&mut self, table: &Table, occurring: &[Vec<Region>]) {
        let policy = self.policy;
        let said: Vec<Region> =
            policy.notices.iter().map(|notice| table::region(policy, &table.everything, &notice.when)).collect();
        // Each rule with some situations in which a notice stands beside its outcome.
        let beside = |notice: &Notice, said: &Region| -> Vec<(&Rule, Region)> {
            let rules = policy.rules.iter().zip(occurring);
            rules
                .filter(|(rule, _)| policy.outcomes.iter().any(|o| o.id == rule.outcome && notice.may_stand_beside(o)))
                .filter_map(|(rule, regions)| Some((rule, regions.iter().find_map(|own| own.intersection(said))?)))
                .collect()
        };
        for (number, (notice, region)) in policy.notices.iter().zip(&said).enumerate() {
            let id = &notice.id;
            let shown = beside(notice, region);
            if shown.is_empty() {
                if is_known(policy, &notice.when) {
                    let message = format!("notice `{id}` is shown beside no outcome");
                    self.add(Code::Unused, place!["notice", number, "id"], message);
                }
                continue;
            }
            for (at, outcome) in notice.outcomes.iter().enumerate() {
                let declared = policy.outcomes.iter().any(|known| known.id == *outcome);
                if declared && !shown.iter().any(|(rule, _)| rule.outcome == *outcome) {
                    let message = format!("notice `{id}` can never stand beside outcome `{outcome}`, which it names");
                    self.add(Code::Contradiction, place!["notice", number, "outcomes", at], message);
                }
            }
            for (at, verdict) in notice.verdicts.iter().enumerate() {
                let of = |rule: &Rule| policy.outcomes.iter().find(|outcome| outcome.id == rule.outcome);
                if !shown.iter().any(|(rule, _)| of(rule).is_some_and(|outcome| outcome.verdict == *verdict)) {
                    let verdict = verdict.id();
                    let message = format!("notice `{id}` can never stand beside an outcome that is {verdict}");
                    self.add(Code::Contradiction, place!["notice", number, "verdicts", at], message);
                }
            }
            if let Some((rule, when, (one, other))) = shown
                .iter()
                .find_map(|(rule, when)| Some((rule, when, contradicting(policy, &rule.facts, &notice.facts)?)))
            {
                let when = describe(policy, table, when);
                let message = format!(
                    "notice `{id}` tells `{other}` beside outcome `{}`, which rests on `{one}`, when {when}",
                    rule.outcome
                );
                self.add(Code::Contradiction, place!["notice", number, "facts"], message);
            }
            for (other, region) in policy.notices.iter().zip(&said).take(number) {
                let both = shown.iter().find_map(|(rule, _)| {
                    let (_, own) = beside(other, region).into_iter().find(|(known, _)| known.id == rule.id)?;
                    let when = own.intersection(&table::region(policy, &table.everything, &notice.when))?;
                    Some((when, contradicting(policy, &other.facts, &notice.facts)?))
                });
                if let Some((when, (one, two))) = both {
                    let (other, when) = (&other.id, describe(policy, table, &when));
                    let message = format!("notices `{other}` (`{one}`) and `{id}` (`{two}`) both stand when {when}");
                    self.add(Code::Contradiction, place!["notice", number, "facts"], message);
                }
            }
        }
    }

    /// A gap has no line of its own: the rule whose condition comes nearest to it does.
    fn place_of_gap(&self, table: &Table, gap: &Region) -> Place {
        let distance = |rule: &Region| {
            let (met, missed): (Vec<usize>, Vec<usize>) =
                rule.constrained_in(&table.everything).partition(|n| rule.choices(*n) & gap.choices(*n) != 0);
            let shared = met.into_iter().filter(|n| gap.choices(*n) != table.everything.choices(*n));
            (missed.len(), Reverse(shared.count()))
        };
        let nearest = table.rules.iter().enumerate().min_by_key(|(_, rule)| distance(rule));
        nearest.map_or(place!["rule"], |(number, _)| place!["rule", number, "when"])
    }

    /// Whether two situations that differ in one question only are answered differently.
    fn matters(&self, question: usize, table: &Table, occurring: &[Vec<Region>]) -> bool {
        let policy = self.policy;
        let all = table.everything.choices(question);
        let id = policy.questions.get(question).map(|question| &question.id);
        if policy.notices.iter().any(|notice| id.is_some_and(|id| notice.when.contains_key(id))) {
            return true;
        }
        let named: Vec<(&str, &Region, Region)> = policy
            .rules
            .iter()
            .zip(occurring)
            .flat_map(|(rule, regions)| regions.iter().map(move |region| (rule.outcome.as_str(), region)))
            .map(|(outcome, region)| (outcome, region, region.with(question, all)))
            .collect();
        named.iter().filter(|(_, region, _)| region.choices(question) != all).any(|(outcome, region, freed)| {
            named.iter().any(|(other, other_region, other_freed)| {
                outcome != other
                    && other_region.choices(question) != region.choices(question)
                    && freed.meets(other_freed)
            })
        })
    }
}

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

fn is_known(policy: &Policy, when: &When) -> bool {
    when.iter().all(|(question, allowed)| {
        policy.questions.iter().find(|known| known.id == *question).is_some_and(|question| {
            allowed.named().iter().all(|id| question.choices.iter().any(|choice| choice.id == *id))
        })
    })
}

/// Some situations in which two rules hold.
fn shared(occurring: &[Vec<Region>], first: usize, second: usize) -> Option<Region> {
    let (first, second) = (occurring.get(first)?, occurring.get(second)?);
    first.iter().find_map(|a| second.iter().find_map(|b| a.intersection(b)))
}
