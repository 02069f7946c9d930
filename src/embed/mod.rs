//! The page that a widget stands in.
//!
//! `element.js` beside this file is the custom element: it knows the document, loads the files, keeps the
//! fallback, and calls [`mount`]. This module is the door between the two.

mod json;

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::decision::State;
use crate::policy::compiled::{Broken, CompiledPolicy};
use crate::policy::json::Value;
use crate::policy::words::Texts;
use crate::view::{Guide, Screen, Standing, Wish, widget};

use json::InPage;

#[wasm_bindgen]
extern "C" {
    /// The page as a widget knows it: an object of `element.js`. Beside these methods it has texts: `languages`,
    /// `link` and `standalone`, as [`Guide`] has them.
    pub type Page;

    /// The plural category of a number: `one`, `other` and so on.
    #[wasm_bindgen(method)]
    fn plural(this: &Page, number: usize) -> String;

    /// The widget wishes something: that a screen is told of that was `shown` after the first, that a text is `copy`ed
    /// (`Widget::copied` is to tell how it went), that another language is `speak`ed, or that the page is `print`ed.
    #[wasm_bindgen(method)]
    fn wish(this: &Page, what: &str, text: &str);
}

/// A widget that stands in a page. It leaves the page when it is freed.
#[wasm_bindgen]
pub struct Widget {
    guide: Rc<Guide>,
    state: ArcRwSignal<State>,
    status: ArcRwSignal<String>,
    _standing: Standing,
}

#[wasm_bindgen]
impl Widget {
    /// All that the widget remembers, in the form that `restore` takes.
    pub fn state(&self) -> String {
        self.state.with_untracked(|state| state.to_text(&self.guide.policy))
    }

    /// Shows what was on the screen in an earlier state.
    pub fn restore(&self, state: &str) {
        self.status.set(String::new());
        self.state.set(State::parse(&self.guide.policy, state));
    }

    /// Tells the visitor whether a text was copied.
    pub fn copied(&self, done: bool) {
        self.status.set(self.guide.words.plain(&[if done { "ui.copied" } else { "ui.not-copied" }]));
    }
}

/// Puts a widget into an empty element.
///
/// `policy` and `words` are what the browser has read in the compiled files, `start` is the answers or the state to
/// begin from (`who=heir`), and `heading_level` the level of a screen's heading.
///
/// # Errors
///
/// An `Error` whose message says why the policy or its words cannot be used.
#[wasm_bindgen]
pub fn mount(
    place: &Element,
    policy: &JsValue,
    words: &JsValue,
    start: &str,
    heading_level: u8,
    page: Page,
) -> Result<Widget, JsError> {
    let policy = CompiledPolicy::of_json(policy).map_err(|broken| unusable("the policy", &broken))?;
    let texts: Box<dyn Texts> = Box::new(InPage(words.get("texts").unwrap_or_default()));
    let words = policy.words(words, texts).map_err(|broken| unusable("the words", &broken))?;
    let text = |name: &str| page.get(name).and_then(|text| text.text()).unwrap_or_default();
    let guide = Rc::new(Guide {
        policy,
        words,
        heading_level,
        languages: text("languages"),
        link: text("link"),
        standalone: !text("standalone").is_empty(),
        plural: Box::new({
            let page: Page = page.clone().unchecked_into();
            move |number| page.plural(number)
        }),
    });
    let wish = move |wish: Wish<'_>| match wish {
        Wish::Shown(Screen::Question) => page.wish("shown", "question"),
        Wish::Shown(Screen::Outcome) => page.wish("shown", "outcome"),
        Wish::Copy(text) => page.wish("copy", text),
        Wish::Language(tag) => page.wish("speak", tag),
        Wish::Print => page.wish("print", ""),
    };
    let state = ArcRwSignal::new(State::parse(&guide.policy, start));
    let status = ArcRwSignal::new(String::new());
    let standing = widget(place, guide.clone(), state.clone(), status.clone(), wish);
    Ok(Widget { guide, state, status, _standing: standing })
}

fn unusable(what: &str, broken: &Broken) -> JsError {
    JsError::new(&[what, ": ", broken.reason()].concat())
}
