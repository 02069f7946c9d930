//! An answer that a question offers.

use leptos::prelude::*;

use crate::draft::edit::NewThing;
use crate::draft::{Edit, Thing};
use crate::policy::Policy;
use crate::workshop::conditions::conditions;
use crate::workshop::fields::{Of, next_id, words};
use crate::workshop::found::found_only_here;
use crate::workshop::place::Place;
use crate::workshop::say::t;
use crate::workshop::things::acts::{Asked, acts, add};
use crate::workshop::things::called;

/// An answer with its explanation, and to whom it is offered.
pub fn choice(of: Memo<Option<Thing>>) -> impl IntoView {
    let of = move || of.get();
    let id = move || of().map(|of| called::id(&of)).unwrap_or_default();
    let question = move || match of() {
        Some(Thing::Choice(question, _)) => called::id(&Thing::Question(question)),
        _ => String::new(),
    };
    let key = move |text: &str| format!("question.{}.{text}.{}", question(), id());
    let place = move || of().and_then(|of| Place::of_thing(&of));
    view! {
        <li class="choice" tabindex="-1" data-place=move || place().map(|place| place.attribute())>
            {words(move || key("choice"), t("questions.answer"), 1)}
            {words(move || key("choice-hint"), t("questions.answer-hint"), 1)} {offered(of)}
            {found_only_here(next_id(), place)} {acts(of)}
        </li>
    }
}

/// To whom an answer is offered: a condition on the questions before it.
fn offered(of: impl Of) -> impl IntoView {
    let when = move |policy: &Policy| match of()? {
        Thing::Choice(question, choice) => {
            Some(policy.questions.get(question)?.choices.get(choice)?.offered_to.clone())
        }
        _ => None,
    };
    let before = move || {
        let mut ids = called::ids_like(&Thing::Question(0));
        ids.truncate(match of() {
            Some(Thing::Choice(question, _)) => question,
            _ => 0,
        });
        ids
    };
    conditions(of, "offered-to", t("questions.offered"), when, "questions.everybody", before)
}

/// Asks for another answer of a question.
pub fn add_choice(of: impl Of) -> impl IntoView {
    let question = move || match of() {
        Some(Thing::Question(question)) => question,
        _ => 0,
    };
    let key = move |id: &str| format!("question.{}.choice.{id}", called::id(&Thing::Question(question())));
    let make = move |id: &str| {
        let thing = NewThing::Choice { question: question(), id: id.to_owned() };
        vec![Edit::Add { thing, at: None }]
    };
    let asked = Asked { open: "questions.add-answer", title: "questions.answer" };
    add(asked, move || called::ids_like(&Thing::Choice(question(), 0)), key, || (), make)
}
