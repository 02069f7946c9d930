//! What somebody can open, and what is there when they come back.

use js_sys::{Function, Uint8Array};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;
use wegwijzer::author::new;
use wegwijzer::draft::archive;

use crate::desk::{Desk, library};
use crate::elements::send;
use crate::page::kept;

/// Chooses a file of the disk in a field.
async fn choose_file(desk: &Desk, field: &HtmlElement, name: &str, bytes: &[u8]) {
    let script = "
        const list = new DataTransfer();
        list.items.add(new File([bytes], name));
        field.files = list.files;";
    let choose = Function::new_with_args("field, name, bytes", script);
    choose.call3(&field.into(), field, &name.into(), &Uint8Array::from(bytes)).unwrap();
    send(field, "change");
    desk.settled().await;
}

#[wasm_bindgen_test]
async fn a_new_policy_holds_in_the_language_of_its_editor() {
    for (name, tag) in [("Nederlands", "nl"), ("English", "en")] {
        let desk = Desk::with_nothing_open().await;
        desk.press(name).await;
        let made = new::policy("new-policy", tag).unwrap().into_iter().collect();
        assert_eq!(desk.files(), made, "what the command line makes");
        assert!(desk.verdict().starts_with("Proven:"), "{}", desk.verdict());
        assert!(!desk.all(".rules tbody tr").is_empty(), "its rules are what somebody sees first");
        assert_eq!(desk.text(".saved"), "Nothing changed since it was opened or taken away.");
        assert!(!desk.is_enabled("Undo") && !desk.is_enabled("Redo"), "to open something is no step");
        desk.leave().await;
    }
}

#[wasm_bindgen_test]
async fn a_policy_that_comes_along_is_opened_as_a_copy() {
    let desk = Desk::with_nothing_open().await;
    assert_eq!(desk.text("h1"), "Workshop");
    desk.press("library").await;
    desk.assert_files(&[]);
    assert_eq!(desk.text("h1"), "Workshop library");
    assert_eq!(desk.verdict(), "Proven: 4 ways, 2 outcomes.");
    desk.take_back(0).await;
}

#[wasm_bindgen_test]
async fn a_zip_of_the_own_disk_is_opened() {
    let desk = Desk::with_nothing_open().await;
    let entries: Vec<_> =
        library().into_iter().map(|(name, text)| (format!("ours/{name}"), text.into_bytes())).collect();
    let zip = archive::write(&entries).unwrap();
    choose_file(&desk, &desk.field("A zip file"), "ours.zip", &zip).await;
    desk.until(|| desk.shows(".rules"), || "the policy of the zip".to_owned()).await;
    desk.settled().await;
    desk.take_back(0).await;
}

#[wasm_bindgen_test]
async fn a_zip_without_a_policy_is_refused_with_the_reason() {
    let desk = Desk::with_nothing_open().await;
    let zip = archive::write(&[("notes.txt".to_owned(), b"nothing".to_vec())]).unwrap();
    for (bytes, reason) in [(zip.as_slice(), "policy.toml"), (b"no zip".as_slice(), "zip")] {
        choose_file(&desk, &desk.field("A zip file"), "ours.zip", bytes).await;
        desk.until(|| desk.text("[role=alert]").contains(reason), || format!("a reason with {reason}")).await;
        assert!(desk.shows(".start"), "something else can be opened");
    }
}

/// The draft is kept a moment after somebody has typed, with all its steps, until it is closed.
#[wasm_bindgen_test]
async fn a_draft_is_there_again_when_the_page_is_loaded_again() {
    let desk = Desk::with_library().await;
    desk.view("Policy and languages").await;
    desk.write("policy.toml/version", "2").await;
    assert_eq!(desk.text(".saved"), "Changed. The draft is kept in this browser; nothing is saved yet.");
    desk.until(|| kept().is_some_and(|kept| kept.contains("version = \\\"2\\\"")), || "the draft".to_owned()).await;

    let desk = Desk::again(library()).await;
    desk.assert_files(&[("policy.toml", "version = \"1\"", "version = \"2\"")]);
    desk.take_back(1).await;
    assert_eq!(kept(), None, "what is closed is kept no longer");
    let desk = Desk::again(library()).await;
    assert!(desk.shows(".start"));
}
