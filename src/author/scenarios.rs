//! The scenarios of a policy as a whole: which of them another version changes, and one more of them.

use std::path::PathBuf;

use toml_writer::{ToTomlKey, ToTomlValue};

use super::names::SCENARIOS_FILE;
use super::scenario::{Case, Scenario, Way, rules, unfit};
use super::source::Source;
use crate::check::flaw::File;
use crate::decision::{Answer, Answers, Referral, Step};
use crate::policy::compiled::CompiledPolicy;

/// A scenario that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioChange {
    /// Its id.
    pub id: String,
    /// Who it is about.
    pub person: String,
    /// Where they came, with the rule: none where the scenario is new.
    pub before: Option<String>,
    /// Where they come now, with the rule: none where the scenario is gone.
    pub after: Option<String>,
}

/// The scenarios whose person is sent elsewhere, or by another rule, and those that have come or gone: in the order of the file
/// after, those that have gone at the end.
pub fn changes(before: &Source, after: &Source) -> Vec<ScenarioChange> {
    if before.policy == after.policy && before.scenarios == after.scenarios {
        return Vec::new();
    }
    let compiled = |source: &Source| CompiledPolicy::of(&source.policy).ok();
    let (Some(old), Some(new)) = (compiled(before), compiled(after)) else { return Vec::new() };
    let known = |scenario: &Scenario| before.scenarios.iter().any(|other| other.id == scenario.id);
    let change = |scenario: &Scenario, before, after| ScenarioChange {
        id: scenario.id.clone(),
        person: scenario.person.clone(),
        before,
        after,
    };
    let mut changed = Vec::new();
    for scenario in &after.scenarios {
        if !known(scenario) {
            changed.push(change(scenario, None, Some(leads(&new, scenario))));
            continue;
        }
        // The same person with the same answers, so that a scenario that was corrected along with the rules is told, too.
        let (was, is) = (leads(&old, scenario), leads(&new, scenario));
        if was != is {
            changed.push(change(scenario, Some(was), Some(is)));
        }
    }
    let is_gone = |scenario: &&Scenario| !after.scenarios.iter().any(|other| other.id == scenario.id);
    let gone = before.scenarios.iter().filter(is_gone);
    changed.extend(gone.map(|scenario| change(scenario, Some(leads(&old, scenario)), None)));
    changed
}

/// Where a scenario's person comes; each place once, where its answers lead to several.
fn leads(policy: &CompiledPolicy, scenario: &Scenario) -> String {
    let mut places: Vec<String> = Vec::new();
    for case in scenario.cases() {
        let place = Way::of(policy, &case).told(policy);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places.join("; or ")
}

/// `scenarios.toml` with one more scenario at its end: the path, what stands in the file then, and the scenario's id. All that
/// stood there before stays as it is. Outcome and rule are those that the policy gives now.
///
/// # Errors
///
/// What is wrong with the answers: one is missing, or is not asked for.
pub fn record(
    source: &Source,
    policy: &CompiledPolicy,
    answers: &Answers,
    person: &str,
    id: Option<&str>,
) -> Result<(PathBuf, String, String), String> {
    let case: Case = answers.iter().map(|answer| pair(policy, answer)).collect();
    let way = Way::of(policy, &case);
    if let Some((_, message)) = unfit(policy, &case, &way) {
        return Err(format!("this person {message}"));
    }
    let Step::Refer(referral) = way.step else { return Err("this person comes to no outcome".to_owned()) };
    let id = id.map_or_else(|| free_id(source, &referral.outcome.id), str::to_owned);
    let (path, before) = match source.file(&File::Scenarios) {
        Some((path, text)) => (path.to_owned(), text),
        None => (source.folder().join(SCENARIOS_FILE), OPENING),
    };
    let end = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let start = if before.ends_with('\n') { "" } else { "\n" };
    let new = format!("{start}\n{}", entry(policy, &referral, &id, person)).replace('\n', end);
    Ok((path, format!("{before}{new}"), id))
}

const OPENING: &str =
    "# People whom the policy is for: where they must come out, and by which rule. `wegwijzer check` tries them out.\n";

/// The outcome's id, with a number where there is such a scenario already.
fn free_id(source: &Source, outcome: &str) -> String {
    let is_taken = |id: &String| source.scenarios.iter().any(|scenario| scenario.id == *id);
    let numbered = (2..).map(|number: usize| format!("{outcome}-{number}"));
    std::iter::once(outcome.to_owned()).chain(numbered).find(|id| !is_taken(id)).unwrap_or_default()
}

/// A scenario as it is written.
fn entry(policy: &CompiledPolicy, referral: &Referral<'_>, id: &str, person: &str) -> String {
    let answers = referral.trail.iter().map(|answer| {
        let (question, choice) = pair(policy, *answer);
        format!("{} = {}", question.to_toml_key(), choice.to_toml_value())
    });
    let answers = answers.collect::<Vec<_>>().join(", ");
    let answers = if answers.is_empty() { "{}".to_owned() } else { format!("{{ {answers} }}") };
    let rule = match rules(policy, referral).as_slice() {
        [only] => only.to_toml_value(),
        several => several.to_toml_value(),
    };
    format!(
        "[[scenario]]\nid = {}\nperson = {}\nanswers = {answers}\noutcome = {}\nrule = {rule}\n",
        id.to_toml_value(),
        person.to_toml_value(),
        referral.outcome.id.to_toml_value()
    )
}

fn pair(policy: &CompiledPolicy, answer: Answer) -> (String, String) {
    let question = &policy.questions[answer.question];
    (question.id.clone(), question.choices[answer.choice].id.clone())
}
