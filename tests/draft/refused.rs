//! Edits that cannot be made: they say why, and change nothing. With ids, and what hangs on a thing.

use wegwijzer::author::read::form;
use wegwijzer::draft::edit::{Cell, NewThing};
use wegwijzer::draft::uses::{self, Use};
use wegwijzer::draft::{Draft, Edit, Files, Refused, Thing, ids};

use crate::cases::{add, list, only, owned, property, text, when};
use crate::common::said::said;
use crate::policies::{all, files, policy, things};

/// What a refused edit says, in words that say what to do.
fn refused(files: &Files, edit: &Edit) -> String {
    let mut draft = Draft::open(files.clone());
    let refused = draft.apply(edit).expect_err(&format!("{edit:?}"));
    assert!(!draft.is_changed() && !draft.can_undo(), "{edit:?}");
    let english = said("en", refused.said());
    assert!(english.contains(". ") && said("nl", refused.said()).contains(". "), "{english} says what to do");
    english
}

fn rename(of: Thing, to: &str) -> Edit {
    Edit::Rename { of, to: to.to_owned() }
}

#[test]
fn an_id_that_is_none_or_taken_is_refused() {
    let small = files("tests/small");
    for (edit, why) in [
        (rename(Thing::Question(0), "want"), "the id ‘want’ already"),
        (rename(Thing::Choice(0, 0), "guest"), "the id ‘guest’ already"),
        (rename(Thing::Step("write".to_owned()), "join"), "the id ‘join’ already"),
        (rename(Thing::Fact("L1".to_owned()), "L2"), "the id ‘L2’ already"),
        (rename(Thing::Rule(0), "My rule"), "‘My rule’ cannot be an id"),
        (rename(Thing::Channel(0), ""), "‘’ cannot be an id"),
        (rename(Thing::Closed(0), "x"), "‘id’ cannot be changed here"),
        (rename(Thing::Rule(9), "x"), "is not there any more"),
        (rename(Thing::Fact("L9".to_owned()), "x"), "is not there any more"),
        (add(NewThing::Question { id: "who".to_owned(), choices: Vec::new() }), "the id ‘who’ already"),
        (add(NewThing::Choice { question: 0, id: "É".to_owned() }), "‘É’ cannot be an id"),
        (add(NewThing::Choice { question: 7, id: "e".to_owned() }), "is not there any more"),
        (add(NewThing::Fact { id: "L1".to_owned(), text: String::new() }), "the id ‘L1’ already"),
    ] {
        let said = refused(&small, &edit);
        assert!(said.contains(why), "{said}");
    }
    // Small and capital letters are two ids of facts, and one of each kind may have the id of another kind.
    let mut draft = Draft::open(small);
    draft.apply(&rename(Thing::Fact("L1".to_owned()), "l1")).unwrap();
    draft.apply(&rename(Thing::Question(0), "member")).unwrap();
}

#[test]
fn what_is_not_there_or_has_no_such_property_is_refused() {
    let small = files("tests/small");
    for edit in [
        Edit::Remove { of: Thing::Rule(3) },
        Edit::Remove { of: Thing::Choice(0, 2) },
        Edit::Remove { of: Thing::Fact("L9".to_owned()) },
        Edit::Remove { of: Thing::Policy },
        Edit::Move { of: Thing::Rule(0), to: 3 },
        Edit::Move { of: Thing::Fact("L1".to_owned()), to: 0 },
        Edit::Duplicate { rule: 3 },
        Edit::Split { rule: 0, question: "nothing".to_owned() },
        Edit::Fact { id: "L9".to_owned(), text: "x".to_owned() },
        property(Thing::Rule(3), "reading", "x"),
        property(Thing::Rule(0), "kind", "x"),
        property(Thing::Rule(0), "id", "x"),
        list(Thing::Question(0), "choices", &["a"]),
        when(Thing::Rule(0), "people", "who", Cell::Any),
        when(Thing::Rule(3), "when", "who", only(&["guest"])),
    ] {
        refused(&small, &edit);
    }
    let said = refused(&small, &Edit::Split { rule: 1, question: "who".to_owned() });
    assert!(said.contains("nothing to split"), "{said}");
    let elsewhere = Edit::Text { language: "nl".to_owned(), key: "page.title".to_owned(), text: "x".to_owned() };
    assert!(refused(&small, &elsewhere).contains("There is no file words.nl.toml"));
    assert!(refused(&small, &text("question.who.choice", "x")).contains("under ‘Files’"));
    assert!(refused(&small, &text("page", "x")).contains("under ‘Files’"));
    assert!(refused(&small, &text("page.title.more", "x")).contains("under ‘Files’"));
}

#[test]
fn a_file_that_is_no_toml_is_mended_as_a_whole() {
    let mut files = files("tests/small");
    files.insert("policy.toml".to_owned(), "id = \"open\n".to_owned());
    for edit in [
        rename(Thing::Question(0), "x"),
        property(Thing::Policy, "version", "2"),
        Edit::Duplicate { rule: 0 },
        Edit::Remove { of: Thing::Rule(0) },
    ] {
        assert!(refused(&files, &edit).contains("policy.toml cannot be read"));
    }
    let mut draft = Draft::open(files);
    draft.apply(&text("page.title", "still to be written")).unwrap();
    let whole = Edit::File { name: "policy.toml".to_owned(), text: "id = \"closed\"\n".to_owned() };
    draft.apply(&whole).unwrap();
    draft.apply(&property(Thing::Policy, "version", "2")).unwrap();
    assert_eq!(draft.files()["policy.toml"], "id = \"closed\"\nversion = \"2\"\n");
}

/// What a form does not understand it leaves alone.
#[test]
fn a_layout_that_no_form_writes_is_left_alone() {
    let one_line = "rule = [{ id = \"a\", when = {}, outcome = \"x\", facts = [\"F\"] }]\n";
    let apart = "[[rule]]\nid = \"a\"\n[[notice]]\nid = \"n\"\n[rule.when]\nwho = \"b\"\n";
    for text in [one_line, apart] {
        let files: Files = [("policy.toml".to_owned(), text.to_owned())].into();
        for edit in [Edit::Remove { of: Thing::Rule(0) }, Edit::Duplicate { rule: 0 }] {
            assert!(refused(&files, &edit).contains("under ‘Files’"), "{text}");
        }
    }
    assert_eq!(said("nl", Refused::Layout("policy.toml".to_owned()).said()).matches("policy.toml").count(), 1);
}

/// Of two things with one id, nobody knows whose the texts and the references are.
#[test]
fn what_two_things_share_stays_with_both() {
    let mut files = files("tests/small");
    let policy = files["policy.toml"]
        .replace("id = \"guest-reads\"", "id = \"member\"")
        .replace("id = \"desk\"", "id = \"mail\"");
    files.insert("policy.toml".to_owned(), policy);
    let mut draft = Draft::open(files);
    draft.apply(&rename(Thing::Channel(1), "desk")).unwrap();
    assert!(draft.files()["policy.toml"].contains("channels = [\"mail\"]"));
    assert!(draft.files()["words.en.toml"].contains("[channel.mail]"));
    draft.undo();
    draft.apply(&Edit::Remove { of: Thing::Channel(1) }).unwrap();
    assert!(draft.files()["words.en.toml"].contains("[channel.mail]"));
}

#[test]
fn ids_are_made_of_titles() {
    let taken = owned(&["yes", "yes-2"]);
    for (title, id) in [
        ("Are you a member?", "are-you-a-member"),
        ("Yes!", "yes-3"),
        ("  Café / Crème brûlée ", "cafe-creme-brulee"),
        ("Łódź, Straße, Åse & Øre", "lodz-strasse-ase-ore"),
        ("Auto’s en foto's", "autos-en-fotos"),
        ("İstanbul", "istanbul"),
        ("هل أنت عضو؟", "new"),
        ("", "new"),
        ("2 keer", "2-keer"),
        (
            "A title that goes on and on until nobody would read it in a link",
            "a-title-that-goes-on-and-on-until-nobody",
        ),
        (&"x".repeat(100), &"x".repeat(40)),
    ] {
        let made = ids::of_title(title, &taken);
        assert_eq!(made, id, "{title}");
        assert!(wegwijzer::check::structure::is_id(&made));
    }
}

#[test]
fn what_hangs_on_a_thing_is_told_before_it_goes() {
    let small = policy(&files("tests/small"));
    let by = |thing: Thing, property: &str| Use { by: thing, property: property.to_owned() };
    assert_eq!(
        uses::of(&small, &Thing::Question(0)),
        [
            by(Thing::Choice(1, 2), "offered-to"),
            by(Thing::Rule(0), "when"),
            by(Thing::Rule(1), "when"),
            by(Thing::Rule(2), "when"),
        ]
    );
    assert_eq!(uses::of(&small, &Thing::Choice(1, 1)), [by(Thing::Rule(1), "when"), by(Thing::Notice(0), "when")]);
    assert_eq!(uses::of(&small, &Thing::Outcome(0)), [by(Thing::Rule(0), "outcome"), by(Thing::Rule(1), "outcome")]);
    assert_eq!(uses::of(&small, &Thing::Channel(2)), [by(Thing::Closed(0), "channel")]);
    assert_eq!(uses::of(&small, &Thing::Step("join".to_owned())), [by(Thing::Outcome(1), "steps")]);
    let fact = Thing::Fact("L3".to_owned());
    assert_eq!(uses::of(&small, &fact), [by(Thing::Contradiction(0), "excludes"), by(Thing::Closed(0), "facts")]);
    assert_eq!(
        uses::rests_on(&small, &Thing::Rule(1)),
        [
            Thing::Question(1),
            Thing::Choice(1, 1),
            Thing::Question(0),
            Thing::Choice(0, 1),
            Thing::Outcome(0),
            Thing::Fact("L2".to_owned())
        ]
        .map(|thing| thing)
    );
}

#[test]
fn both_ways_of_looking_agree() {
    for files in all() {
        let policy = policy(&files);
        let all = things(&policy);
        for thing in &all {
            for found in uses::of(&policy, thing) {
                assert!(uses::rests_on(&policy, &found.by).contains(thing));
            }
            for found in uses::rests_on(&policy, thing) {
                assert!(uses::of(&policy, &found).iter().any(|place| place.by == *thing) && all.contains(&found));
            }
        }
    }
}

#[test]
fn scenarios_hang_on_what_they_name() {
    let files = files("policies/cliendo");
    let policy = policy(&files);
    let scenarios = form::scenarios(&files["scenarios.toml"]).unwrap().all;
    for (number, scenario) in scenarios.iter().enumerate() {
        let rule = policy.rules.iter().position(|rule| scenario.rule.as_slice().contains(&rule.id)).unwrap();
        assert!(uses::in_scenarios(&policy, &scenarios, &Thing::Rule(rule)).contains(&number));
    }
    let who = uses::in_scenarios(&policy, &scenarios, &Thing::Question(0));
    assert_eq!(who.len(), scenarios.len(), "everybody is asked who they are");
    let admins =
        scenarios.iter().filter(|scenario| scenario.answers["who"].as_slice().contains(&"admin".to_owned())).count();
    assert_eq!(uses::in_scenarios(&policy, &scenarios, &Thing::Choice(0, 0)).len(), admins);
}
