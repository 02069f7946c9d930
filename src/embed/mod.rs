//! The page that a widget stands in.
//!
//! `element.js` beside this file is the custom element: it knows the document, loads the files, keeps the
//! fallback, and calls [`mount`]. This module is the door between the two.

use std::sync::Arc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::decision::State;
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::CompiledWords;
use crate::view::{Guide, Screen, Wish, widget};

#[wasm_bindgen]
extern "C" {
    /// The page as a widget knows it: an object of `element.js`.
    pub type Page;

    /// A screen has come after the first: `question` or `outcome`.
    #[wasm_bindgen(method)]
    fn shown(this: &Page, screen: &str);

    /// A text is to be copied; `Widget::copied` is to tell how it went.
    #[wasm_bindgen(method)]
    fn copy(this: &Page, text: &str);

    /// The widget is wanted in another language.
    #[wasm_bindgen(method)]
    fn speak(this: &Page, language: &str);

    /// The page is to be printed.
    #[wasm_bindgen(method)]
    fn print(this: &Page);

    /// What a visitor may change to, a line each: the tag, a space, the name.
    #[wasm_bindgen(method, getter)]
    fn languages(this: &Page) -> String;

    /// The address that answers are added to for a link; empty when there is none.
    #[wasm_bindgen(method, getter)]
    fn link(this: &Page) -> String;

    /// Whether the page is the widget's own.
    #[wasm_bindgen(method, getter)]
    fn standalone(this: &Page) -> bool;

    /// Today's date in words.
    #[wasm_bindgen(method, getter)]
    fn today(this: &Page) -> String;

    /// The plural category of a number: `one`, `other` and so on.
    #[wasm_bindgen(method)]
    fn plural(this: &Page, number: usize) -> String;
}

/// A widget that stands in a page. It leaves the page when it is freed.
#[wasm_bindgen]
pub struct Widget {
    policy: Arc<CompiledPolicy>,
    words: Arc<CompiledWords>,
    state: ArcRwSignal<State>,
    status: ArcRwSignal<String>,
    /// Dropping it takes the view out of the page.
    _mounted: Box<dyn std::any::Any>,
}

#[wasm_bindgen]
impl Widget {
    /// The answers so far, in the form that `mount` takes as `start`.
    pub fn answers(&self) -> String {
        self.state.with_untracked(|state| state.answers().to_text(&self.policy))
    }

    /// All that the widget remembers, in the form that `restore` takes.
    pub fn state(&self) -> String {
        self.state.with_untracked(|state| state.to_text(&self.policy))
    }

    /// Shows what was on the screen in an earlier state.
    pub fn restore(&self, state: &str) {
        self.status.set(String::new());
        self.state.set(State::parse(&self.policy, state));
    }

    /// Tells the visitor whether a text was copied.
    pub fn copied(&self, done: bool) {
        self.status.set(self.words.plain(&[if done { "ui.copied" } else { "ui.not-copied" }]));
    }
}

/// Puts a widget into an empty element.
///
/// `policy` and `words` are the compiled files, `start` is the answers or the state to begin from (`who=heir`),
/// and `heading_level` the level of a screen's heading.
///
/// # Errors
///
/// An `Error` whose message says why the policy or its words cannot be used.
#[wasm_bindgen]
pub fn mount(
    place: HtmlElement,
    policy: &str,
    words: &str,
    start: &str,
    heading_level: u8,
    page: Page,
) -> Result<Widget, JsError> {
    let policy = CompiledPolicy::read(policy).map_err(|broken| JsError::new(&format!("the policy: {broken}")))?;
    let words = policy.read_words(words).map_err(|broken| JsError::new(&format!("the words: {broken}")))?;
    let (policy, words) = (Arc::new(policy), Arc::new(words));
    let state = ArcRwSignal::new(State::parse(&policy, start));
    let status = ArcRwSignal::new(String::new());
    let languages = page.languages();
    let languages = languages.lines().filter_map(|line| line.split_once(' '));
    let page = Arc::new(SendWrapper::new(page));
    let guide = Guide {
        policy: policy.clone(),
        words: words.clone(),
        heading_level,
        languages: languages.map(|(tag, name)| (tag.to_owned(), name.to_owned())).collect(),
        link: page.link(),
        standalone: page.standalone(),
        today: page.today(),
        plural: Arc::new({
            let page = page.clone();
            move |number| page.plural(number)
        }),
    };
    let wish = move |wish: Wish<'_>| match wish {
        Wish::Shown(Screen::Question) => page.shown("question"),
        Wish::Shown(Screen::Outcome) => page.shown("outcome"),
        Wish::Copy(text) => page.copy(text),
        Wish::Language(tag) => page.speak(tag),
        Wish::Print => page.print(),
    };
    let (shown, said) = (state.clone(), status.clone());
    let mounted = mount_to(place, move || widget(guide, shown.into(), said.into(), wish));
    Ok(Widget { policy, words, state, status, _mounted: Box::new(mounted) })
}
