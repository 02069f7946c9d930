//! The site that is taken away from the workshop, on a host: a policy that the project does not ship, with all that it needs.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use wegwijzer::author::compile::{Compiled, compile};
use wegwijzer::draft::site::site;
use wegwijzer::draft::taken::source;

use crate::audit;
use crate::browser::{Browser, Engine};
use crate::common::{all_referrals, ids, project};
use crate::page_of;
use crate::policies::{files_of, kit};
use crate::server::{Fault, Page, Server};

/// The site of the policy of a library, in a folder of a test's own.
fn written(name: &str) -> (PathBuf, Compiled) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("taken-{name}"));
    let _ = fs::remove_dir_all(&folder);
    let source = source(&files_of(&project("examples/policies/library-card")));
    for (path, bytes) in site(&source, &kit()).expect("a sound policy") {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    (folder, compile(&source).expect("a diagram of modest size"))
}

/// Every file that was asked for is one of the site's.
fn assert_all_there(server: &Server, folder: &Path) {
    let received = server.received();
    assert!(received.len() > 5, "{received:?}");
    for request in received {
        let path = request.path().trim_start_matches('/');
        assert!(path.is_empty() || folder.join(path).is_file(), "{path} is asked for, and is not there");
    }
}

#[tokio::test]
async fn a_site_that_was_taken_away_leads_to_an_outcome_in_chromium() {
    walk(Engine::Chromium).await;
}

#[tokio::test]
async fn a_site_that_was_taken_away_leads_to_an_outcome_in_firefox() {
    walk(Engine::Firefox).await;
}

#[tokio::test]
async fn a_site_that_was_taken_away_leads_to_an_outcome_in_webkit() {
    walk(Engine::WebKit).await;
}

/// In each language, by keyboard, from the first question to the farthest outcome; and nothing is asked for that is not there.
async fn walk(engine: Engine) {
    let (folder, compiled) = written(&format!("walk-{engine:?}"));
    let server = Server::start(&folder);
    let browser = Browser::start_engine(engine).await;
    let paths = all_referrals(&compiled.policy);
    let (path, referral) = paths.iter().max_by_key(|(path, _)| path.len()).expect("an outcome");
    let answers: Vec<String> = path.iter().map(|answer| ids(&compiled.policy, *answer)).collect();
    let answers: Vec<(&str, &str)> = answers.iter().map(|text| text.split_once('=').expect("an answer")).collect();
    assert!(answers.len() > 1, "{answers:?}");
    for words in &compiled.words {
        browser.open(&server.url(&page_of(&compiled.policy, words))).await;
        browser.walk(&answers).await;
        let outcome = browser.screen_with_id(&referral.outcome.id).await;
        assert_eq!(outcome.language, words.language);
    }
    assert_all_there(&server, &folder);
    browser.quit().await;
}

/// axe-core finds nothing on a page and a frame, on a question and an outcome, in light and dark, on a desktop and a small
/// phone.
#[tokio::test]
async fn axe_finds_nothing_on_a_site_that_was_taken_away() {
    let (folder, compiled) = written("axe");
    let server = Server::start(&folder);
    let paths = all_referrals(&compiled.policy);
    let (path, _) = paths.first().expect("an outcome");
    let start: Vec<String> = path.iter().map(|answer| ids(&compiled.policy, *answer)).collect();
    let look = async |browser: Browser| {
        for page in ["/", "/en.html", "/frame.html"] {
            browser.open(&server.url(page)).await;
            audit::bring(&browser).await;
            for scheme in ["light", "dark"] {
                // The colour of the page is taken on with the next screen at the latest.
                audit::colour(&browser, scheme).await;
                for start in [&start.join(","), ""] {
                    browser.show(start).await;
                    audit::assert_clean(&browser, audit::WCAG, &format!("{page} {start} {scheme}")).await;
                }
            }
        }
        browser.quit().await;
    };
    tokio::join!(look(Browser::start().await), look(Browser::start_narrow().await));
}

/// When the app fails, the written guide stands, and a line in the language of the page says so: the script of the site knows
/// its own policy, and asks for no file of another.
#[tokio::test]
async fn a_site_that_was_taken_away_says_in_its_own_words_that_the_app_has_failed() {
    let (folder, _) = written("failed");
    let server = Server::start(&folder);
    server.fail("/wegwijzer.wasm", Fault::Missing);
    let browser = Browser::start().await;
    for (page, says) in [("/", "De vragen laden nu niet."), ("/en.html", "The questions cannot be shown right now.")] {
        browser.goto(&server.url(page)).await;
        browser.wait_for("return !!root.querySelector('.failure p')?.textContent").await;
        let told = format!("return root.querySelector('.failure').textContent.includes('{says}')");
        assert_eq!(browser.run(&told).await, json!(true), "{page}");
        let guide = "return widget.checkVisibility() && [...widget.querySelectorAll('h2')].every((title) => title.checkVisibility())";
        assert_eq!(browser.run(guide).await, json!(true), "{page}");
    }
    assert_all_there(&server, &folder);
    browser.quit().await;
}

/// What is pasted into a page of somebody else works from there, with the address before the names and nothing more.
#[tokio::test]
async fn what_is_pasted_into_a_page_of_another_origin_works() {
    let (folder, compiled) = written("pasted");
    let (server, other) = (Server::start(&folder), Server::start(&folder));
    let pasted = fs::read_to_string(folder.join("embed.html")).expect("embed.html");
    let pasted = pasted.replace("src=\"", &format!("src=\"{}", server.url("/")));
    other.add(
        "/host",
        Page::html(&format!("<!doctype html><html lang=\"nl\"><title>Host</title><main>{pasted}</main>")),
    );
    let browser = Browser::start().await;
    browser.open(&other.url("/host")).await;
    let first = browser.screen().await;
    assert_eq!(first.id, compiled.policy.questions.iter().next().expect("a question").id);
    let asked: Vec<String> = other.requests().into_iter().filter(|path| path != "/favicon.ico").collect();
    assert_eq!(asked, ["/host"], "all else comes from the site");

    // The frame of the second comment, where there is no script.
    let frame = pasted.split("<iframe").nth(1).and_then(|rest| rest.split("-->").next()).expect("a frame");
    other.add("/frame", Page::html(&format!("<!doctype html><html lang=\"nl\"><title>Host</title><iframe{frame}")));
    browser.goto(&other.url("/frame")).await;
    browser.enter_frame().await;
    browser.wait_for("return !!root?.querySelector('section')").await;
    assert_eq!(browser.screen().await.id, first.id);
    assert_all_there(&server, &folder);
    browser.quit().await;
}
