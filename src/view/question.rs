//! The screen that asks a question.

use reactive_graph::signal::ArcRwSignal;
use reactive_graph::traits::{Get, Set};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::dispatch::Dispatch;
use super::element::{El, button, el, focus};
use super::parts::{Rank, back, fill, given, heading, title};
use crate::decision::Event;
use crate::screen::{Choice, Question, Section};

/// The ids of elements that refer to each other. A shadow root keeps them apart from the page's.
const QUESTION: &str = "question";
const SUMMARY: &str = "summary";
const HINT: &str = "hint";
const ERROR: &str = "error";

/// A question, its choices, and the way back.
pub fn draw(question: Question, level: u8, dispatch: &Dispatch) -> El {
    let Question { id, back: to_last, intro, title: asked, hint, choices, proceed, unanswered, answers, privacy } =
        question;
    // What is said before the question is heard before it: it takes the focus in its place.
    let intro = intro.map(|intro| fill(el("div").class("lead").set("tabindex", "-1"), &intro));
    let hint = hint.map(|hint| fill(el("p").class("hint").set("id", HINT), &hint));

    let mut list = el("div").class("choices");
    let mut first = None;
    let mut known = Vec::new();
    for choice in choices {
        let Choice { id, answer, label, hint, chosen } = choice;
        let label = el("label").set("for", &choice_id(&id)).text(&label);
        let hint = hint.map(|hint| fill(el("p").class("hint").set("id", &hint_id(&id)), &hint));
        let radio = radio(&id, hint.is_some(), chosen);
        first.get_or_insert_with(|| radio.reference());
        list = list.add(el("div").class("choice").part("choice").add(radio).add(label).add_if(hint));
        known.push((id, answer));
    }

    let is_unanswered = ArcRwSignal::new(false);
    let submit = {
        let is_unanswered = is_unanswered.clone();
        move |dispatch: &Dispatch, event: web_sys::Event| {
            event.prevent_default();
            let chosen = chosen_in(&event);
            match known.iter().find(|(id, _)| chosen.as_ref() == Some(id)) {
                Some((_, answer)) => dispatch.send(Event::Answered(*answer)),
                // Set even when it is set already: the message takes the focus again.
                None => is_unanswered.set(true),
            }
        }
    };
    let Section { heading: error, body: choose } = unanswered;
    let summary = {
        let (is_unanswered, choose, dispatch) = (is_unanswered.clone(), choose.clone(), dispatch.clone());
        move || {
            if !is_unanswered.get() {
                return None;
            }
            let first = first.clone();
            let lead = button("link", "link", &dispatch, move |_| {
                if let Some(first) = &first {
                    focus(first);
                }
            });
            // It takes the focus and is read for it; a role of an alert would have it read twice.
            let summary = el("div").class("summary").part("error").set("role", "group").set("tabindex", "-1");
            // It stands before the question, so its level is no lower.
            let error = heading(level, Rank::Screen, &error).set("id", SUMMARY);
            Some(summary.set("aria-labelledby", SUMMARY).focused().add(error).add(lead.text(&choose)))
        }
    };
    let message = {
        let is_unanswered = is_unanswered.clone();
        move || is_unanswered.get().then(|| el("p").class("error").set("id", ERROR).text(&choose))
    };
    let hint_id = hint.is_some().then_some(HINT);
    let described = move || {
        let mut ids = String::new();
        for id in [hint_id, is_unanswered.get().then_some(ERROR)].into_iter().flatten() {
            if !ids.is_empty() {
                ids.push(' ');
            }
            ids.push_str(id);
        }
        (!ids.is_empty()).then_some(ids)
    };

    // The question stands before its group and not in a legend: a screen reader would say it as the group's name and again as
    // the heading that takes the focus.
    let fieldset = el("fieldset")
        .set("aria-labelledby", QUESTION)
        .set_while("aria-describedby", described)
        .show(message)
        .add(list);
    let proceed = el("button").set("type", "submit").class("button").part("button").text(&proceed);
    let form = el("form").set("novalidate", "").on("submit", dispatch, submit).add(fieldset).add(proceed);
    let asked = title(level, &asked).class("question").set("id", QUESTION);
    el("section")
        .set("data-screen", "question")
        .set("data-id", &id)
        .part("screen question")
        .add_if(to_last.map(|label| back(&label, dispatch)))
        .show(summary)
        .add_if(intro)
        .add(asked)
        .add_if(hint)
        .add(form)
        .add_if(answers.map(|answers| given(answers, level, dispatch)))
        .add(el("p").class("fine").text(&privacy))
}

fn radio(id: &str, has_hint: bool, chosen: bool) -> El {
    let radio = el("input").set("type", "radio").set("name", "choice").set("id", &choice_id(id)).set("value", id);
    let radio = if has_hint { radio.set("aria-describedby", &hint_id(id)) } else { radio };
    if chosen { radio.set("checked", "") } else { radio }
}

fn choice_id(id: &str) -> String {
    ["choice-", id].concat()
}

fn hint_id(id: &str) -> String {
    ["hint-", id].concat()
}

/// The value of the radio that is checked in the form of an event. The form itself is asked, so that a choice
/// counts however it was made.
fn chosen_in(event: &web_sys::Event) -> Option<String> {
    let form: HtmlElement = event.current_target()?.unchecked_into();
    let radio = form.query_selector("input:checked").ok()??;
    Some(radio.unchecked_into::<HtmlInputElement>().value())
}
