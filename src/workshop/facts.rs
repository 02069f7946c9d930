//! Facts: what the source decides, what rests on each, and which of them nobody may be told at once.

use leptos::prelude::*;

use super::dialog::{Answers, ask};
use super::fields::{Listed, Of, all_facts, area, menu, next_id, read, ticks};
use super::place::{Place, go_to};
use super::say::t;
use super::state::workshop;
use super::things::called::ids_like;
use super::things::{head, item, sections};
use crate::draft::edit::NewThing;
use crate::draft::ids::of_title;
use crate::draft::{Edit, Thing};
use crate::policy::{Contradiction, Policy};

/// The facts, and the contradictions among them.
pub fn facts() -> impl IntoView {
    let ids = Memo::new(move |_| read(|policy| Some(policy.facts.keys().cloned().collect::<Vec<_>>())));
    view! {
        {head("view.facts", "facts")}
        <p class="hint">{t("facts.lead")}</p>
        <ol class="things facts">
            <For each=move || ids.get() key=|id| id.clone() let(id)>
                {fact(id)}
            </For>
        </ol>
        {addition()}
        {head("facts.contradictions", "contradiction")}
        <p class="hint">{t("facts.contradictions-lead")}</p>
        {sections(Thing::Contradiction(0), "facts.add-contradiction", two, contradiction)}
    }
}

fn fact(id: String) -> impl IntoView {
    let id = StoredValue::new(id);
    let is_there = move || read(move |policy| Some(id.with_value(|id| policy.facts.contains_key(id))));
    let of = move || is_there().then(|| Thing::Fact(id.get_value()));
    item(of, Vec::new, move || text(of, id))
}

fn text(of: impl Of, id: StoredValue<String>) -> impl IntoView {
    let text = move || read(move |policy| id.with_value(|id| policy.facts.get(id).cloned()));
    let edit = move |text| Some(Edit::Fact { id: id.get_value(), text });
    area(t("facts.text"), text, edit, move || Place::of_thing(&of()?), 2)
}

/// Asks for a new fact. Its id follows those that are there.
fn addition() -> impl IntoView {
    let workshop = workshop();
    let (open, text) = (RwSignal::new(false), RwSignal::new(String::new()));
    let taken = || ids_like(&Thing::Fact(String::new()));
    let made = move || {
        let text = text.get().trim().to_owned();
        (!text.is_empty()).then(|| (following(&taken()).unwrap_or_else(|| of_title(&text, &taken())), text))
    };
    let act = move || {
        let Some((id, text)) = made() else { return false };
        workshop.seal();
        workshop.edit(Edit::Add { thing: NewThing::Fact { id: id.clone(), text }, at: None });
        Place::of_thing(&Thing::Fact(id)).iter().for_each(|place| go_to(workshop, place));
        true
    };
    let shown = move || match made() {
        Some((id, _)) => workshop.say.with("things.add.id", &[("id", &id)]),
        None => workshop.say.text("facts.add-hint"),
    };
    let content = move || {
        let described = next_id();
        view! {
            <label class="field">
                <span>{t("facts.text")}</span>
                <textarea rows="3" required=true aria-describedby=described.clone() bind:value=text></textarea>
            </label>
            <p class="hint" id=described>
                {shown}
            </p>
        }
    };
    let begin = move |_| {
        text.set(String::new());
        open.set(true);
    };
    let answers = Answers { yes: "things.add.yes", no: "things.add.no", is_careful: false };
    view! {
        <button type="button" aria-haspopup="dialog" on:click=begin>
            {t("facts.add")}
        </button>
        {ask(open, t("facts.add"), answers, content, act)}
    }
}

/// The id that follows those that are all letters and a number, as lawyers write them: `F08` after `F07`. None where they are not.
fn following(taken: &[String]) -> Option<String> {
    let parts = |id: &String| {
        let number = id.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).to_owned();
        let letters = id.strip_suffix(number.as_str())?.to_owned();
        Some((letters, number.len(), number.parse::<usize>().ok()?))
    };
    let all: Option<Vec<(String, usize, usize)>> = taken.iter().map(parts).collect();
    let all = all?;
    let (letters, ..) = all.first().cloned().unwrap_or(("F".to_owned(), 1, 0));
    let last =
        all.iter().filter(|(known, ..)| *known == letters).map(|(_, _, number)| *number).max().unwrap_or_default();
    let width = all.iter().map(|(_, width, _)| *width).max().unwrap_or_default();
    all.iter().all(|(known, ..)| *known == letters).then(|| format!("{letters}{:0width$}", last + 1))
}

/// Two facts that nobody may be told at once, to begin with; none where there are not so many.
fn two() -> Option<NewThing> {
    match ids_like(&Thing::Fact(String::new())).as_slice() {
        [fact, other, ..] => Some(NewThing::Contradiction { fact: fact.clone(), excludes: vec![other.clone()] }),
        _ => None,
    }
}

fn contradiction(number: usize) -> AnyView {
    let of = move || Some(Thing::Contradiction(number));
    let find = move |policy: &Policy| policy.contradictions.get(number).cloned();
    let called = || all_facts().into_iter().map(|(id, text)| (id.clone(), format!("{id} {text}"))).collect();
    view! {
        {menu(of, "fact", t("facts.fact"), move |policy| find(policy).map(|both: Contradiction| both.fact), called)}
        {ticks(of, "excludes", t("facts.excludes"), move |policy| find(policy).map(|both| both.excludes), all_facts, Listed::Ids)}
    }
    .into_any()
}
