//! What all lists of things share: how an item is drawn, moved, given another id, deleted and added.
//!
//! Reading order: [`called`] (what things are called), this file (an item of a list), [`acts`] (what can be done with a thing as a
//! whole).

pub mod called;

pub mod acts;

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::fields::{Of, next_id};
use super::found::found_only_here;
use super::place::{Place, go_to};
use super::say::t;
use super::state::workshop;
use crate::draft::edit::NewThing;
use crate::draft::{Edit, Thing};
use called::{id, name};

/// A thing by its id, and which of those with that id it is: ids may be the same while they are being edited.
pub type Key = (String, usize);

/// The keys of things, by their ids in order.
pub fn keys(ids: impl IntoIterator<Item = String>) -> Vec<Key> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let key = |id: String| {
        let nth = seen.entry(id.clone()).or_default();
        *nth += 1;
        (id, *nth - 1)
    };
    ids.into_iter().map(key).collect()
}

/// Where the thing with a key stands among those with these ids.
pub fn place_of(ids: &[String], (id, nth): &Key) -> Option<usize> {
    let mut own = ids.iter().enumerate().filter(|(_, known)| *known == id);
    own.nth(*nth).map(|(place, _)| place)
}

/// The head of a view with a list. `list` is the name of the list in the file: when the last thing has gone, the focus comes here.
pub fn head(title: &'static str, list: &'static str) -> AnyView {
    let place = Place::of_policy([list.into()]).attribute();
    view! {
        <h2 tabindex="-1" data-place=place>
            {t(title)}
        </h2>
    }
    .into_any()
}

/// A list of things that keeps what is unfolded when another one comes, goes or moves.
///
/// `like` is any thing of the list, and `draw` draws the one at a place, which is nothing once it is gone.
pub fn list<V: IntoView + 'static>(
    like: impl Of,
    draw: impl Fn(Memo<Option<Thing>>) -> V + Copy + Send + Sync + 'static,
) -> AnyView {
    any_list(Signal::derive(like), Callback::new(move |of| draw(of).into_any()))
}

/// The same of things whose texts stand below their kind and id.
pub fn list_with_texts<V: IntoView + 'static>(like: Thing, fields: fn(Memo<Option<Thing>>) -> V) -> AnyView {
    let workshop = workshop();
    let own = StoredValue::new(like);
    let draw = move |of: Memo<Option<Thing>>| {
        let texts = move || {
            let key = of.get().map(|of| format!("{}.{}", called::kind(&of), id(&of)));
            key.map(|key| Place::of_text(&workshop.language.get(), &key)).into_iter().collect()
        };
        item(move || of.get(), texts, move || fields(of))
    };
    list(move || Some(own.get_value()), draw)
}

/// It is compiled once, and not anew for each kind of thing: so are the others below.
fn any_list(like: Signal<Option<Thing>>, draw: Callback<Memo<Option<Thing>>, AnyView>) -> AnyView {
    let ids = Memo::new(move |_| like.get().map(|like| called::ids_like(&like)).unwrap_or_default());
    view! {
        <ol class="things">
            <For each=move || ids.with(|ids| keys(ids.iter().cloned())) key=|key| key.clone() let(key)>
                {
                    let of = Memo::new(move |_| {
                        let place = ids.with(|ids| place_of(ids, &key))?;
                        like.get().map(|like| called::at(&like, place))
                    });
                    draw.run(of)
                }
            </For>
        </ol>
    }
    .into_any()
}

/// An item of a list: what the thing is called, which unfolds all that is said of it.
///
/// `also` are the places that are shown within and stand elsewhere: the texts of the thing.
pub fn item<V: IntoView + 'static>(
    of: impl Of,
    also: impl Fn() -> Vec<Place> + Copy + Send + Sync + 'static,
    content: impl Fn() -> V + Copy + Send + Sync + 'static,
) -> AnyView {
    any_item(Signal::derive(of), Signal::derive(also), ViewFn::from(move || content().into_any()))
}

fn any_item(of: Signal<Option<Thing>>, also: Signal<Vec<Place>>, content: ViewFn) -> AnyView {
    let workshop = workshop();
    let is_open = RwSignal::new(false);
    let own = move || of.get().and_then(|of| Place::of_thing(&of));
    let places = move || own().into_iter().chain(also.get()).collect::<Vec<_>>();
    let inside = move || {
        let of = move || of.get();
        view! {
            <div class="inside">
                {acts::acts(of)} {found_only_here(next_id(), own)} {content.run()} {used_by(of, t("things.used-by"))}
            </div>
        }
        .into_any()
    };
    let attribute = move || places().iter().map(Place::attribute).collect::<Vec<_>>().join(" ");
    let errors = Memo::new(move |_| {
        let found = places().into_iter().flat_map(|place| place.found());
        found.filter(|found| found.is_error).count()
    });
    let to_mend = move || match errors.get() {
        0 => String::new(),
        number => workshop.say.count("verdict.errors", number),
    };
    view! {
        <li>
            <details class="thing" class:broken=move || errors.get() != 0 prop:open=move || is_open.get()>
                <summary
                    data-place=attribute
                    on:click=move |event| {
                        // It is unfolded at once, so that what is within can take the focus.
                        event.prevent_default();
                        is_open.update(|is_open| *is_open = !*is_open);
                    }
                >
                    <h3>{move || of.get().map(|of| name(&of))}</h3>
                    " "
                    <code>{move || of.get().map(|of| id(&of))}</code>
                    " "
                    <strong class="mend">{to_mend}</strong>
                </summary>
                {move || is_open.get().then(&inside)}
            </details>
        </li>
    }
    .into_any()
}

/// A list of things without a text of their own: each is shown whole, and known by its place. `like` is any of them, `add` the
/// key of the button that adds the one that `new` gives, where it gives one.
pub fn sections(
    like: Thing,
    add: &'static str,
    new: impl Fn() -> Option<NewThing> + Copy + Send + Sync + 'static,
    content: fn(usize) -> AnyView,
) -> AnyView {
    let workshop = workshop();
    let like = StoredValue::new(like);
    let count = Memo::new(move |_| like.with_value(|like| called::ids_like(like).len()));
    let draw = move |number: usize| {
        let of = move || Some(like.with_value(|like| called::at(like, number)));
        let place = move || of().and_then(|of| Place::of_thing(&of));
        view! {
            <section class="item">
                <h3 tabindex="-1" data-place=move || place().map(|place| place.attribute())>
                    {move || of().map(|of| name(&of))}
                </h3>
                {acts::acts(of)} {found_only_here(next_id(), place)} {content(number)}
            </section>
        }
    };
    let begin = move |_| {
        let Some(thing) = new() else { return };
        let added = like.with_value(|like| called::at(like, count.get_untracked()));
        workshop.seal();
        workshop.edit(Edit::Add { thing, at: None });
        Place::of_thing(&added).iter().for_each(|place| go_to(workshop, place));
    };
    view! {
        <For each=move || 0..count.get() key=|number| *number let(number)>
            {draw(number)}
        </For>
        <button type="button" on:click=begin disabled=move || new().is_none()>
            {t(add)}
        </button>
    }
    .into_any()
}

/// The places that name a thing, each as a button that leads there.
pub fn used_by(of: impl Of, heading: impl Fn() -> String + Clone + Send + Sync + 'static) -> AnyView {
    let uses = Memo::new(move |_| of().map(|of| called::uses(&of)).unwrap_or_default());
    let heading = Signal::derive(heading);
    view! {
        <h4>{move || heading.get()}</h4>
        {move || {
            if uses.with(Vec::is_empty) {
                view! { <p class="hint">{t("things.unused")}</p> }.into_any()
            } else {
                links(uses.get(), None)
            }
        }}
    }
    .into_any()
}

/// Buttons that lead to places. A dialog that they stand in closes.
pub fn links(places: Vec<(String, Place)>, dialog: Option<RwSignal<bool>>) -> AnyView {
    let workshop = workshop();
    let link = move |(words, place): (String, Place)| {
        let go = move |_| {
            dialog.into_iter().for_each(|dialog| dialog.set(false));
            go_to(workshop, &place);
        };
        view! {
            <li>
                <button type="button" class="link" on:click=go>
                    {words}
                </button>
            </li>
        }
    };
    view! { <ul class="links">{places.into_iter().map(link).collect_view()}</ul> }.into_any()
}
