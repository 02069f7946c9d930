//! What an author waits for: `check` and `diff`, beside naive enumeration, which looks at every situation in turn.

use std::hint::black_box;
use std::time::Instant;

use wegwijzer::change::{Version, changes};
use wegwijzer::check::check;
use wegwijzer::policy::Policy;
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::table::Table;

use super::measure::synthetic::divided;

/// The most situations that are enumerated: beyond, one would wait for minutes, then for years.
const MOST_ENUMERATED: u128 = 10_000_000;

/// Measures growth with questions, with choices and with rules. `print` is given a line of JSON for each size.
pub fn all(print: impl Fn(String)) {
    let sizes = [2, 4, 6, 8, 10, 12, 16, 20].map(|questions| ("questions", questions, 5, 100));
    let sizes = sizes.into_iter().chain([2, 3, 4, 6, 8, 12, 16].map(|choices| ("choices", 6, choices, 100)));
    for (grows, questions, choices, rules) in sizes.chain([10, 100, 1_000, 3_000].map(|rules| ("rules", 20, 5, rules)))
    {
        let before = divided(questions, choices, rules, 7);
        let after = edited(&before);
        let other = divided(questions, choices, rules, 8);
        let check = seconds(|| check(&before, &[]).len());
        let diff = seconds(|| groups(&before, &after));
        let unlike = seconds(|| groups(&before, &other));
        let situations = Table::of(&before).everything.count();
        let naive = (situations <= MOST_ENUMERATED).then(|| seconds(|| enumerate(&before)));
        let naive = naive.map_or("null".to_owned(), |naive| format!("{naive:e}"));
        print(format!(
            "{{\"grows\": \"{grows}\", \"questions\": {questions}, \"choices\": {choices}, \"rules\": {}, \
            \"situations\": {:e}, \"check\": {check:e}, \"diff\": {diff:e}, \"unlike\": {unlike:e}, \"naive\": {naive}}}",
            before.rules.len(),
            situations as f64,
        ));
    }
}

/// How many groups of visitors see something else; both policies are compiled for it.
fn groups(before: &Policy, after: &Policy) -> usize {
    let [before, after] = [before, after].map(|policy| CompiledPolicy::of(policy).expect("a diagram of modest size"));
    let version = |policy| Version { policy, words: &[] };
    changes(version(&before), version(&after)).groups.len()
}

/// The policy with one rule in a hundred, and at least one, leading elsewhere.
fn edited(before: &Policy) -> Policy {
    let mut after = before.clone();
    for rule in after.rules.iter_mut().step_by(100) {
        rule.outcome = if rule.outcome == "o0" { "o1" } else { "o0" }.to_owned();
    }
    after
}

/// How many situations have not exactly one rule, found by looking at each.
fn enumerate(policy: &Policy) -> usize {
    let table = Table::of(policy);
    let sizes: Vec<usize> = policy.questions.iter().map(|question| question.choices.len()).collect();
    let mut situation = vec![0; sizes.len()];
    let mut wrong = 0;
    loop {
        let holds = table.rules.iter().filter(|rule| situation.iter().enumerate().all(|(q, c)| rule.allows(q, *c)));
        wrong += usize::from(holds.count() != 1);
        let Some(place) = (0..sizes.len()).find(|place| situation[*place] + 1 < sizes[*place]) else { return wrong };
        situation[..place].fill(0);
        situation[place] += 1;
    }
}

fn seconds<T>(mut run: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..3)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[1]
}
