//! What an outcome lists: steps, channels, and what to send along.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::Desk;

const WELCOME: &str = "policy.toml/outcome/0";
const NO_CARD: &str = "policy.toml/outcome/1";
const JOIN: &str = "join = \"Join **first**.\"\n";
const STEPS: (&str, &str) = ("steps = [\"write\"]", "steps = [\"write\", \"wait\"]");

/// The outcome of who has no card, with one step of the other in its list.
pub async fn with_a_shared_step() -> Desk {
    let desk = Desk::with_library().await;
    desk.unfold("Outcomes", NO_CARD).await;
    desk.choose_in(&desk.field("A step that is there already"), "write").await;
    desk.press("Add: A step that is there already").await;
    desk
}

#[wasm_bindgen_test]
async fn a_step_is_written_and_moved() {
    let desk = Desk::with_library().await;
    desk.unfold("Outcomes", WELCOME).await;
    desk.press("Write a new step…").await;
    desk.type_into(&desk.field("What somebody has to do"), "Wait").await;
    desk.press("Add").await;
    let texts = ("words.en.toml", JOIN, &*format!("{JOIN}wait = \"Wait\"\n"));
    desk.assert_files(&[("policy.toml", STEPS.0, STEPS.1), texts]);
    desk.focused("words.en.toml/step/wait").await;
    desk.press_of("Wait", "Move up").await;
    desk.assert_files(&[("policy.toml", STEPS.0, "steps = [\"wait\", \"write\"]"), texts]);
    desk.focused("policy.toml/outcome/0/steps/0").await;
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn a_step_that_is_taken_out_takes_its_text_along() {
    let desk = Desk::with_library().await;
    desk.unfold("Outcomes", WELCOME).await;
    desk.press_of("Write.", "Take out").await;
    assert_eq!(desk.text("dialog h2"), "Take out? Write.");
    assert!(desk.text("dialog").contains("No other outcome uses this text"), "{}", desk.text("dialog"));
    desk.press("Leave it as it is").await;
    desk.assert_files(&[]);
    desk.press_of("Write.", "Take out").await;
    desk.press("Take out").await;
    desk.assert_files(&[("policy.toml", STEPS.0, "steps = []"), ("words.en.toml", "write = \"Write.\"\n", "")]);
    assert!(!desk.text_at(WELCOME).contains("Step 1"));
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn a_step_of_two_outcomes_says_so_and_goes_from_one_alone() {
    let desk = with_a_shared_step().await;
    let added = ("policy.toml", "steps = [\"join\"]", "steps = [\"join\", \"write\"]");
    desk.assert_files(&[added]);
    assert!(desk.text_at(NO_CARD).contains("Step 2 (shared with one other outcome)"), "{}", desk.text_at(NO_CARD));
    desk.press_of("Write.", "Take out").await;
    desk.assert_files(&[]);
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn an_outcome_gets_words_of_its_own_for_a_shared_step() {
    let desk = with_a_shared_step().await;
    desk.click(&desk.find(".shared > summary").unwrap()).await;
    assert!(desk.text(".shared").contains("Outcome: Welcome, steps"), "{}", desk.text(".shared"));
    desk.press("Use a text of its own here").await;
    desk.assert_files(&[
        ("policy.toml", "steps = [\"join\"]", "steps = [\"join\", \"write-2\"]"),
        ("words.en.toml", JOIN, &format!("{JOIN}write-2 = \"Write.\"\n")),
    ]);
    desk.focused("words.en.toml/step/write-2").await;
    desk.write("words.en.toml/step/write-2", "Write to us.").await;
    desk.assert_files(&[
        ("policy.toml", "steps = [\"join\"]", "steps = [\"join\", \"write-2\"]"),
        ("words.en.toml", JOIN, &format!("{JOIN}write-2 = \"Write to us.\"\n")),
    ]);
    desk.take_back(3).await;
}

#[wasm_bindgen_test]
async fn what_to_send_along_is_added_with_advice_and_taken_out() {
    let desk = Desk::with_library().await;
    desk.unfold("Outcomes", NO_CARD).await;
    desk.press("Write a new enclosure…").await;
    desk.type_into(&desk.field("What somebody has to send along"), "A letter").await;
    desk.press("Add").await;
    let listed = ("policy.toml", "steps = [\"join\"]\n", "steps = [\"join\"]\nenclosures = [\"a-letter\"]\n");
    let (card, letter) = ("card = \"Your card\"\n", "card = \"Your card\"\na-letter = \"A letter\"\n");
    desk.assert_files(&[listed, ("words.en.toml", card, letter)]);
    desk.write("words.en.toml/enclosure-advice/a-letter", "Sign it.").await;
    let last = "title = \"Quiet\"\ntext = \"Please.\"\n";
    let advice = format!("{last}\n[enclosure-advice]\na-letter = \"Sign it.\"\n");
    desk.assert_files(&[listed, ("words.en.toml", card, letter), ("words.en.toml", last, &advice)]);
    desk.press_of("A letter", "Take out").await;
    desk.press("Take out").await;
    assert!(desk.file("policy.toml").unwrap().contains("steps = [\"join\"]\n\n"), "without any, the list is left out");
    assert!(!desk.file("words.en.toml").unwrap().contains("a-letter"), "{}", desk.file("words.en.toml").unwrap());
    desk.take_back(3).await;
}

#[wasm_bindgen_test]
async fn an_outcome_leads_to_its_channel() {
    let desk = Desk::with_library().await;
    desk.unfold("Outcomes", WELCOME).await;
    desk.press("Go to this channel").await;
    assert_eq!(desk.text("nav [aria-current=page]"), "Channels");
    desk.focused("policy.toml/channel/0").await;
    desk.take_back(0).await;
}
