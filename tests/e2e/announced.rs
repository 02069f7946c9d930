//! Whoever cannot see the screen is told of each thing once: by one live region, or by the focus, and never by both.

use serde_json::{Value, json};
use wegwijzer::policy::words::DROPPED;
use wegwijzer::screen;

use crate::browser::{Browser, Engine};
use crate::common::{project, shipped_compiled, words_in};
use crate::host;
use crate::server::{Fault, Page, Server};

#[tokio::test]
async fn each_thing_is_told_once_in_chromium() {
    listen(Engine::Chromium).await;
}

#[tokio::test]
async fn each_thing_is_told_once_in_firefox() {
    listen(Engine::Firefox).await;
}

#[tokio::test]
async fn each_thing_is_told_once_in_webkit() {
    listen(Engine::WebKit).await;
}

/// Every kind of thing that is told, one after the other. What is told is looked at when all of it has been: a thing that is
/// told once more would stand in the log, however late it comes.
async fn listen(engine: Engine) {
    let compiled = shipped_compiled();
    let [dutch, english] = ["nl", "en"].map(|language| words_in(&compiled, language));
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    server.add("/announced.js", Page::script(include_str!("announced.js")));
    server.add("/host", host::page("languages=\"nl en\"", "<script src=\"/announced.js\"></script>"));
    let browser = Browser::start_engine(engine).await;
    browser.open(&server.url("/host")).await;
    let mut expected: Vec<Value> = Vec::new();
    let begin = async |what: &str| drop(browser.run(&format!("log.push('{what}')")).await);
    let press = async |selector: &str| {
        browser.tab_to(selector).await;
        browser.press(Browser::ENTER).await;
    };
    // Where Tab goes on from what has left the page, browsers do not agree.
    let try_again = async || {
        browser.run("root.querySelector('.failure button').focus()").await;
        browser.press(Browser::ENTER).await;
    };
    let told = async |text: &str| {
        browser.wait_for(&format!("return log.some(([, text]) => text === {})", json!(text))).await;
    };
    let title = |question: &str| dutch.plain(&["question.", question, ".title"]);
    let focus = |text: String| json!(["focus", text]);
    let summary = [dutch.plain(&["ui.error"]), dutch.plain(&["ui.choose"])].concat();

    for what in ["no choice", "no choice again"] {
        begin(what).await;
        press("button[type=submit]").await;
        browser.wait_for("return !!root.activeElement?.matches('.summary')").await;
        expected.extend([json!(what), focus(summary.clone())]);
    }

    for (question, choice, comes) in [
        // What is said before a question takes the focus in its place.
        ("who", "heir", dutch.plain(&["question.mailbox.intro"])),
        ("mailbox", "no", dutch.plain(&["outcome.", "heir-authorisation", ".title"])),
    ] {
        begin(choice).await;
        browser.walk(&[(question, choice)]).await;
        told(&comes).await;
        expected.extend([json!(choice), focus(comes)]);
    }

    begin("change").await;
    press(".trail .row:nth-child(1) button").await;
    told(&title("who")).await;
    expected.extend([json!("change"), focus(title("who"))]);

    begin("client").await;
    browser.walk(&[("who", "client")]).await;
    let dropped = [dutch.plural(DROPPED, "one"), ": ".to_owned(), title("mailbox")].concat();
    let comes = dutch.plain(&["outcome.", "ask-institution", ".title"]);
    told(&comes).await;
    expected.extend([json!("client"), json!(["polite", dropped]), focus(comes)]);

    let copying = "const clipboard = { writeText: () => clipboard.refuses ? Promise.reject(new Error('refused')) : Promise.resolve() };
        Object.defineProperty(navigator, 'clipboard', { value: clipboard })";
    browser.run(copying).await;
    for (what, done) in [("copy", true), ("copy again", true), ("copy in vain", false)] {
        if !done {
            browser.run("navigator.clipboard.refuses = true").await;
        }
        begin(what).await;
        press("section[data-screen=outcome] .channel[part=draft] button").await;
        // Told after what was done began; the same words may have been said before.
        browser.wait_for(&format!("return log.slice(log.lastIndexOf('{what}')).length > 1")).await;
        expected.extend([json!(what), json!(["polite", screen::copied(dutch, done)])]);
    }

    begin("a language that cannot be had").await;
    server.fail("/words.en.json", Fault::Missing);
    browser
        .run("const menu = root.querySelector('select'); menu.value = 'en'; menu.dispatchEvent(new Event('change'))")
        .await;
    let refused = dutch.plain(&["failure.language"]);
    told(&refused).await;
    expected.extend([json!("a language that cannot be had"), json!(["status", refused])]);

    begin("a language that can be had").await;
    server.mend_files();
    try_again().await;
    let comes = english.plain(&["outcome.", "ask-institution", ".title"]);
    told(&comes).await;
    expected.extend([json!("a language that can be had"), focus(comes)]);

    begin("no policy").await;
    browser.run("widget.setAttribute('policy', '/no.json')").await;
    let failed = english.plain(&["failure.text"]);
    told(&failed).await;
    expected.extend([json!("no policy"), json!(["status", failed])]);

    begin("no policy still").await;
    try_again().await;
    browser.wait_for("return log.at(-1) !== 'no policy still'").await;
    expected.extend([json!("no policy still"), json!(["status", failed])]);

    begin("the policy").await;
    browser.run("widget.removeAttribute('policy')").await;
    let comes = english.plain(&["question.who.title"]);
    told(&comes).await;
    expected.extend([json!("the policy"), focus(comes)]);

    let log = browser.run("return log").await;
    let log: Vec<Value> = serde_json::from_value(log).expect("a list");
    assert_eq!(log, expected, "{engine:?}");
    browser.quit().await;
}
