//! What can be taken away: shown first, then saved into the folder that it came from, or packed as a zip.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::page;
use super::say::t;
use super::state::{Packing, workshop};
use crate::author::names::POLICY_FILE;
use crate::draft::archive;
use crate::draft::changes::{FileChange, Kind, changes};

/// Gives the browser each zip that comes from the worker, as long as the page is there: also when another view is shown by then.
pub fn deliver() {
    let (workshop, page) = (workshop(), page());
    Effect::new(move |_| {
        let Some(packed) = workshop.remote.packed.get() else { return };
        workshop.hand_out(packed, |name, bytes| page.read_value().download(name, bytes));
    });
}

/// What has changed, and the ways to take it away.
pub fn take() -> impl IntoView {
    let workshop = workshop();
    let page = page();
    let all = Memo::new(move |_| {
        workshop
            .draft
            .with(|draft| draft.as_ref().map(|draft| changes(draft.opened(), draft.files())))
            .unwrap_or_default()
    });
    // What went wrong, or what is asked before anything is overwritten.
    let problem = RwSignal::new(String::new());
    let asked = RwSignal::new(Vec::<String>::new());
    let is_waiting = move || workshop.packing.with(|packing| *packing != Packing::Nothing);
    let zip = move |_| {
        problem.set(String::new());
        workshop.pack();
    };
    // Nobody's newer work is overwritten unseen.
    let save = move |is_sure: bool| {
        problem.set(String::new());
        asked.set(Vec::new());
        spawn_local(async move {
            let now = match page.read_value().folder_now().await {
                Ok(now) => now,
                Err(why) => return problem.set(why),
            };
            let Some(now) = now else { return problem.set(workshop.say.text("take.no-folder")) };
            // As when it was opened: of several, the one that is nearest to the top.
            let folders = now.iter().filter_map(|(path, _)| path.strip_suffix(POLICY_FILE));
            let folders = folders.filter(|folder| folder.is_empty() || folder.ends_with('/'));
            let inside = folders.min_by_key(|folder| folder.len()).map(str::to_owned);
            let now = archive::of_folder(now).map(|opened| opened.files).unwrap_or_default();
            let Some(draft) = workshop.draft.get_untracked() else { return };
            let newer: Vec<String> = changes(draft.opened(), &now).into_iter().map(|change| change.name).collect();
            if !newer.is_empty() && !is_sure {
                return asked.set(newer);
            }
            let mut files = Vec::new();
            for FileChange { name, .. } in changes(&now, draft.files()) {
                let path = format!("{}{name}", inside.clone().unwrap_or_default());
                files.push((path, draft.files().get(&name).cloned()));
            }
            match page.read_value().save(&files).await {
                // Another policy may be open by now.
                Ok(())
                    if !workshop
                        .draft
                        .with_untracked(|now| now.as_ref().is_some_and(|now| now.opened() == draft.opened())) => {}
                Ok(()) => {
                    workshop.saved(draft.files().clone());
                    workshop.told.set(workshop.say.count("take.saved", files.len()));
                }
                Err(why) => problem.set(why),
            }
        });
    };
    let is_broken = move || workshop.proof.with(|proof| proof.errors() > 0);
    view! {
        <h2 tabindex="-1">{t("view.take")}</h2>
        <p>{t("take.lead")}</p>
        <Show when=is_broken>
            <p class="hint">{t("take.broken")}</p>
        </Show>
        <p class="problem" role="alert">{move || problem.get()}</p>
        <p class="problem" lang="en">{move || workshop.not_packed.get()}</p>
        <div class="tools">
            <button type="button" class="main" on:click=zip disabled=is_waiting>{t("take.zip")}</button>
            <Show when=move || page.with_value(|page| page.can_pick_folder())>
                <button type="button" on:click=move |_| save(false)>{t("take.folder")}</button>
            </Show>
        </div>
        <Show when=move || !asked.with(Vec::is_empty)>
            <div class="asked" role="alert">
                <p>{move || workshop.say.with("take.newer", &[("files", &asked.get().join(", "))])}</p>
                <p class="tools">
                    <button type="button" on:click=move |_| save(true)>{t("take.overwrite")}</button>
                    <button type="button" on:click=move |_| asked.set(Vec::new())>{t("take.leave")}</button>
                </p>
            </div>
        </Show>
        <h3>{t("take.changes")}</h3>
        <Show when=move || all.with(Vec::is_empty)>
            <p>{t("draft.same")}</p>
        </Show>
        {move || all.get().into_iter().map(draw).collect_view()}
        <h3>{t("take.draft")}</h3>
        <label class="tick">
            <input
                type="checkbox"
                prop:checked=move || workshop.keeps.get()
                on:change:target=move |event| workshop.keep_from_now_on(event.target().checked())
            />
            {t("take.keep")}
        </label>
        {close()}
    }
}

/// A file that has changed, line by line.
fn draw(change: FileChange) -> impl IntoView {
    let FileChange { name, kind, parts } = change;
    let key = match kind {
        Kind::Added => "take.added",
        Kind::Removed => "take.removed",
        _ => "take.changed",
    };
    let lines = parts.into_iter().map(|part| {
        let lines = part.into_iter().map(|line| {
            let (sign, class) = match line.kind {
                Kind::Added => ("+ ", "added"),
                Kind::Removed => ("- ", "removed"),
                _ => ("  ", ""),
            };
            view! { <code class=class>{format!("{sign}{}\n", line.text)}</code> }
        });
        view! { <pre tabindex="0">{lines.collect_view()}</pre> }
    });
    view! {
        <details>
            <summary>
                <strong>{name}</strong>
                " "
                {t(key)}
            </summary>
            {lines.collect_view()}
        </details>
    }
}

/// Throws the draft away, after asking once more where that loses something.
fn close() -> impl IntoView {
    let workshop = workshop();
    let is_asked = RwSignal::new(false);
    let close = move |_| {
        let is_changed = workshop.draft.with_untracked(|draft| draft.as_ref().is_some_and(|draft| draft.is_changed()));
        if is_changed && !is_asked.get_untracked() {
            is_asked.set(true);
        } else {
            page().read_value().forget_folder();
            workshop.close();
        }
    };
    view! {
        <p>
            <button type="button" on:click=close>
                {move || workshop.say.text(if is_asked.get() { "take.close-sure" } else { "take.close" })}
            </button>
        </p>
    }
}
