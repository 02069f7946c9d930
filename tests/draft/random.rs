//! Random edits: never a panic, and always a way back.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use toml::de::DeTable;
use wegwijzer::draft::edit::{Cell, NewRule, NewThing, Value};
use wegwijzer::draft::proof::{News, Proof, ProofCache};
use wegwijzer::draft::{Draft, Edit, Files, Thing};

use crate::policies::{files, of_windows, written_otherwise};

/// Ids of both policies.
const KNOWN: &[&str] =
    &["who", "want", "member", "guest", "read", "borrow", "mail", "desk", "write", "ask", "no", "L1", "F2", "welcome"];

/// Ids of both policies, and others.
fn ids() -> impl Strategy<Value = String> {
    prop_oneof![6 => select(KNOWN).prop_map(str::to_owned), 2 => "[a-z]{1,3}", 1 => ".{0,3}"]
}

const KEYS: &[&str] =
    &["page.title", "outcome.yes.why", "outcome.yes.body", "question.who.hint", "step.write", "ui.continue"];

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zé ]{0,8}",
        2 => ".{0,6}",
        1 => r#"["'\\\n#=\[\] a]{0,8}"#,
        1 => Just("two\nlines".to_owned()),
    ]
}

fn things() -> impl Strategy<Value = Thing> {
    let at = || 0..4_usize;
    prop_oneof![
        Just(Thing::Policy),
        at().prop_map(Thing::Question),
        (at(), at()).prop_map(|(question, choice)| Thing::Choice(question, choice)),
        at().prop_map(Thing::Channel),
        at().prop_map(Thing::Outcome),
        at().prop_map(Thing::Rule),
        at().prop_map(Thing::Notice),
        at().prop_map(Thing::Closed),
        at().prop_map(Thing::Contradiction),
        ids().prop_map(Thing::Fact),
        ids().prop_map(Thing::Step),
        ids().prop_map(Thing::Enclosure),
    ]
}

fn cells() -> impl Strategy<Value = Cell> {
    let some = || prop::collection::vec(ids(), 0..3);
    prop_oneof![Just(Cell::Any), some().prop_map(Cell::Only), some().prop_map(Cell::Not)]
}

fn rules() -> impl Strategy<Value = NewRule> {
    let when = prop::collection::vec((ids(), cells()), 0..3);
    (ids(), when, ids(), prop::collection::vec(ids(), 0..3), prop::option::of(texts())).prop_map(
        |(id, when, outcome, facts, reading)| {
            let mut known = std::collections::BTreeSet::new();
            let when = when.into_iter().filter(|(question, _)| known.insert(question.clone())).collect();
            NewRule { id, when, outcome, facts, reading }
        },
    )
}

fn new_things() -> impl Strategy<Value = NewThing> {
    let some = || prop::collection::vec(ids(), 0..3);
    prop_oneof![
        (ids(), some()).prop_map(|(id, choices)| NewThing::Question { id, choices }),
        (0..3_usize, ids()).prop_map(|(question, id)| NewThing::Choice { question, id }),
        (ids(), ids(), prop::option::of(texts()), some()).prop_map(|(id, kind, target, address)| NewThing::Channel {
            id,
            kind,
            target,
            address
        }),
        (ids(), some(), some(), some()).prop_map(|(id, channels, steps, enclosures)| {
            NewThing::Outcome { verdict: id.clone(), id, channels, steps, enclosures }
        }),
        rules().prop_map(NewThing::Rule),
        (ids(), some()).prop_map(|(id, facts)| NewThing::Notice {
            id,
            when: Vec::new(),
            verdicts: facts.clone(),
            outcomes: Vec::new(),
            facts,
        }),
        (ids(), some()).prop_map(|(channel, facts)| NewThing::Closed { channel, outcomes: Vec::new(), facts }),
        (ids(), some()).prop_map(|(fact, excludes)| NewThing::Contradiction { fact, excludes }),
        (ids(), texts()).prop_map(|(id, text)| NewThing::Fact { id, text }),
    ]
}

fn edits() -> impl Strategy<Value = Edit> {
    let key = prop_oneof![
        select(KEYS).prop_map(str::to_owned),
        (ids(), ids()).prop_map(|(id, choice)| format!("question.{id}.choice.{choice}")),
        ids(),
    ];
    let language = || select(&["en", "nl"][..]).prop_map(str::to_owned);
    let name = select(
        &["id", "version", "outcome", "reading", "facts", "target", "kind", "steps", "enclosures", "channel", "fact"][..],
    );
    let value = prop_oneof![
        Just(Value::None),
        texts().prop_map(Value::Text),
        prop::collection::vec(texts(), 0..3).prop_map(Value::List),
    ];
    let field = select(&["when", "offered-to", "people", "open-to"][..]);
    prop_oneof![
        6 => (language(), key, texts()).prop_map(|(language, key, text)| Edit::Text { language, key, text }),
        1 => texts().prop_map(|text| Edit::File { name: "notes.toml".to_owned(), text }),
        6 => (things(), name, value).prop_map(|(of, name, value)| Edit::Property { of, name: name.to_owned(), value }),
        2 => (ids(), texts()).prop_map(|(id, text)| Edit::Fact { id, text }),
        1 => (language(), prop::option::of(prop::collection::vec(texts(), 0..3)))
            .prop_map(|(language, phrases)| Edit::NeverSay { language, phrases }),
        6 => (things(), field, ids(), cells())
            .prop_map(|(of, field, question, cell)| Edit::When { of, field: field.to_owned(), question, cell }),
        3 => (new_things(), prop::option::of(0..5_usize)).prop_map(|(thing, at)| Edit::Add { thing, at }),
        1 => (prop::collection::vec(rules(), 0..3), 0..5_usize).prop_map(|(rules, at)| Edit::Paste { rules, at }),
        2 => (0..4_usize).prop_map(|rule| Edit::Duplicate { rule }),
        2 => (0..4_usize, ids()).prop_map(|(rule, question)| Edit::Split { rule, question }),
        4 => things().prop_map(|of| Edit::Remove { of }),
        3 => (things(), 0..4_usize).prop_map(|(of, to)| Edit::Move { of, to }),
        3 => (things(), ids()).prop_map(|(of, to)| Edit::Rename { of, to }),
    ]
}

fn policies() -> impl Strategy<Value = Files> {
    let all = [files("tests/small"), written_otherwise()];
    let windows = all.clone().map(|files| of_windows(&files));
    any::<Index>().prop_map(move |at| {
        let all: Vec<&Files> = all.iter().chain(&windows).collect();
        (*at.get(&all)).clone()
    })
}

/// What an edit has set a text to, and what stands there now.
fn said(edit: &Edit, files: &Files) -> Option<(String, String)> {
    let (file, path, text) = match edit {
        Edit::Text { language, key, text } if !text.trim().is_empty() => {
            (format!("words.{language}.toml"), key.split('.').collect(), text)
        }
        Edit::Fact { id, text } => ("policy.toml".to_owned(), vec!["facts", id], text),
        Edit::Property { of: Thing::Policy, name, value: Value::Text(text) } => {
            ("policy.toml".to_owned(), vec![name.as_str()], text)
        }
        _ => return None,
    };
    let whole = toml::Value::Table(toml::from_str(&files[&file]).unwrap());
    let value = path.into_iter().try_fold(&whole, |table, key| table.get(key));
    let plain = |text: &str| text.replace("\r\n", "\n").replace('\t', " ").trim().to_owned();
    Some((plain(text), plain(value.and_then(toml::Value::as_str).unwrap_or("nothing"))))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn there_is_always_a_way_back(files in policies(), edits in prop::collection::vec((edits(), 0..8_u8), 1..12)) {
        let mut draft = Draft::open(files.clone());
        for (edit, then) in edits {
            let before = draft.files().clone();
            match draft.apply(&edit) {
                Ok(()) => {
                    if let Some((said, reads)) = said(&edit, draft.files()) {
                        prop_assert_eq!(said, reads, "{:?}", edit);
                    }
                    for (name, text) in draft.files().iter().filter(|(name, _)| *name != "notes.toml") {
                        prop_assert!(DeTable::parse(text).is_ok(), "{edit:?} spoils {name}:\n{text}");
                    }
                }
                Err(refused) => {
                    prop_assert_eq!(draft.files(), &before);
                    prop_assert!(!matches!(refused, wegwijzer::draft::Refused::NotToml(_)));
                }
            }
            match then {
                0 => drop(draft.undo()),
                1 => drop(draft.redo()),
                2 => draft.seal(),
                3 => draft = serde_json::from_str(&serde_json::to_string(&draft).unwrap()).unwrap(),
                _ => {}
            }
        }
        let last = draft.files().clone();
        let mut back = 0;
        while draft.can_undo() {
            prop_assert!(draft.undo());
            back += 1;
        }
        prop_assert_eq!(draft.files(), &files);
        prop_assert!(!draft.is_changed());
        (0..back).for_each(|_| assert!(draft.redo()));
        prop_assert_eq!(draft.files(), &last);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// What was found before and still holds is not looked for again. So that must never show.
    #[test]
    fn what_is_proven_step_by_step_is_what_is_proven_at_once(
        files in policies(),
        edits in prop::collection::vec((edits(), any::<bool>()), 1..12),
    ) {
        let (mut draft, mut proofs) = (Draft::open(files), ProofCache::default());
        // What has been told on the one side is known on the other.
        let (mut told, mut known) = (BTreeMap::new(), BTreeMap::new());
        let mut is_right = |files: &Files| {
            let news = News::of(proofs.prove(files), &mut told);
            let news: News = serde_json::from_str(&serde_json::to_string(&news).unwrap()).unwrap();
            news.proof(&mut known) == Proof::of(files)
        };
        prop_assert!(is_right(draft.files()));
        for (edit, is_undone) in edits {
            let _ = draft.apply(&edit);
            prop_assert!(is_right(draft.files()), "{edit:?}");
            if is_undone {
                draft.undo();
                prop_assert!(is_right(draft.files()), "{edit:?}, and back");
            }
        }
    }
}
