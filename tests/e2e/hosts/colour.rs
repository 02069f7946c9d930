//! Pages in every colour: text can be read on them, in every state of the widget.

use serde_json::json;

use crate::browser::{Browser, Engine};
use crate::common::project;
use crate::server::{Fault, Page, Server};

/// Pages by their style: light, dark, coloured, with a picture behind the text; with and without a colour scheme.
const PAGES: &[&str] = &[
    "color: #000; background: #fff",
    "color: #212529; background: #f8f9fa",
    "color: #fff; background: #212529",
    "color: #f8f9fa; background: #000",
    "color: #fff; background: #212529; color-scheme: dark",
    "color: #fff; background: #212529; color-scheme: light",
    "color: #000; background: #fff; color-scheme: dark",
    "color-scheme: dark; color: CanvasText; background: Canvas",
    "color: #fff; background: #0d6efd",
    "color: #000; background: #ffc107",
    "color: oklch(0.98 0.01 90); background: oklch(0.3 0.1 300)",
    "color: color(srgb 1 0.95 0.9); background: lab(20 40 10)",
    "color: lab(95 0 0); background: #333",
    "color: #fff; background: #446 linear-gradient(45deg, #224, #646)",
];

/// Each text that can be seen, with its colour and what stands behind it inside the widget. A text on the host's own
/// background is to have the host's own colour: no other is sure to be readable on it. On a ground of ours the contrast is
/// that of WCAG, for text that is not large.
const UNREADABLE: &str = "
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const rgba = (color) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const own = getComputedStyle(widget).color;
    const found = [];
    let seen = 0, grounds = 0;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const text = walker.currentNode.data.trim();
        if (!text || element.localName === 'style' || element.localName === 'option' || !element.checkVisibility()) continue;
        if (element.closest('.unseen')) continue;
        seen += 1;
        const style = getComputedStyle(element);
        let ground;
        for (let at = element; at && !ground; at = at.parentElement) {
            const behind = rgba(getComputedStyle(at).backgroundColor);
            if (behind[3] > 0.99) ground = behind;
            else if (behind[3] > 0) found.push([text, 'a ground that is neither there nor not', behind]);
        }
        if (!ground) {
            if (style.color !== own) found.push([text, style.color, 'not the colour of the host', own]);
            continue;
        }
        grounds += 1;
        const [a, b] = [luminance(rgba(style.color)), luminance(ground)].sort((a, b) => a - b);
        const contrast = (b + 0.05) / (a + 0.05);
        if (contrast < 4.5) found.push([text, style.color, ground, contrast]);
    }
    return { found, seen, grounds }";

#[tokio::test]
async fn every_text_can_be_read_on_every_page_in_chromium() {
    read_on_every_page(Engine::Chromium).await;
}

#[tokio::test]
async fn every_text_can_be_read_on_every_page_in_firefox() {
    read_on_every_page(Engine::Firefox).await;
}

#[tokio::test]
async fn every_text_can_be_read_on_every_page_in_webkit() {
    read_on_every_page(Engine::WebKit).await;
}

async fn read_on_every_page(engine: Engine) {
    let server = Server::start(&project("dist"));
    let browser = Browser::start_engine(engine).await;
    for style in PAGES {
        server.add(
            "/host",
            Page::html(&format!(
                "<!doctype html><html lang=\"nl\"><title>t</title><body style=\"{style}\">\
                <contact-wegwijzer lang=\"en\" languages=\"nl en\"></contact-wegwijzer>\
                <script type=\"module\" src=\"/wegwijzer.js\"></script>"
            )),
        );
        let look = async |state: &str| {
            let looked = browser.run(UNREADABLE).await;
            assert_eq!(looked["found"], json!([]), "{state} on {style} in {engine:?}");
            assert!(looked["seen"].as_u64() > Some(5), "{state} on {style} in {engine:?}: {looked}");
            looked["grounds"].as_u64().unwrap()
        };
        browser.open(&server.url("/host")).await;
        assert!(look("the question").await > 9, "each choice has a ground of its own");
        browser.run("root.querySelector('[type=submit]').click()").await;
        look("nothing chosen").await;
        browser.run("root.querySelector('input').click()").await;
        look("a choice").await;
        for start in [
            "who=admin,main-admin=yes,what=transfer,reach=both",
            "who=equal-party",
            "who=client",
            "who=heir,mailbox=no",
        ] {
            browser.show(start).await;
            browser.run("root.querySelectorAll('details').forEach((details) => { details.open = true; })").await;
            look(start).await;
        }
        browser.run("root.querySelector('button.link:not(.back)').click()").await;
        look("after copying").await;

        // Before the app has come, with the button pressed; and when it does not come.
        server.fail("/wegwijzer.wasm", Fault::Held);
        browser.open_at_once(&server.url("/host")).await;
        browser.run("root.querySelector('input').click(); root.querySelector('[type=submit]').click()").await;
        look("the first question, pressed").await;
        server.mend_files();
        server.fail("/wegwijzer.wasm", Fault::Missing);
        browser.goto("about:blank").await;
        browser.goto(&server.url("/host")).await;
        browser.wait_for("return !!root?.querySelector('.failure [role=status]')?.textContent").await;
        let looked = browser.run(UNREADABLE).await;
        assert_eq!(looked["found"], json!([]), "the failure on {style} in {engine:?}");
        assert_eq!(looked["seen"], json!(2), "its line and its button");
        server.mend_files();
    }
    browser.quit().await;
}

/// A host that changes its theme, also while the widget is hidden.
#[tokio::test]
async fn a_change_of_theme_is_followed_in_chromium() {
    follow_a_change_of_theme(Engine::Chromium).await;
}

#[tokio::test]
async fn a_change_of_theme_is_followed_in_firefox() {
    follow_a_change_of_theme(Engine::Firefox).await;
}

#[tokio::test]
async fn a_change_of_theme_is_followed_in_webkit() {
    follow_a_change_of_theme(Engine::WebKit).await;
}

async fn follow_a_change_of_theme(engine: Engine) {
    let server = Server::start(&project("dist"));
    server.add(
        "/host",
        Page::html(
            "<!doctype html><html lang=\"nl\"><title>t</title><style>.dark { color: #eee; background: #111 }</style>\
            <body style=\"transition: color 50ms\"><contact-wegwijzer></contact-wegwijzer><script type=\"module\" src=\"/wegwijzer.js\"></script>",
        ),
    );
    let browser = Browser::start_engine(engine).await;
    browser.open(&server.url("/host")).await;
    let scheme =
        |scheme: &str| format!("return getComputedStyle(root.querySelector('.wegwijzer')).colorScheme === '{scheme}'");
    browser.wait_for(&scheme("light")).await;
    browser.run("document.body.className = 'dark'").await;
    browser.wait_for(&scheme("dark")).await;
    browser.run("widget.style.display = 'none'; document.body.className = ''").await;
    browser.wait_for("return getComputedStyle(document.body).color === 'rgb(0, 0, 0)'").await;
    browser.run("widget.style.display = ''").await;
    browser.wait_for(&scheme("light")).await;
    browser.quit().await;
}
