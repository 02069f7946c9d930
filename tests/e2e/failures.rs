//! Whatever goes wrong: the written guide can be read, the page is told once why, and nothing else is harmed.

use std::collections::BTreeSet;

use serde_json::json;

use crate::browser::{Browser, Engine};
use crate::common::project;
use crate::host;
use crate::server::{Fault, Page, Server};

/// A failure, and what has to come of it.
struct Case {
    name: &'static str,
    fault: Option<(&'static str, Fault)>,
    csp: Option<&'static str>,
    script: &'static str,
    attributes: &'static str,
    code: &'static str,
    retry: bool,
}

const NOTHING: Case = Case { name: "", fault: None, csp: None, script: "", attributes: "", code: "", retry: false };

const CASES: &[Case] = &[
    Case { name: "no WebAssembly", script: "delete window.WebAssembly", code: "no-webassembly", ..NOTHING },
    Case {
        name: "WebAssembly is not allowed",
        csp: Some("script-src 'self' 'unsafe-inline'"),
        code: "blocked",
        ..NOTHING
    },
    Case {
        name: "requests are not allowed",
        csp: Some("connect-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'"),
        code: "blocked",
        ..NOTHING
    },
    // What an older browser says of something that it does not know, by this browser's own compiler.
    Case {
        name: "a module of another time",
        script: "const compile = WebAssembly.compile; \
            WebAssembly.compile = WebAssembly.compileStreaming = () => compile(new Uint8Array([0, 97, 115, 109, 9, 0, 0, 0]))",
        code: "engine",
        ..NOTHING
    },
    // A module that asks for `a.b`, which nobody gives it.
    Case {
        name: "a module that cannot be put together",
        script: "const compile = WebAssembly.compile; \
            WebAssembly.compile = WebAssembly.compileStreaming = () => compile(new Uint8Array( \
                [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 7, 1, 1, 97, 1, 98, 0, 0]))",
        code: "engine",
        ..NOTHING
    },
    Case { name: "no style sheets that scripts can make", script: "CSSStyleSheet = undefined", code: "app", ..NOTHING },
    Case { name: "no app", fault: Some(("/wegwijzer.wasm", Fault::Missing)), code: "missing", retry: true, ..NOTHING },
    Case { name: "no style", fault: Some(("/screens.css", Fault::Missing)), code: "missing", retry: true, ..NOTHING },
    Case { name: "no policy", fault: Some(("/policy.json", Fault::Missing)), code: "missing", retry: true, ..NOTHING },
    Case { name: "no words", fault: Some(("/words.nl.json", Fault::Missing)), code: "missing", retry: true, ..NOTHING },
    Case {
        name: "an app cut short",
        fault: Some(("/wegwijzer.wasm", Fault::Truncated)),
        code: "altered",
        retry: true,
        ..NOTHING
    },
    Case {
        name: "another policy in its place",
        fault: Some(("/policy.json", Fault::Altered)),
        code: "altered",
        retry: true,
        ..NOTHING
    },
    Case {
        name: "words cut short",
        fault: Some(("/words.nl.json", Fault::Truncated)),
        code: "altered",
        retry: true,
        ..NOTHING
    },
    Case {
        name: "a server that says nothing",
        fault: Some(("/wegwijzer.wasm", Fault::Silent)),
        code: "timeout",
        retry: true,
        ..NOTHING
    },
    Case {
        name: "a request that fails",
        script: "const before = fetch; \
            window.fetch = (url, ...rest) => String(url).endsWith('.wasm') ? Promise.reject(new TypeError('down')) : before(url, ...rest)",
        code: "network",
        retry: true,
        ..NOTHING
    },
    Case { name: "a policy that is none", attributes: "policy=\"/index.html\"", code: "policy", ..NOTHING },
    Case { name: "a policy's broken address", attributes: "policy=\"http://\"", code: "policy", ..NOTHING },
    Case { name: "a policy of another format", attributes: "policy=\"/other.json\"", code: "policy", ..NOTHING },
    Case {
        name: "a policy that is not there",
        attributes: "policy=\"/no.json\"",
        code: "missing",
        retry: true,
        ..NOTHING
    },
];

#[tokio::test]
async fn every_failure_leaves_the_guide_in_chromium() {
    fail_in_every_way(Engine::Chromium).await;
}

#[tokio::test]
async fn every_failure_leaves_the_guide_in_firefox() {
    fail_in_every_way(Engine::Firefox).await;
}

#[tokio::test]
async fn every_failure_leaves_the_guide_in_webkit() {
    fail_in_every_way(Engine::WebKit).await;
}

async fn fail_in_every_way(engine: Engine) {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    server.add("/other.json", Page::script("{\"format\": 999, \"languages\": [\"nl\"], \"default-language\": \"nl\"}"));
    server.add("/words.nl.json", Page::script("{}"));
    let browser = Browser::start_engine(engine).await;
    let mut codes = BTreeSet::new();
    for case in CASES {
        let script = format!("<script>{}</script>", case.script);
        let mut page = host::page(case.attributes, &script);
        if let Some(csp) = case.csp {
            page = page.header("Content-Security-Policy", csp);
        }
        server.add("/host", page);
        if let Some((file, fault)) = case.fault {
            server.fail(file, fault);
        }
        browser.goto("about:blank").await;
        browser.goto(&server.url("/host")).await;
        browser.wait_for("return window.record.some((what) => what.startsWith('wegwijzer-error'))").await;
        let readable = "
            const guide = document.querySelector('#guide'), { width, height } = guide.getBoundingClientRect();
            return guide.checkVisibility() && width > 0 && height > 0 && document.title === 'Host'";
        assert_eq!(browser.run(readable).await, json!(true), "{} in {engine:?}", case.name);
        let retry = browser.run("return !!root.querySelector('.failure button')").await;
        assert_eq!(retry, json!(case.retry), "{} in {engine:?}", case.name);
        // Something comes after that takes the same way and is longer at it: what was told twice would have been by then.
        server.mend_files();
        let helps = case.retry && case.fault.is_some();
        if helps {
            // Where another try can help, it does.
            browser.tab_to(".failure button").await;
            browser.press(Browser::ENTER).await;
            browser.screen_with_id("who").await;
        } else {
            let another = "const another = document.createElement('contact-wegwijzer');
                for (const { name, value } of widget.attributes) another.setAttribute(name, value);
                another.addEventListener('wegwijzer-error', (event) => { event.stopPropagation(); setTimeout(done); });
                document.body.append(another);";
            browser.run_async(another).await;
        }
        let record: Vec<String> = serde_json::from_value(host::record(&browser).await).expect("texts");
        let (told, rest): (Vec<&String>, Vec<&String>) =
            record.iter().partition(|what| what.starts_with("wegwijzer-error"));
        assert_eq!(told, [&format!("wegwijzer-error: {}", case.code)], "{} in {engine:?}: {record:?}", case.name);
        let message = format!("console.error: <contact-wegwijzer> ({}): ", case.code);
        let written: Vec<&&String> = rest.iter().filter(|what| !what.starts_with("CSP: ")).collect();
        assert!(written.iter().all(|what| what.starts_with(&message)), "{} in {engine:?}: {record:?}", case.name);
        assert_eq!(
            written.len(),
            if helps { 1 } else { 2 },
            "{} in {engine:?}: once for each widget: {record:?}",
            case.name
        );
        codes.insert(case.code);
    }
    // A panic is the next test's.
    codes.insert("panic");
    let documented = std::fs::read_to_string(project("docs/embedding.md")).expect("docs/embedding.md");
    let table = documented.split("| code of an error |").nth(1).and_then(|rest| rest.split("\n\n").next());
    let rows = table.into_iter().flat_map(|table| table.lines()).filter_map(|row| row.strip_prefix("| `"));
    let documented: BTreeSet<&str> = rows.filter_map(|row| row.split('`').next()).collect();
    assert_eq!(codes, documented);
    browser.quit().await;
}

/// A server that does not know a file's type still serves the widget.
#[tokio::test]
async fn wrong_types_of_its_files_do_not_matter() {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    server.add("/host", host::page("", ""));
    for file in ["/wegwijzer.wasm", "/screens.css", "/policy.json", "/words.nl.json"] {
        server.fail(file, Fault::WrongType);
    }
    let browser = Browser::start().await;
    browser.open(&server.url("/host")).await;
    browser.screen_with_id("who").await;
    host::assert_silent(&browser, &server).await;

    // A script of a wrong type is none: nothing runs, and the guide is there.
    server.fail("/wegwijzer.js", Fault::WrongType);
    browser.goto("about:blank").await;
    browser.goto(&server.url("/host")).await;
    browser.wait_for("return document.readyState === 'complete'").await;
    assert_eq!(
        browser.run("return root === null && document.querySelector('#guide').checkVisibility()").await,
        json!(true)
    );
    browser.quit().await;
}

/// When the app panics, the widget that was acted on gives way to the guide; the other goes on where it was.
#[tokio::test]
async fn after_a_panic_one_widget_gives_way_and_the_others_go_on_in_chromium() {
    panic_in_one_of_two(Engine::Chromium).await;
}

#[tokio::test]
async fn after_a_panic_one_widget_gives_way_and_the_others_go_on_in_firefox() {
    panic_in_one_of_two(Engine::Firefox).await;
}

#[tokio::test]
async fn after_a_panic_one_widget_gives_way_and_the_others_go_on_in_webkit() {
    panic_in_one_of_two(Engine::WebKit).await;
}

async fn panic_in_one_of_two(engine: Engine) {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    server.add("/host", host::page("", "<contact-wegwijzer id=\"other\" start=\"who=heir\"></contact-wegwijzer>"));
    let browser = Browser::start_engine(engine).await;
    browser.goto(&server.url("/host")).await;
    let ready = |selector: &str, id: &str| {
        format!(
            "return document.querySelector('{selector}')?.shadowRoot?.querySelector('section')?.dataset.id === '{id}'"
        )
    };
    browser.wait_for(&ready("#other", "mailbox")).await;
    browser.wait_for(&ready("contact-wegwijzer:not(#other)", "who")).await;
    // The page breaks under the app in the middle of a step.
    browser
        .run(
            "const before = Document.prototype.createElement;
            Document.prototype.createElement = function () {
                Document.prototype.createElement = before;
                throw new Error('a host that breaks');
            };
            const acted = document.querySelector('contact-wegwijzer:not(#other)').shadowRoot;
            acted.querySelector('input[value=client]').click();
            acted.querySelector('[type=submit]').click();",
        )
        .await;
    browser.wait_for("return document.querySelector('contact-wegwijzer:not(#other)').shadowRoot.querySelector('.failure') !== null").await;
    browser.wait_for(&ready("#other", "mailbox")).await;
    let record: Vec<String> = serde_json::from_value(host::record(&browser).await).expect("texts");
    assert!(record.iter().all(|what| !what.starts_with("uncaught") && !what.starts_with("unhandled")), "{record:?}");
    let readable = browser.run("return document.querySelector('#guide').checkVisibility()").await;
    assert_eq!(readable, json!(true));

    // Both can be used: the one at once, the other after another try.
    browser
        .run(
            "const other = document.querySelector('#other').shadowRoot;
            other.querySelector('input[value=no]').click();
            other.querySelector('[type=submit]').click();
            document.querySelector('contact-wegwijzer:not(#other)').shadowRoot.querySelector('.failure button').click();",
        )
        .await;
    browser.wait_for(&ready("#other", "heir-authorisation")).await;
    browser.wait_for(&ready("contact-wegwijzer:not(#other)", "ask-institution")).await;
    // By then anything told once more would have come.
    let record: Vec<String> = serde_json::from_value(host::record(&browser).await).expect("texts");
    let told: Vec<&String> = record.iter().filter(|what| what.starts_with("wegwijzer-error")).collect();
    assert_eq!(told, ["wegwijzer-error: panic"], "{record:?}");
    browser.quit().await;
}

/// Where the page has no written guide of its own, the way to it is shown.
#[tokio::test]
async fn without_a_guide_on_the_page_there_is_a_link_to_it() {
    let server = Server::start(&project("dist"));
    server.add(
        "/bare",
        Page::html("<!doctype html><html lang=\"en\"><title>t</title><body><script type=\"module\" src=\"/wegwijzer.js\"></script>"),
    );
    server.fail("/wegwijzer.wasm", Fault::Missing);
    let browser = Browser::start().await;
    browser.goto(&server.url("/bare")).await;
    browser.wait_for("return !!root?.querySelector('.failure')").await;
    assert_eq!(browser.run("return root.querySelector('.failure a').href").await, json!(server.url("/en.html")));
    let told = browser.run("return root.querySelector('.failure').textContent").await;
    assert!(told.as_str().is_some_and(|told| told.contains("You can still read the explanation")), "{told}");
    browser.quit().await;
}

/// A host that pins the script by a digest runs that script, and no other.
#[tokio::test]
async fn a_script_that_does_not_fit_its_digest_does_not_run() {
    let server = Server::start(&project("dist"));
    let page = "<!doctype html><html lang=\"nl\"><title>t</title><body><contact-wegwijzer><p id=\"guide\">De gids</p></contact-wegwijzer>";
    server.add("/host", Page::html(page));
    let browser = Browser::start().await;
    let load = |spoil: &str| {
        format!(
            "(async () => {{
                const bytes = await (await fetch('/wegwijzer.js')).arrayBuffer();
                const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
                const script = document.createElement('script');
                script.type = 'module';
                script.crossOrigin = '';
                script.integrity = 'sha384-' + btoa(String.fromCharCode(...digest)){spoil};
                script.onload = () => done('runs');
                script.onerror = () => done('refused');
                script.src = '/wegwijzer.js';
                document.body.append(script);
            }})()"
        )
    };
    browser.goto(&server.url("/host")).await;
    assert_eq!(
        browser.run_async(&load(".replace(/^./, (first) => first === 'A' ? 'B' : 'A')")).await,
        json!("refused")
    );
    assert_eq!(browser.run("return document.querySelector('#guide').checkVisibility()").await, json!(true));
    browser.goto("about:blank").await;
    browser.goto(&server.url("/host")).await;
    assert_eq!(browser.run_async(&load("")).await, json!("runs"));
    browser.screen_with_id("who").await;
    browser.quit().await;
}
