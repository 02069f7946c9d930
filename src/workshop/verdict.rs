//! Whether the policy holds, in one line.

use leptos::prelude::*;

use super::say::t;
use super::state::{View, workshop};

/// Proven, or how many things are to be mended, with the way to the list.
pub fn verdict() -> impl IntoView {
    let workshop = workshop();
    view! {
        {holds()}
        <button type="button" class="link" on:click=move |_| workshop.show(View::Findings)>{t("verdict.show")}</button>
    }
}

/// The line alone, which is told whenever it changes. What is to be looked at changes with many a letter that is typed, so nobody
/// is told of it.
pub fn holds() -> impl IntoView {
    let workshop = workshop();
    let say = workshop.say;
    let is_stopped = workshop.remote.is_stopped;
    let is_broken = move || is_stopped.get() || workshop.proof.with(|proof| proof.errors() > 0);
    let text = move || {
        if is_stopped.get() {
            return say.text("verdict.stopped");
        }
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
        <p class="holds" class:broken=is_broken aria-live="polite">
            <strong>{text}</strong>
            " "
            <span aria-live="off">{warnings}</span>
        </p>
    }
}
