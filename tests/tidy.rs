//! The invariants of the house that a reader could break without noticing. Each names what it protects.

mod sources;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sources::{code, files, read, root};

/// What only the view and the front door may know of.
const BROWSER: &[&str] =
    &["leptos", "tachys", "reactive_graph", "web_sys", "js_sys", "gloo", "wasm_bindgen", "send_wrapper"];

/// The rooms, each with those that it may import from. The last may import from all.
const ROOMS: &[(&str, &[&str])] = &[
    ("policy", &[]),
    ("decision", &["policy"]),
    ("screen", &["policy", "decision"]),
    ("view", &["policy", "decision", "screen"]),
    ("embed", &["policy", "decision", "screen", "view"]),
    ("check", &["policy"]),
    ("change", &["policy", "decision", "screen"]),
    ("author", &["policy", "decision", "screen", "check", "change"]),
];

#[test]
fn what_a_widget_decides_and_shows_knows_no_browser() {
    for file in files(&["src/policy", "src/decision", "src/screen", "src/check", "src/change"]) {
        for name in BROWSER {
            assert!(!code(&file).contains(name), "{} names {name}", file.display());
        }
    }
}

#[test]
fn imports_point_back_along_the_flow_of_data() {
    let mut imports = 0;
    for (room, allowed) in ROOMS {
        for file in files(&[&format!("src/{room}")]).iter().filter(|file| file.extension().is_some_and(|e| e == "rs")) {
            for path in paths(&code(file)) {
                let Some(inner) = path.strip_prefix("crate::") else { continue };
                let from = inner.split("::").next().unwrap_or_default();
                assert!(from == *room || allowed.contains(&from), "{} imports {path}", file.display());
                imports += 1;
            }
        }
    }
    assert!(imports > 100, "{imports} imports");
}

/// So that each file can be read after those it builds on.
#[test]
fn no_files_of_a_room_import_each_other() {
    for (room, _) in ROOMS {
        let folder = root().join("src").join(room);
        let sources = files(&[&format!("src/{room}")]);
        let rust: Vec<&PathBuf> = sources.iter().filter(|file| file.extension().is_some_and(|e| e == "rs")).collect();
        // The module of each file below the room: `map::flow` for src/author/map/flow.rs, an empty one for mod.rs.
        let module = |file: &Path| -> Vec<String> {
            let inner = file.strip_prefix(&folder).unwrap().with_extension("");
            let mut parts: Vec<String> = inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            if parts.last().is_some_and(|last| last == "mod" || last == "main") {
                parts.pop();
            }
            parts
        };
        let modules: Vec<Vec<String>> = rust.iter().map(|file| module(file)).collect();
        let imported = |number: usize| -> BTreeSet<usize> {
            let own = &modules[number];
            let named = paths(&code(rust[number])).into_iter().filter_map(|path| {
                let mut parts: Vec<String> = path.split("::").map(str::to_owned).collect();
                let mut base: Vec<String> = own.clone();
                match parts.first()?.as_str() {
                    "crate" if parts.get(1)? == room => drop(parts.drain(..2)),
                    "crate" => return None,
                    "super" => {
                        while parts.first().is_some_and(|part| part == "super") {
                            parts.remove(0);
                            base.pop();
                        }
                        parts = [base, parts].concat();
                    }
                    _ => parts = [base, parts].concat(),
                }
                // The longest module that the path begins with.
                let known = (0..modules.len()).filter(|other| parts.starts_with(&modules[*other]));
                known.max_by_key(|other| modules[*other].len()).filter(|other| *other != number)
            });
            // A file that others are children of is named by all paths that begin with its own; only what it has itself counts.
            named.filter(|other| !modules[*other].is_empty()).collect()
        };
        let graph: Vec<BTreeSet<usize>> = (0..rust.len()).map(imported).collect();
        let mut reach = graph.clone();
        for _ in 0..rust.len() {
            for number in 0..rust.len() {
                let more: BTreeSet<usize> = reach[number].iter().flat_map(|other| reach[*other].clone()).collect();
                reach[number].extend(more);
            }
        }
        for (number, reached) in reach.iter().enumerate() {
            assert!(!reached.contains(&number), "{} comes back to itself by its imports", rust[number].display());
        }
    }
}

/// What a source names by a path, `use` lists taken apart: `crate::policy::{Policy, words::Words}` is two.
fn paths(code: &str) -> Vec<String> {
    let mut all = Vec::new();
    for statement in code.split("use ").skip(1).filter_map(|rest| rest.split(';').next()) {
        let text: String = statement.split_whitespace().collect();
        expand("", &text, &mut all);
    }
    all
}

fn expand(before: &str, text: &str, all: &mut Vec<String>) {
    let mut depth = 0;
    let mut start = 0;
    for (at, character) in text.char_indices().chain([(text.len(), ',')]) {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let piece = &text[start..at];
                match piece.split_once('{') {
                    Some((head, rest)) => expand(&format!("{before}{head}"), rest.trim_end_matches('}'), all),
                    None if !piece.is_empty() => all.push(format!("{before}{piece}")),
                    None => {}
                }
                start = at + 1;
            }
            _ => {}
        }
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

/// So that another policy needs no other view.
#[test]
fn the_view_and_the_front_door_know_no_id_of_a_policy() {
    let policy: toml::Table = toml::from_str(&read("policies/cliendo/policy.toml")).unwrap();
    let mut ids = BTreeSet::new();
    for list in ["question", "channel", "outcome", "rule", "notice"] {
        for item in policy[list].as_array().expect("a list") {
            ids.extend(item["id"].as_str());
            let choices = item.get("choices").and_then(|choices| choices.as_array()).into_iter().flatten();
            ids.extend(choices.filter_map(|choice| choice.as_str().or_else(|| choice.get("id")?.as_str())));
        }
    }
    // Words that mean something else in a program as well.
    let common = ["yes", "no", "login", "both", "other", "special", "split", "merge", "what"];
    ids.retain(|id| !common.contains(id));
    assert!(ids.len() > 80, "{} ids", ids.len());
    for file in files(&["src/decision", "src/screen", "src/view", "src/embed"]) {
        // Documentation may give an example; code may not.
        for id in &ids {
            assert!(!code(&file).contains(&format!("\"{id}\"")), "{} names the id {id}", file.display());
        }
    }
}

/// So that nothing outside the front door can reach the page around the widget.
#[test]
fn only_the_front_door_knows_the_page() {
    for file in files(&["src/view"]) {
        for name in ["window", "document", "location", "history", "navigator"] {
            assert!(!code(&file).contains(name), "{} names {name}", file.display());
        }
    }
}

/// So that pages which enforce Trusted Types work, and no text can become markup.
#[test]
fn no_markup_is_parsed_in_the_browser() {
    let parsers =
        ["innerHTML", "inner_html", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "setHTML"];
    for file in files(&["src/view", "src/embed", "src/decision"]) {
        for parser in parsers {
            assert!(!code(&file).contains(parser), "{} calls {parser}", file.display());
        }
    }
}

/// So that nothing is stored or sent, whatever a later change brings.
#[test]
fn nothing_stores_or_sends() {
    let means = [
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "cookie",
        "sendBeacon",
        "XMLHttpRequest",
        "WebSocket",
        "window.name",
        "clipboard.read",
    ];
    for file in files(&["src/view", "src/embed"]) {
        for means in means {
            assert!(!code(&file).contains(means), "{} names {means}", file.display());
        }
        let fetches = code(&file).matches("fetch(").count();
        let allowed = usize::from(file.ends_with("files.js"));
        assert!(fetches <= allowed, "{} fetches in {fetches} places", file.display());
    }
}

/// Leptos's `delegation` puts listeners on the host's window; `hydrate` and `ssr` are not for a widget.
#[test]
fn leptos_stays_inside_the_widget() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--edges", "features,no-dev", "--target", "wasm32-unknown-unknown", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    assert!(tree.contains("leptos feature \"csr\""), "the tree of features:\n{tree}");
    for feature in ["delegation", "hydrate", "ssr"] {
        let named =
            tree.lines().any(|line| line.contains("tachys") && line.contains(&format!("feature \"{feature}\"")));
        assert!(!named, "tachys has the feature {feature}");
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for file in files(&["src"]) {
        let text = fs::read_to_string(&file).unwrap();
        let opening = if file.extension().is_some_and(|e| e == "js") { "// " } else { "//! " };
        assert!(text.starts_with(opening), "{} does not say what it is for", file.display());
    }
}
