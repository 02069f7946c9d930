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
    let chosen = RwSignal::new(names.with_untracked(|names| {
        names.iter().find(|name| *name == "policy.toml").or(names.first()).cloned().unwrap_or_default()
    }));
    let text = move || {
        let name = chosen.get();
        workshop.draft.with(|draft| draft.as_ref().and_then(|draft| draft.files().get(&name).cloned()))
    };
    view! {
        <h2>{t("view.files")}</h2>
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
                move |text| Some(Edit::File { name: chosen.get_untracked(), text }),
                move || Some(Place { file: chosen.get(), path: Vec::new() }),
                30,
            )}
        </div>
    }
}
