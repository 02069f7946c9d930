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

use crate::decision::{Answers, State};
use crate::policy::compiled::CompiledPolicy;
use crate::view::{Guide, Screen, widget};

/// A widget that stands in a page. It leaves the page when it is freed.
#[wasm_bindgen]
pub struct Widget {
    policy: Arc<CompiledPolicy>,
    state: ArcRwSignal<State>,
    /// Dropping it takes the view out of the page.
    _mounted: Box<dyn std::any::Any>,
}

#[wasm_bindgen]
impl Widget {
    /// The answers so far, in the form that `mount` takes as `start`.
    pub fn answers(&self) -> String {
        self.state.with_untracked(|state| state.answers().to_text(&self.policy))
    }
}

/// Puts a widget into an empty element.
///
/// `policy` and `words` are the compiled files, `start` is the answers to begin from (`who=heir`), and
/// `heading_level` the level of a screen's heading. `on_screen` is called with `question` or `outcome` for
/// every screen after the first.
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
    on_screen: js_sys::Function,
) -> Result<Widget, JsError> {
    let policy = CompiledPolicy::read(policy).map_err(|broken| JsError::new(&format!("the policy: {broken}")))?;
    let words = policy.read_words(words).map_err(|broken| JsError::new(&format!("the words: {broken}")))?;
    let policy = Arc::new(policy);
    let answers = Answers::parse(&policy, start);
    let state = ArcRwSignal::new(State::from_answers(&policy, answers));
    let guide = Guide { policy: policy.clone(), words: Arc::new(words), heading_level };
    let on_screen = SendWrapper::new(on_screen);
    let tell = move |screen: Screen| {
        let name = match screen {
            Screen::Question => "question",
            Screen::Outcome => "outcome",
        };
        // What a listener of the page throws is the page's own affair.
        let _ = on_screen.call1(&JsValue::NULL, &name.into());
    };
    let shown = state.clone();
    let mounted = mount_to(place, move || widget(guide, shown.into(), tell));
    Ok(Widget { policy, state, _mounted: Box::new(mounted) })
}
