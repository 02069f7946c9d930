//! The decision table as a whole: rows are added, moved, doubled, split, pasted and found again.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::Desk;
use crate::elements::run;

const MEMBER: &str =
    "[[rule]]\nid = \"member\"\nwhen = { who = \"member\" }\noutcome = \"welcome\"\nfacts = [\"L1\"]\n\n";
const READS: &str = "[[rule]]\nid = \"guest-reads\"\nwhen = { who = \"guest\", want = \"read\" }\noutcome = \"welcome\"\nfacts = [\"L2\"]\n\n";

fn rows(desk: &Desk) -> Vec<String> {
    desk.texts(".rules tbody th > .cell")
}

#[wasm_bindgen_test]
async fn a_rule_is_moved_down_and_can_be_moved_on() {
    let desk = Desk::with_library().await;
    desk.press("member").await;
    assert!(!desk.is_enabled("Move up"), "it stands at the top");
    desk.press("Move down").await;
    assert_eq!(rows(&desk), ["guest-reads", "member", "guest-borrows"]);
    desk.assert_files(&[("policy.toml", &format!("{MEMBER}{READS}"), &format!("{READS}{MEMBER}"))]);
    assert!(desk.verdict().starts_with("Proven:"), "the order of rules decides nothing: {}", desk.verdict());
    desk.press("Move down").await;
    assert_eq!(rows(&desk), ["guest-reads", "guest-borrows", "member"]);
    assert!(!desk.is_enabled("Move down"), "it stands at the end");
    desk.done().await;
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn a_rule_is_split_by_a_question() {
    let desk = Desk::with_library().await;
    desk.press("member").await;
    desk.press("What?").await;
    assert_eq!(rows(&desk), ["member-borrow", "member-read", "member-reserve", "guest-reads", "guest-borrows"]);
    let rule = |choice: &str| {
        format!(
            "[[rule]]\nid = \"member-{choice}\"\nwhen = {{ who = \"member\", want = \"{choice}\" }}\n\
            outcome = \"welcome\"\nfacts = [\"L1\"]\n\n"
        )
    };
    let split: String = ["borrow", "read", "reserve"].map(rule).concat();
    let scenario = |id: &str, choice: &str| {
        format!(
            "id = \"{id}\"\nperson = \"I am a member, and want something to take home.\"\n\
            answers = {{ who = \"member\", want = {choice} }}\noutcome = \"welcome\"\nrule = \"member"
        )
    };
    // A person who gave both answers becomes two.
    let before = scenario("member", "[\"borrow\", \"reserve\"]");
    let (one, other) = (scenario("member", "\"borrow\""), scenario("member-reserve", "\"reserve\""));
    let after = format!("{one}-borrow\"\n\n[[scenario]]\n{other}-reserve");
    desk.assert_files(&[("policy.toml", MEMBER, &split), ("scenarios.toml", &before, &after)]);
    assert!(desk.verdict().starts_with("Proven:"), "{}", desk.verdict());
    desk.focused("policy.toml/rule/0").await;
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn a_rule_is_doubled() {
    let desk = Desk::with_library().await;
    desk.press("member").await;
    desk.press("Duplicate").await;
    assert_eq!(rows(&desk), ["member", "member-2", "guest-reads", "guest-borrows"]);
    desk.assert_files(&[("policy.toml", MEMBER, &format!("{MEMBER}{}", MEMBER.replacen("member", "member-2", 1)))]);
    desk.focused("policy.toml/rule/1").await;
    assert!(desk.verdict().contains("to mend"), "two rules say the same: {}", desk.verdict());
    assert!(desk.all(".rules tbody tr.broken").len() >= 1, "the rows show it");
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn a_rule_is_added_at_the_end() {
    let desk = Desk::with_library().await;
    desk.press("Add a rule").await;
    assert_eq!(rows(&desk).last().map(String::as_str), Some("new-rule"));
    let end = "outcome = \"no-card\"\nfacts = [\"L1\"]\n";
    desk.assert_files(&[(
        "policy.toml",
        end,
        &format!("{end}\n[[rule]]\nid = \"new-rule\"\nwhen = {{}}\noutcome = \"welcome\"\nfacts = []\n"),
    )]);
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn rules_are_found_and_sorted_and_stay_where_they_are() {
    let desk = Desk::with_library().await;
    let search = desk.field("Search");
    for (wanted, found) in
        [("BORROW", vec!["guest-borrows"]), ("L2", vec!["guest-reads"]), ("no card", vec!["guest-borrows"])]
    {
        desk.type_into(&search, wanted).await;
        assert_eq!(rows(&desk), found, "{wanted}");
    }
    assert!(desk.text(".view").contains("One rule."));
    desk.type_into(&search, "").await;
    desk.tick("Sort by outcome").await;
    assert_eq!(rows(&desk), ["member", "guest-reads", "guest-borrows"]);
    desk.press("member").await;
    desk.press("Move down").await;
    desk.done().await;
    desk.press("Undo").await;
    desk.take_back(0).await;
}

#[wasm_bindgen_test]
async fn rows_of_a_spreadsheet_become_rules() {
    let paste = |text: &str| {
        format!(
            "const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', {text:?});
            element.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData, bubbles: true, cancelable: true }}))"
        )
    };
    let desk = Desk::with_library().await;
    let table = desk.find(".rules tbody td button").unwrap();
    run(&table, &paste("card\tGuest\tall but Read\tNo card\tL1, L3\n"));
    desk.settled().await;
    assert_eq!(rows(&desk).last().map(String::as_str), Some("card"), "{}", desk.text(".told"));
    let end = "outcome = \"no-card\"\nfacts = [\"L1\"]\n";
    let card = "\n[[rule]]\nid = \"card\"\nwhen = { who = \"guest\", want = { not = \"read\" } }\n\
        outcome = \"no-card\"\nfacts = [\"L1\", \"L3\"]\n";
    desk.assert_files(&[("policy.toml", end, &format!("{end}{card}"))]);
    run(&table, &paste("card\tStranger\tall\tNo card\t\n"));
    desk.settled().await;
    assert_eq!(desk.text(".told"), "Nothing was pasted: the policy has no “Stranger”.");
    desk.take_back(1).await;
}
