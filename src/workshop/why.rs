//! Why the visitor of the preview is where they are, and what would have led elsewhere.

use leptos::prelude::*;

use super::place::{Place as FilePlace, go_to};
use super::say::t;
use super::state::workshop;
use crate::draft::why::{Change, Ground, Kind, Place, Why};
use crate::policy::Policy;

/// The rules and facts of the screen that the preview shows, folded away until somebody asks.
pub fn why() -> impl IntoView {
    let workshop = workshop();
    let is_open = RwSignal::new(false);
    let why = move || {
        let state = workshop.shown.with(|shown| shown.state.clone());
        workshop.policy.with(|policy| policy.as_ref().map(|policy| Why::of(policy, &state))).unwrap_or_default()
    };
    let content = move || {
        let Why { grounds, changes } = why();
        let is_empty = grounds.is_empty() && changes.is_empty();
        view! {
            <Show when=move || is_empty>
                <p class="hint">{t("why.nothing")}</p>
            </Show>
            {grounds.into_iter().map(ground).collect_view()}
            <h3>{t("why.changes")}</h3>
            <ul>{changes.into_iter().map(change).collect_view()}</ul>
        }
    };
    view! {
        <details on:toggle=move |_| is_open.update(|open| *open = !*open)>
            <summary>{t("why.title")}</summary>
            {move || is_open.get().then(content)}
        </details>
    }
}

fn ground(ground: Ground) -> impl IntoView {
    let workshop = workshop();
    let Ground { kind, id, facts, reading } = ground;
    let key = match kind {
        Kind::Rule => "why.rule",
        Kind::Notice => "why.notice",
        Kind::Closed => "why.closed",
    };
    let says = move |fact: &String| {
        workshop
            .policy
            .with(|policy| policy.as_ref().and_then(|policy| policy.facts.get(fact).cloned()))
            .unwrap_or_default()
    };
    let facts = facts.into_iter().map(move |fact| {
        let text = says(&fact);
        view! { <li><strong>{fact}</strong> " " {text}</li> }
    });
    let place = workshop.policy.with(|policy| policy.as_ref().and_then(|policy| place_of(policy, kind, &id)));
    let name = id.clone();
    view! {
        <h3>
            {t(key)}
            " "
            {match place {
                Some(place) => {
                    view! {
                        <button type="button" class="link" on:click=move |_| go_to(workshop, &place)>{id}</button>
                    }
                    .into_any()
                }
                None => name.into_any(),
            }}
        </h3>
        <ul>{facts.collect_view()}</ul>
        {reading.map(|reading| view! { <p class="hint">{reading}</p> })}
    }
}

fn change(change: Change) -> impl IntoView {
    let workshop = workshop();
    let Change { question, choice, others } = change;
    let label = {
        let question = question.clone();
        move |id: &String| workshop.name(&format!("question.{question}.choice.{id}"), id)
    };
    let asked = workshop.name(&format!("question.{question}.title"), &question);
    let others = others.into_iter().map(|(choices, place)| {
        let answers = choices.iter().map(&label).collect::<Vec<_>>().join(" / ");
        let place = match place {
            Place::Same => workshop.say.text("why.same"),
            Place::Question(id) => {
                let name = workshop.name(&format!("question.{id}.title"), &id);
                workshop.say.with("why.asks", &[("question", &name)])
            }
            Place::Outcome(id) => workshop.name(&format!("outcome.{id}.title"), &id),
        };
        view! { <li>{answers} ": " <strong>{place}</strong></li> }
    });
    let others = others.collect_view();
    view! {
        <li>
            {asked}
            " "
            {label(&choice)}
            <ul>{others}</ul>
        </li>
    }
}

/// Where a ground stands in the policy's file.
fn place_of(policy: &Policy, kind: Kind, id: &str) -> Option<FilePlace> {
    let (list, number) = match kind {
        Kind::Rule => ("rule", policy.rules.iter().position(|rule| rule.id == id)?),
        Kind::Notice => ("notice", policy.notices.iter().position(|notice| notice.id == id)?),
        Kind::Closed => ("closed", policy.closed.iter().position(|closed| closed.channel == id)?),
    };
    Some(FilePlace::of_policy([list.into(), number.into()]))
}
