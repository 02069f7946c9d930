//! Outcomes as a whole: what they say, how they are judged, and the message that is mailed.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::Desk;
use crate::elements::{all_in, text_of};

const WELCOME: &str = "policy.toml/outcome/0";
const VERDICT: &str = "policy.toml/outcome/0/verdict";

#[wasm_bindgen_test]
async fn an_outcome_gets_another_verdict() {
    let desk = Desk::with_library().await;
    desk.unfold("Outcomes", WELCOME).await;
    let verdicts: Vec<String> = all_in(&desk.at(VERDICT), "option").iter().map(text_of).collect();
    assert!(verdicts[0].starts_with("It works this way: “"), "with what visitors read: {verdicts:?}");
    assert_eq!((verdicts.len(), desk.value(VERDICT).as_str()), (3, "accepted"));
    desk.choose(VERDICT, "assessed").await;
    let of = "id = \"welcome\"\nverdict = ";
    desk.assert_files(&[("policy.toml", &format!("{of}\"accepted\""), &format!("{of}\"assessed\""))]);
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn what_an_outcome_says_is_typed_from_top_to_bottom() {
    let desk = Desk::with_library().await;
    desk.unfold("Outcomes", WELCOME).await;
    let text = |part: &str| format!("words.en.toml/outcome/welcome/{part}");
    desk.write(&text("lead"), "Come *in*. Now.").await;
    desk.write(&text("next"), "We write back.").await;
    desk.write(&text("why"), "One.\n\nTwo.").await;
    let lead = ("words.en.toml", "lead = \"Come *in*.\"", "lead = \"Come *in*. Now.\"");
    let (body, next) = ("body = \"Dear desk\"\n", "body = \"Dear desk\"\nnext = \"We write back.\"\n");
    let of = "lead = \"Come *in*. Now.\"\nwhy = ";
    let why = ("words.en.toml", &*format!("{of}\"Because.\""), &*format!("{of}\"\"\"\nOne.\n\nTwo.\n\"\"\""));
    desk.assert_files(&[lead, why, ("words.en.toml", body, next)]);
    assert!(desk.verdict().starts_with("Proven:"), "{}", desk.text_at(WELCOME));
    desk.take_back(3).await;
}

/// Only who is sent to a mailbox writes a message, and nobody does who is refused.
#[wasm_bindgen_test]
async fn a_message_is_asked_for_where_it_is_mailed() {
    let desk = Desk::with_library().await;
    desk.unfold("Outcomes", WELCOME).await;
    let body = "words.en.toml/outcome/welcome/body";
    assert_eq!(desk.value(body), "Dear desk");
    desk.write(body, "Dear all").await;
    desk.assert_files(&[("words.en.toml", "body = \"Dear desk\"", "body = \"Dear all\"")]);
    desk.click(&desk.at(WELCOME)).await;
    desk.unfold("Outcomes", "policy.toml/outcome/1").await;
    let refused = "words.en.toml/outcome/no-card";
    assert!(desk.find_at(&format!("{refused}/body")).is_none() && desk.find_at(&format!("{refused}/sender")).is_none());
    desk.choose_in(&desk.field("A channel"), "mail").await;
    desk.press("Add: A channel").await;
    assert!(desk.find_at(&format!("{refused}/sender")).is_some(), "who is refused by mail reads from where to write");
    assert!(desk.find_at(&format!("{refused}/body")).is_none());
    desk.choose("policy.toml/outcome/1/verdict", "accepted").await;
    assert!(
        desk.find_at(&format!("{refused}/body")).is_some() && desk.find_at(&format!("{refused}/subject")).is_some()
    );
    desk.take_back(3).await;
}

#[wasm_bindgen_test]
async fn an_outcome_is_added_by_its_title() {
    let desk = Desk::with_library().await;
    desk.view("Outcomes").await;
    desk.press("Add an outcome…").await;
    desk.type_into(&desk.field("Title"), "No card").await;
    assert!(desk.text("dialog").contains("Id: no-card-2."), "the id is free: {}", desk.text("dialog"));
    desk.press("Do not add").await;
    desk.assert_files(&[]);
    desk.press("Add an outcome…").await;
    desk.type_into(&desk.field("Title"), "Ask the desk").await;
    desk.press("Add").await;
    let end = "channels = [\"desk\"]\nsteps = [\"join\"]\n";
    let outcome = "\n[[outcome]]\nid = \"ask-the-desk\"\nverdict = \"accepted\"\nchannels = []\nsteps = []\n";
    let last = "[outcome.no-card]\ntitle = \"No card\"\nwhy = \"Because.\"\n";
    let title = "\n[outcome.ask-the-desk]\ntitle = \"Ask the desk\"\n";
    desk.assert_files(&[
        ("policy.toml", end, &format!("{end}{outcome}")),
        ("words.en.toml", last, &format!("{last}{title}")),
    ]);
    desk.focused("words.en.toml/outcome/ask-the-desk/title").await;
    assert_eq!(desk.texts(".things > li > .thing > summary h3"), ["Welcome", "No card", "Ask the desk"]);
    desk.take_back(1).await;
}
