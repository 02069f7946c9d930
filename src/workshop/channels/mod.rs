//! The ways to make contact, each with what a visitor reads of it, and those that do not work.

mod channel;

mod closed;

use leptos::prelude::*;

use super::edited;
use super::say::t;
use super::state::workshop;
use super::things::head;
use crate::policy::ChannelKind;

/// The channels, one to be added, and the closed ones.
pub fn channels() -> impl IntoView {
    view! {
        {head("view.channels", "channel")}
        {edited::menu()}
        {channel::all()}
        {head("channels.closed", "closed")}
        <p class="hint">{t("channels.closed-lead")}</p>
        {closed::all()}
    }
}

/// The channels of some kinds, by their ids, each with what it is called.
fn named(is_wanted: impl Fn(ChannelKind) -> bool) -> Vec<(String, String)> {
    let workshop = workshop();
    let name = |id: &String| (id.clone(), workshop.name(&format!("channel.{id}.name"), id));
    workshop.policy.with(|policy| {
        let all = policy.iter().flat_map(|policy| &policy.channels);
        all.filter(|channel| is_wanted(channel.kind)).map(|channel| name(&channel.id)).collect()
    })
}
