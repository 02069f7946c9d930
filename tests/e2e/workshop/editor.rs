//! What an editor does in the workshop: opens a policy, presses what has a name, sees whether it holds, and takes it away.

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use wegwijzer::draft::{Files, archive};

use crate::browser::Browser;
use crate::common::project;
use crate::server::{Page, Server};

/// The verbs of an editor, as functions of the page. A zip that is taken away is kept, and not given to the browser.
pub const VERBS: &str = "
    window.zips ??= [];
    URL.createObjectURL = (blob) => (zips.push(blob), 'blob:none');
    HTMLAnchorElement.prototype.click = () => {};
    window.button = (name) => [...document.querySelectorAll('button')]
        .find((button) => button.textContent.trim() === name && button.checkVisibility());
    window.change = (field, value) => {
        field.value = value;
        for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
    };
    window.at = (place) => document.querySelector(`[data-place=\"${place}\"]`);
    window.screen = () => document.querySelector('iframe')?.contentDocument?.querySelector('main')?.shadowRoot;
    window.verdict = () => document.querySelector('.holds')?.textContent ?? '';";

/// The workshop with a policy that comes along.
pub async fn open(browser: &Browser, server: &Server, policy: &str) {
    start(browser, server).await;
    press(browser, policy).await;
    proven(browser).await;
}

/// The workshop as it is when nothing is open, or with the draft that was kept.
pub async fn start(browser: &Browser, server: &Server) {
    browser.goto("about:blank").await;
    browser.goto(&server.url("/workshop.html")).await;
    browser.wait_for("return !!document.querySelector('.start, .holds')").await;
    browser.run(VERBS).await;
}

/// A server of the workshop whose page runs a script before all else.
pub fn started_after(script: &str) -> Server {
    let server = Server::start(&project("dist"));
    let page = fs::read_to_string(project("dist/workshop.html")).unwrap();
    let first = "<script type=\"module\"";
    assert_eq!(page.matches(first).count(), 1, "the page has one script");
    server.add(
        "/workshop.html",
        Page::html(&page.replace(first, &format!("<script src=\"/first.js\"></script>{first}"))),
    );
    server.add("/first.js", Page::script(script));
    server
}

/// Presses a button by its name.
pub async fn press(browser: &Browser, name: &str) {
    browser.wait_for(&format!("return !!button('{name}') && !button('{name}').disabled")).await;
    browser.run(&format!("button('{name}').click()")).await;
}

/// Waits until the workshop says that the policy holds.
pub async fn proven(browser: &Browser) {
    browser.wait_for("return verdict().startsWith('Proven:')").await;
}

/// Waits until the workshop says that something is to be mended.
pub async fn broken(browser: &Browser) {
    browser.wait_for("return /to mend/.test(verdict())").await;
}

/// Waits until all that was done is on the page.
pub async fn drawn(browser: &Browser) {
    browser.run_async("requestAnimationFrame(() => requestAnimationFrame(() => done()))").await;
}

/// Unfolds all that a view has folded, once it is drawn.
pub async fn unfold(browser: &Browser) {
    drawn(browser).await;
    // What is within can be folded, too.
    for _ in 0..2 {
        browser
            .run("for (const item of document.querySelectorAll('main details:not([open]) > summary')) item.click()")
            .await;
        drawn(browser).await;
    }
}

/// The title of a question of `library-card`, and what it is.
pub const TITLE: &str = "at('words.nl.toml/question/topic/title')";
pub const SHIPPED_TITLE: &str = "Wat wil je regelen?";

/// Gives that question another title.
pub async fn retitle(browser: &Browser, title: &str) {
    press(browser, "Questions").await;
    unfold(browser).await;
    browser.wait_for(&format!("return !!{TITLE}")).await;
    browser.run(&format!("change({TITLE}, '{title}')")).await;
}

/// Presses Tab until something is true of the focus.
pub async fn tab_to(browser: &Browser, there: &str) {
    for _ in 0..60 {
        if browser.run(&format!("return {there}")).await == json!(true) {
            return;
        }
        browser.press(Browser::TAB).await;
    }
    panic!("Tab does not lead to where {there}");
}

/// Downloads the zip, and gives the policy's files in it.
pub async fn take(browser: &Browser) -> Files {
    press(browser, "Take it away…").await;
    press(browser, "Download a zip").await;
    taken(browser).await
}

/// The policy's files in the zip that was downloaded.
pub async fn taken(browser: &Browser) -> Files {
    browser.wait_for("return zips.length > 0").await;
    let text = "
        const reader = new FileReader();
        reader.onload = () => done(reader.result);
        reader.readAsDataURL(zips.pop());";
    let text = browser.run_async(text).await;
    let (_, data) = text.as_str().and_then(|text| text.split_once(',')).expect("the bytes of the zip");
    archive::read(&BASE64_STANDARD.decode(data).unwrap()).expect("a zip of a policy").files
}

/// The files of a policy in a folder of their own.
pub fn laid_out(files: &Files, name: &str) -> PathBuf {
    let folder = project("target/workshop").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    folder
}
