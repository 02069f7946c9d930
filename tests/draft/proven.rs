//! Edits that keep a policy proven, and what the check says of those that do not.

use std::collections::BTreeMap;

use wegwijzer::check::flaw::Code;
use wegwijzer::draft::proof::{News, Proof, ProofCache};
use wegwijzer::draft::{Draft, Edit, Refused, Thing, uses};

use crate::policies::{all, edited, errors, files, id, policy, source, things};

#[test]
fn a_policy_in_which_everything_has_another_id_is_proven() {
    for (number, files) in all().into_iter().enumerate() {
        let policy = policy(&files);
        let named = things(&policy).into_iter().filter(|thing| id(&policy, thing).is_some());
        // Of the large ones some things of each kind.
        let named = named.step_by(if number == 1 || number > 4 { 1 } else { 7 });
        let edits = named.enumerate().map(|(number, of)| Edit::Rename { of, to: format!("new-{number}") });
        let draft = edited(&files, &edits.collect::<Vec<_>>());
        let found = source(draft.files());
        assert_eq!(found.errors().map(ToString::to_string).collect::<String>(), "");
        assert!(found.outdated().next().is_none(), "translations follow their texts as before");
    }
}

#[test]
fn a_policy_with_a_rule_that_was_split_is_proven() {
    let mut split = 0;
    for files in all().into_iter().skip(1) {
        let policy = policy(&files);
        for number in 0..3 {
            let rule = number * 11 % policy.rules.len();
            let question = policy.questions[number % policy.questions.len()].id.clone();
            let edit = Edit::Split { rule, question };
            let mut draft = Draft::open(files.clone());
            if draft.apply(&edit).is_ok() {
                split += 1;
                assert_eq!(errors(draft.files()), "", "{edit:?}");
            }
        }
    }
    assert!(split > 4, "{split}");
}

/// Its translations are those of the shared words, which nobody has to look at again.
#[test]
fn a_step_of_ones_own_says_the_same_in_every_language() {
    let cliendo = files("policies/cliendo");
    let shared = Thing::Step("write-the-change".to_owned());
    let own = Edit::Own { outcome: 0, of: shared.clone(), to: "write-mine".to_owned() };
    let mut draft = edited(&cliendo, &[own]);
    let found = source(draft.files());
    assert_eq!(found.errors().map(ToString::to_string).collect::<String>(), "");
    assert!(found.outdated().next().is_none(), "the translation is as new as it was");
    assert!(policy(draft.files()).outcomes[0].steps.contains(&"write-mine".to_owned()));
    let is_copied = |file: &String| file.contains("write-mine") == file.contains("write-the-change");
    assert!(draft.files().values().all(is_copied), "in every file that names the shared one");
    // An id that is taken would mix two texts.
    let again = Edit::Own { outcome: 0, of: Thing::Step("write-mine".to_owned()), to: "write-the-change".to_owned() };
    assert!(matches!(draft.apply(&again), Err(Refused::TakenId(_))));
    draft.undo();
    assert_eq!(draft.files(), &cliendo);
}

/// A scenario in which several answers lead to one outcome becomes several, where other rules decide then.
#[test]
fn scenarios_follow_a_rule_that_was_split() {
    let cliendo = files("policies/cliendo");
    let rule = policy(&cliendo).rules.iter().position(|rule| rule.id == "owner-with-both").unwrap();
    let draft = edited(&cliendo, &[Edit::Split { rule, question: "what".to_owned() }]);
    let found = source(draft.files());
    assert_eq!(found.errors().map(ToString::to_string).collect::<String>(), "");
    let scenarios = found.scenarios;
    let ids = scenarios.iter().map(|scenario| scenario.id.as_str()).filter(|id| id.starts_with("owner-anything"));
    assert_eq!(ids.count(), 9, "one for each thing that they may want");
}

/// Nothing that a removed thing leaves behind is silent: what named it is found, and none of its texts is left.
#[test]
fn the_check_names_what_a_removed_thing_leaves_behind() {
    let small = files("tests/small");
    let policy = policy(&small);
    for thing in things(&policy).into_iter().filter(|thing| *thing != Thing::Policy) {
        let draft = edited(&small, &[Edit::Remove { of: thing.clone() }]);
        let found = source(draft.files());
        let codes: Vec<Code> = found.errors().map(|finding| finding.flaw.code).collect();
        // Steps, enclosures and drafts are texts of what outcomes and channels lead to.
        let leads = matches!(thing, Thing::Outcome(_) | Thing::Channel(_));
        assert!(leads || !codes.contains(&Code::SurplusWords), "{thing:?} leaves a text: {}", errors(draft.files()));
        if !uses::of(&policy, &thing).is_empty() {
            assert!(!codes.is_empty(), "{thing:?} is named, and nobody is told");
        }
    }
}

/// A page that knows a proof is told what is new in the next one, and knows as much as who begins with it.
#[test]
fn words_that_stay_as_they_are_are_told_once() {
    let before = files("policies/cliendo");
    let text = Edit::Text { language: "en".to_owned(), key: "page.title".to_owned(), text: "Other".to_owned() };
    let after = edited(&before, &[text]);
    let (mut proofs, mut told, mut known) = (ProofCache::default(), BTreeMap::new(), BTreeMap::new());
    let [first, second] = [&before, after.files()].map(|files| {
        let news = News::of(proofs.prove(files), &mut told);
        let length = serde_json::to_string(&news).unwrap().len();
        let proof = news.proof(&mut known);
        assert_eq!(proof, Proof::of(files));
        assert_eq!(proof.compiled.expect("a proven policy").words.len(), 8);
        length
    });
    assert!(second < first / 2, "{second} bytes after {first}");
}
