//! What is to be mended, and the way there.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::{Desk, library};

/// A policy with a title that is missing, and a text that nobody has read through.
async fn broken() -> Desk {
    let mut files = library();
    let words = files.get_mut("words.en.toml").unwrap();
    *words = words.replace("title = \"No card\"\n", "").replace("reviewed = \"yes\"", "reviewed = \"no\"");
    Desk::with(files).await
}

#[wasm_bindgen_test]
async fn findings_are_listed_with_the_errors_first_and_lead_to_their_places() {
    let desk = broken().await;
    assert!(desk.verdict().starts_with("One thing to mend. One thing to look at."), "{}", desk.verdict());
    desk.press("Show the list").await;
    let all = desk.texts(".findings > li");
    assert_eq!(all.len(), 2, "{all:?}");
    assert!(all[0].starts_with("To mend:") && all[0].contains("words.en.toml"), "{all:?}");
    assert!(all[1].starts_with("To look at:"), "{all:?}");

    desk.press_in(".findings > li:nth-child(1)", "Outcome: no-card: text in English (en)").await;
    assert_eq!(desk.text("nav [aria-current=page]"), "Outcomes");
    let title = "words.en.toml/outcome/no-card/title";
    desk.focused(title).await;
    desk.write(title, "No card").await;
    assert!(desk.verdict().starts_with("Proven:"), "{}", desk.verdict());

    desk.press("Show the list").await;
    desk.press("English (en)").await;
    assert_eq!(desk.text("nav [aria-current=page]"), "Other texts");
    desk.focused("words.en.toml/language/reviewed").await;
    desk.tick("A native speaker has read all of its texts").await;
    desk.press("Show the list").await;
    assert!(desk.text(".view").contains("There is nothing to mend."), "{}", desk.text(".view"));
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn findings_are_told_in_the_language_of_the_workshop() {
    let desk = broken().await;
    let language = desk.find("select[aria-label='Language of the workshop']").unwrap();
    desk.press("Show the list").await;
    desk.choose_in(&language, "Nederlands").await;
    assert!(desk.verdict().starts_with("Eén ding te herstellen."), "{}", desk.verdict());
    let finding = desk.text(".findings > li:nth-child(1)");
    assert!(finding.starts_with("Te herstellen"), "{finding}");
    assert_eq!(desk.text("h1"), "Werkplaats library");
    desk.choose_in(&language, "English").await;
    desk.take_back(0).await;
}
