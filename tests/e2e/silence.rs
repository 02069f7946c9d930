//! What a host and a visitor are promised, from before the script's tag until the page is gone: nothing of the host's
//! changes, and what leaves the page are requests for its own files and nothing else.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::browser::{Browser, Engine};
use crate::common::project;
use crate::host::{self, STRICTEST};
use crate::server::{Page, Request, Server};

#[tokio::test]
async fn nothing_changes_and_nothing_is_sent_until_the_page_is_gone_in_chromium() {
    watch_from_first_to_last(Engine::Chromium).await;
}

#[tokio::test]
async fn nothing_changes_and_nothing_is_sent_until_the_page_is_gone_in_firefox() {
    watch_from_first_to_last(Engine::Firefox).await;
}

#[tokio::test]
async fn nothing_changes_and_nothing_is_sent_until_the_page_is_gone_in_webkit() {
    watch_from_first_to_last(Engine::WebKit).await;
}

async fn watch_from_first_to_last(engine: Engine) {
    let browser = Browser::start_engine(engine).await;
    for has_element in [true, false] {
        // A server of its own, so that no copy of a file is kept from the round before.
        let server = Server::start(&project("dist"));
        host::add_recorder(&server);
        // What the policy refuses is told to the server, so that a request to anywhere else is seen as well.
        let policy = format!("{STRICTEST}; img-src 'self'; report-uri /report");
        let page = if has_element { host::page_to_start("lang=\"nl\"", "") } else { host::page_without_element() };
        server.add("/host", page.header("Content-Security-Policy", &policy));
        server.add("/next", Page::html(NEXT));
        for turn in ["/farewell", "/turn-0", "/turn-1", "/turn-2", "/last"] {
            server.add(turn, Page::html(""));
        }
        browser.goto("about:blank").await;
        browser.goto(&server.url("/host")).await;
        browser.run("window.interfaces = hostInterfaces(); window.listened = hostListeners().join()").await;
        let mut before = host::add_script(&browser).await;
        if !has_element {
            // Then it puts one behind its own tag, and that is all.
            let body = before["page"]
                .as_str()
                .expect("a page")
                .replace("</body>", "<contact-wegwijzer></contact-wegwijzer></body>");
            before["page"] = json!(body);
        }
        assert_eq!(host::state(&browser).await, before, "{engine:?}: after the start");
        assert_eq!(browser.run(CHANGED).await, json!([]), "{engine:?}: interfaces that are others than before");
        let listening = json!(["", ["window beforeprint", "window hashchange"]]);
        let who_listens = "return [listened, hostListeners()]";
        assert_eq!(browser.run(who_listens).await, listening, "{engine:?}: before and after the start");

        browser.walk(&[("who", "heir"), ("mailbox", "no")]).await;
        browser.screen_with_id("heir-authorisation").await;
        assert_eq!(host::state(&browser).await, before, "{engine:?}: after a walk");
        assert_eq!(browser.run(CHANGED).await, json!([]), "{engine:?}: interfaces that are others than before");
        assert_eq!(browser.run(who_listens).await, listening, "{engine:?}: after a walk");
        host::assert_silent(&browser, &server).await;

        // The test's own last request shows that what is sent while a page goes would be seen.
        browser.run("addEventListener('pagehide', () => { fetch('/farewell', { keepalive: true }); })").await;
        browser.run("location.assign('/next')").await;
        let start = Instant::now();
        while !server.requests().iter().any(|path| path == "/last") {
            assert!(start.elapsed() < Duration::from_secs(20), "{engine:?}: {:?}", server.requests());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_requests(engine, &server.received());
    }
    browser.quit().await;
}

/// The page after the widget's: it asks in turn, so that what was sent before it has arrived when the last turn has come.
const NEXT: &str = "<!doctype html><title>Next</title><script>(async () => {
    for (const turn of ['/turn-0', '/turn-1', '/turn-2', '/last']) await fetch(turn);
})()</script>";

/// What an interface of the browser has that it had not, or lacks, by name.
const CHANGED: &str = "
    const now = hostInterfaces();
    const names = new Set([...now.keys(), ...interfaces.keys()]);
    return names.size < 5000 ? ['too few'] : [...names].filter((name) => !Object.is(now.get(name), interfaces.get(name)))";

/// Everything that was sent, to the last header.
fn assert_requests(engine: Engine, received: &[Request]) {
    let built = |name: &str| -> String {
        let (stem, ending) = name.rsplit_once('.').expect("a name with an ending");
        let files = fs::read_dir(project("dist/files")).expect("dist/files").flatten();
        let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
        let fits = |file: &String| file.starts_with(&format!("{stem}.")) && file.ends_with(&format!(".{ending}"));
        let found: Vec<String> = names.filter(fits).collect();
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        format!("/files/{}", found[0])
    };
    let own = ["policy.json", "screens.css", "wegwijzer.wasm", "words.nl.json"].map(built);
    let host = ["/host", "/record.js", "/wegwijzer.js", "/farewell", "/next", "/turn-0", "/turn-1", "/turn-2", "/last"];
    let mut expected: Vec<String> =
        own.iter().map(String::as_str).chain(host).map(|address| format!("GET {address}")).collect();
    // A browser asks for an icon by itself.
    let asked = received.iter().filter(|request| request.address != "/favicon.ico");
    let mut sent: Vec<String> = asked.map(|request| format!("{} {}", request.method, request.address)).collect();
    expected.sort();
    sent.sort();
    assert_eq!(sent, expected, "{engine:?}");

    let of_the_page = received.iter().find(|request| request.address == "/record.js").expect("the recorder");
    let mut looked_at = 0;
    for request in received.iter().filter(|request| own.contains(&request.address)) {
        assert_eq!(request.oddities(), Vec::<String>::new(), "{engine:?}: {request:?}");
        for name in ["user-agent", "accept-language", "accept-encoding"] {
            assert_eq!(request.headers.get(name), of_the_page.headers.get(name), "{engine:?}: {request:?}");
        }
        looked_at += 1;
    }
    assert_eq!(looked_at, own.len());
}

/// What the scripts of a release name of all that a browser has at hand. Whatever stores or sends would have to stand here: one
/// does, `fetch`, and tests/tidy.rs says what the scripts use of `document`, `history`, `location`, `navigator` and `window`.
#[rustfmt::skip]
const GLOBALS: &[&str] = &[
    // The language.
    "Array", "DataView", "Error", "FinalizationRegistry", "Intl", "Map", "Math", "Number", "Object", "Promise", "Set", "Symbol",
    "Uint32Array", "Uint8Array", "WeakMap", "WeakSet", "WebAssembly", "decodeURIComponent", "globalThis",
    // The browser.
    "AbortSignal", "CustomEvent", "HTMLElement", "MutationObserver", "ResizeObserver", "TextDecoder", "TextEncoder", "URL",
    "addEventListener", "console", "crypto", "customElements", "document", "fetch", "history", "location", "navigator", "parent",
    "queueMicrotask", "removeEventListener", "self", "setTimeout", "window",
    // Words that mean something else here: a method, and a part of what a browser says when it refuses something.
    "constructor", "eval",
];

#[tokio::test]
async fn the_scripts_of_a_release_name_these_globals_and_no_others() {
    let server = Server::start(&project("dist"));
    server.add("/host", Page::html("<!doctype html><title>Host</title>"));
    let browser = Browser::start().await;
    browser.goto(&server.url("/host")).await;
    let named = "(async () => {
        const named = new Set();
        for (const file of ['wegwijzer', 'index', 'frame', 'wegwijzer-frame']) {
            const script = await (await fetch(`/${file}.js`)).text();
            // Without its texts, but with what is put into them.
            const code = script.replace(/\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|`(?:\\\\.|[^`\\\\])*`/g, (text) =>
                [...text.matchAll(/\\$\\{([^}]*)\\}/g)].map(([, put]) => ` ${put} `).join(''));
            // Neither members nor keys.
            for (const [name] of code.matchAll(/(?<![.\\w$#])[A-Za-z_$][\\w$]*(?![\\w$])(?!\\s*:)/g)) if (name in window) named.add(name);
        }
        return [...named].sort();
    })().then(done)";
    let mut expected = GLOBALS.to_vec();
    expected.sort_unstable();
    assert_eq!(browser.run_async(named).await, json!(expected));
    browser.quit().await;
}
