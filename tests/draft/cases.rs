//! Edits in few words, and what each of them changes.

use wegwijzer::draft::edit::{Cell, NewRule, NewThing, Value};
use wegwijzer::draft::{Edit, Files, Thing};

use crate::policies::{edited, lines, of_windows};

pub fn owned(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

pub fn when(of: Thing, field: &str, question: &str, cell: Cell) -> Edit {
    Edit::When { of, field: field.to_owned(), question: question.to_owned(), cell }
}

pub fn only(ids: &[&str]) -> Cell {
    Cell::Only(owned(ids))
}

pub fn text(key: &str, text: &str) -> Edit {
    Edit::Text { language: "en".to_owned(), key: key.to_owned(), text: text.to_owned() }
}

pub fn list(of: Thing, name: &str, ids: &[&str]) -> Edit {
    Edit::Property { of, name: name.to_owned(), value: Value::List(owned(ids)) }
}

pub fn property(of: Thing, name: &str, text: &str) -> Edit {
    Edit::Property { of, name: name.to_owned(), value: Value::Text(text.to_owned()) }
}

pub fn add(thing: NewThing) -> Edit {
    Edit::Add { thing, at: None }
}

pub fn rule(id: &str, when: Vec<(&str, Cell)>) -> NewRule {
    NewRule {
        id: id.to_owned(),
        when: when.into_iter().map(|(question, cell)| (question.to_owned(), cell)).collect(),
        outcome: "welcome".to_owned(),
        facts: owned(&["L1", "L2"]),
        reading: None,
    }
}

/// Tries each edit by itself, on the files as they are and as Windows saves them.
pub fn assert_changed(files: &Files, cases: Vec<(Edit, &[&str])>) {
    let windows = of_windows(files);
    let mut wrong = String::new();
    for (edit, expected) in cases {
        let changed = lines(&edited(files, std::slice::from_ref(&edit)));
        if changed != expected {
            wrong.push_str(&format!("{edit:?}\n  expected {expected:#?}\n  changed {changed:#?}\n"));
        }
        let draft = edited(&windows, &[edit]);
        let own =
            draft.files().iter().map(|(name, text)| (name.clone(), text.replace("\r\n", "\n").replace('\u{feff}', "")));
        assert!(
            draft.files().values().all(|text| text.starts_with('\u{feff}') && !text.replace("\r\n", "").contains('\n'))
        );
        let plain = own.collect::<Files>();
        assert_eq!(lines(&edited(files, &[])).len(), 0);
        assert_eq!(differences_of(files, &plain), changed, "on Windows");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The lines that differ between two versions of some files.
fn differences_of(before: &Files, after: &Files) -> Vec<String> {
    let edits = after.iter().map(|(name, text)| Edit::File { name: name.clone(), text: text.clone() });
    lines(&edited(before, &edits.collect::<Vec<_>>()))
}
