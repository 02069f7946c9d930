//! The screen that asks a question.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::element::{El, Tag, button, el};
use super::text::rich;
use super::{Dispatch, Guide, Rank, focus_when_there};
use crate::decision::{Answer, Ask, Event};
use crate::policy::words::Rich;

/// The ids of elements that refer to each other. A shadow root keeps them apart from the page's.
const INTRO: &str = "intro";
const HINT: &str = "hint";
const ERROR: &str = "error";

/// A question, its choices, and the way back.
pub fn screen(guide: &Guide, ask: &Ask, dispatch: Dispatch, focus: bool) -> El {
    let question = ask.question;
    let Some(asked) = guide.policy.questions.get(question) else { return el("section") };
    let words = &guide.words;
    let of = |part: &str| words.line(&["question.", &asked.id, part]);
    let (intro, hint) = (of(".intro"), of(".hint"));
    let (error, choose) = (words.plain(&["ui.error"]), words.plain(&["ui.choose"]));

    let first = NodeRef::<Tag>::new();
    let choices = ask.offered.iter().filter_map(|choice| {
        let id = asked.choices.get(*choice)?;
        let label = words.plain(&["question.", &asked.id, ".choice.", id]);
        let hint = words.line(&["question.", &asked.id, ".choice-hint.", id]);
        let node = (ask.offered.first() == Some(choice)).then_some(first);
        Some(radio(id, label, hint, ask.chosen == Some(*choice), node))
    });

    let unanswered = RwSignal::new(false);
    let choice_ids = asked.choices.clone();
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let chosen = chosen_in(&event).and_then(|id| choice_ids.iter().position(|known| *known == id));
        match chosen {
            Some(choice) => dispatch.send(Event::Answered(Answer { question, choice })),
            // Set even when it is set already: the message takes the focus again.
            None => unanswered.set(true),
        }
    };
    let summary = {
        let (guide, choose) = (guide.clone(), choose.clone());
        move || {
            unanswered.get().then(|| {
                let summary = NodeRef::<Tag>::new();
                focus_when_there(summary);
                let heading = guide.heading(Rank::Section, error.clone());
                let lead = button("link", "link", choose.clone(), move || focus_first(first));
                el("div")
                    .class("summary")
                    .part("error")
                    .set("role", "alert")
                    .set("tabindex", "-1")
                    .known_as(summary)
                    .with([heading, lead])
                    .view()
            })
        }
    };
    let message = move || unanswered.get().then(|| el("p").class("error").set("id", ERROR).text(choose.clone()).view());
    let described_by = [intro.is_some().then_some(INTRO), hint.is_some().then_some(HINT)];
    let described = move || {
        let ids: Vec<&str> = described_by.into_iter().flatten().chain(unanswered.get().then_some(ERROR)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    };

    let title = guide.title(&["question.", &asked.id, ".title"], focus);
    let fieldset = el("fieldset")
        .set_while("aria-describedby", described)
        .with([el("legend").with([title])])
        .with(hint.map(|hint| el("p").class("hint").set("id", HINT).with(rich(hint))))
        .show(message.into_any())
        .with([el("div").class("choices").with(choices)]);
    let proceed = el("button").set("type", "submit").class("button").part("button").text(words.plain(&["ui.continue"]));
    let form = el("form").set("novalidate", "").on("submit", submit).with([fieldset, proceed]);
    el("section")
        .set("data-screen", "question")
        .set("data-id", asked.id.clone())
        .part("screen question")
        .with((!ask.trail.is_empty()).then(|| guide.back(dispatch)))
        .show(summary.into_any())
        .with(intro.map(|intro| el("p").class("lead").set("id", INTRO).with(rich(intro))))
        .with([form])
        .with(guide.trail("ui.answers", &ask.trail, dispatch))
        .with([el("p").class("fine").text(words.plain(&["ui.privacy"]))])
}

/// A choice. `node` is set to its radio.
fn radio(id: &str, label: String, hint: Option<Rich>, chosen: bool, node: Option<NodeRef<Tag>>) -> El {
    let (element_id, hint_id) = (["choice-", id].concat(), ["hint-", id].concat());
    let mut input =
        el("input").set("type", "radio").set("name", "choice").set("id", element_id.clone()).set("value", id);
    if hint.is_some() {
        input = input.set("aria-describedby", hint_id.clone());
    }
    if chosen {
        input = input.set("checked", "");
    }
    if let Some(node) = node {
        input = input.known_as(node);
    }
    el("div")
        .class("choice")
        .part("choice")
        .with([input, el("label").set("for", element_id).text(label)])
        .with(hint.map(|hint| el("p").class("hint").set("id", hint_id).with(rich(hint))))
}

/// The value of the radio that is checked in the form of an event. The form itself is asked, so that a choice
/// counts however it was made.
fn chosen_in(event: &web_sys::Event) -> Option<String> {
    let form: HtmlElement = event.current_target()?.unchecked_into();
    let radio = form.query_selector("input:checked").ok()??;
    Some(radio.unchecked_into::<HtmlInputElement>().value())
}

fn focus_first(radio: NodeRef<Tag>) {
    if let Some(radio) = radio.get_untracked() {
        // A radio that cannot take the focus leaves it where it was; nothing is lost.
        let _ = radio.focus();
    }
}
