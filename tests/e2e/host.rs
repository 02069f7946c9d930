//! Pages that a widget stands in: the strictest there is, and one that only records.

use crate::browser::Browser;
use crate::server::{Page, Server};
use serde_json::{Value, json};

/// The lines that the README asks of the strictest page, with nothing beyond them.
pub const STRICTEST: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// The same for a page that trusts scripts by a nonce.
pub const STRICTEST_WITH_NONCE: &str = "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; \
    connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// A page with a widget, a written guide in it, and the recorder of `record.js`; `scripts` run between the two.
pub fn page(attributes: &str, scripts: &str) -> Page {
    Page::html(&format!(
        "<!doctype html><html lang=\"nl\"><meta charset=\"utf-8\"><title>Host</title><body>\
        <script nonce=\"abc\" src=\"/record.js\"></script>{scripts}\
        <contact-wegwijzer {attributes}><p id=\"guide\">De geschreven gids</p></contact-wegwijzer>\
        <script nonce=\"abc\" type=\"module\" src=\"/wegwijzer.js\"></script>"
    ))
    .header("Set-Cookie", "host=1; Path=/")
}

/// Adds the recorder that [`page`] refers to.
pub fn add_recorder(server: &Server) {
    server.add("/record.js", Page::script(include_str!("record.js")));
}

/// What the host has, to compare before and after.
pub async fn state(browser: &Browser) -> Value {
    browser.run("return hostState()").await
}

/// What the widget has done or caused that it must not.
pub async fn record(browser: &Browser) -> Value {
    browser.run("return window.record").await
}

/// The widget has done nothing that it must not, and its requests were no others than for its own files.
pub async fn assert_silent(browser: &Browser, server: &Server) {
    assert_eq!(record(browser).await, json!([]));
    assert_eq!(server.improper(), Vec::<String>::new());
}
