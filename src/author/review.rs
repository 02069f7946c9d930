//! What somebody who edits a policy sees on the page that they are trying it out on: what is wrong with it, or what it has
//! changed since the last commit.

use maud::{Markup, PreEscaped, html};

use super::diff::{Diff, counted};
use super::report;
use super::source::{Finding, Source};

const STYLE: &str = "
.review { border: 3px solid; margin: 0 0 2rem; padding: 0 1rem; font: 1rem/1.5 sans-serif; text-align: start }
.review pre, .review .wide { overflow-x: auto }
.review table { border-collapse: collapse }
.review th, .review td { border: 1px solid; padding: 0.3em 0.6em; text-align: start; vertical-align: top }
";

/// A part of a page, as HTML. `before` is the policy of the last commit, where there is one that can be read.
pub fn html(source: &Source, before: Option<&Source>) -> String {
    let errors: Vec<&Finding> = source.errors().collect();
    let warnings = source.findings.len() - errors.len();
    let part = html! {
        aside class="review" lang="en" dir="ltr" aria-label="Review" {
            style { (PreEscaped(STYLE)) }
            @if errors.is_empty() { (changed(source, before)) } @else { (wrong(source, &errors)) }
            @if warnings > 0 { p { (counted(warnings as u128, "warning")) "; " code { "wegwijzer check" } " lists them." } }
        }
    };
    part.into_string()
}

fn wrong(source: &Source, errors: &[&Finding]) -> Markup {
    html! {
        h2 { (counted(errors.len() as u128, "error")) }
        p { "The page below still follows the rules from before them." }
        @for finding in errors { pre { (report::excerpt(source, finding, true, false)) } }
    }
}

fn changed(source: &Source, before: Option<&Source>) -> Markup {
    html! {
        @match before.map(|before| Diff::of(before, source)) {
            None => p { "There is no commit to compare this policy with." },
            Some(diff) if diff.is_empty() => p { "Nothing has changed since the last commit." },
            Some(diff) => {
                details open[!diff.changes.is_empty()] {
                    summary { (diff.summary()) " since the last commit" }
                    div class="wide" { (PreEscaped(diff.to_html_part())) }
                }
            }
        }
    }
}
