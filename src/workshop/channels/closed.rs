//! The channels that do not work: beside which outcomes a visitor reads so, and on what that rests.

use leptos::prelude::*;

use super::named;
use crate::draft::Thing;
use crate::draft::edit::NewThing;
use crate::policy::{ChannelKind, Closed, Policy};
use crate::workshop::fields::{Listed, all_outcomes, facts, menu, read, ticks};
use crate::workshop::say::t;
use crate::workshop::things::sections;

/// What is said of closed channels, and one that is to be said more.
pub fn all() -> impl IntoView {
    view! {
        {sections(Thing::Closed(0), "closed.add", unsaid, fields)}
        <Show when=|| kinds().is_empty()>
            <p class="hint">{t("closed.none")}</p>
        </Show>
    }
}

/// The channels of the kind that never works.
fn kinds() -> Vec<(String, String)> {
    named(|kind| kind == ChannelKind::Closed)
}

/// The first of them that nothing is said of yet.
fn unsaid() -> Option<NewThing> {
    let said = read(|policy| Some(policy.closed.iter().map(|closed| closed.channel.clone()).collect::<Vec<_>>()));
    let all = kinds();
    let (channel, _) = all.iter().find(|(id, _)| !said.contains(id)).or(all.first()).cloned()?;
    Some(NewThing::Closed { channel, outcomes: Vec::new(), facts: Vec::new() })
}

fn fields(number: usize) -> AnyView {
    let of = move || Some(Thing::Closed(number));
    let find = move |policy: &Policy| policy.closed.get(number).cloned();
    view! {
        {menu(of, "channel", t("closed.channel"), move |policy| find(policy).map(|closed: Closed| closed.channel), kinds)}
        {ticks(of, "outcomes", t("closed.outcomes"), move |policy| find(policy).map(|closed| closed.outcomes), all_outcomes, Listed::Names)}
        <p class="hint">{t("closed.outcomes-hint")}</p>
        {facts(of, move |policy| find(policy).map(|closed| closed.facts))}
    }
    .into_any()
}
