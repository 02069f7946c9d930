//! Whether the policy holds, in one line, and all that is to be mended.

use leptos::prelude::*;

use super::place::{Place, go_to};
use super::say::t;
use super::state::{View, workshop};
use crate::draft::proof::Found;

/// One line: proven, or how many things are to be mended.
pub fn verdict() -> impl IntoView {
    let workshop = workshop();
    let say = workshop.say;
    let is_broken = move || workshop.proof.with(|proof| proof.errors() > 0);
    let text = move || {
        workshop.proof.with(|proof| match &proof.compiled {
            Some(compiled) => say.with(
                "verdict.proven",
                &[
                    ("ways", &say.count("verdict.ways", compiled.ways)),
                    ("outcomes", &say.count("verdict.outcomes", compiled.outcomes)),
                ],
            ),
            // Before the first proof has come.
            None if proof.errors() == 0 => say.text("verdict.checking"),
            None => say.count("verdict.errors", proof.errors()),
        })
    };
    let warnings = move || {
        let number = workshop.proof.with(|proof| proof.findings.len() - proof.errors());
        (number > 0).then(|| say.count("verdict.warnings", number))
    };
    view! {
        <p class="holds" class:broken=is_broken aria-live="polite" aria-atomic="true">
            <strong>{text}</strong>
            " "
            {warnings}
        </p>
        <button type="button" class="link" on:click=move |_| workshop.view.set(View::Findings)>{t("verdict.show")}</button>
    }
}

/// All that was found, errors first.
pub fn findings() -> impl IntoView {
    let workshop = workshop();
    let all = move || {
        let mut all = workshop.proof.with(|proof| proof.findings.clone());
        all.sort_by_key(|found| !found.is_error);
        all
    };
    view! {
        <h2>{t("view.findings")}</h2>
        <Show when=move || workshop.proof.with(|proof| proof.findings.is_empty())>
            <p>{t("findings.none")}</p>
        </Show>
        <ol class="findings">{move || all().into_iter().map(draw).collect_view()}</ol>
    }
}

/// One finding: what is wrong, why it matters, what to do, and the way to its place.
fn draw(found: Found) -> impl IntoView {
    let workshop = workshop();
    let say = workshop.say;
    let Found { code, is_error, message, why, help, file, line, path, also } = found;
    let line = line.map(|line| format!(":{line}")).unwrap_or_default();
    let name = format!("{code} {file}{line}");
    let place = Place { file, path };
    let kind = code.clone();
    let what = move || say.finding(&kind, "what");
    let in_words = move |part: &'static str, english: String| {
        let code = code.clone();
        move || match say.finding(&code, part) {
            Some(text) => view! { <p>{text}</p> }.into_any(),
            None => view! { <p lang="en">{sentence(&english)}</p> }.into_any(),
        }
    };
    view! {
        <li class:error=is_error>
            <p>
                <strong>{if is_error { t("findings.error") } else { t("findings.warning") }}</strong>
                " "
                {what}
            </p>
            <p lang="en">{sentence(&message)}</p>
            <ul lang="en">{also.into_iter().map(|also| view! { <li>{also}</li> }).collect_view()}</ul>
            {in_words("why", why)}
            {in_words("help", help)}
            <p class="place">
                <button type="button" on:click=move |_| go_to(workshop, &place)>{t("findings.go")}</button>
                " "
                {name}
            </p>
        </li>
    }
}

/// What a check says, as a sentence of its own.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}
