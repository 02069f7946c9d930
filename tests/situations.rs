//! The situations that the source decides, and the people it was written for: where each is sent, by which rule, and what
//! they read. They stand in `scenarios.toml` beside each policy, and what each outcome rests on in `outcomes.toml`.
//!
//! `wegwijzer check` tries the scenarios out, too. Here they are gone through in another way, so that neither can be wrong alone.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use common::{all_referrals, ids, outcome, project, shipped, shipped_compiled, texts_of, words_in};
use serde::Deserialize;
use wegwijzer::author::compile::{Compiled, compile};
use wegwijzer::author::scenario::{Case, Scenario};
use wegwijzer::author::source::Source;
use wegwijzer::decision::{Answers, Event, Referral, State, Step, next_step};
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::{ChannelKind, Verdict};
use wegwijzer::screen::{outcome as screen_of, screen};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Basis {
    verdict: Verdict,
    facts: Vec<String>,
}

/// Each policy that has scenarios.
fn policies() -> Vec<(Source, Compiled)> {
    let examples = fs::read_dir(project("examples/policies")).unwrap().map(|entry| entry.unwrap().path());
    let folders = examples.chain([project("policies/cliendo")]);
    let read = |folder: PathBuf| {
        let source = Source::read(&folder);
        let compiled = compile(&source).unwrap();
        (source, compiled)
    };
    folders.map(read).collect()
}

fn given(case: &Case) -> String {
    case.iter().map(|(question, choice)| format!("{question}={choice}")).collect::<Vec<_>>().join(",")
}

/// Where answers lead, as a link with them has it.
fn referral<'p>(policy: &'p CompiledPolicy, case: &Case) -> Referral<'p> {
    let state = State::from_answers(policy, Answers::parse(policy, &given(case)));
    let Step::Refer(referral) = next_step(policy, &state) else { panic!("{case:?} is not decided") };
    referral
}

#[test]
fn each_scenario_leads_to_its_outcome_by_its_rule() {
    for (source, compiled) in policies() {
        let policy = &compiled.policy;
        assert!(source.scenarios.len() >= 5, "{}", policy.id);
        for scenario in &source.scenarios {
            for case in scenario.cases() {
                let referral = referral(policy, &case);
                let rules: Vec<&str> = referral.leaf.rules.iter().map(|rule| policy.rules[*rule].id.as_str()).collect();
                let found = (referral.outcome.id.as_str(), rules);
                let expected: Vec<&str> = scenario.rule.as_slice().iter().map(String::as_str).collect();
                assert_eq!(found, (scenario.outcome.as_str(), expected), "{}", scenario.id);
                assert_eq!(referral.trail.len(), case.len(), "{}: every answer was needed", scenario.id);
            }
        }
    }
}

/// What the source decides is written down for everybody, not only for those who came to mind.
#[test]
fn the_scenarios_of_the_shipped_policy_go_every_way() {
    let (source, policy) = (shipped(), shipped_compiled().policy);
    let cases: Vec<Case> = source.scenarios.iter().flat_map(Scenario::cases).collect();
    let gone: BTreeSet<String> = cases
        .iter()
        .map(|case| referral(&policy, case).trail.iter().map(|answer| ids(&policy, *answer)).collect())
        .collect();
    let all = all_referrals(&policy);
    let ways: BTreeSet<String> =
        all.iter().map(|(path, _)| path.iter().map(|answer| ids(&policy, *answer)).collect()).collect();
    assert!(ways.len() > 70, "{} ways", ways.len());
    assert_eq!(gone, ways);
    let named =
        |of: &dyn Fn(&Scenario) -> Vec<String>| -> BTreeSet<String> { source.scenarios.iter().flat_map(of).collect() };
    let outcomes = source.policy.outcomes.iter().map(|outcome| outcome.id.clone()).collect();
    assert_eq!(named(&|scenario| vec![scenario.outcome.clone()]), outcomes);
    let rules = source.policy.rules.iter().map(|rule| rule.id.clone()).collect();
    assert_eq!(named(&|scenario| scenario.rule.as_slice().to_vec()), rules);
}

#[test]
fn each_person_reads_what_helps_them_and_nothing_that_misleads() {
    let (mut wrong, mut looked_for) = (Vec::new(), 0);
    for (source, compiled) in policies() {
        for scenario in &source.scenarios {
            for case in scenario.cases() {
                let languages: BTreeSet<&String> = [&scenario.is_asked, &scenario.reads, &scenario.never_reads]
                    .into_iter()
                    .flat_map(BTreeMap::keys)
                    .collect();
                for language in languages {
                    let (questions, screen) = read_by(&compiled, &case, language);
                    let count =
                        |texts: &[String], phrase: &String| texts.iter().filter(|text| text.contains(phrase)).count();
                    let own =
                        |phrases: &BTreeMap<String, Vec<String>>| phrases.get(language).cloned().unwrap_or_default();
                    let missed = own(&scenario.is_asked)
                        .into_iter()
                        .filter(|phrase| count(&questions, phrase) == 0)
                        .chain(own(&scenario.reads).into_iter().filter(|phrase| count(&screen, phrase) == 0))
                        .chain(own(&scenario.never_reads).into_iter().filter(|phrase| count(&screen, phrase) > 0));
                    wrong.extend(missed.map(|phrase| format!("{}: {phrase:?}", scenario.id)));
                    looked_for +=
                        own(&scenario.is_asked).len() + own(&scenario.reads).len() + own(&scenario.never_reads).len();
                }
            }
        }
    }
    assert!(wrong.is_empty() && looked_for > 120, "{looked_for} phrases\n{}", wrong.join("\n"));
}

/// What somebody reads on the questions that they are asked, and beside their outcome.
fn read_by(compiled: &Compiled, case: &Case, language: &str) -> (Vec<String>, Vec<String>) {
    let (policy, words) = (&compiled.policy, words_in(compiled, language));
    let (mut state, mut questions) = (State::default(), Vec::new());
    loop {
        match next_step(policy, &state) {
            Step::Refer(referral) => return (questions, texts_of(&outcome(compiled, language, &referral))),
            Step::Ask(ask) => {
                questions.extend(texts_of(&screen(policy, words, &Step::Ask(ask.clone()))));
                let question = &policy.questions[ask.question].id;
                let found = policy.find(question, &case[question]).unwrap();
                assert!(ask.offered.contains(&found.choice), "{case:?} is not offered");
                state = state.update(policy, Event::Answered(found));
            }
        }
    }
}

/// What costs money is said, and said once.
#[test]
fn costs_are_told_in_one_place() {
    let (compiled, scenarios) = (shipped_compiled(), shipped().scenarios);
    for (scenario, phrases) in [
        ("partner-in-a-firm", ["kosten in rekening", "kosten vooraf."].as_slice()),
        ("founder-locked-out", &["kosten in rekening"]),
    ] {
        let scenario = scenarios.iter().find(|known| known.id == scenario).unwrap();
        for case in scenario.cases() {
            let (_, screen) = read_by(&compiled, &case, "nl");
            for phrase in phrases {
                let texts = screen.iter().filter(|text| text.contains(phrase)).count();
                assert_eq!(texts, 1, "{}: {phrase}", scenario.id);
            }
        }
    }
}

#[test]
fn each_outcome_has_its_verdict_and_rests_on_its_facts() {
    let policy = shipped().policy;
    let bases: BTreeMap<String, Basis> =
        toml::from_str(&fs::read_to_string(project("tests/outcomes.toml")).unwrap()).unwrap();
    assert_eq!(bases.len(), policy.outcomes.len());
    for outcome in &policy.outcomes {
        let basis = &bases[&outcome.id];
        assert_eq!(outcome.verdict, basis.verdict, "{}", outcome.id);
        let carried: BTreeSet<&String> =
            policy.rules.iter().filter(|rule| rule.outcome == outcome.id).flat_map(|rule| &rule.facts).collect();
        for fact in &basis.facts {
            assert!(carried.contains(fact), "no rule of {} names {fact}", outcome.id);
        }
    }
}

#[test]
fn every_fact_reaches_a_visitor() {
    let (source, compiled) = (shipped().policy, shipped_compiled());
    let words = words_in(&compiled, "nl");
    let mut reached = BTreeSet::new();
    for (_, referral) in all_referrals(&compiled.policy) {
        reached.extend(screen_of(&compiled.policy, words, &referral).facts);
    }
    assert_eq!(reached, source.facts.keys().cloned().collect());
    let numbered: Vec<String> = (1..=27).map(|number| format!("F{number:02}")).collect();
    assert_eq!(source.facts.keys().cloned().collect::<Vec<_>>(), numbered);
}

#[test]
fn every_outcome_names_the_ways_that_do_not_work_and_a_way_that_does() {
    let source = shipped();
    for (path, referral) in all_referrals(&shipped_compiled().policy) {
        let told = |closed: &wegwijzer::policy::Closed| {
            closed.outcomes.is_empty() || closed.outcomes.contains(&referral.outcome.id)
        };
        let declared: Vec<usize> =
            (0..source.policy.closed.len()).filter(|number| told(&source.policy.closed[*number])).collect();
        assert_eq!(
            referral.leaf.closed.iter().map(|closed| closed.get()).collect::<Vec<_>>(),
            declared,
            "{path:?}: as the policy has it, no more and no less"
        );
    }
    let policy = shipped_compiled().policy;
    for (path, referral) in all_referrals(&policy) {
        let at = path.iter().map(|answer| ids(&policy, *answer)).collect::<Vec<_>>().join(",");
        let closed: Vec<&str> = (referral.leaf.closed.iter())
            .map(|closed| policy.channels[policy.closed[*closed].channel].id.as_str())
            .collect();
        assert!(closed.contains(&"phone") && closed.contains(&"contact-form"), "{at}: {closed:?}");
        assert!(!referral.outcome.steps.is_empty(), "{at}");
        assert!(referral.outcome.channels.iter().any(|n| policy.channels[*n].kind != ChannelKind::Closed), "{at}");
        let notices: Vec<&str> =
            referral.leaf.notices.iter().map(|notice| policy.notices[*notice].id.as_str()).collect();
        let extra = referral.outcome.verdict != Verdict::Refused;
        assert_eq!(notices.contains(&"extra-verification"), extra, "{at}: {notices:?}");
        assert_eq!(notices.contains(&"costs"), referral.outcome.id == "assessment", "{at}: {notices:?}");
    }
}
