//! The screen that asks a question.

use leptos::either::Either;
use leptos::ev::SubmitEvent;
use leptos::html::{Custom, Div, Input};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::text::rich;
use super::{Dispatch, Guide, Rank, focus_when_there};
use crate::decision::{Answer, Ask, Event};
use crate::policy::words::Rich;

/// The ids of elements that refer to each other. A shadow root keeps them apart from the page's.
const INTRO: &str = "intro";
const HINT: &str = "hint";
const ERROR: &str = "error";

/// A question, its choices, and the way back.
pub fn screen(guide: &Guide, ask: &Ask, dispatch: Dispatch, focus: bool) -> impl IntoView + use<> {
    let question = ask.question;
    let Some(asked) = guide.policy.questions.get(question) else { return Either::Left(()) };
    let words = &guide.words;
    let of = |part: &str| words.line(&["question.", &asked.id, part]);
    let (intro, hint) = (of(".intro"), of(".hint"));
    let (error, choose) = (words.plain(&["ui.error"]), words.plain(&["ui.choose"]));

    let heading = NodeRef::<Custom<&'static str>>::new();
    if focus {
        focus_when_there(heading);
    }
    let title = guide.heading(Rank::Screen).node_ref(heading).tabindex("-1").child(words.plain(&[
        "question.",
        &asked.id,
        ".title",
    ]));

    let first = NodeRef::<Input>::new();
    let choices: Vec<_> = ask
        .offered
        .iter()
        .filter_map(|choice| {
            let id = asked.choices.get(*choice)?;
            let label = words.plain(&["question.", &asked.id, ".choice.", id]);
            let hint = words.line(&["question.", &asked.id, ".choice-hint.", id]);
            let node = (ask.offered.first() == Some(choice)).then_some(first);
            Some(radio(id.clone(), label, hint, ask.chosen == Some(*choice), node))
        })
        .collect();

    let unanswered = RwSignal::new(false);
    let choice_ids = asked.choices.clone();
    let submit = move |event: SubmitEvent| {
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
        let summary = NodeRef::<Div>::new();
        move || {
            let heading = guide.heading(Rank::Section).child(error.clone());
            let choose = choose.clone();
            unanswered.get().then(|| {
                focus_when_there(summary);
                view! {
                    <div class="summary" part="error" role="alert" tabindex="-1" node_ref=summary>
                        {heading}
                        <button type="button" class="link" on:click=move |_| focus_first(first)>
                            {choose}
                        </button>
                    </div>
                }
            })
        }
    };
    let message = move || unanswered.get().then(|| view! { <p class="error" id=ERROR>{choose.clone()}</p> });
    let described_by = [intro.is_some().then_some(INTRO), hint.is_some().then_some(HINT)];
    let described = move || {
        let ids: Vec<&str> = described_by.into_iter().flatten().chain(unanswered.get().then_some(ERROR)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    };

    let back = (!ask.trail.is_empty()).then(|| {
        let back = words.plain(&["ui.back"]);
        view! {
            <button type="button" class="link back" part="link back" on:click=move |_| dispatch.send(Event::Back)>
                {back}
            </button>
        }
    });
    Either::Right(view! {
        <section data-screen="question" data-id=asked.id.clone() part="screen question">
            {back}
            {summary}
            {intro.map(|intro| view! { <p class="lead" id=INTRO>{rich(&intro)}</p> })}
            <form novalidate on:submit=submit>
                <fieldset aria-describedby=described>
                    <legend>{title}</legend>
                    {hint.map(|hint| view! { <p class="hint" id=HINT>{rich(&hint)}</p> })}
                    {message}
                    <div class="choices">{choices}</div>
                </fieldset>
                <button type="submit" class="button" part="button">{words.plain(&["ui.continue"])}</button>
            </form>
            {guide.trail("ui.answers", &ask.trail, dispatch)}
            <p class="fine">{words.plain(&["ui.privacy"])}</p>
        </section>
    })
}

/// A choice. `node` is set to its radio.
fn radio(
    id: String,
    label: String,
    hint: Option<Rich>,
    chosen: bool,
    node: Option<NodeRef<Input>>,
) -> impl IntoView + use<> {
    let element_id = format!("choice-{id}");
    let hint_id = format!("hint-{id}");
    let described = hint.is_some().then(|| hint_id.clone());
    let input = leptos::html::input()
        .r#type("radio")
        .name("choice")
        .id(element_id.clone())
        .value(id)
        .aria_describedby(described)
        .prop("checked", chosen)
        .node_ref(node.unwrap_or_default());
    view! {
        <div class="choice" part="choice">
            {input}
            <label for=element_id>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{rich(&hint)}</p> })}
        </div>
    }
}

/// The value of the radio that is checked in the form of an event. The form itself is asked, so that a choice
/// counts however it was made.
fn chosen_in(event: &SubmitEvent) -> Option<String> {
    let form: HtmlElement = event.current_target()?.unchecked_into();
    let radio = form.query_selector("input:checked").ok()??;
    Some(radio.unchecked_into::<HtmlInputElement>().value())
}

fn focus_first(radio: NodeRef<Input>) {
    if let Some(radio) = radio.get_untracked() {
        // A radio that cannot take the focus leaves it where it was; nothing is lost.
        let _ = radio.focus();
    }
}
