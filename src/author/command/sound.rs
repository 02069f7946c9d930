//! Whether a policy can ship, and what is told where it cannot.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::Path;

use wegwijzer::author::finding::Finding;
use wegwijzer::author::report;
use wegwijzer::author::source::Source;

use super::files::{committed, read};
use super::say::{Failure, print, tell};

/// Lists what is wrong, and what should be looked at, too, where that is asked for.
pub fn check(folder: &Path, warnings: bool) -> Result<Source, Failure> {
    let source = read(folder);
    list(folder, &source, |finding| warnings || finding.is_error())?;
    if !source.is_sound() {
        return Err(Failure::Flaws);
    }
    let (rules, questions) = (source.policy.rules.len(), source.policy.questions.len());
    let (rules, questions) = (counted((rules, "rule")), counted((questions, "question")));
    print(&format!("{}: {rules} over {questions}, proven\n", folder.display()))?;
    Ok(source)
}

/// Reads a policy that a release is made of: one that can ship, with no translation of a text that has changed since.
pub fn released(folder: &Path) -> Result<Source, Failure> {
    let source = check(folder, false)?;
    if source.outdated().next().is_none() {
        return Ok(source);
    }
    list(folder, &source, |finding| source.outdated().any(|outdated| outdated == finding))?;
    Err(Failure::Flaws)
}

/// Reads a policy that decides about everybody, though somebody may come out elsewhere than a scenario has it; lists what is
/// wrong where it does not.
pub fn deciding(folder: &Path) -> Result<Source, Failure> {
    let source = read(folder);
    if source.decides() {
        return Ok(source);
    }
    list(folder, &source, Finding::is_error)?;
    Err(Failure::Flaws)
}

/// Reads a policy whose files can all be read, though texts may be missing and rules may be wrong.
pub fn readable(folder: &Path) -> Result<Source, Failure> {
    let source = read(folder);
    if source.is_readable() {
        return Ok(source);
    }
    list(folder, &source, Finding::is_unreadable)?;
    Err(Failure::Flaws)
}

/// Reads a version of a policy that decides about everybody: a folder, or a folder in a git revision.
pub fn version(name: &str) -> Result<Source, Failure> {
    if !name.contains(':') || Path::new(name).exists() {
        return deciding(Path::new(name));
    }
    let source = committed(name)?;
    if source.decides() {
        return Ok(source);
    }
    source.errors().try_for_each(|finding| tell(&format!("{finding}\n")))?;
    Err(Failure::Flaws)
}

fn list(folder: &Path, source: &Source, is_listed: impl Fn(&Finding) -> bool) -> Result<(), Failure> {
    let coloured = io::stderr().is_terminal();
    let listed: Vec<&Finding> = source.findings.iter().filter(|finding| is_listed(finding)).collect();
    let mut explained = BTreeSet::new();
    for finding in &listed {
        let why = explained.insert(finding.flaw.code);
        tell(&format!("{}\n\n", report::excerpt(source, finding, why, coloured)))?;
    }
    if listed.is_empty() {
        return Ok(());
    }
    let errors = listed.iter().filter(|finding| finding.is_error()).count();
    let counts = [(errors, "error"), (listed.len() - errors, "warning")];
    let counts: Vec<String> = counts.into_iter().filter(|(count, _)| *count > 0).map(counted).collect();
    let code = listed.first().map_or("W01", |finding| finding.flaw.code.id());
    let more = format!("`wegwijzer check --explain {code}` says more of a code");
    tell(&format!("{}: {}; {more}\n\n", folder.display(), counts.join(", ")))
}

pub fn counted((count, what): (usize, &str)) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
