//! All texts that belong to no question, outcome, channel or notice: those of the page around the widget, and those that the
//! product brings along and a policy may say otherwise.

use leptos::prelude::*;

use super::edited::{self, own_texts, read, reviewed};
use super::fields::{Label, area};
use super::place::Place;
use super::say::{LANGUAGES, t};
use super::state::workshop;
use crate::author::common::{self, Flat};
use crate::draft::Edit;
use crate::policy::shared::Shared;
use crate::policy::words::{Key, Outline, Shape, keys};

/// The texts of the page that each policy writes itself, with the keys of their labels.
const PAGE: [(&str, &str); 4] = [
    ("page.title", "texts.page-title"),
    ("page.description", "texts.page-description"),
    ("page.lead", "texts.page-lead"),
    ("page.footer", "texts.page-footer"),
];

/// What is said of the language itself, likewise.
const LANGUAGE: [(&str, &str); 2] =
    [("language.name", "texts.language-name"), ("language.direction", "texts.language-direction")];

/// The texts of the product by what their keys begin with, each with the key of its heading.
const PRODUCT: [(&[&str], &str); 4] = [
    (&["ui."], "texts.ui"),
    (&["verdict."], "texts.verdicts"),
    (&["page.skip", "guide."], "texts.guide"),
    (&["failure."], "texts.failures"),
];

/// What the edited language says.
#[derive(Clone, Copy)]
struct Said {
    /// In its own file.
    own: Memo<Shared<Flat>>,
    /// Without a file of its own.
    given: Memo<Shared<Flat>>,
    /// The texts of the product in the language of the workshop: what the texts are about.
    meant: Memo<Shared<Flat>>,
}

/// The texts in groups. Those of the product are folded away.
pub fn texts() -> impl IntoView {
    let workshop = workshop();
    let tag = move || workshop.language.get();
    let said = Said { own: own_texts(tag), given: given(), meant: meant() };
    let all = keys(&Outline::default());
    let find = |name: &str| all.iter().find(|key| key.name == name).cloned();
    let labelled =
        |(name, label): (&str, &'static str)| find(name).map(|key| field(key, said, with_given(label, name, said)));
    let page = PAGE.map(labelled);
    let language = LANGUAGE.map(labelled);
    let product = PRODUCT.map(|(starts, heading)| {
        let is_own = |key: &&Key| starts.iter().any(|start| key.name.starts_with(start));
        folded(t(heading), all.iter().filter(is_own).cloned().collect(), said)
    });
    view! {
        <h2 tabindex="-1">{t("view.texts")}</h2>
        {edited::menu()}
        <h3>{t("texts.page")}</h3>
        {page}
        <h3>{t("texts.language")}</h3>
        {language}
        {reviewed(tag, said.own)}
        <h3>{t("texts.product")}</h3>
        <p class="hint">{t("texts.product-lead")}</p>
        {product}
    }
}

/// Texts of the product below a heading that unfolds them. A finding about one of them leads to the heading first.
fn folded(heading: impl Label, keys: Vec<Key>, said: Said) -> impl IntoView {
    let workshop = workshop();
    let is_open = RwSignal::new(false);
    let keys = StoredValue::new(keys);
    let places = move || {
        let language = workshop.language.get();
        let place = |key: &Key| Place::of_text(&language, &key.name).attribute();
        keys.with_value(|keys| keys.iter().map(place).collect::<Vec<_>>().join(" "))
    };
    view! {
        <details class="folded" prop:open=move || is_open.get()>
            <summary
                data-place=move || if is_open.get() { String::new() } else { places() }
                on:click=move |event| {
                    event.prevent_default();
                    is_open.update(|is_open| *is_open = !*is_open);
                }
            >
                <h4>{heading}</h4>
            </summary>
            <Show when=move || is_open.get()>
                {keys.with_value(|keys| keys.iter().map(|key| of_product(key.clone(), said)).collect_view())}
            </Show>
        </details>
    }
}

/// What the edited language says without a file of its own: the texts of the languages that it takes over from, and of the product.
fn given() -> Memo<Shared<Flat>> {
    let workshop = workshop();
    let sources = Memo::new(move |_| {
        let file = |tag: &String| {
            workshop.draft.with(|draft| draft.as_ref()?.files().get(&format!("words.{tag}.toml")).cloned())
        };
        let parents = workshop.remote.heritage_of(&workshop.language.get()).parents;
        parents.into_iter().filter_map(|tag| Some((file(&tag)?, tag))).collect::<Vec<_>>()
    });
    Memo::new(move |_| {
        let own = sources.with(|sources| sources.iter().map(|(file, tag)| (tag.clone(), read(file))).collect());
        let tag = workshop.language.get();
        workshop.remote.heritage_of(&tag).texts(&tag, &own).into()
    })
}

fn meant() -> Memo<Shared<Flat>> {
    let say = workshop().say;
    Memo::new(move |_| {
        let tag = LANGUAGES.get(say.language.get()).map(|texts| texts.tag).unwrap_or_default();
        common::texts(tag).into()
    })
}

/// A text of the product. It is called what it says as long as nobody says it otherwise: in the edited language, and in that of
/// the workshop where it is another one.
fn of_product(key: Key, said: Said) -> AnyView {
    let (name, is_optional) = (StoredValue::new(key.name.clone()), key.optional);
    let text = move |texts: Memo<Shared<Flat>>| name.with_value(|name| texts.with(|texts| texts.get(name).cloned()));
    let label = move || match (text(said.given), text(said.meant)) {
        (Some(given), Some(meant)) if given != meant => format!("{given} ({meant})"),
        (Some(text), _) | (None, Some(text)) => text,
        (None, None) => name.get_value(),
    };
    // A plural that the language does not tell apart is no text of it.
    let is_shown = Memo::new(move |_| !is_optional || text(said.own).is_some() || text(said.given).is_some());
    let key = StoredValue::new(key);
    view! { <Show when=move || is_shown.get()>{move || field(key.get_value(), said, label)}</Show> }.into_any()
}

/// A label that ends with what is said without a text of its own.
fn with_given(label: &'static str, name: &str, said: Said) -> impl Label {
    let say = workshop().say;
    let name = StoredValue::new(name.to_owned());
    move || {
        let label = say.text(label);
        match said.given.with(|given| name.with_value(|name| given.get(name).cloned())) {
            Some(text) => say.with("texts.without", &[("label", &label), ("text", &text)]),
            None => label,
        }
    }
}

/// The field of a text: empty as long as the language's own file does not have it.
fn field(key: Key, said: Said, label: impl Label) -> AnyView {
    let workshop = workshop();
    let rows = match key.shape {
        Shape::Plain => 1,
        Shape::Line => 2,
        Shape::Paragraphs => 4,
    };
    let name = StoredValue::new(key.name);
    let edit =
        move |text| Some(Edit::Text { language: workshop.language.get_untracked(), key: name.get_value(), text });
    let place = move || name.with_value(|name| Some(Place::of_text(&workshop.language.get(), name)));
    let value = move || said.own.with(|own| name.with_value(|name| own.get(name).cloned())).unwrap_or_default();
    area(label, value, edit, place, rows).into_any()
}
