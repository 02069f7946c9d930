//! Elements: made at once, all of one type.
//!
//! `view!` gives every piece of a screen a type of its own, with code to build, patch and remove that type. A
//! widget that has to start as fast as a small script cannot afford that; docs/size.md has the figures. So these few
//! lines stand between Leptos' signals (`reactive_graph`) and its renderer (`tachys`), and screens are built anew rather
//! than patched.

use std::any::Any;
use std::cell::RefCell;

use tachys::renderer::Rndr;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, Node};

use super::dispatch::Dispatch;
use super::follow::Follower;

/// An element that is being made. Boxed, so that handing it on is handing on one number.
pub struct El(Box<Parts>);

/// An element, and what lives as long as it.
struct Parts {
    element: Element,
    /// Listeners and effects, those of its children too.
    kept: Vec<Box<dyn Any>>,
    /// What is to take the focus once it stands in the page.
    to_focus: Option<Element>,
}

/// An element that is mounted in the page. Dropping it takes it out again.
pub struct Mounted(El);

impl Drop for Mounted {
    fn drop(&mut self) {
        self.0.0.element.remove();
    }
}

/// An element without attributes and children.
pub fn el(tag: &str) -> El {
    El(Box::new(Parts { element: Rndr::create_element(tag, None), kept: Vec::new(), to_focus: None }))
}

/// A `<button type="button">` without a text.
pub fn button(class: &str, part: &str, dispatch: &Dispatch, pressed: impl Fn(&Dispatch) + 'static) -> El {
    let button = el("button").set("type", "button").class(class).part(part);
    button.on("click", dispatch, move |dispatch, _| pressed(dispatch))
}

impl El {
    /// Sets an attribute.
    pub fn set(self, name: &str, value: &str) -> Self {
        Rndr::set_attribute(&self.0.element, name, value);
        self
    }

    /// Sets the class.
    pub fn class(self, names: &str) -> Self {
        self.set("class", names)
    }

    /// Names the parts that a host's style can reach.
    pub fn part(self, names: &str) -> Self {
        self.set("part", names)
    }

    /// Calls a function at every event of a kind.
    pub fn on(self, event: &str, dispatch: &Dispatch, call: impl Fn(&Dispatch, Event) + 'static) -> Self {
        let own = dispatch.clone();
        self.listen(event, dispatch, Box::new(move |event| call(&own, event)))
    }

    fn listen(self, event: &str, dispatch: &Dispatch, call: Box<dyn FnMut(Event)>) -> Self {
        let call = Closure::wrap(call);
        let guarded = dispatch.guarded(call.as_ref());
        // An element of our own always takes a listener.
        let _ = self.0.element.add_event_listener_with_callback(event, &guarded);
        self.keep(call)
    }

    /// Takes the focus once the element stands in the page.
    pub fn focused(mut self) -> Self {
        self.0.to_focus = Some(self.0.element.clone());
        self
    }

    /// Adds a text.
    pub fn text(self, text: &str) -> Self {
        self.append(&Rndr::create_text_node(text));
        self
    }

    /// Adds an element if there is one.
    pub fn add_if(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.add(child),
            None => self,
        }
    }

    /// Adds an element.
    pub fn add(mut self, mut child: El) -> Self {
        self.append(&child.0.element);
        self.0.to_focus = child.0.to_focus.or(self.0.to_focus);
        self.0.kept.append(&mut child.0.kept);
        self
    }

    /// Adds what changes with the signals that `show` reads.
    pub fn show(self, show: impl Fn() -> Option<El> + 'static) -> Self {
        // A comment, as that is what no page translator replaces and no style counts.
        let end = Rndr::create_placeholder();
        self.append(&end);
        let show: Box<dyn Fn() -> Option<El>> = Box::new(show);
        let (parent, shown) = (self.0.element.clone(), RefCell::new(None));
        self.follow(Box::new(move || {
            let next = show();
            // What was shown goes first: ids may come again.
            shown.take();
            shown.replace(next.map(|next| next.mount(&parent, Some(&end))));
        }))
    }

    /// Sets an attribute as long as there is a value for it.
    pub fn set_while(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        let element = self.0.element.clone();
        self.follow(Box::new(move || match value() {
            Some(value) => Rndr::set_attribute(&element, name, &value),
            None => Rndr::remove_attribute(&element, name),
        }))
    }

    /// Runs a function now, and again whenever a signal changes that it reads.
    fn follow(self, run: Box<dyn Fn()>) -> Self {
        self.keep(Follower::new(run))
    }

    /// The element itself, to focus it later.
    pub fn reference(&self) -> Element {
        self.0.element.clone()
    }

    /// Puts the element into another, before one of its children or behind them all.
    pub fn mount(self, place: &Element, before: Option<&Node>) -> Mounted {
        Rndr::insert_node(place, &self.0.element, before);
        if let Some(element) = &self.0.to_focus {
            focus(element);
        }
        Mounted(self)
    }

    fn append(&self, node: &Node) {
        Rndr::insert_node(&self.0.element, node, None);
    }

    fn keep(mut self, what: impl Any) -> Self {
        self.0.kept.push(Box::new(what));
        self
    }
}

/// Moves the focus. An element that cannot take it leaves it where it was; nothing is lost.
pub fn focus(element: &Element) {
    let _ = element.unchecked_ref::<HtmlElement>().focus();
}
