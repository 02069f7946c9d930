//! Draws the step that follows from a visitor's state, and sends what the visitor does.
//!
//! The view decides nothing: it holds no `if` on an id of a policy, and every text comes from the policy's
//! words. It reads through signals and writes through one [`Dispatch`].
//!
//! No markup is parsed, so pages that enforce Trusted Types accept the widget.

mod element;
mod outcome;
mod question;

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::decision::{Answer, Event, State, Step, next_step};
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::{CompiledWords, DROPPED, Inline, Rich, Texts};

use element::{El, button, el};

pub use element::Standing;

/// What a widget shows: a policy, its words in one language, and the level of its headings.
pub struct Guide {
    /// The policy.
    pub policy: CompiledPolicy,
    /// The words.
    pub words: CompiledWords<Box<dyn Texts>>,
    /// The level of a screen's heading, from 1 to 6; those below it follow.
    pub heading_level: u8,
    /// The languages that a visitor may change to, a line each: the tag, a space, and the name it has for itself.
    pub languages: String,
    /// The address of a page that opens at given answers, when they are added to it; empty when there is none.
    pub link: String,
    /// Whether the widget stands on its own page, which can be printed.
    pub standalone: bool,
    /// The plural category that the language has for a number.
    pub plural: Box<dyn Fn(usize) -> String>,
}

/// What has come on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A question.
    Question,
    /// An outcome.
    Outcome,
}

/// What a widget asks of the page it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish<'t> {
    /// Tell that a screen has come after the first.
    Shown(Screen),
    /// Copy a text for the visitor.
    Copy(&'t str),
    /// Show the widget in another language.
    Language(&'t str),
    /// Print the page.
    Print,
}

/// Sends what a visitor does. The only way in which the view changes anything.
#[derive(Clone)]
struct Dispatch {
    send: Rc<dyn Fn(Event)>,
    wish: Rc<dyn Fn(Wish<'_>)>,
}

impl Dispatch {
    fn send(&self, event: Event) {
        (self.send)(event);
    }

    fn wish(&self, wish: Wish<'_>) {
        (self.wish)(wish);
    }
}

/// The whole widget: one screen at a time, anew for every state. It stands in `place` until what is returned is
/// dropped.
///
/// `status` is a short message that is read out: the page sets it when something was copied, the view when
/// answers no longer count. `page` is told what the widget wishes.
pub fn widget(
    place: &Element,
    guide: Rc<Guide>,
    state: ArcRwSignal<State>,
    status: ArcRwSignal<String>,
    page: impl Fn(Wish<'_>) + 'static,
) -> Standing {
    let dispatch = {
        let (policy, state, status, said) = (guide.clone(), state.clone(), status.clone(), guide.clone());
        Dispatch {
            send: Rc::new(move |event| {
                let before = state.get_untracked();
                let after = before.clone().update(&policy.policy, event);
                let answered = matches!(event, Event::Answered(_));
                status.set(if answered { said.no_longer_count(&before, &after) } else { String::new() });
                state.set(after);
            }),
            wish: Rc::new(page),
        }
    };
    let direction = if guide.words.rtl() { "rtl" } else { "ltr" };
    let widget = el("div")
        .class("wegwijzer")
        .part("widget")
        .set("lang", &guide.words.language)
        .set("dir", direction)
        .add_if(guide.language_menu(&dispatch));
    let said = move || {
        let text = status.get();
        (!text.is_empty()).then(|| el("span").text(&text))
    };
    let (unreviewed, first) = (guide.unreviewed(&dispatch), Cell::new(true));
    let screen = move || {
        let (step, first) = (next_step(&guide.policy, &state.get()), first.replace(false));
        if !first {
            dispatch.wish(Wish::Shown(if matches!(step, Step::Ask(_)) { Screen::Question } else { Screen::Outcome }));
        }
        Some(match step {
            Step::Ask(ask) => question::screen(&guide, ask, &dispatch, !first),
            Step::Refer(referral) => outcome::screen(&guide, &referral, &dispatch, !first),
        })
    };
    widget
        .add(el("p").class("status").part("status").set("role", "status").show(said))
        .show(screen)
        .add_if(unreviewed)
        .stand_in(place, None)
}

/// The levels of headings within a screen.
#[derive(Clone, Copy)]
enum Rank {
    Screen,
    Section,
}

impl Guide {
    /// Adds a plain text to an element.
    fn say(&self, element: El, key: &[&str]) -> El {
        element.text(&self.words.plain(key))
    }

    /// Fills an element with a paragraph, if there is one.
    fn tell_if(&self, element: El, key: &[&str]) -> Option<El> {
        self.words.line(key).map(|paragraph| fill(element, paragraph))
    }

    /// Fills an element with a paragraph.
    fn tell(&self, element: El, key: &[&str]) -> El {
        fill(element, self.words.line(key).unwrap_or_default())
    }

    /// Adds paragraphs to an element, one below the other.
    fn tell_all(&self, mut element: El, key: &[&str]) -> El {
        for paragraph in self.words.paragraphs(key) {
            element = element.add(fill(el("p"), paragraph));
        }
        element
    }

    /// A heading, in the level that the page asks for.
    fn heading(&self, rank: Rank, key: &[&str]) -> El {
        let below = match rank {
            Rank::Screen => 0,
            Rank::Section => 1,
        };
        let tag = match self.heading_level.saturating_add(below) {
            0 | 1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        self.say(el(tag), key)
    }

    /// The heading of a screen. It can take the focus, and does when the screen has come by a step.
    fn title(&self, key: &[&str], focus: bool) -> El {
        let heading = self.heading(Rank::Screen, key).set("tabindex", "-1");
        if focus { heading.focused() } else { heading }
    }

    /// The way back.
    fn back(&self, dispatch: &Dispatch) -> El {
        let dispatch = dispatch.clone();
        button("link back", "link back", &self.words.plain(&["ui.back"]), move || dispatch.send(Event::Back))
    }

    /// Says which answers have been forgotten between two states; nothing when none has.
    fn no_longer_count(&self, before: &State, after: &State) -> String {
        let forgotten = after.forgotten_since(before);
        if forgotten.is_empty() {
            return String::new();
        }
        let mut said = self.words.plural(DROPPED, &(self.plural)(forgotten.len()));
        said.push(':');
        for question in forgotten.iter().filter_map(|answer| self.policy.questions.get(answer.question)) {
            said.push(' ');
            said.push_str(&self.words.plain(&["question.", &question.id, ".title"]));
        }
        said
    }

    /// A choice of languages, when the page allows more than one.
    fn language_menu(&self, dispatch: &Dispatch) -> Option<El> {
        let mut menu = el("select").set("id", "language");
        let mut count = 0_usize;
        for (tag, name) in self.languages.lines().filter_map(|line| line.split_once(' ')) {
            let option = el("option").set("value", tag).set("lang", tag).text(name);
            menu = menu.add(if *tag == self.words.language { option.set("selected", "") } else { option });
            count += 1;
        }
        if count < 2 {
            return None;
        }
        let dispatch = dispatch.clone();
        let chosen = move |event: web_sys::Event| {
            let Some(menu) = event.current_target() else { return };
            // A menu has a value as a field has.
            dispatch.wish(Wish::Language(&menu.unchecked_into::<HtmlInputElement>().value()));
        };
        let menu = menu.on("change", chosen);
        let label = self.say(el("label").set("for", "language"), &["ui.language"]);
        Some(el("p").class("languages").part("languages").add(label).add(menu))
    }

    /// Says that nobody has reviewed the translation, with the way to the text it was made from.
    fn unreviewed(&self, dispatch: &Dispatch) -> Option<El> {
        let original = self.policy.default_language.clone();
        if self.words.plain(&["language.reviewed"]) == "yes" || self.words.language == original {
            return None;
        }
        let read = self.words.plain(&["ui.original"]);
        let dispatch = dispatch.clone();
        let read = button("link", "link", &read, move || dispatch.wish(Wish::Language(&original)));
        let unreviewed = self.say(el("span"), &["ui.unreviewed"]);
        Some(el("p").class("fine").add(unreviewed).text(" ").add(read))
    }

    /// The answers given so far, each with a way to change it. `title` is the key of their heading.
    fn trail(&self, title: &str, trail: &[Answer], dispatch: &Dispatch) -> Option<El> {
        if trail.is_empty() {
            return None;
        }
        let mut rows = el("dl");
        for answer in trail {
            let number = answer.question;
            let Some(asked) = self.policy.questions.get(number) else { continue };
            let Some(choice) = asked.choices.get(answer.choice) else { continue };
            let question = self.words.plain(&["question.", &asked.id, ".title"]);
            let choice = self.words.plain(&["question.", &asked.id, ".choice.", choice]);
            let dispatch = dispatch.clone();
            let change = el("button")
                .set("type", "button")
                .class("link")
                .part("link")
                .on("click", move |_| dispatch.send(Event::Reopened(number)))
                .add(self.say(el("span"), &["ui.change"]))
                .add(el("span").class("unseen").text(" ").text(&question));
            let row = el("div").class("row").add(el("dt").text(&question)).add(el("dd").text(&choice));
            rows = rows.add(row.add(el("dd").class("action").add(change)));
        }
        let heading = self.heading(Rank::Section, &[title]);
        Some(el("div").class("trail").part("answers").add(heading).add(rows))
    }
}

/// Fills an element with a paragraph. Each piece has an element of its own, so that a page translator can replace its
/// text.
fn fill(mut element: El, paragraph: Rich) -> El {
    for piece in paragraph {
        element = element.add(match piece {
            Inline::Text(text) => el("span").text(&text),
            Inline::Strong(text) => el("strong").text(&text),
            Inline::Emphasis(text) => el("em").text(&text),
            Inline::Link(text, href) => el("a").set("href", &href).part("link").text(&text),
        });
    }
    element
}
