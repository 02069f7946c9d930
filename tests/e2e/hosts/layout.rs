//! Where a widget stands: parents that give it a width, and parents that shrink to their content.

use serde_json::json;

use crate::browser::{Browser, Engine};
use crate::common::project;
use crate::server::{Fault, Page, Server};

/// The room that a page has, in CSS pixels: a desktop's, and a small phone's.
const ROOMS: &[u32] = &[1000, 320];

/// What stands around a widget, by name; `{}` is where it stands. Bootstrap's classes come with its style sheet.
const LAYOUTS: &[(&str, &str)] = &[
    ("block", "<div>{}</div>"),
    ("flex", "<div style='display: flex'>{}</div>"),
    ("flex column, centred", "<div style='display: flex; flex-direction: column; align-items: center'>{}</div>"),
    ("inline-flex", "<div style='display: inline-flex'>{}</div>"),
    ("grid auto", "<div style='display: grid; grid-template-columns: auto 1fr'>{}<i></i></div>"),
    ("grid, placed at the start", "<div style='display: grid; justify-items: start'>{}</div>"),
    ("float", "<div style='float: left'>{}</div>"),
    ("inline-block", "<div style='display: inline-block'>{}</div>"),
    ("absolute", "<div style='position: absolute'>{}</div>"),
    ("table cell", "<table><tr><td>{}</td></tr></table>"),
    ("fit-content", "<div style='width: fit-content'>{}</div>"),
    ("dialog", "<dialog open>{}</dialog>"),
    ("modal dialog", "<dialog id='modal'>{}</dialog><script>modal.showModal()</script>"),
    ("popover", "<div id='over' popover>{}</div><script>over.showPopover()</script>"),
    ("Bootstrap .d-flex", "<div class='d-flex'>{}</div>"),
    ("Bootstrap .col-auto", "<div class='row m-0'><div class='col-auto'>{}</div></div>"),
    ("Bootstrap .card", "<div class='card'><div class='card-body'>{}</div></div>"),
];

#[tokio::test]
async fn it_has_a_width_in_every_layout_in_chromium() {
    stand_in_every_layout(Engine::Chromium).await;
}

#[tokio::test]
async fn it_has_a_width_in_every_layout_in_firefox() {
    stand_in_every_layout(Engine::Firefox).await;
}

#[tokio::test]
async fn it_has_a_width_in_every_layout_in_webkit() {
    stand_in_every_layout(Engine::WebKit).await;
}

/// A frame of a given width holds each layout, as not every browser's window gets as narrow as a phone.
async fn stand_in_every_layout(engine: Engine) {
    let server = Server::start(&project("dist"));
    let browser = Browser::start_engine(engine).await;
    let bootstrap =
        std::fs::read_to_string(project("tests/node_modules/bootstrap/dist/css/bootstrap.min.css")).unwrap();
    server.add("/bootstrap.css", Page::style(&bootstrap));
    for (name, around) in LAYOUTS {
        let guide = "<contact-wegwijzer><p>De geschreven gids, met genoeg woorden voor een regel of twee.</p></contact-wegwijzer>";
        server.add(
            "/inner",
            Page::html(&format!(
                "<!doctype html><html lang=\"nl\"><meta name=\"viewport\" content=\"width=device-width\"><title>t</title>\
                <link rel=\"stylesheet\" href=\"/bootstrap.css\"><body style=\"margin: 8px\">{}\
                <script type=\"module\" src=\"/wegwijzer.js\"></script>",
                around.replace("{}", guide)
            )),
        );
        for room in ROOMS {
            let frame = format!("<iframe src=\"/inner\" style=\"width: {room}px; height: 900px; border: 0\"></iframe>");
            server.add("/host", Page::html(&format!("<!doctype html><title>t</title><body>{frame}")));
            browser.goto("about:blank").await;
            browser.goto(&server.url("/host")).await;
            browser.enter_frame().await;
            browser.wait_for("return root?.adoptedStyleSheets.length === 2").await;
            let measured = browser.run(MEASURE).await;
            let width = measured["width"].as_f64().unwrap();
            // Close to its own greatest width where there is room; on a phone, what a dialog's own padding leaves.
            let wanted = if *room > 672 { 540.0 } else { 220.0 };
            assert!(width >= wanted, "{name}, {room} px in {engine:?}: {measured}");
            assert_eq!(measured["overflow"], json!(0), "{name}, {room} px in {engine:?}: {measured}");

            // What is there when the app fails is as wide as its text, whatever that is.
            server.fail("/wegwijzer.wasm", Fault::Missing);
            // Loaded anew from the top: WebKit's driver gives an error when a frame reloads while a script runs in it.
            browser.leave_frame().await;
            browser.goto("about:blank").await;
            browser.goto(&server.url("/host")).await;
            browser.enter_frame().await;
            browser.wait_for("return !!root?.querySelector('.failure')").await;
            server.mend_files();
            let measured = browser.run(MEASURE).await;
            assert!(measured["guide"].as_f64().unwrap() >= 200.0, "{name}, {room} px in {engine:?}: {measured}");
            browser.leave_frame().await;
        }
    }
    browser.quit().await;
}

/// How wide the widget and the guide are, and by how much the page is wider than its room.
const MEASURE: &str = "
    const width = (element) => element?.getBoundingClientRect().width ?? 0;
    return {
        width: width(root.querySelector('.wegwijzer')),
        guide: width(widget.querySelector('p')),
        overflow: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    }";

/// However a host hides an element, it is hidden; and it is there again afterwards.
#[tokio::test]
async fn a_host_can_hide_it() {
    let server = Server::start(&project("dist"));
    let bootstrap =
        std::fs::read_to_string(project("tests/node_modules/bootstrap/dist/css/bootstrap.min.css")).unwrap();
    server.add("/bootstrap.css", Page::style(&bootstrap));
    server.add(
        "/host",
        Page::html(
            "<!doctype html><html lang=\"nl\"><title>t</title><link rel=\"stylesheet\" href=\"/bootstrap.css\">\
            <style>.away { display: none } @media print { contact-wegwijzer { display: none } }</style>\
            <body><div id=\"around\"><contact-wegwijzer><p>De gids</p></contact-wegwijzer></div>\
            <script type=\"module\" src=\"/wegwijzer.js\"></script>",
        ),
    );
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        let browser = Browser::start_engine(engine).await;
        browser.open(&server.url("/host")).await;
        let seen =
            "root.querySelector('h2').checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: true })";
        for (hide, show) in [
            ("widget.className = 'away'", "widget.className = ''"),
            ("widget.className = 'd-none'", "widget.className = ''"),
            ("widget.className = 'invisible'", "widget.className = ''"),
            ("widget.hidden = true", "widget.hidden = false"),
            ("widget.style.display = 'none'", "widget.style.display = ''"),
            ("widget.style.setProperty('display', 'none', 'important')", "widget.style.display = ''"),
            ("widget.style.visibility = 'hidden'", "widget.style.visibility = ''"),
            ("widget.parentNode.className = 'd-none'", "widget.parentNode.className = ''"),
            ("widget.parentNode.className = 'invisible'", "widget.parentNode.className = ''"),
        ] {
            browser.run(hide).await;
            assert_eq!(browser.run(&format!("return {seen}")).await, json!(false), "{hide} in {engine:?}");
            browser.run(show).await;
            assert_eq!(browser.run(&format!("return {seen}")).await, json!(true), "{show} in {engine:?}");
        }
        if engine == Engine::Chromium {
            browser.emulate("print", &[]).await;
            assert_eq!(browser.run(&format!("return {seen}")).await, json!(false), "in print");
            browser.emulate("", &[]).await;
            browser.run("widget.hidden = 'until-found'").await;
            assert_eq!(browser.run(&format!("return {seen}")).await, json!(false), "until found");
        }
        browser.quit().await;
    }
}

/// A host places and sizes it as any other element.
#[tokio::test]
async fn a_host_can_size_it() {
    let server = Server::start(&project("dist"));
    server.add(
        "/host",
        Page::html(
            "<!doctype html><html lang=\"nl\"><title>t</title><style>contact-wegwijzer { display: inline-block; \
            width: 400px; margin: 30px 0 0 50px }</style><body style=\"margin: 0\"><contact-wegwijzer></contact-wegwijzer>\
            <script type=\"module\" src=\"/wegwijzer.js\"></script>",
        ),
    );
    let browser = Browser::start().await;
    browser.open(&server.url("/host")).await;
    let place = "const { left, top, width } = root.querySelector('.wegwijzer').getBoundingClientRect(); return [left, top, width]";
    assert_eq!(browser.run(place).await, json!([50, 30, 400]));
    browser.quit().await;
}
