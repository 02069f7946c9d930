//! Places of the policy's files on the page: what was found there is shown there, and a finding leads there.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::state::{View, Workshop, workshop};
use crate::author::names::POLICY_FILE;
use crate::draft::Thing;
use crate::draft::proof::{Found, Step};

pub use crate::draft::proof::Place;

impl Place {
    /// A place in `policy.toml`.
    pub fn of_policy(path: impl IntoIterator<Item = Step>) -> Self {
        Self { file: POLICY_FILE.to_owned(), path: path.into_iter().collect() }
    }

    /// The place of a text, by the language and the dotted key.
    pub fn of_text(language: &str, key: &str) -> Self {
        Self { file: format!("words.{language}.toml"), path: key.split('.').map(Step::from).collect() }
    }

    /// The language whose words it is in; none of what stands in another file.
    pub fn language(&self) -> Option<&str> {
        self.file.strip_prefix("words.")?.strip_suffix(".toml")
    }

    /// The place of a thing; none of what no place of `policy.toml` declares.
    pub fn of_thing(thing: &Thing) -> Option<Self> {
        Some(Self::of_policy(thing.path()?.iter().map(Step::from)))
    }

    /// A place within this one.
    pub fn within(mut self, step: impl Into<Step>) -> Self {
        self.path.push(step.into());
        self
    }

    /// The same for the page: the attribute `data-place` of what shows it. What shows several places has all of them there,
    /// with spaces between.
    pub fn attribute(&self) -> String {
        let part = |step: &Step| match step {
            Step::Item(item) => item.to_string(),
            Step::Key(key) => key.clone(),
        };
        let path: Vec<String> = self.path.iter().map(part).collect();
        format!("{}/{}", self.file, path.join("/"))
    }

    /// What was found at the place, and within it.
    pub fn found(&self) -> Vec<Found> {
        workshop().proof.with(|proof| {
            let all = proof.findings.iter();
            all.filter(|found| found.file == self.file && found.path.starts_with(&self.path)).cloned().collect()
        })
    }
}

/// Shows the view where a place stands, and moves the focus to it, or to the nearest that the view shows. What is folded up
/// around it is unfolded.
pub fn go_to(workshop: Workshop, place: &Place) {
    let language = place.language();
    if let Some(language) =
        language.filter(|language| workshop.tags.with(|tags| tags.iter().any(|tag| tag == language)))
    {
        workshop.language.set(language.to_owned());
    }
    let view = view_of(place, language.is_some());
    let is_there = workshop
        .draft
        .with_untracked(|draft| draft.as_ref().is_some_and(|draft| draft.files().contains_key(&place.file)));
    if view == View::Files && is_there {
        workshop.file.set(place.file.clone());
    }
    // A view that is shown already stays as it is.
    if workshop.view.get_untracked() != view {
        workshop.view.set(view);
    }
    let place = place.clone();
    // The view is drawn first.
    request_animation_frame(move || match nearest(&place).filter(unfold) {
        // So is what was folded up.
        Some(_) => focus(&place),
        None => focus_now(&place),
    });
}

/// Moves the focus to a place of the view that is shown, or to the nearest, as soon as what was edited is drawn.
pub fn focus(place: &Place) {
    let place = place.clone();
    request_animation_frame(move || focus_now(&place));
}

fn focus_now(place: &Place) {
    if let Some(element) = nearest(place) {
        element.scroll_into_view();
        // What shows a place can take the focus.
        let _ = element.focus();
    }
}

/// Unfolds what an element is the summary of. Returns whether that was folded up.
fn unfold(element: &HtmlElement) -> bool {
    let is_folded = element.matches("details:not([open]) > summary").unwrap_or_default();
    if is_folded {
        element.click();
    }
    is_folded
}

fn view_of(place: &Place, is_words: bool) -> View {
    let Some(Step::Key(first)) = place.path.first().filter(|_| is_words || place.file == POLICY_FILE) else {
        return View::Files;
    };
    match first.as_str() {
        "rule" => View::Rules,
        "question" => View::Questions,
        "outcome" | "step" | "enclosure" => View::Outcomes,
        "channel" | "closed" => View::Channels,
        "notice" => View::Notices,
        "facts" | "contradiction" => View::Facts,
        _ if is_words => View::Texts,
        _ => View::Policy,
    }
}

/// The element that shows a place, or what it stands in.
fn nearest(place: &Place) -> Option<HtmlElement> {
    let mut place = place.clone();
    loop {
        // What shows the place alone comes before what shows others, too.
        let own = ["=", "~="].map(|is| format!("[data-place{is}\"{}\"]", place.attribute()));
        let found = own.iter().find_map(|selector| document().query_selector(selector).ok().flatten());
        if let Some(element) = found {
            return element.dyn_into().ok();
        }
        place.path.pop()?;
    }
}
