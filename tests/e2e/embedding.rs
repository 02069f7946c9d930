//! The ways in, and what an embedder can say.
//!
//! One file, as all of it is about one page with the widget.

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

/// The frame has no origin of its own, and may run scripts, submit its form and follow links, no more. With the host's script it is as high as what it
/// shows; without, it scrolls. What others send does not count.
#[tokio::test]
async fn in_an_iframe_the_widget_works_and_its_height_follows() {
    let (host, files) = (Server::start(&project("dist")), Server::start(&project("dist")));
    let frame = files.url("/frame.html");
    let page = |script: &str| {
        Page::html(&format!(
            "<!doctype html><html lang=\"nl\"><title>Host</title><body>\
            <iframe data-wegwijzer src=\"{frame}\" title=\"Wegwijzer\" height=\"300\" \
            sandbox=\"allow-scripts allow-forms allow-top-navigation-by-user-activation\" allow=\"clipboard-write\"></iframe>{script}"
        ))
    };
    let script = format!("<script type=\"module\" src=\"{}\"></script>", files.url("/wegwijzer-frame.js"));
    host.add("/host", page(&script));
    host.add("/without", page(""));
    let browser = Browser::start().await;
    let height = "return document.querySelector('iframe').getBoundingClientRect().height";
    for address in ["/host", "/without"] {
        browser.goto(&host.url(address)).await;
        browser.enter_frame().await;
        browser.wait_for("return !!root?.querySelector('section')").await;
        browser.walk(&[("who", "heir"), ("mailbox", "no")]).await;
        let outcome = browser.screen_with_id("heir-authorisation").await;
        assert!(outcome.text.contains("volmacht"));
        let content = browser.run("return document.documentElement.getBoundingClientRect().height").await;
        let content = content.as_f64().unwrap_or_default();
        assert!(content > 1000.0, "{content}");
        browser.leave_frame().await;
        if address == "/host" {
            let follows = format!("return Math.abs(document.querySelector('iframe').clientHeight - {content}) < 2");
            browser.wait_for(&follows).await;
            browser.run("postMessage({ wegwijzer: 'height', id: 'x', height: 5 }, '*')").await;
            browser.run_async("setTimeout(() => done(), 100)").await;
            browser.wait_for(&follows).await;
        } else {
            assert_eq!(browser.run(height).await, json!(304), "300 and its border: it scrolls");
        }
    }
    browser.quit().await;
}

/// The script of a version, the script of the stable address, and either twice: one widget, defined once.
#[tokio::test]
async fn several_versions_on_a_page_do_not_clash() {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    let version = format!("/v{}/wegwijzer.js", env!("CARGO_PKG_VERSION"));
    let scripts: String = ["/wegwijzer.js?once", &version, &version]
        .iter()
        .map(|script| format!("<script type=\"module\" src=\"{script}\"></script>"))
        .collect();
    server.add("/host", host::page("", &scripts));
    let browser = Browser::start().await;
    browser.open(&server.url("/host")).await;
    browser.walk(&[("who", "client")]).await;
    browser.screen_with_id("ask-institution").await;
    assert_eq!(browser.run("return document.querySelectorAll('contact-wegwijzer').length").await, json!(1));
    let loads = server.requests().iter().filter(|path| path.ends_with(".wasm")).count();
    assert_eq!(loads, 1, "{:?}", server.requests());
    host::assert_silent(&browser, &server).await;
    browser.quit().await;
}

/// Fifty widgets share one instance of the app, and its files.
#[tokio::test]
async fn many_widgets_share_one_instance() {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    server.add("/host", host::page("", &"<contact-wegwijzer></contact-wegwijzer>".repeat(49)));
    let browser = Browser::start().await;
    browser.goto(&server.url("/host")).await;
    let drawn = "return [...document.querySelectorAll('contact-wegwijzer')]
        .filter((widget) => widget.shadowRoot?.querySelector('section')).length === 50";
    browser.wait_for(drawn).await;
    let own = server.loaded();
    assert_eq!(own.len(), 4, "{own:?}");
    assert_eq!(browser.count_instances_of("WebAssembly.Memory").await, 1);
    host::assert_silent(&browser, &server).await;
    browser.quit().await;
}

/// Put into the page, moved and taken out, a thousand times: nothing is left behind.
#[tokio::test]
async fn a_thousand_rounds_leave_nothing_behind() {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    server.add("/host", host::page("", "<div id=\"elsewhere\"></div>"));
    let browser = Browser::start().await;
    browser.open(&server.url("/host")).await;
    let rounds = |count: u32| {
        format!(
            "(async () => {{
                const elsewhere = document.querySelector('#elsewhere');
                for (let round = 0; round < {count}; round += 1) {{
                    const widget = document.createElement('contact-wegwijzer');
                    const ready = new Promise((ready) => widget.addEventListener('wegwijzer-ready', ready));
                    document.body.append(widget);
                    if (round % 10 > 0) await ready; // every tenth is taken out while it loads
                    elsewhere.append(widget);
                    widget.remove();
                    await null;
                }}
                done();
            }})()"
        )
    };
    browser.run_async(&rounds(200)).await;
    let before = browser.footprint().await;
    browser.run_async(&rounds(1000)).await;
    let after = browser.footprint().await;
    println!("a thousand rounds: before {before:?}, after {after:?}");
    assert!(after.listeners <= before.listeners + 5, "{before:?} {after:?}");
    assert!(after.nodes <= before.nodes + 50, "{before:?} {after:?}");
    assert_eq!(after.wasm_bytes, before.wasm_bytes);
    host::assert_silent(&browser, &server).await;
    browser.quit().await;
}

/// A host's style, however it is meant, does not reach the widget: a screen looks the same to the last pixel.
#[tokio::test]
async fn a_hostile_style_changes_no_pixel() {
    let server = Server::start(&project("dist"));
    let own = "position: absolute !important; inset: 0 auto auto 0 !important; width: 600px !important; \
        font: 16px sans-serif !important; color: #222 !important; background: #fff !important; \
        display: block !important; visibility: visible !important"; // a host may hide it, and here does not
    let page = |style: &str| {
        Page::html(&format!(
            "<!doctype html><html lang=\"nl\"><title>t</title><style>{style}</style><body>\
            <contact-wegwijzer style=\"{own}\" start=\"who=heir,mailbox=no\"></contact-wegwijzer>\
            <script type=\"module\" src=\"/wegwijzer.js\"></script>"
        ))
    };
    let hostile = "* { all: unset !important; text-transform: uppercase !important; text-indent: 3em !important;
            visibility: hidden !important; white-space: pre !important; font-weight: 900 !important;
            text-align: right !important; line-height: 3 !important; cursor: none !important; zoom: 1 }
        html { font-size: 120px !important } button, input, label { display: none !important }
        section, div, p { margin: 9em !important; display: inline !important } h2::before { content: 'x' }";
    server.add("/bare", page(""));
    server.add("/hostile", page(hostile));
    let browser = Browser::start().await;
    let mut pictures = Vec::new();
    for address in ["/bare", "/hostile"] {
        browser.open(&server.url(address)).await;
        browser.screen_with_id("heir-authorisation").await;
        pictures.push(browser.picture("widget", 0).await);
    }
    assert!(pictures[0].len() > 10_000, "there is something to see");
    assert_eq!(pictures[0], pictures[1]);
    browser.quit().await;
}

/// A host's scripts, however they treat the language, do not break the widget.
#[tokio::test]
async fn hostile_scripts_do_not_matter() {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    let hostile = "<script>
        Array.prototype.extra = Object.prototype.extra = () => 'enumerable';
        // The test's own scripts may go on.
        const spoil = (owner, name) => {
            const before = owner[name];
            owner[name] = function (...given) {
                if (new Error().stack.includes('/wegwijzer.js')) throw new Error('the host has its own ' + name);
                return before.apply(this, given);
            };
        };
        for (const name of ['map', 'filter', 'find', 'forEach', 'reduce', 'includes', 'join', 'indexOf', 'at'])
            spoil(Array.prototype, name);
        spoil(JSON, 'stringify');
        spoil(JSON, 'parse');
        const before = fetch;
        window.fetch = (...given) => { window.fetched = (window.fetched ?? 0) + 1; return before(...given); };
        for (const event of ['keydown', 'keyup', 'keypress', 'click', 'submit', 'focusin'])
            document.addEventListener(event, (event) => event.stopPropagation());
    </script>";
    server.add("/host", host::page("", hostile));
    let browser = Browser::start().await;
    browser.open(&server.url("/host")).await;
    browser.walk(&[("who", "admin"), ("main-admin", "yes"), ("what", "transfer"), ("reach", "both")]).await;
    let outcome = browser.screen_with_id("owner-mail-or-chat").await;
    assert!(outcome.focus_on_beginning);
    assert_eq!(browser.run("return window.fetched").await, json!(4), "even so it asks as the host wants it");
    host::assert_silent(&browser, &server).await;
    browser.quit().await;
}

/// A host that changes its pages without loading: the widget comes, goes and comes back with them.
#[tokio::test]
async fn a_host_that_navigates_without_loading_keeps_a_working_widget() {
    let server = Server::start(&project("dist"));
    server.add("/host", host::page("", ""));
    host::add_recorder(&server);
    let browser = Browser::start().await;
    browser.open(&server.url("/host")).await;
    browser.walk(&[("who", "heir")]).await;
    browser.run("history.pushState({ page: 2 }, '', '/other'); document.body.replaceChildren('another page')").await;
    browser.run("history.back()").await;
    browser.run("document.body.append(document.createElement('contact-wegwijzer'))").await;
    browser.wait_for("return !!root?.querySelector('section')").await;
    browser.walk(&[("who", "client")]).await;
    browser.screen_with_id("ask-institution").await;
    let record: Vec<String> = serde_json::from_value(host::record(&browser).await).expect("texts");
    assert!(record.iter().all(|what| what.starts_with("History.")), "only what the host did: {record:?}");
    browser.quit().await;
}

/// The npm package in a real Vite build: a plain page, and pages made with React, Vue and Svelte.
#[tokio::test]
async fn the_package_works_in_a_bundle_and_with_each_framework() {
    let server = Server::start(&project("examples/vite/dist"));
    let browser = Browser::start().await;
    for page in ["index", "react", "vue", "svelte"] {
        browser.open(&server.url(&format!("/{page}.html"))).await;
        browser.walk(&[("mailbox", "no")]).await;
        let outcome = browser.screen_with_id("heir-authorisation").await;
        assert_eq!(outcome.language, "en", "{page}");
        let guide = browser.run("return widget.textContent.trim()").await;
        assert_eq!(guide, json!("The written guide."), "{page}: the framework's own children stay");
    }
    browser.quit().await;
}

/// A visitor who chooses another language causes one request, for its words, and keeps the answers.
#[tokio::test]
async fn another_language_is_fetched_when_it_is_chosen() {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    server.add("/host", host::page("languages=\"nl en xx\"", ""));
    let browser = Browser::start().await;
    browser.open(&server.url("/host")).await;
    browser.walk(&[("who", "heir")]).await;
    browser.screen_with_id("mailbox").await;
    server.forget_requests();
    browser.tab_to("select").await;
    browser.press("E").await;
    browser.wait_for("return root.querySelector('.wegwijzer').lang === 'en'").await;
    let screen = browser.screen_with_id("mailbox").await;
    assert_eq!(screen.heading, "Can you get into the e-mail of the deceased?");
    assert_eq!(server.requests(), ["/words.en.json"]);
    let offered = browser.run("return [...root.querySelectorAll('option')].map(({ value }) => value)").await;
    assert_eq!(offered, json!(["nl", "en"]), "a language without words is not offered");
    host::assert_silent(&browser, &server).await;
    browser.quit().await;
}

/// The recorder is no check unless it can tell: each thing that the promise rules out, done once, is noticed.
#[tokio::test]
async fn the_recorder_notices_what_is_ruled_out() {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    server.add("/host", host::page("", ""));
    let browser = Browser::start().await;
    browser.open(&server.url("/host")).await;
    let missed = "const missed = [];
        for (const name of RULED_OUT) {
            const [owner, member] = name.split('.');
            const home = !member || owner === 'Window' ? window : owner === 'Notification' ? Notification : window[owner]?.prototype;
            const found = home && Object.getOwnPropertyDescriptor(home, member ?? owner);
            if (!found) continue;
            window.record.length = 0;
            const bare = Object.create(home);
            try {
                if (found.set) found.set.call(bare, 'x');
                else if (member) found.value.call(bare);
                else new found.value();
            } catch { /* that it fails here does not matter */ }
            if (!window.record.includes(name)) missed.push(name);
        }
        return missed";
    assert_eq!(browser.run(missed).await, json!([]));
    browser.quit().await;
}

/// Ten thousand steps forth and back: what stands in the page and in memory is what a hundred left.
#[tokio::test]
async fn ten_thousand_steps_leave_nothing_behind() {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    server.add("/host", host::page("start=\"who=heir\"", ""));
    let browser = Browser::start().await;
    browser.open(&server.url("/host")).await;
    let steps = |count: u32| {
        format!(
            "(async () => {{
                for (let step = 0; step < {count}; step += 2) {{
                    root.querySelector('input[value=no]').click();
                    root.querySelector('[type=submit]').click();
                    root.querySelector('.back').click();
                    if (step % 100 === 0) await new Promise((next) => setTimeout(next));
                }}
                done();
            }})()"
        )
    };
    browser.run_async(&steps(100)).await;
    let before = browser.footprint().await;
    browser.run_async(&steps(10_000)).await;
    let after = browser.footprint().await;
    println!("ten thousand steps: before {before:?}, after {after:?}");
    assert!(after.listeners <= before.listeners + 5, "{before:?} {after:?}");
    assert!(after.nodes <= before.nodes + 50, "{before:?} {after:?}");
    assert_eq!(after.wasm_bytes, before.wasm_bytes);
    assert_eq!(browser.screen().await.id, "mailbox");
    browser.quit().await;
}
