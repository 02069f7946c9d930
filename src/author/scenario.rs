//! Scenarios: people in a sentence with their answers, where they must come out, and what they must and must not read. An
//! editor writes them beside the policy. Here is what one is, and where its answers lead.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::read::value::listed;
use crate::decision::{Ask, Event, Referral, State, Step, next_step};
use crate::policy::Ids;
use crate::policy::compiled::CompiledPolicy;

/// `scenarios.toml`
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scenarios {
    /// The people, in the order of the file.
    #[serde(default, rename = "scenario")]
    pub all: Vec<Scenario>,
}

/// Somebody whom the policy is for.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scenario {
    /// The id, unique among scenarios.
    pub id: String,
    /// Who they are and what they come for, in a sentence.
    pub person: String,
    /// A choice for each question that they are asked, no more and no less. With several choices of one question, each of
    /// them leads to the same.
    pub answers: BTreeMap<String, Ids>,
    /// The outcome that they must get.
    pub outcome: String,
    /// The rule that must decide it; several where no question tells them apart.
    pub rule: Ids,
    /// By language, phrases that must stand on a question on the way.
    #[serde(default)]
    pub is_asked: Phrases,
    /// By language, phrases that must stand beside their outcome.
    #[serde(default)]
    pub reads: Phrases,
    /// By language, phrases that must not stand there.
    #[serde(default)]
    pub never_reads: Phrases,
}

/// Phrases by language.
pub type Phrases = BTreeMap<String, Vec<String>>;

/// The most combinations of answers that a scenario may name.
pub const MOST_CASES: usize = 1_000;

/// One choice for each question.
pub type Case = BTreeMap<String, String>;

impl Scenario {
    /// The answers with one choice for each question: every combination of those that the scenario names, up to
    /// [`MOST_CASES`].
    pub fn cases(&self) -> Vec<Case> {
        self.answers.iter().fold(vec![Case::new()], |cases, (question, choices)| {
            let with = |case: &Case| -> Vec<Case> {
                let pair = |choice: &String| [case.clone(), Case::from([(question.clone(), choice.clone())])];
                choices.as_slice().iter().map(|choice| pair(choice).into_iter().flatten().collect()).collect()
            };
            cases.iter().flat_map(with).take(MOST_CASES).collect()
        })
    }
}

/// Where somebody comes with their answers.
pub struct Way<'p> {
    /// The questions that they have answered.
    pub asked: Vec<Ask>,
    /// The outcome, or the question to which they have no answer that they are offered.
    pub step: Step<'p>,
    state: State,
}

impl<'p> Way<'p> {
    /// Answers one question after another, as a visitor does.
    pub fn of(policy: &'p CompiledPolicy, case: &Case) -> Self {
        let (mut state, mut asked) = (State::default(), Vec::new());
        loop {
            let step = next_step(policy, &state);
            let answer = match &step {
                Step::Ask(ask) => {
                    let question = &policy.questions[ask.question].id;
                    let given = case.get(question).and_then(|choice| policy.find(question, choice));
                    given.filter(|answer| ask.offered.contains(&answer.choice)).map(|answer| (ask.clone(), answer))
                }
                Step::Refer(_) => None,
            };
            let Some((ask, answer)) = answer else { return Self { asked, step, state } };
            asked.push(ask);
            state = state.update(policy, Event::Answered(answer));
        }
    }

    /// Where it leads, in a few words.
    pub fn told(&self, policy: &CompiledPolicy) -> String {
        match &self.step {
            Step::Refer(referral) => {
                format!("`{}`, by {}", referral.outcome.id, by_rule(&rules(policy, referral)))
            }
            Step::Ask(ask) => format!("the question `{}`", policy.questions[ask.question].id),
        }
    }
}

/// The ids of the rules that decide.
pub fn rules(policy: &CompiledPolicy, referral: &Referral<'_>) -> Vec<String> {
    referral.leaf.rules.iter().map(|rule| policy.rules[*rule].id.clone()).collect()
}

/// Rules as a sentence names them.
pub fn by_rule(rules: &[String]) -> String {
    format!("{} {}", if rules.len() == 1 { "rule" } else { "rules" }, coded(rules))
}

/// Ids as a sentence lists them.
pub fn coded<I: AsRef<str>>(ids: &[I]) -> String {
    listed(&ids.iter().map(|id| format!("`{}`", id.as_ref())).collect::<Vec<_>>())
}

/// What is wrong with the answers: the question, and what is told of it. Nothing where each question that is asked is answered,
/// and no other one.
pub fn unfit(policy: &CompiledPolicy, case: &Case, way: &Way<'_>) -> Option<(String, String)> {
    let given = way.state.answers().to_text(policy).replace(',', ", ");
    let when = if given.is_empty() { String::new() } else { format!(" with {given}") };
    if let Step::Ask(ask) = &way.step {
        let question = &policy.questions[ask.question];
        let offered: Vec<&str> = ask.offered.iter().map(|choice| question.choices[*choice].id.as_str()).collect();
        let message = match case.get(&question.id) {
            Some(choice) => format!(
                "answers `{}` with `{choice}`, which is not offered{when}: choose one of {}",
                question.id,
                coded(&offered)
            ),
            None => format!("is asked `{}`{when}: add an answer, one of {}", question.id, coded(&offered)),
        };
        return Some((question.id.clone(), message));
    }
    let is_asked = |id: &String| way.asked.iter().any(|ask| policy.questions[ask.question].id == *id);
    let idle = case.keys().find(|question| !is_asked(question))?;
    Some((idle.clone(), format!("answers `{idle}`, which is not asked{when}: take that answer out")))
}
