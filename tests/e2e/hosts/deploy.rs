//! A release that comes while a visitor is there, on each kind of server that `deploy/` has a configuration for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::browser::Browser;
use crate::common::project;
use crate::common::serving::Running;
use crate::server::Server;

#[tokio::test]
async fn visitors_walk_on_through_a_release_on_nginx() {
    let site = Site::new("nginx");
    let server = Running::nginx(&site.folder, "release");
    walk_through_a_release(&site, &format!("http://127.0.0.1:{}/host.html", server.port)).await;
}

#[tokio::test]
async fn visitors_walk_on_through_a_release_on_caddy() {
    let site = Site::new("caddy");
    let server = Running::caddy(&site.folder, "release");
    walk_through_a_release(&site, &format!("http://127.0.0.1:{}/host.html", server.port)).await;
}

/// A host that reads `_headers`.
#[tokio::test]
async fn visitors_walk_on_through_a_release_on_a_static_host() {
    let site = Site::new("static");
    let server = Server::start_caching(&site.folder);
    walk_through_a_release(&site, &server.url("/host.html")).await;
}

/// Two releases on one page: the first serves all, and nothing of the other is loaded.
#[tokio::test]
async fn two_releases_on_a_page_do_not_meet() {
    let site = Site::new("two");
    let copied = Command::new("cp").arg("-r").arg(project("dist")).arg(site.folder.join("before")).status().unwrap();
    assert!(copied.success());
    site.release("the new release");
    let page = "<!doctype html><html lang=\"en\"><title>t</title><body><contact-wegwijzer></contact-wegwijzer>\
        <contact-wegwijzer></contact-wegwijzer><script type=\"module\" src=\"before/wegwijzer.js\"></script>\
        <script type=\"module\" src=\"wegwijzer.js\"></script>";
    fs::write(site.folder.join("host.html"), page).unwrap();
    let server = Server::start(&site.folder);
    let browser = Browser::start().await;
    browser.open(&server.url("/host.html")).await;
    browser.walk(&[("who", "client")]).await;
    let text = browser.screen_with_id("ask-institution").await.text;
    assert!(!text.contains("the new release"), "{text}");
    assert_eq!(browser.run("return document.querySelectorAll('contact-wegwijzer').length").await, json!(2));
    let files = server.loaded();
    assert!(files.len() == 4 && files.iter().all(|path| path.starts_with("/before/")), "{files:?}");
    browser.quit().await;
}

async fn walk_through_a_release(site: &Site, address: &str) {
    let browser = Browser::start().await;
    browser.open(address).await;
    browser.walk(&[("who", "client")]).await;
    browser.screen_with_id("ask-institution").await;
    site.release("the new release");

    // Who is there goes on with the files of their script; so does who comes again while the browser holds that for fresh.
    let read = async |browser: &Browser, language: &str| {
        browser
            .run(&format!(
                "const menu = root.querySelector('select'); menu.value = '{language}'; menu.dispatchEvent(new Event('change'))"
            ))
            .await;
        browser.wait_for(&format!("return root.querySelector('.wegwijzer').lang === '{language}'")).await;
        browser.screen().await.text
    };
    let text = read(&browser, "en").await;
    assert!(!text.contains("the new release"), "{text}");
    browser.open(address).await;
    let first = read(&browser, "en").await;
    assert!(!first.contains("the new release"), "{first}");

    // Who comes for the first time has the new release, and nothing of the old.
    let other = Browser::start().await;
    other.open(address).await;
    let first = read(&other, "en").await;
    assert!(first.contains("the new release"), "{first}");
    other.quit().await;

    // Where the files of the old release are taken away, its visitors keep their screen; another try helps when they are back.
    let third = Browser::start().await;
    third.open(address).await;
    third.walk(&[("who", "client")]).await;
    let newer = site.release("the third release");
    site.take_away(&newer);
    third
        .run("const menu = root.querySelector('select'); menu.value = 'en'; menu.dispatchEvent(new Event('change'))")
        .await;
    third.wait_for("return !!root.querySelector('.failure [role=status]')?.textContent").await;
    third.screen_with_id("ask-institution").await;
    site.put_back(&newer);
    third.run("root.querySelector('.failure button').click()").await;
    third.wait_for("return root.querySelector('.wegwijzer').lang === 'en'").await;
    assert_eq!(third.run("return root.querySelectorAll('.failure').length").await, json!(0));
    third.quit().await;
    browser.quit().await;
}

/// A folder with a release and a page.
struct Site {
    folder: PathBuf,
}

impl Site {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("site-{name}"));
        let _ = fs::remove_dir_all(&folder);
        let copied = Command::new("cp").arg("-r").arg(project("dist")).arg(&folder).status().unwrap();
        assert!(copied.success());
        let page = "<!doctype html><html lang=\"nl\"><title>t</title><body>\
            <contact-wegwijzer languages=\"nl en\"></contact-wegwijzer><script type=\"module\" src=\"wegwijzer.js\"></script>";
        fs::write(folder.join("host.html"), page).unwrap();
        Self { folder }
    }

    /// Adds a release in which the English texts say something else, as `docs/embedding.md` has it: the files first, then
    /// the script, and nothing is deleted. Gives the English words of the release before.
    fn release(&self, says: &str) -> PathBuf {
        let script = fs::read_to_string(self.folder.join("wegwijzer.js")).unwrap();
        let old =
            script.split("./files/words.en.").nth(1).and_then(|rest| rest.split(".json").next()).expect("the words");
        let old = format!("words.en.{old}.json");
        let before = fs::read(self.folder.join("files").join(&old)).unwrap();
        let mut words: serde_json::Value = serde_json::from_slice(&before).unwrap();
        words["texts"]["ui"]["privacy"] = json!(says);
        words["texts"]["ui"]["version"] = json!(says);
        let after = words.to_string();
        let name = |content: &[u8]| format!("words.en.{}.json", &hex(content)[..16]);
        assert_eq!(old, name(&before), "a file is named by its content");
        let new = name(after.as_bytes());
        let hash = |bytes: &[u8]| BASE64_STANDARD.encode(Sha256::digest(bytes));
        assert!(script.contains(&hash(&before)), "the script knows the digest of its files");
        let script = script.replace(&old, &new).replace(&hash(&before), &hash(after.as_bytes()));
        fs::write(self.folder.join("files").join(&new), after).unwrap();
        for ending in [".br", ".gz"] {
            fs::remove_file(self.folder.join(format!("wegwijzer.js{ending}"))).or_else(ignore_missing).unwrap();
        }
        fs::write(self.folder.join("wegwijzer.js"), script).unwrap();
        self.folder.join("files").join(old)
    }

    fn take_away(&self, file: &Path) {
        for ending in ["", ".br", ".gz"] {
            fs::rename(with(file, ending), with(file, &format!("{ending}.away"))).or_else(ignore_missing).unwrap();
        }
    }

    fn put_back(&self, file: &Path) {
        for ending in ["", ".br", ".gz"] {
            fs::rename(with(file, &format!("{ending}.away")), with(file, ending)).or_else(ignore_missing).unwrap();
        }
    }
}

fn with(file: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", file.display()))
}

fn ignore_missing(error: std::io::Error) -> std::io::Result<()> {
    if error.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
