//! Every path to every outcome, by keyboard alone, on the strictest page: what a visitor sees, where the focus is,
//! what the status says, and that nothing is sent, stored or changed.

use serde_json::json;
use wegwijzer::author::compile::compile;
use wegwijzer::author::source::Source;
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::words::{CompiledWords, Inline};
use wegwijzer::policy::{ChannelKind, Verdict};

use crate::browser::{Browser, Engine, Screen};
use crate::common::{all_referrals, project, shipped_compiled};
use crate::host::{self, STRICTEST};
use crate::server::Server;

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

/// Another organisation's policy, loaded from its address: every outcome is reached, on the strictest page, and its links
/// lead to where the policy says.
#[tokio::test]
async fn every_outcome_of_the_example_policies_is_reached() {
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    let browser = Browser::start().await;
    let mut reached = 0;
    for name in ["child-passport", "security-contact"] {
        let source = Source::read(&project("examples/policies").join(name));
        let compiled = compile(&source).expect("a diagram of modest size");
        for words in &compiled.words {
            let attributes = format!("lang=\"{}\" policy=\"/examples/policies/{name}/policy.json\"", words.language);
            server.add("/host", host::page(&attributes, "").header("Content-Security-Policy", STRICTEST));
            let mut paths = all_referrals(&compiled.policy);
            paths.sort_by_key(|(path, referral)| (referral.leaf.outcome, path.len()));
            paths.dedup_by_key(|(_, referral)| referral.leaf.outcome);
            assert_eq!(paths.len(), compiled.policy.outcomes.len());
            for (path, referral) in paths {
                browser.open(&server.url("/host")).await;
                for answer in &path {
                    let question = &compiled.policy.questions[answer.question];
                    let screen = browser.screen_with_id(&question.id).await;
                    assert_eq!(screen.heading, words.plain(&["question.", &question.id, ".title"]));
                    browser.choose(&screen, &question.choices[answer.choice]).await;
                    browser.proceed().await;
                }
                let screen = browser.screen_with_id(&referral.outcome.id).await;
                assert_outcome(&compiled.policy, words, &referral, &screen);
                let channels = referral.outcome.channels.iter().map(|number| &compiled.policy.channels[*number]);
                let pages = channels.filter(|channel| channel.kind == ChannelKind::Web).map(|channel| &channel.target);
                let links = "return [...root.querySelectorAll('.channel a[href^=https]')].map((link) => link.href)";
                assert_eq!(browser.run(links).await, json!(pages.collect::<Vec<_>>()), "{}", referral.outcome.id);
                browser.emulate("print", &[]).await;
                let unprinted = "return [...root.querySelectorAll('.channel a[href^=https]')].filter((link) =>
                    !link.checkVisibility() || !getComputedStyle(link, '::after').content.includes('href')
                        && !getComputedStyle(link, '::after').content.includes(link.getAttribute('href'))).length";
                assert_eq!(browser.run(unprinted).await, json!(0), "the address of a page is printed");
                browser.emulate("", &[]).await;
                reached += 1;
            }
        }
    }
    println!("{reached} outcomes of other policies reached");
    browser.quit().await;
}

/// Walks all paths in some languages by keyboard. `holds` is a script that is true on every screen.
async fn walk_every_path(browser: Browser, languages: &[&str], holds: &str) {
    let compiled = shipped_compiled();
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    for words in compiled.words.iter().filter(|words| languages.contains(&words.language.as_str())) {
        let page = host::page(&format!("lang=\"{}\"", words.language), "");
        server.add("/host", page.header("Content-Security-Policy", STRICTEST));
        for (path, referral) in all_referrals(&compiled.policy) {
            server.forget_requests();
            browser.open(&server.url("/host")).await;
            let once = server.requests();
            let own = |path: &String| path.ends_with(".json") || path.ends_with(".wasm");
            assert_eq!(once.iter().filter(|path| own(path)).count(), 3, "each file once: {once:?}");
            server.forget_requests();
            let before = host::state(&browser).await;
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
            assert_eq!(host::state(&browser).await, before, "{path:?}: the host is as it was");
            host::assert_silent(&browser, &server).await;
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

    let mut texts = vec![words.label(id, outcome.verdict)];
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
        let mut targets = outcome.channels.iter().filter_map(|channel| policy.channels[*channel].target.as_ref());
        assert!(targets.any(|target| href.starts_with(&format!("mailto:{target}?subject="))), "{href}");
        assert!(href.contains("&body=") && href.contains("%0D%0A") && !href.contains(' '), "{href}");
    } else {
        assert_eq!(screen.mail, None, "{}", outcome.id);
    }
}
