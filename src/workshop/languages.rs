//! The languages that the workshop itself speaks: a menu, and the page in the one that is chosen.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::say::{LANGUAGES, Say, t};

/// A menu of the workshop's own languages.
pub fn menu() -> impl IntoView {
    let say = expect_context::<Say>();
    let choose = move |event: web_sys::Event| {
        let menu = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(chosen) = menu.and_then(|menu| usize::try_from(menu.selected_index()).ok()) {
            say.language.set(chosen);
        }
    };
    view! {
        <select aria-label=t("tools.language") on:change=choose>
            {LANGUAGES
                .iter()
                .enumerate()
                .map(|(number, texts)| {
                    view! {
                        <option lang=texts.tag prop:selected=move || say.language.get() == number>
                            {texts.name}
                        </option>
                    }
                })
                .collect_view()}
        </select>
    }
}

/// The page is in the language that is chosen, for whoever reads it out.
pub fn follow(say: Say) {
    Effect::new(move |_| {
        let tag = LANGUAGES.get(say.language.get()).map(|texts| texts.tag).unwrap_or_default();
        let page = document();
        page.set_title(&say.text("title"));
        if let Some(root) = page.document_element() {
            // An attribute of this name can always be set.
            let _ = root.set_attribute("lang", tag);
        }
    });
}
