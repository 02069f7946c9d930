//! Where a keyboard and a listener go on when the page has changed.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The page shows something else altogether: its heading takes the focus, so that a keyboard and a listener begin there.
pub fn begin_at_heading() {
    focus("h1");
}

/// Where what had the focus is gone with a step, the view takes it, so that a keyboard does not begin at the top of the page.
pub fn keep_focus() {
    if document().active_element().is_none_or(|element| element.tag_name() == "BODY") {
        focus(".view");
    }
}

/// Gives the focus to the first thing on the page that a selector finds.
pub fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // The headings and the view can take the focus.
        let _ = element.focus();
    }
}
