//! The policy as a whole: what it is called, its version, its languages, and what no outcome says.

mod languages;

use leptos::prelude::*;

use super::fields::{Label, Reads, area, lines, menu, read};
use super::place::Place;
use super::say::{language_named, t};
use super::state::workshop;
use super::things::head;
use crate::draft::edit::Value;
use crate::draft::{Edit, Thing};

/// Everything about the policy as a whole.
pub fn policy() -> impl IntoView {
    let own = || Some(Thing::Policy);
    let say = workshop().say;
    let facts_languages = move || [vec![(String::new(), say.text("policy.same-language"))], all_languages()].concat();
    view! {
        <h2 tabindex="-1">{t("view.policy")}</h2>
        {line("id", t("policy.id"), |policy| Some(policy.id.clone()))}
        <p class="hint">{t("policy.id-hint")}</p>
        {line("version", t("policy.version"), |policy| Some(policy.version.clone()))}
        <p class="hint">{t("policy.version-hint")}</p>
        <h2>{t("policy.languages")}</h2>
        {menu(
            own,
            "default-language",
            t("policy.default-language"),
            |policy| Some(policy.default_language.clone()),
            all_languages,
        )}
        {menu(
            own,
            "facts-language",
            t("policy.facts-language"),
            |policy| Some(policy.facts_language.clone().unwrap_or_default()),
            facts_languages,
        )}
        {languages::languages()}
        {head("policy.never-say", "never-say")}
        <p class="hint">{t("policy.never-say-hint")}</p>
        {never_say()}
    }
}

/// A property that every policy has: a line that stays in the file when it is empty, as nothing could read the file without it.
fn line(name: &'static str, label: impl Label, get: impl Reads<String>) -> impl IntoView {
    let edit = move |text: String| {
        let value = Value::Text(text.replace('\n', " "));
        Some(Edit::Property { of: Thing::Policy, name: name.to_owned(), value })
    };
    area(label, move || read(get), edit, move || Some(Place::of_policy([name.into()])), 1)
}

/// The languages that the policy has words in, each with its name.
fn all_languages() -> Vec<(String, String)> {
    workshop().languages().into_iter().map(|tag| (tag.clone(), language_named(&tag))).collect()
}

/// The phrases that no outcome says: a field for each language, with a line for each phrase.
fn never_say() -> impl IntoView {
    let workshop = workshop();
    let tags = move || {
        let mut tags = workshop.languages();
        // Those of a language without words can be seen, and taken out.
        let other = read(|policy| Some(policy.never_say.keys().cloned().collect::<Vec<_>>()));
        tags.extend(other.into_iter().filter(|tag| workshop.tags.with(|known| !known.contains(tag))));
        tags
    };
    view! {
        <For each=tags key=|tag| tag.clone() let(tag)>
            {phrases(tag)}
        </For>
    }
}

fn phrases(tag: String) -> impl IntoView {
    let workshop = workshop();
    let name = language_named(&tag);
    let tag = StoredValue::new(tag);
    let listed = move || {
        let phrases = workshop
            .policy
            .with(|policy| policy.as_ref().and_then(|policy| tag.with_value(|tag| policy.never_say.get(tag).cloned())));
        phrases.unwrap_or_default()
    };
    let edit = move |phrases| Some(Edit::NeverSay { language: tag.get_value(), phrases: Some(phrases) });
    let place = move || Some(Place::of_policy(["never-say".into(), tag.with_value(|tag| tag.as_str().into())]));
    lines(move || name.clone(), listed, edit, place)
}
