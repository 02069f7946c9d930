//! The widget beside the draft, fed with what was last proven.

use gloo_events::EventListener;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

use super::say::t;
use super::state::{Shown, workshop};
use super::why::why;

#[wasm_bindgen]
extern "C" {
    /// What the page of the preview sends: `what` happened, and where its widget is.
    type News;

    #[wasm_bindgen(method, getter)]
    fn what(this: &News) -> String;

    #[wasm_bindgen(method, getter)]
    fn id(this: &News) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn rule(this: &News) -> Option<String>;

    /// The language that a visitor asks for.
    #[wasm_bindgen(method, getter)]
    fn language(this: &News) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn state(this: &News) -> Option<String>;
}

/// The widget in a frame, with a choice of its width, its colours and its language. `page` is the address of the frame's page.
pub fn preview(page: String) -> impl IntoView {
    let workshop = workshop();
    let frame = NodeRef::<html::Iframe>::new();
    let (is_ready, is_narrow, is_dark) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let listener = EventListener::new(&window(), "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        let own = frame.get_untracked().and_then(|frame| frame.content_window());
        if own.is_none_or(|own| event.source().as_deref() != Some(own.as_ref())) {
            return;
        }
        let news: News = event.data().unchecked_into();
        if news.what() == "ready" {
            is_ready.set(true);
        } else if news.what() == "speak" {
            news.language().into_iter().for_each(|tag| workshop.language.set(tag));
        } else {
            let rules = news.rule().unwrap_or_default();
            workshop.shown.set(Shown {
                id: news.id().unwrap_or_default(),
                rules: rules.split_whitespace().map(str::to_owned).collect(),
                state: news.state().unwrap_or_default(),
            });
        }
    });
    // It is removed with the preview.
    on_cleanup({
        let listener = send_wrapper::SendWrapper::new(listener);
        move || drop(listener.take())
    });
    // What is broken is not shown: the widget stays at what was last proven.
    let compiled = Memo::new(move |before: Option<&Option<_>>| {
        workshop.proof.with(|proof| proof.compiled.clone()).or_else(|| before.cloned().flatten())
    });
    Effect::new(move |before: Option<u32>| {
        let (times, tried) = workshop.tried.get();
        if !is_ready.get() {
            return 0;
        }
        let language = workshop.language.get();
        let message = js_sys::Object::new();
        let set = |name: &str, value: JsValue| {
            // A new object takes any value.
            let _ = js_sys::Reflect::set(&message, &name.into(), &value);
        };
        set("dark", is_dark.get().into());
        set("language", language.as_str().into());
        compiled.with(|compiled| {
            let Some(compiled) = compiled else { return };
            let Some(words) = compiled.words.get(&language) else { return };
            if times > before.unwrap_or_default() {
                set("state", tried.into());
            }
            set("policy", compiled.policy.as_str().into());
            set("words", words.as_str().into());
        });
        let own = frame.get_untracked().and_then(|frame| frame.content_window());
        let origin = window().location().origin().unwrap_or_default();
        if let Some(own) = own {
            // A frame of the page's own takes any message.
            let _ = own.post_message(&message, &origin);
        }
        times
    });
    // The menu stays as it is while its languages do: a screen reader tells of one that is made anew.
    let languages = Memo::new(move |_| workshop.languages());
    let is_stale = move || workshop.proof.with(|proof| proof.errors() > 0);
    view! {
        <div class="preview">
            <h2>{t("preview.label")}</h2>
            <div class="tools" role="group" aria-label=t("preview.look")>
                <label>
                    {t("preview.language")}
                    <select on:change:target=move |event| workshop.language.set(event.target().value())>
                        {move || {
                            languages
                                .get()
                                .into_iter()
                                .map(|tag| {
                                    let is_chosen = workshop.language.get() == tag;
                                    view! { <option prop:selected=is_chosen>{tag}</option> }
                                })
                                .collect_view()
                        }}
                    </select>
                </label>
                <label>
                    <input type="checkbox" bind:checked=is_narrow />
                    {t("preview.narrow")}
                </label>
                <label>
                    <input type="checkbox" bind:checked=is_dark />
                    {t("preview.dark")}
                </label>
            </div>
            <Show when=is_stale>
                <p class="stale">{t("preview.stale")}</p>
            </Show>
            <iframe node_ref=frame src=page title=t("preview.frame") class:small=move || is_narrow.get()></iframe>
            {why()}
        </div>
    }
}
