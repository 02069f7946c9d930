//! How long `check` takes for policies that are as hard to check as can be thought of, read from files as an author's are.

#[path = "../../tests/common/nasty.rs"]
mod policies;

use std::fs;
use std::path::Path;
use std::time::Instant;

use wegwijzer::author::source::Source;
use wegwijzer::check::check;

use super::measure::synthetic::table;
use policies::{Nasty, all};

/// The bytes of a policy that is larger than any that somebody writes.
const BYTES: usize = 1_000_000;

/// Measures copies of one rule, then every policy. `print` is given a line of JSON for each.
pub fn measure(print: impl Fn(String)) {
    for copies in [100, 300, 1_000, 3_000, 10_000] {
        let policy = table(&[2, 2], vec![(vec![(0, vec![0])], 0); copies]);
        let start = Instant::now();
        let found = check(&policy, &[]).len();
        print(line(&format!("{copies} rules that overlap"), start, found));
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nasty");
    let _ = fs::create_dir_all(&folder);
    for Nasty { name, policy, words } in all(BYTES) {
        let written = [("policy.toml", policy), ("words.en.toml", words)]
            .map(|(file, text)| fs::write(folder.join(file), text).is_ok());
        let start = Instant::now();
        let source = Source::read(&folder);
        assert_eq!(written, [true, true], "{name} can be written");
        print(line(name, start, source.findings.len()));
    }
}

fn line(name: &str, start: Instant, findings: usize) -> String {
    let seconds = start.elapsed().as_secs_f64();
    format!("{{\"nasty\": \"{name}\", \"seconds\": {seconds:e}, \"findings\": {findings}}}")
}
