//! Libraries that pages are made with, as they come from npm: the widget works on a page with each, and survives what each
//! does to the elements that it shows, hides, moves and keeps.

use std::process::Command;

use serde_json::json;

use crate::browser::{Browser, Engine};
use crate::common::project;
use crate::server::{Page, Server};

const SCRIPT: &str = "<script type=\"module\" src=\"/wegwijzer.js\"></script>";
const WIDGET: &str = "<contact-wegwijzer id=\"widget\"><p>De geschreven gids</p></contact-wegwijzer>";

/// The browsers that the libraries are tried in.
const ENGINES: [Engine; 2] = [Engine::Chromium, Engine::Firefox];

/// A file of a package in `tests/package.json`.
fn package(path: &str) -> String {
    let file = project("tests/node_modules").join(path);
    std::fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}: run script/bootstrap tests", file.display()))
}

/// A script of `pages/`, bundled with what it imports.
fn bundle(name: &str) -> Page {
    let done = Command::new(project("node_modules/.bin/esbuild"))
        .args([&format!("tests/e2e/hosts/pages/{name}.js"), "--bundle", "--format=iife", "--log-level=error"])
        .arg("--define:process.env.NODE_ENV=\"development\"")
        .current_dir(project("."))
        .output()
        .expect("esbuild");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Page::script(&String::from_utf8(done.stdout).unwrap())
}

fn page(head: &str, body: &str) -> Page {
    Page::html(&format!(
        "<!doctype html><html lang=\"nl\"><meta charset=\"utf-8\"><title>Host</title>{head}<body>{body}"
    ))
}

/// Opens a page, and walks to an outcome.
async fn walk(browser: &Browser, server: &Server) {
    browser.open(&server.url("/host")).await;
    browser.walk(&[("who", "heir"), ("mailbox", "no")]).await;
    let outcome = browser.screen_with_id("heir-authorisation").await;
    assert!(outcome.focus_on_beginning);
}

/// Style sheets and scripts that change what every page has.
#[tokio::test]
async fn it_works_beside_libraries_that_change_the_page() {
    let server = Server::start(&project("dist"));
    for (address, path) in [
        ("/preflight.css", "tailwindcss/preflight.css"),
        ("/normalize.css", "normalize.css/normalize.css"),
        ("/bootstrap.css", "bootstrap/dist/css/bootstrap.min.css"),
    ] {
        server.add(address, Page::style(&package(path)));
    }
    for (address, path) in [
        ("/bootstrap.js", "bootstrap/dist/js/bootstrap.bundle.min.js"),
        ("/zone.js", "zone.js/bundles/zone.umd.js"),
        ("/ses.js", "ses/dist/ses.umd.js"),
        ("/darkreader.js", "darkreader/darkreader.js"),
        ("/jquery.js", "jquery/dist/jquery.js"),
    ] {
        server.add(address, Page::script(&package(path)));
    }
    for engine in ENGINES {
        let browser = Browser::start_engine(engine).await;
        for head in [
            "<link rel=\"stylesheet\" href=\"/preflight.css\">",
            "<link rel=\"stylesheet\" href=\"/normalize.css\">",
            "<link rel=\"stylesheet\" href=\"/bootstrap.css\"><script src=\"/bootstrap.js\"></script>",
            "<script src=\"/zone.js\"></script>",
            "<script src=\"/ses.js\"></script><script>lockdown()</script>",
            "<script src=\"/darkreader.js\"></script><script>DarkReader.enable({})</script>",
            "<script src=\"/jquery.js\"></script>",
        ] {
            server.add("/host", page(head, &format!("{WIDGET}{SCRIPT}")));
            walk(&browser, &server).await;
            let width = browser.run("return root.querySelector('.wegwijzer').getBoundingClientRect().width").await;
            assert!(width.as_f64().unwrap() > 500.0, "{head} in {engine:?}: {width}");
        }
        browser.quit().await;
    }
}

/// Bootstrap's modal dialog, which keeps the focus inside.
#[tokio::test]
async fn in_a_modal_of_bootstrap() {
    let server = Server::start(&project("dist"));
    server.add("/bootstrap.css", Page::style(&package("bootstrap/dist/css/bootstrap.min.css")));
    server.add("/bootstrap.js", Page::script(&package("bootstrap/dist/js/bootstrap.bundle.min.js")));
    let head = "<link rel=\"stylesheet\" href=\"/bootstrap.css\"><script src=\"/bootstrap.js\"></script>";
    let modal = format!(
        "<div class=\"modal\" id=\"modal\" tabindex=\"-1\"><div class=\"modal-dialog\"><div class=\"modal-content\">\
        <div class=\"modal-body text-bg-dark\">{WIDGET}</div></div></div></div>{SCRIPT}<script>new bootstrap.Modal('#modal').show()</script>"
    );
    server.add("/host", page(head, &modal));
    for engine in ENGINES {
        let browser = Browser::start_engine(engine).await;
        walk(&browser, &server).await;
        browser.quit().await;
    }
}

/// Turbo shows another page without loading: an element that is to be kept is, and a refresh that morphs changes nothing.
#[tokio::test]
async fn turbo_keeps_what_is_permanent_and_morphs_the_rest() {
    let server = Server::start(&project("dist"));
    server.add("/turbo.js", Page::script(&package("@hotwired/turbo/dist/turbo.es2017-umd.js")));
    let head = "<meta name=\"turbo-refresh-method\" content=\"morph\"><script src=\"/turbo.js\"></script>\
        <script type=\"module\" src=\"/wegwijzer.js\"></script>";
    let kept = "<contact-wegwijzer id=\"widget\" data-turbo-permanent><p>De gids</p></contact-wegwijzer>";
    for engine in ENGINES {
        let browser = Browser::start_engine(engine).await;
        server.add("/host", page(head, kept));
        server.add("/second", page(head, &format!("<h1>second</h1>{kept}")));
        walk(&browser, &server).await;
        browser.run("Turbo.visit('/second')").await;
        browser.wait_for("return !!document.querySelector('h1') && location.pathname === '/second'").await;
        let outcome = browser.screen_with_id("heir-authorisation").await;
        assert_eq!(outcome.trail.len(), 2, "{engine:?}");

        server.add("/second", page(head, &format!("<h1>again</h1>{kept}")));
        browser.run("Turbo.visit('/second', { action: 'replace' })").await;
        browser.wait_for("return document.querySelector('h1')?.textContent === 'again'").await;
        browser.screen_with_id("heir-authorisation").await;
        // A script alone has its widget on the second page, too.
        server.add("/host", page("<script src=\"/turbo.js\"></script>", SCRIPT));
        server.add("/second", page("<script src=\"/turbo.js\"></script>", &format!("<h1>second</h1>{SCRIPT}")));
        browser.open(&server.url("/host")).await;
        browser.run("Turbo.visit('/second')").await;
        browser.wait_for("return !!document.querySelector('h1') && root?.adoptedStyleSheets.length === 2").await;
        assert_eq!(
            browser.run("return document.querySelectorAll('contact-wegwijzer').length").await,
            json!(1),
            "{engine:?}"
        );
        browser.quit().await;
    }
}

/// htmx and Idiomorph put another page's content in the place of this one's.
#[tokio::test]
async fn htmx_and_idiomorph_keep_what_is_to_be_kept() {
    let server = Server::start(&project("dist"));
    server.add("/htmx.js", Page::script(&package("htmx.org/dist/htmx.js")));
    server.add("/idiomorph.js", Page::script(&package("idiomorph/dist/idiomorph.js")));
    let kept = "<contact-wegwijzer id=\"widget\" hx-preserve><p>De gids</p></contact-wegwijzer>";
    server.add("/part", Page::html(&format!("<p id=\"new\">new</p>{kept}")));
    let scripts = format!("<script src=\"/htmx.js\"></script><script src=\"/idiomorph.js\"></script>{SCRIPT}");
    for engine in ENGINES {
        let browser = Browser::start_engine(engine).await;
        server.add("/host", page("", &format!("<div id=\"part\">{kept}</div>{scripts}")));
        walk(&browser, &server).await;
        browser.run("htmx.ajax('GET', '/part', '#part')").await;
        browser.wait_for("return !!document.querySelector('#new')").await;
        assert_eq!(browser.screen_with_id("heir-authorisation").await.trail.len(), 2, "{engine:?}");
        browser.run("Idiomorph.morph(document.querySelector('#part'), `<div id='part'><p id='newer'></p>${widget.outerHTML}</div>`)").await;
        browser.wait_for("return !!document.querySelector('#newer')").await;
        assert_eq!(browser.screen_with_id("heir-authorisation").await.trail.len(), 2, "{engine:?}");
        browser.quit().await;
    }
}

/// Alpine, jQuery and Vue hide and show it, and Vue's KeepAlive takes it out and puts it back.
#[tokio::test]
async fn alpine_jquery_and_vue_hide_it_and_bring_it_back() {
    let server = Server::start(&project("dist"));
    server.add("/alpine.js", Page::script(&package("alpinejs/dist/cdn.js")));
    server.add("/jquery.js", Page::script(&package("jquery/dist/jquery.js")));
    server.add("/vue.js", Page::script(&package("vue/dist/vue.global.js")));
    let alpine = format!(
        "<div x-data=\"{{ open: true }}\" @toggled.window=\"open = !open\"><contact-wegwijzer x-show=\"open\"></contact-wegwijzer></div>\
        <script>window.toggle = () => dispatchEvent(new Event('toggled'))</script><script defer src=\"/alpine.js\"></script>{SCRIPT}"
    );
    let jquery = format!(
        "{WIDGET}<script src=\"/jquery.js\"></script><script>window.toggle = () => $('#widget').toggle()</script>{SCRIPT}"
    );
    let vue = |content: &str| {
        format!(
            "<div id=\"app\">{content}</div><script src=\"/vue.js\"></script><script>
            const open = Vue.ref(true);
            window.toggle = () => {{ open.value = !open.value; }};
            const app = Vue.createApp({{ setup: () => ({{ open }}) }});
            app.config.compilerOptions.isCustomElement = (tag) => tag === 'contact-wegwijzer';
            app.component('Holder', {{ template: '<div><contact-wegwijzer></contact-wegwijzer></div>' }});
            app.mount('#app');
            </script>{SCRIPT}"
        )
    };
    for engine in ENGINES {
        let browser = Browser::start_engine(engine).await;
        for body in [
            alpine.clone(),
            jquery.clone(),
            vue("<contact-wegwijzer v-show=\"open\"></contact-wegwijzer>"),
            vue("<keep-alive><holder v-if=\"open\"></holder></keep-alive>"),
        ] {
            server.add("/host", page("", &body));
            walk(&browser, &server).await;
            browser.run("toggle()").await;
            browser.wait_for("return !widget || !widget.checkVisibility()").await;
            browser.run_async("setTimeout(done, 50)").await;
            browser.run("toggle()").await;
            browser.wait_for("return !!widget?.checkVisibility()").await;
            let outcome = browser.screen_with_id("heir-authorisation").await;
            assert_eq!(outcome.trail.len(), 2, "{body} in {engine:?}");
        }
        browser.quit().await;
    }
}

/// React begins anew where the server's page is another than its own, hides by Suspense, and renders again.
#[tokio::test]
async fn react_hydrates_suspends_and_renders_again() {
    let server = Server::start(&project("dist"));
    server.add("/react.js", bundle("react"));
    let body = "<div id=\"app\"><p>from the server</p><contact-wegwijzer lang=\"nl\"><p>The written guide.</p></contact-wegwijzer></div>";
    server.add("/host", page("", &format!("{body}{SCRIPT}<script src=\"/react.js\"></script>")));
    for engine in ENGINES {
        let browser = Browser::start_engine(engine).await;
        // Where the server's page is another, React puts an element of its own in the place of the server's.
        browser.goto(&server.url("/host")).await;
        browser.wait_for("return document.querySelector('#app p').textContent === 'from the browser'").await;
        browser.wait_for("return root?.adoptedStyleSheets.length === 2").await;
        browser.walk(&[("who", "heir"), ("mailbox", "no")]).await;
        browser.screen_with_id("heir-authorisation").await;
        assert_eq!(
            browser.run("return document.querySelectorAll('contact-wegwijzer').length").await,
            json!(1),
            "{engine:?}"
        );
        browser.run("wait()").await;
        browser.wait_for("return !widget.checkVisibility()").await;
        browser.run("arrive()").await;
        browser.wait_for("return widget.checkVisibility()").await;
        browser.screen_with_id("heir-authorisation").await;
        browser.run("speak('en')").await;
        browser.wait_for("return root.querySelector('.wegwijzer').lang === 'en'").await;
        assert_eq!(browser.screen_with_id("heir-authorisation").await.trail.len(), 2, "{engine:?}");
        browser.quit().await;
    }
}

/// Angular binds an attribute and listens to an event.
#[tokio::test]
async fn angular_binds_to_it() {
    let server = Server::start(&project("dist"));
    server.add("/angular.js", bundle("angular"));
    server.add("/host", page("", &format!("<app-page></app-page>{SCRIPT}<script src=\"/angular.js\"></script>")));
    for engine in ENGINES {
        let browser = Browser::start_engine(engine).await;
        walk(&browser, &server).await;
        browser.wait_for("return document.querySelector('#steps').textContent === '2'").await;
        browser.run("page.language.set('en')").await;
        browser.wait_for("return root.querySelector('.wegwijzer').lang === 'en'").await;
        assert_eq!(browser.screen_with_id("heir-authorisation").await.trail.len(), 2, "{engine:?}");
        browser.quit().await;
    }
}

/// A service worker of Workbox stands between the page and its server.
#[tokio::test]
async fn a_service_worker_may_stand_between() {
    let server = Server::start(&project("dist"));
    server.add("/worker.js", bundle("worker"));
    server.add(
        "/host",
        page("", &format!("{WIDGET}{SCRIPT}<script>navigator.serviceWorker.register('/worker.js')</script>")),
    );
    for engine in ENGINES {
        let browser = Browser::start_engine(engine).await;
        walk(&browser, &server).await;
        browser.wait_for("return !!navigator.serviceWorker.controller").await;
        walk(&browser, &server).await;
        browser.quit().await;
    }
}
