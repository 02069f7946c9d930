//! Notices: what is said beside an outcome, and to whom.

use leptos::prelude::*;

use super::conditions::{all_questions, conditions};
use super::edited;
use super::fields::{Listed, all_outcomes, facts, ticks, words};
use super::say::t;
use super::state::workshop;
use super::things::acts::{Asked, add};
use super::things::called::{id, ids_like};
use super::things::{head, list_with_texts};
use crate::draft::edit::NewThing;
use crate::draft::{Edit, Thing};
use crate::policy::{Notice, Policy, Verdict};

/// The notices, and one to be added.
pub fn notices() -> impl IntoView {
    view! {
        {head("view.notices", "notice")}
        <p class="hint">{t("notices.lead")}</p>
        {edited::menu()}
        {list_with_texts(Thing::Notice(0), fields)}
        {addition()}
    }
}

fn addition() -> impl IntoView {
    let make = |id: &str| {
        let (when, verdicts, outcomes, facts) = Default::default();
        vec![Edit::Add { thing: NewThing::Notice { id: id.to_owned(), when, verdicts, outcomes, facts }, at: None }]
    };
    let asked = Asked { open: "notices.add", title: "notices.title" };
    add(asked, || ids_like(&Thing::Notice(0)), |id| format!("notice.{id}.title"), || (), make)
}

/// What a visitor reads stands first, and then with which answers and beside which outcomes.
fn fields(of: Memo<Option<Thing>>) -> impl IntoView {
    let of = move || of.get();
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
        {ticks(
            of,
            "verdicts",
            t("notices.verdicts"),
            move |policy| find(of(), policy).map(|notice| notice.verdicts.iter().map(|verdict| verdict.id().to_owned()).collect()),
            all_verdicts,
            Listed::Names,
        )}
        {ticks(
            of,
            "outcomes",
            t("notices.outcomes"),
            move |policy| find(of(), policy).map(|notice| notice.outcomes.clone()),
            all_outcomes,
            Listed::Names,
        )}
        <p class="hint">{t("notices.none-hint")}</p>
        {facts(of, move |policy| find(of(), policy).map(|notice| notice.facts.clone()))}
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
