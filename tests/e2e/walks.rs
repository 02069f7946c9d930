//! Every path to every outcome, by keyboard alone, on the strictest page: what a visitor sees from the first line to the
//! last, where the focus is, what the status says, and that nothing is sent, stored or changed.

use serde_json::json;
use wegwijzer::author::compile::compile;
use wegwijzer::author::source::Source;
use wegwijzer::decision::{Answer, Event, State, next_step};
use wegwijzer::policy::ChannelKind;
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::words::CompiledWords;
use wegwijzer::screen::{self, Screen};

use crate::browser::{Browser, Engine};
use crate::common::{all_referrals, ids, project, shipped_compiled};
use crate::host::{self, STRICTEST};
use crate::page_of;
use crate::server::Server;
use crate::shown;

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
        const page = getComputedStyle(document.body).backgroundColor;
        const told = {
            question: () => getComputedStyle(root.querySelector('.choice:has(:checked)')).outlineStyle !== 'none',
            outcome: () => ![page, 'rgba(0, 0, 0, 0)'].includes(
                getComputedStyle(root.querySelector('.verdict'), '::before').backgroundColor),
        };
        return matchMedia('(forced-colors: active)').matches && told[root.querySelector('section').dataset.screen]()";
    walk_every_path(browser, &["nl"], told).await;
}

/// Text of twice the size, as set in the browser: nothing is cut off, and nothing makes the page wider.
#[tokio::test]
async fn every_path_leads_to_its_outcome_with_text_of_twice_the_size() {
    let fits = "
        const { scrollWidth, clientWidth } = document.documentElement;
        const all = [...root.querySelectorAll('*')].filter((element) => !element.matches('.unseen, .unseen *'));
        const cut = all.filter((element) =>
            element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible');
        return scrollWidth <= clientWidth && all.length > 20 && cut.length === 0
            && parseFloat(getComputedStyle(root.querySelector('.wegwijzer')).fontSize) >= 32";
    walk_every_path(Browser::start_large_text().await, &["nl"], fits).await;
}

/// From right to left: the text starts at the right edge, and so does the heading.
#[tokio::test]
async fn every_path_leads_to_its_outcome_from_right_to_left() {
    let starts_at_the_right = "
        const section = root.querySelector('section');
        const heading = section.querySelector('.question, .answer > :first-child');
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
    let (mut reached, mut pages, mut numbers) = (0, 0, 0);
    for name in ["child-passport", "library-card", "security-contact"] {
        let source = Source::read(&project("examples/policies").join(name));
        let compiled = compile(&source).expect("a diagram of modest size");
        assert!(!compiled.words.is_empty() && !compiled.policy.outcomes.is_empty(), "{name}");
        for words in &compiled.words {
            let attributes = format!("lang=\"{}\" policy=\"/examples/policies/{name}/policy.json\"", words.language);
            server.add("/host", host::page(&attributes, "").header("Content-Security-Policy", STRICTEST));
            let mut paths = all_referrals(&compiled.policy);
            paths.sort_by_key(|(path, referral)| (referral.leaf.outcome, path.len()));
            paths.dedup_by_key(|(_, referral)| referral.leaf.outcome);
            assert_eq!(paths.len(), compiled.policy.outcomes.len());
            for (path, referral) in paths {
                browser.open(&server.url("/host")).await;
                // A policy from elsewhere has no page of its own, so no links to its answers.
                let walk = Walk { policy: &compiled.policy, words, link: None };
                walk.to_the_outcome(&browser, &path, "return true").await;
                let channels = || referral.outcome.channels.iter().map(|number| &compiled.policy.channels[*number]);
                let count = |kind: ChannelKind| channels().filter(|channel| channel.kind == kind).count();
                browser.emulate("print", &[]).await;
                let printed = "return [...root.querySelectorAll('.channel a[href^=https]')].map((link) =>
                    link.checkVisibility() && (getComputedStyle(link, '::after').content.includes('href')
                        || getComputedStyle(link, '::after').content.includes(link.getAttribute('href'))))";
                let all = vec![true; count(ChannelKind::Web)];
                assert_eq!(browser.run(printed).await, json!(all), "the address of a page is printed");
                let once = "return [...root.querySelectorAll('.channel a[href^=tel]')].map((link) =>
                    link.checkVisibility() && getComputedStyle(link, '::after').content === 'none')";
                let each = vec![true; count(ChannelKind::Phone)];
                assert_eq!(browser.run(once).await, json!(each), "a number is printed, and printed once");
                browser.emulate("", &[]).await;
                (reached, pages, numbers) = (reached + 1, pages + all.len(), numbers + each.len());
            }
        }
    }
    println!("{reached} outcomes of other policies reached, with {pages} links to pages and {numbers} to telephones");
    assert!(reached > 100 && pages > 10 && numbers > 0, "{reached} {pages} {numbers}");
    browser.quit().await;
}

/// Walks all paths in some languages by keyboard. `holds` is a script that is true on every screen.
async fn walk_every_path(browser: Browser, languages: &[&str], holds: &str) {
    let compiled = shipped_compiled();
    let server = Server::start(&project("dist"));
    host::add_recorder(&server);
    let mut walked = 0;
    for words in compiled.words.iter().filter(|words| languages.contains(&words.language.as_str())) {
        let page = host::page_to_start(&format!("lang=\"{}\"", words.language), "");
        server.add("/host", page.header("Content-Security-Policy", STRICTEST));
        let link = server.url(&format!("{}#wegwijzer:", page_of(&compiled.policy, words)));
        let walk = Walk { policy: &compiled.policy, words, link: Some(&link) };
        for (path, _) in all_referrals(&compiled.policy) {
            server.forget_requests();
            let before = host::start(&browser, &server.url("/host")).await;
            // What the page before this one has sent when it was left would be among them.
            let mut once = server.requests();
            once.retain(|path| path != "/favicon.ico");
            once.sort();
            let texts = format!("/words.{}.json", words.language);
            let files =
                ["/host", "/policy.json", "/record.js", "/screens.css", "/wegwijzer.js", "/wegwijzer.wasm", &texts];
            assert_eq!(once, files, "each file once");
            server.forget_requests();
            walk.to_the_outcome(&browser, &path, holds).await;
            assert_eq!(server.requests(), Vec::<String>::new(), "nothing leaves the page after it has loaded");
            assert_eq!(host::state(&browser).await, before, "{path:?}: the host is as it was");
            host::assert_silent(&browser, &server).await;
            walked += 1;
        }
    }
    assert_eq!(walked, languages.len() * all_referrals(&compiled.policy).len());
    assert!(walked > 50, "{walked} paths");
    browser.quit().await;
}

/// A walk through a policy in a language. `link` is what an address that opens at answers begins with.
struct Walk<'w> {
    policy: &'w CompiledPolicy,
    words: &'w CompiledWords,
    link: Option<&'w str>,
}

impl Walk<'_> {
    /// Answers by keyboard, looks at the whole of every screen on the way, and checks what holds on each.
    async fn to_the_outcome(&self, browser: &Browser, path: &[Answer], holds: &str) {
        let mut state = State::default();
        for (number, answer) in path.iter().enumerate() {
            let question = &self.policy.questions[answer.question];
            let screen = browser.screen_with_id(&question.id).await;
            assert_eq!(screen.checked, None, "none is preselected");
            assert_eq!(screen.focus_on_beginning, number > 0, "the focus follows every step, but not the first");
            assert_eq!(screen.status, "", "nothing to report of a plain step");
            self.assert_shown(browser, &state, path).await;
            browser.choose(&screen, &question.choices[answer.choice].id).await;
            assert_eq!(browser.run(holds).await, json!(true), "{path:?}: {holds}");
            browser.proceed().await;
            state = state.update(self.policy, Event::Answered(*answer));
        }
        let Screen::Outcome(outcome) = screen::screen(self.policy, self.words, &next_step(self.policy, &state)) else {
            panic!("{path:?} leads to no outcome")
        };
        let given: Vec<String> = path.iter().map(|answer| ids(self.policy, *answer)).collect();
        assert_eq!(outcome.start, given.join(","));
        let screen = browser.screen_with_id(&outcome.id).await;
        assert!(screen.focus_on_beginning);
        assert_eq!(screen.status, "");
        self.assert_shown(browser, &state, path).await;
        assert_eq!(browser.run(holds).await, json!(true), "{path:?}: {holds}");
    }

    async fn assert_shown(&self, browser: &Browser, state: &State, path: &[Answer]) {
        let around = screen::surroundings(self.policy, self.words);
        let screen = screen::screen(self.policy, self.words, &next_step(self.policy, state));
        let items = shown::items(&around, &screen, self.link);
        shown::assert_shows(browser, &items, &format!("{} {path:?}", self.words.language)).await;
    }
}
