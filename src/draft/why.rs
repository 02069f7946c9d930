//! Why a visitor is sent where they are, as the workshop tells it: the rules and facts, and what would have led elsewhere.

use crate::author::ways::branches;
use crate::decision::changes::{is_alike, others, step_with};
use crate::decision::{Answer, Referral, State, Step, next_step};
use crate::policy::Policy;
use crate::policy::compiled::CompiledPolicy;

/// Why a visitor is where they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// The rules that decided, and what stands beside the outcome; nothing as long as a question is asked.
    pub grounds: Vec<Ground>,
    /// For each answer given, where another one would have led.
    pub changes: Vec<Change>,
}

/// Something that an outcome rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The facts that it rests on.
    pub facts: Vec<String>,
    /// Why it is a reading of the source rather than its word.
    pub reading: Option<String>,
}

/// What an outcome can rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A rule.
    Rule,
    /// A notice.
    Notice,
    /// A channel that does not work.
    Closed,
}

/// An answer that was given, and where the others would have led.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The id of the question.
    pub question: String,
    /// The id of the choice that was taken.
    pub choice: String,
    /// The other choices, by their ids: those that lead to one place together.
    pub others: Vec<(Vec<String>, Place)>,
}

/// Where an answer leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// To what is shown already.
    Same,
    /// To a question, by its id.
    Question(String),
    /// To an outcome, by its id.
    Outcome(String),
}

impl Why {
    /// Why a visitor in a state, `who=heir,mailbox=no`, is where they are; nothing where the policy cannot be compiled.
    pub fn of(policy: &Policy, state: &str) -> Self {
        let Ok(compiled) = CompiledPolicy::of(policy) else { return Self::default() };
        let state = State::parse(&compiled, state);
        let here = next_step(&compiled, &state);
        let (grounds, trail) = match &here {
            Step::Ask(ask) => (Vec::new(), &ask.trail),
            Step::Refer(referral) => (grounds(policy, &compiled, referral), &referral.trail),
        };
        let changes = trail.iter().map(|answer| change(&compiled, &here, *answer, &state)).collect();
        Self { grounds, changes }
    }
}

fn grounds(policy: &Policy, compiled: &CompiledPolicy, referral: &Referral<'_>) -> Vec<Ground> {
    let leaf = referral.leaf;
    let reading = |id: &str| policy.rules.iter().find(|rule| rule.id == id).and_then(|rule| rule.reading.clone());
    let rules = leaf.rules.iter().map(|number| &compiled.rules[*number]).map(|rule| Ground {
        kind: Kind::Rule,
        id: rule.id.clone(),
        facts: rule.facts.clone(),
        reading: reading(&rule.id),
    });
    let notices = leaf.notices.iter().map(|number| &compiled.notices[*number]).map(|notice| Ground {
        kind: Kind::Notice,
        id: notice.id.clone(),
        facts: notice.facts.clone(),
        reading: None,
    });
    let closed = leaf.closed.iter().map(|number| &compiled.closed[*number]).map(|closed| Ground {
        kind: Kind::Closed,
        id: compiled.channels[closed.channel].id.clone(),
        facts: closed.facts.clone(),
        reading: None,
    });
    rules.chain(notices).chain(closed).collect()
}

fn change(policy: &CompiledPolicy, here: &Step<'_>, answer: Answer, state: &State) -> Change {
    let question = &policy.questions[answer.question];
    let leads = |other: Answer| Some((other, place(policy, here, &step_with(policy, state, other)?)));
    let others = branches(others(policy, answer).filter_map(leads));
    let id = |answer: &Answer| question.choices[answer.choice].id.clone();
    Change {
        question: question.id.clone(),
        choice: id(&answer),
        others: others.into_iter().map(|(answers, place)| (answers.iter().map(id).collect(), place)).collect(),
    }
}

fn place(policy: &CompiledPolicy, here: &Step<'_>, there: &Step<'_>) -> Place {
    match (here, there) {
        (_, Step::Ask(ask)) => Place::Question(policy.questions[ask.question].id.clone()),
        (Step::Refer(here), Step::Refer(there)) if is_alike(here.leaf, there.leaf) => Place::Same,
        (_, Step::Refer(there)) => Place::Outcome(there.outcome.id.clone()),
    }
}
