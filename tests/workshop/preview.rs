//! What stands beside the views: the widget, and why it shows what it shows. Here, the page of the widget is empty, and the test says
//! and hears what the widget would: the widget itself is tried out in `tests/e2e/`.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::Desk;
use crate::elements::run;

/// The widget says something to the workshop: the fields of an object.
async fn say(desk: &Desk, fields: &str) {
    let frame = desk.find("iframe").expect("a preview");
    run(&frame, &format!("element.contentWindow.eval(\"parent.postMessage({{ {fields} }}, '*')\")"));
    gloo_timers::future::TimeoutFuture::new(0).await;
    desk.settled().await;
}

/// The widget is there, and keeps what it is told from then on.
pub async fn is_ready(desk: &Desk) {
    let frame = desk.find("iframe").expect("a preview");
    run(&frame, "element.contentWindow.onmessage = ({ data }) => { element.heard = { ...element.heard, ...data } }");
    say(desk, "what: 'ready'").await;
    desk.until(|| !heard(desk, "policy").is_empty(), || "the policy for the widget".to_owned()).await;
}

/// What the widget was last told of something.
pub fn heard(desk: &Desk, name: &str) -> String {
    let heard = run(&desk.find("iframe").unwrap(), "return element.heard ?? {}");
    let value = Reflect::get(&heard, &JsValue::from(name)).unwrap();
    value.as_string().or_else(|| value.as_bool().map(|is| is.to_string())).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn the_widget_shows_what_was_last_proven() {
    let desk = Desk::with_library().await;
    is_ready(&desk).await;
    desk.unfold("Outcomes", "policy.toml/outcome/0").await;
    desk.write("words.en.toml/outcome/welcome/title", "Come in").await;
    desk.until(|| heard(&desk, "words").contains("Come in"), || "the new title".to_owned()).await;
    assert!(!desk.shows(".stale"));
    desk.write("words.en.toml/outcome/welcome/title", "").await;
    assert!(desk.shows(".stale"), "a policy without a title is not proven");
    assert!(heard(&desk, "words").contains("Come in"), "the widget stays at the last one that was");
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn the_widget_looks_as_somebody_wants_to_see_it() {
    let desk = Desk::with_library().await;
    is_ready(&desk).await;
    assert_eq!((heard(&desk, "dark"), heard(&desk, "language")), ("false".to_owned(), "en".to_owned()));
    desk.tick("Dark").await;
    desk.until(|| heard(&desk, "dark") == "true", || "a dark widget".to_owned()).await;
    desk.tick("As on a phone").await;
    assert!(desk.shows("iframe.small"));
    desk.take_back(0).await;
}

#[wasm_bindgen_test]
async fn it_is_told_why_a_screen_is_shown_and_what_would_lead_elsewhere() {
    let desk = Desk::with_library().await;
    say(&desk, "what: 'step', id: 'welcome', rule: 'guest-reads', state: 'who=guest,want=read'").await;
    assert_eq!(desk.texts(".rules tr.lit th > .cell"), ["guest-reads"], "the rule lights up in the table");
    let why = ".preview details";
    desk.click(&desk.find(&format!("{why} > summary")).unwrap()).await;
    desk.until(|| desk.text(why).contains("Rule"), || "why".to_owned()).await;
    let said = desk.text(why);
    for part in [
        "Rule guest-reads L2 Guests read.",
        "Beside it quiet L2 Guests read.",
        "Not by phone L3 Nobody reserves by telephone.",
    ] {
        assert!(said.contains(part), "{part} is missing in: {said}");
    }
    assert!(said.contains("Who? Guest Member: the same"), "{said}");
    assert!(said.contains("What? Read Borrow: No card"), "{said}");
    desk.view("Facts").await;
    desk.press("guest-reads").await;
    assert!(desk.shows(".rules"), "a rule is looked up where it stands");
    desk.focused("policy.toml/rule/1").await;
    desk.take_back(0).await;
}
