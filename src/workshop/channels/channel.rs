//! A channel: what it is called, where it leads, for whom it is open, and what a visitor reads of it.

use leptos::prelude::*;

use crate::draft::edit::{NewThing, Value};
use crate::draft::{Edit, Thing};
use crate::policy::{Channel, ChannelKind, Policy};
use crate::workshop::conditions::{all_questions, conditions};
use crate::workshop::fields::{Of, lines, menu, read, stays, text, words};
use crate::workshop::place::Place;
use crate::workshop::say::t;
use crate::workshop::state::workshop;
use crate::workshop::things::acts::{Asked, add};
use crate::workshop::things::called::{id, ids_like};
use crate::workshop::things::list_with_texts;

/// The channels, and one to be added.
pub fn all() -> impl IntoView {
    view! {
        {list_with_texts(Thing::Channel(0), fields)}
        {addition()}
    }
}

/// What is to be known of a new channel beside its name: its kind. Where it leads is asked below, once it is there.
fn addition() -> impl IntoView {
    let kind = RwSignal::new(ChannelKind::Mail.id().to_owned());
    let more = move || {
        let option = move |(id, label): (String, String)| {
            let is_chosen = kind.get_untracked() == id;
            view! { <option value=id prop:selected=is_chosen>{label}</option> }
        };
        view! {
            <label class="field">
                <span>{t("channels.kind")}</span>
                <select on:change:target=move |event| kind.set(event.target().value())>
                    {kinds().into_iter().map(option).collect_view()}
                </select>
            </label>
        }
    };
    let make = move |id: &str| {
        let (id, kind) = (id.to_owned(), kind.get_untracked());
        vec![Edit::Add { thing: NewThing::Channel { id, kind, target: None, address: Vec::new() }, at: None }]
    };
    let asked = Asked { open: "channels.add", title: "channels.name" };
    add(asked, || ids_like(&Thing::Channel(0)), |id| format!("channel.{id}.name"), more, make)
}

/// All kinds, each with what a visitor can do with a channel of it.
fn kinds() -> Vec<(String, String)> {
    let say = workshop().say;
    ChannelKind::ALL.map(|kind| (kind.id().to_owned(), say.text(&format!("channels.kinds.{}", kind.id())))).to_vec()
}

fn fields(of: Memo<Option<Thing>>) -> impl IntoView {
    let of = move || of.get();
    let workshop = workshop();
    let say = workshop.say;
    let key = move |part: &'static str| move || of().map(|of| key_of(&of, part)).unwrap_or_default();
    let kind = Memo::new(move |_| read(move |policy| find(of(), policy).map(|channel| channel.kind.id().to_owned())));
    let is = move |kinds: &[ChannelKind]| kind.with(|kind| kinds.iter().any(|wanted| wanted.id() == kind));
    // What is there is shown, also where the kind has no use for it: so it can be taken out.
    let has = move |has: fn(&Channel) -> bool| read(move |policy| find(of(), policy).map(has));
    let has_target = stays(kind, move || {
        is(&[ChannelKind::Mail, ChannelKind::Web, ChannelKind::Phone]) || has(|channel| channel.target.is_some())
    });
    let has_address = stays(kind, move || {
        is(&[ChannelKind::Visit, ChannelKind::Letter]) || has(|channel| !channel.address.is_empty())
    });
    let has_hours = stays(kind, move || is(&[ChannelKind::Visit]) || !workshop.text(&key("hours")()).is_empty());
    let has_people = stays(kind, move || is(&[ChannelKind::InPerson]) || has(|channel| !channel.people.is_empty()));
    let is_open_to = stays(kind, move || !is(&[ChannelKind::Closed]) || has(|channel| !channel.open_to.is_empty()));
    let target = move || say.text(if kind.with(|kind| kind == "web") { "channels.page" } else { "channels.target" });
    let explained = move || say.text(if is(&[ChannelKind::Closed]) { "channels.why-not" } else { "channels.text" });
    view! {
        {words(key("name"), t("channels.name"), 1)}
        {menu(
            of,
            "kind",
            t("channels.kind"),
            move |policy| find(of(), policy).map(|channel| channel.kind.id().to_owned()),
            kinds,
        )}
        <Show when=move || has_target.get()>
            {text(
                of,
                "target",
                target,
                move |policy| find(of(), policy).map(|channel| channel.target.clone().unwrap_or_default()),
                1,
            )}
        </Show>
        <Show when=move || has_address.get()>{address(of)}</Show>
        {words(key("text"), explained, 2)}
        <Show when=move || has_hours.get()>{words(key("hours"), t("channels.hours"), 3)}</Show>
        <Show when=move || is_open_to.get()>
            {conditions(
                of,
                "open-to",
                t("channels.open-to"),
                move |policy| find(of(), policy).map(|channel| channel.open_to.clone()),
                "conditions.everybody",
            all_questions,
            )}
        </Show>
        <Show when=move || has_people.get()>
            {conditions(
                of,
                "people",
                t("channels.people"),
                move |policy| find(of(), policy).map(|channel| channel.people.clone()),
                "channels.nobody",
                all_questions,
            )}
        </Show>
        {text(
            of,
            "reading",
            t("channels.reading"),
            move |policy| find(of(), policy).map(|channel| channel.reading.clone().unwrap_or_default()),
            2,
        )}
    }
}

fn address(of: impl Of) -> impl IntoView {
    let own = move || read(move |policy| find(of(), policy).map(|channel| channel.address.clone()));
    let edit = move |lines: Vec<String>| {
        let value = if lines.is_empty() { Value::None } else { Value::List(lines) };
        Some(Edit::Property { of: of()?, name: "address".to_owned(), value })
    };
    let place = move || Some(Place::of_thing(&of()?)?.within("address"));
    lines(t("channels.address"), own, edit, place)
}

fn find(of: Option<Thing>, policy: &Policy) -> Option<&Channel> {
    match of {
        Some(Thing::Channel(number)) => policy.channels.get(number),
        _ => None,
    }
}

fn key_of(of: &Thing, part: &str) -> String {
    format!("channel.{}.{part}", id(of))
}
