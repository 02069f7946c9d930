//! A dialog of the browser's own: it takes the focus, closes with Escape, and gives the focus back.

use leptos::html;
use leptos::prelude::*;
use web_sys::SubmitEvent;

use super::say::t;
use super::verdict::holds;

/// A dialog as long as `open` says so. What is in it is made anew each time. It says by itself whether the policy holds: what
/// stands around it is neither seen nor heard as long as it is open.
pub fn dialog<V: IntoView + 'static>(
    open: RwSignal<bool>,
    title: impl Fn() -> String + Clone + Send + Sync + 'static,
    content: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> AnyView {
    let content = move |element| {
        view! {
            {content().into_any()}
            {holds()}
            <p class="tools">
                <button type="button" class="main" on:click=move |_| close(element)>{t("dialog.done")}</button>
            </p>
        }
    };
    framed(open, Signal::derive(title), Callback::new(move |element| content(element).into_any()))
}

/// What a question of the workshop can be answered with, each the key of a text.
#[derive(Clone, Copy)]
pub struct Answers {
    /// What is done.
    pub yes: &'static str,
    /// What leaves all as it is.
    pub no: &'static str,
    /// Whether something goes, so that Enter does not do it by itself.
    pub is_careful: bool,
}

/// A dialog that asks something. `act` does it, and says whether that could be done; then the dialog closes.
pub fn ask<V: IntoView + 'static>(
    open: RwSignal<bool>,
    title: impl Fn() -> String + Clone + Send + Sync + 'static,
    answers: Answers,
    content: impl Fn() -> V + Clone + Send + Sync + 'static,
    act: impl Fn() -> bool + Copy + Send + Sync + 'static,
) -> AnyView {
    asking(
        open,
        Signal::derive(title),
        answers,
        ViewFn::from(move || content().into_any()),
        Callback::new(move |()| act()),
    )
}

fn asking(
    open: RwSignal<bool>,
    title: Signal<String>,
    answers: Answers,
    content: ViewFn,
    act: Callback<(), bool>,
) -> AnyView {
    let content = move |element| {
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            if act.run(()) {
                close(element);
            }
        };
        view! {
            <form on:submit=submit>
                {content.run()}
                <p class="tools">
                    <button type="submit" class="main">{t(answers.yes)}</button>
                    <button type="button" autofocus=answers.is_careful on:click=move |_| close(element)>{t(answers.no)}</button>
                </p>
            </form>
        }
    };
    framed(open, title, Callback::new(move |element| content(element).into_any()))
}

fn framed(open: RwSignal<bool>, title: Signal<String>, content: Callback<NodeRef<html::Dialog>, AnyView>) -> AnyView {
    let draw = move || {
        open.get().then(move || {
            let element = NodeRef::<html::Dialog>::new();
            element.on_load(|dialog| {
                // It stands in the page by now, and is not open yet.
                let _ = dialog.show_modal();
            });
            view! {
                <dialog node_ref=element aria-label=move || title.get() on:close=move |_| open.set(false)>
                    <h2>{move || title.get()}</h2>
                    {content.run(element)}
                </dialog>
            }
        })
    };
    draw.into_any()
}

fn close(element: NodeRef<html::Dialog>) {
    element.get_untracked().into_iter().for_each(|dialog| dialog.close());
}
