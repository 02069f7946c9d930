//! The author's tool as npm installs it, for whoever has Node.js and no Rust. `script/test npx` packs the release, installs it in a
//! folder with nothing else, and has these tests and all others that call the tool use that one.

mod common;
#[path = "common/tool.rs"]
mod tool;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use common::project;
use serde_json::Value;

/// The folder in which the package is installed.
fn folder() -> PathBuf {
    let tool = env::var("WEGWIJZER").expect("what `script/test npx` has installed");
    PathBuf::from(tool).ancestors().nth(3).expect("folder/node_modules/.bin/wegwijzer").to_owned()
}

/// What a command that has done its work has said.
fn done(program: &str, arguments: &[&str]) -> String {
    let done = Command::new(program).args(arguments).current_dir(folder()).output().unwrap();
    let said = String::from_utf8(if done.status.success() { done.stdout } else { done.stderr }).unwrap();
    assert!(done.status.success(), "{program} {arguments:?}: {said}");
    said
}

#[test]
fn npx_runs_the_tool_by_the_name_of_the_package_and_by_its_own() {
    let policy = project("policies/cliendo");
    for name in ["contact-wegwijzer", "wegwijzer"] {
        let said = done("npx", &["--offline", name, "check", policy.to_str().unwrap()]);
        assert!(said.contains("/policies/cliendo: 23 rules over 7 questions, proven\n"), "{said}");
    }
    let version = concat!("wegwijzer ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(done("npx", &["--offline", "contact-wegwijzer", "--version"]), version);
}

/// So that a web team can let it in: no other package, and nothing that runs when it is installed.
#[test]
fn nothing_comes_along_and_nothing_runs_while_it_is_installed() {
    let installed: BTreeSet<String> = fs::read_dir(folder().join("node_modules"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    assert_eq!(installed, BTreeSet::from(["contact-wegwijzer".to_owned()]));
    let manifest = fs::read_to_string(folder().join("node_modules/contact-wegwijzer/package.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    for key in ["scripts", "dependencies", "optionalDependencies", "peerDependencies"] {
        assert!(manifest.get(key).is_none(), "{key}: {}", manifest[key]);
    }
}

/// The app of the tool, as `docs/size.md` says of it.
#[test]
fn the_tool_is_small_enough_to_be_fetched_for_one_check() {
    let app = folder().join("node_modules/contact-wegwijzer/tool/author.wasm");
    let count = "console.log(zlib.brotliCompressSync(fs.readFileSync(process.argv[1])).length)";
    let bytes: usize = done("node", &["--eval", count, app.to_str().unwrap()]).trim().parse().unwrap();
    println!("{bytes} bytes with brotli");
    assert!(bytes < 1_500_000, "{bytes} bytes with brotli");
    let docs = fs::read_to_string(project("docs/size.md")).unwrap();
    assert!(docs.contains("stays under 1.5 MB"), "the cap is not told in docs/size.md");
}

/// A fault of the tool is none of the policy.
#[test]
fn a_tool_that_is_broken_says_so() {
    let (broken, whole) = (folder().join("broken"), folder().join("node_modules/contact-wegwijzer/tool"));
    fs::create_dir_all(&broken).unwrap();
    for name in ["author.js", "wegwijzer.js"] {
        fs::copy(whole.join(name), broken.join(name)).unwrap();
    }
    fs::write(broken.join("package.json"), "{ \"type\": \"module\" }").unwrap();
    fs::write(broken.join("author.wasm"), "no app").unwrap();
    let ended = Command::new("node").arg(broken.join("wegwijzer.js")).arg("--version").output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(101), "{said}");
    assert!(said.starts_with("error: the tool has a fault of its own: "), "{said}");
}
