//! A whole condition: what it asks of the answer to each question, folded away below what it says in one line.

use leptos::prelude::*;

use super::condition::{all_in_words, condition};
use super::fields::{Label, Of, Reads, next_id, read};
use super::found::found_here;
use super::place::Place;
use super::state::workshop;
use crate::policy::When;

/// A condition of a thing on some questions, by their ids: on these, and on any other that it names all the same.
///
/// `field` is its name in the file, and `everybody` the key of what it says when it asks nothing.
pub fn conditions(
    of: impl Of,
    field: &'static str,
    label: impl Label,
    when: impl Reads<When>,
    everybody: &'static str,
    on: impl Fn() -> Vec<String> + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let workshop = workshop();
    let id = next_id();
    let place = move || Some(Place::of_thing(&of()?)?.within(field));
    let when_now = Memo::new(move |_| read(when));
    let questions = Memo::new(move |_| {
        let mut all = on();
        let others = when_now.with(|when| when.keys().filter(|id| !all.contains(id)).cloned().collect::<Vec<_>>());
        all.extend(others);
        all
    });
    let said = move || match when_now.with(When::is_empty) {
        true => workshop.say.text(everybody),
        false => when_now.with(all_in_words),
    };
    view! {
        <details class="field condition">
            <summary data-place=move || place().map(|place| place.attribute()) aria-describedby=id.clone()>
                <span>{label}</span>
                <span class="said">{said}</span>
            </summary>
            <p class="hint">
                {move || workshop.say.text(if questions.with(Vec::is_empty) { "conditions.none" } else { "conditions.lead" })}
            </p>
            <ul>
                <For each=move || questions.get() key=|question| question.clone() let(question)>
                    {asked(of, field, when, question)}
                </For>
            </ul>
        </details>
        {found_here(id, place)}
    }
}

/// A question of the condition.
fn asked(of: impl Of, field: &'static str, when: impl Reads<When>, question: String) -> impl IntoView {
    let workshop = workshop();
    let id = question.clone();
    view! {
        <li>
            <span>{move || workshop.name(&format!("question.{id}.title"), &id)}</span>
            {condition(of, field, when, question)}
        </li>
    }
}

/// All questions, by their ids.
pub fn all_questions() -> Vec<String> {
    read(|policy| Some(policy.questions.iter().map(|question| question.id.clone()).collect()))
}
