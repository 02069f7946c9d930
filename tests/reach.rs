//! What the widget can reach of the page and the browser around it, by what its sources name. Each test says what it protects.

mod sources;

use std::collections::BTreeSet;
use std::process::Command;

use sources::imports::named;
use sources::{code, files, root};

/// What the app's own code may name of the browser. From an element the way to everything leads over its document, which
/// [`WAYS_OUT`] rule out.
const TYPES: &[&str] = &[
    "web_sys::Element",
    "web_sys::Event",
    "web_sys::HtmlElement",
    "web_sys::HtmlInputElement",
    "web_sys::Node",
    "js_sys::Array",
    "js_sys::Function",
];

/// What leads out of the widget, as part of any name.
const WAYS_OUT: &[&str] = &[
    "window",
    "document",
    "location",
    "history",
    "navigator",
    "global",
    "default_view",
    "Reflect",
    "eval",
    // Other ways to a function of the page than a method of what it was given.
    "js_namespace",
    "inline_js",
    "module =",
    "js_name",
    "thread_local",
];

/// So that nothing outside the scripts of the front door can reach the page around the widget, or what stores and sends.
#[test]
fn the_app_knows_elements_and_events_alone() {
    let mut used = BTreeSet::new();
    for file in files(&["src/parsed", "src/view", "src/embed"])
        .iter()
        .filter(|file| file.extension().is_some_and(|e| e == "rs"))
    {
        let code = code(file);
        for way_out in WAYS_OUT {
            assert!(!code.contains(way_out), "{} names {way_out}", file.display());
        }
        let inline = code.match_indices("_sys::").map(|(at, _)| {
            let begin = code[..at].rfind(|c: char| !c.is_alphanumeric()).map_or(0, |before| before + 1);
            let rest = &code[at + "_sys::".len()..];
            format!(
                "{}{}",
                &code[begin..at + "_sys::".len()],
                rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
            )
        });
        // A list in braces is taken apart by `named`.
        let imported = named(&code, &[]).into_iter().map(|path| path.join("::"));
        let all = inline.filter(|name| !name.ends_with("::")).chain(imported);
        for name in all.filter(|name| name.starts_with("web_sys") || name.starts_with("js_sys")) {
            assert!(TYPES.contains(&name.as_str()), "{} names {name}", file.display());
            used.insert(name);
        }
        // What the scripts hand over is called by its methods.
        let foreign = code.split("extern \"C\"").skip(1).filter_map(|block| block.split("\n}").next());
        for block in foreign {
            let methods = block.matches("#[wasm_bindgen(method").count();
            assert_eq!(block.matches("fn ").count(), methods, "{} has a function of the page's", file.display());
        }
    }
    assert_eq!(used.len(), TYPES.len(), "each is in use: {used:?}");
}

/// So that pages which enforce Trusted Types work, and no text can become markup.
#[test]
fn no_markup_is_parsed_in_the_browser() {
    let parsers =
        ["innerHTML", "inner_html", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "setHTML"];
    for file in files(&["src/view", "src/embed", "src/decision", "src/parsed", "src/decide"]) {
        for parser in parsers {
            assert!(!code(&file).contains(parser), "{} calls {parser}", file.display());
        }
    }
}

/// What leads from the scripts of the front door to the rest of the page and of the browser: each with the members that are
/// in use, and with the files that name it alone, to compare it or to look at what it is.
const GATEWAYS: &[(&str, &[&str], &[&str])] = &[
    ("window", &["print"], &["globals.js", "inside.js"]),
    (
        "document",
        &[
            "addEventListener",
            "baseURI",
            "body",
            "createElement",
            "documentElement",
            "querySelectorAll",
            "readyState",
            "removeEventListener",
            "scripts",
        ],
        &[],
    ),
    ("ownerDocument", &["defaultView"], &["frame.js"]),
    ("defaultView", &["CSSStyleSheet", "getComputedStyle"], &["frame.js"]),
    ("location", &["hash", "href"], &[]),
    ("history", &["pushState", "replaceState", "state"], &[]),
    ("navigator", &["clipboard"], &[]),
    ("clipboard", &["writeText"], &[]),
    ("contentWindow", &["postMessage"], &["host.js"]),
    ("parent", &["append", "postMessage"], &["inside.js", "notice.js"]),
    ("globalThis", &[], &[]),
    ("self", &[], &[]),
    ("top", &[], &[]),
    ("frames", &[], &[]),
    ("opener", &[], &[]),
];

/// So that nothing is stored or sent, whatever a later change brings. What the finished scripts name of a browser is looked at
/// in tests/e2e/silence.rs.
#[test]
fn the_front_door_uses_of_the_browser_what_is_listed() {
    let mut used = BTreeSet::new();
    let mut fetches = 0;
    for file in files(&["src/embed"]).iter().filter(|file| file.extension().is_some_and(|e| e == "js")) {
        let code = without_texts(&code(file));
        for (gateway, members, alone) in GATEWAYS {
            for (at, _) in code.match_indices(gateway) {
                let is_letter = |c: char| c.is_alphanumeric() || "_$#".contains(c);
                let rest = &code[at + gateway.len()..];
                if code[..at].ends_with(is_letter) || rest.starts_with(is_letter) {
                    continue;
                }
                let member = rest
                    .strip_prefix("?.")
                    .or_else(|| rest.strip_prefix('.'))
                    .map(|rest| rest.split(|c| !is_letter(c)).next());
                match member.flatten() {
                    Some(member) => {
                        assert!(members.contains(&member), "{}: {gateway}.{member}", file.display());
                        used.insert((*gateway, Some(member.to_owned())));
                    }
                    None => {
                        let name = alone.iter().find(|name| file.ends_with(name));
                        assert!(
                            name.is_some(),
                            "{}: {gateway}{}",
                            file.display(),
                            rest.lines().next().unwrap_or_default()
                        );
                        used.insert((*gateway, name.map(|name| (*name).to_owned())));
                    }
                }
            }
        }
        let own = code.matches("fetch").count();
        assert!(own == 0 || file.ends_with("files.js"), "{} fetches", file.display());
        fetches += own;
    }
    assert_eq!(fetches, 1, "one place asks for files");
    let listed: usize = GATEWAYS.iter().map(|(_, members, alone)| members.len() + alone.len()).sum();
    assert_eq!(used.len(), listed, "each is in use: {used:?}");
}

/// Code without what stands between double quotes.
fn without_texts(code: &str) -> String {
    code.split('"').step_by(2).collect::<Vec<_>>().join("\"\"")
}

/// Leptos' `delegation` puts listeners on the host's window; `hydrate` and `ssr` are not for a widget. The whole of Leptos
/// would come with code that sends requests.
#[test]
fn the_widget_has_the_signals_and_the_renderer_of_leptos_and_no_more() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--edges", "features,no-dev", "--target", "wasm32-unknown-unknown", "--offline"])
        .args(["--no-default-features", "--features", "widget"])
        .current_dir(root())
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    for part in ["reactive_graph v", "tachys v"] {
        assert!(tree.contains(part), "{part} in the tree of features:\n{tree}");
    }
    for whole in ["leptos v", "server_fn v"] {
        assert!(!tree.contains(whole), "{whole} in the tree of features:\n{tree}");
    }
    for feature in ["delegation", "hydrate", "ssr"] {
        let named =
            tree.lines().any(|line| line.contains("tachys") && line.contains(&format!("feature \"{feature}\"")));
        assert!(!named, "tachys has the feature {feature}");
    }
}
