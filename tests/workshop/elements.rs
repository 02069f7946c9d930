//! Elements of the page: what they show, and what is done to them.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

/// What an element shows, with single spaces.
pub fn text_of(element: &HtmlElement) -> String {
    element.inner_text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a button or a group is called.
pub fn name_of(element: &HtmlElement) -> String {
    element.get_attribute("aria-label").unwrap_or_else(|| text_of(element))
}

/// What a field or a menu says.
pub fn value_of(field: &HtmlElement) -> String {
    Reflect::get(field, &"value".into()).unwrap().as_string().unwrap_or_default()
}

/// Whether somebody who looks at the page can see an element.
pub fn is_visible(element: &HtmlElement) -> bool {
    run(element, "return element.checkVisibility()").is_truthy()
}

/// All elements within one that fit a selector.
pub fn all_in(element: &Element, selector: &str) -> Vec<HtmlElement> {
    let all = element.query_selector_all(selector).unwrap();
    (0..all.length()).filter_map(|number| all.item(number)).map(JsCast::unchecked_into).collect()
}

/// The first of them.
pub fn find_in(element: &Element, selector: &str) -> Option<HtmlElement> {
    element.query_selector(selector).unwrap().map(JsCast::unchecked_into)
}

/// Has a field say something else, as the browser does before it tells of it.
pub fn set_value(field: &HtmlElement, value: &str) {
    Reflect::set(field, &"value".into(), &value.into()).unwrap();
}

/// Tells an element that something has happened to it.
pub fn send(element: &HtmlElement, event: &str) {
    run(element, &format!("element.dispatchEvent(new Event('{event}', {{ bubbles: true, cancelable: true }}))"));
}

/// Runs a script that has an element at hand as `element`.
pub fn run(element: &HtmlElement, script: &str) -> JsValue {
    Function::new_with_args("element", script).call1(&JsValue::NULL, element).unwrap()
}
