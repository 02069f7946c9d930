//! The dialogs in which a thing is deleted or gets another id.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::{Desk, library};
use crate::parts::with_a_shared_step;

const WHO: &str = "policy.toml/question/0";

#[wasm_bindgen_test]
async fn what_hangs_on_a_thing_is_said_before_it_is_deleted() {
    let desk = Desk::with_library().await;
    desk.unfold("Outcomes", "policy.toml/outcome/1").await;
    desk.press_of("Outcome: No card", "Delete…").await;
    assert_eq!(desk.text("dialog h2"), "Delete? Outcome: No card");
    let said = desk.text("dialog");
    for part in [
        "Its texts are deleted too, in every language.",
        "Rule: guest-borrows, outcome",
        "“To mend” shows what still refers",
    ] {
        assert!(said.contains(part), "{part} is missing in: {said}");
    }
    desk.press("Leave it as it is").await;
    desk.assert_files(&[]);
    desk.press_of("Outcome: No card", "Delete…").await;
    desk.press("Rule: guest-borrows, outcome").await;
    assert!(desk.shows(".rules") && !desk.shows("dialog"), "what hangs on it can be looked at");
    desk.take_back(0).await;
}

#[wasm_bindgen_test]
async fn a_thing_is_deleted_with_its_texts() {
    let desk = Desk::with_library().await;
    desk.unfold("Outcomes", "policy.toml/outcome/1").await;
    desk.press_of("Outcome: No card", "Delete…").await;
    desk.press("Delete").await;
    let outcome = "[[outcome]]\nid = \"no-card\"\nverdict = \"refused\"\nchannels = [\"desk\"]\nsteps = [\"join\"]\n\n";
    let texts = "[outcome.no-card]\ntitle = \"No card\"\nwhy = \"Because.\"\n\n";
    // No other outcome lists its step, so that nobody could see that one's text any more.
    let step = ("words.en.toml", "join = \"Join **first**.\"\n", "");
    desk.assert_files(&[("policy.toml", outcome, ""), ("words.en.toml", texts, ""), step]);
    assert_eq!(desk.texts(".things > li > .thing > summary h3"), ["Welcome"]);
    desk.focused("policy.toml/outcome/0").await;
    desk.press("Show the list").await;
    assert!(
        desk.text(".findings").contains("Rule: guest-borrows, outcome"),
        "what still refers to it is told: {}",
        desk.text(".findings")
    );
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn a_step_of_another_outcome_stays_when_one_is_deleted() {
    let desk = with_a_shared_step().await;
    desk.press_of("Outcome: No card", "Delete…").await;
    desk.press("Delete").await;
    let words = desk.file("words.en.toml").unwrap();
    assert!(words.contains("write = \"Write.\"") && !words.contains("join ="), "{words}");
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn the_people_who_give_an_answer_are_named_before_it_goes() {
    let desk = Desk::with_library().await;
    desk.unfold("Questions", WHO).await;
    desk.press_of("Answer: Guest (of Who?)", "Delete…").await;
    let said = desk.text("dialog");
    for part in ["Rule: guest-reads, condition", "Person in scenarios.toml: I am no member, and want to read."] {
        assert!(said.contains(part), "{part} is missing in: {said}");
    }
    desk.press("Delete").await;
    desk.assert_files(&[
        ("policy.toml", "choices = [\"member\", \"guest\"]", "choices = [\"member\"]"),
        ("words.en.toml", "choice.guest = \"Guest\"\n", ""),
    ]);
    desk.take_back(1).await;
}

/// In the rules, the texts and the scenarios.
#[wasm_bindgen_test]
async fn a_thing_gets_another_id_wherever_it_is_named() {
    let desk = Desk::with_library().await;
    desk.unfold("Questions", WHO).await;
    desk.press_of("Question: Who?", "Change id…").await;
    desk.type_into(&desk.field("Id"), "reader").await;
    desk.press("Change the id").await;
    let files = desk.files();
    let renamed = |text: &str| {
        let text = text.replace("id = \"who\"", "id = \"reader\"").replace("{ who = ", "{ reader = ");
        text.replace("[question.who]", "[question.reader]")
    };
    for (name, text) in library() {
        assert_eq!(files[&name], renamed(&text), "{name}");
    }
    desk.focused("policy.toml/question/0/id").await;
    assert!(desk.verdict().starts_with("Proven:"), "{}", desk.verdict());
    assert!(desk.text_at(WHO).starts_with("Who? reader"), "{}", desk.text_at(WHO));
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn an_id_that_is_none_or_taken_is_refused() {
    let desk = Desk::with_library().await;
    desk.unfold("Questions", WHO).await;
    desk.press_of("Question: Who?", "Change id…").await;
    for (id, told) in [("Who is it", "Use only lowercase letters"), ("want", "Something else has this id already.")] {
        desk.type_into(&desk.field("Id"), id).await;
        assert!(desk.text("dialog .hint").starts_with(told), "{}", desk.text("dialog .hint"));
        desk.press("Change the id").await;
        assert!(desk.shows("dialog"), "somebody can go on");
    }
    desk.press("Leave it as it is").await;
    desk.assert_files(&[]);
    desk.take_back(0).await;
}
