//! What can be wrong with what a visitor is told beside an outcome: a notice that stands nowhere, and facts that exclude each
//! other.

use std::collections::HashMap;

use super::exclusions::Exclusions;
use super::flaw::{About, Code, Flaw, place};
use super::fold::{by, grouped};
use super::meeting::{Meeting, Set};
use super::wording::{answers, describe, is_known};
use crate::policy::table::{self, Region, Table};
use crate::policy::work::{GivenUp, Work};
use crate::policy::{Policy, Verdict};

/// Adds all that is wrong. What was found before the work was given up is there as well.
///
/// # Errors
///
/// [`GivenUp`] when that takes too much work.
pub fn flaws(policy: &Policy, table: &Table, flaws: &mut Vec<Flaw>, work: &mut Work) -> Result<(), GivenUp> {
    let mut find = Find { policy, table, rules: Rules::of(policy), shown: Vec::new(), work };
    let meeting = Meeting::of(&table.everything, table.rules.iter());
    for notice in &policy.notices {
        let region = table::region(policy, &table.everything, &notice.when);
        let mut beside = meeting.with(&region);
        beside.keep(&find.rules.leading_to(&notice.outcomes, &notice.verdicts));
        find.shown.push(Shown { region, beside });
    }
    find.places(flaws)?;
    let mut found = Vec::new();
    let ended = find.contradictions(&mut found);
    // Facts that exclude each other are one flaw, however many notices carry them.
    let groups = by(found, |(facts, _)| *facts);
    flaws.extend(groups.into_iter().filter_map(|group| {
        let group = group.into_iter().map(|(_, flaw)| flaw).collect();
        grouped(group, |more| format!("; and so in {more} more cases"))
    }));
    ended
}

/// Two facts that exclude each other, and whether two notices tell them or a notice and an outcome.
type Facts<'p> = (&'p str, &'p str, bool);

/// Which rules lead to what, and rest on what.
struct Rules<'p> {
    of_outcome: HashMap<&'p str, Set>,
    of_verdict: HashMap<&'static str, Set>,
    /// Those that lead to an outcome that there is.
    all: Set,
    size: usize,
    of_fact: HashMap<&'p str, Vec<usize>>,
}

/// Where a notice stands.
#[derive(Clone)]
struct Shown {
    region: Region,
    /// The rules beside whose outcome it may stand.
    beside: Set,
}

struct Find<'p, 'w> {
    policy: &'p Policy,
    table: &'p Table,
    rules: Rules<'p>,
    shown: Vec<Shown>,
    work: &'w mut Work,
}

impl<'p> Rules<'p> {
    fn of(policy: &'p Policy) -> Self {
        let size = policy.rules.len();
        let verdicts: HashMap<&str, Verdict> =
            policy.outcomes.iter().map(|outcome| (outcome.id.as_str(), outcome.verdict)).collect();
        let (of_outcome, of_verdict, of_fact) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut rules = Self { of_outcome, of_verdict, all: Set::empty(size), size, of_fact };
        for (number, rule) in policy.rules.iter().enumerate() {
            if let Some(verdict) = verdicts.get(rule.outcome.as_str()) {
                rules.all.insert(number);
                let empty = || Set::empty(size);
                rules.of_outcome.entry(rule.outcome.as_str()).or_insert_with(empty).insert(number);
                rules.of_verdict.entry(verdict.id()).or_insert_with(empty).insert(number);
            }
            for fact in &rule.facts {
                rules.of_fact.entry(fact.as_str()).or_default().push(number);
            }
        }
        rules
    }

    /// The rules that lead to any of some outcomes with any of some verdicts; an empty list stands for all.
    fn leading_to(&self, outcomes: &[String], verdicts: &[Verdict]) -> Set {
        let mut rules = self.all.clone();
        let mut keep = |sets: Vec<&Set>| {
            let mut any = Set::empty(self.size);
            sets.into_iter().for_each(|set| any.add(set));
            rules.keep(&any);
        };
        if !outcomes.is_empty() {
            keep(outcomes.iter().filter_map(|outcome| self.of_outcome.get(outcome.as_str())).collect());
        }
        if !verdicts.is_empty() {
            keep(verdicts.iter().filter_map(|verdict| self.of_verdict.get(verdict.id())).collect());
        }
        rules
    }
}

impl<'p> Find<'p, '_> {
    /// The first of some rules that holds in situations of a region, with some of them.
    fn first(
        &mut self,
        rules: impl Iterator<Item = usize>,
        region: &Region,
    ) -> Result<Option<(usize, Region)>, GivenUp> {
        for number in rules {
            let both = self.table.rules.get(number).and_then(|rule| rule.intersection(region));
            let Some(both) = both else { continue };
            if let Some(when) = self.table.some_occurring(&both, self.work)? {
                return Ok(Some((number, when)));
            }
        }
        Ok(None)
    }

    /// The notices that stand nowhere, or not where they say.
    fn places(&mut self, flaws: &mut Vec<Flaw>) -> Result<(), GivenUp> {
        let policy = self.policy;
        for (number, notice) in policy.notices.iter().enumerate() {
            let Some(Shown { region, beside }) = self.shown.get(number).cloned() else { continue };
            let id = &notice.id;
            if self.first(beside.iter(), &region)?.is_none() {
                if is_known(policy, &notice.when) {
                    let message = format!("notice `{id}` is shown beside no outcome");
                    flaws.push(Flaw::new(Code::Unused, place!["notice", number, "id"], message));
                }
                continue;
            }
            let stands = |find: &mut Self, rules: Option<&Set>| -> Result<bool, GivenUp> {
                let mut both = beside.clone();
                let Some(rules) = rules else { return Ok(false) };
                both.keep(rules);
                Ok(find.first(both.iter(), &region)?.is_some())
            };
            for (at, outcome) in notice.outcomes.iter().enumerate() {
                let rules = self.rules.of_outcome.get(outcome.as_str()).cloned();
                let declared = rules.is_some() || policy.outcomes.iter().any(|known| known.id == *outcome);
                if declared && !stands(self, rules.as_ref())? {
                    let message = format!("notice `{id}` can never stand beside outcome `{outcome}`, which it names");
                    let place = place!["notice", number, "outcomes", at];
                    let about = About::of_outcome(policy, outcome);
                    flaws.push(Flaw::new(Code::Contradiction, place, message).about([about]));
                }
            }
            for (at, verdict) in notice.verdicts.iter().map(|verdict| verdict.id()).enumerate() {
                let rules = self.rules.of_verdict.get(verdict).cloned();
                if !stands(self, rules.as_ref())? {
                    let message = format!("notice `{id}` can never stand beside an outcome that is {verdict}");
                    flaws.push(Flaw::new(Code::Contradiction, place!["notice", number, "verdicts", at], message));
                }
            }
        }
        Ok(())
    }

    /// The notices that tell what an outcome, or another notice before them, excludes.
    fn contradictions(&mut self, found: &mut Vec<(Facts<'p>, Flaw)>) -> Result<(), GivenUp> {
        let policy = self.policy;
        let exclusions = Exclusions::of(policy);
        let mut earlier: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, notice) in policy.notices.iter().enumerate() {
            let Some(Shown { region, beside }) = self.shown.get(number).cloned() else { continue };
            let place = || place!["notice", number, "facts"];
            let excluding =
                || notice.facts.iter().flat_map(|own| exclusions.of_fact(own).map(move |other| (other, own.as_str())));
            // One outcome tells enough, and one notice before it for each pair of facts.
            for (one, other) in excluding() {
                let resting = self.rules.of_fact.get(one).cloned().unwrap_or_default();
                self.work.spend(resting.len())?;
                let beside = resting.into_iter().filter(|rule| beside.contains(*rule));
                let Some((rule, when)) = self.first(beside, &region)? else { continue };
                let outcome = policy.rules.get(rule).map(|rule| rule.outcome.as_str()).unwrap_or_default();
                let answers = answers(policy, self.table, &when);
                let when = describe(policy, self.table, &when);
                let message = format!(
                    "notice `{}` tells `{other}` beside outcome `{outcome}`, which rests on `{one}`, when {when}",
                    notice.id
                );
                let about = [place!["facts", other], place!["rule", rule], place!["facts", one]].map(About::Place);
                let about = about.into_iter().chain([About::of_outcome(policy, outcome)]);
                let flaw = Flaw::new(Code::Contradiction, place(), message).about(about);
                found.push(((one, other, false), flaw.about([About::Answers(answers)])));
                break;
            }
            let mut told: Vec<(&str, &str)> = Vec::new();
            for (one, two) in excluding() {
                for known in earlier.get(one).into_iter().flatten() {
                    let (Some(shown), false) = (self.shown.get(*known), told.contains(&(two, one))) else { break };
                    self.work.spend(self.rules.size / 64 + region.questions())?;
                    let Some(both) = region.intersection(&shown.region) else { continue };
                    let mut rules = beside.clone();
                    rules.keep(&shown.beside);
                    let Some((_, when)) = self.first(rules.iter(), &both)? else { continue };
                    told.push((one, two));
                    let other = policy.notices.get(*known).map(|other| other.id.as_str()).unwrap_or_default();
                    let answers = answers(policy, self.table, &when);
                    let when = describe(policy, self.table, &when);
                    let message =
                        format!("notices `{other}` (`{one}`) and `{}` (`{two}`) both stand when {when}", notice.id);
                    let about = [place!["notice", *known], place!["facts", one], place!["facts", two]];
                    let flaw = Flaw::new(Code::Contradiction, place(), message).about(about.map(About::Place));
                    found.push(((one, two, true), flaw.about([About::Answers(answers)])));
                    break;
                }
            }
            for fact in &notice.facts {
                earlier.entry(fact.as_str()).or_default().push(number);
            }
        }
        Ok(())
    }
}
