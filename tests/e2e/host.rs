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
    recorded(&format!("{scripts}{}{SCRIPT}", element(attributes)))
}

/// The same page without the widget's script, for [`start`] to add. A copy of what stands in a template is no script from a
/// string, so a page that enforces Trusted Types lets it run.
pub fn page_to_start(attributes: &str, scripts: &str) -> Page {
    recorded(&format!("{scripts}{}<template id=\"later\">{SCRIPT}</template>", element(attributes)))
}

/// The same with the script alone.
pub fn page_without_element() -> Page {
    recorded(&format!("<template id=\"later\">{SCRIPT}</template>"))
}

const SCRIPT: &str = "<script nonce=\"abc\" type=\"module\" src=\"/wegwijzer.js\"></script>";

fn element(attributes: &str) -> String {
    format!("<contact-wegwijzer {attributes}><p id=\"guide\">De geschreven gids</p></contact-wegwijzer>")
}

fn recorded(body: &str) -> Page {
    Page::html(&format!(
        "<!doctype html><html lang=\"nl\"><meta charset=\"utf-8\"><title>Host</title><body>\
        <script nonce=\"abc\" src=\"/record.js\"></script>{body}"
    ))
    .header("Set-Cookie", "host=1; Path=/")
}

/// Opens a page of [`page_to_start`], adds the script and waits for the app's first screen. Gives what the host had before
/// any of it ran, but for the script's tag.
pub async fn start(browser: &Browser, url: &str) -> Value {
    browser.goto("about:blank").await;
    browser.goto(url).await;
    add_script(browser).await
}

/// The same on a page that is open.
pub async fn add_script(browser: &Browser) -> Value {
    let add = "document.body.append(document.querySelector('#later').content.cloneNode(true)); return hostState()";
    assert_eq!(browser.run("return customElements.get('contact-wegwijzer') ?? null").await, Value::Null);
    let before = browser.run(add).await;
    browser.wait_for("return root?.adoptedStyleSheets.length >= 2 && !!root.querySelector('section')").await;
    before
}

/// Adds the recorder that [`page`] refers to.
pub fn add_recorder(server: &Server) {
    server.add("/record.js", Page::script(include_str!("record.js")));
}

/// What the host has, to compare with what it had.
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
