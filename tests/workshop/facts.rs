//! Facts: what the source decides, and what does not go together.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::Desk;

#[wasm_bindgen_test]
async fn a_fact_is_written_in_other_words() {
    let desk = Desk::with_library().await;
    let fact = "policy.toml/facts/L1";
    desk.unfold("Facts", fact).await;
    assert!(desk.text_at(fact).contains("Rule: member, facts"), "what rests on it is listed: {}", desk.text_at(fact));
    let text = desk.field("What was decided?");
    desk.write_into(&text, "Members borrow \"all\".").await;
    desk.assert_files(&[("policy.toml", "L1 = \"Members borrow.\"", "L1 = \"Members borrow \\\"all\\\".\"")]);
    assert!(desk.text_at(fact).starts_with("L1 Members borrow \"all\"."), "{}", desk.text_at(fact));
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn a_fact_is_added_with_the_next_number() {
    let desk = Desk::with_library().await;
    desk.view("Facts").await;
    desk.press("Add a fact").await;
    desk.type_into(&desk.field("What was decided?"), "Cats sleep.").await;
    assert!(desk.text("dialog").contains("Id: L4."), "{}", desk.text("dialog"));
    desk.press("Add").await;
    let last = "L3 = \"Nobody reserves by telephone.\"\n";
    desk.assert_files(&[("policy.toml", last, &format!("{last}L4 = \"Cats sleep.\"\n"))]);
    desk.focused("policy.toml/facts/L4").await;
    assert!(desk.text_at("policy.toml/facts/L4").contains("Nothing refers to it."));
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn two_facts_do_not_go_together() {
    let desk = Desk::with_library().await;
    desk.view("Facts").await;
    desk.press("Add a contradiction").await;
    let first = "[[contradiction]]\nfact = \"L1\"\nexcludes = [\"L3\"]\n";
    desk.assert_files(&[(
        "policy.toml",
        first,
        &format!("{first}\n[[contradiction]]\nfact = \"L1\"\nexcludes = [\"L2\"]\n"),
    )]);
    desk.focused("policy.toml/contradiction/1").await;
    assert!(desk.verdict().contains("to mend"), "a member who reads is told both: {}", desk.verdict());
    desk.choose("policy.toml/contradiction/1/fact", "L2").await;
    let excludes = "policy.toml/contradiction/1/excludes";
    desk.click(&desk.at(excludes)).await;
    desk.tick("L2").await;
    desk.tick("L3").await;
    desk.done().await;
    assert_eq!(desk.said_at(excludes), "L3");
    let second = "\n[[contradiction]]\nfact = \"L2\"\nexcludes = [\"L3\"]\n";
    desk.assert_files(&[("policy.toml", first, &format!("{first}{second}"))]);
    assert!(desk.verdict().starts_with("Proven:"), "nobody is told both: {}", desk.verdict());
    desk.press_at("policy.toml/contradiction/1", "Delete…").await;
    desk.press("Delete").await;
    desk.assert_files(&[]);
    desk.take_back(5).await;
}
