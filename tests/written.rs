//! What the tool writes, what it leaves alone, and what is left when it cannot write.

#![cfg(unix)]

mod common;
#[path = "common/tool.rs"]
mod tool;

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use common::project;
use tool::program;

/// An empty folder of a test's own, with the small policy in `policy`, in English and in Dutch.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("written-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("policy")).unwrap();
    for (from, to) in
        [("policy.toml", "policy.toml"), ("words.en.toml", "words.en.toml"), ("words.en.toml", "words.nl.toml")]
    {
        fs::copy(project("tests/small").join(from), folder.join("policy").join(to)).unwrap();
    }
    folder
}

fn wegwijzer(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program()).args(arguments).current_dir(folder).output().unwrap()
}

/// What a command that has done its work has said.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = wegwijzer(folder, arguments);
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

/// The one line in which a command that could not do its work has said why.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = wegwijzer(folder, arguments);
    let said = String::from_utf8(stderr).unwrap();
    assert_eq!((status.code(), said.lines().count()), (Some(2), 1), "{said}");
    said
}

const EXPORT: &[&str] = &["export", "policy", "--out", "site"];
const MAP: &[&str] = &["map", "policy", "--out", "map.html"];

/// Every file of a folder with what is in it.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entry =
        |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap());
    let found = fs::read_dir(folder).unwrap().map(Result::unwrap);
    found.filter(|found| found.path().is_file()).map(entry).collect()
}

fn change(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "no {from:?} in {}", file.display());
    fs::write(file, text.replace(from, to)).unwrap();
}

#[test]
fn an_export_replaces_and_removes_what_an_export_wrote_and_says_so() {
    let folder = folder("again");
    let said = done(&folder, EXPORT);
    assert!(said.contains("site/article.nl.html\n") && said.contains("site/policy.json\n"), "{said}");
    fs::write(folder.join("site/article.fr.html"), "not from an export").unwrap();
    let said = done(&folder, EXPORT);
    assert!(said.contains("site/policy.json (unchanged)\n") && !said.contains("replaced"), "{said}");

    fs::remove_file(folder.join("policy/words.nl.toml")).unwrap();
    change(&folder.join("policy/words.en.toml"), "Welcome", "Come in");
    let said = done(&folder, EXPORT);
    for told in ["site/article.en.html (replaced)", "site/article.nl.html (removed)", "site/words.nl.json (removed)"] {
        assert!(said.contains(told), "no {told:?} in {said}");
    }
    let left = files(&folder.join("site"));
    assert!(!left.contains_key("article.nl.html") && !left.contains_key("words.nl.json"), "{left:?}");
    assert_eq!(left["article.fr.html"], "not from an export");
    assert!(left.keys().all(|name| !name.ends_with(".part")), "{:?}", left.keys());
    // The list is one that `sha256sum --check` knows.
    let listed: Vec<&str> = left["files.sha256"].lines().map(|line| line.split_once("  ").unwrap().1).collect();
    assert_eq!(listed.len() + 2, left.len(), "all but the list itself and what is not from an export: {listed:?}");
}

#[test]
fn what_somebody_has_changed_is_kept_unless_they_say_otherwise() {
    let folder = folder("changed");
    done(&folder, EXPORT);
    done(&folder, MAP);
    change(&folder.join("policy/words.en.toml"), "Welcome", "Come in");
    for file in ["site/article.en.html", "map.html"] {
        change(&folder.join(file), "Welcome", "Bienvenue");
    }
    let before = files(&folder.join("site"));
    let said = refused(&folder, EXPORT);
    assert!(said.contains("site/article.en.html: ") && said.contains("--force") && !said.contains("routes"), "{said}");
    assert_eq!(files(&folder.join("site")), before, "all files or none");
    assert!(refused(&folder, MAP).contains("map.html: "));
    assert!(fs::read_to_string(folder.join("map.html")).unwrap().contains("Bienvenue"));

    assert!(done(&folder, &[EXPORT, &["--force"]].concat()).contains("site/article.en.html (replaced)"));
    assert!(done(&folder, &[MAP, &["--force"]].concat()).contains("map.html (replaced)"));
    assert!(fs::read_to_string(folder.join("map.html")).unwrap().contains("Come in"));
    change(&folder.join("policy/words.en.toml"), "Come in", "Welcome");
    assert!(done(&folder, MAP).contains("map.html (replaced)"), "its own map needs no force");

    // A language that is gone, and whose article somebody has changed.
    change(&folder.join("site/article.nl.html"), "Welcome", "Welkom");
    done(&folder, &[EXPORT, &["--force"]].concat());
    change(&folder.join("site/article.nl.html"), "Welcome", "Welkom");
    fs::remove_file(folder.join("policy/words.nl.toml")).unwrap();
    let said = done(&folder, EXPORT);
    assert!(said.contains("site/article.nl.html (no longer part of it; kept"), "{said}");
    assert!(files(&folder.join("site"))["article.nl.html"].contains("Welkom"));
}

/// From the same policy come the same files, whenever and wherever they are made: nothing in them is of the machine, the day or
/// the order in which it had its memory.
#[test]
fn the_same_policy_gives_the_same_files() {
    let mut compared = 0;
    for policy in ["policies/cliendo", "examples/policies/child-passport", "examples/policies/library-card"] {
        let [one, other] = ["same-one", "same-other"].map(folder);
        for (folder, zone) in [(&one, "UTC"), (&other, "Pacific/Kiritimati")] {
            let policy = project(policy).display().to_string();
            let page = project("index.html").display().to_string();
            fs::create_dir_all(folder.join("build")).unwrap();
            for arguments in [
                vec!["build", &policy, "--page", &page, "--out", "build", "--shipped", "build/shipped.json"],
                vec!["export", &policy, "--out", "site"],
                vec!["map", &policy, "--out", "map.html"],
            ] {
                let tool = Command::new(env!("CARGO_BIN_EXE_wegwijzer"))
                    .args(&arguments)
                    .current_dir(folder)
                    .env("TZ", zone)
                    .output()
                    .unwrap();
                assert!(tool.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&tool.stderr));
            }
        }
        let id = Path::new(policy).file_name().unwrap().to_str().unwrap();
        let folders = ["", "site", "build", &format!("build/{id}")];
        for inner in folders {
            let [one, other] = [&one, &other].map(|folder| files(&folder.join(inner)));
            let differing: Vec<&String> = one.keys().filter(|name| one.get(*name) != other.get(*name)).collect();
            assert!(differing.is_empty() && one.len() == other.len(), "{policy} {inner}: {differing:?}");
            compared += one.len();
        }
        // What is exported is what is built: whoever takes the article from the one has that of the other.
        let (built, exported) = (files(&one.join("build")), files(&one.join("site")));
        let articles: Vec<&String> = exported.keys().filter(|name| name.starts_with("article.")).collect();
        assert!(articles.len() >= 2 && articles.iter().all(|name| built[*name] == exported[*name]), "{articles:?}");
        let compiled = files(&one.join("build").join(id));
        assert!(compiled.len() > articles.len() && compiled.iter().all(|(name, text)| exported[name] == *text), "{id}");
    }
    println!("{compared} files made twice");
    assert!(compared > 80, "{compared}");
}

/// A link in the folder, and a list that somebody has tampered with, lead nowhere.
#[test]
fn nothing_is_written_or_removed_outside_the_folder() {
    let folder = folder("outside");
    fs::create_dir(folder.join("site")).unwrap();
    fs::write(folder.join("precious.txt"), "precious").unwrap();
    symlink("../precious.txt", folder.join("site/routes.md")).unwrap();
    assert!(refused(&folder, EXPORT).contains("site/routes.md: "));
    done(&folder, &[EXPORT, &["--force"]].concat());
    assert!(fs::read_to_string(folder.join("site/routes.md")).unwrap().starts_with("# library"));
    assert_eq!(fs::read_to_string(folder.join("precious.txt")).unwrap(), "precious");

    // The digest is that of "precious".
    let line = "157fc55121ab2c59852c35d78aca98d840047e5d9668c423e4d3b146e1577901  ../precious.txt\n";
    let list = folder.join("site/files.sha256");
    fs::write(&list, fs::read_to_string(&list).unwrap() + line).unwrap();
    assert!(refused(&folder, EXPORT).contains("../precious.txt"));
    assert_eq!(fs::read_to_string(folder.join("precious.txt")).unwrap(), "precious");
}

/// No file may be larger than a kilobyte: as on a disk that is full, writing fails in the middle of a file.
#[test]
fn on_a_full_disk_every_old_file_is_whole() {
    let folder = folder("full");
    done(&folder, EXPORT);
    done(&folder, MAP);
    let before = (files(&folder.join("site")), files(&folder));
    change(&folder.join("policy/words.en.toml"), "Welcome", "Come in");
    let changed = files(&folder.join("policy"));
    for command in ["export policy --out site", "map policy --out map.html"] {
        let script = format!("trap '' XFSZ; ulimit -f 1; exec {} {command} >/dev/null", program());
        let Output { status, stderr, .. } =
            Command::new("sh").args(["-c", &script]).current_dir(&folder).output().unwrap();
        let said = String::from_utf8(stderr).unwrap();
        assert_eq!((status.code(), said.lines().count()), (Some(2), 1), "{said}");
        assert!(said.starts_with("error: cannot write "), "{said}");
    }
    assert_eq!((files(&folder.join("site")), files(&folder)), before);
    assert_eq!(files(&folder.join("policy")), changed);
}

/// Who may read a file is for its owner to say, and what is piped on is not replaced by a file.
#[test]
fn permissions_stay_and_a_pipe_is_written_to() {
    let folder = folder("permissions");
    done(&folder, MAP);
    let map = folder.join("map.html");
    fs::set_permissions(&map, Permissions::from_mode(0o640)).unwrap();
    change(&folder.join("policy/words.en.toml"), "Welcome", "Come in");
    assert!(done(&folder, MAP).contains("map.html (replaced)"));
    assert_eq!(fs::metadata(&map).unwrap().permissions().mode() & 0o777, 0o640);

    let piped = done(&folder, &["map", "policy", "--out", "/dev/stdout"]);
    assert!(piped.starts_with("<!DOCTYPE html>") && piped.ends_with("/dev/stdout\n"), "{piped}");
    assert!(piped.contains("Come in"), "{piped}");
}

/// Ctrl+C in the middle of a question ends the tool as it ends every program, and leaves nothing behind.
#[test]
fn who_is_asked_can_stop() {
    let folder = folder("stopped");
    let before = files(&folder.join("policy"));
    let mut tool = Command::new(program());
    tool.args(["ask", "policy"]).current_dir(&folder).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut tool = tool.spawn().unwrap();
    let mut shown = [0; 1];
    // It asks: from now on it waits.
    tool.stdout.as_mut().unwrap().read_exact(&mut shown).unwrap();
    assert!(Command::new("kill").args(["-INT", &tool.id().to_string()]).status().unwrap().success());
    // What a shell knows as 130.
    assert_eq!(tool.wait().unwrap().signal(), Some(2));
    assert_eq!(files(&folder.join("policy")), before);
    assert_eq!(files(&folder), BTreeMap::new());
}
