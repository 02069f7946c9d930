//! The draft that stays in this browser, so that nothing is lost by a reload or a closed tab.
//!
//! It is all that the workshop stores, under one key, until it is thrown away or its editor wants none kept.

use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::window;
use serde::{Deserialize, Serialize};

use crate::draft::Draft;

/// Where the draft is kept in the browser's storage.
pub const KEY: &str = "wegwijzer-workshop-draft";

/// A draft as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The draft.
    pub draft: Draft,
    /// When it was last changed, in milliseconds since 1970.
    pub at: f64,
}

/// The draft that is kept; none where there is none, or it is of a workshop with another form.
pub fn load() -> Option<Kept> {
    if is_there() { LocalStorage::get(KEY).ok() } else { None }
}

/// Keeps a draft in the place of the one before. Says whether the browser had room for it.
pub fn store(draft: &Draft) -> bool {
    is_there() && LocalStorage::set(KEY, Kept { draft: draft.clone(), at: js_sys::Date::now() }).is_ok()
}

/// Keeps nothing any more.
pub fn forget() {
    if is_there() {
        LocalStorage::delete(KEY);
    }
}

/// Whether the browser has a storage for this page: its user may have forbidden it.
fn is_there() -> bool {
    window().local_storage().is_ok_and(|storage| storage.is_some())
}
