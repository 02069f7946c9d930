//! The files as text.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::{Desk, library};
use crate::elements::{all_in, text_of, value_of};

#[wasm_bindgen_test]
async fn a_file_that_cannot_be_read_is_named_and_mended() {
    let desk = Desk::with_library().await;
    desk.view("Files").await;
    let text = desk.find(".code textarea").unwrap();
    let whole = value_of(&text);
    assert_eq!(whole, library()["policy.toml"], "the policy's file comes first");
    desk.write_into(&text, &whole.replace("[facts]", "[facts")).await;
    desk.assert_files(&[("policy.toml", "[facts]", "[facts")]);
    assert!(desk.text(".code .found").starts_with("To mend:"), "{}", desk.text(".code .found"));
    desk.view("Rules").await;
    assert!(desk.text(".view .problem").contains("policy.toml cannot be read"), "no form shows half a policy");
    desk.press_in(".view", "Show the list").await;
    assert!(desk.text(".findings").contains("policy.toml:7"), "with its line: {}", desk.text(".findings"));
    desk.press_in(".findings", "policy.toml").await;
    let text = desk.find(".code textarea").unwrap();
    desk.write_into(&text, &whole).await;
    desk.assert_files(&[]);
    desk.view("Rules").await;
    assert_eq!(desk.all(".rules tbody tr").len(), 3);
    assert!(desk.verdict().starts_with("Proven:"), "{}", desk.verdict());
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn each_file_is_there_and_keeps_the_line_breaks_of_windows() {
    let mut files = library();
    files.values_mut().for_each(|text| *text = text.replace('\n', "\r\n"));
    let desk = Desk::with(files).await;
    desk.view("Files").await;
    let menu = desk.field("File");
    let names: Vec<String> = all_in(&menu, "option").iter().map(text_of).collect();
    assert_eq!(names, ["policy.toml", "scenarios.toml", "words.en.toml"]);
    desk.choose_in(&menu, "words.en.toml").await;
    let text = desk.find(".code textarea").unwrap();
    let shown = value_of(&text);
    assert!(!shown.contains('\r'), "a field of a browser has no breaks of Windows");
    desk.write_into(&text, &shown.replace("page title", "A\ntitle")).await;
    desk.assert_files(&[("words.en.toml", "page title", "A\r\ntitle")]);
    desk.take_back(1).await;
}
