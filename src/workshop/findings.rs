//! All that is to be mended.

use leptos::prelude::*;

use super::found::{concerned, link, what};
use super::place::Place;
use super::say::{sentence, t};
use super::state::workshop;
use crate::draft::proof::Found;

/// All that was found, errors first.
pub fn findings() -> impl IntoView {
    let workshop = workshop();
    let all = move || {
        let mut all = workshop.proof.with(|proof| proof.findings.clone());
        all.sort_by_key(|found| !found.is_error);
        all
    };
    view! {
        <h2 tabindex="-1">{t("view.findings")}</h2>
        <Show when=move || workshop.proof.with(|proof| proof.findings.is_empty())>
            <p>{t("findings.none")}</p>
        </Show>
        <ol class="findings">{move || all().into_iter().map(draw).collect_view()}</ol>
    }
}

/// One finding: what is wrong and where, why it matters, and what to do.
fn draw(found: Found) -> impl IntoView {
    let say = workshop().say;
    let place = Place { file: found.file.clone(), path: found.path.clone() };
    let line = found.line.map(|line| format!(":{line}")).unwrap_or_default();
    let name = format!("{} {}{line}", found.code, found.file);
    let in_words = |part: &'static str, english: &str| {
        let (code, english) = (found.code.clone(), sentence(english));
        view! { <p>{move || say.finding(&code, part).unwrap_or(english.clone())}</p> }
    };
    let (why, help) = (in_words("why", &found.why), in_words("help", &found.help));
    let is_error = found.is_error;
    view! {
        <li class:error=is_error>
            <p>{what(&found)}</p>
            <p>{link(place)} " " <span class="place">{name}</span></p>
            {concerned(found)}
            {why}
            {help}
        </li>
    }
}
