//! What documents and packages say is what the code has.

mod sources;

use std::collections::BTreeSet;
use std::process::Command;

use sources::{code, files, read, root};

/// So that an embedder finds every token and part, each with a picture.
#[test]
fn every_token_and_part_is_documented_with_a_picture() {
    let named = |text: &str, before: &str, within: fn(char) -> bool| -> BTreeSet<String> {
        let after = text.split(before).skip(1);
        after.map(|rest| rest.chars().take_while(|c| within(*c)).collect()).collect()
    };
    let css = ["style/widget.css", "style/screens.css"].map(read).concat();
    let tokens = named(&css, "var(--wegwijzer-", |c| c.is_ascii_lowercase() || c == '-');
    let views: String = files(&["src/view", "src/embed"]).iter().map(|file| code(file)).collect();
    let mut parts = named(&views, ".part(\"", |c| c != '"');
    parts.extend(named(&views, ".part = \"", |c| c != '"'));
    // A button's part is its second argument.
    parts.extend(views.split("button(\"").skip(1).filter_map(|rest| rest.split('"').nth(2)).map(str::to_owned));
    let parts: BTreeSet<&str> = parts.iter().flat_map(|parts| parts.split(' ')).collect();
    assert!(tokens.len() > 9 && parts.len() > 19, "{tokens:?} {parts:?}");

    let guide = read("docs/theming.md");
    let documented = |kind: &str| -> BTreeSet<String> {
        named(&guide, &format!("(theming/{kind}-"), |c| c != ')').into_iter().collect()
    };
    let pictures = |kind: &str, names: Vec<&str>| -> BTreeSet<String> {
        for name in &names {
            assert!(root().join(format!("docs/theming/{kind}-{name}.webp")).exists(), "no picture of {name}");
        }
        names.iter().map(|name| format!("{name}.webp")).collect()
    };
    assert_eq!(documented("token"), pictures("token", tokens.iter().map(String::as_str).collect()));
    assert_eq!(documented("part"), pictures("part", parts.into_iter().collect()));
}

/// So that the promise to embedders is the one that the tests keep.
#[test]
fn the_promise_names_what_the_widget_never_uses() {
    let readme = read("docs/embedding.md");
    let silence = readme.split("## Silence").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("a section");
    let recorder = read("tests/e2e/record.js");
    let list = recorder.split("RULED_OUT = [").nth(1).and_then(|rest| rest.split("];").next()).expect("a list");
    let names: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    assert!(names.len() > 30, "{names:?}");
    for name in names {
        assert!(silence.contains(&format!("`{name}`")), "docs/embedding.md does not name {name}");
    }
}

/// So that nobody reads of a sound that the widget does not make.
#[test]
fn the_readme_shows_what_is_heard() {
    let readme = read("README.md");
    let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a transcript");
    assert!(shown.lines().count() > 5, "{shown}");
    assert!(
        read("tests/heard/transcripts/walk-firefox.txt").contains(shown),
        "the transcript has other words than {shown}"
    );
}

/// So that editors and type checkers know the element as it is.
#[test]
fn the_package_describes_the_element_as_it_is() {
    let element = read("src/embed/element.js");
    let quoted = |text: &str| -> BTreeSet<String> { text.split('"').skip(1).step_by(2).map(str::to_owned).collect() };
    let observed = element.split("const ATTRIBUTES = [").nth(1).and_then(|rest| rest.split(']').next());
    let mut attributes = quoted(observed.expect("the attributes"));
    attributes.extend(["links", "standalone"].map(str::to_owned));
    let events: BTreeSet<String> =
        ["ready", "step", "outcome", "error"].iter().map(|event| format!("wegwijzer-{event}")).collect();

    let manifest: serde_json::Value = serde_json::from_str(&read("src/embed/package/custom-elements.json")).unwrap();
    let declaration = &manifest["modules"][0]["declarations"][0];
    let names = |kind: &str| -> BTreeSet<String> {
        let items = declaration[kind].as_array().expect("a list");
        items.iter().filter_map(|item| item["name"].as_str()).map(str::to_owned).collect()
    };
    assert_eq!(names("attributes"), attributes);
    assert_eq!(names("events"), events);
    let (docs, types) = (read("docs/embedding.md"), read("src/embed/package/index.d.ts"));
    for name in attributes.iter().chain(&events) {
        assert!(docs.contains(&format!("`{name}`")) && types.contains(name.as_str()), "{name}");
    }
    let theming = read("docs/theming.md");
    for name in names("cssProperties").iter().chain(&names("cssParts")) {
        assert!(theming.contains(&format!("`{name}`")), "{name}");
    }
    // Every code that a failure can have.
    let sources: String = files(&["src/embed"]).iter().map(|file| code(file)).collect();
    let codes: BTreeSet<&str> =
        (sources.split("new Failure(\"").skip(1)).filter_map(|rest| rest.split('"').next()).collect();
    assert!(codes.len() > 8, "{codes:?}");
    for code in codes {
        assert!(docs.contains(&format!("| `{code}` |")) && types.contains(&format!("\"{code}\"")), "{code}");
    }
}

/// So that the licences of all that is in the app, the tool and the workshop ship with them.
#[test]
fn the_notices_name_every_crate_that_ships() {
    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--edges",
            "normal,no-proc-macro",
            "--features",
            "workshop",
            "--target",
            "wasm32-unknown-unknown",
            "--prefix",
            "none",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    let notices = read("src/embed/package/THIRD-PARTY-NOTICES.txt");
    let mut crates = BTreeSet::new();
    for line in String::from_utf8(tree.stdout).unwrap().lines().filter(|line| !line.starts_with("wegwijzer ")) {
        let mut words = line.split(' ');
        let (Some(name), Some(version)) = (words.next(), words.next()) else { continue };
        crates.insert(format!("- {name} {}", version.trim_start_matches('v')));
    }
    assert!(crates.len() > 50, "{} crates", crates.len());
    let missing: Vec<&String> =
        crates.iter().filter(|named| !notices.lines().any(|line| line == named.as_str())).collect();
    assert!(missing.is_empty(), "run script/licences: {missing:?}");
}

/// So that an embedder reads of the versions that are really tested.
#[test]
fn the_list_of_tested_libraries_is_true() {
    let packages: serde_json::Value = serde_json::from_str(&read("tests/package.json")).unwrap();
    let docs = read("docs/embedding.md");
    let table = docs.split("| library | version |").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a table");
    let rows: Vec<&str> = table.lines().skip(2).collect();
    let tested = read("tests/e2e/hosts/libraries.rs");
    let pages: String =
        ["react", "angular", "worker"].map(|page| read(&format!("tests/e2e/hosts/pages/{page}.js"))).concat();
    let mut counted = 0;
    for (package, version) in packages["devDependencies"].as_object().expect("packages") {
        // A package whose files a test reads, or a page imports.
        if !tested.contains(&format!("\"{package}/")) && !pages.contains(&format!("\"{package}\"")) {
            continue;
        }
        let version = version.as_str().expect("a version");
        assert!(
            rows.iter().any(|row| row.contains(&format!("| {version} |"))),
            "docs/embedding.md: {package} {version}"
        );
        counted += 1;
    }
    assert!(counted >= rows.len(), "{counted} packages, {} rows", rows.len());
}
