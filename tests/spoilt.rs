//! The reader that ships, over the values that JavaScript has parsed: spoilt policies and words are refused, or can be walked to
//! their end with every screen on the way. It runs in Node, whose values are those of a browser.
//!
//! `script/fuzz` tries a million inputs; without it there are a few thousand.
#![cfg(target_arch = "wasm32")]

#[path = "common/spoil.rs"]
mod spoil;
#[allow(dead_code, reason = "the other tests use the rest of it")]
#[path = "common/synthetic.rs"]
mod synthetic;

use std::cell::Cell;

use serde_json::Value as Json;
use spoil::spoilt;
use synthetic::Random;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};
use wegwijzer::decision::{Answer, Event, State, Step, next_step};
use wegwijzer::parsed::ParsedTexts;
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::json::Value;
use wegwijzer::policy::words::{CompiledWords, Texts};
use wegwijzer::screen::{screen, surroundings};

#[wasm_bindgen(module = "node:fs")]
extern "C" {
    #[wasm_bindgen(js_name = readFileSync)]
    fn read_file(path: &str, encoding: &str) -> String;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = ["process", "env"], js_name = FUZZ_INPUTS)]
    static INPUTS: Option<String>;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["process", "env"], js_name = FUZZ_SEED)]
    static SEED: Option<String>;
}

/// What became of the inputs.
#[derive(Default)]
struct Tally {
    /// The browser took it for no JSON.
    torn: u32,
    /// The policy was refused.
    policies: u32,
    /// The policy was read, and the words were refused.
    words: u32,
    /// A question was asked.
    asked: u32,
    /// An outcome was reached.
    decided: u32,
}

#[wasm_bindgen_test]
fn what_is_spoilt_is_refused_or_can_be_walked() {
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
    let inputs = number(&INPUTS.with(Clone::clone)).unwrap_or(3_000);
    let seed = number(&SEED.with(Clone::clone)).unwrap_or(0);
    let [policy, words] =
        ["policy.json", "words.nl.json"].map(|name| read_file(&format!("dist/cliendo/{name}"), "utf8"));
    let mut tally = Tally::default();
    try_out(&policy, &words, &mut Random(0), &mut tally);
    assert_eq!((tally.asked, tally.decided), (1, 1), "what is not spoilt can be walked");
    let mut tally = Tally::default();
    tell_of_a_panic();
    for input in 0..inputs {
        AT.set(seed + input);
        let mut random = Random((seed + input).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32));
        match random.below(4) {
            0 => try_out(&policy, &spoilt(&words, &mut random), &mut random, &mut tally),
            _ => try_out(&spoilt(&policy, &mut random), &words, &mut random, &mut tally),
        }
    }
    let Tally { torn, policies, words, asked, decided } = tally;
    console_log!(
        "{inputs} inputs from {seed} on: {torn} were no JSON, {policies} policies and {words} words were refused, \
        {asked} came to a question, {decided} to an outcome"
    );
    assert_eq!(u64::from(torn + policies + words + decided), inputs);
    // Of enough inputs, some come to each end.
    if inputs >= 1_000 {
        let least = u32::try_from(inputs / 50).unwrap();
        for (what, count) in [("no JSON", torn), ("policies", policies), ("questions", asked), ("outcomes", decided)] {
            assert!(count > least, "{what}: {count}");
        }
        assert!(words > least / 10, "words: {words}");
    }
}

/// Reads as the page does, beside a reader of another make, and walks to the end.
fn try_out(policy: &str, words: &str, random: &mut Random, tally: &mut Tally) {
    let (Ok(policy_read), Ok(words_read)) = (js_sys::JSON::parse(policy), js_sys::JSON::parse(words)) else {
        tally.torn += 1;
        return;
    };
    let read = CompiledPolicy::of_json(&policy_read);
    // What the other reader cannot parse is half a sign, which no Rust text can hold.
    if let Ok(other) = serde_json::from_str(policy) {
        assert_eq!(read, CompiledPolicy::of_json(&Plain(other)), "{policy}");
    }
    let Ok(policy) = read else {
        tally.policies += 1;
        return;
    };
    let Ok(words) = policy.words(&words_read, ParsedTexts::of(&words_read)) else {
        tally.words += 1;
        return;
    };
    surroundings(&policy, &words);
    walk(&policy, &words, random, tally);
}

/// Does this and that, then answers what is asked until there is an outcome. A policy that asks without end is one that was
/// read in error.
fn walk<T: Texts>(policy: &CompiledPolicy, words: &CompiledWords<T>, random: &mut Random, tally: &mut Tally) {
    let mut state = State::default();
    let mut has_asked = false;
    let astray = random.below(6);
    // One more than there are questions, as one may be reopened.
    for at in 0..=astray + policy.questions.len() + 1 {
        let step = next_step(policy, &state);
        screen(policy, words, &step);
        State::parse(policy, &state.to_text(policy));
        let event = match step {
            Step::Refer(_) if at >= astray => {
                tally.asked += u32::from(has_asked);
                tally.decided += 1;
                return;
            }
            Step::Ask(ask) if at >= astray || random.below(2) == 0 => {
                has_asked = true;
                let choice = ask.offered[random.below(ask.offered.len())];
                Event::Answered(Answer { question: ask.question, choice })
            }
            _ => {
                let questions: Vec<_> = policy.questions.numbers().collect();
                match random.below(4) {
                    0 if !questions.is_empty() => Event::Reopened(questions[random.below(questions.len())]),
                    1 => Event::Restarted,
                    _ => Event::Back,
                }
            }
        };
        state = state.update(policy, event);
    }
    panic!("no outcome after every question was answered");
}

thread_local! {
    /// The input that is tried out.
    static AT: Cell<u64> = const { Cell::new(0) };
}

/// A panic says which input it was, so that it can be tried again: `FUZZ_SEED=<input> script/fuzz 1`.
fn tell_of_a_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        console_log!("input {}", AT.get());
        before(panic);
    }));
}

/// A value of JSON, read by the letter of the format.
struct Plain(Json);

impl Value for Plain {
    fn get(&self, key: &str) -> Option<Self> {
        self.0.as_object()?.get(key).filter(|member| !member.is_null()).cloned().map(Self)
    }

    fn is_null(&self) -> bool {
        self.0 == Json::Null
    }

    fn each(&self, take: &mut dyn FnMut(Self) -> Option<()>) -> Option<()> {
        self.0.as_array()?.iter().cloned().map(Self).try_for_each(take)
    }

    fn text(&self) -> Option<String> {
        self.0.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<usize> {
        let number = self.0.as_f64()?;
        (number.fract() == 0.0 && (0.0..=4_294_967_295.0).contains(&number)).then_some(number as usize)
    }
}
