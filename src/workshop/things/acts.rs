//! What can be done with a thing as a whole: it is moved, given another id, deleted; and how a new one is asked for.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::called::{self, at, id, ids_like, kind, named, number};
use super::links;
use crate::author::names::SCENARIOS_FILE;
use crate::author::read::form;
use crate::check::structure::is_id;
use crate::draft::ids::{is_of_fact, of_title};
use crate::draft::{Edit, Thing, uses};
use crate::workshop::dialog::{Answers, ask};
use crate::workshop::fields::{Of, next_id};
use crate::workshop::place::{Place, focus, go_to};
use crate::workshop::say::t;
use crate::workshop::state::workshop;

/// Moves a thing, gives it another id, and deletes it.
pub fn acts(of: impl Of) -> AnyView {
    let of = Signal::derive(of);
    let group = move || of.get().map(|of| named(&of));
    let has_id = Memo::new(move |_| !matches!(of.get(), Some(Thing::Closed(_) | Thing::Contradiction(_))));
    let moves = Moves {
        number: Signal::derive(move || of.get().and_then(|of| number(&of))),
        count: Signal::derive(move || of.get().map(|of| ids_like(&of).len()).unwrap_or_default()),
        place: Callback::new(move |number| of.get().and_then(|of| Place::of_thing(&at(&of, number)))),
        edit: Callback::new(move |(_, to)| of.get().map(|of| Edit::Move { of, to })),
    };
    view! {
        <div class="tools" role="group" aria-label=group>
            {moves.draw()} {move || has_id.get().then(|| any_rename(of))} {any_delete(of)}
        </div>
    }
    .into_any()
}

/// How something is moved in its list.
#[derive(Clone, Copy)]
pub struct Moves {
    /// Where it stands; nothing where there is no order.
    pub number: Signal<Option<usize>>,
    /// How many there are.
    pub count: Signal<usize>,
    /// The place in the file of what stands at a number.
    pub place: Callback<usize, Option<Place>>,
    /// What moves it from one number to another.
    pub edit: Callback<(usize, usize), Option<Edit>>,
}

impl Moves {
    /// A button for each way.
    pub fn draw(self) -> AnyView {
        let draw = move || {
            let up = self.button("things.up", "up", |number, _| number.checked_sub(1));
            let down = self.button("things.down", "down", |number, count| Some(number + 1).filter(|to| *to < count));
            view! { {up} {down} }
        };
        let is_ordered = Memo::new(move |_| self.number.get().is_some());
        (move || is_ordered.get().then(draw)).into_any()
    }

    /// `next` is where something goes from its number among so many.
    fn button(self, key: &'static str, way: &'static str, next: fn(usize, usize) -> Option<usize>) -> AnyView {
        let workshop = workshop();
        let own = move |number: usize| self.place.run(number).map(|place| place.within(way));
        let next = move |number: usize| next(number, self.count.get());
        let go = move |_| {
            let Some((from, to)) = self.number.get().and_then(|from| Some((from, next(from)?))) else { return };
            workshop.seal();
            self.edit.run((from, to)).into_iter().for_each(|edit| workshop.edit(edit));
            // The button goes along, and can be pressed again. At the end of the list what was moved takes the focus.
            let place = if next(to).is_some() { own(to) } else { self.place.run(to) };
            request_animation_frame(reopen);
            place.iter().for_each(focus);
        };
        let place = move || self.number.get().and_then(own).map(|place| place.attribute());
        let is_end = move || self.number.get().and_then(next).is_none();
        view! {
            <button type="button" data-place=place disabled=is_end on:click=go>
                {t(key)}
            </button>
        }
        .into_any()
    }
}

/// Opens a dialog over the page again whose row has moved: moving takes it out of what the browser shows on top, so that Escape
/// no longer closes it.
fn reopen() {
    let found = document().query_selector("dialog[open]:not(:modal)").ok().flatten();
    if let Some(dialog) = found.and_then(|found| found.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.set_open(false);
        // It stands in the page, and is not open any more.
        let _ = dialog.show_modal();
    }
}

/// Gives a thing another id, wherever it is named.
pub fn rename(of: impl Of) -> AnyView {
    any_rename(Signal::derive(of))
}

fn any_rename(of: Signal<Option<Thing>>) -> AnyView {
    let of = move || of.get();
    let workshop = workshop();
    let (open, to) = (RwSignal::new(false), RwSignal::new(String::new()));
    let wrong = move || of().and_then(|of| wrong_id(&of, to.get().trim()));
    let begin = move |_| {
        to.set(of().map(|of| id(&of)).unwrap_or_default());
        open.set(true);
    };
    let act = move || {
        let to = to.get_untracked().trim().to_owned();
        let Some(thing) = of().filter(|of| wrong_id(of, &to).is_none()) else { return false };
        workshop.seal();
        workshop.edit(Edit::Rename { of: thing.clone(), to: to.clone() });
        // What stands in a list stays at its place; the others are known by their ids.
        let place = match thing {
            Thing::Fact(_) => Place::of_thing(&Thing::Fact(to)),
            Thing::Step(_) => Some(Place::of_text(&workshop.language.get_untracked(), &format!("step.{to}"))),
            Thing::Enclosure(_) => Some(Place::of_text(&workshop.language.get_untracked(), &format!("enclosure.{to}"))),
            _ => Place::of_thing(&thing).map(|place| place.within("id")),
        };
        place.iter().for_each(|place| go_to(workshop, place));
        true
    };
    let content = move || {
        let described = next_id();
        view! {
            <p>{t("things.rename.lead")}</p>
            <label class="field">
                <span>{t("things.rename.id")}</span>
                <input
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby=described.clone()
                    aria-invalid=move || wrong().map(|_| "true")
                    bind:value=to
                />
            </label>
            <p class="hint" id=described aria-live="polite">
                {move || wrong().map(|key| workshop.say.text(key))}
            </p>
        }
    };
    let place = move || of().and_then(|of| Place::of_thing(&of)).map(|place| place.within("id").attribute());
    let title = move || of().map(|of| named(&of)).unwrap_or_default();
    let answers = Answers { yes: "things.rename.yes", no: "things.keep", is_careful: false };
    view! {
        <button type="button" data-place=place aria-haspopup="dialog" on:click=begin>
            {t("things.rename.open")}
        </button>
        {ask(open, title, answers, content, act)}
    }
    .into_any()
}

/// The key of what is wrong with a new id of a thing.
fn wrong_id(of: &Thing, to: &str) -> Option<&'static str> {
    let (is_one, bad) = match of {
        Thing::Fact(_) => (is_of_fact(to), "things.rename.bad-fact"),
        _ => (is_id(to), "things.rename.bad"),
    };
    if !is_one {
        return Some(bad);
    }
    (id(of) != to && ids_like(of).iter().any(|taken| taken == to)).then_some("things.rename.taken")
}

/// Deletes a thing, after it was said what hangs on it.
fn any_delete(of: Signal<Option<Thing>>) -> AnyView {
    let of = move || of.get();
    let workshop = workshop();
    let open = RwSignal::new(false);
    let act = move || {
        let Some(thing) = of() else { return true };
        let left = ids_like(&thing).len().saturating_sub(1);
        workshop.seal();
        workshop.edit(Edit::Remove { of: thing.clone() });
        if let Some(number) = number(&thing) {
            // The one that stands there now; the head of the list when there is none.
            let next = at(&thing, number.min(left.saturating_sub(1)));
            Place::of_thing(&next).iter().for_each(focus);
        } else {
            let list = if matches!(thing, Thing::Fact(_)) { "facts" } else { "outcome" };
            focus(&Place::of_policy([list.into()]));
        }
        true
    };
    let content = move || of().map(|of| hanging(of, open));
    let title =
        move || of().map(|of| workshop.say.with("things.delete.title", &[("thing", &named(&of))])).unwrap_or_default();
    let answers = Answers { yes: "things.delete.yes", no: "things.keep", is_careful: true };
    view! {
        <button type="button" aria-haspopup="dialog" on:click=move |_| open.set(true)>
            {t("things.delete.open")}
        </button>
        {ask(open, title, answers, content, act)}
    }
    .into_any()
}

/// What goes along with a thing, and what hangs on it and stays.
fn hanging(thing: Thing, dialog: RwSignal<bool>) -> AnyView {
    let say = workshop().say;
    let uses = called::uses(&thing);
    let people = people(&thing);
    let along = match kind(&thing) {
        "question" => Some("things.delete.along-question"),
        "choice" | "channel" | "outcome" | "notice" | "step" | "enclosure" => Some("things.delete.along"),
        _ => None,
    };
    let hangs = !uses.is_empty() || !people.is_empty();
    let person = |person: String| view! { <li>{say.with("things.delete.person", &[("person", &person)])}</li> };
    view! {
        <p>{along.map(|key| say.text(key))}</p>
        <p>{say.text(if hangs { "things.delete.hangs" } else { "things.unused" })}</p>
        {links(uses, Some(dialog))}
        <ul>{people.into_iter().map(person).collect_view()}</ul>
        {hangs.then(|| view! { <p>{say.text("things.delete.stays")}</p> })}
    }
    .into_any()
}

/// The people of the scenarios that name a thing.
fn people(thing: &Thing) -> Vec<String> {
    let workshop = workshop();
    let text = workshop.draft.with(|draft| draft.as_ref().and_then(|draft| draft.files().get(SCENARIOS_FILE).cloned()));
    let scenarios = text.and_then(|text| form::scenarios(&text).ok()).unwrap_or_default().all;
    workshop.policy.with(|policy| {
        let found = policy.as_ref().map(|policy| uses::in_scenarios(policy, &scenarios, thing)).unwrap_or_default();
        found.into_iter().filter_map(|number| scenarios.get(number)).map(|scenario| scenario.person.clone()).collect()
    })
}

/// The texts of a dialog that asks for something new, by their keys.
#[derive(Clone, Copy)]
pub struct Asked {
    /// On the button that opens it, and above it.
    pub open: &'static str,
    /// Beside the field of the title.
    pub title: &'static str,
}

/// A button that asks for the title of something new. The id is made of it, and shown.
///
/// `taken` are the ids that are taken, `key` is the key of the title by the id, and `more` what else is asked. `make` gives the
/// edits for an id: what declares the thing first, then what is said of it beside its title.
pub fn add<V: IntoView + 'static>(
    asked: Asked,
    taken: impl Fn() -> Vec<String> + Copy + Send + Sync + 'static,
    key: impl Fn(&str) -> String + Copy + Send + Sync + 'static,
    more: impl Fn() -> V + Copy + Send + Sync + 'static,
    make: impl Fn(&str) -> Vec<Edit> + Copy + Send + Sync + 'static,
) -> AnyView {
    any_add(
        asked,
        Signal::derive(taken),
        Callback::new(move |id: String| key(&id)),
        ViewFn::from(move || more().into_any()),
        Callback::new(move |id: String| make(&id)),
    )
}

fn any_add(
    asked: Asked,
    taken: Signal<Vec<String>>,
    key: Callback<String, String>,
    more: ViewFn,
    make: Callback<String, Vec<Edit>>,
) -> AnyView {
    let workshop = workshop();
    let (open, title) = (RwSignal::new(false), RwSignal::new(String::new()));
    let titled = move || {
        let title = title.get().trim().to_owned();
        (!title.is_empty()).then(|| (of_title(&title, &taken.get()), title))
    };
    let act = move || {
        let Some((id, title)) = titled() else { return false };
        let (language, key) = (workshop.language.get_untracked(), key.run(id.clone()));
        let place = Place::of_text(&language, &key);
        let mut edits = make.run(id);
        edits.insert(edits.len().min(1), Edit::Text { language, key, text: title });
        workshop.seal();
        workshop.edit(Edit::Several(edits));
        go_to(workshop, &place);
        true
    };
    let shown = move || match titled() {
        Some((id, _)) => workshop.say.with("things.add.id", &[("id", &id)]),
        None => workshop.say.text("things.add.empty"),
    };
    let content = move || {
        let described = next_id();
        view! {
            <label class="field">
                <span>{t(asked.title)}</span>
                <input type="text" required=true autocomplete="off" aria-describedby=described.clone() bind:value=title />
            </label>
            <p class="hint" id=described>
                {shown}
            </p>
            {more.run()}
        }
    };
    let answers = Answers { yes: "things.add.yes", no: "things.add.no", is_careful: false };
    let begin = move |_| {
        title.set(String::new());
        open.set(true);
    };
    view! {
        <button type="button" aria-haspopup="dialog" on:click=begin>
            {t(asked.open)}
        </button>
        {ask(open, t(asked.open), answers, content, act)}
    }
    .into_any()
}
