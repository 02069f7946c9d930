//! What the workshop tells of a finding: all that the message names, as data that a page can say in any language.

use std::collections::BTreeSet;
use std::fs;

use serde::Deserialize;
use wegwijzer::draft::proof::{About, Found, Place, Proof, Step};
use wegwijzer::draft::{Edit, Files, Thing};
use wegwijzer::policy::Policy;

use crate::cases::property;
use crate::common::project;
use crate::policies::{edited, files};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// A way to break the small policy, as tests/flaws.toml has it.
#[derive(Deserialize)]
struct Case {
    file: Option<String>,
    replace: Option<String>,
    with: Option<String>,
}

/// Whatever is found, an editor learns without English which things it is about.
#[test]
fn what_a_message_names_is_told_without_the_message() {
    let cases: Cases = toml::from_str(&fs::read_to_string(project("tests/flaws.toml")).unwrap()).unwrap();
    let (mut codes, mut missing) = (BTreeSet::new(), Vec::new());
    for broken in cases.case.into_iter().filter_map(broken) {
        let Ok(policy) = wegwijzer::author::read::form::policy(&broken["policy.toml"]) else { continue };
        for found in Proof::of(&broken).findings.iter().filter(|found| !found.tells_more()) {
            codes.insert(found.code.clone());
            let told = told(&policy, found);
            for name in named(&found.message) {
                // A backtick in what is written ends no name.
                if !told.contains(name) && !told.contains('`') {
                    missing.push(format!("[{}] {}: `{name}` is not in {told:?}", found.code, found.message));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    let usual = [
        "W02", "W03", "W04", "W05", "W06", "W07", "W08", "W09", "W10", "W11", "W12", "W16", "W17", "W18", "W20", "W21",
    ];
    for code in usual.into_iter().chain(["W22", "W24", "W25", "W26", "W27", "W30", "W34", "W36"]) {
        assert!(codes.contains(code), "{code} is among {codes:?}");
    }
}

/// A person who comes out elsewhere is told with what they answer, and a translation with the text that it was made from.
#[test]
fn people_and_translations_are_told_with_what_they_are_about() {
    let of = Thing::Rule(10);
    let text = Edit::Text { language: "nl".to_owned(), key: "page.title".to_owned(), text: "Anders".to_owned() };
    let draft = edited(&files("policies/cliendo"), &[text, property(of, "outcome", "find-main-admin")]);
    let proof = Proof::of(draft.files());
    let about = |code: &str| proof.findings.iter().find(|found| found.code == code).map(|found| found.about.clone());
    let person = about("W40").expect("somebody is sent elsewhere");
    assert!(
        matches!(person.as_slice(), [About::Written(_), About::Answers(answers)] if !answers.is_empty()),
        "{person:?}"
    );
    let original = about("W43").expect("a translation is of an older text");
    let place = Place { file: "words.nl.toml".to_owned(), path: vec!["page".into(), "title".into()] };
    assert_eq!(original, [About::Place(place)]);
}

/// The policy as a case breaks it; none where it takes a whole file away.
fn broken(case: Case) -> Option<Files> {
    let mut files = files("tests/small");
    let name = case.file.unwrap_or("policy.toml".to_owned());
    let text = match (case.replace, case.with) {
        (Some(old), Some(new)) => files[&name].replacen(&old, &new, 1),
        (None, Some(added)) => added,
        _ => return None,
    };
    files.insert(name, text);
    Some(files)
}

/// What a message has between backticks, but for what to type on the command line, and what says how something is written.
fn named(message: &str) -> impl Iterator<Item = &str> {
    let names = message.split('`').skip(1).step_by(2);
    names.filter(|name| !name.starts_with("wegwijzer ") && !["in-person", "+31 20 123 4567", "112"].contains(name))
}

/// All names that an editor is told, or finds where they are led.
fn told(policy: &Policy, found: &Found) -> String {
    let own = Place { file: found.file.clone(), path: found.path.clone() };
    let mut told = at(policy, &own) + &about(policy, &found.about);
    for (place, all) in &found.also {
        told += &(at(policy, place) + &about(policy, all));
    }
    told
}

fn about(policy: &Policy, all: &[About]) -> String {
    let one = |about: &About| match about {
        About::Place(place) => at(policy, place),
        About::Answers(answers) => format!("{answers:?}"),
        About::Written(text) | About::Meant(text) | About::Lacks(text) => text.clone(),
        About::More(number) => number.to_string(),
    };
    all.iter().map(one).collect()
}

/// A place with the id of the thing that stands there, which its name is found by.
fn at(policy: &Policy, place: &Place) -> String {
    let path: Vec<String> = place
        .path
        .iter()
        .map(|step| match step {
            Step::Key(key) => key.clone(),
            Step::Item(number) => number.to_string(),
        })
        .collect();
    let number = |at: usize| match place.path.get(at) {
        Some(Step::Item(number)) => *number,
        _ => usize::MAX,
    };
    let choice = policy.questions.get(number(1)).and_then(|question| question.choices.get(number(3)));
    let choice =
        choice.filter(|_| path.first().is_some_and(|list| list == "question")).map(|choice| choice.id.as_str());
    let stands = match path.first().map(String::as_str) {
        Some("question") => policy.questions.get(number(1)).map(|question| question.id.clone()),
        Some("channel") => policy.channels.get(number(1)).map(|channel| channel.id.clone()),
        Some("outcome") => policy.outcomes.get(number(1)).map(|outcome| outcome.id.clone()),
        Some("rule") => policy.rules.get(number(1)).map(|rule| rule.id.clone()),
        Some("notice") => policy.notices.get(number(1)).map(|notice| notice.id.clone()),
        Some("closed") => policy.closed.get(number(1)).map(|closed| closed.channel.clone()),
        _ => None,
    };
    format!(" {} {} {} {}", place.file, path.join("."), stands.unwrap_or_default(), choice.unwrap_or_default())
}
