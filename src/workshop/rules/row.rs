//! A row of the table: a rule.

use leptos::prelude::*;

use super::Key;
use super::visitors::visitors;
use crate::draft::edit::Value;
use crate::draft::{Edit, Thing};
use crate::policy::{Policy, Rule};
use crate::workshop::condition::condition;
use crate::workshop::dialog::dialog;
use crate::workshop::fields::{facts, next_id};
use crate::workshop::found::found_here;
use crate::workshop::place::{Place, focus};
use crate::workshop::say::t;
use crate::workshop::state::workshop;
use crate::workshop::things;

/// A rule, with a cell for each question.
pub fn row(key: Key, questions: Memo<Vec<String>>) -> impl IntoView {
    let workshop = workshop();
    let key = StoredValue::new(key);
    // Where the rule stands in the file now.
    let place = Memo::new(move |_| {
        workshop.policy.with(|policy| policy.as_ref().and_then(|policy| key.with_value(|key| place_of(policy, key))))
    });
    let thing = move || place.get_untracked().map(Thing::Rule);
    let rule = move |policy: &Policy| place.get().and_then(|place| policy.rules.get(place).cloned());
    let field = move |get: fn(Rule) -> String| {
        workshop.policy.with(|policy| policy.as_ref().and_then(rule).map(get)).unwrap_or_default()
    };
    let set = move |name: &str, value: Value| {
        if let Some(of) = thing() {
            workshop.edit(Edit::Property { of, name: name.to_owned(), value });
        }
    };
    let is_lit = move || workshop.shown.with(|shown| key.with_value(|(id, _)| shown.rules.contains(id)));
    let at = move || place.get().map(|place| Place::of_policy(["rule".into(), place.into()]));
    let is_broken = move || at().is_some_and(|place| place.found().iter().any(|found| found.is_error));
    let cells = move || {
        let cell = |question: String| {
            view! { <td>{condition(thing, "when", move |policy| rule(policy).map(|rule| rule.when), question)}</td> }
        };
        questions.get().into_iter().map(cell).collect_view()
    };
    // The menu stays as it is while nothing in it changes: a screen reader tells of one that is made anew.
    let outcomes = Memo::new(move |_| {
        let ids = |policy: &Policy| policy.outcomes.iter().map(|outcome| outcome.id.clone()).collect::<Vec<_>>();
        let own = field(|rule| rule.outcome);
        let mut all = workshop.policy.with(|policy| policy.as_ref().map(ids).unwrap_or_default());
        if !all.contains(&own) {
            all.insert(0, own.clone());
        }
        let named = |id: String| (workshop.name(&format!("outcome.{id}.title"), &id), id == own, id);
        all.into_iter().map(named).collect::<Vec<_>>()
    });
    let options = move || {
        let option = |(name, is_chosen, id)| view! { <option value=id prop:selected=is_chosen>{name}</option> };
        outcomes.get().into_iter().map(option).collect_view()
    };
    view! {
        <tr class:lit=is_lit class:broken=is_broken>
            <th scope="row">{acts(key, place, at)}</th>
            {cells}
            <td>
                <select
                    aria-label=t("rules.outcome")
                    on:change:target=move |event| {
                        workshop.seal();
                        set("outcome", Value::Text(event.target().value()));
                    }
                >
                    {options}
                </select>
            </td>
            <td>{facts(thing, move |policy| rule(policy).map(|rule| rule.facts))}</td>
            <td>
                <input
                    type="text"
                    aria-label=t("rules.reading")
                    prop:value=move || field(|rule| rule.reading.unwrap_or_default())
                    on:input:target=move |event| {
                        let text = event.target().value();
                        set("reading", if text.is_empty() { Value::None } else { Value::Text(text) });
                    }
                    on:blur=move |_| workshop.seal()
                />
            </td>
        </tr>
    }
}

/// The rule's name, which opens what can be done with the rule as a whole.
fn acts(
    key: StoredValue<Key>,
    place: Memo<Option<usize>>,
    at: impl Fn() -> Option<Place> + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let workshop = workshop();
    let open = RwSignal::new(false);
    let id = move || key.with_value(|(id, _)| id.clone());
    let duplicate = move |_| {
        if let Some(rule) = place.get_untracked() {
            open.set(false);
            workshop.seal();
            workshop.edit(Edit::Duplicate { rule });
            focus(&Place::of_policy(["rule".into(), (rule + 1).into()]));
        }
    };
    let of = move || place.get().map(Thing::Rule);
    let tried = move || {
        open.set(false);
        at().iter().for_each(focus);
    };
    let content = move || {
        let questions = workshop.policy.with(|policy| {
            policy.iter().flat_map(|policy| &policy.questions).map(|question| question.id.clone()).collect::<Vec<_>>()
        });
        let split = questions.into_iter().map(|question| {
            let name = workshop.name(&format!("question.{question}.title"), &question);
            let split = move |_| {
                if let Some(rule) = place.get_untracked() {
                    open.set(false);
                    workshop.seal();
                    workshop.edit(Edit::Split { rule, question: question.clone() });
                    focus(&Place::of_policy(["rule".into(), rule.into()]));
                }
            };
            view! { <button type="button" on:click=split>{name}</button> }
        });
        view! {
            {things::acts::acts(of)}
            <p class="tools">
                <button type="button" on:click=duplicate>{t("rules.duplicate")}</button>
            </p>
            {visitors(id, tried)}
            <h3>{t("rules.split")}</h3>
            <p class="tools">{split.collect_view()}</p>
        }
    };
    let described = next_id();
    view! {
        <button
            type="button"
            class="cell"
            data-place=move || at().map(|at| at.attribute())
            aria-haspopup="dialog"
            aria-describedby=described.clone()
            on:click=move |_| open.set(true)
        >
            {id}
        </button>
        {found_here(described, at)}
        {dialog(open, id, content)}
    }
}

/// Where the rule with a key stands.
fn place_of(policy: &Policy, (id, nth): &Key) -> Option<usize> {
    let mut own = policy.rules.iter().enumerate().filter(|(_, rule)| rule.id == *id);
    own.nth(*nth).map(|(place, _)| place)
}
