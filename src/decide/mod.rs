//! The decision without a page: answers in, plain data out.
//!
//! For a chat, a telephone menu, a test, an assistant that must not make up rules. It reads the files that a widget reads,
//! walks them as a widget does, and makes the same screens. It remembers nothing between two calls.
//!
//! Reading order: `data` (what is answered), `given` (answers as a program gives them), this file, and `door` with `index.js`
//! (how JavaScript calls it).

mod data;

mod given;

#[cfg(all(target_arch = "wasm32", feature = "decide"))]
mod door;

use sha2::{Digest, Sha256};

use crate::decision::changes::{is_alike, others, step_with};
use crate::decision::{Answer, Answers, State, Step, next_step};
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::{CompiledWords, Texts};
use crate::screen::{self, Screen, names};

use given::Given;

pub use data::*;

/// A policy with its words in one language.
#[derive(Clone, Debug)]
pub struct Decider<T> {
    policy: CompiledPolicy,
    words: CompiledWords<T>,
    digest: String,
}

impl<T: Texts> Decider<T> {
    /// A policy with its words, and the policy as a text.
    pub fn of(policy: CompiledPolicy, words: CompiledWords<T>, text: &str) -> Self {
        Self { policy, words, digest: hexadecimal(&Sha256::digest(text)) }
    }

    /// What can be asked and answered.
    pub fn about(&self) -> About {
        About {
            policy: self.used(),
            surroundings: screen::surroundings(&self.policy, &self.words),
            questions: names::questions(&self.policy, &self.words),
        }
    }

    /// Where answers lead: pairs of a question's and a choice's id, in any order.
    ///
    /// # Errors
    ///
    /// [`Problem`] for the first answer that nobody can give.
    pub fn screen(&self, pairs: &[String]) -> Result<Decision, Problem> {
        let given = given::read(&self.policy, pairs)?;
        let answers = given.counted.iter().chain(&given.waiting).fold(Answers::default(), |all, one| all.with(*one));
        let state = State::from_answers(&self.policy, answers);
        let step = next_step(&self.policy, &state);
        Ok(match screen::screen(&self.policy, &self.words, &step) {
            Screen::Question(question) => {
                Decision::Ask(Box::new(self.decided(*question, Vec::new(), &given, &state, &step)))
            }
            Screen::Outcome(outcome) => {
                let facts = outcome.facts.clone();
                Decision::Outcome(Box::new(self.decided(*outcome, facts, &given, &state, &step)))
            }
        })
    }

    fn decided<S>(&self, screen: S, facts: Vec<String>, given: &Given, state: &State, step: &Step<'_>) -> Decided<S> {
        let mut rules = Vec::new();
        if let Step::Refer(referral) = step {
            for rule in referral.leaf.rules.iter().map(|rule| &self.policy.rules[*rule]) {
                rules.push(RuleApplied { id: rule.id.clone(), facts: rule.facts.clone() });
            }
        }
        let mut changes = Vec::new();
        for answer in &given.counted {
            for other in others(&self.policy, *answer) {
                if let Some(there) = step_with(&self.policy, state, other) {
                    let (question, choice) = self.ids(other);
                    changes.push(Change { question, choice, leads: self.destination(step, &there) });
                }
            }
        }
        let by_id = |answers: &[Answer]| ById(answers.iter().map(|answer| self.ids(*answer)).collect());
        let answers = AnswersGiven {
            counted: by_id(&given.counted),
            waiting: by_id(&given.waiting),
            unused: by_id(&given.unused),
        };
        Decided { screen, rules, facts, answers, changes, policy: self.used() }
    }

    fn destination(&self, here: &Step<'_>, there: &Step<'_>) -> Destination {
        match there {
            Step::Ask(ask) => Destination::Ask { question: self.policy.questions[ask.question].id.clone() },
            Step::Refer(referral) => Destination::Outcome {
                outcome: referral.outcome.id.clone(),
                verdict: referral.outcome.verdict,
                same: matches!(here, Step::Refer(here) if is_alike(here.leaf, referral.leaf)),
            },
        }
    }

    fn ids(&self, answer: Answer) -> (String, String) {
        let question = &self.policy.questions[answer.question];
        (question.id.clone(), question.choices[answer.choice].id.clone())
    }

    fn used(&self) -> PolicyUsed {
        PolicyUsed {
            id: self.policy.id.clone(),
            version: self.policy.version.clone(),
            digest: self.digest.clone(),
            language: self.words.language.clone(),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::new();
    for digit in bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]) {
        text.extend(char::from_digit(u32::from(digit), 16));
    }
    text
}
