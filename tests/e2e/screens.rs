//! The screens: that everybody can use them, and what they do with what a visitor does.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::{Value, json};
use wegwijzer::author::compile::{Compiled, compile};
use wegwijzer::author::source::Source;
use wegwijzer::decision::{Step, next_step};
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::words::CompiledWords;

use crate::browser::{Browser, Engine};
use crate::common::{all_referrals, all_states, outcome, project, shipped_compiled, words_in};
use crate::page_of;
use crate::server::{Page, Server};
use crate::shown;

/// The languages that axe-core looks at in every state: the two that are read most, and one from right to left. It looks at
/// every screen of the others once.
const AUDITED: &[&str] = &["nl", "en", "ar"];

/// axe-core finds nothing on any screen: WCAG 2.0 to 2.2 in levels A and AA, what can be tested of AAA, and best
/// practices; light and dark, on a small phone and on a desktop.
#[tokio::test]
async fn axe_finds_nothing_on_any_screen() {
    let compiled = shipped_compiled();
    let server = Server::start(&project("dist"));
    let states: Vec<String> =
        (all_states(&compiled.policy).iter()).map(|(_, state)| state.answers().to_text(&compiled.policy)).collect();
    let screens = starts_of_screens(&compiled.policy);
    let walk = async |browser: Browser, is_wide: bool| {
        let mut looked_at = 0;
        for words in &compiled.words {
            let often = AUDITED.contains(&words.language.as_str());
            let (schemes, starts) = match (often, is_wide) {
                (true, _) => (&["light", "dark"][..], &states),
                (false, true) => (&["light"][..], &screens),
                (false, false) => continue,
            };
            let audit = Audit::open(&browser, &server, &compiled.policy, words).await;
            for scheme in schemes {
                browser.run(&format!("document.documentElement.style.colorScheme = '{scheme}'")).await;
                looked_at += audit.every(starts, scheme).await;
            }
        }
        browser.quit().await;
        looked_at
    };
    let (wide, narrow) = tokio::join!(walk(Browser::start().await, true), walk(Browser::start_narrow().await, false));
    println!("axe-core looked at {} screens", wide + narrow);
    let often = AUDITED.len() * 2 * (states.len() + OTHERS);
    assert_eq!(wide, often + (compiled.words.len() - AUDITED.len()) * (screens.len() + OTHERS));
    assert_eq!((narrow, compiled.words.len()), (often, 8));
}

#[tokio::test]
async fn axe_finds_nothing_on_any_screen_in_firefox() {
    audit_each_screen(Engine::Firefox).await;
}

#[tokio::test]
async fn axe_finds_nothing_on_any_screen_in_webkit() {
    audit_each_screen(Engine::WebKit).await;
}

async fn audit_each_screen(engine: Engine) {
    let compiled = shipped_compiled();
    let server = Server::start(&project("dist"));
    let browser = Browser::start_engine(engine).await;
    let screens = starts_of_screens(&compiled.policy);
    assert_eq!(screens.len(), compiled.policy.questions.len() + compiled.policy.outcomes.len());
    let audit = Audit::open(&browser, &server, &compiled.policy, words_in(&compiled, "nl")).await;
    assert_eq!(audit.every(&screens, "light").await, screens.len() + OTHERS, "{engine:?}");
    browser.quit().await;
}

/// Answers that lead to each screen, in one of the ways there are.
fn starts_of_screens(policy: &CompiledPolicy) -> Vec<String> {
    let mut starts = BTreeMap::new();
    for (_, state) in all_states(policy) {
        let id = match next_step(policy, &state) {
            Step::Ask(ask) => format!("question {}", policy.questions[ask.question].id),
            Step::Refer(referral) => format!("outcome {}", referral.outcome.id),
        };
        starts.entry(id).or_insert_with(|| state.answers().to_text(policy));
    }
    starts.into_values().collect()
}

/// The page of a language, as axe-core looks at it.
struct Audit<'b> {
    browser: &'b Browser,
    language: &'b str,
    found: RefCell<BTreeMap<String, String>>,
}

/// The screens that no answers lead to: of somebody who has chosen nothing, and of an app that has failed.
const OTHERS: usize = 2;

impl<'b> Audit<'b> {
    async fn open(browser: &'b Browser, server: &Server, policy: &CompiledPolicy, words: &'b CompiledWords) -> Self {
        let axe = std::fs::read_to_string(project("tests/node_modules/axe-core/axe.min.js"));
        browser.open(&server.url(&page_of(policy, words))).await;
        browser.run(&axe.expect("run script/bootstrap tests")).await;
        Self { browser, language: &words.language, found: RefCell::default() }
    }

    /// Looks at the screens that some answers lead to, and at the others. Gives how many they were.
    async fn every(&self, starts: &[String], scheme: &str) -> usize {
        for start in starts {
            self.browser.show(start).await;
            self.look(&format!("{scheme} {start}")).await;
        }
        self.browser.show("who=heir").await;
        self.browser.run("root.querySelector('[type=submit]').click()").await;
        self.browser.wait_for("return !!root.querySelector('.summary') && !!root.querySelector('.error')").await;
        self.look(&format!("{scheme}, nothing chosen")).await;
        self.browser.run("widget.setAttribute('policy', '/nowhere.json')").await;
        self.browser
            .wait_for("return !!root.querySelector('.failure p')?.textContent && !root.querySelector('section')")
            .await;
        self.look(&format!("{scheme}, failed")).await;
        self.browser.run("widget.removeAttribute('policy')").await;
        self.browser.wait_for("return !!root.querySelector('section')").await;
        // Each finding with the first screen that it was found on.
        assert_eq!(*self.found.borrow(), BTreeMap::new(), "{}", self.language);
        starts.len() + OTHERS
    }

    async fn look(&self, what: &str) {
        let found: Vec<Value> = serde_json::from_value(self.browser.run_async(AUDIT).await).expect("a list");
        for finding in found {
            self.found.borrow_mut().entry(finding.to_string()).or_insert_with(|| what.to_owned());
        }
    }
}

/// A script that reports what axe-core finds on the screen, what it cannot decide and nobody has, and what is too small to be
/// hit.
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
    const told = ({ id, nodes }) =>
        [id, ...nodes.slice(0, 3).map(({ target, failureSummary, any }) => [target, failureSummary ?? any.map(({ message }) => message)])];
    // What axe-core cannot decide, by rule, with why that is no fault.
    const explained = {
        // Of a piece of a line that wraps it may look beside the piece, and find something else there. Whether it can be
        // read is decided by the pieces beside it, which have its colour and its ground.
        'color-contrast': ({ element, any }, undecided) => any[0].data.messageKey === 'bgOverlap'
            && [...element.parentElement.children].some((other) => !undecided.some(({ element }) => element === other)
                && [element, other].every((piece) => getComputedStyle(piece).backgroundColor === 'rgba(0, 0, 0, 0)')
                && getComputedStyle(other).color === getComputedStyle(element).color),
    };
    explained['color-contrast-enhanced'] = explained['color-contrast'];
    const unexplained = ({ id, nodes }) => ({ id, nodes: nodes.filter((node) => !explained[id]?.(node, nodes)) });
    const options = { runOnly: tags, resultTypes: ['violations', 'incomplete'], rules, elementRef: true };
    axe.run(document, options).then(({ passes, violations, incomplete }) => done([
        ...(targets.length === 0 ? ['no target at all'] : small),
        ...(passes.length < 20 ? [['rules that were met', passes.length]] : []),
        ...violations.map(told),
        ...incomplete.map(unexplained).filter(({ nodes }) => nodes.length > 0).map(told).map((found) => ['undecided', ...found]),
    ]));";

/// What a button copies is what the policy says: in a browser that lets a test read what was copied.
#[tokio::test]
async fn what_is_copied_is_what_the_policy_says() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.devtools("Browser.grantPermissions", permissions).await;
    let example = |name: &str| compile(&Source::read(&project("examples/policies").join(name))).expect("a diagram");
    let policies: Vec<(&str, Compiled)> = vec![
        ("", shipped_compiled()),
        ("child-passport", example("child-passport")),
        ("library-card", example("library-card")),
        ("security-contact", example("security-contact")),
    ];
    let mut copied = 0;
    for (name, compiled) in &policies {
        let policy = &compiled.policy;
        for words in compiled
            .words
            .iter()
            .filter(|words| [policy.default_language.as_str(), "ar"].contains(&words.language.as_str()))
        {
            let (attributes, link) = match *name {
                "" => (String::new(), Some(server.url(&format!("{}#wegwijzer:", page_of(policy, words))))),
                name => (format!("policy=\"/examples/policies/{name}/policy.json\""), None),
            };
            server.add("/host", Page::html(&format!(
                "<!doctype html><html lang=\"{}\"><title>t</title><body><contact-wegwijzer {attributes}></contact-wegwijzer>\
                <script type=\"module\" src=\"/wegwijzer.js\"></script>", words.language
            )));
            browser.open(&server.url("/host")).await;
            let mut outcomes = BTreeMap::new();
            for (_, referral) in all_referrals(policy) {
                let screen = outcome(compiled, &words.language, &referral);
                outcomes.entry(screen.id.clone()).or_insert(screen);
            }
            for (id, screen) in &outcomes {
                browser.show(&screen.start).await;
                browser.screen_with_id(id).await;
                let expected = shown::copies(screen, link.as_deref());
                let labels: Vec<&String> = expected.iter().map(|(label, _)| label).collect();
                let copy = format!("const labels = {}; {COPY}", json!(labels));
                assert_eq!(browser.run_async(&copy).await, json!(expected), "{name} {id}");
                copied += expected.len();
            }
        }
    }
    println!("{copied} texts copied");
    assert!(copied > 100, "{copied}");
    browser.quit().await;
}

/// Presses every button that copies, and tells each with what is in the clipboard when a visitor is told that it is there.
const COPY: &str = "
    (async () => {
        const copied = [];
        root.querySelectorAll('details').forEach((details) => details.open = true);
        for (const button of root.querySelectorAll('section button')) {
            if (!labels.includes(button.textContent)) continue;
            await navigator.clipboard.writeText('nothing');
            const before = root.querySelector('.status > *');
            button.click();
            while (root.querySelector('.status > *') === before) await new Promise((next) => setTimeout(next));
            copied.push([button.textContent, await navigator.clipboard.readText()]);
        }
        return copied;
    })().then(done, (error) => done(String(error)));";

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
