//! The widget in a browser, through its real shadow root: the custom element of `src/embed/element.js` with
//! the app of this crate. The compiled policy comes from `dist/`.
#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CustomEvent, Document, Element, HtmlElement, HtmlInputElement, ShadowRoot};
use wegwijzer::embed::{Page, begin, end, mount};

wasm_bindgen_test_configure!(run_in_browser);

const STYLE: &str = concat!(include_str!("../style/widget.css"), include_str!("../style/screens.css"));

/// Defines the element for the shipped policy, served by the test runner from `dist/`.
const DEFINE: &str = "
    const file = (name) => [name, { url: new URL(`/dist/cliendo/${name}`, location.href) }];
    const shipped = {
        languages: ['en', 'nl'],
        defaultLanguage: 'nl',
        files: Object.fromEntries(['policy.json', 'words.en.json', 'words.nl.json'].map(file)),
        failure: { direction: 'ltr', text: 'failed', retry: 'retry' },
    };
    return import('/target/embed/element.js')
        .then(({ define }) => define({ shipped, css, start: async () => ({ mount, restart }) }));";

type Mount = dyn FnMut(Element, JsValue, JsValue, String, u8, Page) -> Result<JsValue, JsValue>;

/// A widget on a page of its own, with a visitor's verbs.
struct Visit {
    host: HtmlElement,
    events: Rc<RefCell<Vec<String>>>,
}

impl Visit {
    /// Puts a widget with attributes into the page and waits for its first screen.
    async fn to(attributes: &[(&str, &str)]) -> Self {
        let visit = Self::without_waiting(attributes).await;
        visit.until(|visit| visit.find("section").is_some()).await;
        visit
    }

    async fn without_waiting(attributes: &[(&str, &str)]) -> Self {
        let mount: Closure<Mount> = Closure::new(|place, policy, words, start: String, level, page| {
            mount(&place, &policy, &words, &start, level, page).map(JsValue::from).map_err(JsValue::from)
        });
        let define = js_sys::Function::new_with_args("mount, restart, css", DEFINE);
        let restart = Closure::<dyn FnMut()>::new(|| {
            end();
            begin();
        })
        .into_js_value();
        let defined = define.call3(&JsValue::NULL, &mount.into_js_value(), &restart, &STYLE.into()).unwrap();
        JsFuture::from(defined.unchecked_into::<js_sys::Promise>()).await.unwrap();

        let host: HtmlElement = document().create_element("contact-wegwijzer").unwrap().unchecked_into();
        for (name, value) in attributes {
            host.set_attribute(name, value).unwrap();
        }
        host.set_text_content(Some("The written guide"));
        let events = Rc::new(RefCell::new(Vec::new()));
        for name in ["ready", "step", "outcome", "error"] {
            let events = events.clone();
            let listen = Closure::<dyn FnMut(CustomEvent)>::new(move |event: CustomEvent| {
                assert!(event.bubbles() && event.composed());
                let code = js_sys::Reflect::get(&event.detail(), &"code".into()).ok().and_then(|code| code.as_string());
                events.borrow_mut().push(format!("{name}{}", code.map(|code| format!(":{code}")).unwrap_or_default()));
            });
            let name = format!("wegwijzer-{name}");
            host.add_event_listener_with_callback(&name, listen.into_js_value().unchecked_ref()).unwrap();
        }
        document().body().unwrap().append_child(&host).unwrap();
        Self { host, events }
    }

    fn root(&self) -> ShadowRoot {
        self.host.shadow_root().expect("an open shadow root")
    }

    fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.root().query_selector(selector).unwrap().map(JsCast::unchecked_into)
    }

    /// What a script says that has the shadow root at hand as `root`.
    fn run(&self, script: &str) -> JsValue {
        js_sys::Function::new_with_args("root", script).call1(&JsValue::NULL, &self.root()).unwrap()
    }

    fn text(&self) -> String {
        self.find("section").map(|section| section.text_content().unwrap_or_default()).unwrap_or_default()
    }

    fn screen(&self) -> String {
        self.find("section").and_then(|section| section.dataset().get("id")).unwrap_or_default()
    }

    fn focused(&self) -> Option<Element> {
        self.root().active_element()
    }

    fn checked(&self) -> Option<String> {
        self.find("input:checked").map(|radio| radio.unchecked_into::<HtmlInputElement>().value())
    }

    fn events(&self) -> Vec<String> {
        self.events.take()
    }

    async fn choose(&self, choice: &str) {
        self.find(&format!("input[value='{choice}']")).unwrap_or_else(|| panic!("no choice {choice}")).click();
        self.press("button[type=submit]").await;
    }

    async fn press(&self, selector: &str) {
        self.find(selector).unwrap_or_else(|| panic!("no {selector}")).click();
        settled().await;
    }

    async fn until(&self, done: impl Fn(&Self) -> bool) {
        for _ in 0..1_000 {
            if done(self) {
                return;
            }
            TimeoutFuture::new(20).await;
        }
        panic!("waited in vain; on the screen: {}", self.text());
    }

    async fn end(self) {
        self.host.remove();
        settled().await;
        assert!(self.find("section").is_none(), "a widget that left the page is taken down");
    }
}

/// All that follows from what was done just now has been done: the widget leaves it to tasks that come before the next one of the
/// page.
async fn settled() {
    TimeoutFuture::new(0).await;
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

#[wasm_bindgen_test]
async fn a_visitor_answers_and_reads_the_outcome() {
    let visit = Visit::to(&[("lang", "nl")]).await;
    assert_eq!(visit.screen(), "who");
    assert_eq!(visit.checked(), None, "none is preselected");
    assert!(visit.focused().is_none(), "the first screen leaves the focus where it was");

    visit.choose("heir").await;
    assert_eq!(visit.screen(), "mailbox");
    assert!(visit.text().contains("Gecondoleerd"), "condolences come first");
    visit
        .until(|visit| visit.focused().is_some_and(|lead| lead.text_content().unwrap().starts_with("Gecondoleerd")))
        .await;

    visit.choose("no").await;
    let section = visit.find("section").unwrap();
    let data = |name: &str| section.dataset().get(name);
    assert_eq!(data("screen").as_deref(), Some("outcome"));
    assert_eq!(data("id").as_deref(), Some("heir-authorisation"));
    assert_eq!(data("verdict").as_deref(), Some("assessed"));
    assert_eq!(data("rule").as_deref(), Some("heir-without-mailbox"));
    assert!(visit.find(".checklist").unwrap().text_content().unwrap().contains("paspoort"));
    let mail = visit.find("a[href^='mailto:']").unwrap().get_attribute("href").unwrap();
    assert!(mail.starts_with("mailto:info@cliendo.nl?subject=Volmacht%20na%20een%20overlijden&body=Beste%20Cliendo"));

    visit.press("button.quiet").await;
    assert_eq!((visit.screen().as_str(), visit.checked()), ("who", None), "starting again forgets the answers");
    visit.end().await;
}

#[wasm_bindgen_test]
async fn a_foreign_word_says_its_language() {
    let visit = Visit::to(&[("lang", "en")]).await;
    let word = visit.find("section span[lang='nl']").expect("a Dutch word in an English hint");
    assert_eq!(word.text_content().as_deref(), Some("bewindvoerder"));
    visit.end().await;
}

#[wasm_bindgen_test]
async fn events_tell_of_steps_and_not_of_answers() {
    let visit = Visit::to(&[]).await;
    assert_eq!(visit.events(), ["ready"]);
    visit.choose("heir").await;
    assert_eq!(visit.events(), ["step"]);
    visit.choose("no").await;
    assert_eq!(visit.events(), ["step", "outcome"]);
    visit.end().await;
    let visit = Visit::to(&[("start", "who=client")]).await;
    assert_eq!(visit.events(), ["ready", "outcome"]);
    visit.end().await;
}

#[wasm_bindgen_test]
async fn no_choice_is_an_error_that_leads_to_the_first_radio() {
    let visit = Visit::to(&[]).await;
    visit.press("button[type=submit]").await;
    assert_eq!(visit.screen(), "who");
    visit.until(|visit| visit.focused().is_some_and(|e| e.class_name() == "summary")).await;
    visit.press(".summary button").await;
    assert_eq!(visit.focused().unwrap().unchecked_into::<HtmlInputElement>().value(), "admin");
    visit.choose("client").await;
    assert_eq!(visit.screen(), "ask-institution");
    visit.end().await;
}

#[wasm_bindgen_test]
async fn back_and_change_show_the_earlier_answer() {
    let visit = Visit::to(&[("start", "who=admin,main-admin=yes,what=transfer,reach=both")]).await;
    assert_eq!(visit.screen(), "owner-mail-or-chat");
    visit.press(".back").await;
    assert_eq!((visit.screen().as_str(), visit.checked().as_deref()), ("reach", Some("both")));
    visit.press(".back").await;
    assert_eq!((visit.screen().as_str(), visit.checked().as_deref()), ("what", Some("transfer")));
    visit.choose("arrears").await;
    assert_eq!(visit.screen(), "arrears-first");
    visit.press(".trail .row button").await;
    assert_eq!((visit.screen().as_str(), visit.checked().as_deref()), ("who", Some("admin")));
    visit.choose("client").await;
    assert_eq!(visit.screen(), "ask-institution");
    visit.end().await;
}

#[wasm_bindgen_test]
async fn another_language_keeps_the_answers() {
    let visit = Visit::to(&[("lang", "nl")]).await;
    visit.choose("heir").await;
    visit.host.set_attribute("lang", "en").unwrap();
    visit.until(|visit| visit.text().contains("Can you get into the e-mail")).await;
    assert_eq!(visit.screen(), "mailbox");
    visit.end().await;
}

#[wasm_bindgen_test]
async fn the_menu_offers_languages_by_their_own_names() {
    let visit = Visit::to(&[("lang", "nl"), ("languages", "en xx nl")]).await;
    let offered =
        "return [...root.querySelectorAll('select option')].map(({ value, text }) => `${value} ${text}`).join()";
    assert_eq!(visit.run(offered), "en English,nl Nederlands", "and none that the policy has no words in");
    visit.choose("heir").await;
    visit.run("const menu = root.querySelector('select'); menu.value = 'en'; menu.dispatchEvent(new Event('change'))");
    visit.until(|visit| visit.text().contains("Can you get into the e-mail")).await;
    assert_eq!(visit.host.get_attribute("lang").as_deref(), Some("en"), "so that the page knows");
    assert_eq!(visit.run("return root.querySelector('.wegwijzer').lang"), "en");
    assert_eq!(visit.events(), ["ready", "step"], "another language is no new screen");
    visit.end().await;
    let visit = Visit::to(&[("lang", "nl")]).await;
    assert!(visit.find("select").is_none(), "a menu is for who asks for one");
    visit.end().await;
}

#[wasm_bindgen_test]
async fn a_text_is_copied_and_it_is_told_how_that_went() {
    let clipboard = |write: &str| {
        let stub = format!(
            "Object.defineProperty(navigator, 'clipboard', {{ configurable: true, value: {{ writeText: {write} }} }})"
        );
        js_sys::eval(&stub).unwrap();
    };
    let visit = Visit::to(&[("lang", "en"), ("start", "who=teammate,access=locked-out")]).await;
    let status = |visit: &Visit| visit.find(".status").unwrap().text_content().unwrap();
    assert_eq!(status(&visit), "");
    clipboard("async (text) => { window.copied = text }");
    visit.press("[part~=draft] button").await;
    visit.until(|visit| status(visit) == "Copied").await;
    assert!(js_sys::eval("window.copied").unwrap().as_string().unwrap().len() > 50);
    clipboard("async () => { throw new Error('not allowed') }");
    visit.press("[part~=draft] button").await;
    visit.until(|visit| !["", "Copied"].contains(&status(visit).as_str())).await;
    visit.end().await;
}

/// Without the style that comes with it, a widget would look like anything.
#[wasm_bindgen_test]
async fn a_widget_wears_its_style() {
    let visit = Visit::to(&[]).await;
    assert_eq!(visit.run("return root.adoptedStyleSheets.length"), 1);
    assert_eq!(visit.run("return getComputedStyle(root.querySelector('input')).accentColor !== 'auto'"), true);
    visit.end().await;
}

#[wasm_bindgen_test]
async fn a_widget_that_is_moved_stays_as_it_is() {
    let visit = Visit::to(&[]).await;
    visit.choose("heir").await;
    let section = visit.find("section").unwrap();
    let elsewhere = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&elsewhere).unwrap();
    elsewhere.append_child(&visit.host).unwrap();
    settled().await;
    assert!(visit.find("section").unwrap().is_same_node(Some(&section)));
    visit.choose("yes").await;
    assert_eq!(visit.screen(), "heir-mail");
    elsewhere.remove();
    visit.end().await;
}

#[wasm_bindgen_test]
async fn a_widget_that_comes_back_goes_on_where_it_was() {
    let visit = Visit::to(&[]).await;
    visit.choose("heir").await;
    visit.host.remove();
    settled().await;
    document().body().unwrap().append_child(&visit.host).unwrap();
    visit.until(|visit| visit.find("section").is_some()).await;
    assert_eq!(visit.screen(), "mailbox");
    visit.end().await;
}

#[wasm_bindgen_test]
async fn two_widgets_know_nothing_of_each_other() {
    let (first, second) = (Visit::to(&[]).await, Visit::to(&[("lang", "en")]).await);
    first.choose("client").await;
    assert_eq!((first.screen().as_str(), second.screen().as_str()), ("ask-institution", "who"));
    first.end().await;
    second.choose("receiver").await;
    assert_eq!(second.screen(), "receiver-in-writing");
    second.end().await;
}

#[wasm_bindgen_test]
async fn a_broken_policy_leaves_the_guide_and_says_so_once() {
    for (policy, code) in [("/dist/cliendo/nowhere.json", "missing"), ("/dist/index.html", "policy")] {
        let visit = Visit::without_waiting(&[("policy", policy)]).await;
        visit.until(|visit| !visit.events.borrow().is_empty()).await;
        assert_eq!(visit.events(), [format!("error:{code}")]);
        assert!(visit.find("slot").is_some() && visit.find("section").is_none(), "the guide shows through the slot");
        visit.host.remove();
    }
}

#[wasm_bindgen_test]
async fn another_policy_is_loaded_from_its_url() {
    let visit = Visit::to(&[("policy", "/dist/cliendo/policy.json"), ("lang", "en"), ("start", "who=heir")]).await;
    assert_eq!(visit.screen(), "mailbox");
    visit.end().await;
}

/// A number is called by its link, and a place to go to says when it is open.
#[wasm_bindgen_test]
async fn a_number_is_called_and_a_place_has_its_hours() {
    let policy = ("policy", "/dist/examples/policies/child-passport/policy.json");
    let visit = Visit::to(&[policy, ("lang", "en"), ("start", "who=parent,authority=unknown")]).await;
    assert_eq!(visit.screen(), "look-up-authority");
    let number = visit.find("a[href='tel:1400']").expect("a link that calls");
    assert_eq!(number.text_content().as_deref(), Some("1400"));
    visit.end().await;
    let start = "who=parent,authority=alone,home=netherlands,along=yes,old-passport=no,soon=normal";
    let visit = Visit::to(&[policy, ("lang", "en"), ("start", start)]).await;
    assert_eq!(visit.screen(), "desk");
    assert!(visit.text().contains("Opening hours"), "{}", visit.text());
    assert!(visit.find("a[href^='tel:']").is_none(), "the number is open to others");
    visit.end().await;
}
