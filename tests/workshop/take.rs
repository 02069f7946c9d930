//! What is taken away: shown first, then packed or saved.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use wegwijzer::draft::{Files, archive};

use crate::desk::{Desk, library};
use crate::page::kept;

async fn with_another_version() -> Desk {
    let desk = Desk::with_library().await;
    change_version(&desk, "2").await;
    desk
}

async fn change_version(desk: &Desk, version: &str) {
    desk.view("Policy and languages").await;
    desk.write("policy.toml/version", version).await;
    desk.press("Take it away…").await;
}

#[wasm_bindgen_test]
async fn what_has_changed_is_shown_line_by_line() {
    let desk = with_another_version().await;
    let changes = desk.texts(".view details > summary");
    assert_eq!(changes, ["policy.toml changed"]);
    desk.click(&desk.find(".view details > summary").unwrap()).await;
    assert_eq!(desk.texts(".view pre .removed"), ["- version = \"1\""]);
    assert_eq!(desk.texts(".view pre .added"), ["+ version = \"2\""]);
    desk.press("Undo").await;
    assert!(desk.text(".view").contains("Nothing changed since it was opened or taken away."));
    desk.take_back(0).await;
}

#[wasm_bindgen_test]
async fn a_zip_has_the_files_as_they_are_now() {
    let desk = with_another_version().await;
    desk.press("Download a zip").await;
    desk.until(|| desk.text(".told") == "Downloaded as library.zip.", || "the zip".to_owned()).await;
    let (name, bytes) = desk.downloaded().expect("a download");
    assert_eq!(name, "library.zip");
    assert_eq!(archive::read(&bytes).unwrap().files, desk.files());
    assert_eq!(desk.text(".saved"), "Nothing changed since it was opened or taken away.");
    desk.press("Undo").await;
    desk.assert_files(&[]);
    assert_eq!(desk.text(".saved"), "Nothing changed since it was opened or taken away.", "it is as it was opened");
    desk.leave().await;
}

/// A folder of the browser's own file system, which is none of a person's disk and else like it.
async fn folder(script: &str) -> wasm_bindgen::JsValue {
    let script = format!(
        "const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle('policy', {{ create: true }});
        const write = async (name, text) => {{
            const writer = await (await folder.getFileHandle(name, {{ create: true }})).createWritable();
            await writer.write(text);
            await writer.close();
        }};
        const read = async (name) => (await (await folder.getFileHandle(name)).getFile()).text();
        {script}"
    );
    let promise = js_sys::eval(&format!("(async () => {{ {script} }})()")).unwrap();
    JsFuture::from(promise.unchecked_into::<Promise>()).await.unwrap()
}

async fn lay_out(files: &Files) {
    for (name, text) in files {
        folder(&format!("await write({name:?}, {})", serde_json::to_string(text).unwrap())).await;
    }
    folder("globalThis.showDirectoryPicker = async () => folder").await;
}

#[wasm_bindgen_test]
async fn a_folder_is_opened_and_saved_into_unless_somebody_else_was_there() {
    lay_out(&library()).await;
    let desk = Desk::with_nothing_open().await;
    desk.press("Choose a folder").await;
    desk.until(|| desk.shows(".rules"), || "the policy of the folder".to_owned()).await;
    desk.settled().await;
    desk.assert_files(&[]);
    change_version(&desk, "2").await;
    desk.press("Save into the folder").await;
    desk.until(|| desk.text(".told") == "Saved one file.", || "the file".to_owned()).await;
    let saved = folder("return read('policy.toml')").await.as_string();
    assert_eq!(saved, desk.file("policy.toml"), "the file has the draft, to the last byte");

    folder("await write('words.en.toml', await read('words.en.toml') + '# by somebody else')").await;
    change_version(&desk, "3").await;
    desk.press("Save into the folder").await;
    desk.until(|| desk.shows(".asked"), || "a question".to_owned()).await;
    assert!(desk.text(".asked").contains("words.en.toml"), "{}", desk.text(".asked"));
    desk.press("Leave them as they are").await;
    assert_eq!(folder("return read('policy.toml')").await.as_string(), saved, "nothing was saved");
    desk.press("Save into the folder").await;
    desk.until(|| desk.shows(".asked"), || "the question again".to_owned()).await;
    desk.press("Overwrite them").await;
    desk.until(|| desk.text(".told") == "Saved 2 files.", || "both files".to_owned()).await;
    for name in ["policy.toml", "words.en.toml"] {
        assert_eq!(folder(&format!("return read({name:?})")).await.as_string(), desk.file(name), "{name}");
    }
    desk.leave().await;
}

#[wasm_bindgen_test]
async fn a_policy_that_has_changed_is_closed_after_a_question() {
    let desk = with_another_version().await;
    desk.press("Close this policy").await;
    assert!(desk.shows(".view"), "it is not closed yet");
    desk.press("Throw away what has changed").await;
    assert!(desk.shows(".start"));
    desk.press("library").await;
    desk.take_back(0).await;
}

#[wasm_bindgen_test]
async fn a_draft_is_kept_nowhere_when_its_editor_wants_that() {
    let desk = with_another_version().await;
    desk.until(|| kept().is_some(), || "the draft".to_owned()).await;
    desk.tick("Keep the draft in this browser").await;
    assert_eq!(kept(), None);
    assert_eq!(desk.text(".saved"), "Changed, and kept nowhere: take it away before you close this page.");
    desk.tick("Keep the draft in this browser").await;
    assert!(kept().is_some(), "it is kept again at once");
    desk.take_back(1).await;
}
