//! What an embedder, a visitor's address or a stranger may give to a widget, good and bad: what is valid counts, and nothing
//! else does.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use wegwijzer::decision::{Step, next_step};

use crate::browser::Browser;
use crate::common::{all_states, project, shipped_compiled};
use crate::host;
use crate::server::{Page, Server};

/// Whatever stands in attributes and in the address, there is a screen or the written guide, and no markup; and what is valid
/// counts, whatever came before it.
#[tokio::test]
async fn nonsense_in_attributes_and_addresses_is_passed_over() {
    let policy = shipped_compiled().policy;
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    // Where links are allowed, they lead to this page; else to the page of the attribute.
    server.add("/links", host::page("links", ""));
    server.add("/no-links", host::page("", ""));
    let browser = Browser::start().await;
    let starts = all_states(&policy).into_iter().map(|(_, state)| {
        let id = match next_step(&policy, &state) {
            Step::Ask(ask) => policy.questions[ask.question].id.clone(),
            Step::Refer(referral) => referral.outcome.id.clone(),
        };
        (state.answers().to_text(&policy), id)
    });
    let starts: Vec<(String, String)> = starts.collect();
    let script = format!("const starts = {}; {}", json!(starts), include_str!("inputs.js"));
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut outcomes: BTreeSet<String> = BTreeSet::new();
    for (page, seed) in [("/links", 20_261_123), ("/no-links", 20_261_126)] {
        browser.open(&server.url(page)).await;
        browser.run(&format!("window.seed = {seed}")).await;
        for _ in 0..5 {
            let told = browser.run_async(&script).await;
            let (more, ids): (BTreeMap<String, u64>, Vec<String>) =
                serde_json::from_value(told.clone()).unwrap_or_else(|_| panic!("{page}: {told}"));
            more.into_iter().for_each(|(what, count)| *counts.entry(what).or_default() += count);
            outcomes.extend(ids);
        }
        // What was wrong is told; nothing else has happened.
        let more_than_told = "return window.record.map((what) => what.toWellFormed())
            .filter((what) => !/^(wegwijzer-error: |console.error: <contact-wegwijzer>)/.test(what))";
        assert_eq!(browser.run(more_than_told).await, json!([]), "{page}");
    }
    println!("attributes and addresses: {counts:?}, {} outcomes", outcomes.len());
    assert_eq!(counts["inputs"], 2000);
    for (what, least) in [("changes", 1200), ("question", 200), ("outcome", 200), ("failure", 50)] {
        assert!(counts[what] >= least, "{what}: {counts:?}");
    }
    assert!(outcomes.len() >= 15, "{outcomes:?}");
    assert_eq!(server.improper(), Vec::<String>::new());
    browser.quit().await;
}

/// An address of the page of its own is one of the web, or there are no links to it.
#[tokio::test]
async fn a_page_of_its_own_is_a_page_of_the_web() {
    let server = Server::start(&project("dist"));
    // Where the page has no guide, the way to it is shown when the app fails.
    server.add("/host", Page::html("<!doctype html><html lang=\"nl\"><title>t</title><body>\
        <contact-wegwijzer start=\"who=client\"></contact-wegwijzer><script type=\"module\" src=\"/wegwijzer.js\"></script>"));
    let browser = Browser::start().await;
    browser.open(&server.url("/host")).await;
    browser.screen_with_id("ask-institution").await;
    let at = "#wegwijzer:who=client";
    let (own, other) = (server.url("/help/own.html"), "https://help.example/a?b=c");
    for (page, leads_to) in [
        ("/help/own.html", Some(own.as_str())),
        (other, Some(other)),
        ("//help.example/a?b=c", Some("http://help.example/a?b=c")),
        ("HTTPS://HELP.example/a?b=c", Some(other)),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        (" \u{1}javascript:alert(1)", None),
        ("java\tscr\nipt:alert(1)", None),
        ("javascript://help.example/%0Aalert(1)", None),
        ("vbscript:msgbox(1)", None),
        ("data:text/html,<script>alert(1)</script>", None),
        (" data:text/html;base64,PHNjcmlwdD4", None),
        ("blob:https://help.example/1", None),
        ("file:///etc/passwd", None),
        ("ftp://help.example/", None),
        ("about:blank", None),
        ("mailto:a@help.example", None),
        ("view-source:https://help.example/", None),
        ("filesystem:https://help.example/temporary/a", None),
        ("http://", None),
    ] {
        let links = format!(
            "(async () => {{
                const seen = async (selector) => {{
                    const before = root.querySelector(selector);
                    return async () => {{
                        while (!root.querySelector(selector) || root.querySelector(selector) === before) await new Promise((next) => setTimeout(next));
                    }};
                }};
                const drawn = await seen('section');
                widget.setAttribute('page', {page});
                await drawn();
                const screen = [...root.querySelectorAll('.actions a')].map((link) => link.getAttribute('href'));
                const failed = await seen('.failure p > *, .failure p:not(:empty)');
                widget.setAttribute('policy', 'http://');
                await failed();
                const failure = [...root.querySelectorAll('.failure a')].map((link) => link.getAttribute('href'));
                const back = await seen('section');
                widget.removeAttribute('policy');
                await back();
                done([screen, failure]);
            }})()",
            page = json!(page)
        );
        let expected: Vec<Vec<String>> = match leads_to {
            Some(address) => vec![vec![format!("{address}{at}")], vec![address.to_owned()]],
            None => vec![Vec::new(), Vec::new()],
        };
        assert_eq!(browser.run_async(&links).await, json!(expected), "{page:?}");
    }
    browser.quit().await;
}
