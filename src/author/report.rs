//! Flaws as a good compiler tells them: what is wrong, where in the text, why it matters, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use super::finding::Finding;
use super::source::Source;
use crate::check::flaw::{Code, Severity};

/// A flaw with the lines that it is about, for a terminal; with why it matters, unless that has been said of another one.
pub fn excerpt(source: &Source, finding: &Finding, why: bool, coloured: bool) -> String {
    let (code, path) = (finding.flaw.code, finding.path.display().to_string());
    let level = match code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(finding.flaw.message.as_str()).id(code.id());
    let group: Group<'_> = match (source.text(&finding.path), &finding.span) {
        (Some(text), Some(span)) => {
            let place = AnnotationKind::Primary.span(span.clone());
            title.element(Snippet::source(text).path(path).annotation(place))
        }
        _ => title.element(Origin::path(path)),
    };
    let group = also(finding).into_iter().fold(group, |group, line| group.element(Level::NOTE.message(line)));
    let group = if why { group.element(Level::NOTE.message(code.why())) } else { group };
    let group = group.element(Level::HELP.message(code.help()));
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The other places of a flaw that are listed in a terminal.
const MOST_PLACES: usize = 4;

/// The other places with the cause of a flaw: the first few, and where to find the rest.
fn also(finding: &Finding) -> Vec<String> {
    let places = finding.flaw.also.iter().zip(&finding.also);
    let mut lines: Vec<String> = places
        .take(MOST_PLACES)
        .map(|(also, (path, line))| {
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            format!("also in {}{line}: {}", path.display(), also.message)
        })
        .collect();
    let more = finding.also.len().saturating_sub(MOST_PLACES);
    if more > 0 {
        lines.push(format!("and {more} more places; `--format json` lists all"));
    }
    lines
}

/// All flaws as one value, for other tools. Bytes and lines are of the file; bytes count from 0, lines from 1.
pub fn json(source: &Source) -> serde_json::Value {
    let flaw = |finding: &Finding| {
        let Finding { flaw, path, line, span, also } = finding;
        let also = flaw.also.iter().zip(also);
        let also: Vec<_> =
            also.map(|(also, (path, line))| json!({ "message": also.message, "file": path, "line": line })).collect();
        let (start, end) = (span.as_ref().map(|span| span.start), span.as_ref().map(|span| span.end));
        json!({
            "code": flaw.code.id(),
            "severity": severity(flaw.code),
            "message": flaw.message,
            "why": flaw.code.why(),
            "help": flaw.code.help(),
            "file": path,
            "line": line,
            "start": start,
            "end": end,
            "also": also,
        })
    };
    json!({ "flaws": source.findings.iter().map(flaw).collect::<Vec<_>>() })
}

fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// What a code means; none where there is no such code.
pub fn explain(code: &str) -> Option<String> {
    let code = *Code::ALL.iter().find(|known| known.id().eq_ignore_ascii_case(code))?;
    let (id, what, why, help) = (code.id(), code.what(), code.why(), code.help());
    let severity = severity(code);
    Some(format!("{severity} {id}: {what}\n\nWhy it matters: {why}.\nWhat to do: {help}.\n"))
}
