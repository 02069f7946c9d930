//! Draws the step that follows from a visitor's state, and sends what the visitor does.
//!
//! The view decides nothing: it holds no `if` on an id of a policy, and every text comes from the policy's
//! words. It reads through signals and writes through one [`Dispatch`].
//!
//! No markup is parsed, so pages that enforce Trusted Types accept the widget. `view!` would send subtrees without
//! anything dynamic in them through `innerHTML`; these files use [`element`] instead, which never does.

mod element;
mod outcome;
mod question;
mod text;

use std::sync::Arc;

use leptos::either::Either;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use crate::decision::{Answer, Event, State, Step, next_step};
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::{CompiledWords, DROPPED};

use element::{El, Tag, button, el};

/// What a widget shows: a policy, its words in one language, and the level of its headings.
#[derive(Clone)]
pub struct Guide {
    /// The policy.
    pub policy: Arc<CompiledPolicy>,
    /// The words.
    pub words: Arc<CompiledWords>,
    /// The level of a screen's heading, from 1 to 6; those below it follow.
    pub heading_level: u8,
    /// The languages that a visitor may change to, by tag, with the name each has for itself.
    pub languages: Vec<(String, String)>,
    /// The address of a page that opens at given answers, when they are added to it; empty when there is none.
    pub link: String,
    /// Whether the widget stands on its own page, which can be printed.
    pub standalone: bool,
    /// Today's date in words.
    pub today: String,
    /// The plural category that the language has for a number.
    pub plural: Arc<dyn Fn(usize) -> String + Send + Sync>,
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
#[derive(Clone, Copy)]
struct Dispatch {
    event: Callback<Event>,
    copy: Callback<String>,
    language: Callback<String>,
    print: Callback<()>,
}

impl Dispatch {
    fn send(self, event: Event) {
        self.event.run(event);
    }
}

/// The whole widget: one screen at a time, anew for every state.
///
/// `status` is a short message that is read out: the page sets it when something was copied, the view when
/// answers no longer count. `page` is told what the widget wishes.
pub fn widget(
    guide: Guide,
    state: RwSignal<State>,
    status: RwSignal<String>,
    page: impl Fn(Wish<'_>) + Clone + Send + Sync + 'static,
) -> AnyView {
    let dispatch = {
        let (guide, copy, language, print) = (guide.clone(), page.clone(), page.clone(), page.clone());
        Dispatch {
            event: Callback::new(move |event| {
                let before = state.get_untracked();
                let after = before.clone().update(&guide.policy, event);
                let answered = matches!(event, Event::Answered(_));
                status.set(if answered { guide.no_longer_count(&before, &after) } else { String::new() });
                state.set(after);
            }),
            copy: Callback::new(move |text: String| copy(Wish::Copy(&text))),
            language: Callback::new(move |tag: String| language(Wish::Language(&tag))),
            print: Callback::new(move |()| print(Wish::Print)),
        }
    };
    let (language, direction) = (guide.words.language.clone(), if guide.words.rtl() { "rtl" } else { "ltr" });
    let (menu, unreviewed) = (guide.language_menu(dispatch), guide.unreviewed(dispatch));

    let mut screens = 0_usize;
    let screen = move || {
        let (step, first) = (next_step(&guide.policy, &state.get()), screens == 0);
        screens += 1;
        if !first {
            page(Wish::Shown(if matches!(step, Step::Ask(_)) { Screen::Question } else { Screen::Outcome }));
        }
        let screen = match step {
            Step::Ask(ask) => question::screen(&guide, &ask, dispatch, !first).view(),
            Step::Refer(referral) => outcome::screen(&guide, &referral, dispatch, !first).view(),
        };
        // Taking sides in turn has every screen built anew. Patched in place, it would keep text nodes that
        // a page translator may have replaced.
        if screens.is_multiple_of(2) { Either::Left(screen) } else { Either::Right(screen) }
    };
    let said = move || status.get();
    el("div")
        .class("wegwijzer")
        .part("widget")
        .set("lang", language)
        .set("dir", direction)
        .with(menu)
        .with([el("p").class("status").part("status").set("role", "status").show(said.into_any())])
        .show(screen.into_any())
        .with(unreviewed)
        .view()
}

/// The levels of headings within a screen.
#[derive(Clone, Copy)]
enum Rank {
    Screen,
    Section,
}

impl Guide {
    /// A heading, in the level that the page asks for.
    fn heading(&self, rank: Rank, text: String) -> El {
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
        el(tag).text(text)
    }

    /// The heading of a screen. It can take the focus, and does when the screen has come by a step.
    fn title(&self, key: &[&str], focus: bool) -> El {
        let heading = NodeRef::<Tag>::new();
        if focus {
            focus_when_there(heading);
        }
        self.heading(Rank::Screen, self.words.plain(key)).set("tabindex", "-1").known_as(heading)
    }

    /// The way back.
    fn back(&self, dispatch: Dispatch) -> El {
        button("link back", "link back", self.words.plain(&["ui.back"]), move || dispatch.send(Event::Back))
    }

    /// Says which answers have been forgotten between two states; nothing when none has.
    fn no_longer_count(&self, before: &State, after: &State) -> String {
        let forgotten = after.forgotten_since(before);
        let titles: Vec<String> = (forgotten.iter())
            .filter_map(|answer| self.policy.questions.get(answer.question))
            .map(|question| self.words.plain(&["question.", &question.id, ".title"]))
            .collect();
        if titles.is_empty() {
            return String::new();
        }
        [self.words.plural(DROPPED, &(self.plural)(titles.len())), titles.join(" ")].join(": ")
    }

    /// A choice of languages, when the page allows more than one.
    fn language_menu(&self, dispatch: Dispatch) -> Option<El> {
        if self.languages.len() < 2 {
            return None;
        }
        let options = self.languages.iter().map(|(tag, name)| {
            let option = el("option").set("value", tag.clone()).set("lang", tag.clone()).text(name.clone());
            if *tag == self.words.language { option.set("selected", "") } else { option }
        });
        let chosen = move |event: web_sys::Event| dispatch.language.run(event_target_value(&event));
        let menu = el("select").set("id", "language").on("change", chosen).with(options);
        let label = el("label").set("for", "language").text(self.words.plain(&["ui.language"]));
        Some(el("p").class("languages").part("languages").with([label, menu]))
    }

    /// Says that nobody has reviewed the translation, with the way to the text it was made from.
    fn unreviewed(&self, dispatch: Dispatch) -> Option<El> {
        let original = self.policy.default_language.clone();
        if self.words.plain(&["language.reviewed"]) == "yes" || self.words.language == original {
            return None;
        }
        let read = self.words.plain(&["ui.original"]);
        let read = button("link", "link", read, move || dispatch.language.run(original.clone()));
        let unreviewed = el("span").text(self.words.plain(&["ui.unreviewed"]));
        Some(el("p").class("fine").with([unreviewed]).text(" ").with([read]))
    }

    /// The answers given so far, each with a way to change it. `title` is the key of their heading.
    fn trail(&self, title: &str, trail: &[Answer], dispatch: Dispatch) -> Option<El> {
        if trail.is_empty() {
            return None;
        }
        let rows = trail.iter().filter_map(|answer| {
            let (asked, number) = (self.policy.questions.get(answer.question)?, answer.question);
            let question = self.words.plain(&["question.", &asked.id, ".title"]);
            let choice = self.words.plain(&["question.", &asked.id, ".choice.", asked.choices.get(answer.choice)?]);
            let change = el("button")
                .set("type", "button")
                .class("link")
                .part("link")
                .on("click", move |_| dispatch.send(Event::Reopened(number)))
                .with([
                    el("span").text(self.words.plain(&["ui.change"])),
                    el("span").class("unseen").text([" ", &question].concat()),
                ]);
            let action = el("dd").class("action").with([change]);
            Some(el("div").class("row").with([el("dt").text(question), el("dd").text(choice), action]))
        });
        let heading = self.heading(Rank::Section, self.words.plain(&[title]));
        Some(el("div").class("trail").part("answers").with([heading, el("dl").with(rows)]))
    }
}

/// Moves the focus to an element as soon as it stands in the page.
fn focus_when_there(element: NodeRef<Tag>) {
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            // An element that cannot take the focus leaves it where it was; nothing is lost.
            let _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}
