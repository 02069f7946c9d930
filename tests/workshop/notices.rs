//! Notices: what is said beside an outcome, and to whom.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::Desk;

const QUIET: &str = "policy.toml/notice/0";

#[wasm_bindgen_test]
async fn a_notice_is_for_some_answers_beside_some_verdicts() {
    let desk = Desk::with_library().await;
    desk.unfold("Notices", QUIET).await;
    let when = "policy.toml/notice/0/when";
    assert_eq!(desk.said_at(when), "Whom is it for? What? Read");
    desk.click(&desk.at(when)).await;
    desk.press_at(when, "What?: Read").await;
    desk.tick("Borrow").await;
    desk.done().await;
    assert_eq!(desk.said_at(when), "Whom is it for? What? Borrow / Read");
    let verdicts = "policy.toml/notice/0/verdicts";
    desk.click(&desk.at(verdicts)).await;
    let accepted = desk.said_at(verdicts);
    desk.tick(&accepted).await;
    desk.done().await;
    assert_eq!(desk.said_at(verdicts), "all", "with none ticked, it holds beside all");
    let before = "when = { want = \"read\" }\nverdicts = [\"accepted\"]\n";
    let now = desk.file("policy.toml").unwrap();
    let without = "when = { want = [\"borrow\", \"read\"] }\n";
    let empty = format!("{without}verdicts = []\n");
    desk.assert_files(&[("policy.toml", before, if now.contains(&empty) { &empty } else { without })]);
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn a_notice_is_added_and_written() {
    let desk = Desk::with_library().await;
    desk.view("Notices").await;
    desk.press("Add a notice").await;
    desk.type_into(&desk.field("Heading"), "Closed today").await;
    desk.press("Add").await;
    desk.focused("words.en.toml/notice/closed-today/title").await;
    desk.write("words.en.toml/notice/closed-today/text", "Come tomorrow.").await;
    let end = "when = { want = \"read\" }\nverdicts = [\"accepted\"]\nfacts = [\"L2\"]\n";
    let notice = "\n[[notice]]\nid = \"closed-today\"\nfacts = []\n";
    let last = "[notice.quiet]\ntitle = \"Quiet\"\ntext = \"Please.\"\n";
    let texts = "\n[notice.closed-today]\ntitle = \"Closed today\"\ntext = \"Come tomorrow.\"\n";
    desk.assert_files(&[
        ("policy.toml", end, &format!("{end}{notice}")),
        ("words.en.toml", last, &format!("{last}{texts}")),
    ]);
    let facts = "policy.toml/notice/1/facts";
    assert!(desk.verdict().contains("to mend"), "it rests on nothing yet: {}", desk.verdict());
    desk.click(&desk.at(facts)).await;
    desk.tick("L2").await;
    desk.done().await;
    assert!(desk.verdict().starts_with("Proven:"), "{}", desk.verdict());
    desk.take_back(3).await;
}
