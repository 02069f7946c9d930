//! Rows of a spreadsheet that are pasted into the decision table.

use std::collections::BTreeMap;

use wegwijzer::author::common::Flat;
use wegwijzer::author::read::{form, texts};
use wegwijzer::draft::edit::Cell;
use wegwijzer::draft::paste::{Names, rules};
use wegwijzer::draft::proof::Proof;
use wegwijzer::draft::why::{Kind, Place, Why};
use wegwijzer::draft::{Draft, Edit};
use wegwijzer::policy::Policy;

use crate::policies::files;

fn cliendo() -> (Policy, Flat) {
    let files = files("policies/cliendo");
    (form::policy(&files["policy.toml"]).unwrap(), texts::words(&files["words.nl.toml"]).unwrap().0)
}

fn names(texts: &BTreeMap<String, String>) -> Names<'_> {
    Names { all: "alle", but: "alle behalve ", texts }
}

/// Things are named as the table shows them, or by their ids; what is left out is left open.
#[test]
fn rows_become_rules_in_the_words_of_the_table() {
    let (policy, texts) = cliendo();
    let row = "Twee soorten\tIk ben schuldhulpverlener / receiver\talle\t\t\t\talle behalve Iets anders\t-\tStuur ons de volmacht\tF10, F24\tOnze lezing";
    let pasted = rules(&format!("{row}\r\n\n{row}\n"), &policy, &names(&texts)).unwrap();
    let [first, second] = pasted.as_slice() else { panic!("{pasted:?}") };
    assert_eq!((first.id.as_str(), second.id.as_str()), ("twee-soorten", "twee-soorten-2"));
    let two = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let who = Cell::Only(two(&["debt-counselor", "receiver"]));
    let what = Cell::Not(two(&["other"]));
    assert_eq!(first.when, [("who".to_owned(), who), ("what".to_owned(), what)]);
    assert_eq!(first.outcome, "debt-authorisation");
    assert_eq!(first.facts, ["F10", "F24"]);
    assert_eq!(first.reading.as_deref(), Some("Onze lezing"));
    assert_eq!(rules("kort", &policy, &names(&texts)).unwrap()[0].when, []);
}

/// Nothing is guessed: the first thing that the policy does not have is named.
#[test]
fn a_row_with_an_unknown_word_is_refused() {
    let (policy, texts) = cliendo();
    assert_eq!(rules("een\tIk ben de koning", &policy, &names(&texts)), Err("Ik ben de koning".to_owned()));
    assert_eq!(rules("een\tadmin, koning", &policy, &names(&texts)), Err("koning".to_owned()));
    assert_eq!(rules("een\t\t\t\t\t\t\t\tNergens", &policy, &names(&texts)), Err("Nergens".to_owned()));
}

/// What is pasted stands in the file, and is taken back in one step.
#[test]
fn pasted_rules_are_one_step() {
    let files = files("policies/cliendo");
    let (policy, texts) = cliendo();
    let pasted = rules("een\tadmin\ntwee\tclient", &policy, &names(&texts)).unwrap();
    let mut draft = Draft::open(files.clone());
    draft.apply(&Edit::Paste { rules: pasted, at: policy.rules.len() }).unwrap();
    let after = form::policy(&draft.files()["policy.toml"]).unwrap();
    assert_eq!(after.rules.len(), policy.rules.len() + 2);
    assert_eq!(after.rules.last().unwrap().id, "twee");
    assert!(draft.undo() && *draft.files() == files);
}

/// Each rule knows its ways and its people, and each way leads to the rule.
#[test]
fn a_proof_knows_who_comes_to_each_rule() {
    let (policy, _) = cliendo();
    let proof = Proof::of(&files("policies/cliendo"));
    let compiled = proof.compiled.expect("a proven policy");
    let known: Vec<&String> = compiled.visitors.keys().collect();
    let mut wanted: Vec<&String> = policy.rules.iter().map(|rule| &rule.id).collect();
    wanted.sort();
    assert_eq!(known, wanted);
    let mut people = 0;
    for (rule, visitors) in &compiled.visitors {
        assert!(!visitors.ways.is_empty(), "{rule}");
        people += visitors.people.len();
        for way in &visitors.ways {
            let state: Vec<String> =
                way.iter().map(|(question, choices)| format!("{question}={}", choices[0])).collect();
            let why = Why::of(&policy, &state.join(","));
            let led: Vec<&String> =
                why.grounds.iter().filter(|ground| ground.kind == Kind::Rule).map(|ground| &ground.id).collect();
            assert!(led.contains(&rule), "{rule}: {state:?} leads by {led:?}");
        }
    }
    assert!(people > 20, "{people} people");
}

/// Why somebody is where they are: the facts, and where another answer leads.
#[test]
fn an_outcome_is_explained() {
    let (policy, _) = cliendo();
    let why = Why::of(&policy, "who=heir,mailbox=no");
    let rule = why.grounds.iter().find(|ground| ground.kind == Kind::Rule).expect("a rule");
    assert!(rule.facts.contains(&"F11".to_owned()), "{rule:?}");
    let mailbox = why.changes.iter().find(|change| change.question == "mailbox").expect("the question");
    assert_eq!(mailbox.choice, "no");
    assert_eq!(mailbox.others, [(vec!["yes".to_owned()], Place::Outcome("heir-mail".to_owned()))]);
    assert_eq!(Why::of(&policy, "").grounds, []);
}
