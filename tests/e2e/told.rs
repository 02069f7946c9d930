//! What the workshop tells an editor who reads Dutch, and what becomes of a zip when they go on meanwhile.

use serde_json::json;

use crate::browser::Browser;
use crate::common::project;
use crate::server::Server;

/// A policy that comes along, in the workshop in Dutch. A zip that is taken away is counted, and not given to the browser.
async fn open(server: &Server) -> Browser {
    let browser = Browser::start().await;
    browser.goto(&server.url("/workshop.html")).await;
    browser.wait_for("return !!document.querySelector('.start')").await;
    browser
        .run(
            "
            window.zips = 0;
            HTMLAnchorElement.prototype.click = () => { zips += 1; };
            window.button = (name) =>
                [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === name);
            window.type = (field, value) => {
                field.value = value;
                for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
            };
            const language = document.querySelector('.bar select');
            const dutch = [...language.options].find(({ textContent }) => textContent === 'Nederlands');
            type(language, dutch.value);
            button('library-card').click();",
        )
        .await;
    browser.wait_for("return document.querySelector('.holds')?.textContent.startsWith('Het klopt')").await;
    browser
}

async fn press(browser: &Browser, name: &str) {
    browser.wait_for(&format!("return !!button('{name}') && !button('{name}').disabled")).await;
    browser.run(&format!("button('{name}').click()")).await;
}

/// What is to be mended is told in Dutch, with things as visitors call them; a name leads to its place.
#[tokio::test]
async fn what_is_to_be_mended_is_told_in_dutch() {
    let server = Server::start(&project("dist"));
    let browser = open(&server).await;
    press(&browser, "Bestanden").await;
    let text = "document.querySelector('.code textarea')";
    browser.wait_for(&format!("return !!{text}")).await;
    browser.run(&format!("type({text}, {text}.value.replace(/when = .*/, 'when = {{}}'))")).await;
    press(&browser, "Toon de lijst").await;
    let error = "document.querySelector('.findings > li.error')";
    browser.wait_for(&format!("return !!{error}")).await;
    let told = browser.run(&format!("return {error}.innerText")).await;
    let told = told.as_str().expect("a text");
    for part in
        ["Een situatie waarvoor twee regels gelden.", "Wat wil je regelen? ‘Een nieuwe pas’", "Maak de voorwaarde"]
    {
        assert!(told.contains(part), "{part} is in {told}");
    }
    assert_eq!(browser.run(&format!("return {error}.querySelectorAll('[lang=en]').length")).await, json!(0), "{told}");
    browser.run(&format!("{error}.querySelector('.link').click()")).await;
    browser.wait_for("return document.activeElement.dataset.place?.startsWith('policy.toml/rule/')").await;

    // Why a file cannot be read is told in English, which is marked.
    press(&browser, "Bestanden").await;
    browser.wait_for(&format!("return !!{text}")).await;
    browser.run(&format!("type({text}, {text}.value.replace('[facts]', '[facts'))")).await;
    press(&browser, "Toon de lijst").await;
    browser.wait_for(&format!("return {error}?.innerText.includes('Er staat: ‘[facts’')")).await;
    let english = browser.run(&format!("return {error}.querySelector('p[lang=en]')?.textContent")).await;
    assert!(english.as_str().is_some_and(|text| text.contains("brackets")), "{english}");
    browser.quit().await;
}

/// A zip comes also to who shows something else while it is packed; and to nobody who has closed the policy, who is told so.
#[tokio::test]
async fn a_zip_comes_whatever_is_shown_by_then() {
    let server = Server::start(&project("dist"));
    let browser = open(&server).await;
    press(&browser, "Meenemen…").await;
    browser.wait_for("return !!button('Zip downloaden')").await;
    browser.run("button('Zip downloaden').click(); button('Feiten').click()").await;
    browser.wait_for("return zips === 1").await;
    browser.wait_for("return document.querySelector('.told').textContent.startsWith('Gedownload als')").await;
    assert_eq!(browser.run("return document.querySelector('h2').textContent").await, json!("Feiten"));

    press(&browser, "Meenemen…").await;
    browser.wait_for("return !!button('Zip downloaden') && !button('Zip downloaden').disabled").await;
    browser.run("button('Zip downloaden').click(); button('Dit beleid sluiten').click()").await;
    browser.wait_for("return document.querySelector('.start .told')?.textContent.includes('komt niet meer')").await;
    // The next one is another one.
    press(&browser, "library-card").await;
    press(&browser, "Meenemen…").await;
    press(&browser, "Zip downloaden").await;
    browser.wait_for("return zips === 2").await;
    browser.quit().await;
}
