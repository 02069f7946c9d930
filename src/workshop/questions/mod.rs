//! The questions as visitors are asked them, with their answers.

mod choice;

use leptos::prelude::*;

use super::fields::words;
use super::place::Place;
use super::say::t;
use super::state::workshop;
use super::things::acts::{Asked, add};
use super::things::{called, head, item, list};
use crate::draft::edit::NewThing;
use crate::draft::ids::of_title;
use crate::draft::{Edit, Thing};

/// The questions in the order in which they are asked.
pub fn questions() -> impl IntoView {
    view! {
        {head("view.questions", "question")}
        <p class="hint">{t("questions.lead")}</p>
        {list(|| Some(Thing::Question(0)), question)}
        <div class="tools">{add_question()}</div>
    }
}

/// A question from top to bottom as it is asked.
fn question(of: Memo<Option<Thing>>) -> impl IntoView {
    let workshop = workshop();
    let of = move || of.get();
    let id = move || of().map(|of| called::id(&of)).unwrap_or_default();
    let key = move |text: &str| format!("question.{}.{text}", id());
    let texts = move || vec![Place::of_text(&workshop.language.get(), &format!("question.{}", id()))];
    let answer = move || match of() {
        Some(Thing::Question(question)) => Some(Thing::Choice(question, 0)),
        _ => None,
    };
    let content = move || {
        view! {
            {words(move || key("intro"), t("questions.intro"), 1)}
            {words(move || key("title"), t("questions.title"), 1)}
            {words(move || key("hint"), t("questions.hint"), 2)}
            <h4>{t("questions.answers")}</h4>
            {list(answer, choice::choice)}
            <div class="tools">{choice::add_choice(of)}</div>
        }
    };
    item(of, texts, content)
}

/// Asks for a new question, and for its answers: one on each line.
fn add_question() -> impl IntoView {
    let workshop = workshop();
    let answers = RwSignal::new(String::new());
    let more = move || {
        answers.set(String::new());
        view! {
            <label class="field">
                <span>{t("questions.new-answers")}</span>
                <textarea rows="4" bind:value=answers></textarea>
            </label>
        }
    };
    let key = |id: &str| format!("question.{id}.title");
    let make = move |id: &str| {
        let (mut choices, mut texts): (Vec<String>, Vec<Edit>) = Default::default();
        for answer in answers.get_untracked().lines().map(str::trim).filter(|answer| !answer.is_empty()) {
            let choice = of_title(answer, &choices);
            let (language, key) = (workshop.language.get_untracked(), format!("question.{id}.choice.{choice}"));
            texts.push(Edit::Text { language, key, text: answer.to_owned() });
            choices.push(choice);
        }
        let question = Edit::Add { thing: NewThing::Question { id: id.to_owned(), choices }, at: None };
        [vec![question], texts].concat()
    };
    let asked = Asked { open: "questions.add", title: "questions.title" };
    add(asked, || called::ids_like(&Thing::Question(0)), key, more, make)
}
