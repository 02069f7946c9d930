//! What a person takes away from the workshop: the policy that the tool reads, and a site with all that it needs.

mod common;
#[path = "common/policies.rs"]
mod policies;
#[path = "common/tool.rs"]
mod tool;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use policies::{files_of, kit, policies};
use sha2::{Digest, Sha256};
use tool::{program, run};
use wegwijzer::draft::Files;
use wegwijzer::draft::archive::{self, OPENED_FILE};
use wegwijzer::draft::digest::{digest, list};
use wegwijzer::draft::site::{Kit, NoSite, site};
use wegwijzer::draft::taken::{source, taken};

fn library_card() -> Files {
    files_of(&common::project("examples/policies/library-card"))
}

/// What is taken away of a policy that was opened and not changed, by name.
fn taken_of(files: &Files, kit: &Kit) -> BTreeMap<String, Vec<u8>> {
    let all = taken(files, files, kit);
    let by_name: BTreeMap<String, Vec<u8>> = all.iter().cloned().collect();
    assert_eq!(by_name.len(), all.len(), "no two files have one name");
    by_name
}

fn read_me(files: &BTreeMap<String, Vec<u8>>) -> String {
    String::from_utf8(files["README.txt"].clone()).unwrap()
}

/// Unpacked by another program, the policy is what it was: the tool proves it, and finds no difference.
#[test]
fn the_tool_finds_in_an_unpacked_zip_what_was_opened() {
    for (name, original) in policies() {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("site-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let files = files_of(&original);
        let zip = archive::write(&taken(&files, &files, &kit())).unwrap();
        assert_eq!(
            zip,
            archive::write(&taken(&files, &files, &kit())).unwrap(),
            "{name}: the same files, the same bytes"
        );
        fs::write(folder.join("taken.zip"), &zip).unwrap();
        let unpack = ["-m", "zipfile", "--extract", "taken.zip", "."];
        assert!(Command::new("python3").args(unpack).current_dir(&folder).status().unwrap().success(), "{name}");

        let unpacked = folder.join("policy");
        assert_eq!(files_of(&unpacked), files, "{name}");
        let unpacked = unpacked.to_str().unwrap();
        let checked = run(&program(), &["check", unpacked], "", &[]);
        assert!(checked.code == Some(0) && checked.out.contains("proven"), "{name}: {} {}", checked.out, checked.err);
        let compared = run(&program(), &["diff", original.to_str().unwrap(), unpacked], "", &[]);
        let nothing = run(&program(), &["diff", unpacked, unpacked], "", &[]);
        assert_eq!((compared.code, compared.out), (Some(0), nothing.out), "{name}: {}", compared.err);

        let opened = archive::read(&zip).unwrap();
        assert_eq!(opened.files, files, "{name}");
        assert_eq!(opened.digest, Some(digest(&files)), "{name}: what had been opened is known");
        assert_eq!(opened.aside, [""; 0], "{name}");
    }
}

/// Of each policy: every file that a page, a script or a style names is there, and no file is there that nothing names.
#[test]
fn a_site_has_all_that_it_needs_and_no_more() {
    for (name, folder) in policies() {
        let policy = source(&files_of(&folder));
        let site: BTreeMap<String, Vec<u8>> = site(&policy, &kit()).unwrap().into_iter().collect();
        let languages: Vec<&str> = policy.words.iter().map(|words| words.language.as_str()).collect();
        let own = policy.policy.default_language.as_str();
        // What somebody goes to, pastes or reads. All else is asked for by one of these.
        let mut expected: BTreeSet<String> =
            ["LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY-NOTICES.txt", "_headers", "wegwijzer-frame.js"]
                .map(str::to_owned)
                .into();
        for language in &languages {
            let of =
                |page: &str| if *language == own { format!("{page}.html") } else { format!("{page}.{language}.html") };
            let index = if *language == own { "index.html".to_owned() } else { format!("{language}.html") };
            expected.extend([index, of("frame"), of("embed"), format!("article.{language}.html")]);
        }
        let mut named = BTreeSet::new();
        for (file, bytes) in &site {
            if !file.ends_with(".wasm") && !file.starts_with("LICENSE") && !file.ends_with(".txt") {
                named.extend(named_in(&String::from_utf8(bytes.clone()).unwrap()));
            }
        }
        let there: BTreeSet<String> = site.keys().cloned().collect();
        assert_eq!(named.difference(&there).collect::<Vec<_>>(), Vec::<&String>::new(), "{name}: named and not there");
        expected.extend(named);
        assert_eq!(there, expected, "{name}");
        for language in &languages {
            let words = format!("files/words.{language}.");
            assert_eq!(there.iter().filter(|path| path.starts_with(&words)).count(), 1, "{name}: {words}");
        }
    }
}

/// The files that a text names: by `src` and `href`, and as a script names its own.
fn named_in(text: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for before in [" src=\"", " href=\"", "new URL(\"./"] {
        let all = text.split(before).skip(1).filter_map(|rest| rest.split('"').next());
        // Neither an address of the web, nor a place on the same page.
        let files = all.filter(|name| !name.contains(':') && !name.starts_with('#') && !name.is_empty());
        named.extend(files.map(str::to_owned));
    }
    named
}

/// The script of a site knows that site's policy: its first question, what it says when it fails, and each file by its digest.
/// It knows nothing of the policy that the project ships.
#[test]
fn the_script_of_a_site_knows_its_own_policy_and_no_other() {
    let kit = kit();
    let files = files_of(&common::project("examples/policies/security-contact"));
    let all: BTreeMap<String, Vec<u8>> = site(&source(&files), &kit).unwrap().into_iter().collect();
    let script = String::from_utf8(all["wegwijzer.js"].clone()).unwrap();
    let (known, app) = script.split_once('\n').unwrap();
    assert_eq!(app.as_bytes(), kit["wegwijzer.js"], "the build's own script, byte for byte");
    for part in [
        "\"id\":\"security-contact\"",
        "\"languages\":[\"en\"]",
        "\"defaultLanguage\":\"en\"",
        "\"first\":{\"surroundings\":{\"language\":\"en\"",
        "\"text\":\"The questions cannot be shown right now.",
    ] {
        assert!(known.contains(part), "{part} in {known}");
    }

    let mut checked = 0;
    for (path, bytes) in all.iter().filter(|(path, _)| path.starts_with("files/")) {
        let digest = Sha256::digest(bytes);
        let hash =
            format!("new URL(\"./{path}\", import.meta.url), hash: \"sha256-{}\"", BASE64_STANDARD.encode(digest));
        assert!(known.contains(&hash), "{path}");
        let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        assert!(path.contains(&hex), "{path}: its name changes with what is in it");
        checked += 1;
    }
    assert_eq!(checked, 4, "the app, its style, the policy and the words");

    for (path, bytes) in &all {
        let of_another = bytes.to_ascii_lowercase().windows(7).any(|part| part == b"cliendo");
        assert!(!of_another, "{path} names the policy that the project ships");
    }
}

/// The pages are those of the release, with the policy's own texts.
#[test]
fn the_pages_of_a_site_are_whole() {
    let all: BTreeMap<String, Vec<u8>> = site(&source(&library_card()), &kit()).unwrap().into_iter().collect();
    let page = |name: &str| String::from_utf8(all[name].clone()).unwrap();
    assert!(page("index.html").contains("<h1>Alles over je bibliotheekpas</h1>"));
    assert!(page("index.html").contains("<link rel=\"stylesheet\" href=\"page.css\">"));
    assert!(page("index.html").contains("<a href=\"en.html\" lang=\"en\" hreflang=\"en\">English</a>"));
    assert!(page("en.html").contains("<html lang=\"en\" dir=\"ltr\">"));
    assert!(page("embed.html").contains(page("article.nl.html").trim()), "what is pasted holds the article");
    assert!(page("embed.en.html").contains("<iframe data-wegwijzer src=\"frame.en.html\""));
    for (name, bytes) in all.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = String::from_utf8(bytes.clone()).unwrap();
        assert!(!page.contains("{{"), "{name}: each text has been filled in");
        assert!(!page.contains("data-trunk"), "{name}: nothing of the build's own");
    }
    // A list of other languages without any would be announced, and lead nowhere.
    let one = files_of(&common::project("examples/policies/security-contact"));
    let one: BTreeMap<String, Vec<u8>> = site(&source(&one), &kit()).unwrap().into_iter().collect();
    assert!(!String::from_utf8(one["index.html"].clone()).unwrap().contains("<nav"));
}

/// Work is never lost: a policy with errors is taken away without a site, and so it says.
#[test]
fn a_policy_with_errors_is_taken_away_without_a_site() {
    let opened = library_card();
    let mut now = opened.clone();
    let rule = now["policy.toml"].rfind("[[rule]]").unwrap();
    now.get_mut("policy.toml").unwrap().truncate(rule);
    assert_eq!(site(&source(&now), &kit()), Err(NoSite::Unproven));
    let all: BTreeMap<String, Vec<u8>> = taken(&opened, &now, &kit()).into_iter().collect();
    assert!(!all.keys().any(|name| name.starts_with("site/")), "{:?}", all.keys());
    assert_eq!(all["policy/policy.toml"], now["policy.toml"].as_bytes());
    assert_eq!(all[OPENED_FILE], list(&opened).as_bytes(), "what had been opened, and not what it is now");
    assert!(read_me(&all).contains("as the policy still has errors"), "{}", read_me(&all));

    // Nor is it lost where there is no TOML in a file, nor where there is no policy at all.
    now.insert("policy.toml".to_owned(), "[[rule".to_owned());
    assert!(
        taken(&opened, &now, &kit()).iter().any(|(name, bytes)| name == "policy/policy.toml" && bytes == b"[[rule")
    );
    assert!(taken(&opened, &Files::new(), &kit()).iter().any(|(name, _)| name == "README.txt"));
}

#[test]
fn without_a_whole_kit_there_is_no_site() {
    let files = library_card();
    for (needed, path) in
        [("wegwijzer.js", "wegwijzer.js"), ("wegwijzer.wasm", ".wasm"), ("screens.css", "files/screens")]
    {
        let mut kit = kit();
        kit.retain(|name, _| !name.contains(path));
        assert_eq!(site(&source(&files), &kit), Err(NoSite::Incomplete(needed)));
        let said = read_me(&taken_of(&files, &kit));
        assert!(said.contains(&format!("(the workshop could not load {needed})")), "{said}");
    }
}

/// Three sentences for who has nothing but the zip, in two languages.
#[test]
fn the_zip_says_in_three_sentences_what_is_in_it() {
    let said = read_me(&taken_of(&library_card(), &kit()));
    let languages: Vec<&str> = said.trim_end().split("\n\n").collect();
    assert_eq!(languages.len(), 2);
    for text in languages {
        assert_eq!(text.matches(". ").count() + 1, 3, "{text}");
        for name in ["`policy`", "`site`", "`index.html`", "`embed.html`", "`opened.sha256`", "`sha256sum --check`"] {
            assert!(text.contains(name), "{name} in {text}");
        }
    }
}
