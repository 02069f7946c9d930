//! The widget beside the draft, as somebody tries it out.

use serde_json::json;

use super::editor::open;
use crate::browser::{Browser, Engine};
use crate::common::project;
use crate::server::Server;

/// A translation that nobody has reviewed leads to the original of the screen, and the menu of languages leads back to it.
#[tokio::test]
async fn the_original_of_an_outcome_is_read_and_left() {
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        let server = Server::start(&project("dist"));
        let browser = Browser::start_engine(engine).await;
        open(&browser, &server, "cliendo").await;
        speak(&browser, "de").await;
        shown(&browser, "who", "de").await;
        browser.run("screen().querySelector('input[value=equal-party]').click()").await;
        browser.run("screen().querySelector('button[type=submit]').click()").await;
        shown(&browser, "assessment", "de").await;

        browser.run("screen().querySelector('.fine > .link').click()").await;
        shown(&browser, "assessment", "nl").await;
        let is_left =
            "return [document.querySelector('.preview select').value, !!screen().querySelector('.fine > .link')]";
        assert_eq!(browser.run(is_left).await, json!(["nl", false]), "{engine:?}: the original leads to no other");
        speak(&browser, "de").await;
        shown(&browser, "assessment", "de").await;
        browser.quit().await;
    }
}

/// Chooses the language that is edited and tried out.
async fn speak(browser: &Browser, language: &str) {
    browser.run(&format!("change(document.querySelector('.preview select'), '{language}')")).await;
}

/// Waits until the preview shows a screen in a language.
async fn shown(browser: &Browser, id: &str, language: &str) {
    let there = format!(
        "const section = screen()?.querySelector('section');
        return section?.dataset.id === '{id}' && section.closest('.wegwijzer').lang === '{language}'"
    );
    browser.wait_for(&there).await;
}
