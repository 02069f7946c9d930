//! What an outcome lists in order: its steps, its channels, and what to send along. Steps and enclosures may be listed by several
//! outcomes, which share their texts.

use leptos::prelude::*;

use crate::draft::edit::Value;
use crate::draft::{Edit, Thing, ids};
use crate::policy::{Outcome, Policy};
use crate::workshop::dialog::{Answers, ask};
use crate::workshop::fields::{Of, next_id, read, words};
use crate::workshop::found::found_only_here;
use crate::workshop::place::{Place, focus, go_to};
use crate::workshop::say::t;
use crate::workshop::state::workshop;
use crate::workshop::things::acts::{Asked, Moves, add, rename};
use crate::workshop::things::{Key, called, keys, links, place_of};

/// What an outcome lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What to do.
    Steps,
    /// Where to turn to.
    Channels,
    /// What to send along.
    Enclosures,
}

impl Kind {
    /// The property of the outcome.
    fn property(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Channels => "channels",
            Self::Enclosures => "enclosures",
        }
    }

    /// The key of a text of the workshop about them.
    fn key(self, text: &str) -> String {
        format!("parts.{}.{text}", self.property())
    }

    /// Those that an outcome lists.
    pub fn ids(self, outcome: &Outcome) -> Vec<String> {
        match self {
            Self::Steps => outcome.steps.clone(),
            Self::Channels => outcome.channels.clone(),
            Self::Enclosures => outcome.enclosures.clone(),
        }
    }

    /// The keys of the texts of one of them that are edited here, its own text first. A channel has a view of its own.
    pub fn texts(self, id: &str) -> Vec<String> {
        match self {
            Self::Steps => vec![format!("step.{id}")],
            Self::Channels => Vec::new(),
            Self::Enclosures => vec![format!("enclosure.{id}"), format!("enclosure-advice.{id}")],
        }
    }

    /// One of them.
    fn thing(self, id: &str) -> Option<Thing> {
        match self {
            Self::Steps => Some(Thing::Step(id.to_owned())),
            Self::Enclosures => Some(Thing::Enclosure(id.to_owned())),
            Self::Channels => {
                let place = called::ids_like(&Thing::Channel(0)).iter().position(|known| known == id)?;
                Some(Thing::Channel(place))
            }
        }
    }

    /// The ids of all that there are.
    fn all(self) -> Vec<String> {
        called::ids_like(&match self {
            Self::Steps => Thing::Step(String::new()),
            Self::Channels => Thing::Channel(0),
            Self::Enclosures => Thing::Enclosure(String::new()),
        })
    }

    fn name(self, id: &str) -> String {
        self.thing(id).map_or_else(|| id.to_owned(), |thing| called::name(&thing))
    }
}

/// The list of one outcome.
#[derive(Clone, Copy)]
struct List {
    of: Signal<Option<Thing>>,
    kind: Kind,
    ids: Memo<Vec<String>>,
}

impl List {
    fn place(self) -> Option<Place> {
        Some(Place::of_thing(&self.of.get()?)?.within(self.kind.property()))
    }

    /// The outcome with another list.
    fn set(self, ids: Vec<String>) -> Option<Edit> {
        // What to send along is left out where there is nothing.
        let is_left_out = ids.is_empty() && self.kind == Kind::Enclosures;
        let value = if is_left_out { Value::None } else { Value::List(ids) };
        self.of.get().map(|of| Edit::Property { of, name: self.kind.property().to_owned(), value })
    }

    fn with(self, id: &str) -> Option<Edit> {
        self.set([self.ids.get_untracked(), vec![id.to_owned()]].concat())
    }

    /// The places that name one of them, besides this outcome.
    fn others(self, id: &str) -> Vec<(String, Place)> {
        let own = self.place();
        let uses = self.kind.thing(id).map(|thing| called::uses(&thing)).unwrap_or_default();
        uses.into_iter().filter(|(_, place)| Some(place) != own.as_ref()).collect()
    }
}

/// What an outcome lists, one below the other, and what can be added.
pub fn parts(of: impl Of, kind: Kind) -> AnyView {
    let of = Signal::derive(of);
    let own = move |policy: &Policy| match of.get()? {
        Thing::Outcome(number) => policy.outcomes.get(number).map(|outcome| kind.ids(outcome)),
        _ => None,
    };
    let list = List { of, kind, ids: Memo::new(move |_| read(own)) };
    let heading = kind.key("heading");
    let say = workshop().say;
    view! {
        <h4 tabindex="-1" data-place=move || list.place().map(|place| place.attribute())>
            {move || say.text(&heading)}
        </h4>
        {found_only_here(next_id(), move || list.place())}
        <ol class="parts">
            <For each=move || list.ids.with(|ids| keys(ids.iter().cloned())) key=|key| key.clone() let(key)>
                {part(list, key)}
            </For>
        </ol>
        <div class="tools">{existing(list)} {(kind != Kind::Channels).then(|| new(list))}</div>
    }
    .into_any()
}

/// One of what an outcome lists: its texts, with whom it shares them, and what can be done with it.
fn part(list: List, key: Key) -> AnyView {
    let workshop = workshop();
    let List { kind, .. } = list;
    let (id, _) = key.clone();
    let id = StoredValue::new(id);
    let number = Memo::new(move |_| list.ids.with(|ids| place_of(ids, &key)));
    let place = move |number: usize| list.place().map(|place| place.within(number));
    let own = move || number.get().and_then(place);
    let others = Memo::new(move |_| id.with_value(|id| list.others(id)));
    let label = move || {
        let number = number.get().map_or(0, |number| number + 1).to_string();
        let label = workshop.say.with(&kind.key("one"), &[("n", &number)]);
        match others.with(Vec::len) {
            0 => label,
            shared => format!("{label} ({})", workshop.say.count("parts.shared", shared)),
        }
    };
    let fields = move || match kind {
        Kind::Channels => view! { <p>{move || id.with_value(|id| kind.name(id))} " " {to_channel(id)}</p> }.into_any(),
        Kind::Steps => words(move || id.with_value(|id| format!("step.{id}")), label, 2).into_any(),
        Kind::Enclosures => view! {
            {words(move || id.with_value(|id| format!("enclosure.{id}")), label, 1)}
            {words(move || id.with_value(|id| format!("enclosure-advice.{id}")), t("parts.enclosures.advice"), 2)}
        }
        .into_any(),
    };
    let moves = Moves {
        number: number.into(),
        count: Signal::derive(move || list.ids.with(Vec::len)),
        place: Callback::new(place),
        edit: Callback::new(move |(from, to): (usize, usize)| {
            let mut ids = list.ids.get_untracked();
            if from.max(to) >= ids.len() {
                return None;
            }
            ids.swap(from, to);
            list.set(ids)
        }),
    };
    let thing = move || id.with_value(|id| kind.thing(id));
    let group = move || id.with_value(|id| kind.name(id));
    view! {
        <li class="part" tabindex="-1" data-place=move || own().map(|place| place.attribute())>
            {found_only_here(next_id(), own)} {fields()} {(kind != Kind::Channels).then(|| shared(list, id, others))}
            <div class="tools" role="group" aria-label=group>
                {moves.draw()} {(kind != Kind::Channels).then(|| rename(thing))} {take_out(list, id, number, others)}
            </div>
        </li>
    }
    .into_any()
}

fn to_channel(id: StoredValue<String>) -> AnyView {
    let workshop = workshop();
    let go = move |_| {
        let place = id.with_value(|id| Kind::Channels.thing(id)).and_then(|thing| Place::of_thing(&thing));
        place.iter().for_each(|place| go_to(workshop, place));
    };
    view! {
        <button type="button" class="link" on:click=go>
            {t("parts.channels.go")}
        </button>
    }
    .into_any()
}

/// With whom a text is shared, and how to have one of one's own.
fn shared(list: List, id: StoredValue<String>, others: Memo<Vec<(String, Place)>>) -> AnyView {
    let workshop = workshop();
    let own = move |_| {
        let of = id.with_value(|id| list.kind.thing(id));
        if let Some((Thing::Outcome(outcome), of)) = list.of.get_untracked().zip(of) {
            let to = id.with_value(|id| ids::free(id, &list.kind.all()));
            workshop.seal();
            workshop.edit(Edit::Own { outcome, of, to: to.clone() });
            let key = list.kind.texts(&to).into_iter().next().unwrap_or_default();
            go_to(workshop, &Place::of_text(&workshop.language.get_untracked(), &key));
        }
    };
    view! {
        <Show when=move || !others.with(Vec::is_empty)>
            <details class="shared">
                <summary>{move || workshop.say.count("parts.others", others.with(Vec::len))}</summary>
                {move || links(others.get(), None)}
                <button type="button" on:click=own>
                    {t("parts.own")}
                </button>
            </details>
        </Show>
    }
    .into_any()
}

/// Takes one out of the list. A text that no other outcome has goes along, after that was said.
fn take_out(
    list: List,
    id: StoredValue<String>,
    number: Memo<Option<usize>>,
    others: Memo<Vec<(String, Place)>>,
) -> AnyView {
    let workshop = workshop();
    let open = RwSignal::new(false);
    let goes_along = move || list.kind != Kind::Channels && others.with(Vec::is_empty);
    let act = move || {
        let mut ids = list.ids.get_untracked();
        let Some(from) = number.get_untracked().filter(|from| *from < ids.len()) else { return true };
        ids.remove(from);
        let next = from.min(ids.len().saturating_sub(1));
        let is_twice = id.with_value(|id| ids.contains(id));
        let text = id.with_value(|id| list.kind.thing(id)).filter(|_| goes_along() && !is_twice);
        let edits = list.set(ids).into_iter().chain(text.map(|of| Edit::Remove { of }));
        workshop.seal();
        workshop.edit(Edit::Several(edits.collect()));
        list.place().iter().for_each(|place| focus(&place.clone().within(next)));
        true
    };
    let begin = move |_| {
        if goes_along() {
            open.set(true);
        } else {
            act();
        }
    };
    let name = move || id.with_value(|id| list.kind.name(id));
    let title = move || workshop.say.with("parts.out-title", &[("name", &name())]);
    let answers = Answers { yes: "parts.out", no: "things.keep", is_careful: true };
    view! {
        <button type="button" on:click=begin>
            {t("parts.out")}
        </button>
        {ask(open, title, answers, || view! { <p>{t("parts.along")}</p> }, act)}
    }
    .into_any()
}

/// A menu of those that there are already.
fn existing(list: List) -> AnyView {
    let workshop = workshop();
    let chosen = RwSignal::new(String::new());
    let label = list.kind.key("existing");
    let label = move || workshop.say.text(&label);
    let options = move || {
        let own = list.ids.get();
        let rest = list.kind.all().into_iter().filter(|id| !own.contains(id));
        let option = |id: String| {
            let name = list.kind.name(&id);
            view! { <option value=id>{name}</option> }
        };
        rest.map(option).collect_view()
    };
    let act = move |_| {
        let id = chosen.get_untracked();
        if id.is_empty() {
            return;
        }
        workshop.seal();
        list.with(&id).into_iter().for_each(|edit| workshop.edit(edit));
        chosen.set(String::new());
        let last = list.ids.with_untracked(Vec::len).saturating_sub(1);
        list.place().iter().for_each(|place| focus(&place.clone().within(last)));
    };
    let shown = label.clone();
    view! {
        <label class="field">
            <span>{label}</span>
            <select prop:value=move || chosen.get() on:change:target=move |event| chosen.set(event.target().value())>
                <option value="">{t("parts.choose")}</option>
                {options}
            </select>
        </label>
        <button
            type="button"
            aria-label=move || format!("{}: {}", workshop.say.text("parts.add"), shown())
            disabled=move || chosen.with(String::is_empty)
            on:click=act
        >
            {t("parts.add")}
        </button>
    }
    .into_any()
}

/// Asks for a new one, with its words.
fn new(list: List) -> AnyView {
    let key = move |id: &str| list.kind.texts(id).into_iter().next().unwrap_or_default();
    let make = move |id: &str| list.with(id).into_iter().collect();
    let asked = match list.kind {
        Kind::Enclosures => Asked { open: "parts.enclosures.new", title: "parts.enclosures.words" },
        Kind::Steps | Kind::Channels => Asked { open: "parts.steps.new", title: "parts.steps.words" },
    };
    add(asked, move || list.kind.all(), key, || (), make)
}
