//! The policy's languages, as all forms show them: what each is called, which one is edited, and what stands in its own file.

use leptos::prelude::*;

use super::fields::next_id;
use super::found::found_here;
use super::place::Place;
use super::say::{language_named, t};
use super::state::workshop;
use crate::author::common::Flat;
use crate::author::read::texts;
use crate::draft::Edit;
use crate::policy::shared::Shared;

/// Says that somebody has read all texts of a language.
const REVIEWED: &str = "language.reviewed";

/// A menu of the policy's languages: the texts of the chosen one are edited.
pub fn menu() -> impl IntoView {
    let workshop = workshop();
    let options = move || {
        let option = move |tag: String| {
            let is_chosen = workshop.language.get() == tag;
            let name = language_named(&tag);
            view! { <option value=tag prop:selected=is_chosen>{name}</option> }
        };
        workshop.languages().into_iter().map(option).collect_view()
    };
    view! {
        <label class="field">
            <span>{t("edited.language")}</span>
            <select on:change:target=move |event| workshop.language.set(event.target().value())>{options}</select>
        </label>
    }
}

/// The texts that stand in a language's own file, by dotted key.
pub fn own_texts(tag: impl Fn() -> String + Send + Sync + 'static) -> Memo<Shared<Flat>> {
    let workshop = workshop();
    let file = Memo::new(move |_| {
        let name = format!("words.{}.toml", tag());
        workshop.draft.with(|draft| draft.as_ref().and_then(|draft| draft.files().get(&name).cloned()))
    });
    // Whatever else is edited, the file is read only when it has changed.
    Memo::new(move |_| file.with(|file| file.as_deref().map(read).unwrap_or_default()))
}

/// The texts of a words file; none as long as it cannot be read.
pub fn read(file: &str) -> Shared<Flat> {
    texts::words(file).map(|(texts, _)| texts.into()).unwrap_or_default()
}

/// A box to tick once somebody who speaks the language has read all of its texts.
pub fn reviewed(tag: impl Fn() -> String + Copy + Send + Sync + 'static, own: Memo<Shared<Flat>>) -> impl IntoView {
    let workshop = workshop();
    let is_reviewed = move || own.with(|own| own.get(REVIEWED).is_some_and(|reviewed| reviewed == "yes"));
    let change = move |is_reviewed: bool| {
        let text = if is_reviewed { "yes" } else { "no" };
        workshop.seal();
        workshop.edit(Edit::Text { language: tag(), key: REVIEWED.to_owned(), text: text.to_owned() });
        workshop.seal();
    };
    let id = next_id();
    let place = move || Place::of_text(&tag(), REVIEWED);
    view! {
        <label class="tick">
            <input
                type="checkbox"
                data-place=move || place().attribute()
                aria-describedby=id.clone()
                prop:checked=is_reviewed
                on:change:target=move |event| change(event.target().checked())
            />
            {t("edited.reviewed")}
        </label>
        {found_here(id, move || Some(place()))}
    }
}
