//! What is done to the languages of a policy that is edited: one more, what is to be translated, and that a translation follows.

use wegwijzer::author::common::Flat;
use wegwijzer::author::inherited::Heritage;
use wegwijzer::author::names::{is_of_policy, languages, may_be_of_policy, written_tag};
use wegwijzer::draft::languages::{Done, Task, Written, known};
use wegwijzer::draft::{Draft, Edit, Files};

use crate::policies::{all, files, source};

const LIBRARY: &str = "examples/policies/library-card";

fn begin(files: &Files, name: &str) -> Done {
    Task::Begin(name.to_owned()).run(files)
}

fn written(done: Done) -> Written {
    match done {
        Done::Written(written) => written,
        other => panic!("{other:?}"),
    }
}

/// The policy once that is written.
fn with(files: &Files, written: Written) -> Files {
    let mut draft = Draft::open(files.clone());
    for (name, text) in written.files {
        draft.apply(&Edit::File { name, text }).unwrap();
    }
    draft.files().clone()
}

#[test]
fn a_language_is_begun_by_whatever_it_is_called() {
    let files = files(LIBRARY);
    for name in ["es", "Spanish", " español ", "ES"] {
        let written = written(begin(&files, name));
        assert_eq!(written.tag, "es", "{name}");
        let names: Vec<&str> = written.files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["words.es.toml", "made-from.es.toml"], "{name}");
    }
    let source = source(&with(&files, written(begin(&files, "es"))));
    assert!(source.is_readable() && source.drafts.iter().any(|words| words.language == "es"), "it is to be translated");

    for name in ["nl", "Dutch", "Nederlands"] {
        assert_eq!(begin(&files, name), Done::Known("nl".to_owned()), "{name}");
    }
    assert_eq!(begin(&files, "spansh"), Done::Unknown(Some("es".to_owned())));
    assert_eq!(begin(&files, "qqq"), Done::Unknown(None));
}

/// Who picks a name from the list is understood.
#[test]
fn each_language_of_the_list_can_be_begun() {
    let files = Files::new();
    let known = known();
    assert!(known.len() > 100, "{} languages", known.len());
    // Some of them: each takes a while without optimising.
    for (own, english) in known.into_iter().step_by(10) {
        let done = begin(&files, own);
        let Done::Written(Written { tag, .. }) = &done else { panic!("{own}: {done:?}") };
        assert!(!tag.is_empty() && english.contains('('), "{english}");
    }
}

#[test]
fn what_a_language_lacks_is_laid_out_and_nothing_else() {
    let files = files(LIBRARY);
    assert_eq!(written(Task::LayOut("nl".to_owned()).run(&files)).files, [], "nothing is missing");
    let mut shorter = files.clone();
    let text = shorter.remove("words.nl.toml").unwrap();
    let line = text.lines().find(|line| line.starts_with("lead")).unwrap();
    shorter.insert("words.nl.toml".to_owned(), text.replace(&format!("{line}\n"), ""));
    let written = written(Task::LayOut("nl".to_owned()).run(&shorter));
    let (name, text) = &written.files[0];
    assert!(name == "words.nl.toml" && text.contains("lead = "), "{text}");
}

#[test]
fn a_translation_follows_its_original() {
    let mut files = files(LIBRARY);
    let own = source(&files).policy.default_language;
    let other = if own == "en" { "nl" } else { "en" };
    assert_eq!(written(Task::Follow(other.to_owned()).run(&files)).followed, 0, "it does already");
    let name = format!("words.{own}.toml");
    let text = files.remove(&name).unwrap();
    let line = text.lines().find(|line| line.starts_with("lead")).unwrap().to_owned();
    files.insert(name, text.replace(&line, "lead = \"Another lead.\""));
    assert!(source(&files).outdated().next().is_some(), "the original has changed");
    let written = written(Task::Follow(other.to_owned()).run(&files));
    assert_eq!(written.followed, 1);
    assert!(source(&with(&files, written)).outdated().next().is_none());
}

/// The page knows no languages. What it takes for one by its form is what the check takes for one, in every policy that is
/// proven; and it opens all that the check has something to say of.
#[test]
fn the_page_sees_the_languages_that_the_check_sees() {
    for files in all() {
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        let seen: Vec<&str> = names.iter().filter_map(|name| written_tag(name)).collect();
        let tags: Vec<String> = languages(&names).0.into_iter().map(|(tag, _)| tag).collect();
        assert_eq!(seen, tags);
    }
    for name in ["words.en - Copy.toml", "words.en (1).toml", "words.en.old.toml", "words.dutch.toml", "words..toml"] {
        assert_eq!(written_tag(name), None, "{name}");
    }
    for tag in ["nl", "nl-BE", "zh-Hant-TW", "ckb"] {
        assert_eq!(written_tag(&format!("words.{tag}.toml")), Some(tag));
    }
    for name in ["policy.toml", "words-nl.toml", "Dutch.toml", "words.nl.tml", "scenarios.txt", "made-from.nl.toml"] {
        assert!(is_of_policy(name) && may_be_of_policy(name), "{name}");
    }
    assert!(!may_be_of_policy("notes.docx"));
}

/// A file may be named in another way than its language is properly written: nothing in it is laid out anew.
#[test]
fn a_language_is_known_by_whatever_name_its_file_has() {
    let mut files = files("policies/cliendo");
    for (old, new) in [("words.de.toml", "words.DE.toml"), ("made-from.de.toml", "made-from.DE.toml")] {
        let text = files.remove(old).unwrap();
        files.insert(new.to_owned(), text);
    }
    for task in [Task::LayOut("DE".to_owned()), Task::Follow("DE".to_owned())] {
        let Done::Written(written) = task.run(&files) else { panic!("{task:?} writes nothing") };
        assert_eq!(written.tag, "de");
        assert!(written.files.iter().all(|(name, _)| !name.starts_with("words.")), "{:?}", written.files);
    }
}

#[test]
fn a_language_takes_over_what_is_said_of_its_kin() {
    let flemish = Heritage::of("nl-BE");
    assert_eq!((flemish.direction.as_str(), flemish.parents.as_slice()), ("ltr", ["nl".to_owned()].as_slice()));
    let own = [("nl".to_owned(), Flat::from([("page.title".to_owned(), "Pasje".to_owned())]).into())].into();
    assert_eq!(flemish.texts("nl-BE", &own)["page.title"], "Pasje");
    assert_eq!(Heritage::of("ar").texts("ar", &own)["language.direction"], "rtl");
}
