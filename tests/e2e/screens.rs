//! The screens: that everybody can use them, and what they do with what a visitor does.

use serde_json::json;

use crate::browser::Browser;
use crate::common::{all_states, project, shipped_compiled};
use crate::page_of;
use crate::server::Server;

/// The languages that axe-core looks at: the two that are read most, and one from right to left.
const AUDITED: &[&str] = &["nl", "en", "ar"];

/// axe-core finds nothing on any screen: WCAG 2.0 to 2.2 in levels A and AA, what can be tested of AAA, and best
/// practices; light and dark, on a small phone and on a desktop.
#[tokio::test]
async fn axe_finds_nothing_on_any_screen() {
    let compiled = shipped_compiled();
    let axe =
        std::fs::read_to_string(project("tests/node_modules/axe-core/axe.min.js")).expect("run script/bootstrap tests");
    let server = Server::start(&project("dist"));
    let starts: Vec<String> =
        (all_states(&compiled.policy).iter()).map(|(_, state)| state.answers().to_text(&compiled.policy)).collect();
    let walk = async |browser: Browser| {
        let mut screens = 0;
        for words in compiled.words.iter().filter(|words| AUDITED.contains(&words.language.as_str())) {
            browser.open(&server.url(&page_of(&compiled.policy, words))).await;
            browser.run(&axe).await;
            for scheme in ["light", "dark"] {
                browser.run(&format!("document.documentElement.style.colorScheme = '{scheme}'")).await;
                for start in &starts {
                    browser.show(start).await;
                    let found = browser.run_async(AUDIT).await;
                    assert_eq!(found, json!([]), "{} {scheme} {start}", words.language);
                    screens += 1;
                }
            }
        }
        browser.quit().await;
        screens
    };
    let (wide, narrow) = tokio::join!(walk(Browser::start().await), walk(Browser::start_narrow().await));
    println!("axe-core looked at {} screens", wide + narrow);
    assert_eq!(wide, starts.len() * AUDITED.len() * 2);
}

/// A script that reports what axe-core finds on the screen, and what is too small to be hit.
const AUDIT: &str = "
    root.querySelectorAll('details').forEach((details) => details.open = true);
    const tags = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag21aaa', 'wcag22a', 'wcag22aa',
        'wcag22aaa', 'best-practice'];
    const rules = { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } };
    const targets = [...root.querySelectorAll('button, .button, .choice, summary, select, a.link')];
    const small = targets.filter((target) => target.checkVisibility())
        .map((target) => [target.textContent, target.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 44 || height < 44)
        .map(([text]) => ['a target below 44 px', text]);
    axe.run(document, { runOnly: tags, resultTypes: ['violations'], rules }).then(({ violations }) => done([
        ...(targets.length === 0 ? ['no target at all'] : small),
        ...violations.map(({ id, nodes }) =>
            [id, ...nodes.slice(0, 3).map(({ target, failureSummary }) => [target, failureSummary])]),
    ]));";

#[tokio::test]
async fn submitting_without_a_choice_says_so_and_leads_to_the_first_radio() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    browser.open(&server.url("/")).await;
    browser.tab_to("button[type=submit]").await;
    browser.press(Browser::ENTER).await;
    browser.wait_for("return !!root.activeElement?.matches('.summary')").await;
    let screen = browser.screen().await;
    assert!(screen.text.contains("Kies één van de antwoorden"), "{}", screen.text);
    assert_eq!(screen.id, "who");
    let described = browser.run("return root.querySelector('fieldset').getAttribute('aria-describedby')").await;
    assert_eq!(described, json!("hint error"));
    browser.tab_to(".summary button").await;
    browser.press(Browser::ENTER).await;
    browser.wait_for("return root.activeElement?.value === 'admin'").await;
    browser.choose(&screen, "heir").await;
    browser.proceed().await;
    assert!(!browser.screen_with_id("mailbox").await.text.contains("Kies één"), "the message is gone");
    browser.quit().await;
}

#[tokio::test]
async fn an_answer_can_be_changed_and_what_still_matters_is_kept() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    browser.open(&server.url("/")).await;
    browser.walk(&[("who", "admin"), ("main-admin", "yes"), ("what", "transfer"), ("reach", "both")]).await;
    browser.screen_with_id("owner-mail-or-chat").await;

    browser.tab_to(".trail .row:nth-child(1) button").await;
    browser.press(Browser::ENTER).await;
    let reopened = browser.screen_with_id("who").await;
    assert_eq!(reopened.checked.as_deref(), Some("admin"), "the earlier answer is shown");
    browser.choose(&reopened, "teammate").await;
    browser.proceed().await;
    browser.walk(&[("access", "limited")]).await;
    let outcome = browser.screen_with_id("ask-main-admin").await;
    assert_eq!(outcome.trail.len(), 3, "what it is about was not asked again");

    browser.tab_to(".back").await;
    browser.press(Browser::ENTER).await;
    let back = browser.screen_with_id("what").await;
    assert_eq!(back.checked.as_deref(), Some("transfer"));
    browser.quit().await;
}

/// Which answers no longer count is said, in the number that the language has for them.
#[tokio::test]
async fn what_no_longer_counts_is_said() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    for (page, changed, said) in [
        ("/", ("main-admin", "no"), "Dit antwoord telt niet meer mee: Kun je als hoofdadmin nog mailen en inloggen?"),
        (
            "/",
            ("who", "client"),
            "Deze antwoorden tellen niet meer mee: Ben je de hoofdadmin? Waar gaat het om? Kun je als hoofdadmin nog mailen en inloggen?",
        ),
        (
            "/en.html",
            ("main-admin", "no"),
            "This answer no longer counts: Can you still e-mail and log in as main admin?",
        ),
    ] {
        browser.open(&server.url(page)).await;
        browser.walk(&[("who", "admin"), ("main-admin", "yes"), ("what", "transfer"), ("reach", "both")]).await;
        let row = if changed.0 == "who" { 1 } else { 2 };
        browser.tab_to(&format!(".trail .row:nth-child({row}) button")).await;
        browser.press(Browser::ENTER).await;
        let reopened = browser.screen_with_id(changed.0).await;
        assert_eq!(reopened.status, "", "nothing is lost by looking");
        browser.choose(&reopened, changed.1).await;
        browser.proceed().await;
        assert_eq!(browser.screen().await.status, said);
    }
    browser.quit().await;
}

#[tokio::test]
async fn a_text_is_copied_and_the_visitor_is_told() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    browser.open(&server.url("/#wegwijzer:who=debt-counselor")).await;
    assert_eq!(browser.run("return root.querySelector('.status').textContent").await, json!(""));
    browser.tab_to(".message button").await;
    browser.press(Browser::ENTER).await;
    browser.wait_for("return root.querySelector('.status').textContent === 'Gekopieerd'").await;
    // Where copying is refused, the visitor is told how to do it.
    browser.run("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))").await;
    browser.press(Browser::ENTER).await;
    browser.wait_for("return root.querySelector('.status').textContent.startsWith('Kopiëren lukt niet')").await;
    browser.quit().await;
}

/// A page translator wraps every text node in a `<font>` of its own.
#[tokio::test]
async fn a_translated_page_walks_on() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    browser.open(&server.url("/")).await;
    browser.run("window.errors = []; addEventListener('error', (event) => errors.push(event.message))").await;
    let translate = "
        const walker = document.createTreeWalker(root.querySelector('.wegwijzer'), NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode);
        for (const text of texts) {
            const font = document.createElement('font');
            text.replaceWith(font);
            font.append('~' + text.data);
        }";
    for (question, choice) in [("who", "admin"), ("main-admin", "yes"), ("what", "transfer"), ("reach", "both")] {
        let screen = browser.screen_with_id(question).await;
        assert!(!screen.heading.contains('~'), "a new screen is not the old one patched");
        browser.run(translate).await;
        browser.choose(&screen, choice).await;
        browser.proceed().await;
    }
    let outcome = browser.screen_with_id("owner-mail-or-chat").await;
    assert!(!outcome.text.contains('~'), "{}", outcome.text);
    browser.run(translate).await;
    browser.tab_to(".quiet").await;
    browser.press(Browser::ENTER).await;
    browser.screen_with_id("who").await;
    assert_eq!(browser.run("return window.errors").await, json!([]));
    browser.quit().await;
}
