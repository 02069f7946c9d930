//! The page of the widget's own: its history, its links, its print.

use std::collections::BTreeMap;

use serde_json::json;

use crate::browser::Browser;
use crate::common::{all_referrals, ids, project, shipped_compiled};
use crate::page_of;
use crate::server::Server;

#[tokio::test]
async fn on_its_own_page_back_forward_and_reload_walk_the_steps_and_no_answer_is_in_the_address() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    let address = server.url("/");
    browser.open(&address).await;
    browser.walk(&[("who", "heir"), ("mailbox", "no")]).await;
    browser.screen_with_id("heir-authorisation").await;
    browser.run("history.back()").await;
    assert_eq!(browser.screen_with_id("mailbox").await.checked, None);
    browser.run("history.back()").await;
    browser.screen_with_id("who").await;
    browser.run("history.forward()").await;
    let screen = browser.screen_with_id("mailbox").await;
    assert!(screen.focus_on_beginning, "the focus follows the history, too");
    browser.run("history.forward()").await;
    browser.screen_with_id("heir-authorisation").await;
    browser.run("location.reload()").await;
    browser.wait_for("return !!root?.querySelector('section')").await;
    browser.screen_with_id("heir-authorisation").await;
    assert_eq!(browser.run("return location.href").await, json!(address));

    browser.tab_to(".back").await;
    browser.press(Browser::ENTER).await;
    let reopened = browser.screen_with_id("mailbox").await;
    assert_eq!(reopened.checked.as_deref(), Some("no"));
    browser.run("history.back()").await;
    browser.screen_with_id("heir-authorisation").await;
    browser.quit().await;
}

#[tokio::test]
async fn a_link_opens_at_its_answers_and_what_is_unknown_in_it_is_passed_over() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    for (fragment, id) in [
        ("#wegwijzer:who=heir,mailbox=no", "heir-authorisation"),
        ("#wegwijzer:who=heir,colour=red", "mailbox"),
        ("#wegwijzer:who%3Dheir", "mailbox"),
        ("#wegwijzer:who=heir;who", "who"),
        ("#wegwijzer:%E0%A4%A", "who"),
        ("#wegwijzer:<img src=x onerror=alert(1)>=y", "who"),
        ("#wegwijzer", "who"),
    ] {
        browser.open(&server.url(&format!("/{fragment}"))).await;
        let screen = browser.screen_with_id(id).await;
        assert_eq!(browser.run("return root.querySelectorAll('img').length").await, json!(0), "{}", screen.text);
    }
    // A link that is followed while the page is open.
    browser.run("location.hash = '#wegwijzer:who=client'").await;
    let outcome = browser.screen_with_id("ask-institution").await;
    assert!(outcome.text.contains("Kopieer een link naar dit antwoord"));
    browser.quit().await;
}

/// An outcome, what to enclose, the date and the version fit on one sheet, in every language, without what one
/// can only press.
#[tokio::test]
async fn an_outcome_prints_on_one_sheet() {
    let compiled = shipped_compiled();
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    let mut outcomes = BTreeMap::new();
    for (path, referral) in all_referrals(&compiled.policy) {
        let ids: Vec<String> = path.iter().map(|answer| ids(&compiled.policy, *answer)).collect();
        outcomes.insert(referral.outcome.id.as_str(), ids.join(","));
    }
    assert_eq!(outcomes.len(), compiled.policy.outcomes.len());
    for words in &compiled.words {
        browser.open(&server.url(&page_of(&compiled.policy, words))).await;
        for (id, start) in &outcomes {
            browser.show(start).await;
            browser.screen_with_id(id).await;
            let pressable = "return [...root.querySelectorAll('button, .button, select, .link')]
                .filter((element) => element.checkVisibility()).map((element) => element.outerHTML)";
            let on_screen = browser.run(pressable).await;
            assert!(on_screen.as_array().is_some_and(|all| all.len() > 2), "{id}: {on_screen}");
            browser.emulate("print", &[]).await;
            assert_eq!(browser.run(pressable).await, json!([]), "{id}");
            let printed = "return root.querySelector('section').innerText";
            let text = browser.run(printed).await;
            let text = text.as_str().unwrap_or_default();
            for part in ["ui.date", "ui.version"] {
                assert!(text.contains(&words.plain(&[part])), "{id}: no {part} in {text}");
            }
            browser.emulate("", &[]).await;
            let pdf = browser.print().await;
            let sheets = pdf.windows(12).filter(|at| at.starts_with(b"/Type /Page") && !at.ends_with(b"s")).count();
            assert_eq!(sheets, 1, "{id} ({})", words.language);
            let today = "return root.querySelector('time').textContent ===
                new Intl.DateTimeFormat(root.querySelector('.wegwijzer').lang, { dateStyle: 'long' }).format()";
            assert_eq!(browser.run(today).await, json!(true), "{id} ({})", words.language);
        }
    }
    browser.quit().await;
}
