//! The screen that asks a question.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::element::{El, button, el, focus};
use super::{Dispatch, Guide, Rank};
use crate::decision::{Answer, Ask, Event};

/// The ids of elements that refer to each other. A shadow root keeps them apart from the page's.
const INTRO: &str = "intro";
const HINT: &str = "hint";
const ERROR: &str = "error";

/// A question, its choices, and the way back.
pub fn screen(guide: &Rc<Guide>, ask: Ask, dispatch: &Dispatch, to_focus: bool) -> El {
    let question = ask.question;
    let Some(asked) = guide.policy.questions.get(question) else { return el("section") };
    let intro = guide.tell_if(el("p").class("lead").set("id", INTRO), &["question.", &asked.id, ".intro"]);
    let hint = guide.tell_if(el("p").class("hint").set("id", HINT), &["question.", &asked.id, ".hint"]);

    let mut choices = el("div").class("choices");
    let mut first = None;
    for choice in &ask.offered {
        let Some(id) = asked.choices.get(*choice) else { continue };
        let label = guide.say(el("label").set("for", &choice_id(id)), &["question.", &asked.id, ".choice.", id]);
        let hint = el("p").class("hint").set("id", &hint_id(id));
        let hint = guide.tell_if(hint, &["question.", &asked.id, ".choice-hint.", id]);
        let radio = radio(id, hint.is_some(), ask.chosen == Some(*choice));
        first.get_or_insert_with(|| radio.reference());
        choices = choices.add(el("div").class("choice").part("choice").add(radio).add(label).add_if(hint));
    }

    let unanswered = ArcRwSignal::new(false);
    let submit = {
        let (guide, dispatch, unanswered) = (guide.clone(), dispatch.clone(), unanswered.clone());
        move |event: web_sys::Event| {
            event.prevent_default();
            let chosen = chosen_in(&event)
                .and_then(|id| guide.policy.questions.get(question)?.choices.iter().position(|known| *known == id));
            match chosen {
                Some(choice) => dispatch.send(Event::Answered(Answer { question, choice })),
                // Set even when it is set already: the message takes the focus again.
                None => unanswered.set(true),
            }
        }
    };
    let summary = {
        let (guide, unanswered) = (guide.clone(), unanswered.clone());
        move || {
            if !unanswered.get() {
                return None;
            }
            let heading = guide.heading(Rank::Section, &["ui.error"]);
            let first = first.clone();
            let lead = button("link", "link", &guide.words.plain(&["ui.choose"]), move || {
                if let Some(first) = &first {
                    focus(first);
                }
            });
            let summary = el("div").class("summary").part("error").set("role", "alert").set("tabindex", "-1");
            Some(summary.focused().add(heading).add(lead))
        }
    };
    let message = {
        let (guide, unanswered) = (guide.clone(), unanswered.clone());
        move || {
            let message = || guide.say(el("p").class("error").set("id", ERROR), &["ui.choose"]);
            unanswered.get().then(message)
        }
    };
    let (intro_id, hint_id) = (intro.is_some().then_some(INTRO), hint.is_some().then_some(HINT));
    let described = move || {
        let mut ids = String::new();
        for id in [intro_id, hint_id, unanswered.get().then_some(ERROR)].into_iter().flatten() {
            if !ids.is_empty() {
                ids.push(' ');
            }
            ids.push_str(id);
        }
        (!ids.is_empty()).then_some(ids)
    };

    let title = guide.title(&["question.", &asked.id, ".title"], to_focus);
    let fieldset = el("fieldset")
        .set_while("aria-describedby", described)
        .add(el("legend").add(title))
        .add_if(hint)
        .show(message)
        .add(choices);
    let proceed = el("button").set("type", "submit").class("button").part("button");
    let proceed = guide.say(proceed, &["ui.continue"]);
    let form = el("form").set("novalidate", "").on("submit", submit).add(fieldset).add(proceed);
    el("section")
        .set("data-screen", "question")
        .set("data-id", &asked.id)
        .part("screen question")
        .add_if((!ask.trail.is_empty()).then(|| guide.back(dispatch)))
        .show(summary)
        .add_if(intro)
        .add(form)
        .add_if(guide.trail("ui.answers", &ask.trail, dispatch))
        .add(guide.say(el("p").class("fine"), &["ui.privacy"]))
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
