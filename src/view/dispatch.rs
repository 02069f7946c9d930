//! What a widget is made from, and how the view talks to what is around it.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::decision::Event;
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::{CompiledWords, Texts};

/// What a widget is made from.
pub struct Props {
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
pub enum Shown {
    /// A question.
    Question,
    /// An outcome.
    Outcome,
}

/// What a widget asks of the page it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish<'t> {
    /// Tell that a screen comes after the first, and move the focus to its beginning.
    Shown(Shown),
    /// Copy a text for the visitor.
    Copy(&'t str),
    /// Show the widget in another language.
    Language(&'t str),
    /// Print the page.
    Print,
}

/// The page that a widget stands in, as far as the view needs it.
pub trait Page {
    /// The widget wishes something.
    fn wish(&self, wish: Wish<'_>);

    /// A listener that calls another, and keeps what that throws from the page.
    fn guarded(&self, listener: &JsValue) -> Function;
}

/// Sends what a visitor does. The only way in which the view changes anything.
#[derive(Clone)]
pub struct Dispatch {
    /// Changes the state.
    pub send: Rc<dyn Fn(Event)>,
    /// The page.
    pub page: Rc<dyn Page>,
}

impl Dispatch {
    /// Sends what a visitor does.
    pub fn send(&self, event: Event) {
        (self.send)(event);
    }

    /// Asks the page for something.
    pub fn wish(&self, wish: Wish<'_>) {
        self.page.wish(wish);
    }

    /// A listener that calls another, and keeps what that throws from the page.
    pub fn guarded(&self, listener: &JsValue) -> Function {
        self.page.guarded(listener)
    }
}
