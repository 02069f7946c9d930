//! Who comes to a rule: the ways that lead there, and the people that the policy is tried out with.

use leptos::prelude::*;

use crate::draft::proof::Visitors;
use crate::workshop::say::t;
use crate::workshop::state::workshop;

/// The visitors of a rule, each way with a button that tries it out. `tried` is called when one is.
pub fn visitors(
    id: impl Fn() -> String + Copy + Send + Sync + 'static,
    tried: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let workshop = workshop();
    let own = move || {
        workshop.proof.with(|proof| proof.compiled.as_ref().and_then(|compiled| compiled.visitors.get(&id()).cloned()))
    };
    let draw = move |Visitors { ways, people }: Visitors| {
        let ways = ways.into_iter().map(move |way| {
            let state = state_of(&way);
            let try_it = move |_| {
                tried();
                workshop.try_out(&state);
            };
            let steps = way.into_iter().map(|(question, choices)| {
                let label = |id: &String| workshop.name(&format!("question.{question}.choice.{id}"), id);
                let asked = workshop.name(&format!("question.{question}.title"), &question);
                let answers = choices.iter().map(label).collect::<Vec<_>>().join(" / ");
                view! { <li>{asked} " " <strong>{answers}</strong></li> }
            });
            view! {
                <li>
                    <ol>{steps.collect_view()}</ol>
                    <button type="button" on:click=try_it>{t("visitors.try")}</button>
                </li>
            }
        });
        let people = people.into_iter().map(|person| view! { <li>{person}</li> });
        view! {
            <ul class="ways">{ways.collect_view()}</ul>
            <ul>{people.collect_view()}</ul>
        }
    };
    view! {
        <h3>{t("visitors.title")}</h3>
        {move || match own() {
            Some(visitors) => draw(visitors).into_any(),
            None => view! { <p class="hint">{t("visitors.unknown")}</p> }.into_any(),
        }}
    }
}

/// The answers of a way, in the form that a widget begins with: of choices that lead on alike, the first.
fn state_of(way: &[(String, Vec<String>)]) -> String {
    let pair = |(question, choices): &(String, Vec<String>)| Some(format!("{question}={}", choices.first()?));
    way.iter().filter_map(pair).collect::<Vec<_>>().join(",")
}
