//! Whatever is read, nothing panics: policy files, compiled policies, words and answers, spoilt in many ways. Each
//! gives a clear error, or something that can be walked to its end.
//!
//! The reader that ships, over the values of JavaScript, is tried in `tests/spoilt.rs`. `script/fuzz` tries a million inputs of
//! each kind; without it there are some thousands.

mod common;

use std::cell::Cell;
use std::fs;
use std::path::Path;

use common::spoil::spoilt as spoilt_json;
use common::synthetic::Random;
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

/// Of as many inputs, some come to each end.
const ENOUGH: u32 = 1_000;

/// How many inputs to try: as many as `script/fuzz` says, or the few of every run.
fn inputs(few: u32) -> u32 {
    number("FUZZ_INPUTS").map_or(few, |inputs| u32::try_from(inputs).expect("a number of inputs"))
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().expect("a whole number"))
}

/// Tries many inputs, and shows the smallest one that fails.
fn with_each<S: Strategy>(inputs: u32, strategy: S, test: impl Fn(S::Value)) {
    let config = ProptestConfig { cases: inputs, failure_persistence: None, ..ProptestConfig::default() };
    // The same inputs in every run, where no other seed is given: what fails once, fails again.
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number("FUZZ_SEED").unwrap_or(0).to_le_bytes());
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let run = TestRunner::new_with_rng(config, random).run(&strategy, |value| {
        test(value);
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_spoilt_policy_file_is_a_clear_error() {
    let inputs = inputs(3_000);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("spoilt");
    fs::create_dir_all(&folder).unwrap();
    let read = |name: &str| fs::read_to_string(project("tests/small").join(name)).unwrap();
    let (policy, words) = (read("policy.toml"), read("words.en.toml"));
    let sound = Cell::new(0);
    with_each(inputs, (0_u8..3, spoils()), |(which, spoils)| {
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
    println!("{inputs} spoilt policy and words files: {} were sound still", sound.get());
    assert!(
        inputs < ENOUGH || (inputs / 100..inputs / 2).contains(&sound.get()),
        "the spoiling spoils, and leaves some to be compiled"
    );
}

#[test]
fn a_spoilt_compiled_policy_is_refused_or_can_be_walked() {
    let inputs = inputs(10_000);
    let compiled = shipped_compiled();
    let policy = compiled.policy.to_json(&[]);
    let words = compiled.words[0].to_json(None);
    let [refused, texts, asked, decided] = [const { Cell::new(0) }; 4];
    let events = prop::collection::vec((0_u8..8, any::<Index>()), 0..6);
    let choices = prop::collection::vec(any::<Index>(), 10);
    with_each(inputs, (0_u8..10, spoils(), any::<u64>(), events, choices), |(which, spoils, seed, events, choices)| {
        // As a text that was torn, or as values of other kinds and in other places.
        let spoilt =
            |text: &str| if seed % 4 == 0 { spoilt(text, &spoils) } else { spoilt_json(text, &mut Random(seed)) };
        if which == 0 {
            let words = compiled.policy.read_words(&spoilt(&words));
            add(if words.is_ok() { &texts } else { &refused });
        } else if let Ok(policy) = CompiledPolicy::read(&spoilt(&policy)) {
            if matches!(next_step(&policy, &State::default()), Step::Ask(_)) {
                add(&asked);
            }
            let state = events.iter().fold(State::default(), |state, (kind, index)| {
                event(&policy, &state, *kind, index).map_or(state.clone(), |event| state.update(&policy, event))
            });
            walk(&policy, state, &choices);
            add(&decided);
        } else {
            add(&refused);
        }
    });
    println!(
        "{inputs} spoilt compiled files: {} were refused, {} words could be used, {} policies came to a question, {} to an outcome",
        refused.get(),
        texts.get(),
        asked.get(),
        decided.get()
    );
    assert_eq!(refused.get() + texts.get() + decided.get(), inputs);
    for count in [refused.get(), asked.get(), decided.get(), 10 * texts.get()] {
        assert!(inputs < ENOUGH || count > inputs / 50, "some are refused, and some can be used");
    }
}

#[test]
fn any_text_is_a_state() {
    let inputs = inputs(50_000);
    let compiled = shipped_compiled();
    let policy = &compiled.policy;
    let good = "who=admin,main-admin=yes,what=transfer,reach=both;what";
    let [nothing, asked, decided] = [const { Cell::new(0) }; 3];
    with_each(inputs, spoils(), |spoils| {
        let state = State::parse(policy, &spoilt(good, &spoils));
        let text = state.to_text(policy);
        assert_eq!(State::parse(policy, &text), state, "{text}");
        add(match next_step(policy, &state) {
            _ if state == State::default() => &nothing,
            Step::Ask(_) => &asked,
            Step::Refer(_) => &decided,
        });
    });
    let [nothing, asked, decided] = [nothing.get(), asked.get(), decided.get()];
    println!("{inputs} texts for answers: {nothing} said nothing, {asked} came to a question, {decided} to an outcome");
    assert!(inputs < ENOUGH || [nothing, asked, decided].iter().all(|count| *count > inputs / 100), "some of each");
}

fn add(count: &Cell<u32>) {
    count.set(count.get() + 1);
}

/// Something that a visitor does, whether it is on the screen or not.
fn event(policy: &CompiledPolicy, state: &State, kind: u8, index: &Index) -> Option<Event> {
    let questions: Vec<_> = policy.questions.numbers().collect();
    match (kind, next_step(policy, state)) {
        (0, _) => Some(Event::Back),
        (1, _) => Some(Event::Restarted),
        (2, _) => (!questions.is_empty()).then(|| Event::Reopened(*index.get(&questions))),
        (_, Step::Ask(ask)) => {
            Some(Event::Answered(Answer { question: ask.question, choice: *index.get(&ask.offered) }))
        }
        (_, Step::Refer(_)) => None,
    }
}

/// Answers what is asked until there is an outcome. A policy that asks without end is one that was read in error.
fn walk(policy: &CompiledPolicy, mut state: State, choices: &[Index]) {
    // One more than there are questions, as one may be reopened.
    for at in 0..=policy.questions.len() + 1 {
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
