//! The workshop's own texts: each language has the same, and each that the program names is there.

mod common;
mod sources;

use std::collections::BTreeSet;

use common::project;
use common::said::texts;
use sources::{code, files};
use wegwijzer::check::flaw::Code;

#[test]
fn each_language_says_the_same() {
    let (dutch, english) = (texts("nl"), texts("en"));
    assert!(dutch.len() > 100, "{} texts", dutch.len());
    assert_eq!(dutch.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
    for (key, text) in &dutch {
        let other = &english[key];
        assert!(!text.is_empty() && !other.is_empty(), "{key} is empty");
        assert_eq!(gaps(text), gaps(other), "{key}: {text} / {other}");
    }
}

/// So that nobody finds English where they read Dutch.
#[test]
fn each_kind_of_finding_has_a_name_a_reason_and_advice() {
    let said = texts("findings.nl");
    let wanted: BTreeSet<String> =
        Code::ALL.iter().flat_map(|code| ["what", "why", "help"].map(|part| format!("{}.{part}", code.id()))).collect();
    assert_eq!(said.keys().cloned().collect::<BTreeSet<_>>(), wanted);
    let empty: Vec<_> = said.iter().filter(|(_, text)| text.is_empty()).collect();
    assert!(empty.is_empty(), "{empty:?}");
}

/// Nobody who works in a browser is sent to a terminal, or to a name that only the files have.
#[test]
fn no_advice_is_about_the_command_line() {
    let (dutch, english) = (texts("findings.nl"), texts("findings.en"));
    for (key, text) in dutch.iter().chain(&english) {
        assert!(!["`", "docs/", " git "].iter().any(|own| text.contains(own)), "{key}: {text}");
    }
    for code in Code::ALL {
        let is_of_tool = code.help().contains('`') || code.help().contains("docs/");
        assert!(!is_of_tool || english.contains_key(&format!("{}.help", code.id())), "{}: {}", code.id(), code.help());
    }
    assert!(english.len() > 10 && english.keys().all(|key| key.ends_with(".help")));
}

/// The names between braces.
fn gaps(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

/// A key that is misspelt would be shown in the place of its text; one that nothing names is never read.
#[test]
fn the_program_names_each_text_and_no_other() {
    let known = texts("en");
    let mut named = files(&["src/workshop"]);
    named.extend(["refused", "archive"].map(|file| project(&format!("src/draft/{file}.rs"))));
    let code: String =
        named.iter().filter(|file| file.extension().is_some_and(|e| e == "rs")).map(|file| code(file)).collect();
    let quoted: BTreeSet<&str> = code.split('"').collect();
    // A text about a number is named without its form.
    let plain = |key: &str| key.strip_suffix(".one").or(key.strip_suffix(".other")).unwrap_or(key).to_owned();
    let is_named = |key: &str| {
        quoted.contains(key) || quoted.contains(plain(key).as_str()) || {
            // `{list}.new` for each list of things, `things.kind.{kind}`.
            let ends = key.match_indices('.').map(|(at, _)| key.split_at(at));
            ends.into_iter().any(|(start, end)| {
                quoted.iter().any(|text| {
                    text.starts_with(&format!("{start}.{{")) || (text.starts_with('{') && text.ends_with(end))
                })
            })
        }
    };
    let unnamed: Vec<&String> = known.keys().filter(|key| !is_named(key)).collect();
    assert!(unnamed.is_empty(), "no view says {unnamed:?}");
    let sections: BTreeSet<&str> =
        known.keys().filter_map(|key| key.split_once('.')).map(|(section, _)| section).collect();
    for text in &quoted {
        let is_key = text.split_once('.').is_some_and(|(section, rest)| {
            sections.contains(section)
                && !rest.is_empty()
                && rest.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '.')
        });
        let is_known = known.contains_key(*text) || known.contains_key(&format!("{text}.other"));
        // Names of files look like keys.
        assert!(
            !is_key || is_known || [".toml", ".txt"].iter().any(|end| text.ends_with(end)),
            "there is no text {text}"
        );
    }
}
