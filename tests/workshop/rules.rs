//! The decision table cell by cell: whom a rule is for, where it leads, what it rests on, and who comes to it.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::Desk;
use crate::elements::{all_in, text_of};
use crate::preview::{heard, is_ready};

const WHEN: &str = "when = { who = \"guest\", want = \"borrow\" }";

/// Opens the cell of a question in the third rule: guests who borrow.
async fn open_cell(desk: &Desk, says: &str) {
    let cells = desk.all(".rules tbody tr:nth-child(3) td > .cell");
    let cell = cells.iter().find(|cell| cell.get_attribute("aria-label").as_deref() == Some(says));
    desk.click(cell.unwrap_or_else(|| panic!("no cell says {says}"))).await;
}

/// What the third rule says of a question.
fn cell(desk: &Desk, column: usize) -> String {
    desk.text(&format!(".rules tbody tr:nth-child(3) td:nth-child({column}) > .cell"))
}

#[wasm_bindgen_test]
async fn one_more_answer_is_ticked_in_a_cell() {
    let desk = Desk::with_library().await;
    open_cell(&desk, "What?: Borrow").await;
    assert_eq!(desk.text("dialog h2"), "What?", "the dialog is about the question");
    assert!(desk.is_ticked("these answers only") && desk.is_ticked("Borrow") && !desk.is_ticked("Read"));
    desk.tick("Reserve").await;
    desk.assert_files(&[("policy.toml", WHEN, "when = { who = \"guest\", want = [\"borrow\", \"reserve\"] }")]);
    assert_eq!(cell(&desk, 3), "Borrow / Reserve", "the cell follows while the dialog is open");
    desk.tick("Borrow").await;
    desk.assert_files(&[("policy.toml", WHEN, "when = { who = \"guest\", want = \"reserve\" }")]);
    desk.done().await;
    assert!(
        desk.verdict().contains("to mend"),
        "nobody says any more what a guest gets who borrows: {}",
        desk.verdict()
    );
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn a_cell_holds_for_all_but_some_answers_or_for_any() {
    let desk = Desk::with_library().await;
    open_cell(&desk, "What?: Borrow").await;
    desk.tick("all but these answers").await;
    desk.assert_files(&[("policy.toml", WHEN, "when = { who = \"guest\", want = { not = \"borrow\" } }")]);
    assert_eq!(cell(&desk, 3), "all but Borrow");
    desk.tick("whatever is answered here").await;
    desk.assert_files(&[("policy.toml", WHEN, "when = { who = \"guest\" }")]);
    assert_eq!(cell(&desk, 3), "all");
    desk.tick("these answers only").await;
    desk.assert_files(&[]);
    assert_eq!(cell(&desk, 3), "Borrow", "what was ticked before is ticked again");
    desk.done().await;
    desk.take_back(3).await;
}

#[wasm_bindgen_test]
async fn a_cell_with_nothing_ticked_stays_as_it_was_and_says_so() {
    let desk = Desk::with_library().await;
    open_cell(&desk, "Who?: Guest").await;
    desk.tick("Guest").await;
    assert!(desk.text("dialog").contains("Tick at least one answer."));
    desk.assert_files(&[]);
    desk.done().await;
    assert_eq!(cell(&desk, 2), "Guest");
    desk.take_back(0).await;
}

#[wasm_bindgen_test]
async fn a_rule_leads_to_another_outcome() {
    let desk = Desk::with_library().await;
    let menu = desk.find(".rules tbody tr:nth-child(3) select").unwrap();
    assert_eq!(all_in(&menu, "option").iter().map(text_of).collect::<Vec<_>>(), ["Welcome", "No card"]);
    desk.choose_in(&menu, "welcome").await;
    let (before, after) = ("outcome = \"no-card\"\nfacts", "outcome = \"welcome\"\nfacts");
    desk.assert_files(&[("policy.toml", before, after)]);
    assert!(desk.verdict().contains("to mend"), "nothing leads to the other outcome any more: {}", desk.verdict());
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn a_rule_rests_on_a_fact_and_has_a_note() {
    let desk = Desk::with_library().await;
    let facts = "policy.toml/rule/2/facts";
    assert_eq!(desk.at(facts).get_attribute("aria-label").as_deref(), Some("Facts: L1"));
    desk.click(&desk.at(facts)).await;
    assert!(desk.text("dialog").contains("L2 Guests read."), "a fact is shown with what it says");
    desk.tick("L2").await;
    desk.done().await;
    let (before, facts) =
        ("outcome = \"no-card\"\nfacts = [\"L1\"]", "outcome = \"no-card\"\nfacts = [\"L1\", \"L2\"]");
    desk.assert_files(&[("policy.toml", before, facts)]);
    let note = desk.find(".rules tbody tr:nth-child(3) input[aria-label=Note]").unwrap();
    desk.write_into(&note, "As we read it.").await;
    let both = format!("{facts}\nreading = \"As we read it.\"");
    desk.assert_files(&[("policy.toml", before, &both)]);
    desk.write_into(&note, "").await;
    desk.assert_files(&[("policy.toml", before, facts)]);
    desk.take_back(3).await;
}

#[wasm_bindgen_test]
async fn a_row_tells_who_comes_to_it_and_tries_that_out() {
    let desk = Desk::with_library().await;
    is_ready(&desk).await;
    desk.press("guest-reads").await;
    assert_eq!(desk.texts("dialog .ways ol"), ["Who? Guest What? Read"]);
    assert!(desk.text("dialog").contains("I am no member, and want to read."), "people of the scenarios come, too");
    desk.press("Try it out").await;
    assert!(!desk.shows("dialog"), "what is tried out can be seen");
    assert_eq!(heard(&desk, "state"), "who=guest,want=read");
    desk.focused("policy.toml/rule/1").await;
    desk.take_back(0).await;
}
