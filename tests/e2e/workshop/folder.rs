//! A policy is saved into the folder that it came from: a real folder of the browser's own file system, in the place of one that
//! somebody picks. WebKitGTK has none: there, as in all others, a zip is taken away.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use serde_json::json;

use super::editor::{SHIPPED_TITLE, TITLE, press, proven, retitle, start, started_after};
use crate::browser::{Browser, Engine};
use crate::common::project;

/// The folder that is picked, how a test reads and writes it, and a gate that files are written through.
const FOLDER: &str = "
    const folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('policy', { create: true });
    window.showDirectoryPicker = folder;
    const { createWritable } = FileSystemFileHandle.prototype;
    window.gate = Promise.resolve();
    FileSystemFileHandle.prototype.createWritable = async function () {
        await gate;
        return createWritable.call(this);
    };
    window.put = async (files) => {
        for (const [name, text] of Object.entries(files)) {
            const writer = await createWritable.call(await (await folder()).getFileHandle(name, { create: true }));
            await writer.write(text);
            await writer.close();
        }
    };
    window.got = async () => {
        const files = {};
        for await (const [name, handle] of (await folder()).entries()) files[name] = await (await handle.getFile()).text();
        return files;
    };
    window.fill = () => window.gate = Promise.reject(new Error('The disk is full.'));
    window.told = () => document.querySelector('.told').textContent;
    window.state = () => document.querySelector('.saved').textContent;";

/// The file with the title that is edited.
const WORDS: &str = "words.nl.toml";

/// What the page says of the draft.
const SAME: &str = "Nothing changed since it was opened or taken away.";
const CHANGED: &str = "Changed. The draft is kept in this browser; nothing is saved yet.";

type Files = BTreeMap<String, String>;

#[tokio::test]
async fn a_folder_is_saved_into_in_chromium() {
    save(Engine::Chromium).await;
}

#[tokio::test]
async fn a_folder_is_saved_into_in_firefox() {
    save(Engine::Firefox).await;
}

async fn save(engine: Engine) {
    let server = started_after(FOLDER);
    let browser = Browser::start_engine(engine).await;
    start(&browser, &server).await;
    let mut disk = on_disk();
    browser.run_async(&format!("put({}).then(() => done())", json!(disk))).await;
    press(&browser, "Choose a folder").await;
    proven(&browser).await;

    // Of the files only the one that was edited is written, with the line breaks that it had.
    retitle(&browser, "Wat kom je doen?").await;
    save_now(&browser).await;
    browser.wait_for("return told() === 'Saved one file.'").await;
    *disk.get_mut(WORDS).unwrap() = words("Wat kom je doen?");
    assert_eq!(got(&browser).await, disk, "{engine:?}");
    assert_eq!(browser.run("return state()").await, SAME, "{engine:?}");

    // So it is when the file is edited as text.
    press(&browser, "Files").await;
    let text = "document.querySelector('.code textarea')";
    browser.run(&format!("change(document.querySelector('main .view select'), '{WORDS}')")).await;
    browser.wait_for(&format!("return {text}.value.includes('Wat kom je doen?')")).await;
    browser.run(&format!("change({text}, {text}.value.replace('Wat kom je doen?', 'Wat wil je?'))")).await;
    save_now(&browser).await;
    *disk.get_mut(WORDS).unwrap() = words("Wat wil je?");
    wait_for_disk(&browser, &disk).await;

    do_not_overwrite_unseen(&browser, &mut disk).await;
    type_while_it_is_saved(&browser, &mut disk).await;

    // What cannot be written is not saved.
    browser.run("fill()").await;
    retitle(&browser, "Past niet").await;
    save_now(&browser).await;
    browser.wait_for("return document.querySelector('main .problem').textContent === 'The disk is full.'").await;
    assert_eq!(got(&browser).await, disk, "{engine:?}");
    assert_eq!(browser.run("return state()").await, CHANGED, "{engine:?}");
    browser.quit().await;
}

/// Somebody else has changed a file since: its editor is asked first.
async fn do_not_overwrite_unseen(browser: &Browser, disk: &mut Files) {
    let newer = disk["words.en.toml"].replace("All about your library card", "Your card");
    assert_ne!(newer, disk["words.en.toml"]);
    browser.run_async(&format!("put({}).then(() => done())", json!({ "words.en.toml": newer }))).await;
    let own = disk.insert("words.en.toml".to_owned(), newer).unwrap();
    retitle(browser, "Waar gaat het over?").await;
    save_now(browser).await;
    let asked = "document.querySelector('.asked')";
    browser.wait_for(&format!("return {asked}?.textContent.includes('these files in it: words.en.toml.')")).await;
    assert_eq!(got(browser).await, *disk);
    press(browser, "Leave them as they are").await;
    browser.wait_for(&format!("return !{asked}")).await;
    assert_eq!(got(browser).await, *disk);
    assert_eq!(browser.run("return state()").await, CHANGED);

    press(browser, "Save into the folder").await;
    press(browser, "Overwrite them").await;
    disk.insert("words.en.toml".to_owned(), own);
    disk.insert(WORDS.to_owned(), words("Waar gaat het over?"));
    wait_for_disk(browser, disk).await;
    browser.wait_for("return told() === 'Saved 2 files.'").await;
    assert_eq!(browser.run("return state()").await, SAME);
}

/// What is typed while the disk is busy is neither saved nor lost.
async fn type_while_it_is_saved(browser: &Browser, disk: &mut Files) {
    retitle(browser, "Eerst").await;
    browser.run("window.gate = new Promise((open) => window.open_gate = open)").await;
    save_now(browser).await;
    retitle(browser, "Daarna").await;
    assert_eq!(got(browser).await, *disk, "the disk is busy");
    browser.run("open_gate()").await;
    disk.insert(WORDS.to_owned(), words("Eerst"));
    wait_for_disk(browser, disk).await;
    browser.wait_for("return told() === 'Saved one file.'").await;
    assert_eq!(browser.run("return state()").await, CHANGED);
    assert_eq!(browser.run(&format!("return {TITLE}.value")).await, "Daarna");

    save_now(browser).await;
    disk.insert(WORDS.to_owned(), words("Daarna"));
    wait_for_disk(browser, disk).await;
    browser.wait_for(&format!("return state() === '{SAME}'")).await;
}

/// The files of a policy, one of which has the line breaks of Windows, and two that are nothing to the workshop.
fn on_disk() -> Files {
    let mut files: Files = [("notes.txt", "Call Anna.\r\n"), ("scan.bin", "\u{0}\u{1}\r\n\n")]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into();
    for entry in fs::read_dir(project("examples/policies/library-card")).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        files.insert(name, fs::read_to_string(entry.path()).unwrap());
    }
    files.insert(WORDS.to_owned(), words(SHIPPED_TITLE));
    files
}

/// The words with a title, and with the line breaks of Windows.
fn words(title: &str) -> String {
    let shipped = fs::read_to_string(project("examples/policies/library-card").join(WORDS)).unwrap();
    assert_eq!(shipped.matches(SHIPPED_TITLE).count(), 1);
    shipped.replace(SHIPPED_TITLE, title).replace('\n', "\r\n")
}

async fn save_now(browser: &Browser) {
    press(browser, "Take it away…").await;
    press(browser, "Save into the folder").await;
}

/// The files on the disk. They are none while one of them is being replaced.
async fn got(browser: &Browser) -> Files {
    let files = browser.run_async("got().then(done, () => done({}))").await;
    serde_json::from_value(files).unwrap()
}

/// Waits until the files on the disk are these, and no others.
async fn wait_for_disk(browser: &Browser, wanted: &Files) {
    let start = Instant::now();
    while got(browser).await != *wanted && start.elapsed() < Duration::from_secs(20) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(got(browser).await, *wanted);
}
