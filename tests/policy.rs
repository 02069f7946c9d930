//! What can be wrong with a policy is found, each flaw by its code and line; what ships has no flaw, and
//! enumerating every situation says the same as the symbolic proof.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use common::plain::{rules_in, situations};
use common::synthetic::table;
use common::{project, shipped};
use proptest::prelude::*;
use serde::Deserialize;
use wegwijzer::author::finding::Finding;
use wegwijzer::author::source::Source;
use wegwijzer::check::check;
use wegwijzer::check::flaw::{Code, Flaw, Part, Severity};
use wegwijzer::check::fold::MOST_TOLD;
use wegwijzer::check::gaps;
use wegwijzer::policy::table::{Region, Table};
use wegwijzer::policy::work::Work;
use wegwijzer::policy::{Allowed, Ids, Policy, When};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default = "policy_file")]
    file: String,
    replace: Option<String>,
    with: Option<String>,
    flaws: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    code: String,
    file: Option<String>,
    at: Option<String>,
    #[serde(default)]
    last: bool,
    says: String,
}

fn policy_file() -> String {
    "policy.toml".to_owned()
}

/// Lays the small policy out in a folder of its own, broken as a case says.
fn broken(case: &Case) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(case.name.replace(' ', "-"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for name in ["policy.toml", "words.en.toml"] {
        let text = fs::read_to_string(project("tests/small").join(name)).unwrap();
        let text = match (&case.replace, &case.with) {
            (Some(old), Some(new)) if case.file == name => {
                assert!(text.contains(old.as_str()), "{}: {name} does not contain {old}", case.name);
                text.replacen(old.as_str(), new, 1)
            }
            (None, None) if case.file == name => continue,
            _ => text,
        };
        fs::write(folder.join(name), text).unwrap();
    }
    if let (None, Some(added)) = (&case.replace, &case.with) {
        fs::write(folder.join(&case.file), added).unwrap();
    }
    folder
}

/// The number of the line in which a text first stands, or last.
fn line_of(file: &Path, text: &str, last: bool) -> usize {
    let content = fs::read_to_string(file).unwrap();
    let at = if last { content.rfind(text) } else { content.find(text) };
    let at = at.unwrap_or_else(|| panic!("{} does not contain {text}", file.display()));
    content[..at].matches('\n').count() + 1
}

#[test]
fn the_small_policy_has_no_flaw() {
    let findings = Source::read(&project("tests/small")).findings;
    assert!(findings.is_empty(), "{}", listed(&findings));
}

#[test]
fn each_flaw_is_found_with_its_code_and_line() {
    let cases: Cases = toml::from_str(&fs::read_to_string(project("tests/flaws.toml")).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for case in &cases.case {
        let folder = broken(case);
        let findings = Source::read(&folder).findings;
        let mut found: Vec<(&str, &Path, Option<usize>)> =
            findings.iter().map(|finding| (finding.flaw.code.id(), finding.path.as_path(), finding.line)).collect();
        let expected: Vec<(&str, PathBuf, Option<usize>)> = (case.flaws.iter())
            .map(|flaw| {
                let file = folder.join(flaw.file.as_ref().unwrap_or(&case.file));
                let line = flaw.at.as_ref().map(|at| line_of(&file, at, flaw.last));
                (flaw.code.as_str(), file, line)
            })
            .collect();
        let mut expected: Vec<_> = expected.iter().map(|(code, file, line)| (*code, file.as_path(), *line)).collect();
        found.sort();
        expected.sort();
        let unsaid = case.flaws.iter().find(|flaw| {
            !findings.iter().any(|f| f.flaw.code.id() == flaw.code && f.flaw.message.contains(&flaw.says))
        });
        if found != expected || unsaid.is_some() {
            let unsaid = unsaid.map(|flaw| &flaw.says);
            wrong.push(format!("{}: expected {expected:?} {unsaid:?}, found\n{}", case.name, listed(&findings)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let covered: BTreeSet<&str> =
        cases.case.iter().flat_map(|case| &case.flaws).map(|flaw| flaw.code.as_str()).collect();
    let every: BTreeSet<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    // A generated policy is large enough for two (below); tests/files.rs, tests/scenarios.rs and tests/texts.rs have the others.
    let elsewhere = ["W14", "W15", "W29", "W40", "W41", "W42", "W43"];
    assert_eq!(every.difference(&covered).copied().collect::<Vec<_>>(), elsewhere);
}

#[test]
fn all_flaws_are_listed_at_once() {
    let mut policy = shipped().policy;
    for rule in &mut policy.rules {
        rule.facts = vec!["F99".to_owned()];
        rule.outcome = "nowhere".to_owned();
    }
    let found = check(&policy, &[]);
    let of = |code| found.iter().filter(move |flaw| flaw.code == code);
    let told: Vec<(&str, usize)> =
        of(Code::UnknownId).map(|flaw| (flaw.message.as_str(), flaw.also.len() + 1)).collect();
    let expected = [
        ("there is no outcome `nowhere` (in 23 places)", 23),
        ("there is no fact `F99`; did you mean `F09`? (in 23 places)", 23),
        ("there is no words file for language `nl`; `wegwijzer new texts <folder>` makes words.nl.toml", 1),
    ];
    assert_eq!(told, expected, "one cause is told once, with all its places");
    let places: usize = of(Code::Unused).map(|flaw| flaw.also.len() + 1).sum();
    assert_eq!(places, policy.outcomes.len() + 8, "every outcome, and the eight notices beside them");
    assert_eq!(of(Code::Unused).count(), MOST_TOLD + 1, "no more of a kind than somebody reads");
}

#[test]
fn more_than_can_be_counted_is_a_flaw() {
    let wide = table(&[65, 2], vec![]);
    assert!(has(&wide, Code::TooLarge));
    assert!(!has(&table(&[64, 2], vec![]), Code::TooLarge), "as many choices as fit");
    let deep = table(&[64; 22], vec![]);
    assert!(has(&deep, Code::TooLarge));
}

#[test]
fn an_order_of_questions_that_needs_too_many_steps_is_a_flaw() {
    // The last question says which of the first twenty counts. Asked in this order, every visitor has to
    // answer all of them, in a million ways; asked first, it leaves one question to ask.
    let yes_no = 20;
    let rule = |selector: usize, of: &dyn Fn(usize) -> usize, n: usize, answer: usize| {
        (vec![(selector, vec![n]), (of(n), vec![answer])], answer)
    };
    let rules = |selector: usize, of: &dyn Fn(usize) -> usize| {
        (0..yes_no).flat_map(|n| [rule(selector, of, n, 0), rule(selector, of, n, 1)]).collect::<Vec<_>>()
    };
    let last = table(&[vec![2; yes_no], vec![yes_no]].concat(), rules(yes_no, &|n| n));
    let first = table(&[vec![yes_no], vec![2; yes_no]].concat(), rules(0, &|n| n + 1));
    assert!(has(&last, Code::Tangled));
    let told = check(&last, &[]).into_iter().find(|flaw| flaw.code == Code::Tangled).unwrap().message;
    assert_eq!(told, "the order of questions needs more than 50000 steps");
    assert!(!has(&first, Code::Tangled));
    assert!(!has(&last, Code::Gap) && !has(&last, Code::Overlap), "the table itself is sound");
}

/// Rules for every other situation, as on a chessboard, leave gaps of which none is a neighbour of another.
#[test]
fn gaps_are_found_up_to_as_many_as_are_asked_for() {
    let white = (0..32_usize).filter(|square| square.count_ones() % 2 == 0);
    let condition = |square: usize| (0..5).map(|question| (question, vec![square >> question & 1])).collect();
    let board = Table::of(&table(&[2; 5], white.map(|square| (condition(square), 0)).collect()));
    assert_eq!(gaps(&board, 100).len(), 16);
    assert!((4..16).contains(&gaps(&board, 4).len()), "{}", gaps(&board, 4).len());
}

/// A question that tells two rules apart which lead to the same outcome is asked for nothing.
#[test]
fn a_question_between_rules_of_one_outcome_is_idle() {
    let rules =
        vec![(vec![(0, vec![0]), (1, vec![0])], 0), (vec![(0, vec![0]), (1, vec![1])], 0), (vec![(0, vec![1])], 1)];
    let idle: Vec<String> = (check(&table(&[2, 2], rules), &[]).into_iter())
        .filter(|flaw| flaw.code == Code::IdleQuestion)
        .map(|flaw| flaw.message)
        .collect();
    assert_eq!(idle, ["no answer depends on question `q1`"]);
}

/// The rule in which the fewest questions would have to be answered otherwise is where an editor should look.
#[test]
fn a_gap_is_placed_at_the_rule_that_comes_nearest() {
    let rule =
        |condition: &[(usize, &[usize])]| (condition.iter().map(|(q, choices)| (*q, choices.to_vec())).collect(), 0);
    let policy = table(
        &[2, 3, 2],
        vec![
            rule(&[(0, &[0]), (1, &[0]), (2, &[0])]),
            rule(&[(0, &[0]), (1, &[0]), (2, &[1])]),
            rule(&[(0, &[0]), (1, &[1, 2])]),
            rule(&[(0, &[1]), (1, &[1]), (2, &[1])]),
            rule(&[(0, &[1]), (1, &[0, 2])]),
        ],
    );
    let found = check(&policy, &[]);
    let gap = found.iter().find(|flaw| flaw.code == Code::Gap).expect("nothing holds for 1, 1, 0");
    assert_eq!(gap.message, "no rule holds when q0=c1, q1=c1, q2=c0");
    assert_eq!(gap.place.path, [Part::from("rule"), Part::from(3), Part::from("when")]);
}

#[test]
fn every_situation_of_the_shipped_policy_has_exactly_one_rule() {
    let policy = shipped().policy;
    let table = Table::of(&policy);
    let mut reached = BTreeMap::<&str, usize>::new();
    let mut chosen = BTreeSet::new();
    let situations = situations(&policy);
    assert!(situations.len() > 1_000, "{} situations", situations.len());
    for situation in &situations {
        let rules = rules_in(&policy, situation);
        assert_eq!(rules.len(), 1, "{situation:?} is answered by {rules:?}");
        *reached.entry(policy.rules[rules[0]].id.as_str()).or_default() += 1;
        chosen.extend(situation.iter().copied().enumerate());
    }
    let rules: BTreeSet<&str> = policy.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(reached.keys().copied().collect::<BTreeSet<_>>(), rules, "every rule holds somewhere");
    let choices: usize = policy.questions.iter().map(|question| question.choices.len()).sum();
    assert_eq!(chosen.len(), choices, "every choice is offered to someone");
    let outcomes: BTreeSet<&str> = policy.rules.iter().map(|rule| rule.outcome.as_str()).collect();
    assert_eq!(outcomes, policy.outcomes.iter().map(|outcome| outcome.id.as_str()).collect());
    // The proof by regions says the same.
    assert!(check(&policy, &shipped().words).iter().all(|flaw| flaw.code.severity() == Severity::Warning));
    let counted: u128 = table.rules.iter().flat_map(|rule| table.occurring(rule)).map(|region| region.count()).sum();
    assert_eq!(counted, situations.len() as u128);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Tables of all sorts, sound and unsound: the proof by regions finds what enumeration finds.
    #[test]
    fn regions_and_enumeration_agree(policy in any_table()) {
        let table = Table::of(&policy);
        let found = check(&policy, &[]);
        let codes = |code: Code| found.iter().filter(move |flaw| flaw.code == code);
        let situations = situations(&policy);
        let holding: Vec<Vec<usize>> = situations.iter().map(|situation| rules_in(&policy, situation)).collect();

        prop_assert_eq!(codes(Code::Gap).count() > 0, holding.iter().any(Vec::is_empty));
        let gaps: u128 = gaps(&table, usize::MAX).iter().map(Region::count).sum();
        prop_assert_eq!(gaps, holding.iter().filter(|rules| rules.is_empty()).count() as u128);

        let pairs: BTreeSet<(usize, usize)> = holding
            .iter()
            .flat_map(|rules| rules.iter().flat_map(|a| rules.iter().map(move |b| (*a, *b))))
            .filter(|(a, b)| a < b)
            .collect();
        prop_assert_eq!(overlapping(&found), components(policy.rules.len(), &pairs));

        let reached: BTreeSet<usize> = holding.iter().flatten().copied().collect();
        prop_assert_eq!(codes(Code::UnreachableRule).count(), policy.rules.len() - reached.len());

        let taken: BTreeSet<(usize, usize)> =
            situations.iter().flat_map(|situation| situation.iter().copied().enumerate()).collect();
        let choices: usize = policy.questions.iter().map(|question| question.choices.len()).sum();
        prop_assert_eq!(codes(Code::UnreachableChoice).count(), choices - taken.len());

        if pairs.is_empty() && holding.iter().all(|rules| !rules.is_empty()) {
            let outcome: BTreeMap<&Vec<usize>, &str> =
                situations.iter().zip(&holding).map(|(s, rules)| (s, policy.rules[rules[0]].outcome.as_str())).collect();
            let idle = (0..policy.questions.len()).filter(|question| {
                !situations.iter().any(|situation| {
                    (0..policy.questions[*question].choices.len()).any(|choice| {
                        let mut other = situation.clone();
                        other[*question] = choice;
                        outcome.get(&other).is_some_and(|there| *there != outcome[situation])
                    })
                })
            });
            prop_assert_eq!(codes(Code::IdleQuestion).count(), idle.count());
        }
    }
}

/// The rules of each flaw about an overlap, by number, and that each place is that of one of them.
fn overlapping(found: &[Flaw]) -> BTreeSet<BTreeSet<usize>> {
    let named = |message: &str| -> BTreeSet<usize> {
        message.split('`').skip(1).step_by(2).filter_map(|id| id.strip_prefix('r')?.parse().ok()).collect()
    };
    let overlaps = found.iter().filter(|flaw| flaw.code == Code::Overlap);
    overlaps
        .map(|flaw| {
            let told = flaw.also.iter().flat_map(|also| named(&also.message)).chain(named(&flaw.message));
            let rules: BTreeSet<usize> = told.collect();
            let places = flaw.also.iter().map(|also| &also.place).chain([&flaw.place]);
            let at: BTreeSet<usize> = places
                .filter_map(|place| if let [_, Part::Item(number), _] = place.path[..] { Some(number) } else { None })
                .collect();
            assert!(at.is_subset(&rules) && at.len() == rules.len() - 1, "each rule but one has a place: {flaw:?}");
            rules
        })
        .collect()
}

/// The groups of rules that hang together by pairs.
fn components(rules: usize, pairs: &BTreeSet<(usize, usize)>) -> BTreeSet<BTreeSet<usize>> {
    let mut group: Vec<usize> = (0..rules).collect();
    for (one, other) in pairs {
        let (from, to) = (group[*other], group[*one]);
        group.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
    }
    let groups = (0..rules).map(|number| (0..rules).filter(|rule| group[*rule] == number).collect::<BTreeSet<_>>());
    groups.filter(|rules| rules.len() > 1).collect()
}

/// Up to four questions of two or three choices, with up to seven rules and an offer that depends. Conditions name one choice,
/// several, or those with which they do not hold; or they leave a question out.
fn any_table() -> impl Strategy<Value = Policy> {
    prop::collection::vec(2_usize..=3, 1..=4).prop_flat_map(|sizes| {
        let rules = prop::collection::vec((any_condition(&sizes), 0_usize..2), 1..=7);
        let last = sizes.len() - 1;
        let offer = prop::option::of((0..sizes[last], any_condition(&sizes[..last])));
        (rules, offer).prop_map(move |(rules, offer)| {
            let mut policy = table(&sizes, rules.iter().map(|(_, outcome)| (Vec::new(), *outcome)).collect());
            for (rule, (when, _)) in policy.rules.iter_mut().zip(rules) {
                rule.when = when;
            }
            if let Some((choice, when)) = offer {
                policy.questions[last].choices[choice].offered_to = when;
            }
            policy
        })
    })
}

fn any_condition(sizes: &[usize]) -> impl Strategy<Value = When> + use<> {
    let of_one = |(number, size): (usize, &usize)| {
        let choices: Vec<String> = (0..*size).map(|choice| format!("c{choice}")).collect();
        let named = prop_oneof![
            prop::sample::select(choices.clone()).prop_map(Ids::One),
            prop::sample::subsequence(choices, 1..=*size).prop_map(Ids::Many),
        ];
        let allowed = (named, any::<bool>())
            .prop_map(|(named, not)| if not { Allowed::Not { not: named } } else { Allowed::Only(named) });
        prop::option::weighted(0.8, allowed)
            .prop_map(move |allowed| allowed.map(|allowed| (format!("q{number}"), allowed)))
    };
    let each: Vec<_> = sizes.iter().enumerate().map(of_one).collect();
    each.prop_map(|terms| terms.into_iter().flatten().collect())
}

fn gaps(table: &Table, most: usize) -> Vec<Region> {
    gaps::gaps(table, most, &mut Work::endless()).unwrap()
}

fn has(policy: &Policy, code: Code) -> bool {
    check(policy, &[]).iter().any(|flaw| flaw.code == code)
}

fn listed(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect()
}
