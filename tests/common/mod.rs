//! What several tests need: the shipped policy, and a way to walk it as a visitor would.

#![allow(dead_code, reason = "each test uses a part of it")]

pub mod serving;
pub mod synthetic;

use std::path::{Path, PathBuf};

use wegwijzer::author::compile::{Compiled, compile};
use wegwijzer::author::source::Source;
use wegwijzer::decision::{Answer, Event, Referral, State, Step, next_step};
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::words::CompiledWords;

/// A path in the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The shipped policy as its editors wrote it.
pub fn shipped() -> Source {
    let source = Source::read(&project("policies/cliendo"));
    let errors: String = source.errors().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "the shipped policy has flaws:\n{errors}");
    source
}

/// The shipped policy as the widget reads it: written and read again.
pub fn shipped_compiled() -> Compiled {
    let compiled = compile(&shipped()).expect("a diagram of modest size");
    let json = compiled.policy.to_json(&[]);
    Compiled { policy: CompiledPolicy::read(&json).expect("a sound policy"), ..compiled }
}

/// Answers a question by ids.
pub fn answer(policy: &CompiledPolicy, question: &str, choice: &str) -> Event {
    let (question, choice) = policy.find(question, choice).unwrap_or_else(|| panic!("no {question}={choice}"));
    Event::Answered(Answer { question, choice })
}

/// An answer's ids, as a link has them.
pub fn ids(policy: &CompiledPolicy, answer: Answer) -> String {
    let question = &policy.questions[answer.question];
    format!("{}={}", question.id, question.choices[answer.choice])
}

/// Every state that a visitor can reach by answering what is asked, with the path to it.
pub fn all_states(policy: &CompiledPolicy) -> Vec<(Vec<Answer>, State)> {
    let mut states = vec![(Vec::new(), State::default())];
    let mut at = 0;
    while at < states.len() {
        let (path, state) = states[at].clone();
        if let Step::Ask(ask) = next_step(policy, &state) {
            for choice in ask.offered {
                let answer = Answer { question: ask.question, choice };
                let path = [path.clone(), vec![answer]].concat();
                states.push((path, state.clone().update(policy, Event::Answered(answer))));
            }
        }
        at += 1;
    }
    states
}

/// All that stands on the screen of an outcome and is its policy's own, text by text.
pub fn told(policy: &CompiledPolicy, words: &CompiledWords, referral: &Referral<'_>) -> Vec<String> {
    let (outcome, leaf) = (referral.outcome, referral.leaf);
    let mut texts = vec![words.label(&outcome.id, outcome.verdict)];
    let mut add = |key: &[&str]| {
        let paragraphs = words.paragraphs(key).into_iter();
        texts.extend(paragraphs.map(|paragraph| paragraph.iter().map(|piece| piece.text().to_owned()).collect()));
    };
    for part in [".title", ".lead", ".sender", ".subject", ".body", ".message", ".next", ".why"] {
        add(&["outcome.", &outcome.id, part]);
    }
    outcome.steps.iter().for_each(|step| add(&["step.", step]));
    for enclosure in &outcome.enclosures {
        add(&["enclosure.", enclosure]);
        add(&["enclosure-advice.", enclosure]);
    }
    for notice in leaf.notices.iter().map(|notice| &policy.notices[*notice]) {
        add(&["notice.", notice, ".title"]);
        add(&["notice.", notice, ".text"]);
    }
    let closed = leaf.closed.iter().map(|closed| policy.closed[*closed]);
    for channel in closed.chain(outcome.channels.iter().copied()).map(|number| &policy.channels[number]) {
        add(&["channel.", &channel.id, ".name"]);
        add(&["channel.", &channel.id, ".text"]);
    }
    texts
}

/// All that stands on the screen of a question with some choices, text by text.
pub fn asked(policy: &CompiledPolicy, words: &CompiledWords, question: usize, offered: &[usize]) -> Vec<String> {
    let question = &policy.questions[question];
    let mut keys: Vec<String> =
        ["title", "intro", "hint"].map(|part| format!("question.{}.{part}", question.id)).into();
    for choice in offered.iter().map(|choice| &question.choices[*choice]) {
        keys.extend(["choice", "choice-hint"].map(|part| format!("question.{}.{part}.{choice}", question.id)));
    }
    keys.iter().map(|key| words.plain(&[key])).filter(|text| !text.is_empty()).collect()
}

/// Every path to an outcome.
pub fn all_referrals(policy: &CompiledPolicy) -> Vec<(Vec<Answer>, Referral<'_>)> {
    let states = all_states(policy).into_iter();
    states
        .filter_map(|(path, state)| match next_step(policy, &state) {
            Step::Ask(_) => None,
            Step::Refer(referral) => Some((path, referral)),
        })
        .collect()
}
