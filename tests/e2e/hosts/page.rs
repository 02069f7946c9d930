//! What pages do: replace what the browser has, move elements, fail to deliver a file, and what visitors do meanwhile.
//!
//! One file, as all of it is about what a page does to the widget.

use serde_json::{Value, json};

use crate::browser::{Browser, Engine};
use crate::common::project;
use crate::host;
use crate::server::{Fault, Page, Server};

/// A page with a body of its own and nothing else.
fn page(body: &str) -> Page {
    Page::html(&format!(
        "<!doctype html><html lang=\"nl\"><title>Host</title><script src=\"/record.js\"></script><body>{body}"
    ))
}

const SCRIPT: &str = "<script type=\"module\" src=\"/wegwijzer.js\"></script>";

/// A server with the recorder, and a browser.
async fn start() -> (Server, Browser) {
    start_engine(Engine::Chromium).await
}

async fn start_engine(engine: Engine) -> (Server, Browser) {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    (server, Browser::start_engine(engine).await)
}

/// The events so far, as the page has noted them in `window.events`.
const NOTE_EVENTS: &str = "<script>
    window.events = [];
    for (const what of ['ready', 'step', 'outcome', 'error']) addEventListener(`wegwijzer-${what}`, () => events.push(what));
</script>";

async fn events(browser: &Browser) -> Value {
    browser.run("return window.events").await
}

/// Offline at an outcome, a visitor asks for another language: the screen stays, a line says why, and another try helps.
#[tokio::test]
async fn a_language_that_cannot_be_loaded_takes_nothing_away() {
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        let (server, browser) = start_engine(engine).await;
        let widget = "<contact-wegwijzer languages=\"nl en de\" start=\"who=client\"><p id=\"guide\">De gids</p></contact-wegwijzer>";
        server.add("/host", page(&format!("{NOTE_EVENTS}{widget}{SCRIPT}")));
        browser.open(&server.url("/host")).await;
        let before = browser.screen_with_id("ask-institution").await;
        server.fail("/words.en.json", Fault::Missing);
        let choose = "const menu = root.querySelector('select'); menu.focus(); menu.value = 'en'; menu.dispatchEvent(new Event('change'))";
        browser.run(choose).await;
        browser.wait_for("return !!root.querySelector('.failure [role=status]')?.textContent").await;
        let line = browser.run("return root.querySelector('.failure [role=status]').textContent").await;
        assert_eq!(line, json!("Deze taal kan nu niet worden geladen."), "{engine:?}");
        assert_eq!(browser.screen().await.text, before.text, "{engine:?}");
        let kept = "return [root.querySelector('select').value, root.activeElement?.localName, document.querySelector('#guide').checkVisibility()]";
        assert_eq!(browser.run(kept).await, json!(["nl", "select", false]), "{engine:?}");

        // Another try that fails leaves one line, and the focus on its button.
        browser.tab_back().await;
        browser.wait_for("return root.activeElement?.matches('.failure button')").await;
        browser.run("root.tried = root.querySelector('.failure')").await;
        browser.press(Browser::ENTER).await;
        browser.wait_for("return root.querySelector('.failure') !== root.tried && root.activeElement?.matches('.failure button')").await;
        assert_eq!(browser.run("return root.querySelectorAll('.failure').length").await, json!(1), "{engine:?}");

        server.mend_files();
        browser.press(Browser::ENTER).await;
        browser
            .wait_for("return root.querySelector('.wegwijzer').lang === 'en' && !root.querySelector('.failure')")
            .await;
        assert!(browser.screen().await.focus_on_beginning, "{engine:?}: it reads on");
        // What happened is told once: nothing of it is another screen, another outcome or a failure.
        assert_eq!(events(&browser).await, json!(["ready", "outcome"]), "{engine:?}");

        // Asked for by the page, likewise.
        server.fail("/words.de.json", Fault::Missing);
        browser.run("widget.lang = 'de'").await;
        browser.wait_for("return !!root.querySelector('.failure [role=status]')?.textContent").await;
        let line = browser.run("return root.querySelector('.failure [role=status]').textContent").await;
        assert_eq!(line, json!("This language cannot be loaded right now."), "{engine:?}");
        assert_eq!(browser.screen().await.id, "ask-institution", "{engine:?}");
        browser.quit().await;
    }
}

/// However often another try fails there is one line, it is a live region, and the try that helps leads on.
#[tokio::test]
async fn failures_do_not_pile_up() {
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        let (server, browser) = start_engine(engine).await;
        server.add("/host", page(&format!("<contact-wegwijzer><p>De gids</p></contact-wegwijzer>{SCRIPT}")));
        server.fail("/policy.json", Fault::Missing);
        browser.goto(&server.url("/host")).await;
        for _ in 0..3 {
            browser.wait_for("return !!root?.querySelector('.failure [role=status]')?.textContent").await;
            assert_eq!(browser.run("return root.querySelectorAll('.failure').length").await, json!(1), "{engine:?}");
            browser.tab_to(".failure button").await;
            browser.run("root.tried = root.querySelector('.failure')").await;
            browser.press(Browser::ENTER).await;
            let failed_again = "return root.querySelector('.failure') !== root.tried && root.activeElement?.matches('.failure button')";
            browser.wait_for(failed_again).await;
        }
        server.mend_files();
        browser.press(Browser::ENTER).await;
        browser.wait_for("return root.adoptedStyleSheets.length === 2 && !root.querySelector('.failure')").await;
        assert!(browser.screen_with_id("who").await.focus_on_beginning, "{engine:?}");
        browser.quit().await;
    }
}

/// A page of which nothing is as the browser had it: replaced classes, a clipboard that throws, a frozen language.
#[tokio::test]
async fn a_page_may_replace_what_it_likes() {
    let replaced = [
        ("window.Window", "window.Window = function () {}"),
        (
            "as MooTools does",
            "window.Window = Object.assign(function () {}, { prototype: {} }); window.Element = window.Document = function () {}",
        ),
        (
            "the classes of events and nodes",
            "for (const name of ['Node', 'HTMLElement', 'Event', 'HTMLInputElement', 'Text', 'Comment']) {
            if (name !== 'HTMLElement' && name !== 'Text') window[name] = class {}; }",
        ),
        ("no clipboard", "Object.defineProperty(navigator, 'clipboard', { value: undefined })"),
        ("an empty clipboard", "Object.defineProperty(navigator, 'clipboard', { value: {} })"),
        (
            "a clipboard that throws",
            "Object.defineProperty(navigator, 'clipboard', { value: { writeText() { throw new Error('no') } } })",
        ),
        (
            "frozen prototypes",
            "for (const of of [Object, Array, Function, Promise, Map, Set, RegExp, Error]) { Object.freeze(of); Object.freeze(of.prototype); }",
        ),
        ("no console", "window.console = {}"),
    ];
    for engine in [Engine::Chromium, Engine::Firefox] {
        let (server, browser) = start_engine(engine).await;
        for (name, script) in replaced {
            let host = format!("<script>{script}</script>{NOTE_EVENTS}<contact-wegwijzer></contact-wegwijzer>{SCRIPT}");
            server.add("/host", Page::html(&format!("<!doctype html><html lang=\"nl\"><title>t</title><body>{host}")));
            browser.goto("about:blank").await;
            browser.goto(&server.url("/host")).await;
            browser.wait_for("return window.events.includes('ready')").await;
            browser.walk(&[("who", "heir"), ("mailbox", "no")]).await;
            browser.screen_with_id("heir-authorisation").await;
            browser.tab_to(".message button").await;
            browser.press(Browser::ENTER).await;
            browser.wait_for("return !!root.querySelector('.status').textContent").await;
            assert_eq!(events(&browser).await, json!(["ready", "step", "step", "outcome"]), "{name} in {engine:?}");
        }
        browser.quit().await;
    }
}

/// What stands in the shadow root beside the widget, as a page's dark mode puts its style there, stays and is in no way.
#[tokio::test]
async fn what_others_put_into_the_shadow_root_stays() {
    let (server, browser) = start().await;
    server.add("/host", page(&format!("<contact-wegwijzer></contact-wegwijzer>{SCRIPT}")));
    server.fail("/wegwijzer.wasm", Fault::Held);
    browser.open_at_once(&server.url("/host")).await;
    browser.run("root.prepend(document.createElement('style'))").await;
    let screen = browser.screen().await;
    browser.choose(&screen, "heir").await;
    browser.tab_to("button[type=submit]").await;
    browser.press(Browser::ENTER).await;
    server.mend_files();
    let next = browser.screen_with_id("mailbox").await;
    assert!(next.focus_on_beginning);
    assert_eq!(browser.run("return root.firstElementChild.localName").await, json!("style"));
    browser.quit().await;
}

/// A host that keeps keys and pointers to itself once they are let go.
#[tokio::test]
async fn a_press_counts_where_the_host_stops_its_end() {
    for engine in [Engine::Chromium, Engine::Firefox] {
        let (server, browser) = start_engine(engine).await;
        let stop = "<script>for (const what of ['keyup', 'pointerup', 'mouseup', 'pointercancel', 'blur'])
            addEventListener(what, (event) => event.stopImmediatePropagation(), true)</script>";
        server.add("/host", page(&format!("{stop}<contact-wegwijzer></contact-wegwijzer>{SCRIPT}")));
        server.fail("/wegwijzer.wasm", Fault::Held);
        browser.open_at_once(&server.url("/host")).await;
        let screen = browser.screen().await;
        browser.choose(&screen, "heir").await;
        browser.tab_to("button[type=submit]").await;
        browser.press(Browser::SPACE).await;
        assert_eq!(browser.run("return root.querySelector('section').ariaBusy").await, json!("true"), "{engine:?}");
        server.mend_files();
        browser.screen_with_id("mailbox").await;
        browser.quit().await;
    }
}

/// A policy that only reports has refused nothing: the failure has its own cause, and may pass.
#[tokio::test]
async fn a_policy_that_only_reports_is_not_to_blame() {
    let (server, browser) = start().await;
    let report = page(&format!("<contact-wegwijzer></contact-wegwijzer>{SCRIPT}"))
        .header("Content-Security-Policy-Report-Only", "default-src 'none'");
    server.add("/host", report);
    server.fail("/wegwijzer.wasm", Fault::Altered);
    browser.goto(&server.url("/host")).await;
    browser.wait_for("return !!root?.querySelector('.failure button')").await;
    let record: Vec<String> = serde_json::from_value(host::record(&browser).await).unwrap();
    assert!(record.iter().any(|what| what == "wegwijzer-error: altered"), "{record:?}");
    browser.quit().await;
}

/// The script puts an element of its own there only if the page has none, wherever and whenever that stands.
#[tokio::test]
async fn an_element_of_its_own_is_for_pages_without_any() {
    let (server, browser) = start().await;
    let count = "
        const count = (within) => [...within.querySelectorAll('*')].reduce((sum, element) =>
            sum + (element.localName === 'contact-wegwijzer') + (element.shadowRoot ? count(element.shadowRoot) : 0), 0);
        return count(document)";
    let settled = "if (document.readyState !== 'complete') return addEventListener('load', () => setTimeout(done, 300)); setTimeout(done, 300)";

    let shadow =
        "<div id=\"host\"><template shadowrootmode=\"open\"><contact-wegwijzer></contact-wegwijzer></template></div>";
    let late =
        "<script>setTimeout(() => document.body.prepend(document.createElement('contact-wegwijzer')), 50)</script>";
    let very_late = "<script>addEventListener('load', () => setTimeout(() => {
        window.alone = document.querySelectorAll('contact-wegwijzer').length;
        document.body.prepend(document.createElement('contact-wegwijzer'));
    }, 150))</script>";
    for body in [shadow, late, very_late] {
        server.add("/host", page(&format!("{body}{SCRIPT}")));
        browser.goto("about:blank").await;
        browser.goto(&server.url("/host")).await;
        browser.run_async(settled).await;
        assert_eq!(browser.run(count).await, json!(1), "{body}");
    }
    assert_eq!(browser.run("return window.alone").await, json!(1), "until the host's own came, there was ours");

    // Redirected, in another order of loading, and on a page that is shown without loading.
    server.redirect("/latest/wegwijzer.js", "/wegwijzer.js");
    server
        .add("/host", page("<script type=\"module\" src=\"/latest/wegwijzer.js\"></script><p id=\"after\">after</p>"));
    browser.open(&server.url("/host")).await;
    assert_eq!(browser.run("return widget.nextElementSibling.id").await, json!("after"));
    browser
        .run(
            "const body = document.createElement('body'), script = document.createElement('script');
            script.type = 'module';
            script.src = '/latest/wegwijzer.js';
            body.append('the second page', script);
            document.body.replaceWith(body)",
        )
        .await;
    browser
        .wait_for("return root?.adoptedStyleSheets.length === 2 && widget.previousSibling.localName === 'script'")
        .await;
    browser.run("document.body.replaceWith(document.createElement('body'))").await;
    browser.run_async(settled).await;
    assert_eq!(browser.run(count).await, json!(0), "a page without the script");
    host::assert_silent(&browser, &server).await;
    browser.quit().await;
}

/// Attributes that change before the app is there do not make it forget where to begin.
#[tokio::test]
async fn links_count_whatever_changes_before_the_app_has_come() {
    let (server, browser) = start().await;
    for change in
        ["widget.lang = 'en'", "widget.setAttribute('languages', 'nl en')", "widget.setAttribute('heading-level', '3')"]
    {
        server.add("/host", page(&format!("<contact-wegwijzer links></contact-wegwijzer>{SCRIPT}")));
        server.fail("/wegwijzer.wasm", Fault::Held);
        browser.goto("about:blank").await;
        browser.goto(&server.url("/host#wegwijzer:who=client")).await;
        browser.wait_for("return !!widget?.shadowRoot").await;
        browser.run(change).await;
        server.mend_files();
        browser.screen_with_id("ask-institution").await;
    }
    browser.quit().await;
}

/// An element that goes and comes back goes on where it was, with what was chosen and not yet sent.
#[tokio::test]
async fn an_element_that_comes_back_goes_on_where_it_was() {
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        let (server, browser) = start_engine(engine).await;
        server.add(
            "/host",
            page(&format!("{NOTE_EVENTS}<div id=\"elsewhere\"></div><contact-wegwijzer></contact-wegwijzer>{SCRIPT}")),
        );
        browser.open(&server.url("/host")).await;
        browser.walk(&[("who", "admin")]).await;
        let screen = browser.screen_with_id("main-admin").await;
        browser.choose(&screen, "unknown").await;
        browser.run("window.kept = widget; widget.remove()").await;
        browser.wait_for("return !window.kept.shadowRoot.querySelector('section')").await;
        browser.run("document.querySelector('#elsewhere').append(window.kept)").await;
        let screen = browser.screen_with_id("main-admin").await;
        assert_eq!(screen.checked.as_deref(), Some("unknown"), "{engine:?}");
        assert_eq!(screen.trail.len(), 1, "{engine:?}");
        browser.wait_for("return window.events.length === 3").await;
        assert_eq!(events(&browser).await, json!(["ready", "step", "ready"]), "{engine:?}");
        // Another one knows nothing of it.
        browser.run("widget.replaceWith(document.createElement('contact-wegwijzer'))").await;
        browser.screen_with_id("who").await;
        browser.quit().await;
    }
}

/// What happened is told once, whatever the page changes afterwards.
#[tokio::test]
async fn events_say_what_happened_once() {
    let (server, browser) = start().await;
    server.add("/host", page(&format!("{NOTE_EVENTS}<contact-wegwijzer></contact-wegwijzer>{SCRIPT}")));
    browser.open(&server.url("/host")).await;
    browser.walk(&[("who", "client")]).await;
    browser.screen_with_id("ask-institution").await;
    let told = ["ready", "step", "outcome"];
    for change in
        ["widget.lang = 'en'", "widget.setAttribute('heading-level', '4')", "widget.setAttribute('languages', 'nl en')"]
    {
        browser.run("root.before = root.querySelector('section')").await;
        browser.run(change).await;
        browser.wait_for("return root.querySelector('section') !== root.before").await;
        assert_eq!(events(&browser).await, json!(told), "{change}");
    }
    browser.run("widget.setAttribute('start', 'who=heir,mailbox=yes')").await;
    browser.screen_with_id("heir-mail").await;
    assert_eq!(events(&browser).await, json!(["ready", "step", "outcome", "step", "outcome"]));
    browser.quit().await;
}

/// Moved into another window of the same origin, it keeps its style and works.
#[tokio::test]
async fn in_another_window_it_keeps_its_style() {
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        let (server, browser) = start_engine(engine).await;
        server.add(
            "/host",
            page(&format!("<contact-wegwijzer></contact-wegwijzer><iframe src=\"/inner\"></iframe>{SCRIPT}")),
        );
        server.add("/inner", page("<p>another document</p>"));
        browser.open(&server.url("/host")).await;
        browser.walk(&[("who", "heir")]).await;
        browser.screen_with_id("mailbox").await;
        let styled = "
            const { shadowRoot } = frames[0].document.querySelector('contact-wegwijzer');
            return shadowRoot.querySelector('section')?.dataset.id === 'mailbox'
                && frames[0].getComputedStyle(shadowRoot.querySelector('.choice')).display === 'grid'";
        // On the way it passes a document that is only parsed, as libraries that swap pages make them.
        browser
            .run("document.implementation.createHTMLDocument().body.append(widget); frames[0].document.body.append(widget)")
            .await;
        assert_eq!(host::record(&browser).await, json!([]), "{engine:?}");
        browser.wait_for(styled).await;
        browser
            .run(
                "const { shadowRoot } = frames[0].document.querySelector('contact-wegwijzer');
                shadowRoot.querySelector('input[value=no]').click();
                shadowRoot.querySelector('[type=submit]').click()",
            )
            .await;
        browser
            .wait_for("return frames[0].document.querySelector('contact-wegwijzer').shadowRoot.querySelector('section')?.dataset.id === 'heir-authorisation'")
            .await;
        browser.quit().await;
    }
}

/// Frames that come after the script have the height of what they show, too; also on a page with the strictest isolation.
#[tokio::test]
async fn frames_that_come_later_are_sized() {
    let (host, files) = (Server::start(&project("dist")), Server::start(&project("dist")));
    let page = format!(
        "<!doctype html><html lang=\"nl\"><title>t</title><body><script type=\"module\" src=\"{}\"></script>",
        files.url("/wegwijzer-frame.js")
    );
    host.add("/host", Page::html(&page).header("Cross-Origin-Embedder-Policy", "require-corp"));
    let browser = Browser::start().await;
    browser.goto(&host.url("/host")).await;
    browser.wait_for("return document.readyState === 'complete'").await;
    browser
        .run(&format!(
            "const frame = document.createElement('iframe');
            frame.dataset.wegwijzer = '';
            frame.src = '{}';
            frame.height = 100;
            document.body.append(document.createElement('div'));
            document.body.lastChild.append(frame);",
            files.url("/frame.html")
        ))
        .await;
    browser.wait_for("return document.querySelector('iframe').clientHeight > 600").await;
    browser.quit().await;
}

/// A browser may prepare a page before a visitor goes to it.
#[tokio::test]
async fn a_prerendered_page_works_when_it_is_shown() {
    let (server, browser) = start().await;
    let rules = "<script type=\"speculationrules\">{ \"prerender\": [{ \"urls\": [\"/host\"], \"eagerness\": \"immediate\" }] }</script>";
    server.add("/before", page(rules));
    server.add("/host", page(&format!("{NOTE_EVENTS}<contact-wegwijzer></contact-wegwijzer>{SCRIPT}")));
    server.forget_requests();
    browser.goto(&server.url("/before")).await;
    let start = std::time::Instant::now();
    while !server.requests().iter().any(|path| path == "/words.nl.json") && start.elapsed().as_secs() < 10 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(server.requests().iter().any(|path| path == "/words.nl.json"), "prepared: {:?}", server.requests());
    browser.run("location.href = '/host'").await;
    browser.wait_for("return location.pathname === '/host' && root?.adoptedStyleSheets.length === 2").await;
    let prepared = "return performance.getEntriesByType('navigation')[0].activationStart > 0";
    assert_eq!(browser.run(prepared).await, json!(true));
    browser.walk(&[("who", "client")]).await;
    browser.screen_with_id("ask-institution").await;
    assert_eq!(events(&browser).await, json!(["ready", "step", "outcome"]));
    browser.quit().await;
}
