//! The page: what is open, whether it holds, the views, and the preview beside them.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, StorageEvent};

use super::channels::channels;
use super::facts::facts;
use super::files::files;
use super::findings::findings;
use super::kept;
use super::languages;
use super::notices::notices;
use super::outcomes::outcomes;
use super::page::Page;
use super::policy::policy;
use super::preview::preview;
use super::questions::questions;
use super::rules::rules;
use super::say::{Say, chosen, t};
use super::start::start;
use super::state::{View, Workshop, workshop};
use super::take::{deliver, take};
use super::texts::texts;
use super::verdict::verdict;

/// The views in the order of the menu, each with the key of its name.
const VIEWS: [(View, &str); 12] = [
    (View::Rules, "view.rules"),
    (View::Questions, "view.questions"),
    (View::Outcomes, "view.outcomes"),
    (View::Channels, "view.channels"),
    (View::Notices, "view.notices"),
    (View::Facts, "view.facts"),
    (View::Texts, "view.texts"),
    (View::Policy, "view.policy"),
    (View::Files, "view.files"),
    (View::Findings, "view.findings"),
    (View::Preview, "view.preview"),
    (View::Take, "view.take"),
];

/// The whole page.
pub fn app(page: Page) -> impl IntoView {
    let say = Say::new(chosen(&page.language()));
    provide_context(say);
    let workshop = Workshop::start(page.worker(), say);
    provide_context(workshop);
    let preview_page = page.preview();
    provide_context(StoredValue::new_local(page));
    languages::follow(say);
    deliver();
    listen(workshop);
    let is_open = Memo::new(move |_| workshop.draft.with(Option::is_some));
    move || {
        if is_open.get() { opened(preview_page.clone()).into_any() } else { start().into_any() }
    }
}

fn opened(preview_page: String) -> impl IntoView {
    let workshop = workshop();
    let Workshop { draft, view, policy, told, .. } = workshop;
    let can = move |what: fn(&crate::draft::Draft) -> bool| draft.with(|draft| draft.as_ref().is_some_and(what));
    // The forms show what the policy's file says; as text, and in the list, it is shown in any case.
    let can_be_shown = Memo::new(move |_| {
        let is_form = !matches!(view.get(), View::Files | View::Findings | View::Take | View::Preview);
        !is_form || policy.with(Option::is_some)
    });
    let name = move || policy.with(|policy| policy.as_ref().map(|policy| policy.id.clone()).unwrap_or_default());
    view! {
        <header class="bar">
            <h1 tabindex="-1">{t("title")} " " <span class="policy">{name}</span></h1>
            <div class="tools" role="group" aria-label=t("tools.label")>
                <button type="button" on:click=move |_| workshop.undo() disabled=move || !can(|draft| draft.can_undo())>
                    {t("tools.undo")}
                </button>
                <button type="button" on:click=move |_| workshop.redo() disabled=move || !can(|draft| draft.can_redo())>
                    {t("tools.redo")}
                </button>
                <button type="button" class="main" on:click=move |_| workshop.show(View::Take)>{t("tools.take")}</button>
                {languages::menu()}
            </div>
            <p class="saved">{move || draft_state(workshop)}</p>
        </header>
        <div class="verdict">{verdict()}</div>
        <p class="told" aria-live="polite">{move || told.get()}</p>
        <nav aria-label=t("view.label")>
            <ul>
                {VIEWS
                    .map(|(entry, key)| {
                        view! {
                            <li class=if entry == View::Preview { "narrow" } else { "" }>
                                <button
                                    type="button"
                                    aria-current=move || (view.get() == entry).then_some("page")
                                    on:click=move |_| workshop.show(entry)
                                >
                                    {t(key)}
                                </button>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </nav>
        <main class="panes" class:preview-only=move || view.get() == View::Preview>
            <div class="view" tabindex="-1">
                <Show when=move || !can_be_shown.get()>
                    <p class="problem">{t("app.unreadable")}</p>
                    <p>
                        <button type="button" on:click=move |_| workshop.show(View::Findings)>{t("verdict.show")}</button>
                    </p>
                </Show>
                {move || draw(view.get())}
            </div>
            <section class="beside" aria-label=t("preview.label")>{preview(preview_page)}</section>
        </main>
    }
}

fn draw(view: View) -> AnyView {
    match view {
        View::Questions => questions().into_any(),
        View::Outcomes => outcomes().into_any(),
        View::Files => files().into_any(),
        View::Channels => channels().into_any(),
        View::Notices => notices().into_any(),
        View::Facts => facts().into_any(),
        View::Texts => texts().into_any(),
        View::Policy => policy().into_any(),
        View::Findings => findings().into_any(),
        View::Preview => ().into_any(),
        View::Take => take().into_any(),
        View::Rules => rules().into_any(),
    }
}

/// Whether what is here has been taken away, and whether the browser keeps it.
fn draft_state(workshop: Workshop) -> String {
    let is_changed = workshop.draft.with(|draft| draft.as_ref().is_some_and(|draft| draft.is_changed()));
    let key = match (is_changed, workshop.keeps.get()) {
        (false, _) => "draft.same",
        (true, true) => "draft.kept",
        (true, false) => "draft.loose",
    };
    workshop.say.text(key)
}

/// The keys of undo and redo, and what becomes of the draft when the page goes.
fn listen(workshop: Workshop) {
    let keys = EventListener::new_with_options(
        &window(),
        "keydown",
        EventListenerOptions::enable_prevent_default(),
        move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            // A field that is not of the draft takes back what was typed in it.
            let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let other = "dialog input[type=text], dialog textarea, input[type=search], input[list]";
            if field.is_some_and(|field| field.matches(other).unwrap_or_default()) {
                return;
            }
            let has_command = event.ctrl_key() || event.meta_key();
            let step = match event.key().to_lowercase().as_str() {
                "z" if has_command && !event.shift_key() => Workshop::undo,
                "z" if has_command => Workshop::redo,
                "y" if has_command => Workshop::redo,
                _ => return,
            };
            event.prevent_default();
            step(&workshop);
        },
    );
    let leave = EventListener::new(&window(), "pagehide", move |_| workshop.keep_rest());
    let elsewhere = EventListener::new(&window(), "storage", move |event| {
        let is_draft = event.dyn_ref::<StorageEvent>().is_some_and(|event| event.key().as_deref() == Some(kept::KEY));
        if is_draft {
            workshop.give_way();
        }
    });
    // What is kept nowhere is lost with the page, so the browser asks first.
    let lost = EventListener::new_with_options(
        &window(),
        "beforeunload",
        EventListenerOptions::enable_prevent_default(),
        move |event| {
            let is_changed =
                workshop.draft.with_untracked(|draft| draft.as_ref().is_some_and(|draft| draft.is_changed()));
            if is_changed && !workshop.keeps.get_untracked() {
                event.prevent_default();
            }
        },
    );
    // They last as long as the page.
    lost.forget();
    elsewhere.forget();
    keys.forget();
    leave.forget();
}
