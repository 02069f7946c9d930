//! Whatever is read, nothing panics: policy files, compiled policies, words and answers, spoilt in many ways. Each
//! gives a clear error, or something that can be walked to its end.

mod common;

use std::cell::Cell;
use std::fs;
use std::path::Path;

use common::{project, shipped_compiled};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use wegwijzer::author::source::Source;
use wegwijzer::decision::{Answer, Event, State, Step, next_step};
use wegwijzer::policy::compiled::CompiledPolicy;

/// One change that spoils a text: a piece taken out, doubled, moved or replaced.
#[derive(Clone, Debug)]
struct Spoil {
    kind: usize,
    start: Index,
    length: usize,
    elsewhere: Index,
    odd: &'static str,
}

const ODD: &[&str] =
    &["", "\"", "[", "]]", "{", "}", "=", ",", "\n", "99999999999999999999", "-1", "null", "\u{0}", "é", "𝄞"];

fn spoils() -> impl Strategy<Value = Vec<Spoil>> {
    let spoil = (0_usize..4, any::<Index>(), 0_usize..30, any::<Index>(), select(ODD));
    let spoil = spoil.prop_map(|(kind, start, length, elsewhere, odd)| Spoil { kind, start, length, elsewhere, odd });
    prop::collection::vec(spoil, 1..5)
}

fn spoilt(text: &str, spoils: &[Spoil]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for Spoil { kind, start, length, elsewhere, odd } in spoils {
        let start = start.index(characters.len() + 1);
        let end = (start + length).min(characters.len());
        let piece: Vec<char> = characters[start..end].to_vec();
        match kind {
            0 => drop(characters.drain(start..end)),
            1 => drop(characters.splice(start..start, piece)),
            2 => {
                let elsewhere = elsewhere.index(characters.len() + 1);
                drop(characters.splice(elsewhere..elsewhere, piece));
            }
            _ => drop(characters.splice(start..end, odd.chars())),
        }
    }
    characters.into_iter().collect()
}

/// Tries many inputs, and shows the smallest one that fails.
fn with_each<S: Strategy>(inputs: u32, strategy: S, test: impl Fn(S::Value)) {
    let config = ProptestConfig { cases: inputs, failure_persistence: None, ..ProptestConfig::default() };
    // The same inputs in every run: what fails once, fails again.
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let run = TestRunner::new_with_rng(config, random).run(&strategy, |value| {
        test(value);
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_spoilt_policy_file_is_a_clear_error() {
    const INPUTS: u32 = 3_000;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("spoilt");
    fs::create_dir_all(&folder).unwrap();
    let read = |name: &str| fs::read_to_string(project("tests/small").join(name)).unwrap();
    let (policy, words) = (read("policy.toml"), read("words.en.toml"));
    let sound = Cell::new(0);
    with_each(INPUTS, (0_u8..3, spoils()), |(which, spoils)| {
        let (policy, words) = if which > 0 {
            (spoilt(&policy, &spoils), words.clone())
        } else {
            (policy.clone(), spoilt(&words, &spoils))
        };
        fs::write(folder.join("policy.toml"), policy).unwrap();
        fs::write(folder.join("words.en.toml"), words).unwrap();
        let source = Source::read(&folder);
        for finding in &source.findings {
            let told = finding.to_string();
            assert!(
                (told.contains("error[W") || told.contains("warning[W"))
                    && told.contains("-->")
                    && told.contains("help:"),
                "{told}"
            );
        }
        if source.findings.is_empty() {
            sound.set(sound.get() + 1);
            wegwijzer::author::compile::compile(&source).expect("what has no flaw can be compiled");
        }
    });
    println!("{INPUTS} spoilt policy and words files: {} were sound still", sound.get());
    assert!(sound.get() < INPUTS / 2, "the spoiling spoils");
}

#[test]
fn a_spoilt_compiled_policy_is_refused_or_can_be_walked() {
    const INPUTS: u32 = 20_000;
    let compiled = shipped_compiled();
    let policy = compiled.policy.to_json(&[]);
    let words = compiled.words[0].to_json(None);
    let (read, texts) = (Cell::new(0), Cell::new(0));
    let choices = prop::collection::vec(any::<Index>(), 10);
    with_each(INPUTS, (0_u8..10, spoils(), choices), |(which, spoils, choices)| {
        if which == 0 {
            let words = compiled.policy.read_words(&spoilt(&words, &spoils));
            texts.set(texts.get() + u32::from(words.is_ok()));
        } else if let Ok(policy) = CompiledPolicy::read(&spoilt(&policy, &spoils)) {
            read.set(read.get() + 1);
            walk(&policy, &choices);
        }
    });
    println!("{INPUTS} spoilt compiled files: {} policies and {} words could be used still", read.get(), texts.get());
    assert!(read.get() > 100 && texts.get() > 10, "the spoiling leaves some to be used");
    assert!(read.get() < INPUTS / 2, "the spoiling spoils");
}

#[test]
fn any_text_is_a_state() {
    const INPUTS: u32 = 50_000;
    let compiled = shipped_compiled();
    let good = "who=admin,main-admin=yes,what=transfer,reach=both;what";
    with_each(INPUTS, spoils(), |spoils| {
        let state = State::parse(&compiled.policy, &spoilt(good, &spoils));
        let text = state.to_text(&compiled.policy);
        assert_eq!(State::parse(&compiled.policy, &text), state, "{text}");
        next_step(&compiled.policy, &state);
    });
    println!("{INPUTS} texts for answers");
}

/// Answers what is asked until there is an outcome. A policy that asks without end is one that was read in error.
fn walk(policy: &CompiledPolicy, choices: &[Index]) {
    let mut state = State::default();
    for at in 0..=policy.questions.len() {
        match next_step(policy, &state) {
            Step::Refer(_) => return,
            Step::Ask(ask) => {
                let choice = choices[at % choices.len()].get(&ask.offered);
                state = state.update(policy, Event::Answered(Answer { question: ask.question, choice: *choice }));
            }
        }
    }
    panic!("no outcome after every question was answered");
}
