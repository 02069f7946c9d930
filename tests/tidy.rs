//! The invariants of the house that a reader could break without noticing. Each names what it protects.

mod sources;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sources::imports::{imported, named};
use sources::{code, files, root};

/// What only the rooms that stand in a page may know of.
const BROWSER: &[&str] =
    &["leptos", "tachys", "reactive_graph", "web_sys", "js_sys", "gloo", "wasm_bindgen", "send_wrapper"];

/// The rooms, each with those that it may import from. The last may import from all.
const ROOMS: &[(&str, &[&str])] = &[
    ("policy", &[]),
    ("decision", &["policy"]),
    ("screen", &["policy", "decision"]),
    ("parsed", &["policy"]),
    ("view", &["policy", "decision", "screen"]),
    ("embed", &["policy", "decision", "screen", "parsed", "view"]),
    ("decide", &["policy", "decision", "screen", "parsed"]),
    ("check", &["policy"]),
    ("change", &["policy", "decision", "screen"]),
    ("author", &["policy", "decision", "screen", "decide", "check", "change"]),
    ("draft", &["policy", "decision", "screen", "decide", "check", "change", "author"]),
    ("workshop", &["policy", "check", "author", "draft"]),
];

#[test]
fn what_a_widget_decides_and_shows_knows_no_browser() {
    let mut rooms =
        files(&["src/policy", "src/decision", "src/screen", "src/decide", "src/check", "src/change", "src/draft"]);
    // What JavaScript calls.
    rooms.retain(|file| !file.ends_with("decide/door.rs") && !file.ends_with("draft/prover.rs"));
    for file in rooms {
        for name in BROWSER {
            assert!(!code(&file).contains(name), "{} names {name}", file.display());
        }
    }
}

#[test]
fn imports_point_back_along_the_flow_of_data() {
    let mut imports = 0;
    for (room, allowed) in ROOMS {
        for file in rust(room) {
            let code = code(&file);
            let own = module(&file);
            for path in named(&code, &own) {
                let from = path.first().map_or("the root of the crate", String::as_str);
                assert!(from == *room || allowed.contains(&from), "{} imports {}", file.display(), path.join("::"));
                imports += usize::from(from != *room);
            }
            // A module within a file has a parent that is not the file's.
            let inline = code.lines().any(|line| line.contains("mod ") && line.trim_end().ends_with('{'));
            assert!(!inline && !code.contains("extern crate"), "{} hides what it names", file.display());
        }
    }
    assert!(imports > 200, "{imports} imports");
}

/// So that the tool does the same wherever it runs: what else asks a system would find none in WebAssembly.
#[test]
fn only_the_machine_itself_knows_files_and_terminals() {
    let own = ["native.rs", "main.rs"].map(|name| root().join("src/author/command").join(name));
    let asks = [
        "fs::",
        "env::",
        "process::",
        "thread::",
        "net::",
        "io::std",
        "IsTerminal",
        "terminal_size",
        "print!",
        "println!",
        "Instant",
        "SystemTime",
        ".exists()",
        ".metadata()",
        ".symlink_metadata()",
        ".is_file()",
        ".is_dir()",
        ".read_dir()",
    ];
    for file in files(&["src"]).iter().filter(|file| file.extension().is_some_and(|e| e == "rs") && !own.contains(file))
    {
        for name in asks {
            assert!(!code(file).contains(name), "{} asks the system: {name}", file.display());
        }
    }
}

/// So that each file can be read after those it builds on.
#[test]
fn no_files_of_a_room_import_each_other() {
    for (room, _) in ROOMS {
        let files = rust(room);
        let modules: Vec<Vec<String>> = files.iter().map(|file| module(file)).collect();
        let imported = |number: usize| -> BTreeSet<usize> {
            let named = named(&code(&files[number]), &modules[number]).into_iter().filter_map(|path| {
                // The longest module that the path begins with. The room itself is named by all paths into it.
                let known = (0..modules.len()).filter(|other| path.starts_with(&modules[*other]));
                known.max_by_key(|other| modules[*other].len())
            });
            named.filter(|other| *other != number && modules[*other].len() > 1).collect()
        };
        assert_no_circle(&files, (0..files.len()).map(imported).collect());
    }
}

/// The scripts import each other, and what the build puts in the place of three names; nothing of a host or of somebody else.
#[test]
fn scripts_import_what_is_theirs_and_never_in_a_circle() {
    let mut scripts = files(&["src/embed"]);
    scripts.retain(|file| file.extension().is_some_and(|e| e == "js"));
    let mut made = BTreeSet::new();
    let mut graph = Vec::new();
    for script in &scripts {
        let mut own = BTreeSet::new();
        for import in imported(&code(script)) {
            let beside = script.parent().unwrap().join(import.trim_start_matches("./"));
            match scripts.iter().position(|other| *other == beside) {
                Some(number) => drop(own.insert(number)),
                None => drop(made.insert(import)),
            }
        }
        graph.push(own);
    }
    assert_eq!(made.iter().collect::<Vec<_>>(), ["wegwijzer-app", "wegwijzer-shipped", "wegwijzer-style"]);
    assert!(graph.iter().map(BTreeSet::len).sum::<usize>() > 15, "the imports are seen");
    assert_no_circle(&scripts, graph);
}

/// What the two tests above look with sees each way of naming a module.
#[test]
fn each_way_of_importing_is_seen() {
    let own = ["policy".to_owned(), "table".to_owned()];
    let names = |code: &str| -> Vec<String> { named(code, &own).iter().map(|path| path.join("::")).collect() };
    for (code, path) in [
        ("use crate::view::widget;", "view::widget"),
        ("pub(crate) use crate::view::widget as other;", "view::widget"),
        ("use crate::{screen, view::{self, widget}};", "view::widget"),
        ("use {std::fmt, crate::view::widget};", "view::widget"),
        ("use super::super::view::widget;", "view::widget"),
        ("let drawn = crate::view::widget(place);", "view::widget"),
        ("let drawn = [super::super::view::widget::<T>(place)];", "view::widget"),
        ("let drawn = $crate::view::widget;", "view::widget"),
        ("use crate::*;", "*"),
        ("use crate as all;", ""),
        ("use crate::{self as all};", ""),
        ("use super::super as all;", ""),
        ("use super::words;", "policy::words"),
        ("use self::parts::whole;", "policy::table::parts::whole"),
        ("use parts::whole;", "policy::table::parts::whole"),
    ] {
        assert!(names(code).contains(&path.to_owned()), "{code}: {:?}", names(code));
    }
    for (code, import) in [
        ("import { a } from \"./a.js\";", "./a.js"),
        ("import './a.js'", "./a.js"),
        ("export * from \"./a.js\"", "./a.js"),
        ("await import( \"./a.js\" )", "./a.js"),
        ("await import(address)", ""),
    ] {
        assert_eq!(imported(code), [import], "{code}");
    }
    assert_eq!(imported("import.meta.url; Array.from('a'); important = 'b'"), [""; 0]);
}

/// The Rust sources of a room.
fn rust(room: &str) -> Vec<PathBuf> {
    let mut files = files(&[&format!("src/{room}")]);
    files.retain(|file| file.extension().is_some_and(|e| e == "rs"));
    files
}

/// The module of a source: `author::map::flow` for src/author/map/flow.rs, `author` for src/author/mod.rs.
fn module(file: &Path) -> Vec<String> {
    let inner = file.strip_prefix(root().join("src")).unwrap().with_extension("");
    let mut parts: Vec<String> = inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    parts.pop_if(|last| last == "mod" || last == "main");
    parts
}

/// `graph` has for each file the numbers of those that it imports.
fn assert_no_circle(files: &[PathBuf], graph: Vec<BTreeSet<usize>>) {
    let mut reach = graph;
    for _ in 0..reach.len() {
        for number in 0..reach.len() {
            let more: BTreeSet<usize> = reach[number].iter().flat_map(|other| reach[*other].clone()).collect();
            reach[number].extend(more);
        }
    }
    for (number, reached) in reach.iter().enumerate() {
        assert!(!reached.contains(&number), "{} comes back to itself by its imports", files[number].display());
    }
}

/// So that a reader takes in a file at one go. One that is longer says why in its first comment.
#[test]
fn no_file_is_longer_than_it_has_to_be() {
    let mut all = files(&["src", "tests", "benches"]);
    all.retain(|file| !file.components().any(|part| part.as_os_str() == "node_modules"));
    for file in all {
        let text = fs::read_to_string(&file).unwrap();
        let opening: String = text.lines().take_while(|line| line.starts_with("//")).collect();
        assert!(
            text.lines().count() <= 400 || opening.contains("One file, as "),
            "{} has more than 400 lines and does not say why",
            file.display()
        );
    }
}

/// Ids that mean something else in a program as well. Where one stands as a whole text, [`PROGRAMS_OWN`] says where.
const WORDS: &[&str] = &[
    "address", "both", "cannot", "card", "change", "decision", "fine", "home", "join", "mail", "member", "name", "no",
    "none", "old", "other", "parent", "phone", "quiet", "read", "shown", "split", "version", "what", "write", "yes",
];

/// Texts of the program that happen to be an id of some policy: values of attributes, classes, wishes to the page.
const PROGRAMS_OWN: &[(&str, &str)] = &[
    ("embed/first.js", "fine"),
    ("embed/first.js", "name"),
    ("embed/mod.rs", "shown"),
    ("embed/page.js", "yes"),
    ("screen/mod.rs", "yes"),
    ("view/mod.rs", "change"),
    ("view/mod.rs", "fine"),
    ("view/outcome.rs", "fine"),
    ("view/question.rs", "fine"),
    ("view/question.rs", "name"),
];

/// So that another policy needs no other view: no id of any policy stands in the code, and none of those that are words of a
/// program stands there as a text.
#[test]
fn the_view_and_the_front_door_know_no_id_of_a_policy() {
    let ids = ids();
    assert!(ids.len() > 600, "{} ids", ids.len());
    assert!(["someone-else", "yes", "what", "open-the-chat", "F08"].iter().all(|id| ids.contains(*id)), "of each kind");
    let (mut own, mut words) = (BTreeSet::new(), BTreeSet::new());
    for file in files(&["src/decision", "src/screen", "src/parsed", "src/view", "src/embed", "src/decide"]) {
        // Documentation may give an example; code may not.
        let code = code(&file);
        let name = file.strip_prefix(root().join("src")).unwrap().to_string_lossy().into_owned();
        let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        for word in code.split(|c| !is_part(c)).filter_map(|word| ids.get(word)) {
            assert!(WORDS.contains(&word.as_str()), "{name} names the id {word}");
            words.insert(word.as_str());
        }
        for id in &ids {
            let quoted = ["\"", "'", "`"].iter().any(|quote| code.contains(&format!("{quote}{id}{quote}")));
            let chosen = code.contains(&format!("{id}=")) || code.contains(&format!("={id}"));
            if quoted || chosen {
                assert!(PROGRAMS_OWN.contains(&(&name, id)), "{name} names the id {id}");
                own.insert((name.clone(), id.as_str()));
            }
        }
    }
    // No exception outlives its reason.
    assert_eq!(words.into_iter().collect::<Vec<_>>(), WORDS);
    assert_eq!(own.iter().map(|(name, id)| (name.as_str(), *id)).collect::<Vec<_>>(), PROGRAMS_OWN);
}

/// Every id of every policy that comes with the project.
fn ids() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let examples = fs::read_dir(root().join("examples/policies")).unwrap().map(|entry| entry.unwrap().path());
    for folder in examples.chain(["policies/cliendo", "tests/small"].map(|folder| root().join(folder))) {
        let policy: toml::Table = toml::from_str(&fs::read_to_string(folder.join("policy.toml")).unwrap()).unwrap();
        ids.extend(policy["id"].as_str().map(str::to_owned));
        ids.extend(policy["facts"].as_table().expect("facts").keys().cloned());
        for list in ["question", "channel", "outcome", "rule", "notice"] {
            let items = policy.get(list).and_then(|list| list.as_array()).into_iter().flatten();
            for item in items {
                let own = |key: &str| item.get(key).and_then(|list| list.as_array()).into_iter().flatten();
                let named = ["choices", "steps", "enclosures"].into_iter().flat_map(own).chain([item]);
                ids.extend(
                    named.filter_map(|item| item.as_str().or_else(|| item.get("id")?.as_str())).map(str::to_owned),
                );
            }
        }
    }
    ids
}

#[test]
fn every_module_says_what_it_is_for() {
    for file in files(&["src"]) {
        let text = fs::read_to_string(&file).unwrap();
        let opening = if file.extension().is_some_and(|e| e == "js") { "// " } else { "//! " };
        // What npm starts says so in a line before.
        let text = text.strip_prefix("#!/usr/bin/env node\n").unwrap_or(&text);
        assert!(text.starts_with(opening), "{} does not say what it is for", file.display());
    }
}
