//! The workshop in real browsers, as somebody edits a policy there: from opening it to what the command line says of what was
//! taken away.

mod apps;
mod editor;
mod folder;
mod from_nothing;
mod kept;
mod preview;

use std::fs;

use editor::{broken, laid_out, open, press, proven, start, tab_to, take, unfold};
use serde_json::json;

use crate::browser::{Browser, Engine};
use crate::common::project;
use crate::server::Server;
use crate::tool::wegwijzer;

#[tokio::test]
async fn a_policy_is_edited_and_taken_away_in_chromium() {
    edit_and_take_away(Engine::Chromium).await;
}

#[tokio::test]
async fn a_policy_is_edited_and_taken_away_in_firefox() {
    edit_and_take_away(Engine::Firefox).await;
}

#[tokio::test]
async fn a_policy_is_edited_and_taken_away_in_webkit() {
    edit_and_take_away(Engine::WebKit).await;
}

/// A rule and a text are changed, the finding comes and goes, the preview follows, all of it is taken back and done again, also
/// over a reload; and the command line says of what was taken away what the workshop said.
async fn edit_and_take_away(engine: Engine) {
    let server = Server::start(&project("dist"));
    let browser = Browser::start_engine(engine).await;
    open(&browser, &server, "cliendo").await;
    let opened = browser.run("return verdict()").await;

    // A rule that leads elsewhere leaves an outcome that nothing leads to.
    let outcome = "document.querySelector('.rules tbody tr select')";
    let before = browser.run(&format!("return {outcome}.value")).await;
    browser.run(&format!("change({outcome}, {outcome}.options[{outcome}.options.length - 1].value)")).await;
    broken(&browser).await;
    press(&browser, "Undo").await;
    proven(&browser).await;
    assert_eq!(browser.run(&format!("return {outcome}.value")).await, before, "{engine:?}");
    assert_eq!(browser.run("return verdict()").await, opened, "{engine:?}");

    // What visitors read, while the preview shows it.
    browser.wait_for("return !!screen()?.querySelector('h2')").await;
    press(&browser, "Questions").await;
    unfold(&browser).await;
    let title = "at('words.nl.toml/question/who/title')";
    browser.wait_for(&format!("return !!{title}")).await;
    browser.run(&format!("change({title}, 'Wie heeft een vraag?')")).await;
    browser.wait_for("return screen().querySelector('h2').textContent === 'Wie heeft een vraag?'").await;
    press(&browser, "Undo").await;
    browser.wait_for(&format!("return {title}.value === 'Wie neemt contact op?'")).await;
    press(&browser, "Redo").await;
    browser.wait_for(&format!("return {title}.value === 'Wie heeft een vraag?'")).await;

    // The draft is kept a moment later. A reload finds it, with its history.
    browser
        .wait_for("return (localStorage.getItem('wegwijzer-workshop-draft') ?? '').includes('heeft een vraag')")
        .await;
    start(&browser, &server).await;
    proven(&browser).await;
    press(&browser, "Undo").await;
    browser.wait_for("return screen()?.querySelector('h2')?.textContent === 'Wie neemt contact op?'").await;
    press(&browser, "Redo").await;
    browser.wait_for("return screen().querySelector('h2').textContent === 'Wie heeft een vraag?'").await;

    let taken = take(&browser).await;
    let folder = laid_out(&taken, &format!("{engine:?}"));
    let own = project("policies/cliendo");
    for (name, text) in &taken {
        let shipped = fs::read_to_string(own.join(name)).unwrap();
        let edited = shipped.replace("title = \"Wie neemt contact op?\"", "title = \"Wie heeft een vraag?\"");
        assert_eq!(*text, if name == "words.nl.toml" { edited } else { shipped }, "{engine:?}: {name}");
    }
    let done = wegwijzer(&["check", "--errors-only", folder.to_str().unwrap()], "");
    assert_eq!(done.code, Some(0), "{engine:?}: {}{}", done.out, done.err);
    let done = wegwijzer(&["diff", own.to_str().unwrap(), folder.to_str().unwrap()], "");
    assert!(done.out.contains("Wie heeft een vraag?"), "{engine:?}: {}{}", done.out, done.err);
    browser.quit().await;
}

/// A file that cannot be read says why, and can be mended right there.
#[tokio::test]
async fn a_file_that_cannot_be_read_is_mended_in_place() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    open(&browser, &server, "library-card").await;
    press(&browser, "Files").await;
    let text = "document.querySelector('.code textarea')";
    let whole = browser.run(&format!("return {text}.value")).await;
    browser.run(&format!("change({text}, {text}.value.replace('[facts]', '[facts'))")).await;
    broken(&browser).await;
    press(&browser, "Show the list").await;
    browser.wait_for("return document.querySelectorAll('.findings > li.error').length === 1").await;
    browser.run("document.querySelector('.findings button.link').click()").await;
    browser.wait_for(&format!("return document.activeElement === {text}")).await;
    browser.run(&format!("change({text}, {text}.value.replace('[facts', '[facts]'))")).await;
    proven(&browser).await;
    assert_eq!(browser.run(&format!("return {text}.value")).await, whole);
    browser.quit().await;
}

/// By keyboard alone: a policy is opened, a cell of the table is reached by the arrows, its choices are ticked, and the focus is
/// back in the cell.
#[tokio::test]
async fn the_table_is_edited_by_keyboard() {
    let server = Server::start(&project("dist"));
    for engine in [Engine::Chromium, Engine::Firefox] {
        let browser = Browser::start_engine(engine).await;
        start(&browser, &server).await;
        tab_to(&browser, "document.activeElement.textContent === 'library-card'").await;
        browser.press(Browser::ENTER).await;
        proven(&browser).await;
        tab_to(&browser, "!!document.activeElement.closest('.rules th')").await;
        browser.press("\u{e014}").await; // the arrow to the right
        browser.wait_for("return !!document.activeElement.closest('.rules td')").await;
        browser.run("window.cell = document.activeElement; window.said = cell.textContent").await;
        browser.press(Browser::ENTER).await;
        browser.wait_for("return !!document.querySelector('dialog[open]')").await;
        tab_to(&browser, "document.activeElement.matches('dialog input[type=checkbox]:not(:checked)')").await;
        browser.press(Browser::SPACE).await;
        browser.wait_for("return cell.textContent !== said").await;
        browser.press("\u{e00c}").await; // Escape
        browser.wait_for("return !document.querySelector('dialog') && document.activeElement === cell").await;
        broken(&browser).await;
        let undo = "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }))";
        browser.run(undo).await;
        proven(&browser).await;
        assert_eq!(browser.run("return cell.textContent === said").await, json!(true), "{engine:?}");
        browser.quit().await;
    }
}

/// Rows of a spreadsheet become rules, and not where they are pasted into a field. A rule that is moved keeps its dialog, which
/// Escape closes.
#[tokio::test]
async fn rows_are_pasted_and_a_rule_is_moved() {
    let server = Server::start(&project("dist"));
    for engine in [Engine::Chromium, Engine::Firefox] {
        let browser = Browser::start_engine(engine).await;
        open(&browser, &server, "library-card").await;
        let names = "[...document.querySelectorAll('.rules tbody th > .cell')].map((name) => name.textContent)";
        let before = browser.run(&format!("return {names}")).await;
        let paste = |into: &str| {
            format!(
                "const clipboardData = new DataTransfer();
                clipboardData.setData('text/plain', 'one more\\t\\n');
                const paste = new ClipboardEvent('paste', {{ clipboardData, bubbles: true, cancelable: true }});
                return !document.querySelector('{into}').dispatchEvent(paste)"
            )
        };
        // Firefox hands out nothing of a paste that a script has made.
        if engine == Engine::Chromium {
            assert_eq!(browser.run(&paste(".rules td input")).await, json!(false), "{engine:?}: the field takes it");
            assert_eq!(browser.run(&paste(".rules td button")).await, json!(true), "{engine:?}: the table takes it");
            browser.wait_for(&format!("return {names}.at(-1) === 'one-more'")).await;
            press(&browser, "Undo").await;
            browser.wait_for(&format!("return {names}.length === {}", before.as_array().unwrap().len())).await;
        }

        browser.run("document.querySelector('.rules tbody th > .cell').click()").await;
        press(&browser, "Move down").await;
        browser.wait_for(&format!("return {names}[1] === {}", before[0])).await;
        browser.wait_for("return !!document.querySelector('dialog:modal')").await;
        browser.press("\u{e00c}").await; // Escape
        browser.wait_for("return !document.querySelector('dialog')").await;
        press(&browser, "Undo").await;
        browser.wait_for(&format!("return JSON.stringify({names}) === JSON.stringify({before})")).await;
        browser.quit().await;
    }
}

/// How many views there are.
const VIEWS: usize = 12;

/// axe-core finds nothing on any view, in light and dark, on a desktop and on a small phone, and none is wider than its window.
#[tokio::test]
async fn axe_finds_nothing_in_the_workshop() {
    let axe =
        fs::read_to_string(project("tests/node_modules/axe-core/axe.min.js")).expect("run script/bootstrap tests");
    let server = Server::start(&project("dist"));
    let look = async |browser: Browser| {
        start(&browser, &server).await;
        browser.run(&axe).await;
        audit(&browser, "the start").await;
        press(&browser, "library-card").await;
        proven(&browser).await;
        for number in 0..VIEWS {
            let name = format!("document.querySelectorAll('nav button')[{number}]");
            let name = browser.run(&format!("{name}.click(); return {name}.textContent")).await;
            unfold(&browser).await;
            audit(&browser, name.as_str().unwrap()).await;
        }
        browser.quit().await;
    };
    tokio::join!(look(Browser::start().await), look(Browser::start_narrow().await));
}

async fn audit(browser: &Browser, view: &str) {
    for scheme in ["light", "dark"] {
        browser.run(&format!("document.documentElement.style.colorScheme = '{scheme}'")).await;
        // What stands in the frame is the widget, which has tests of its own.
        let audit = "
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
            const { scrollWidth, clientWidth } = document.documentElement;
            axe.run(document, { runOnly: tags, resultTypes: ['violations'], iframes: false }).then(({ violations }) => done([
                ...(scrollWidth > clientWidth ? [['wider than the window', scrollWidth]] : []),
                ...violations.map(({ id, nodes }) =>
                    [id, ...nodes.slice(0, 3).map(({ target, failureSummary }) => [target, failureSummary])]),
            ]));";
        assert_eq!(browser.run_async(audit).await, json!([]), "{view} {scheme}");
    }
}

/// Nothing leaves the browser but requests for the workshop's own files, and nothing is stored but the draft, which goes when
/// its editor wants none kept.
#[tokio::test]
async fn nothing_is_sent_and_only_the_draft_is_stored() {
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        let server = Server::start(&project("dist"));
        let browser = Browser::start_engine(engine).await;
        open(&browser, &server, "library-card").await;
        press(&browser, "Facts").await;
        unfold(&browser).await;
        browser.wait_for("return !!document.querySelector('main textarea')").await;
        browser.run("change(document.querySelector('main textarea'), 'Een geheim.')").await;
        let stored = "return [Object.keys(localStorage), sessionStorage.length, document.cookie]";
        browser.wait_for("return localStorage.length === 1").await;
        assert_eq!(browser.run(stored).await, json!([["wegwijzer-workshop-draft"], 0, ""]), "{engine:?}");
        press(&browser, "Take it away…").await;
        browser.run("document.querySelector('main .tick input').click()").await;
        browser.wait_for("return localStorage.length === 0").await;
        browser.goto("about:blank").await;
        let requests = server.received();
        assert!(requests.len() > 8, "{engine:?}: {requests:?}");
        for request in &requests {
            let is_own = request.method == "GET" && request.body.is_empty() && !request.address.contains('?');
            assert!(is_own, "{engine:?}: {request:?}");
            let path = project("dist").join(request.address.trim_start_matches('/'));
            assert!(path.is_file(), "{engine:?}: {request:?} is no file of the build");
        }
        assert!(requests.iter().any(|request| request.address == "/workshop-policies/library-card.json"), "{engine:?}");
        // What proves is loaded beside the page, and does not keep it waiting: each app once, that of the page first.
        let place = |begins: &str, ends: &str| {
            let is_it = |address: &str| address.starts_with(begins) && address.ends_with(ends);
            let all = requests.iter().enumerate().filter(|(_, request)| is_it(&request.address));
            let places: Vec<usize> = all.map(|(place, _)| place).collect();
            assert_eq!(places.len(), 1, "{engine:?}: {begins}: {requests:?}");
            places[0]
        };
        let [page, worker, prover] =
            [("/workshop.", ".wasm"), ("/workshop-worker.js", ""), ("/prover.", ".wasm")].map(|(b, e)| place(b, e));
        assert!(page < worker && worker < prover, "{engine:?}: {requests:?}");
        browser.quit().await;
    }
}
