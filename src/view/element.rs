//! Elements, all of one type.
//!
//! `view!` gives every piece of a screen a type of its own, with code to build, patch and remove that type. A
//! widget that has to start as fast as a small script cannot afford that; docs/size.md has the figures.

use leptos::html::{Custom, HtmlElement, custom};
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::event::on;
use leptos::tachys::html::node_ref::node_ref;

/// What an element is called; the type of all of them.
pub type Tag = Custom<&'static str>;

/// An element that is being made.
pub struct El {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element without attributes and children.
pub fn el(tag: &'static str) -> El {
    El { tag, attributes: Vec::new(), children: Vec::new() }
}

/// A `<button type="button">` with a text.
pub fn button(class: &str, part: &str, text: String, pressed: impl Fn() + Send + 'static) -> El {
    let button = el("button").set("type", "button").class(class).part(part).text(text);
    button.on("click", move |_| pressed())
}

impl El {
    /// Sets an attribute.
    pub fn set(self, name: &'static str, value: impl Into<String>) -> Self {
        self.set_text(name, value.into())
    }

    fn set_text(mut self, name: &'static str, value: String) -> Self {
        self.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// Sets an attribute as long as there is a value for it.
    pub fn set_while(mut self, name: &'static str, value: impl Fn() -> Option<String> + Send + 'static) -> Self {
        self.attributes.push(custom_attribute(name, value).into_any_attr());
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
    pub fn on(mut self, event: &'static str, call: impl FnMut(web_sys::Event) + 'static) -> Self {
        let call: Box<dyn FnMut(web_sys::Event)> = Box::new(call);
        self.attributes.push(on(leptos::ev::Custom::<web_sys::Event>::new(event), call).into_any_attr());
        self
    }

    /// Keeps a reference to the element, once it stands in the page.
    pub fn known_as(mut self, node: NodeRef<Tag>) -> Self {
        self.attributes.push(node_ref::<Tag, _>(node).into_any_attr());
        self
    }

    /// Adds a text.
    pub fn text(self, text: impl Into<String>) -> Self {
        let text: String = text.into();
        self.show(text.into_any())
    }

    /// Adds elements: one in an array, or as many as there are.
    pub fn with(mut self, children: impl IntoIterator<Item = El>) -> Self {
        for child in children {
            self.children.push(child.view());
        }
        self
    }

    /// Adds what may change.
    pub fn show(mut self, view: AnyView) -> Self {
        self.children.push(view);
        self
    }

    /// The element as Leptos knows it.
    pub fn view(self) -> AnyView {
        let element: HtmlElement<Tag, (), ()> = custom(self.tag);
        element.add_any_attr(self.attributes).child(self.children).into_any()
    }
}
