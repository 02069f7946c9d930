//! The release in a real browser, as a visitor and an embedder meet it: `dist/` on loopback, driven over
//! WebDriver by the keyboard alone.

mod browser;
#[path = "../common/mod.rs"]
mod common;
mod server;

use std::collections::BTreeMap;

use browser::{Browser, Engine, Screen};
use common::{all_referrals, all_states, ids, project, shipped_compiled};
use serde_json::json;
use server::{Page, Server};
use wegwijzer::author::guide::page_file;
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::words::{CompiledWords, Inline};
use wegwijzer::policy::{ChannelKind, Verdict};

/// The lines that the README asks of the strictest page, with nothing beyond them.
const STRICTEST: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

#[tokio::test]
async fn every_path_leads_to_its_outcome_by_keyboard_in_chromium() {
    walk_every_path(Browser::start().await, &["nl", "en"], "return true").await;
}

#[tokio::test]
async fn every_path_leads_to_its_outcome_by_keyboard_in_firefox() {
    walk_every_path(Browser::start_engine(Engine::Firefox).await, &["nl"], "return true").await;
}

#[tokio::test]
async fn every_path_leads_to_its_outcome_by_keyboard_in_webkit() {
    walk_every_path(Browser::start_engine(Engine::WebKit).await, &["en"], "return true").await;
}

/// The visitor's own colours: what is chosen, and each verdict, is told from the rest without ours.
#[tokio::test]
async fn every_path_leads_to_its_outcome_in_forced_colours() {
    let browser = Browser::start().await;
    browser.emulate("", &[("forced-colors", "active")]).await;
    let told = "
        const drawn = (element, part) => element === null || getComputedStyle(element, part).outlineStyle !== 'none';
        const verdict = root.querySelector('.verdict');
        const shape = verdict && getComputedStyle(verdict, '::before').backgroundColor;
        const page = getComputedStyle(document.body).backgroundColor;
        return matchMedia('(forced-colors: active)').matches && drawn(root.querySelector('.choice:has(:checked)'))
            && (verdict === null || (shape !== page && shape !== 'rgba(0, 0, 0, 0)'))";
    walk_every_path(browser, &["nl"], told).await;
}

/// Text of twice the size, as set in the browser: nothing is cut off, and nothing makes the page wider.
#[tokio::test]
async fn every_path_leads_to_its_outcome_with_text_of_twice_the_size() {
    let fits = "
        const { scrollWidth, clientWidth } = document.documentElement;
        const cut = [...root.querySelectorAll('*')].filter((element) => !element.matches('.unseen, .unseen *')
            && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible');
        return scrollWidth <= clientWidth && cut.length === 0
            && parseFloat(getComputedStyle(root.querySelector('.wegwijzer')).fontSize) >= 32";
    walk_every_path(Browser::start_large_text().await, &["nl"], fits).await;
}

/// From right to left: the text starts at the right edge, and so does the heading.
#[tokio::test]
async fn every_path_leads_to_its_outcome_from_right_to_left() {
    let starts_at_the_right = "
        const section = root.querySelector('section');
        const heading = section.querySelector('legend > *, .answer > :first-child');
        const range = document.createRange();
        range.selectNodeContents(heading);
        const within = heading.getBoundingClientRect();
        return getComputedStyle(section).direction === 'rtl'
            && Math.abs(range.getBoundingClientRect().right - within.right) < 2
            && document.documentElement.scrollWidth <= document.documentElement.clientWidth";
    walk_every_path(Browser::start().await, &["ar"], starts_at_the_right).await;
}

/// Walks all paths in some languages by keyboard. `holds` is a script that is true on every screen.
async fn walk_every_path(browser: Browser, languages: &[&str], holds: &str) {
    let compiled = shipped_compiled();
    let server = Server::start(&project("dist"));
    for words in compiled.words.iter().filter(|words| languages.contains(&words.language.as_str())) {
        let page = page_of(&compiled.policy, words);
        for (path, referral) in all_referrals(&compiled.policy) {
            server.forget_requests();
            browser.open(&server.url(&page)).await;
            let once = server.requests();
            let own = |path: &String| path.ends_with(".json") || path.ends_with(".wasm");
            assert_eq!(once.iter().filter(|path| own(path)).count(), 3, "each file once: {once:?}");
            server.forget_requests();
            for (number, answer) in path.iter().enumerate() {
                let screen = browser.screen().await;
                let question = &compiled.policy.questions[answer.question];
                assert_eq!((screen.kind.as_str(), &screen.id), ("question", &question.id));
                assert_eq!(screen.heading, words.plain(&["question.", &question.id, ".title"]));
                assert_eq!(screen.language, words.language);
                assert_eq!(screen.checked, None, "none is preselected");
                assert_eq!(screen.focus_on_heading, number > 0, "the focus follows every step, but not the first");
                assert_eq!(screen.trail.len(), number);
                assert_eq!(screen.status, "", "nothing to report of a plain step");
                browser.choose(&screen, &question.choices[answer.choice]).await;
                assert_eq!(browser.run(holds).await, json!(true), "{path:?}: {holds}");
                browser.proceed().await;
            }
            let screen = browser.screen_with_id(&referral.outcome.id).await;
            assert_outcome(&compiled.policy, words, &referral, &screen);
            assert_eq!(browser.run(holds).await, json!(true), "{path:?}: {holds}");
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
    let id = outcome.id.as_str();
    assert_eq!(screen.kind, "outcome");
    assert_eq!(screen.heading, words.plain(&["outcome.", id, ".title"]));
    assert!(screen.focus_on_heading);
    assert_eq!(screen.status, "");
    assert_eq!(screen.verdict.as_deref(), Some(outcome.verdict.id()));
    let rules: Vec<&str> = leaf.rules.iter().map(|rule| policy.rules[*rule].as_str()).collect();
    assert_eq!(screen.rule.as_deref(), Some(rules.join(" ").as_str()));

    let mut texts = vec![words.plain(&["verdict.", outcome.verdict.id(), ".label"])];
    texts.extend(outcome.steps.iter().map(|step| words.plain(&["step.", step])));
    texts.extend(outcome.enclosures.iter().map(|enclosure| words.plain(&["enclosure.", enclosure])));
    let why = words.paragraphs(&["outcome.", id, ".why"]);
    texts.extend(why.iter().map(|paragraph| paragraph.iter().map(Inline::text).collect()));
    texts.extend(leaf.notices.iter().map(|n| words.plain(&["notice.", &policy.notices[*n], ".title"])));
    let closed = leaf.closed.iter().map(|closed| policy.closed[*closed]);
    for channel in closed.chain(outcome.channels.iter().copied()).map(|number| &policy.channels[number]) {
        texts.extend([".name", ".text"].map(|part| words.plain(&["channel.", &channel.id, part])));
    }
    for answer in &referral.trail {
        let question = &policy.questions[answer.question];
        texts.push(words.plain(&["question.", &question.id, ".choice.", &question.choices[answer.choice]]));
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

/// The languages that axe-core looks at: the two that are read most, and one from right to left.
const AUDITED: &[&str] = &["nl", "en", "ar"];

/// axe-core finds nothing on any screen: WCAG 2.0 to 2.2 in levels A and AA, what can be tested of AAA, and best
/// practices; light and dark, on a small phone and on a desktop.
#[tokio::test]
async fn axe_finds_nothing_on_any_screen() {
    let compiled = shipped_compiled();
    let axe = std::fs::read_to_string(project("node_modules/axe-core/axe.min.js")).expect("run script/bootstrap");
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

/// Which answers no longer count is said, in the number that the language has for them.
#[tokio::test]
async fn what_no_longer_counts_is_said() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    for (page, changed, said) in [
        ("/", ("main-admin", "no"), "Dit antwoord telt niet meer mee: Waar kun je nog in?"),
        (
            "/",
            ("who", "client"),
            "Deze antwoorden tellen niet meer mee: Ben je de hoofdadmin? Waar gaat je vraag over? Waar kun je nog in?",
        ),
        ("/en.html", ("main-admin", "no"), "This answer no longer counts: What can you still get into?"),
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
    for words in &compiled.words {
        browser.open(&server.url(&page_of(&compiled.policy, words))).await;
        for (id, start) in &outcomes {
            browser.show(start).await;
            browser.screen_with_id(id).await;
            browser.emulate("print", &[]).await;
            let pressable = "return [...root.querySelectorAll('button, .button, select, .link')]
                .filter((element) => element.checkVisibility()).map((element) => element.outerHTML)";
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
        }
    }
    browser.quit().await;
}

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
    assert!(screen.focus_on_heading, "the focus follows the history, too");
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

#[tokio::test]
async fn an_embedded_walk_leaves_the_host_as_it_was() {
    let server = Server::start(&project("dist"));
    let host = |attributes: &str| {
        Page::html(&format!(
            "<!doctype html><html lang=\"nl\"><title>Host</title><body><contact-wegwijzer {attributes}></contact-wegwijzer>\
            <script type=\"module\" src=\"/wegwijzer.js\"></script>"
        ))
    };
    let browser = Browser::start().await;
    server.add("/host", host(""));
    browser.open(&server.url("/host#wegwijzer:who=client")).await;
    assert_eq!(browser.screen().await.id, "who", "a page that does not allow links has none");
    let state = "return [history.length, history.state, location.href, document.title, window.name, \
        document.cookie, localStorage.length, sessionStorage.length, document.head.innerHTML, scrollX]";
    let before = browser.run(state).await;
    browser.walk(&[("who", "admin"), ("main-admin", "yes"), ("what", "split"), ("reach", "neither")]).await;
    let outcome = browser.screen_with_id("assessment").await;
    browser.tab_to(".back").await;
    browser.press(Browser::ENTER).await;
    browser.screen_with_id("reach").await;
    assert_eq!(browser.run(state).await, before);
    assert!(outcome.text.contains("Print dit advies"));

    server.add("/host", host("links"));
    browser.open(&server.url("/host#wegwijzer:who=client")).await;
    browser.screen_with_id("ask-institution").await;
    let print = browser.run("return root.querySelector('.actions a').href").await;
    assert_eq!(print, json!(server.url("/host#wegwijzer:who=client")));
    browser.quit().await;
}

#[tokio::test]
async fn a_text_is_copied_and_the_visitor_is_told() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    browser.open(&server.url("/#wegwijzer:who=debt-counselor")).await;
    assert_eq!(browser.run("return root.querySelector('[role=status]').textContent").await, json!(""));
    browser.tab_to(".message button").await;
    browser.press(Browser::ENTER).await;
    browser.wait_for("return root.querySelector('[role=status]').textContent === 'Gekopieerd'").await;
    // Where copying is refused, the visitor is told how to do it.
    browser.run("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))").await;
    browser.press(Browser::ENTER).await;
    browser.wait_for("return root.querySelector('[role=status]').textContent.startsWith('Kopiëren lukt niet')").await;
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

/// The path of the page in a language.
fn page_of(policy: &CompiledPolicy, words: &CompiledWords) -> String {
    format!("/{}", page_file(policy, &words.language))
}
