//! How the cost of a proof and of a step grows with the number of rules.
//!
//! Tables of 20 questions with 5 choices each, sound by construction. Prints the median of several runs; it
//! asserts nothing, since a figure is the machine's as much as the program's.

#[path = "../tests/common/synthetic.rs"]
mod synthetic;

use std::hint::black_box;
use std::time::{Duration, Instant};

use wegwijzer::decision::{Answer, Event, State, Step, next_step};
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::flaw::{Code, flaws};

const RUNS: usize = 5;

fn main() {
    println!("{:>8} {:>14} {:>14} {:>14} {:>8}", "rules", "proof", "compilation", "step", "nodes");
    for rules in [10, 100, 1_000, 10_000] {
        let policy = synthetic::divided(20, 5, rules, 7);
        let found = flaws(&policy, &[]);
        let unsound = [Code::Gap, Code::Overlap, Code::UnreachableRule, Code::Tangled];
        assert!(!found.iter().any(|flaw| unsound.contains(&flaw.code)), "the table is sound");

        let proof = median(|| flaws(&policy, &[]).len());
        let compilation = median(|| CompiledPolicy::of(&policy, Vec::new()).is_ok());
        let Ok(compiled) = CompiledPolicy::of(&policy, Vec::new()) else { continue };
        let longest = longest_walk(&compiled);
        let walk = median(|| (0..1_000).map(|_| next_step(&compiled, black_box(&longest))).filter(is_decided).count());
        let nodes = compiled.size();
        println!("{rules:>8} {proof:>14.2?} {compilation:>14.2?} {:>14.2?} {nodes:>8}", walk / 1_000);
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

fn median<T>(mut run: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort();
    times.get(RUNS / 2).copied().unwrap_or_default()
}
