//! The first question, before the app has come: it is the one that the app draws, and what a visitor does to it counts.

use serde_json::{Value, json};

use crate::browser::{Browser, Engine};
use crate::common::project;
use crate::host;
use crate::server::{Fault, Page, Server};

const APP: &str = "/wegwijzer.wasm";

/// Remembers when the app has come, and whether anything moved.
const WATCH: &str = "<script>
    window.moved = [];
    addEventListener('wegwijzer-ready', () => { window.ready = (window.ready ?? 0) + 1; });
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
        new PerformanceObserver((list) => window.moved.push(...list.getEntries().map(({ value }) => value)))
            .observe({ type: 'layout-shift', buffered: true });
    }
</script>";

/// Where each element stands, and whether what is drawn is what was drawn when this was asked before. Comments, by which
/// the app finds its places, do not count.
const DRAWN: &str = "
    const drawn = root.firstElementChild.cloneNode(true);
    const comments = document.createTreeWalker(drawn, NodeFilter.SHOW_COMMENT), found = [];
    while (comments.nextNode()) found.push(comments.currentNode);
    found.forEach((comment) => comment.remove());
    const same = (window.drawn ??= drawn).isEqualNode(drawn);
    const places = [...root.querySelectorAll('*')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [element.localName, x, y, width, height];
    });
    return [same, places]";

/// A page with a widget whose app is kept back.
async fn open_without_app(server: &Server, browser: &Browser, attributes: &str) {
    server.add("/host", host::page(attributes, WATCH));
    server.fail(APP, Fault::Held);
    browser.open_at_once(&server.url("/host")).await;
    assert_eq!(browser.run("return window.ready ?? null").await, Value::Null, "the app has not come");
    // What the first question does to a page is up to what stood there before; the app is to do no more.
    browser.run_async("requestAnimationFrame(() => setTimeout(() => { window.moved.length = 0; done(); }, 100))").await;
}

async fn let_the_app_come(server: &Server, browser: &Browser) {
    server.mend_files();
    browser.wait_for("return window.ready === 1").await;
}

#[tokio::test]
async fn the_first_question_is_the_one_that_the_app_draws() {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    let browser = Browser::start().await;
    for attributes in [
        "",
        "lang=\"en\"",
        "lang=\"ar\"",
        "lang=\"de\" languages=\"de nl uk\"",
        "languages=\"nl en\" heading-level=\"4\"",
        "lang=\"fr\" heading-level=\"1\" start=\"\"",
        "lang=\"pl\" languages=\"pl\"",
        "lang=\"tr\"",
        "lang=\"uk\"",
    ] {
        open_without_app(&server, &browser, attributes).await;
        let before = browser.run(DRAWN).await;
        assert!(before[1].as_array().is_some_and(|places| places.len() > 40), "{attributes}: {before}");
        let_the_app_come(&server, &browser).await;
        let after = browser.run(DRAWN).await;
        assert_eq!(before, after, "{attributes}");
        assert_eq!(browser.run("return window.moved").await, json!([]), "{attributes}");
        host::assert_silent(&browser, &server).await;
    }
    browser.quit().await;
}

#[tokio::test]
async fn a_choice_a_press_and_the_focus_outlast_the_wait_in_chromium() {
    answer_before_the_app_has_come(Engine::Chromium).await;
}

#[tokio::test]
async fn a_choice_a_press_and_the_focus_outlast_the_wait_in_firefox() {
    answer_before_the_app_has_come(Engine::Firefox).await;
}

#[tokio::test]
async fn a_choice_a_press_and_the_focus_outlast_the_wait_in_webkit() {
    answer_before_the_app_has_come(Engine::WebKit).await;
}

async fn answer_before_the_app_has_come(engine: Engine) {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    let browser = Browser::start_engine(engine).await;

    // A choice and the focus on it; the page stays where it was scrolled to.
    open_without_app(&server, &browser, "").await;
    browser
        .run("document.body.append(Object.assign(document.createElement('div'), { style: 'height: 3000px' }))")
        .await;
    let screen = browser.screen().await;
    browser.choose(&screen, "receiver").await;
    let scrolled = browser.run("scrollTo(0, 150); return scrollY").await;
    let_the_app_come(&server, &browser).await;
    let there = "return [root.querySelector('input:checked')?.value, root.activeElement?.value, scrollY]";
    assert_eq!(browser.run(there).await, json!(["receiver", "receiver", scrolled]), "{engine:?}");
    browser.press(Browser::DOWN).await;
    browser.wait_for("return root.querySelector('input:checked').value === 'authority'").await;

    // A press with a choice leads on as soon as it can, with the focus where a step puts it.
    open_without_app(&server, &browser, "").await;
    let screen = browser.screen().await;
    browser.choose(&screen, "heir").await;
    press_continue(&browser).await;
    assert_eq!(browser.run("return root.querySelector('section').ariaBusy").await, json!("true"));
    let_the_app_come(&server, &browser).await;
    let next = browser.screen_with_id("mailbox").await;
    assert!(next.focus_on_beginning, "{engine:?}");

    // A press without a choice says so.
    open_without_app(&server, &browser, "").await;
    press_continue(&browser).await;
    let_the_app_come(&server, &browser).await;
    browser.wait_for("return !!root.activeElement?.matches('.summary')").await;
    assert_eq!(browser.screen().await.id, "who");

    // Another language before the app has come keeps the choice.
    open_without_app(&server, &browser, "languages=\"nl en\"").await;
    let screen = browser.screen().await;
    browser.choose(&screen, "client").await;
    browser
        .run("const menu = root.querySelector('select'); menu.value = 'en'; menu.dispatchEvent(new Event('change'))")
        .await;
    browser.wait_for("return root.querySelector('.wegwijzer').lang === 'en'").await;
    let_the_app_come(&server, &browser).await;
    assert_eq!(browser.screen().await.checked.as_deref(), Some("client"));
    browser.quit().await;
}

async fn press_continue(browser: &Browser) {
    browser.tab_to("button[type=submit]").await;
    browser.press(Browser::ENTER).await;
}

/// A mouse that was pressed on one button and let go on another has clicked on none. So the app waits with its own.
#[tokio::test]
async fn what_is_held_down_is_let_go_before_the_app_takes_over() {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    let browser = Browser::start().await;
    open_without_app(&server, &browser, "").await;
    browser.run("root.querySelector('input[value=heir]').click()").await;
    let place = "root.querySelector('button').scrollIntoView({ block: 'center' });
        const { x, y, width, height } = root.querySelector('button').getBoundingClientRect(); return [x + width / 2, y + height / 2]";
    let place = browser.run(place).await;
    let mouse = async |kind: &str| {
        let at = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
        browser.devtools("Input.dispatchMouseEvent", at).await;
    };
    mouse("mousePressed").await;
    server.mend_files();
    let loaded = "return performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.endsWith('.wasm') && responseEnd > 0)";
    browser.wait_for(loaded).await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(browser.run("return window.ready ?? null").await, Value::Null, "the button is held down still");
    mouse("mouseReleased").await;
    browser.screen_with_id("mailbox").await;
    browser.quit().await;
}

/// With the lines that the build prints, a page asks for all files at once, and for none twice. (WebKitGTK has no cache
/// in a session like this one's, and takes from a preload nothing that is checked against a digest.)
#[tokio::test]
async fn preloaded_files_are_loaded_once() {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    let lines = std::fs::read_to_string(project("dist/embed.html")).unwrap();
    let version = concat!("/v", env!("CARGO_PKG_VERSION"));
    let lines = lines.replace("href=\"", &format!("href=\"{version}/")).replace("src=\"", &format!("src=\"{version}/"));
    assert_eq!(lines.matches("rel=\"preload\"").count(), 4);
    server.add(
        "/host",
        Page::html(&format!(
            "<!doctype html><html lang=\"nl\"><meta charset=\"utf-8\"><title>Host</title><script src=\"/record.js\"></script>{lines}\
            <body><contact-wegwijzer></contact-wegwijzer>"
        )),
    );
    for engine in [Engine::Chromium, Engine::Firefox] {
        let browser = Browser::start_engine(engine).await;
        server.forget_requests();
        browser.open(&server.url("/host")).await;
        browser.walk(&[("who", "heir"), ("mailbox", "no")]).await;
        browser.screen_with_id("heir-authorisation").await;
        let mut own: Vec<String> = server.requests().into_iter().filter(|path| !path.ends_with(".ico")).collect();
        own.sort();
        let files = ["policy.json", "screens.css", "wegwijzer.js", "wegwijzer.wasm", "words.nl.json"];
        let files = files.map(|file| format!("{version}/{file}"));
        assert_eq!(own, [&["/host".to_owned(), "/record.js".to_owned()], files.as_slice()].concat(), "{engine:?}");
        assert_eq!(host::record(&browser).await, json!([]), "{engine:?}");
        browser.quit().await;
    }
}
