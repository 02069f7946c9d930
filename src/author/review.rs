//! What somebody who edits a policy sees on the page that they are trying it out on: what is wrong with it, or what it has
//! changed since the last commit. A policy that is sound and unchanged takes one quiet line.

use maud::{Markup, PreEscaped, html};

use super::diff::{Diff, counted};
use super::finding::Finding;
use super::report;
use super::source::Source;

const STYLE: &str = "
.review { font: 1rem/1.5 sans-serif; text-align: start }
.review.loud { border: 3px solid; margin: 0 0 2rem; padding: 0 1rem }
.review.quiet { padding: 0.25rem 1rem; font-size: 0.8rem; opacity: 0.8 }
.review summary { cursor: pointer }
.review pre, .review .wide { overflow-x: auto }
.review table { border-collapse: collapse }
.review th, .review td { border: 1px solid; padding: 0.3em 0.6em; text-align: start; vertical-align: top }
";

/// What is compared with.
pub enum Before<'s> {
    /// The policy as it was committed last.
    Committed(&'s Source),
    /// The policy is the one that was committed last.
    Same,
    /// There is no commit with a policy that can be read.
    Unknown,
}

/// A part of a page, as HTML.
pub fn html(source: &Source, before: &Before<'_>) -> String {
    let (errors, warnings): (Vec<&Finding>, Vec<&Finding>) =
        source.findings.iter().partition(|finding| finding.is_error());
    let part = if !errors.is_empty() {
        loud(&wrong(source, &errors), &warnings)
    } else {
        match before {
            Before::Committed(before) => {
                let diff = Diff::of(before, source);
                if diff.is_empty() { quiet(source, "unchanged", &warnings) } else { loud(&changed(&diff), &warnings) }
            }
            Before::Same => quiet(source, "unchanged", &warnings),
            Before::Unknown => quiet(source, "with no commit to compare it with", &warnings),
        }
    };
    html! { style { (PreEscaped(STYLE)) } (part) }.into_string()
}

/// One line; the warnings open below it.
fn quiet(source: &Source, state: &str, warnings: &[&Finding]) -> Markup {
    let line = html! { "Policy: sound, " (state) "; " (counted(warnings.len() as u128, "warning")) };
    html! {
        aside class="review quiet" lang="en" dir="ltr" aria-label="Review" {
            @if warnings.is_empty() {
                (line)
            } @else {
                details { summary { (line) } @for warning in warnings { pre { (report::excerpt(source, warning, true, false)) } } }
            }
        }
    }
}

fn loud(told: &Markup, warnings: &[&Finding]) -> Markup {
    html! {
        aside class="review loud" lang="en" dir="ltr" aria-label="Review" {
            (told)
            @if !warnings.is_empty() {
                p { (counted(warnings.len() as u128, "warning")) "; " code { "wegwijzer check" } " lists them." }
            }
        }
    }
}

fn wrong(source: &Source, errors: &[&Finding]) -> Markup {
    html! {
        h2 { (counted(errors.len() as u128, "error")) }
        p { "The page below still follows the rules from before them." }
        @for finding in errors { pre { (report::excerpt(source, finding, true, false)) } }
    }
}

fn changed(diff: &Diff) -> Markup {
    html! {
        details open[!diff.changes.is_empty()] {
            summary { (diff.summary()) " since the last commit" }
            div class="wide" { (PreEscaped(diff.to_html_part())) }
        }
    }
}
