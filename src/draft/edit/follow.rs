//! Scenarios that follow a rule which was split: they name the rules that decide now. Where these are others for other answers, a
//! scenario becomes several.

use super::document::Document;
use super::{layout, literal, table};
use crate::author::names::{POLICY_FILE, SCENARIOS_FILE};
use crate::author::read::form;
use crate::author::scenario::{Scenario, Way, rules};
use crate::check::flaw::Part;
use crate::decision::Step;
use crate::draft::change::Transaction;
use crate::draft::ids;
use crate::draft::refused::Refused;
use crate::policy::compiled::CompiledPolicy;

/// A rule that was split.
pub struct Split<'s> {
    /// The id that it had.
    pub rule: &'s str,
    /// The ids of the rules that it has become.
    pub into: &'s [String],
    /// The question by which it was split.
    pub question: &'s str,
}

/// The answers to the question by which the same rules decide; none where the scenario is not asked it.
struct Group {
    choices: Vec<String>,
    rules: Vec<String>,
}

/// Lets the scenarios follow. One that did not come true before stays as it is, and so do all while the policy decides nothing.
///
/// # Errors
///
/// A scenario is written as no form writes it.
pub fn follow(transaction: &mut Transaction, split: &Split<'_>) -> Result<(), Refused> {
    let Ok(text) = transaction.text(SCENARIOS_FILE) else { return Ok(()) };
    let (Ok(scenarios), Ok(policy)) = (form::scenarios(text), form::policy(transaction.text(POLICY_FILE)?)) else {
        return Ok(());
    };
    let Ok(policy) = CompiledPolicy::of(&policy) else { return Ok(()) };
    let mut taken: Vec<String> = scenarios.all.iter().map(|scenario| scenario.id.clone()).collect();
    // From the last one, so that the places of those before stay.
    for (number, scenario) in scenarios.all.iter().enumerate().rev() {
        let groups = groups(&policy, scenario, split).unwrap_or_default();
        for group in groups.iter().skip(1).rev() {
            let first = group.choices.first().map_or("", String::as_str);
            let id = ids::free(&format!("{}-{first}", scenario.id), &taken);
            copy(transaction, number)?;
            set(transaction, number + 1, "id", &literal::id(&id))?;
            write(transaction, number + 1, split.question, group)?;
            taken.push(id);
        }
        if let Some(group) = groups.first() {
            write(transaction, number, split.question, group)?;
        }
    }
    Ok(())
}

/// The answers of a scenario by the rules that decide on them; none where it has nothing to do with the split.
fn groups(policy: &CompiledPolicy, scenario: &Scenario, split: &Split<'_>) -> Option<Vec<Group>> {
    let named = scenario.rule.as_slice();
    if !named.iter().any(|rule| rule == split.rule) {
        return None;
    }
    let mut groups: Vec<Group> = Vec::new();
    for case in scenario.cases() {
        let Step::Refer(referral) = Way::of(policy, &case).step else { return None };
        let rules = rules(policy, &referral);
        let was = |rule: &String| if split.into.contains(rule) { split.rule.to_owned() } else { rule.clone() };
        let was: Vec<String> = rules.iter().map(was).collect();
        let came_true = was.iter().all(|rule| named.contains(rule)) && named.iter().all(|rule| was.contains(rule));
        if !came_true || referral.outcome.id != scenario.outcome {
            return None;
        }
        let number = groups.iter().position(|group| group.rules == rules).unwrap_or_else(|| {
            groups.push(Group { choices: Vec::new(), rules });
            groups.len() - 1
        });
        let choice = case.get(split.question);
        if let Some(group) = groups.get_mut(number) {
            let is_new = |choice: &&String| !group.choices.contains(choice);
            let new = choice.filter(is_new).cloned();
            group.choices.extend(new);
        }
    }
    // The answers to one question tell the groups apart, or nothing does.
    let named: usize = groups.iter().map(|group| group.choices.len()).sum();
    let answers = scenario.answers.get(split.question).map_or(0, |choices| choices.as_slice().len());
    (groups.len() == 1 || named == answers).then_some(groups)
}

fn write(transaction: &mut Transaction, number: usize, question: &str, group: &Group) -> Result<(), Refused> {
    set(transaction, number, "rule", &literal::one_or_list(&group.rules))?;
    if group.choices.is_empty() {
        return Ok(());
    }
    let document = Document::read(SCENARIOS_FILE, transaction.text(SCENARIOS_FILE)?)?;
    let answers = ["scenario".into(), number.into(), "answers".into()];
    let path = [answers.as_slice(), &[Part::from(question)]].concat();
    let known = document.strings(&path).or_else(|| Some(vec![document.string(&path)?])).unwrap_or_default();
    if known == group.choices {
        return Ok(());
    }
    let splice = table::set(&document, &answers, question, &literal::one_or_list(&group.choices), &[])?;
    transaction.splice(SCENARIOS_FILE, vec![splice])
}

fn set(transaction: &mut Transaction, number: usize, key: &str, value: &str) -> Result<(), Refused> {
    let document = Document::read(SCENARIOS_FILE, transaction.text(SCENARIOS_FILE)?)?;
    let splice = table::set(&document, &["scenario".into(), number.into()], key, value, &[])?;
    transaction.splice(SCENARIOS_FILE, vec![splice])
}

/// Adds a copy of a scenario right below it.
fn copy(transaction: &mut Transaction, number: usize) -> Result<(), Refused> {
    let document = Document::read(SCENARIOS_FILE, transaction.text(SCENARIOS_FILE)?)?;
    let splice = layout::copied(&document, "scenario", number)?;
    transaction.splice(SCENARIOS_FILE, vec![splice])
}
