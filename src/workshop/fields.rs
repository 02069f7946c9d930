//! Fields that show what stands in the draft and change it as somebody types, with what was found about it below.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::dialog::dialog;
use super::found::found_here;
use super::place::Place;
use super::say::t;
use super::state::workshop;
use crate::draft::edit::Value;
use crate::draft::{Edit, Thing};
use crate::policy::Policy;

/// A label of a field.
pub trait Label: Fn() -> String + Clone + Send + Sync + 'static {}

impl<T: Fn() -> String + Clone + Send + Sync + 'static> Label for T {}

/// A text of the edited language, as a visitor reads it. What the language takes over from elsewhere is shown as a hint.
pub fn words(key: impl Fn() -> String + Clone + Send + Sync + 'static, label: impl Label, rows: u32) -> AnyView {
    let workshop = workshop();
    let key = Signal::derive(key);
    let place = move || Some(Place::of_text(&workshop.language.get(), &key.get()));
    let edit = move |text| Edit::Text { language: workshop.language.get_untracked(), key: key.get_untracked(), text };
    area(label, move || workshop.text(&key.get()), move |text| Some(edit(text)), place, rows)
}

/// A field of some lines, or of one. `value` is what stands there, and `edit` what typing does, where it can be done.
pub fn area(
    label: impl Label,
    value: impl Fn() -> String + Send + Sync + 'static,
    edit: impl Fn(String) -> Option<Edit> + Send + Sync + 'static,
    place: impl Fn() -> Option<Place> + Clone + Send + Sync + 'static,
    rows: u32,
) -> AnyView {
    any_area(Signal::derive(label), Signal::derive(value), Callback::new(edit), Signal::derive(place), rows)
}

/// It is compiled once, and not anew for each field: so are the others below.
fn any_area(
    label: Signal<String>,
    value: Signal<String>,
    edit: Callback<String, Option<Edit>>,
    place: Signal<Option<Place>>,
    rows: u32,
) -> AnyView {
    let workshop = workshop();
    let id = next_id();
    let place_of = move || place.get().map(|place| place.attribute());
    let is_wrong = move || place.get().is_some_and(|place| place.found().iter().any(|found| found.is_error));
    // A text is read without the spaces around it. As long as somebody types, the field keeps them: a word follows.
    let last = StoredValue::new(None::<Typed>);
    let typed = move |text: String| {
        edit.run(text.clone()).into_iter().for_each(|edit| workshop.edit(edit));
        last.set_value(Some(Typed { place: place_of(), text, read: value.get_untracked() }));
    };
    let shown = move || {
        let (place, now) = (place_of(), value.get());
        last.with_value(|last| match last {
            Some(typed) if typed.place == place && typed.read == now => typed.text.clone(),
            _ => now,
        })
    };
    let leave = move |_| {
        last.set_value(None);
        workshop.seal();
    };
    view! {
        <div class="field">
            <label>
                <span>{move || label.get()}</span>
                <textarea
                    rows=rows
                    data-place=place_of
                    aria-describedby=id.clone()
                    aria-invalid=move || is_wrong().then_some("true")
                    prop:value=shown
                    on:input:target=move |event| typed(event.target().value())
                    on:blur=leave
                ></textarea>
            </label>
            {found_here(id, move || place.get())}
        </div>
    }
    .into_any()
}

/// What was typed into a field, and how it is read.
struct Typed {
    place: Option<String>,
    text: String,
    read: String,
}

/// A property that is one text: in a field of some lines. An empty one is left out of the file.
pub fn text(of: impl Of, name: &'static str, label: impl Label, get: impl Reads<String>, rows: u32) -> AnyView {
    let edit = move |text: String| {
        let value = if text.is_empty() { Value::None } else { Value::Text(text) };
        of().map(|of| Edit::Property { of, name: name.to_owned(), value })
    };
    area(label, move || read(get), edit, move || place(of, name), rows)
}

/// A list of texts, each on a line of its own. Empty lines are none of it.
pub fn lines(
    label: impl Label,
    value: impl Fn() -> Vec<String> + Send + Sync + 'static,
    edit: impl Fn(Vec<String>) -> Option<Edit> + Send + Sync + 'static,
    place: impl Fn() -> Option<Place> + Clone + Send + Sync + 'static,
) -> AnyView {
    let edit = move |text: String| {
        edit(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
    };
    area(label, move || value().join("\n"), edit, place, 3)
}

/// Whether a field is shown. Once it is, it stays as long as `of` is the same: it does not vanish while it is emptied.
pub fn stays(of: Memo<String>, is_shown: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    let last = Memo::new(move |last: Option<&(String, bool)>| {
        let of = of.get();
        let was_shown = last.is_some_and(|(last, was_shown)| *last == of && *was_shown);
        let is_shown = is_shown() || was_shown;
        (of, is_shown)
    });
    Memo::new(move |_| last.with(|(_, is_shown)| *is_shown))
}

/// A property that is one of some ids: a menu of them, each with what it is called. Where none is among them, as an empty one, the
/// property can be left out.
pub fn menu(
    of: impl Of,
    name: &'static str,
    label: impl Label,
    get: impl Reads<String>,
    all: impl Fn() -> Vec<(String, String)> + Copy + Send + Sync + 'static,
) -> AnyView {
    any_menu(Signal::derive(of), name, Signal::derive(label), Signal::derive(move || read(get)), Signal::derive(all))
}

fn any_menu(
    of: Signal<Option<Thing>>,
    name: &'static str,
    label: Signal<String>,
    own: Signal<String>,
    all: Signal<Vec<(String, String)>>,
) -> AnyView {
    let workshop = workshop();
    let id = next_id();
    let at = move || place(move || of.get(), name);
    let choose = move |id: String| {
        if let Some(of) = of.get_untracked() {
            workshop.seal();
            let value = if id.is_empty() { Value::None } else { Value::Text(id) };
            workshop.edit(Edit::Property { of, name: name.to_owned(), value });
        }
    };
    let options = move || {
        let own = own.get();
        let mut all = all.get();
        // What points nowhere is shown as it stands.
        if !all.iter().any(|(id, _)| *id == own) {
            all.insert(0, (own.clone(), own.clone()));
        }
        let option = move |(id, label): (String, String)| {
            let is_chosen = id == own;
            view! { <option value=id prop:selected=is_chosen>{label}</option> }
        };
        all.into_iter().map(option).collect_view()
    };
    view! {
        <div class="field">
            <label>
                <span>{move || label.get()}</span>
                <select
                    data-place=move || at().map(|place| place.attribute())
                    aria-describedby=id.clone()
                    on:change:target=move |event| choose(event.target().value())
                >
                    {options}
                </select>
            </label>
            {found_here(id, at)}
        </div>
    }
    .into_any()
}

/// How the ids of a list are shown, and what it means that there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// By the ids, as of facts. Where none is ticked, none is meant.
    Ids,
    /// By what things are called. Where none is ticked, all are meant.
    Names,
}

/// A property that is a list of ids: a button that says which, and opens all to be ticked.
pub fn ticks(
    of: impl Of,
    name: &'static str,
    label: impl Label,
    get: impl Reads<Vec<String>>,
    all: impl Fn() -> Vec<(String, String)> + Copy + Send + Sync + 'static,
    listed: Listed,
) -> AnyView {
    ticked(Signal::derive(of), name, Signal::derive(label), Memo::new(move |_| read(get)), Signal::derive(all), listed)
}

/// The facts that something rests on.
pub fn facts(of: impl Of, get: impl Reads<Vec<String>>) -> AnyView {
    ticks(of, "facts", t("rules.facts"), get, all_facts, Listed::Ids)
}

fn ticked(
    of: Signal<Option<Thing>>,
    name: &'static str,
    label: Signal<String>,
    own: Memo<Vec<String>>,
    all: Signal<Vec<(String, String)>>,
    listed: Listed,
) -> AnyView {
    let workshop = workshop();
    let id = next_id();
    let open = RwSignal::new(false);
    let by_name = listed == Listed::Names;
    let at = move || place(move || of.get(), name);
    // What points nowhere is shown as it stands, and can be taken out.
    let all = move || {
        let mut all = all.get();
        let strange = own.with(|own| {
            let strange = own.iter().filter(|own| !all.iter().any(|(id, _)| id == *own));
            strange.map(|id| (id.clone(), String::new())).collect::<Vec<_>>()
        });
        all.extend(strange);
        all
    };
    let text = move || {
        let mut listed = own.get();
        if by_name {
            let all = all();
            let name = |id: &String| all.iter().find(|(known, name)| known == id && !name.is_empty());
            listed.iter_mut().for_each(|id| *id = name(id).map_or(id.clone(), |(_, name)| name.clone()));
        }
        match (listed.is_empty(), by_name) {
            (true, true) => workshop.say.text("ticks.all"),
            (true, false) => workshop.say.text("ticks.none"),
            (false, _) => listed.join(", "),
        }
    };
    let boxes = move || {
        let tick = move |(id, text): (String, String)| {
            let ticked = id.clone();
            let change = move |_| {
                let Some(of) = of.get_untracked() else { return };
                let mut list = own.get_untracked();
                // Those that were there keep their order.
                if list.contains(&ticked) {
                    list.retain(|known| *known != ticked);
                } else {
                    list.push(ticked.clone());
                }
                workshop.seal();
                workshop.edit(Edit::Property { of, name: name.to_owned(), value: Value::List(list) });
            };
            let known = id.clone();
            let is_ticked = move || own.with(|own| own.contains(&known));
            let (called, said) = if by_name && !text.is_empty() { (text, String::new()) } else { (id, text) };
            view! {
                <label class="tick">
                    <input type="checkbox" prop:checked=is_ticked on:change=change />
                    <span>
                        <strong>{called}</strong>
                        " "
                        {said}
                    </span>
                </label>
            }
        };
        // They stay while they are ticked: the one that is has the focus.
        untrack(all).into_iter().map(tick).collect_view()
    };
    view! {
        <div class="field">
            <span>{move || label.get()}</span>
            <button
                type="button"
                class="cell"
                data-place=move || at().map(|place| place.attribute())
                aria-haspopup="dialog"
                aria-describedby=id.clone()
                aria-label=move || format!("{}: {}", label.get(), text())
                on:click=move |_| open.set(true)
            >
                {text}
            </button>
            {dialog(open, move || label.get(), move || view! { <fieldset aria-label=t("ticks.label")>{boxes()}</fieldset> })}
            {found_here(id, at)}
        </div>
    }
    .into_any()
}

/// Where a thing stands now; nothing once it is gone.
pub trait Of: Fn() -> Option<Thing> + Copy + Send + Sync + 'static {}

impl<T: Fn() -> Option<Thing> + Copy + Send + Sync + 'static> Of for T {}

/// Reads a property from the policy; nothing where the thing is gone.
pub trait Reads<V>: Fn(&Policy) -> Option<V> + Copy + Send + Sync + 'static {}

impl<V, T: Fn(&Policy) -> Option<V> + Copy + Send + Sync + 'static> Reads<V> for T {}

/// What a property says now; nothing as long as the policy cannot be read.
pub fn read<V: Default>(get: impl Reads<V>) -> V {
    workshop().policy.with(|policy| policy.as_ref().and_then(get)).unwrap_or_default()
}

/// The place of a property.
fn place(of: impl Of, name: &str) -> Option<Place> {
    let steps = of()?.path()?;
    Some(Place::of_policy(steps.iter().map(Into::into).chain([name.into()])))
}

/// All facts, each with what it says.
pub fn all_facts() -> Vec<(String, String)> {
    read(|policy| Some(policy.facts.clone())).into_iter().collect()
}

/// All outcomes, each with its title.
pub fn all_outcomes() -> Vec<(String, String)> {
    let workshop = workshop();
    let ids = read(|policy| Some(policy.outcomes.iter().map(|outcome| outcome.id.clone()).collect::<Vec<_>>()));
    ids.into_iter().map(|id| (id.clone(), workshop.name(&format!("outcome.{id}.title"), &id))).collect()
}

/// The id of an element that no other on the page has.
pub fn next_id() -> String {
    static LAST: AtomicU32 = AtomicU32::new(0);
    format!("described-{}", LAST.fetch_add(1, Ordering::Relaxed))
}
