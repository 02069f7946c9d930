//! The policy's files as text, for whoever knows their form, and for a file that has to be mended before the forms can show it.

use leptos::prelude::*;

use super::fields::area;
use super::place::Place;
use super::say::t;
use super::state::workshop;
use crate::draft::Edit;

/// A menu of the files, and the text of the one that is chosen.
pub fn files() -> impl IntoView {
    let workshop = workshop();
    let names = Memo::new(move |_| {
        workshop.draft.with(|draft| draft.iter().flat_map(|draft| draft.files().keys().cloned()).collect::<Vec<_>>())
    });
    let chosen = workshop.file;
    if !names.with_untracked(|names| names.contains(&chosen.get_untracked())) {
        chosen.set(names.with_untracked(|names| names.first().cloned().unwrap_or_default()));
    }
    let text = move || {
        let name = chosen.get();
        workshop.draft.with(|draft| draft.as_ref().and_then(|draft| draft.files().get(&name).cloned()))
    };
    view! {
        <h2 tabindex="-1">{t("view.files")}</h2>
        <p>{t("files.lead")}</p>
        <label class="field">
            <span>{t("files.file")}</span>
            <select on:change:target=move |event| chosen.set(event.target().value())>
                {move || {
                    names
                        .get()
                        .into_iter()
                        .map(|name| {
                            let is_chosen = chosen.get() == name;
                            view! { <option prop:selected=is_chosen>{name}</option> }
                        })
                        .collect_view()
                }}
            </select>
        </label>
        <div class="code">
            {area(
                t("files.text"),
                move || text().unwrap_or_default(),
                move |new: String| Some(Edit::File { name: chosen.get_untracked(), text: with_breaks_of(text(), &new) }),
                move || Some(Place { file: chosen.get(), path: Vec::new() }),
                30,
            )}
        </div>
    }
}

/// A text with the line breaks that a file had: a field of the browser knows those of Unix only.
fn with_breaks_of(file: Option<String>, text: &str) -> String {
    let unix = text.replace("\r\n", "\n");
    if file.is_some_and(|file| file.contains("\r\n")) { unix.replace('\n', "\r\n") } else { unix }
}
