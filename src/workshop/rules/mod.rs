//! The decision table: a row for each rule, a column for each question, and what the rule leads to.

mod row;

mod visitors;

use std::collections::BTreeMap;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlElement, KeyboardEvent};

use super::place::{Place, focus};
use super::say::{Say, t};
use super::state::{Workshop, workshop};
use crate::draft::edit::{NewRule, NewThing};
use crate::draft::paste::{self, Names};
use crate::draft::{Edit, ids};
use crate::policy::{Policy, Rule};

/// A rule by its id, and which of those with that id it is: ids may be the same while they are being edited.
pub type Key = (String, usize);

/// What rows are shown, and in which order.
#[derive(Clone, Copy)]
struct Filter {
    search: RwSignal<String>,
    by_outcome: RwSignal<bool>,
}

/// The table, with what narrows it down.
pub fn rules() -> impl IntoView {
    let workshop = workshop();
    let filter = Filter { search: RwSignal::new(String::new()), by_outcome: RwSignal::new(false) };
    let questions = Memo::new(move |_| {
        let ids = |policy: &Policy| policy.questions.iter().map(|question| question.id.clone()).collect::<Vec<_>>();
        workshop.policy.with(|policy| policy.as_ref().map(ids).unwrap_or_default())
    });
    let rows = Memo::new(move |_| {
        workshop.policy.with(|policy| policy.as_ref().map(|policy| shown(policy, filter))).unwrap_or_default()
    });
    let head = move || {
        let title = |id: String| {
            let key = format!("question.{id}.title");
            view! { <th scope="col">{move || workshop.name(&key, &id)}</th> }
        };
        questions.get().into_iter().map(title).collect_view()
    };
    let add = move |_| {
        let new = workshop.policy.with_untracked(|policy| {
            policy.as_ref().map(|policy| (new_rule(policy, &workshop.say), policy.rules.len()))
        });
        if let Some((rule, number)) = new {
            workshop.seal();
            workshop.edit(Edit::Add { thing: NewThing::Rule(rule), at: None });
            focus(&Place::of_policy(["rule".into(), number.into()]));
        }
    };
    let is_lit = move || workshop.shown.with(|shown| !shown.rules.is_empty());
    view! {
        <h2 tabindex="-1">{t("view.rules")}</h2>
        <div class="tools">
            <label>
                {t("rules.search")}
                <input type="search" bind:value=filter.search />
            </label>
            <label>
                <input type="checkbox" bind:checked=filter.by_outcome />
                {t("rules.by-outcome")}
            </label>
            <button type="button" on:click=add>{t("rules.add")}</button>
        </div>
        <p class="hint">{move || workshop.say.count("rules.shown", rows.with(Vec::len))}</p>
        <div class="table" role="region" tabindex="0" aria-label=t("view.rules")>
            <table class="rules" class:lit=is_lit on:keydown=move_by_key on:paste=move |event| paste_rows(workshop, &event)>
                <thead>
                    <tr>
                        <th scope="col">{t("rules.rule")}</th>
                        {head}
                        <th scope="col">{t("rules.outcome")}</th>
                        <th scope="col">{t("rules.facts")}</th>
                        <th scope="col">{t("rules.reading")}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || rows.get() key=|key| key.clone() let(key)>
                        {row::row(key, questions)}
                    </For>
                </tbody>
            </table>
        </div>
    }
}

/// A rule without conditions yet. It leads to an outcome that is there, as each rule has to lead somewhere.
fn new_rule(policy: &Policy, say: &Say) -> NewRule {
    let taken: Vec<String> = policy.rules.iter().map(|rule| rule.id.clone()).collect();
    NewRule {
        id: ids::of_title(&say.text("rules.new"), &taken),
        when: Vec::new(),
        outcome: policy.outcomes.first().map(|outcome| outcome.id.clone()).unwrap_or_default(),
        facts: Vec::new(),
        reading: None,
    }
}

/// The rules that are shown, in their order.
fn shown(policy: &Policy, filter: Filter) -> Vec<Key> {
    let wanted = filter.search.get().to_lowercase();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all: Vec<(Key, &Rule)> = Vec::new();
    for rule in &policy.rules {
        let nth = seen.entry(&rule.id).or_default();
        all.push(((rule.id.clone(), *nth), rule));
        *nth += 1;
    }
    if !wanted.is_empty() {
        all.retain(|(_, rule)| words_of(rule).iter().any(|word| word.to_lowercase().contains(&wanted)));
    }
    if filter.by_outcome.get() {
        let place = |rule: &Rule| policy.outcomes.iter().position(|outcome| outcome.id == rule.outcome);
        all.sort_by_key(|(_, rule)| place(rule));
    }
    all.into_iter().map(|(key, _)| key).collect()
}

/// All that a rule can be found by: its ids, and what visitors call them.
fn words_of(rule: &Rule) -> Vec<String> {
    let workshop = workshop();
    let mut words = vec![rule.id.clone(), rule.outcome.clone()];
    words.push(workshop.text(&format!("outcome.{}.title", rule.outcome)));
    words.extend(rule.facts.iter().cloned());
    words.extend(rule.reading.clone());
    for (question, allowed) in &rule.when {
        for choice in allowed.named() {
            words.push(choice.clone());
            words.push(workshop.text(&format!("question.{question}.choice.{choice}")));
        }
    }
    words
}

/// Rows of a spreadsheet become rules, at the end of the table. What is pasted into a field stays there.
fn paste_rows(workshop: Workshop, event: &ClipboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if target.is_some_and(|target| target.closest("dialog, input").ok().flatten().is_some()) {
        return;
    }
    let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
    if !text.contains('\t') {
        return;
    }
    event.prevent_default();
    let say = workshop.say;
    let (all, but) = (say.text("cell.all"), say.with("cell.but", &[("choices", "")]));
    let rules = workshop.policy.with_untracked(|policy| {
        let policy = policy.as_ref()?;
        let read = workshop.words.with_untracked(|texts| {
            let names = Names { all: &all, but: &but, texts };
            paste::rules(&text, policy, &names)
        });
        Some((read, policy.rules.len()))
    });
    match rules {
        Some((Ok(rules), at)) => {
            workshop.seal();
            workshop.edit(Edit::Paste { rules, at });
        }
        Some((Err(unknown), _)) => workshop.told.set(say.with("rules.unknown", &[("text", &unknown)])),
        None => (),
    }
}

/// As in a spreadsheet: the arrows go from cell to cell, and Enter in a field goes to the one below.
fn move_by_key(event: KeyboardEvent) {
    let Some(from) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let is_text = from.matches("input, textarea").unwrap_or_default();
    let is_menu = from.matches("select").unwrap_or_default();
    let (right, down) = match event.key().as_str() {
        "ArrowRight" if !is_text && !is_menu => (1, 0),
        "ArrowLeft" if !is_text && !is_menu => (-1, 0),
        "ArrowDown" if !is_menu => (0, 1),
        "ArrowUp" if !is_menu => (0, -1),
        "Enter" if is_text => (0, 1),
        _ => return,
    };
    if event.alt_key() || from.closest("dialog").ok().flatten().is_some() {
        return;
    }
    if let Some(cell) = neighbour(&from, right, down) {
        event.prevent_default();
        // A field of the table can take the focus.
        let _ = cell.focus();
    }
}

fn neighbour(from: &Element, right: i32, down: i32) -> Option<HtmlElement> {
    let cell = from.closest("td, th").ok().flatten()?;
    let row = cell.closest("tr").ok().flatten()?;
    let mut column = 0;
    let mut before = cell.previous_element_sibling();
    while let Some(sibling) = before {
        column += 1;
        before = sibling.previous_element_sibling();
    }
    let row = match down {
        1 => row.next_element_sibling()?,
        -1 => row.previous_element_sibling()?,
        _ => row,
    };
    let cell = row.children().item(u32::try_from(column + right).ok()?)?;
    cell.query_selector("button, input, select").ok().flatten()?.dyn_into().ok()
}
