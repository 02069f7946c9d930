//! The policy as a whole, and its languages.

use wasm_bindgen_test::wasm_bindgen_test;
use wegwijzer::author::new;
use wegwijzer::draft::taken::source;

use crate::desk::{Desk, library};

const NL: &str = "words.nl.toml";

/// With Dutch begun.
async fn with_dutch() -> Desk {
    let desk = Desk::with_library().await;
    desk.view("Policy and languages").await;
    desk.write_into(&desk.field("Which language?"), "Nederlands").await;
    desk.press("Add a language").await;
    desk
}

#[wasm_bindgen_test]
async fn a_policy_gets_another_version_and_phrases_that_it_never_says() {
    let desk = Desk::with_library().await;
    desk.view("Policy and languages").await;
    desk.write("policy.toml/version", "2026\n11").await;
    let version = ("policy.toml", "version = \"1\"", "version = \"2026 11\"");
    desk.assert_files(&[version]);
    let phrases = "policy.toml/never-say/en";
    assert_eq!(desk.value(phrases), "we promise you");
    desk.write(phrases, "we promise you\n\n come in ").await;
    desk.assert_files(&[
        version,
        ("policy.toml", "en = [\"we promise you\"]", "en = [\"we promise you\", \"come in\"]"),
    ]);
    assert!(desk.verdict().contains("to mend"), "an outcome says it: {}", desk.verdict());
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn an_id_that_is_none_is_told_where_it_is_typed() {
    let desk = Desk::with_library().await;
    desk.view("Policy and languages").await;
    desk.write("policy.toml/id", "Our Library").await;
    desk.assert_files(&[("policy.toml", "id = \"library\"\nversion", "id = \"Our Library\"\nversion")]);
    assert!(desk.found_at("policy.toml/id").starts_with("To mend:"), "{}", desk.found_at("policy.toml/id"));
    assert_eq!(desk.text("h1"), "Workshop Our Library");
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn a_language_is_added_with_all_that_is_to_be_translated() {
    let desk = with_dutch().await;
    let (_, text) = new::texts(&source(&library()), "nl").unwrap();
    assert_eq!(desk.file(NL), Some(text), "what the command line lays out");
    let mut files = desk.files();
    files.retain(|name, _| library().contains_key(name));
    assert_eq!(files, library(), "all else stays");
    assert!(desk.text(".told").contains("Nederlands (nl) was added."), "{}", desk.text(".told"));
    assert!(desk.text_at("words.nl.toml/").contains("texts still to write or translate."));
    assert!(desk.verdict().contains("to look at"), "{}", desk.verdict());
    desk.press_at("words.nl.toml/", "Edit its texts").await;
    assert_eq!(desk.text("nav [aria-current=page]"), "Other texts");
    desk.write("words.nl.toml/page/title", "De titel").await;
    assert!(desk.file(NL).unwrap().contains("title = \"De titel\"\n"));
    assert_eq!(desk.file("words.en.toml"), library().remove("words.en.toml"), "the other language stays");
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn a_language_is_deleted_with_all_of_its_texts() {
    let desk = with_dutch().await;
    desk.press_at("words.nl.toml/", "Delete the language").await;
    assert!(desk.text("dialog").contains("texts in this language"), "{}", desk.text("dialog"));
    desk.press("Leave it as it is").await;
    assert!(desk.file(NL).is_some());
    desk.press_at("words.nl.toml/", "Delete the language").await;
    desk.press("Delete the language").await;
    desk.assert_files(&[]);
    assert!(desk.find_at("words.nl.toml/").is_none());
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn a_language_that_is_none_is_told_with_what_comes_near() {
    let desk = Desk::with_library().await;
    desk.view("Policy and languages").await;
    for (written, told) in
        [("Klingonisch", "No language is called that."), ("English", "English (en) is there already.")]
    {
        desk.write_into(&desk.field("Which language?"), written).await;
        desk.press("Add a language").await;
        assert!(desk.text("form [role=status]").starts_with(told), "{}", desk.text("form [role=status]"));
    }
    desk.take_back(0).await;
}
