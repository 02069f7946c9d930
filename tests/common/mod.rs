//! What several tests need: the shipped policy, and a way to walk it as a visitor would.

#![allow(dead_code, reason = "each test uses a part of it")]

pub mod large;
pub mod plain;
pub mod said;
pub mod serving;
pub mod spoil;
pub mod synthetic;

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;
use wegwijzer::author::compile::{Compiled, compile};
use wegwijzer::author::source::Source;
use wegwijzer::decision::{Answer, Answers, Event, Referral, State, Step, next_step};
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::words::CompiledWords;
use wegwijzer::screen::{self, Outcome};

/// A path in the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The small policy in a folder of its own, with texts replaced in its files.
pub fn small(name: &str, replaced: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for file in ["policy.toml", "words.en.toml"] {
        let mut text = fs::read_to_string(project("tests/small").join(file)).unwrap();
        for (from, to) in replaced {
            text = text.replace(from, to);
        }
        fs::write(folder.join(file), text).unwrap();
    }
    folder
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
    Event::Answered(policy.find(question, choice).unwrap_or_else(|| panic!("no {question}={choice}")))
}

/// The answer with these numbers, counted from 0.
pub fn numbered(policy: &CompiledPolicy, question: usize, choice: usize) -> Option<Answer> {
    let question = policy.questions.numbers().nth(question)?;
    Some(Answer { question, choice: policy.questions[question].choices.numbers().nth(choice)? })
}

/// The answers of a situation: a choice for each question, by numbers.
pub fn answers_of(policy: &CompiledPolicy, situation: &[usize]) -> Answers {
    let numbered = |(question, choice): (usize, &usize)| numbered(policy, question, *choice).expect("an answer");
    situation.iter().enumerate().map(numbered).fold(Answers::default(), Answers::with)
}

/// An answer's ids, as a link has them.
pub fn ids(policy: &CompiledPolicy, answer: Answer) -> String {
    let question = &policy.questions[answer.question];
    format!("{}={}", question.id, question.choices[answer.choice].id)
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

/// Every text of a screen, paragraph by paragraph, as plain text.
pub fn texts_of(screen: &impl Serialize) -> Vec<String> {
    let mut texts = Vec::new();
    add_texts(&serde_json::to_value(screen).unwrap(), &mut texts);
    texts
}

fn add_texts(value: &Value, texts: &mut Vec<String>) {
    // A piece of a paragraph is an object with one of these keys.
    let piece = |value: &Value| -> Option<String> {
        let (kind, text) = value.as_object().filter(|piece| piece.len() == 1)?.iter().next()?;
        match kind.as_str() {
            "text" | "strong" | "emphasis" => text.as_str().map(str::to_owned),
            "link" | "foreign" => text.get(0)?.as_str().map(str::to_owned),
            _ => None,
        }
    };
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => match items.iter().map(piece).collect::<Option<String>>() {
            Some(paragraph) => texts.push(paragraph),
            None => items.iter().for_each(|item| add_texts(item, texts)),
        },
        Value::Object(members) => members.values().for_each(|member| add_texts(member, texts)),
        _ => {}
    }
}

/// The screen of an outcome.
pub fn outcome(compiled: &Compiled, language: &str, referral: &Referral<'_>) -> Outcome {
    screen::outcome(&compiled.policy, words_in(compiled, language), referral)
}

/// The words in a language.
pub fn words_in<'c>(compiled: &'c Compiled, language: &str) -> &'c CompiledWords {
    compiled.words.iter().find(|words| words.language == language).unwrap_or_else(|| panic!("no words in {language}"))
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
