//! No work is lost: not in two windows of one browser, not where the browser keeps nothing, and not by a key that was meant for a
//! field.

use serde_json::json;
use thirtyfour::Key;

use super::editor::{SHIPPED_TITLE, TITLE, open, press, proven, retitle, start, started_after, take};
use crate::browser::{Browser, Engine};
use crate::common::project;
use crate::server::Server;

const ENGINES: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

/// What the page says of the draft.
const STATE: &str = "document.querySelector('.saved').textContent";
const TOLD: &str = "document.querySelector('.told').textContent";
const NOWHERE: &str = "Changed, and kept nowhere: take it away before you close this page.";

/// Whether the browser would ask before it leaves the page.
const ASKS: &str = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";

/// Of two windows, the one where somebody went on last keeps the draft. The other says so, and what is in it can still be taken away.
#[tokio::test]
async fn two_pages_do_not_lose_each_others_work() {
    for engine in ENGINES {
        let server = Server::start(&project("dist"));
        let browser = Browser::start_engine(engine).await;
        open(&browser, &server, "library-card").await;
        retitle(&browser, "In de ene").await;
        kept(&browser, "In de ene").await;
        let one = browser.window().await;

        // The other one begins with the draft that is kept, and goes on with it.
        let other = browser.new_window().await;
        start(&browser, &server).await;
        proven(&browser).await;
        retitle(&browser, "In de andere").await;
        kept(&browser, "In de andere").await;

        browser.go_to_window(&one).await;
        browser.wait_for(&format!("return {TOLD}.startsWith('Another tab of this browser has taken over')")).await;
        assert_eq!(browser.run(&format!("return [{TITLE}.value, {STATE}]")).await, json!(["In de ene", NOWHERE]));
        browser.run(&format!("change({TITLE}, 'In de ene, later')")).await;
        assert_eq!(browser.run(ASKS).await, json!(true), "{engine:?}: the browser asks before it is lost");
        // For longer than typing has to rest before it is kept.
        browser.run_async("setTimeout(done, 1000)").await;
        kept(&browser, "In de andere").await;

        browser.go_to_window(&other).await;
        start(&browser, &server).await;
        assert!(take(&browser).await["words.nl.toml"].contains("\"In de andere\""), "{engine:?}");

        browser.go_to_window(&one).await;
        assert!(take(&browser).await["words.nl.toml"].contains("\"In de ene, later\""), "{engine:?}");
        assert_eq!(browser.run(ASKS).await, json!(false), "{engine:?}: nothing is lost any more");
        browser.quit().await;
    }
}

/// A storage that is full, and one that its user forbids: the page works, and says that the draft is not kept.
#[tokio::test]
async fn a_browser_that_keeps_nothing_is_told_of() {
    let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };";
    let forbidden = "Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('forbidden', 'SecurityError') },
    });";
    for engine in ENGINES {
        for storage in [full, forbidden] {
            let server = started_after(storage);
            let browser = Browser::start_engine(engine).await;
            open(&browser, &server, "library-card").await;
            browser.wait_for(&format!("return {TOLD}.startsWith('This browser has no room to keep the draft')")).await;
            retitle(&browser, "Nergens bewaard").await;
            assert_eq!(browser.run(&format!("return {STATE}")).await, NOWHERE, "{engine:?}: {storage}");
            assert_eq!(browser.run(ASKS).await, json!(true), "{engine:?}: {storage}");
            press(&browser, "Undo").await;
            browser.wait_for(&format!("return {TITLE}.value === '{SHIPPED_TITLE}'")).await;
            press(&browser, "Redo").await;
            browser.wait_for(&format!("return {TITLE}.value === 'Nergens bewaard'")).await;
            assert!(take(&browser).await["words.nl.toml"].contains("Nergens bewaard"), "{engine:?}: {storage}");
            browser.quit().await;
        }
    }
}

/// What is typed in a dialog is taken back there, and the draft stays as it is. Elsewhere the same key takes back an edit.
#[tokio::test]
async fn undo_in_a_dialog_is_that_of_its_field() {
    for engine in ENGINES {
        let server = Server::start(&project("dist"));
        let browser = Browser::start_engine(engine).await;
        open(&browser, &server, "library-card").await;
        retitle(&browser, "Wat nu?").await;
        press(&browser, "Add a question…").await;
        let field = "document.querySelector('dialog[open] input')";
        browser.wait_for(&format!("return !!{field} && document.activeElement === {field}")).await;
        browser.press("Nog een").await;
        browser.wait_for(&format!("return {field}.value === 'Nog een'")).await;
        browser.press_with(Key::Control, "z").await;
        // Keys that its driver sends take back nothing in a field of WebKit's.
        if engine != Engine::WebKit {
            browser.wait_for(&format!("return {field}.value !== 'Nog een'")).await;
        }
        assert_eq!(browser.run(&format!("return {TITLE}.value")).await, "Wat nu?", "{engine:?}");
        browser.press("\u{e00c}").await; // Escape
        browser.wait_for("return !document.querySelector('dialog')").await;
        browser.press_with(Key::Control, "z").await;
        browser.wait_for(&format!("return {TITLE}.value === '{SHIPPED_TITLE}'")).await;
        browser.quit().await;
    }
}

/// Waits until the browser keeps a draft with a text.
async fn kept(browser: &Browser, text: &str) {
    let draft = "localStorage.getItem('wegwijzer-workshop-draft')";
    browser.wait_for(&format!("return !!{draft}?.includes('{text}')")).await;
}
