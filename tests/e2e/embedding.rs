//! The ways in, and what an embedder can say.

use serde_json::json;

use crate::browser::Browser;
use crate::common::project;
use crate::host::{self, STRICTEST_WITH_NONCE};
use crate::server::{Page, Server};

#[tokio::test]
async fn an_embedded_walk_leaves_the_host_as_it_was() {
    let server = Server::start(&project("dist"));
    let host = |attributes: &str| {
        Page::html(&format!(
            "<!doctype html><html lang=\"nl\"><title>Host</title><body><contact-wegwijzer {attributes}></contact-wegwijzer>\
            <script type=\"module\" src=\"/wegwijzer.js\"></script>"
        ))
    };
    let browser = Browser::start().await;
    server.add("/host", host(""));
    browser.open(&server.url("/host#wegwijzer:who=client")).await;
    assert_eq!(browser.screen().await.id, "who", "a page that does not allow links has none");
    let state = "return [history.length, history.state, location.href, document.title, window.name, \
        document.cookie, localStorage.length, sessionStorage.length, document.head.innerHTML, scrollX]";
    let before = browser.run(state).await;
    browser.walk(&[("who", "admin"), ("main-admin", "yes"), ("what", "split"), ("reach", "neither")]).await;
    let outcome = browser.screen_with_id("assessment").await;
    browser.tab_to(".back").await;
    browser.press(Browser::ENTER).await;
    browser.screen_with_id("reach").await;
    assert_eq!(browser.run(state).await, before);
    assert!(outcome.text.contains("Print dit advies"));

    server.add("/host", host("links"));
    browser.open(&server.url("/host#wegwijzer:who=client")).await;
    browser.screen_with_id("ask-institution").await;
    let print = browser.run("return root.querySelector('.actions a').href").await;
    assert_eq!(print, json!(server.url("/host#wegwijzer:who=client")));
    browser.quit().await;
}

#[tokio::test]
async fn the_script_alone_puts_the_widget_behind_itself() {
    let server = Server::start(&project("dist"));
    let page = "<!doctype html><html lang=\"en-GB\"><title>t</title><body><p>before</p>\
        <script type=\"module\" src=\"/wegwijzer.js\"></script><p id=\"after\">after</p>";
    server.add("/bare", Page::html(page));
    let browser = Browser::start().await;
    browser.open(&server.url("/bare")).await;
    assert_eq!(browser.screen().await.language, "en", "the page's own language");
    let next = browser.run("return document.querySelector('contact-wegwijzer').nextElementSibling.id").await;
    assert_eq!(next, json!("after"));
    browser.quit().await;
}

#[tokio::test]
async fn attributes_decide_language_start_and_headings_and_nonsense_is_passed_over() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    let host = |attributes: &str| {
        Page::html(&format!(
            "<!doctype html><html lang=\"xx\"><title>t</title><body><contact-wegwijzer {attributes}></contact-wegwijzer>\
            <script type=\"module\" src=\"/wegwijzer.js\"></script>"
        ))
    };
    let long = format!("start=\"who=heir{}\"", "x".repeat(5_000));
    for (attributes, language, id, heading) in [
        ("", "nl", "who", "H2"),
        ("lang=\"EN-us\"", "en", "who", "H2"),
        ("lang=\"tlh\"", "nl", "who", "H2"),
        ("start=\"who=heir\" heading-level=\"4\"", "nl", "mailbox", "H4"),
        ("start=\"who=heir,mailbox=no\" lang=\"en\"", "en", "heir-authorisation", "H2"),
        ("start=\"who=heir,who=client\" heading-level=\"99\"", "nl", "who", "H2"),
        ("start=\"who=heir,mailbox=&lt;img src=x onerror=alert(1)&gt;\"", "nl", "mailbox", "H2"),
        (&long, "nl", "who", "H2"),
    ] {
        server.add("/host", host(attributes));
        browser.open(&server.url("/host")).await;
        let screen = browser.screen_with_id(id).await;
        assert_eq!((screen.language.as_str(), screen.heading_tag.as_str()), (language, heading), "{attributes}");
        assert_eq!(browser.run("return root.querySelectorAll('img, script').length").await, json!(0), "{attributes}");
    }
    browser.quit().await;
}

/// A page that trusts scripts by a nonce needs to allow no more.
#[tokio::test]
async fn a_page_with_a_nonce_needs_no_other_permission() {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    server.add("/strict", host::page("", "").header("Content-Security-Policy", STRICTEST_WITH_NONCE));
    let browser = Browser::start().await;
    browser.open(&server.url("/strict")).await;
    browser.walk(&[("who", "heir"), ("mailbox", "no")]).await;
    browser.screen_with_id("heir-authorisation").await;
    host::assert_silent(&browser, &server).await;
    let styled = browser.run("return getComputedStyle(root.querySelector('.answer')).borderInlineStartStyle").await;
    assert_eq!(styled, json!("solid"), "the style sheet applies");
    browser.quit().await;
}
