//! Draws the screen that follows from a visitor's state, and sends what the visitor does.
//!
//! The view decides nothing and looks nothing up: it holds no `if` on an id of a policy, and every text comes from the
//! [`Screen`]. It reads through signals and writes through one [`Dispatch`].
//!
//! No markup is parsed, so pages that enforce Trusted Types accept the widget.

mod dispatch;

mod follow;

mod element;

mod parts;

mod question;

mod outcome;

use std::cell::Cell;
use std::rc::Rc;

use reactive_graph::signal::ArcRwSignal;
use reactive_graph::traits::{Get, GetUntracked, Set};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::decision::{Event, State, next_step};
use crate::screen::{self, Screen, Surroundings, Unreviewed};

use dispatch::Dispatch;
use element::{El, button, el};

pub use dispatch::{Page, Props, Shown, Wish};
pub use element::Mounted;

/// The whole widget: one screen at a time, anew for every state. It stands in `place` until what is returned is
/// dropped.
///
/// `status` is a short message that is read out: the page sets it when something was copied, the view when
/// answers no longer count.
pub fn widget(
    place: &Element,
    props: Rc<Props>,
    state: ArcRwSignal<State>,
    status: ArcRwSignal<String>,
    page: Rc<dyn Page>,
) -> Mounted {
    let dispatch = Dispatch { send: Rc::new(update(&props, &state, &status)), page };
    let Surroundings { language, direction, menu, unreviewed } = screen::surroundings(&props.policy, &props.words);
    let widget = el("div")
        .class("wegwijzer")
        .part("widget")
        .set("lang", &language)
        .set("dir", &direction)
        .add_if(language_menu(&props.languages, &language, &menu, &dispatch));
    let said = move || {
        let text = status.get();
        (!text.is_empty()).then(|| el("span").text(&text))
    };
    let unreviewed = unreviewed.map(|unreviewed| draw_unreviewed(unreviewed, &dispatch));
    let first = Cell::new(true);
    let draw = move || {
        let step = next_step(&props.policy, &state.get());
        let screen = screen::screen(&props.policy, &props.words, &step);
        // The first screen is none that a visitor has come to: it is not told of.
        if !first.replace(false) {
            let shown = if matches!(screen, Screen::Question(_)) { Shown::Question } else { Shown::Outcome };
            dispatch.wish(Wish::Shown(shown));
        }
        Some(match screen {
            Screen::Question(question) => question::draw(*question, props.heading_level, &dispatch),
            Screen::Outcome(outcome) => outcome::draw(*outcome, &props, &dispatch),
        })
    };
    widget.add(status_line().show(said)).add(resting_place()).show(draw).add_if(unreviewed).mount(place, None)
}

/// What is read out when its text changes. It has no role, which a screen reader would say of the empty line, too.
fn status_line() -> El {
    el("p").class("status").part("status").set("aria-live", "polite").set("aria-atomic", "true")
}

/// Where the focus rests while screens change.
fn resting_place() -> El {
    el("p").class("rest")
}

/// Changes the state as an event asks for, and says which answers no longer count.
fn update(props: &Rc<Props>, state: &ArcRwSignal<State>, status: &ArcRwSignal<String>) -> impl Fn(Event) + use<> {
    let (props, state, status) = (props.clone(), state.clone(), status.clone());
    move |event| {
        let before = state.get_untracked();
        let after = before.clone().update(&props.policy, event);
        let answered = matches!(event, Event::Answered(_));
        let no_longer_count =
            answered.then(|| screen::no_longer_count(&props.policy, &props.words, &before, &after, &props.plural));
        status.set(no_longer_count.flatten().unwrap_or_default());
        state.set(after);
    }
}

/// A choice of languages, when the page allows more than one.
fn language_menu(languages: &str, language: &str, label: &str, dispatch: &Dispatch) -> Option<El> {
    let mut menu = el("select").set("id", "language");
    let mut count = 0_usize;
    for (tag, name) in languages.lines().filter_map(|line| line.split_once(' ')) {
        let option = el("option").set("value", tag).set("lang", tag).text(name);
        menu = menu.add(if tag == language { option.set("selected", "") } else { option });
        count += 1;
    }
    if count < 2 {
        return None;
    }
    let menu = menu.on("change", dispatch, |dispatch, event| {
        let Some(menu) = event.current_target() else { return };
        // A menu has a value as a field has.
        dispatch.wish(Wish::Language(&menu.unchecked_into::<HtmlInputElement>().value()));
    });
    let label = el("label").set("for", "language").text(label);
    Some(el("p").class("languages").part("languages").add(label).add(menu))
}

/// Says that nobody has reviewed the translation, with the way to the text it was made from.
fn draw_unreviewed(unreviewed: Unreviewed, dispatch: &Dispatch) -> El {
    let Unreviewed { text, read, original } = unreviewed;
    let read = button("link", "link", dispatch, move |dispatch| dispatch.wish(Wish::Language(&original))).text(&read);
    el("p").class("fine").add(el("span").text(&text)).text(" ").add(read)
}
