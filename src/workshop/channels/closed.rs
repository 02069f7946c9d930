//! The channels that do not work: beside which outcomes a visitor reads so, and on what that rests.

use leptos::prelude::*;

use super::named;
use crate::draft::edit::NewThing;
use crate::draft::{Edit, Thing};
use crate::policy::{ChannelKind, Closed, Policy};
use crate::workshop::fields::{all_facts, all_outcomes, menu, names, next_id, read, ticks};
use crate::workshop::found::found_only_here;
use crate::workshop::place::{Place, go_to};
use crate::workshop::say::t;
use crate::workshop::state::workshop;
use crate::workshop::things::acts::delete;
use crate::workshop::things::called::name;

/// What is said of closed channels, and one that is to be said more.
pub fn all() -> impl IntoView {
    let workshop = workshop();
    let number = Memo::new(move |_| read(|policy| Some(policy.closed.len())));
    let kinds = || named(|kind| kind == ChannelKind::Closed);
    let add = move |_| {
        let said = read(|policy| Some(policy.closed.iter().map(|closed| closed.channel.clone()).collect::<Vec<_>>()));
        let all = kinds();
        // The first that nothing is said of yet.
        let Some((channel, _)) = all.iter().find(|(id, _)| !said.contains(id)).or(all.first()).cloned() else { return };
        let at = number.get_untracked();
        workshop.seal();
        let thing = NewThing::Closed { channel, outcomes: Vec::new(), facts: Vec::new() };
        workshop.edit(Edit::Add { thing, at: None });
        go_to(workshop, &Place::of_policy(["closed".into(), at.into()]));
    };
    let is_without = move || kinds().is_empty();
    view! {
        <For each=move || 0..number.get() key=|number| *number let(number)>
            {closed(number)}
        </For>
        <Show when=is_without>
            <p class="hint">{t("closed.none")}</p>
        </Show>
        <button type="button" on:click=add disabled=is_without>
            {t("closed.add")}
        </button>
    }
}

fn closed(number: usize) -> impl IntoView {
    let of = move || Some(Thing::Closed(number));
    let find = move |policy: &Policy| policy.closed.get(number).cloned();
    let place = Place::of_policy(["closed".into(), number.into()]);
    let own = place.clone();
    view! {
        <section class="item">
            <h3 tabindex="-1" data-place=place.attribute()>
                {move || of().map(|of| name(&of))}
            </h3>
            {found_only_here(next_id(), move || Some(own.clone()))}
            {menu(
                of,
                "channel",
                t("closed.channel"),
                move |policy| find(policy).map(|closed: Closed| closed.channel),
                || named(|kind| kind == ChannelKind::Closed),
            )}
            {names(of, "outcomes", t("closed.outcomes"), move |policy| find(policy).map(|closed| closed.outcomes), all_outcomes)}
            <p class="hint">{t("closed.outcomes-hint")}</p>
            {ticks(of, "facts", t("rules.facts"), move |policy| find(policy).map(|closed| closed.facts), all_facts)}
            <p class="tools">{delete(of)}</p>
        </section>
    }
}
