//! Notices: what is said beside an outcome, and to whom.

use leptos::prelude::*;

use super::conditions::{all_questions, conditions};
use super::edited;
use super::fields::{Of, all_facts, all_outcomes, names, ticks, words};
use super::place::Place;
use super::say::t;
use super::state::workshop;
use super::things::acts::{Asked, Titled, add};
use super::things::called::{id, ids_like};
use super::things::{head, item, list};
use crate::draft::edit::NewThing;
use crate::draft::{Edit, Thing};
use crate::policy::{Notice, Policy, Verdict};

/// The notices, and one to be added.
pub fn notices() -> impl IntoView {
    view! {
        {head("view.notices", "notice")}
        <p class="hint">{t("notices.lead")}</p>
        {edited::menu()}
        {list(
            || Some(Thing::Notice(0)),
            |of| {
                let of = move || of.get();
                item(of, move || texts_of(of), move || fields(of))
            },
        )}
        {addition()}
    }
}

fn addition() -> impl IntoView {
    let workshop = workshop();
    let make = move |titled: &Titled| {
        let id = titled.id.clone();
        let title = Edit::Text {
            language: workshop.language.get_untracked(),
            key: format!("notice.{id}.title"),
            text: titled.title.clone(),
        };
        let (when, verdicts, outcomes, facts) = Default::default();
        let thing = NewThing::Notice { id, when, verdicts, outcomes, facts };
        Edit::Several(vec![Edit::Add { thing, at: None }, title])
    };
    let place = |titled: &Titled| {
        let number = ids_like(&Thing::Notice(0)).iter().position(|id| *id == titled.id);
        Place::of_policy(["notice".into(), number.unwrap_or_default().into()])
    };
    let asked = Asked { open: "notices.add", title: "notices.title" };
    add(asked, || ids_like(&Thing::Notice(0)), || (), make, place)
}

/// What a visitor reads stands first, and then with which answers and beside which outcomes.
fn fields(of: impl Of) -> impl IntoView {
    let key = move |part: &'static str| move || of().map(|of| format!("notice.{}.{part}", id(&of))).unwrap_or_default();
    view! {
        {words(key("title"), t("notices.title"), 1)}
        {words(key("text"), t("notices.text"), 4)}
        {conditions(
            of,
            "when",
            t("notices.when"),
            move |policy| find(of(), policy).map(|notice| notice.when.clone()),
            "conditions.everybody",
            all_questions,
        )}
        {names(
            of,
            "verdicts",
            t("notices.verdicts"),
            move |policy| find(of(), policy).map(|notice| notice.verdicts.iter().map(|verdict| verdict.id().to_owned()).collect()),
            all_verdicts,
        )}
        {names(
            of,
            "outcomes",
            t("notices.outcomes"),
            move |policy| find(of(), policy).map(|notice| notice.outcomes.clone()),
            all_outcomes,
        )}
        <p class="hint">{t("notices.none-hint")}</p>
        {ticks(of, "facts", t("rules.facts"), move |policy| find(of(), policy).map(|notice| notice.facts.clone()), all_facts)}
    }
}

fn find(of: Option<Thing>, policy: &Policy) -> Option<&Notice> {
    match of {
        Some(Thing::Notice(number)) => policy.notices.get(number),
        _ => None,
    }
}

/// The verdicts, each as a visitor reads it.
fn all_verdicts() -> Vec<(String, String)> {
    let workshop = workshop();
    Verdict::ALL
        .map(|verdict| (verdict.id().to_owned(), workshop.text(&format!("verdict.{}.label", verdict.id()))))
        .to_vec()
}

/// Where the texts of the notice stand.
fn texts_of(of: impl Of) -> Vec<Place> {
    let language = workshop().language.get();
    of().into_iter().map(|of| Place::of_text(&language, &format!("notice.{}", id(&of)))).collect()
}
