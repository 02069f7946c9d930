//! What is measured, natively and in a browser.

#[path = "../../tests/common/synthetic.rs"]
pub mod synthetic;

use std::hint::black_box;

use wegwijzer::check::check;
use wegwijzer::check::flaw::Code;
use wegwijzer::decision::{Answer, Event, State, Step, next_step};
use wegwijzer::policy::compiled::CompiledPolicy;

const RUNS: usize = 5;

/// Measures each size. `clock` tells the time in seconds, and `print` is given a line of JSON for each size.
pub fn all(place: &str, clock: impl Fn() -> f64, print: impl Fn(String)) {
    for rules in [10, 100, 1_000, 10_000] {
        let policy = synthetic::divided(20, 5, rules, 7);
        let found = check(&policy, &[]);
        let unsound = [Code::Gap, Code::Overlap, Code::UnreachableRule, Code::Tangled];
        assert!(!found.iter().any(|flaw| unsound.contains(&flaw.code)), "the table is sound");

        let proof = median(&clock, || check(&policy, &[]).len());
        let compilation = median(&clock, || CompiledPolicy::of(&policy).is_ok());
        let Ok(compiled) = CompiledPolicy::of(&policy) else { continue };
        let longest = longest_walk(&compiled);
        let walk = || (0..100_000).map(|_| next_step(&compiled, black_box(&longest))).filter(is_decided).count();
        let (step, nodes) = (median(&clock, walk) / 100_000.0, compiled.nodes.len());
        print(format!(
            "{{\"place\": \"{place}\", \"rules\": {rules}, \"nodes\": {nodes}, \"proof\": {proof:e}, \
            \"compilation\": {compilation:e}, \"step\": {step:e}}}"
        ));
    }
}

fn is_decided(step: &Step<'_>) -> bool {
    matches!(step, Step::Refer(_))
}

/// The state of a visitor who is asked much: always the last choice.
fn longest_walk(policy: &CompiledPolicy) -> State {
    let mut state = State::default();
    while let Step::Ask(ask) = next_step(policy, &state) {
        let Some(choice) = ask.offered.last().copied() else { break };
        state = state.update(policy, Event::Answered(Answer { question: ask.question, choice }));
    }
    state
}

fn median<T>(clock: &impl Fn() -> f64, mut run: impl FnMut() -> T) -> f64 {
    let mut times = [0.0; RUNS];
    for time in &mut times {
        let start = clock();
        black_box(run());
        *time = clock() - start;
    }
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}
