//! Whether a policy can ship, and what is told where it cannot.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::Path;

use wegwijzer::author::report;
use wegwijzer::author::source::{Finding, Source};
use wegwijzer::check::flaw::Severity;

/// Why a task has not been done.
pub enum Failure {
    /// Already listed.
    Flaws,
    Other(String),
}

/// Lists what is wrong, and what should be looked at, too, where that is asked for.
pub fn check(folder: &Path, warnings: bool) -> Result<Source, Failure> {
    let source = sound(folder, warnings)?;
    let (rules, questions) = (source.policy.rules.len(), source.policy.questions.len());
    let (rules, questions) = (counted((rules, "rule")), counted((questions, "question")));
    println!("{}: {rules} over {questions}, proven", folder.display());
    Ok(source)
}

/// Reads a policy that can ship; lists what is wrong where it cannot.
pub fn sound(folder: &Path, warnings: bool) -> Result<Source, Failure> {
    let source = Source::read(folder);
    let coloured = io::stderr().is_terminal();
    let listed: Vec<&Finding> =
        source.findings.iter().filter(|finding| warnings || finding.flaw.code.severity() == Severity::Error).collect();
    let mut explained = BTreeSet::new();
    for finding in &listed {
        let why = explained.insert(finding.flaw.code);
        eprintln!("{}\n", report::excerpt(&source, finding, why, coloured));
    }
    let errors = source.errors().count();
    if !listed.is_empty() {
        let counts = [(errors, "error"), (listed.len() - errors, "warning")];
        let counts: Vec<String> = counts.into_iter().filter(|(count, _)| *count > 0).map(counted).collect();
        let more = "`wegwijzer check --explain W01` says more of a code";
        eprintln!("{}: {}; {more}\n", folder.display(), counts.join(", "));
    }
    if errors == 0 { Ok(source) } else { Err(Failure::Flaws) }
}

pub fn counted((count, what): (usize, &str)) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
