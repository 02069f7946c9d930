//! What `diff` says is what visitors see: held against every screen of every situation, for policies and edits of all kinds;
//! then what a reader is told of the changes that matter most. One file, as all of it is one promise: nothing is missed.

mod common;
#[path = "common/edited.rs"]
mod edited;
#[path = "common/synthetic.rs"]
mod synthetic;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use common::{all_states, answers_of, project, shipped};
use edited::{EDITS, Shipped, draft, edit, edits, whole};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::Value as Json;
use wegwijzer::author::diff::Diff;
use wegwijzer::author::source::Source;
use wegwijzer::change::{Change, Changes, Condition, Value, Version, What, Who, changes};
use wegwijzer::decision::{State, Step, next_step};
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::words::keys;
use wegwijzer::policy::{Allowed, Ids, Verdict};
use wegwijzer::screen::{screen, surroundings};

/// All that visitors see: by language what stands around, and by the answers given each screen. No number is in it.
fn seen(Shipped { policy, words }: &Shipped) -> BTreeMap<(String, Vec<String>), Json> {
    let mut seen = BTreeMap::new();
    for words in words {
        let around = serde_json::to_value(surroundings(policy, words)).expect("JSON");
        seen.insert((words.language.clone(), vec!["around".to_owned()]), around);
        for (path, state) in all_states(policy) {
            let answers = path.iter().map(|answer| common::ids(policy, *answer)).collect();
            let screen = serde_json::to_value(screen(policy, words, &next_step(policy, &state))).expect("JSON");
            seen.insert((words.language.clone(), answers), screen);
        }
    }
    seen
}

/// The answers of each whole way.
fn ways(policy: &CompiledPolicy) -> BTreeSet<Vec<String>> {
    let whole = all_states(policy).into_iter().filter(|(_, state)| matches!(next_step(policy, state), Step::Refer(_)));
    whole.map(|(path, _)| path.iter().map(|answer| common::ids(policy, *answer)).collect()).collect()
}

/// Whether somebody on a way is meant. On a way of both versions, each question that is named has been asked.
fn is_meant(conditions: &[Condition], way: &[String], is_shared: bool) -> bool {
    conditions.iter().any(|condition| {
        condition.iter().all(|(question, choices)| {
            let answered = way.iter().find_map(|answer| answer.strip_prefix(&format!("{question}=")));
            answered.map_or(!is_shared, |choice| choices.iter().any(|known| known == choice))
        })
    })
}

fn conditions(change: &Change) -> &[Condition] {
    match &change.who {
        Who::When(conditions) => conditions,
        Who::Among(bounds) => panic!("so few ways can be told apart: {bounds:?}"),
    }
}

/// Without what nobody reads, and the name of the version.
fn read(screen: &Json) -> Json {
    let mut screen = screen.clone();
    if let Some(fields) = screen.as_object_mut() {
        fields.remove("rules");
        fields.remove("facts");
        if let Some(version) = fields.get_mut("version") {
            version["value"] = Json::Null;
        }
    }
    screen
}

fn assert_told(before: &Shipped, after: &Shipped) -> bool {
    let Changes { groups, ways: counted } = changes(
        Version { policy: &before.policy, words: &before.words },
        Version { policy: &after.policy, words: &after.words },
    );
    let (old, new) = (seen(before), seen(after));
    assert_eq!(groups.is_empty(), old == new, "{groups:#?}");
    let (old_ways, new_ways) = (ways(&before.policy), ways(&after.policy));
    let counted = counted.expect("few ways");
    let mut differing = 0;
    for way in old_ways.union(&new_ways) {
        let is_shared = old_ways.contains(way) && new_ways.contains(way);
        let at = |answered: usize, language: &str| (language.to_owned(), way[..answered].to_vec());
        let differs = |part: &dyn Fn(&Json) -> Json| {
            before.words.iter().any(|words| {
                let language = words.language.as_str();
                let around = (language.to_owned(), vec!["around".to_owned()]);
                let mut places = (0..=way.len()).map(|answered| at(answered, language)).chain([around]);
                places.any(|place| old.get(&place).map(part) != new.get(&place).map(part))
            })
        };
        let is_told = groups.iter().any(|change| is_meant(conditions(change), way, is_shared));
        let told: Vec<_> = groups
            .iter()
            .map(|change| (&change.who, change.differences.iter().map(|d| &d.what).collect::<Vec<_>>()))
            .collect();
        assert_eq!(is_told, differs(&Clone::clone), "{way:?} {told:#?} {old_ways:?} {new_ways:?}");
        differing += u128::from(differs(&read));
    }
    if old_ways == new_ways {
        assert_eq!((counted.all, counted.differing), (old_ways.len() as u128, differing), "{groups:#?}");
        for change in &groups {
            let meant = old_ways.iter().filter(|way| is_meant(conditions(change), way, true)).count();
            assert_eq!(change.ways, Some(meant as u128), "{change:#?}");
        }
    }
    old != new
}

/// Each text that a policy has a place for, changed and left out by itself.
#[test]
fn each_text_of_a_screen_is_told() {
    let draft = whole();
    let before = draft.shipped().expect("a way");
    let (mut told, mut elsewhere) = (0, Vec::new());
    for key in keys(&draft.policy.outline()) {
        let other = match key.name.as_str() {
            "language.reviewed" => "yes",
            "language.direction" => "rtl",
            _ => "another text",
        };
        let texts = [Some(other.to_owned())].into_iter().chain(key.optional.then_some(None));
        for text in texts {
            let mut after = draft.clone();
            after.texts.insert(("en".to_owned(), key.name.clone()), text);
            if assert_told(&before, &after.shipped().expect("a way")) {
                told += 1;
            } else {
                elsewhere.push(key.name.clone());
            }
        }
    }
    println!("{told} texts told, none of {elsewhere:?}");
    let is_elsewhere = |key: &String| {
        // Outcomes have labels of their own, which read like those of the verdicts.
        let unseen = ["verdict.", "outcome.o0.label", "outcome.o1.label", "outcome.o2.label"];
        let around = ["page.", "guide.", "failure.", "ui.dropped.", "ui.copied", "ui.not-copied", "language.name"];
        around.iter().chain(&unseen).any(|start| key.starts_with(start))
    };
    assert!(told > 80 && elsewhere.iter().all(is_elsewhere), "{elsewhere:?}");
}

/// Each part of a policy, changed by itself in some ways.
#[test]
fn each_part_of_a_policy_is_told() {
    let draft = whole();
    let before = draft.shipped().expect("a way");
    for kind in 0..EDITS {
        let told = Cell::new(0);
        let places = (any::<Index>(), any::<Index>(), any::<Index>());
        with_each(6, places, |(one, two, three)| {
            let mut after = draft.clone();
            edit(&mut after, &(kind, one, two, three));
            if let Some(after) = after.shipped() {
                told.set(told.get() + u32::from(assert_told(&before, &after)));
            }
        });
        // What only editors read is the last that visitors see nothing of.
        let is_of_editors = (23..=26).contains(&kind);
        assert_eq!(told.get() == 0, is_of_editors, "edit {kind}");
    }
}

/// Whatever is edited: nothing is told exactly when every screen of every situation is the same in every language; and each
/// way is meant exactly when one of its screens differs.
#[test]
fn what_is_told_is_what_visitors_see() {
    const INPUTS: u32 = 300;
    let (told, tried) = (Cell::new(0), Cell::new(0));
    let strategy = (prop::array::uniform3(0_usize..4), prop::array::uniform9(0_usize..3), edits(), edits());
    with_each(INPUTS, strategy, |(rules, outcomes, first, second)| {
        let mut before = draft(rules, outcomes);
        first.iter().for_each(|own| edit(&mut before, own));
        let mut after = before.clone();
        second.iter().for_each(|own| edit(&mut after, own));
        if let (Some(before), Some(after)) = (before.shipped(), after.shipped()) {
            tried.set(tried.get() + 1);
            told.set(told.get() + u32::from(assert_told(&before, &after)));
        }
    });
    println!("{} pairs of versions, {} of which differ for visitors", tried.get(), told.get());
    assert!(told.get() > INPUTS / 3 && told.get() < tried.get() - INPUTS / 20, "both kinds are tried");
}

/// Tries many inputs, and shows the smallest one that fails.
fn with_each<S: Strategy>(inputs: u32, strategy: S, test: impl Fn(S::Value)) {
    let config = ProptestConfig { cases: inputs, failure_persistence: None, ..ProptestConfig::default() };
    // The same inputs in every run: what fails once, fails again.
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let run = TestRunner::new_with_rng(config, random).run(&strategy, |value| {
        test(value);
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

/// Who is sent elsewhere, held against every situation of tables that have little in common.
#[test]
fn who_is_sent_elsewhere_is_what_answering_finds() {
    let (mut elsewhere, mut among) = (0, 0);
    for seed in 0..60 {
        let policies = [(12, seed), (15, seed + 1_000)]
            .map(|(rules, seed)| CompiledPolicy::of(&synthetic::divided(4, 3, rules, seed)).expect("a small diagram"));
        let version = |policy| Version { policy, words: &[] };
        let [before, after] = &policies;
        let groups = changes(version(before), version(after)).groups;
        for situation in (0..81).map(|number| [number / 27, number / 9 % 3, number / 3 % 3, number % 3]) {
            // What somebody with these answers is asked by one version or the other.
            let mut way: BTreeSet<String> = BTreeSet::new();
            let outcomes = [before, after].map(|policy| {
                let state = State::from_answers(policy, answers_of(policy, &situation));
                let Step::Refer(referral) = next_step(policy, &state) else { panic!("everything is answered") };
                way.extend(referral.trail.iter().map(|answer| common::ids(policy, *answer)));
                Some(Value::Outcome(referral.outcome.id.clone()))
            });
            let way: Vec<String> = way.into_iter().collect();
            for change in &groups {
                let sends = change.differences.iter().filter(|difference| difference.what == What::Outcome);
                for difference in sends {
                    let is_sent = [&difference.before, &difference.after] == [&outcomes[0], &outcomes[1]];
                    match &change.who {
                        Who::When(conditions) => {
                            assert_eq!(is_meant(conditions, &way, true), is_sent, "{way:?} {change:#?}");
                        }
                        Who::Among(bounds) => {
                            among += 1;
                            assert!(
                                !is_sent || is_meant(std::slice::from_ref(bounds), &way, false),
                                "{way:?} {change:#?}"
                            );
                        }
                    }
                    elsewhere += u32::from(is_sent);
                }
            }
            let is_told = groups
                .iter()
                .flat_map(|change| &change.differences)
                .any(|difference| [&difference.before, &difference.after] == [&outcomes[0], &outcomes[1]]);
            assert!(outcomes[0] == outcomes[1] || is_told, "{outcomes:?}");
        }
    }
    println!("{elsewhere} situations with another outcome; {among} of them told by bounds only");
    assert!(elsewhere > 1_000);
}

/// A policy of a thousand rules and twenty questions: 5 to the power of 20 situations.
#[test]
fn large_policies_are_compared_without_looking_at_each_situation() {
    let before = synthetic::divided(20, 5, 1_000, 7);
    let mut edited = before.clone();
    for rule in edited.rules.iter_mut().step_by(100) {
        rule.outcome = if rule.outcome == "o0" { "o1" } else { "o0" }.to_owned();
    }
    let unlike = synthetic::divided(20, 5, 1_000, 8);
    let [before, edited, unlike] =
        [before, edited, unlike].map(|policy| CompiledPolicy::of(&policy).expect("a diagram of modest size"));
    let version = |policy| Version { policy, words: &[] };
    let compared = |after| {
        let start = Instant::now();
        let changes = changes(version(&before), version(after));
        println!("{:?}, {} groups, {:?} ways", start.elapsed(), changes.groups.len(), changes.ways);
        changes
    };
    assert!(compared(&before).is_empty());
    let some = compared(&edited).ways.expect("ways that can be counted");
    assert!(0 < some.elsewhere && some.elsewhere < some.all, "{some:?}");
    assert!(!compared(&unlike).is_empty());

    // So unlike that the ways are too many: then it is said that they are, and what differs is told all the same.
    let mut other_order = synthetic::divided(20, 5, 100, 9);
    other_order.questions.reverse();
    other_order.outcomes[0].verdict = Verdict::Refused;
    let other_order = CompiledPolicy::of(&other_order).expect("a diagram of modest size");
    let changes = compared(&other_order);
    assert_eq!(changes.ways, None);
    assert!(changes.groups[0].differences.iter().any(|difference| difference.what == What::Verdict), "{changes:#?}");
}

/// The shipped policy before and after a change of its policy or words.
fn changed(change: impl Fn(&mut Source)) -> Diff {
    let (before, mut after) = (shipped(), shipped());
    change(&mut after);
    Diff::of(&before, &after)
}

/// The group of visitors who meet a difference.
fn with(diff: &Diff, what: &What) -> Change {
    let meets = |change: &&Change| change.differences.iter().any(|difference| difference.what == *what);
    diff.changes.groups.iter().find(meets).unwrap_or_else(|| panic!("no {what:?} in {diff:#?}")).clone()
}

/// Who compares two versions of one name may have forgotten to give the new one its own.
#[test]
fn a_version_that_kept_its_name_is_told() {
    let told = |version: &str| {
        let diff = changed(|after| {
            after.policy.version.push_str(version);
            after.policy.channels[0].target = Some("stranger@evil.example".to_owned());
        });
        [diff.to_text(), diff.to_markdown(), diff.to_html()]
            .map(|told| told.contains("the name of the version has not changed"))
    };
    assert_eq!((told(""), told("b")), ([true; 3], [false; 3]));
}

/// Nothing is worse than a wrong address: it stands first and is marked, wherever the policy or a text has it.
#[test]
fn a_new_address_is_told_first() {
    let diff = changed(|after| {
        after.policy.version.push('x');
        let channel = after.policy.channels.iter_mut().find(|channel| channel.id == "info-mail").unwrap();
        channel.target = Some("stranger@evil.example".to_owned());
    });
    let address = &diff.changes.groups[0];
    let who = [
        "who=debt-counselor/receiver/equal-party: “Wie neemt contact op?” “Ik ben schuldhulpverlener” / ",
        "who=admin, reach=neither: ",
        "who=heir, mailbox=no: ",
        "who=someone-else, what=special: ",
    ];
    let Who::When(conditions) = &address.who else { panic!("{address:?}") };
    assert_eq!((conditions.len(), address.ways), (who.len(), Some(14)));
    let [only] = address.differences.as_slice() else { panic!("one difference, not also the link: {address:#?}") };
    assert_eq!(only.what, What::Address("info-mail".to_owned()));
    assert_eq!(only.new_addresses().into_iter().collect::<Vec<_>>(), ["stranger@evil.example"]);

    let text = diff.to_text();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].contains(": 1 new address; of 79 ways, 0 lead elsewhere and 14 differ"), "{text}");
    assert_eq!(lines[4], "IMPORTANT, a new address. On 14 ways, when");
    who.iter().for_each(|who| assert!(lines[5..9].iter().any(|line| line.trim().starts_with(who)), "{who} in {text}"));
    assert_eq!(
        lines[9..12],
        ["! address of info-mail (“E-mail”)", "    - info@cliendo.nl", "    + stranger@evil.example"]
    );
    let markdown = diff.to_markdown();
    assert!(markdown.contains("**IMPORTANT, a new address.** On 14 ways, when"), "{markdown}");
    assert!(markdown.contains("| **!** address of info-mail (E-mail) | info@cliendo.nl | stranger@evil.example |"));
    let page = diff.to_html();
    assert!(page.contains("<strong>IMPORTANT, a new address. </strong>"), "{page}");
    assert!(page.contains("<span lang=\"nl\" dir=\"auto\">Wie neemt contact op?</span>"), "titles in their language");
    // What is signed is exactly these two versions.
    let [before, after] = [&diff.before, &diff.after].map(|edition| edition.build.clone().unwrap());
    let builds = format!("build {before} to {after}");
    assert!(before != after && page.matches(&builds).count() == 2 && page.contains("Signature"), "{page}");

    // In the words, in a language that few read.
    let diff = changed(|after| {
        let words = after.words.iter_mut().find(|words| words.language == "pl").unwrap();
        words.texts.insert("outcome.debt-authorisation.lead".to_owned(), "Wpłata: NL91 ABNA 0417 1643 00".to_owned());
        words.texts.insert("channel.info-mail.text".to_owned(), "[e-mail](mailto:stranger@evil.example)".to_owned());
    });
    for key in ["outcome.debt-authorisation.lead", "channel.info-mail.text"] {
        let told = with(&diff, &What::Text(key.to_owned()));
        let difference =
            told.differences.iter().find(|difference| difference.what == What::Text(key.to_owned())).unwrap();
        assert_eq!(difference.language.as_deref(), Some("pl"));
        assert!(!difference.new_addresses().is_empty(), "{difference:?}");
    }
    assert!(diff.to_text().contains("2 new addresses"), "{}", diff.to_text());
}

/// What was once told as no change at all.
#[test]
fn what_visitors_are_told_and_asked_is_compared_whole() {
    let outcome = |after: &mut Source, change: &dyn Fn(&mut wegwijzer::policy::Outcome)| {
        change(after.policy.outcomes.iter_mut().find(|outcome| outcome.id == "debt-authorisation").unwrap());
    };
    let ids = |question: &str, choice: &str| vec![(question.to_owned(), vec![choice.to_owned()])];
    let debt = Who::When(vec![ids("who", "debt-counselor")]);
    let changes: [(What, Diff); 4] = [
        (What::Verdict, changed(|after| outcome(after, &|own| own.verdict = Verdict::Accepted))),
        (What::Steps, changed(|after| outcome(after, &|own| own.steps.reverse()))),
        (What::Enclosures, changed(|after| outcome(after, &|own| own.enclosures.reverse()))),
        (What::Channels, changed(|after| outcome(after, &|own| own.channels = vec!["owner-mail".to_owned()]))),
    ];
    for (what, diff) in &changes {
        let told = with(diff, what);
        assert_eq!((&told.who, told.ways), (&debt, Some(1)), "{told:#?}");
        assert!(diff.to_text().contains("    who=debt-counselor: “"), "{}", diff.to_text());
    }
    // All others are not told of it any more.
    let closed = changed(|after| after.policy.closed[0].outcomes = vec!["debt-authorisation".to_owned()]);
    let ways = closed.changes.ways.unwrap();
    assert_eq!(ways.differing, ways.all - 1);
    assert!(with(&closed, &What::Closed).ways > Some(0), "{closed:#?}");
    let order = changed(|after| after.policy.questions[0].choices.reverse());
    assert!(matches!(&with(&order, &What::Choices("who".to_owned())).who, Who::When(all) if all[0].is_empty()));
    let order = changed(|after| after.policy.questions.swap(5, 6));
    assert!(with(&order, &What::Next).ways > Some(0), "{order:#?}");
    let scope = changed(|after| after.policy.notices[0].outcomes = vec!["debt-authorisation".to_owned()]);
    assert!(with(&scope, &What::Notices).ways > Some(0), "{scope:#?}");
}

/// A choice that is new or gone, and one that leads elsewhere.
/// A word that another voice says is heard otherwise, though it reads the same.
#[test]
fn the_language_of_a_word_is_told() {
    let diff = changed(|after| {
        let words = after.words.iter_mut().find(|words| words.language == "en").unwrap();
        let text = words.texts.get_mut("outcome.receiver-in-writing.why").unwrap();
        *text = text.replace("[curator](lang:nl)", "curator");
    });
    let told = diff.to_text();
    assert!(
        told.contains("A receiver ([curator](lang:nl)) can") && told.contains("A receiver (curator) can"),
        "{told}"
    );
}

#[test]
fn ways_that_only_one_version_has_are_told_as_such() {
    let without = |after: &mut Source| {
        after.policy.questions[0].choices.retain(|choice| choice.id != "equal-party");
        after.policy.rules.retain(|rule| rule.id != "equal-party");
        after.policy.notices.retain(|notice| notice.id != "equal-rights");
    };
    let gone = changed(without);
    let told = with(&gone, &What::Outcome);
    assert_eq!(told.who, Who::When(vec![vec![("who".to_owned(), vec!["equal-party".to_owned()])]]));
    assert!(told.differences.iter().all(|difference| difference.after.is_none()), "{told:#?}");
    assert!(gone.to_text().contains("The choice equal-party (“Ik ben getrouwd"), "{}", gone.to_text());
    let mut before = shipped();
    without(&mut before);
    let new = Diff::of(&before, &shipped());
    let told = with(&new, &What::Outcome);
    assert!(told.differences.iter().all(|difference| difference.before.is_none()), "{told:#?}");
    assert_eq!(new.changes.ways.unwrap().elsewhere, 1);

    let elsewhere = changed(|after| {
        let rule = after.policy.rules.iter_mut().find(|rule| rule.id == "heir-without-mailbox").unwrap();
        rule.outcome = "assessment".to_owned();
    });
    let text = elsewhere.to_text();
    assert!(text.contains("1 leads elsewhere and 1 differs"), "{text}");
    assert!(text.contains("- outcome heir-authorisation (“") && text.contains("+ outcome assessment (“"), "{text}");
}

/// What only editors read has a section of its own, and what cannot be compared is said.
#[test]
fn what_no_visitor_sees_and_what_has_no_counterpart_is_said_apart() {
    let editors = changed(|after| {
        after.policy.facts.values_mut().next().unwrap().push('x');
        after.policy.rules[0].reading = Some("as we read it".to_owned());
        after.policy.contradictions.pop();
        after.policy.never_say.clear();
        after.policy.facts_language = None;
        after.policy.channels.iter_mut().for_each(|channel| channel.people.clear());
    });
    assert!(editors.is_same_for_visitors() && !editors.is_empty());
    let text = editors.to_text();
    for part in [
        "every visitor sees the same",
        "For editors only",
        "fact ",
        "reading of rule",
        "contradiction of",
        "never-say in",
        "language of the facts",
        "people of channel",
    ] {
        assert!(text.contains(part), "no {part:?} in {text}");
    }
    // The same rules in another order.
    let order = changed(|after| after.policy.outcomes.reverse());
    assert!(order.is_same_for_visitors() && order.to_text().contains("outcomes, written otherwise"));
    assert!(changed(|_| ()).is_empty());

    let apart = changed(|after| {
        after.words.retain(|words| words.language != "pl");
        let choice = &mut after.policy.questions[0].choices[0];
        choice.id.push_str("istrator");
        for rule in &mut after.policy.rules {
            if let Some(Allowed::Only(Ids::One(id))) = rule.when.get_mut("who") {
                if id == "admin" {
                    id.push_str("istrator");
                }
            }
        }
        for words in &mut after.words {
            let text = words.texts.remove("question.who.choice.admin").unwrap();
            words.texts.insert("question.who.choice.administrator".to_owned(), text);
        }
    });
    let text = apart.to_text();
    for part in ["The language pl is gone", "The choice administrator (“Ik ben admin", "was called admin"] {
        assert!(text.contains(part), "no {part:?} in {text}");
    }
    assert!(!apart.is_same_for_visitors());

    let broken = Source::read(&project("tests"));
    let diff = Diff::of(&broken, &shipped());
    let text = diff.to_text();
    assert!(text.contains("cannot be compared") && text.contains("The version before cannot ship"), "{text}");
    assert!(!diff.is_empty() && !diff.is_same_for_visitors() && !text.contains("sees the same"), "{text}");
}
