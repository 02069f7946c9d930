//! The page that a widget stands in.
//!
//! `element.js` beside this file is the custom element: it knows the document, loads the files, keeps the
//! fallback, and calls [`mount`]. This module is the door between the two.

use std::rc::Rc;

use js_sys::Function;
use reactive_graph::signal::ArcRwSignal;
use reactive_graph::traits::{Set, WithUntracked};
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::decision::State;
use crate::parsed::ParsedTexts;
use crate::policy::compiled::{Broken, CompiledPolicy};
use crate::policy::json::Value;
use crate::policy::words::Texts;
use crate::screen;
use crate::view::{self, Mounted, Props, Shown, Wish, widget};

#[wasm_bindgen]
extern "C" {
    /// The page as a widget knows it: an object of `element.js`. Beside these methods it has texts: `languages`,
    /// `link` and `standalone`, as [`Props`] has them.
    pub type Page;

    /// The plural category of a number: `one`, `other` and so on.
    #[wasm_bindgen(method)]
    fn plural(this: &Page, number: usize) -> String;

    /// The widget wishes something: that a screen is told of that is `shown` after the first and its beginning takes the focus, that a text is `copy`ed
    /// (`Widget::copied` is to tell how it went), that another language is `speak`ed, or that the page is `print`ed.
    #[wasm_bindgen(method)]
    fn wish(this: &Page, what: &str, text: &str);

    /// A listener that calls another, and keeps what that throws from the page.
    #[wasm_bindgen(method)]
    fn guarded(this: &Page, listener: &JsValue) -> Function;
}

/// A widget that stands in a page. It leaves the page when it is freed.
#[wasm_bindgen]
pub struct Widget {
    props: Rc<Props>,
    state: ArcRwSignal<State>,
    status: ArcRwSignal<String>,
    _mounted: Mounted,
}

#[wasm_bindgen]
impl Widget {
    /// All that the widget remembers, in the form that `restore` takes.
    pub fn state(&self) -> String {
        self.state.with_untracked(|state| state.to_text(&self.props.policy))
    }

    /// Shows what was on the screen in an earlier state.
    pub fn restore(&self, state: &str) {
        self.status.set(String::new());
        self.state.set(State::parse(&self.props.policy, state));
    }

    /// Tells the visitor whether a text was copied.
    pub fn copied(&self, done: bool) {
        self.status.set(screen::copied(&self.props.words, done));
    }
}

/// Puts a widget into an empty element.
///
/// `policy` and `words` are what the browser has read in the compiled files, `start` is the answers or the state to
/// begin from (`who=heir`), and `heading_level` the level of a screen's heading.
///
/// # Errors
///
/// A string that says why the policy or its words cannot be used. Whatever else a page catches is a panic.
#[wasm_bindgen]
pub fn mount(
    place: &Element,
    policy: &JsValue,
    words: &JsValue,
    start: &str,
    heading_level: u8,
    page: Page,
) -> Result<Widget, String> {
    let policy = CompiledPolicy::of_json(policy).map_err(|broken| unusable("the policy", &broken))?;
    let texts: Box<dyn Texts> = Box::new(ParsedTexts::of(words));
    let words = policy.words(words, texts).map_err(|broken| unusable("the words", &broken))?;
    let page = Rc::new(page);
    let text = |name: &str| page.get(name).and_then(|text| text.text()).unwrap_or_default();
    let props = Rc::new(Props {
        policy,
        words,
        heading_level,
        languages: text("languages"),
        link: text("link"),
        standalone: !text("standalone").is_empty(),
        plural: Box::new({
            let page = page.clone();
            move |number| page.plural(number)
        }),
    });
    let state = ArcRwSignal::new(State::parse(&props.policy, start));
    let status = ArcRwSignal::new(String::new());
    let mounted = widget(place, props.clone(), state.clone(), status.clone(), page);
    Ok(Widget { props, state, status, _mounted: mounted })
}

/// Ends this instance of the app, for after a panic: its memory cannot be trusted. What it has mounted is to be forgotten
/// and not to be called.
#[wasm_bindgen]
pub fn end() {
    wasm_bindgen::handler::schedule_reinit();
}

/// Begins a new instance after one has been ended. Any call does, but the texts that one takes along would still be handed
/// to the instance before.
#[wasm_bindgen]
pub fn begin() {}

impl view::Page for Page {
    fn wish(&self, wish: Wish<'_>) {
        match wish {
            Wish::Shown(Shown::Question) => self.wish("shown", "question"),
            Wish::Shown(Shown::Outcome) => self.wish("shown", "outcome"),
            Wish::Copy(text) => self.wish("copy", text),
            Wish::Language(tag) => self.wish("speak", tag),
            Wish::Print => self.wish("print", ""),
        }
    }

    fn guarded(&self, listener: &JsValue) -> Function {
        self.guarded(listener)
    }
}

fn unusable(what: &str, broken: &Broken) -> String {
    [what, ": ", broken.reason()].concat()
}
