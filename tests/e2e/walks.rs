//! Every path to every outcome, by keyboard alone, on the strictest page: what a visitor sees, where the focus is,
//! what the status says, and that nothing is sent, stored or changed.

use serde_json::{Value, json};
use wegwijzer::author::compile::compile;
use wegwijzer::author::source::Source;
use wegwijzer::policy::ChannelKind;
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::words::{CompiledWords, Inline, Rich};
use wegwijzer::screen::Target;

use crate::browser::{Browser, Engine};
use crate::common::{all_referrals, project, shipped_compiled, texts_of};
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
    let mut reached = 0;
    for name in ["child-passport", "library-card", "security-contact"] {
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
                    browser.choose(&screen, &question.choices[answer.choice].id).await;
                    browser.proceed().await;
                }
                assert_outcome(&compiled.policy, words, &referral, &browser).await;
                let channels = referral.outcome.channels.iter().map(|number| &compiled.policy.channels[*number]);
                let pages = channels.filter(|channel| channel.kind == ChannelKind::Web).map(|channel| &channel.target);
                let links = "return [...root.querySelectorAll('.channel a[href^=https]')].map((link) => link.href)";
                assert_eq!(browser.run(links).await, json!(pages.collect::<Vec<_>>()), "{}", referral.outcome.id);
                browser.emulate("print", &[]).await;
                let unprinted = "return [...root.querySelectorAll('.channel a[href^=https]')].filter((link) =>
                    !link.checkVisibility() || !getComputedStyle(link, '::after').content.includes('href')
                        && !getComputedStyle(link, '::after').content.includes(link.getAttribute('href'))).length";
                assert_eq!(browser.run(unprinted).await, json!(0), "the address of a page is printed");
                let twice = "return [...root.querySelectorAll('.channel a[href^=tel]')].filter((link) =>
                    !link.checkVisibility() || getComputedStyle(link, '::after').content !== 'none').length";
                assert_eq!(browser.run(twice).await, json!(0), "a number is printed, and printed once");
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
            let once = server.loaded();
            assert_eq!(once.len(), 4, "each file once: {once:?}");
            server.forget_requests();
            let before = host::state(&browser).await;
            for (number, answer) in path.iter().enumerate() {
                let screen = browser.screen().await;
                let question = &compiled.policy.questions[answer.question];
                assert_eq!((screen.kind.as_str(), &screen.id), ("question", &question.id));
                assert_eq!(screen.heading, words.plain(&["question.", &question.id, ".title"]));
                assert_eq!(screen.language, words.language);
                assert_eq!(screen.checked, None, "none is preselected");
                assert_eq!(screen.focus_on_beginning, number > 0, "the focus follows every step, but not the first");
                assert_eq!(screen.trail.len(), number);
                assert_eq!(screen.status, "", "nothing to report of a plain step");
                browser.choose(&screen, &question.choices[answer.choice].id).await;
                assert_eq!(browser.run(holds).await, json!(true), "{path:?}: {holds}");
                browser.proceed().await;
            }
            assert_outcome(&compiled.policy, words, &referral, &browser).await;
            assert_eq!(browser.run(holds).await, json!(true), "{path:?}: {holds}");
            assert_eq!(server.requests(), Vec::<String>::new(), "nothing leaves the page after it has loaded");
            assert_eq!(host::state(&browser).await, before, "{path:?}: the host is as it was");
            host::assert_silent(&browser, &server).await;
        }
    }
    browser.quit().await;
}

/// The screen shows all that the outcome has, and of channels, addresses, enclosures and closed ways no more.
async fn assert_outcome(
    policy: &CompiledPolicy,
    words: &CompiledWords,
    referral: &wegwijzer::decision::Referral<'_>,
    browser: &Browser,
) {
    let outcome = wegwijzer::screen::outcome(policy, words, referral);
    let screen = browser.screen_with_id(&outcome.id).await;
    assert_eq!(screen.kind, "outcome");
    assert_eq!(screen.heading, outcome.title);
    assert!(screen.focus_on_beginning);
    assert_eq!(screen.status, "");
    assert_eq!(screen.verdict.as_deref(), Some(outcome.verdict.id()));
    assert_eq!(screen.rule, Some(outcome.rules.join(" ")));

    let plain = |paragraph: &Rich| paragraph.iter().map(Inline::text).collect::<String>();
    let rows: Vec<Value> = outcome.closed.body.iter().map(|way| json!([way.name, plain(&way.text)])).collect();
    let (mut cards, mut links) = (Vec::new(), Vec::new());
    for channel in &outcome.channels.body {
        let (from, to, draft) = match &channel.target {
            Target::None | Target::Page(_) => (None, None, None),
            Target::Mail(mail) => (mail.from.as_ref(), Some(mail.to.value.clone()), mail.draft.as_ref()),
            Target::Phone(phone) => (None, Some(phone.number.value.clone()), None),
            Target::Letter(address) => (None, Some(address.lines.concat()), None),
            Target::Visit(visit) => {
                let hours = || visit.hours.body.iter().map(plain).collect();
                (None, Some(visit.address.as_ref().map_or_else(hours, |address| address.lines.concat())), None)
            }
        };
        cards.push(json!([
            channel.name,
            from.map(|from| &from.value),
            to,
            draft.map(|draft| [&draft.subject.value, &draft.text])
        ]));
        links.extend(match &channel.target {
            Target::Page(address) => Some(address),
            Target::Phone(phone) => Some(&phone.call),
            _ => draft.map(|draft| &draft.write.value),
        });
    }
    let enclosures = outcome.enclosures.iter().flat_map(|section| &section.body.items);
    let enclosures: Vec<String> = enclosures.map(|enclosure| plain(&enclosure.text)).collect();
    let expected = json!({
        "label": outcome.label,
        "steps": outcome.steps.body.iter().map(plain).collect::<Vec<_>>(),
        "channels": cards,
        "links": links,
        "enclosures": enclosures,
        "notices": outcome.notices.iter().map(|notice| &notice.heading).collect::<Vec<_>>(),
        "closed": rows,
        "answers": outcome.answers.iter().flat_map(|given| &given.rows).map(|row| json!([row.asked, row.answered])).collect::<Vec<_>>(),
    });
    assert_eq!(browser.run(OUTCOME).await, expected, "{} ({})", outcome.id, words.language);
    let all = texts_of(&(&outcome.lead, &outcome.next, &outcome.why, &outcome.notices, &outcome.message));
    for text in all.iter().filter(|text| !outcome.notices.iter().any(|notice| notice.id == **text)) {
        let text = text.replace('\n', "");
        assert!(screen.text.contains(&text), "{} ({}): no {text:?} in\n{}", outcome.id, words.language, screen.text);
    }
}

/// What stands on the screen of an outcome, part by part.
const OUTCOME: &str = "
    const section = root.querySelector('section');
    const texts = (within, selector) => [...within.querySelectorAll(selector)].map((element) => element.textContent);
    const text = (within, selector) => within.querySelector(selector)?.textContent ?? null;
    const letter = (within) => [...within.querySelectorAll('.letter > span')].map((line) => line.textContent).join('\\n');
    const cards = [...section.querySelectorAll('.channels > .channel')];
    const rows = (part) => [...section.querySelectorAll(part + ' .row')].map((row) => [text(row, '.term'), text(row, '.value')]);
    return {
        label: text(section, '.verdict'),
        steps: texts(section, 'ol > li'),
        channels: cards.map((card) => [
            text(card, 'strong'),
            text(card, '.sender .value'),
            text(card, '.message .row:not(.sender) .value'),
            card.querySelector('details') && [text(card, 'details strong'), letter(card.querySelector('details'))],
        ]),
        links: cards.flatMap((card) => [...card.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))),
        enclosures: texts(section, '.checklist label'),
        notices: texts(section, '.notice > :first-child'),
        closed: rows('.closed'),
        answers: rows('.trail'),
    };";
