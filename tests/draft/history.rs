//! Steps that are taken back and done again, over a reload as well.

use wegwijzer::draft::{Draft, Edit, Thing};

use crate::cases::{list, owned, property, text};
use crate::policies::files;

fn small() -> Draft {
    Draft::open(files("tests/small"))
}

fn title(draft: &Draft) -> String {
    let line = draft.files()["words.en.toml"].lines().find(|line| line.starts_with("title = ")).unwrap().to_owned();
    line.trim_start_matches("title = ").trim_matches('"').to_owned()
}

fn type_in(draft: &mut Draft, texts: &[&str]) {
    for new in texts {
        draft.apply(&text("page.title", new)).unwrap();
    }
}

fn steps(draft: &Draft) -> usize {
    let mut draft = draft.clone();
    std::iter::from_fn(|| draft.undo().then_some(())).count()
}

#[test]
fn what_is_typed_at_one_place_is_one_step() {
    let mut draft = small();
    type_in(&mut draft, &["page titles", "page title", "page tit", "page titel", "page titel!"]);
    assert_eq!((title(&draft).as_str(), steps(&draft)), ("page titel!", 1));
    draft.undo();
    assert_eq!(title(&draft), "page title");
    assert!(!draft.is_changed() && !draft.can_undo() && draft.can_redo());
    draft.redo();
    assert_eq!(title(&draft), "page titel!");
}

#[test]
fn another_place_a_seal_a_save_and_a_step_back_begin_a_new_step() {
    let mut draft = small();
    type_in(&mut draft, &["page title x"]);
    draft.apply(&text("page.footer", "page footer x")).unwrap();
    type_in(&mut draft, &["page title xy"]);
    assert_eq!(steps(&draft), 3);
    draft.seal();
    type_in(&mut draft, &["page title xyz"]);
    assert_eq!(steps(&draft), 4);
    draft.saved();
    assert!(!draft.is_changed() && draft.opened() == draft.files());
    type_in(&mut draft, &["page title xyz!"]);
    assert_eq!(steps(&draft), 5);
    draft.undo();
    assert!(!draft.is_changed(), "as it was saved");
    draft.undo();
    assert!(draft.is_changed(), "what was saved can be taken back");
    type_in(&mut draft, &["page title xy."]);
    assert!(!draft.can_redo(), "there is one future only");
    assert_eq!(steps(&draft), 4);
}

#[test]
fn an_edit_of_structure_is_a_step_by_itself() {
    let mut draft = small();
    draft.apply(&property(Thing::Rule(0), "reading", "a")).unwrap();
    draft.apply(&Edit::Duplicate { rule: 0 }).unwrap();
    draft.apply(&Edit::Duplicate { rule: 0 }).unwrap();
    assert_eq!(steps(&draft), 3);
}

/// A field of lines is typed into like any other.
#[test]
fn lines_that_are_typed_are_one_step() {
    let mut draft = small();
    for lines in [&["P"][..], &["PO"], &["PO Box", "A"], &["PO Box", "Amsterdam"]] {
        draft.apply(&list(Thing::Channel(1), "address", lines)).unwrap();
    }
    assert_eq!(steps(&draft), 1);
    let phrases = |all: &[&str]| Edit::NeverSay { language: "en".to_owned(), phrases: Some(owned(all)) };
    for said in [&["we promise you", "s"][..], &["we promise you", "surely"]] {
        draft.apply(&phrases(said)).unwrap();
    }
    assert_eq!(steps(&draft), 2);
    while draft.undo() {}
    assert_eq!(draft.files(), &files("tests/small"));
}

/// Nobody knows whether a copy arrived: what had been opened is what newer work is told by. It is not asked for a second time.
#[test]
fn a_copy_that_was_taken_away_is_not_what_was_opened() {
    let mut draft = small();
    type_in(&mut draft, &["page title x"]);
    let copy = draft.files().clone();
    draft.seal();
    type_in(&mut draft, &["page title xy"]);
    draft.taken_as(copy.clone());
    assert!(draft.is_changed(), "somebody typed on");
    draft.taken_as(draft.files().clone());
    assert!(!draft.is_changed() && *draft.opened() == files("tests/small"));
    draft.undo();
    assert!(draft.is_changed(), "and not taken away as it is now");
    draft.saved();
    assert!(!draft.is_changed() && *draft.opened() == copy, "what was saved is what stands there");
}

/// Though one is put in right behind the other.
#[test]
fn two_texts_are_two_steps() {
    let mut draft = small();
    for (key, new) in [("hint", "a"), ("hint", "ab"), ("intro", "c"), ("intro", "cd")] {
        draft.apply(&text(&format!("question.who.{key}"), new)).unwrap();
    }
    assert_eq!(steps(&draft), 2);
}

#[test]
fn what_changes_nothing_is_no_step() {
    let mut draft = small();
    type_in(&mut draft, &["page title"]);
    assert!(!draft.can_undo());
    type_in(&mut draft, &["page title x", "page title"]);
    assert!(!draft.can_undo(), "typed and deleted again");
    draft.apply(&Edit::RemoveFile { name: "nothing.toml".to_owned() }).unwrap();
    assert!(!draft.can_undo());
}

#[test]
fn files_come_and_go_and_come_back() {
    let mut draft = small();
    let name = "words.nl.toml".to_owned();
    draft.apply(&Edit::File { name: name.clone(), text: "[page]\n".to_owned() }).unwrap();
    draft.apply(&Edit::RemoveFile { name: "words.en.toml".to_owned() }).unwrap();
    assert_eq!(draft.files().keys().collect::<Vec<_>>(), ["people.toml", "policy.toml", "words.nl.toml"]);
    assert!(draft.undo() && draft.undo() && !draft.undo());
    assert_eq!(draft.files(), draft.opened());
    assert!(draft.redo() && draft.files().contains_key(&name));
}

#[test]
fn several_edits_are_one_step_or_none() {
    let mut draft = small();
    let edits = |second| {
        let rename = Edit::Rename { of: Thing::Question(0), to: "person".to_owned() };
        Edit::Several(vec![rename, text("question.person.title", "Who is it?"), second])
    };
    draft.apply(&edits(text("page.title", "new"))).unwrap();
    assert_eq!(steps(&draft), 1);
    draft.undo();
    assert!(draft.apply(&edits(Edit::Duplicate { rule: 99 })).is_err());
    assert!(!draft.is_changed() && draft.can_redo(), "what is refused leaves nothing behind");
}

/// A browser keeps what it was given, or something else.
#[test]
fn a_draft_is_kept_with_its_history_and_a_spoilt_history_is_forgotten() {
    let mut draft = small();
    type_in(&mut draft, &["page title x"]);
    draft.apply(&Edit::Duplicate { rule: 0 }).unwrap();
    draft.undo();
    let kept = serde_json::to_string(&draft).unwrap();
    let mut again: Draft = serde_json::from_str(&kept).unwrap();
    assert_eq!(again, draft);
    assert!(again.redo() && again.undo() && again.undo() && !again.is_changed());
    let spoilt = kept.replacen("page title x", "page x", 1);
    let mut spoilt: Draft = serde_json::from_str(&spoilt).unwrap();
    let files = spoilt.files().clone();
    assert!(!spoilt.undo() && !spoilt.can_undo() && !spoilt.can_redo());
    assert_eq!(spoilt.files(), &files, "the files are what counts");
}

/// So that the whole history of a day fits where a browser keeps it.
#[test]
fn a_step_is_as_small_as_what_it_changes() {
    let mut draft = Draft::open(files("policies/cliendo"));
    let size = |draft: &Draft| serde_json::to_string(draft).unwrap().len();
    let before = size(&draft);
    draft.apply(&Edit::Rename { of: Thing::Question(0), to: "person".to_owned() }).unwrap();
    let references = draft.files().values().map(|text| text.matches("person").count()).sum::<usize>();
    let grown = size(&draft) - before;
    assert!(grown < references * 100, "{grown} bytes for {references} places");
}

/// Also where a copy with changes was taken away since.
#[test]
fn what_stands_as_it_was_opened_is_not_changed() {
    let mut draft = small();
    type_in(&mut draft, &["page title x"]);
    draft.taken_as(draft.files().clone());
    while draft.undo() {}
    assert!(!draft.is_changed());
}
