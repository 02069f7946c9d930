//! The release in a real browser, as a visitor and an embedder meet it: `dist/` on loopback, driven over
//! WebDriver by the keyboard alone.

mod browser;
#[path = "../common/mod.rs"]
mod common;
mod server;

use browser::{Browser, Screen};
use common::{all_referrals, project, shipped_compiled};
use serde_json::json;
use server::{Page, Server};
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::words::{CompiledWords, Inline, Rich};
use wegwijzer::policy::{ChannelKind, Verdict};

/// The lines that the README asks of the strictest page, with nothing beyond them.
const STRICTEST: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

#[tokio::test]
async fn every_path_leads_to_its_outcome_in_every_language_by_keyboard() {
    let compiled = shipped_compiled();
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    for words in &compiled.words {
        let page = if words.language == compiled.policy.default_language { "/" } else { "/en.html" };
        for (path, referral) in all_referrals(&compiled.policy) {
            browser.open(&server.url(page)).await;
            server.forget_requests();
            for (number, answer) in path.iter().enumerate() {
                let screen = browser.screen().await;
                let (question, asked) =
                    (&compiled.policy.questions[answer.question], &words.questions[answer.question]);
                assert_eq!((screen.kind.as_str(), &screen.id), ("question", &question.id));
                assert_eq!(screen.heading, asked.title);
                assert_eq!(screen.language, words.language);
                assert_eq!(screen.checked, None, "none is preselected");
                assert_eq!(screen.focus_on_heading, number > 0, "the focus follows every step, but not the first");
                assert_eq!(screen.trail.len(), number);
                browser.choose(&screen, &question.choices[answer.choice]).await;
                browser.proceed().await;
            }
            let screen = browser.screen_with_id(&referral.outcome.id).await;
            assert_outcome(&compiled.policy, words, &referral, &screen);
            assert_eq!(server.requests(), Vec::<String>::new(), "nothing leaves the page after it has loaded");
        }
    }
    browser.quit().await;
}

/// All that belongs to a referral stands on the screen.
fn assert_outcome(
    policy: &CompiledPolicy,
    words: &CompiledWords,
    referral: &wegwijzer::decision::Referral<'_>,
    screen: &Screen,
) {
    let (outcome, leaf) = (referral.outcome, referral.leaf);
    let said = &words.outcomes[leaf.outcome];
    assert_eq!(screen.kind, "outcome");
    assert_eq!(screen.heading, said.title);
    assert!(screen.focus_on_heading);
    assert_eq!(screen.verdict.as_deref(), Some(outcome.verdict.id()));
    let rules: Vec<&str> = leaf.rules.iter().map(|rule| policy.rules[*rule].as_str()).collect();
    assert_eq!(screen.rule.as_deref(), Some(rules.join(" ").as_str()));
    let mut texts = vec![words.verdicts[outcome.verdict as usize].label.clone()];
    texts.extend(outcome.steps.iter().map(|step| plain(&words.steps[*step])));
    texts.extend(outcome.enclosures.iter().map(|enclosure| plain(&words.enclosures[*enclosure])));
    texts.extend(said.why.iter().map(plain));
    texts.extend(leaf.notices.iter().map(|notice| words.notices[*notice].title.clone()));
    for closed in &leaf.closed {
        let channel = &words.channels[policy.closed[*closed]];
        texts.extend([channel.name.clone(), plain(&channel.text)]);
    }
    for channel in &outcome.channels {
        texts.extend([words.channels[*channel].name.clone(), plain(&words.channels[*channel].text)]);
    }
    for answer in &referral.trail {
        texts.push(words.questions[answer.question].choices[answer.choice].label.clone());
    }
    for text in texts {
        assert!(screen.text.contains(&text), "{} ({}): no {text:?} in\n{}", outcome.id, words.language, screen.text);
    }
    // Who may write is handed a message; who may not, is not.
    let takes_mail = outcome.channels.iter().any(|channel| policy.channels[*channel].kind == ChannelKind::Mail);
    if takes_mail && outcome.verdict != Verdict::Refused {
        let href = screen.mail.as_deref().unwrap_or_default();
        assert!(href.starts_with("mailto:info@cliendo.nl?subject="), "{href}");
        assert!(href.contains("&body=") && href.contains("%0D%0A") && !href.contains(' '), "{href}");
    } else {
        assert_eq!(screen.mail, None, "{}", outcome.id);
    }
}

#[tokio::test]
async fn submitting_without_a_choice_says_so_and_leads_to_the_first_radio() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    browser.open(&server.url("/")).await;
    browser.tab_to("button[type=submit]").await;
    browser.press(Browser::ENTER).await;
    browser.wait_for("return root.activeElement?.getAttribute('role') === 'alert'").await;
    let screen = browser.screen().await;
    assert!(screen.text.contains("Kies één van de antwoorden"), "{}", screen.text);
    assert_eq!(screen.id, "who");
    let described = browser.run("return root.querySelector('fieldset').getAttribute('aria-describedby')").await;
    assert_eq!(described, json!("hint error"));
    browser.tab_to("[role=alert] button").await;
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

#[tokio::test]
async fn the_strictest_page_needs_no_other_permission() {
    let server = Server::start(&project("dist"));
    let page = "<!doctype html><html lang=\"nl\"><title>t</title><body><script src=\"/reports.js\"></script>\
        <contact-wegwijzer>guide</contact-wegwijzer><script type=\"module\" src=\"/wegwijzer.js\"></script>";
    server.add("/strict", Page::html(page).header("Content-Security-Policy", STRICTEST));
    let reports =
        "window.reports = []; addEventListener('securitypolicyviolation', (e) => reports.push(e.violatedDirective));";
    server.add("/reports.js", Page::script(reports));
    let browser = Browser::start().await;
    browser.open(&server.url("/strict")).await;
    browser.walk(&[("who", "heir"), ("mailbox", "no")]).await;
    let screen = browser.screen_with_id("heir-authorisation").await;
    assert!(screen.text.contains("volmacht"));
    assert_eq!(browser.run("return window.reports").await, json!([]));
    let styled = browser.run("return getComputedStyle(root.querySelector('.answer')).borderInlineStartStyle").await;
    assert_eq!(styled, json!("solid"), "the style sheet applies");
    browser.quit().await;
}

#[tokio::test]
async fn without_the_app_the_written_guide_stays() {
    let server = Server::start(&project("dist"));
    server.add(
        "/listen.js",
        Page::script("window.errors = []; addEventListener('wegwijzer-error', (e) => errors.push(e.detail.code));"),
    );
    let host = |script: &str| {
        format!(
            "<!doctype html><html lang=\"nl\"><title>t</title><body><script src=\"/listen.js\"></script>\
            <contact-wegwijzer><p id=\"guide\">De geschreven gids</p></contact-wegwijzer>\
            <script type=\"module\" src=\"{script}\"></script>"
        )
    };
    let browser = Browser::start().await;
    for (missing, code) in
        [("wegwijzer.wasm", "engine"), ("cliendo/policy.json", "file"), ("cliendo/words.nl.json", "file")]
    {
        server.add("/host", Page::html(&host("/wegwijzer.js")));
        server.break_file(&format!("/{missing}"));
        browser.goto(&server.url("/host")).await;
        browser.wait_for("return window.errors.length > 0").await;
        assert_eq!(browser.run("return window.errors").await, json!([code]), "{missing}");
        assert_eq!(
            browser.run("return document.querySelector('#guide').checkVisibility()").await,
            json!(true),
            "{missing}"
        );
        server.mend_files();
    }
    // Without the script there is nothing but the guide.
    server.add("/host", Page::html(&host("/nowhere.js")));
    browser.goto(&server.url("/host")).await;
    assert_eq!(browser.run("return document.querySelector('#guide').checkVisibility()").await, json!(true));
    browser.quit().await;
}

#[tokio::test]
async fn the_script_alone_puts_the_widget_behind_itself() {
    let server = Server::start(&project("dist"));
    let page = "<!doctype html><html lang=\"en-GB\"><title>t</title><body><p>before</p>\
        <script type=\"module\" src=\"/wegwijzer.js\"></script><p id=\"after\">after</p>";
    server.add("/bare", Page::html(page));
    let browser = Browser::start().await;
    browser.open(&server.url("/bare")).await;
    assert_eq!(browser.screen().await.language, "en", "the page's own language");
    let next = browser.run("return document.querySelector('contact-wegwijzer').nextElementSibling.id").await;
    assert_eq!(next, json!("after"));
    browser.quit().await;
}

#[tokio::test]
async fn attributes_decide_language_start_and_headings_and_nonsense_is_passed_over() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    let host = |attributes: &str| {
        Page::html(&format!(
            "<!doctype html><html lang=\"xx\"><title>t</title><body><contact-wegwijzer {attributes}></contact-wegwijzer>\
            <script type=\"module\" src=\"/wegwijzer.js\"></script>"
        ))
    };
    let long = format!("start=\"who=heir{}\"", "x".repeat(5_000));
    for (attributes, language, id, heading) in [
        ("", "nl", "who", "H2"),
        ("lang=\"EN-us\"", "en", "who", "H2"),
        ("lang=\"tlh\"", "nl", "who", "H2"),
        ("start=\"who=heir\" heading-level=\"4\"", "nl", "mailbox", "H4"),
        ("start=\"who=heir,mailbox=no\" lang=\"en\"", "en", "heir-authorisation", "H2"),
        ("start=\"who=heir,who=client\" heading-level=\"99\"", "nl", "who", "H2"),
        ("start=\"who=heir,mailbox=&lt;img src=x onerror=alert(1)&gt;\"", "nl", "mailbox", "H2"),
        (&long, "nl", "who", "H2"),
    ] {
        server.add("/host", host(attributes));
        browser.open(&server.url("/host")).await;
        let screen = browser.screen_with_id(id).await;
        assert_eq!((screen.language.as_str(), screen.heading_tag.as_str()), (language, heading), "{attributes}");
        assert_eq!(browser.run("return root.querySelectorAll('img, script').length").await, json!(0), "{attributes}");
    }
    browser.quit().await;
}

/// The text of a paragraph.
fn plain(paragraph: &Rich) -> String {
    let text = |piece: &Inline| match piece {
        Inline::Text(text) | Inline::Strong(text) | Inline::Emphasis(text) | Inline::Link(text, _) => text.clone(),
    };
    paragraph.iter().map(text).collect()
}
