//! The two apps of the workshop: that of the page, and that of the worker, which the page asks for what it does not know itself.

use std::fs;
use std::path::PathBuf;

use super::editor::{open, press, proven};
use crate::browser::Browser;
use crate::common::project;
use crate::server::Server;

/// What the page asks the worker for: which language a name means, and what a new one needs.
#[tokio::test]
async fn a_language_is_added_by_any_of_its_names() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    open(&browser, &server, "library-card").await;
    press(&browser, "Policy and languages").await;
    browser.wait_for("return document.querySelectorAll('datalist option').length > 100").await;
    let add = |name: &str| {
        format!(
            "change(document.querySelector('main form input'), '{name}'); document.querySelector('main form').requestSubmit()"
        )
    };
    let told = |text: &str| format!("return document.querySelector('main form .found').textContent.includes('{text}')");
    browser.run(&add("spansh")).await;
    browser.wait_for(&told("español (es)")).await;
    browser.run(&add("Dutch")).await;
    browser.wait_for(&told("Nederlands (nl)")).await;
    browser.run(&add("Spanish")).await;
    let headings = "[...document.querySelectorAll('main h3')].map((heading) => heading.textContent)";
    browser.wait_for(&format!("return {headings}.includes('español (es)')")).await;
    browser.wait_for("return document.querySelector('main form input').value === ''").await;
    proven(&browser).await;
    // What a language takes over from another one is known, too.
    browser.run(&add("nl-BE")).await;
    browser.wait_for("return document.querySelector('.told').textContent.includes('nl-BE')").await;
    browser.quit().await;
}

/// A page that is opened on a slow line waits for its own app alone, so what only a proof needs must stay out of that: names of
/// languages, hyphenation, tables of letters.
#[test]
fn the_page_needs_little_of_what_a_proof_needs() {
    let app = |begins: &str| {
        let is_app = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.starts_with(begins) && name.ends_with(".wasm")
        };
        let files = fs::read_dir(project("dist")).unwrap().map(|entry| entry.unwrap().path());
        fs::read(files.filter(is_app).next().unwrap()).unwrap()
    };
    let (page, prover) = (app("workshop."), app("prover."));
    let has = |app: &[u8], text: &str| app.windows(text.len()).any(|window| window == text.as_bytes());
    // A language that nobody has begun, by its name, and what a check says.
    for text in ["Kashubian", "nothing shows the text"] {
        assert!(has(&prover, text) && !has(&page, text), "{text}");
    }
    assert!(page.len() < 2_200_000, "{} bytes", page.len());
}
