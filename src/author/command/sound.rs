//! Whether a policy can ship, and what is told where it cannot.

use std::collections::BTreeSet;
use std::path::Path;

use super::files::{committed, read};
use super::host::{Host, Stream};
use super::say::{Failure, is_styled, print, tell};
use crate::author::finding::Finding;
use crate::author::report;
use crate::author::source::Source;

/// Lists what is wrong, and what should be looked at, too, where that is asked for.
pub fn check(host: &dyn Host, folder: &Path, warnings: bool) -> Result<Source, Failure> {
    let source = read(host, folder);
    list(host, folder, &source, |finding| warnings || finding.is_error())?;
    if !source.is_sound() {
        return Err(Failure::Flaws);
    }
    let (rules, questions) = (source.policy.rules.len(), source.policy.questions.len());
    let (rules, questions) = (counted((rules, "rule")), counted((questions, "question")));
    print(host, &format!("{}: {rules} over {questions}, proven\n", folder.display()))?;
    Ok(source)
}

/// Reads a policy that a release is made of: one that can ship, with no translation of a text that has changed since.
pub fn released(host: &dyn Host, folder: &Path) -> Result<Source, Failure> {
    let source = check(host, folder, false)?;
    if source.outdated().next().is_none() {
        return Ok(source);
    }
    list(host, folder, &source, |finding| source.outdated().any(|outdated| outdated == finding))?;
    Err(Failure::Flaws)
}

/// Reads a policy that decides about everybody, though somebody may come out elsewhere than a scenario has it; lists what is
/// wrong where it does not.
pub fn deciding(host: &dyn Host, folder: &Path) -> Result<Source, Failure> {
    let source = read(host, folder);
    if source.decides() {
        return Ok(source);
    }
    list(host, folder, &source, Finding::is_error)?;
    Err(Failure::Flaws)
}

/// Reads a policy whose files can all be read, though texts may be missing and rules may be wrong.
pub fn readable(host: &dyn Host, folder: &Path) -> Result<Source, Failure> {
    let source = read(host, folder);
    if source.is_readable() {
        return Ok(source);
    }
    list(host, folder, &source, Finding::is_unreadable)?;
    Err(Failure::Flaws)
}

/// Reads a version of a policy that decides about everybody: a folder, or a folder in a git revision.
pub fn version(host: &dyn Host, name: &str) -> Result<Source, Failure> {
    if !name.contains(':') || host.kind(Path::new(name)).is_ok() {
        return deciding(host, Path::new(name));
    }
    let source = committed(host, name)?;
    if source.decides() {
        return Ok(source);
    }
    source.errors().try_for_each(|finding| tell(host, &format!("{finding}\n")))?;
    Err(Failure::Flaws)
}

fn list(host: &dyn Host, folder: &Path, source: &Source, is_listed: impl Fn(&Finding) -> bool) -> Result<(), Failure> {
    let coloured = is_styled(host, Stream::Err);
    let listed: Vec<&Finding> = source.findings.iter().filter(|finding| is_listed(finding)).collect();
    let mut explained = BTreeSet::new();
    for finding in &listed {
        let why = explained.insert(finding.flaw.code);
        tell(host, &format!("{}\n\n", report::excerpt(source, finding, why, coloured)))?;
    }
    if listed.is_empty() {
        return Ok(());
    }
    let errors = listed.iter().filter(|finding| finding.is_error()).count();
    let counts = [(errors, "error"), (listed.len() - errors, "warning")];
    let counts: Vec<String> = counts.into_iter().filter(|(count, _)| *count > 0).map(counted).collect();
    let code = listed.first().map_or("W01", |finding| finding.flaw.code.id());
    let more = format!("`wegwijzer check --explain {code}` says more of a code");
    tell(host, &format!("{}: {}; {more}\n\n", folder.display(), counts.join(", ")))
}

pub fn counted((count, what): (usize, &str)) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
