//! However many flaws a policy has and however hard it is to prove, `check` ends soon and tells each cause once, in its place.

mod common;

#[path = "common/nasty.rs"]
mod nasty;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::synthetic::{Condition, divided, table};
use nasty::Nasty;
use proptest::prelude::*;
use wegwijzer::author::report;
use wegwijzer::author::source::Source;
use wegwijzer::check::check;
use wegwijzer::check::flaw::{Code, Flaw};
use wegwijzer::check::fold::MOST_TOLD;
use wegwijzer::check::gaps::gaps;
use wegwijzer::check::marks::{invisible, unclosed};
use wegwijzer::check::overlaps::groups;
use wegwijzer::check::phrases::Phrases;
use wegwijzer::policy::table::{Region, Table, bit, joined};
use wegwijzer::policy::words::Shape;
use wegwijzer::policy::work::Work;
use wegwijzer::policy::{Allowed, Ids, Policy};

fn overlaps(policy: &Policy) -> Vec<Flaw> {
    check(policy, &[]).into_iter().filter(|flaw| flaw.code == Code::Overlap).collect()
}

#[test]
fn copies_of_a_rule_are_one_finding_with_the_place_of_each() {
    let policy = table(&[2, 2], vec![(vec![(0, vec![0])], 0); 3_000]);
    let found = overlaps(&policy);
    let [flaw] = found.as_slice() else { panic!("{} findings", found.len()) };
    assert_eq!(
        flaw.message,
        "3000 rules overlap: `r0` and `r1` both hold when q0=c0; `r0` and `r2` when q0=c0; `r0` and `r3` when q0=c0; \
        and 2996 more"
    );
    assert_eq!(flaw.also.len(), 2_998);
    assert_eq!(flaw.also.last().unwrap().message, "rules `r0` and `r2999` both hold when q0=c0");
}

/// The rule that is too wide is where an editor should look, wherever it stands.
#[test]
fn a_rule_that_is_too_wide_is_told_once_and_at_its_place() {
    let narrow = |choice: usize| (vec![(0, vec![choice])], 0);
    let rules: Vec<(Condition, usize)> = (0..5).map(narrow).chain([(Vec::new(), 1)]).collect();
    let found = overlaps(&table(&[5, 2], rules));
    let [flaw] = found.as_slice() else { panic!("{found:?}") };
    assert!(flaw.message.starts_with("6 rules overlap: `r0` and `r5` both hold when q0=c0; "), "{}", flaw.message);
    assert_eq!(format!("{:?}", flaw.place.path), r#"[Key("rule"), Item(5), Key("when")]"#);
    // Overlaps that have nothing to do with each other are not one cause.
    let apart = table(&[5, 2], [0, 0, 1, 1].map(narrow).to_vec());
    assert_eq!(overlaps(&apart).len(), 2);
}

/// A report lists a few places, and tells a tool all of them.
#[test]
fn the_places_of_one_cause_are_listed() {
    let small = common::project("tests/small");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("copies");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(small.join("words.en.toml"), folder.join("words.en.toml")).unwrap();
    let copy = |n: usize| {
        let rest = "when = { who = \"member\" }\noutcome = \"welcome\"\nfacts = [\"L1\"]\n";
        format!("\n[[rule]]\nid = \"x{n}\"\n{rest}")
    };
    let copies: String = (0..10).map(copy).collect();
    fs::write(folder.join("policy.toml"), fs::read_to_string(small.join("policy.toml")).unwrap() + &copies).unwrap();
    let source = Source::read(&folder);
    let [finding] = source.findings.as_slice() else { panic!("{:?}", source.findings) };
    let told = report::excerpt(&source, finding, true, false);
    assert!(told.contains("policy.toml:89: rules `member` and `x1` both hold when who=member"), "{told}");
    assert!(told.contains("and 5 more places; `--format json` lists all"), "{told}");
    let json = report::json(&source);
    let also = json["flaws"][0]["also"].as_array().unwrap();
    assert_eq!(also.len(), 9);
    assert!(also[8]["message"].as_str().unwrap().contains("`x9`") && also[8]["line"] == 137, "{}", also[8]);
}

/// Every policy that is hard to check is read with no more findings than somebody reads, and none that fills a screen.
#[test]
fn no_policy_drowns_its_editor() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nasty");
    fs::create_dir_all(&folder).unwrap();
    for Nasty { name, policy, words } in nasty::all(20_000) {
        fs::write(folder.join("policy.toml"), policy).unwrap();
        fs::write(folder.join("words.en.toml"), words).unwrap();
        let findings = Source::read(&folder).findings;
        let told = findings.len();
        assert!(told <= 4 * MOST_TOLD, "{name}: {told} findings");
        let longest = findings.iter().map(|finding| finding.flaw.message.chars().count()).max();
        assert!(longest < Some(1_200), "{name}: {longest:?} characters");
        let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.flaw.code.id()).collect();
        assert!(!codes.contains("W01"), "{name} can be read: {}", findings[0]);
    }
}

/// Twice the rules take twice the work, whether they are apart or all overlap.
#[test]
fn the_work_of_a_proof_grows_with_the_rules() {
    for rules in [300, 600] {
        let most = || Work::of(100 * rules);
        let every: Vec<usize> = (0..rules).collect();
        let mut found = Vec::new();
        let sound = Table::of(&divided(20, 5, rules, 7));
        assert_eq!(groups(&sound, &every, &mut found, &mut most()), Ok(()));
        assert_eq!(gaps(&sound, 10, &mut most()), Ok(Vec::new()));
        assert!(found.is_empty());
        // Each rule leaves one choice of a question out, so that any two have much in common.
        let but_one = |n: usize| (vec![(n % 20, (0..5).filter(|choice| *choice != n / 20 % 5).collect())], 0);
        let wide = Table::of(&table(&[5; 20], (0..rules).map(but_one).collect()));
        assert_eq!(groups(&wide, &every, &mut found, &mut most()), Ok(()));
        assert_eq!(found.iter().map(|group| group.rules()).collect::<Vec<_>>(), [rules]);
    }
}

#[test]
fn a_proof_that_takes_too_long_is_given_up_and_says_why() {
    let given_up = |name: &str| {
        let Nasty { policy, .. } = nasty::all(20_000).into_iter().find(|nasty| nasty.name == name).unwrap();
        let found = check(&toml::from_str(&policy).unwrap(), &[]);
        let told = found.into_iter().filter(|flaw| flaw.code == Code::TooLarge).map(|flaw| flaw.message);
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        given_up("choices offered apart from each other"),
        [
            "the proof was given up before it said which situations can occur: the conditions in `offered-to` combine in too \
         many ways"
        ]
    );
    assert_eq!(
        given_up("rules over other questions each"),
        ["the proof was given up before it said whether each situation has a rule: the rules and the conditions in \
         `offered-to` overlap in too many ways"]
    );
    // The same rules, fewer: the gap is found.
    let few: Vec<(Condition, usize)> = (0..4).map(|n| (vec![(2 * n, vec![0]), (2 * n + 1, vec![0])], 0)).collect();
    let found = check(&table(&[2; 8], few), &[]);
    assert!(found.iter().any(|flaw| flaw.code == Code::Gap) && !found.iter().any(|flaw| flaw.code == Code::TooLarge));
}

#[test]
fn notices_that_make_too_many_cases_are_a_flaw_of_the_order() {
    let rules = vec![(vec![(0, vec![0])], 0), (vec![(0, vec![1])], 1)];
    let mut policy = table(&[2; 60], rules);
    let notice = |n: usize| wegwijzer::policy::Notice {
        id: format!("n{n}"),
        when: common::synthetic::when(vec![(n, vec![0])]),
        verdicts: Vec::new(),
        outcomes: Vec::new(),
        facts: Vec::new(),
    };
    policy.notices = (0..60).map(notice).collect();
    let told: Vec<String> =
        (check(&policy, &[]).into_iter()).filter(|flaw| flaw.code == Code::Tangled).map(|flaw| flaw.message).collect();
    assert_eq!(told, ["the rules and notices make more cases than the order of questions can keep apart"]);
}

/// Each form is of a phrase that an editor would forbid, in the languages whose texts come with the product.
#[test]
fn phrases_are_found_in_other_forms() {
    let forms = [
        ("nl", "we beloven je", "Wij zeggen: we beloofden niets", false),
        ("nl", "wordt goedgekeurd", "Het wordt goedgekeurde post", true),
        ("en", "we promise that", "We promised that it works", true),
        ("en", "we promise that", "We never promise that", false),
        ("de", "du bist Kunde", "Wenn Du bist: Kunden", true),
        ("fr", "nous garantissons que", "Nous *garantissions* que", true),
        ("pl", "zostanie przyjęty", "zostanie przyjęta", true),
        ("tr", "söz veriyoruz", "söz veriyor", true),
        ("uk", "буде схвалено", "буде схвалена", true),
        // One word that says "we promise you": its stem is that of "we count", too.
        ("ar", "نعدك", "نعد", false),
        ("ar", "نعدك", "إننا نعدك بذلك", true),
        // No stemmer: as it stands.
        ("zh", "我们保证", "我们保证你会得到", true),
        ("sw", "tunaahidi", "Tunaahidi kitabu", true),
        ("sw", "tunaahidi", "tunaahidiwa", false),
    ];
    for (language, phrase, text, expected) in forms {
        let phrases = [phrase.to_owned()];
        let found = Phrases::of(language, &phrases).in_text(text);
        assert_eq!(found.len(), usize::from(expected), "{language}: \"{phrase}\" in \"{text}\": {found:?}");
    }
}

#[test]
fn neighbours_become_one_region() {
    let whole = Region::of_sizes([3, 2]);
    let left = whole.with(0, bit(0) | bit(1)).with(1, bit(0));
    let right = left.with(1, bit(1));
    let last = whole.with(0, bit(2));
    assert_eq!(
        joined(vec![left.clone(), last.clone()]),
        [left.clone(), last.clone()],
        "these differ in both questions"
    );
    assert_eq!(joined(vec![left, last, right]), [whole]);
}

#[test]
fn a_choice_that_is_named_twice_is_named() {
    let mut policy = table(&[3, 2], vec![(vec![(0, vec![1])], 0), (vec![(0, vec![0, 2])], 1)]);
    let once = Table::of(&policy);
    let again = Allowed::Only(Ids::Many(vec!["c1".to_owned(), "c1".to_owned()]));
    policy.rules[0].when.insert("q0".to_owned(), again);
    assert_eq!(Table::of(&policy).rules, once.rules);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the language, a phrase is found where it stands, and no text is too odd to be read.
    #[test]
    fn a_phrase_is_found_where_it_stands(
        language in prop::sample::select(vec!["ar", "de", "en", "fr", "nl", "pl", "tr", "uk", "el", "hi", "yi", "zh"]),
        phrase in "[a-zéßçğıİşöüąężабвїابتनم]{1,12}( [a-zéßçğıİşöüąężабвїابتनم]{1,12}){0,3}",
        odd in "\\PC{0,60}",
        marks in "[*_\\[\\]()\\\\a h:/]{0,40}",
    ) {
        let phrases = [phrase.clone()];
        let phrases = Phrases::of(language, &phrases);
        let found = phrases.in_text(&format!("before {phrase}, after"));
        prop_assert!(found.len() == 1 && found[0].is_verbatim(), "{:?}", found);
        phrases.in_text(&odd);
        for text in [odd, marks] {
            let _ = (invisible(&text), unclosed(&text, Shape::Plain), unclosed(&text, Shape::Paragraphs));
        }
    }
}
