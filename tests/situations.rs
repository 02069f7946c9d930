//! The situations that the source decides, and the people it was written for: where each is sent, by which rule, and what
//! they read. The table is `situations.toml`.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::{all_referrals, ids, outcome, project, shipped, shipped_compiled, texts_of, words_in};
use serde::Deserialize;
use wegwijzer::decision::{Answers, Event, State, Step, next_step};
use wegwijzer::policy::{ChannelKind, Verdict};
use wegwijzer::screen::{outcome as screen_of, screen};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    situation: Vec<Situation>,
    outcomes: BTreeMap<String, Basis>,
    visitor: Vec<Visitor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Situation {
    answers: String,
    #[serde(default)]
    what: Vec<String>,
    outcome: String,
    rule: String,
}

/// Somebody whom the source was written for, with phrases in the policy's own language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Visitor {
    is: String,
    answers: String,
    outcome: String,
    rule: String,
    /// What stands on a question on the way, so that they choose what is theirs.
    #[serde(default)]
    asked: Vec<String>,
    /// What stands on the screen of their outcome.
    says: Vec<String>,
    /// What stands there in one text only.
    #[serde(default)]
    once: Vec<String>,
    /// What does not stand there.
    #[serde(default)]
    never: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Basis {
    verdict: Verdict,
    facts: Vec<String>,
}

fn situations() -> Expected {
    toml::from_str(&fs::read_to_string(project("tests/situations.toml")).unwrap()).unwrap()
}

#[test]
fn each_situation_leads_to_its_outcome_by_its_rule() {
    let policy = shipped_compiled().policy;
    let mut reached = 0;
    for situation in situations().situation {
        let whats = if situation.what.is_empty() { vec![None] } else { situation.what.into_iter().map(Some).collect() };
        for what in whats {
            let given = what.map_or(situation.answers.clone(), |what| format!("{},what={what}", situation.answers));
            let state = State::from_answers(&policy, Answers::parse(&policy, &given));
            let Step::Refer(referral) = next_step(&policy, &state) else { panic!("{given} is not decided") };
            let rules: Vec<&str> = referral.leaf.rules.iter().map(|rule| policy.rules[*rule].id.as_str()).collect();
            assert_eq!(
                (referral.outcome.id.as_str(), rules),
                (situation.outcome.as_str(), vec![situation.rule.as_str()]),
                "{given}"
            );
            assert_eq!(referral.trail.len(), given.split(',').count(), "{given}: every answer was needed");
            reached += 1;
        }
    }
    assert_eq!(reached, all_referrals(&policy).len(), "the table lists every path to an outcome");
}

#[test]
fn each_visitor_reads_what_helps_them_and_nothing_that_misleads() {
    let compiled = shipped_compiled();
    let policy = &compiled.policy;
    let words = compiled.words.iter().find(|words| words.language == policy.default_language).expect("own words");
    let mut wrong = Vec::new();
    for visitor in situations().visitor {
        let mut questions = Vec::new();
        let mut state = State::default();
        for answer in visitor.answers.split(',') {
            let Step::Ask(ask) = next_step(policy, &state) else { panic!("{}: {answer} is not asked", visitor.is) };
            questions.extend(texts_of(&screen(policy, words, &Step::Ask(ask.clone()))));
            let (question, choice) = answer.split_once('=').expect("question=choice");
            let found = policy.find(question, choice).expect(answer);
            assert!(
                ask.question == found.question && ask.offered.contains(&found.choice),
                "{}: {answer} is not offered",
                visitor.is
            );
            state = state.update(policy, Event::Answered(found));
        }
        let Step::Refer(referral) = next_step(policy, &state) else { panic!("{} is not decided", visitor.is) };
        let rules: Vec<&str> = referral.leaf.rules.iter().map(|rule| policy.rules[*rule].id.as_str()).collect();
        if referral.outcome.id != visitor.outcome || rules != [visitor.rule.as_str()] {
            wrong.push(format!("{} is sent to {} by {rules:?}", visitor.is, referral.outcome.id));
        }
        let screen = texts_of(&outcome(&compiled, &words.language, &referral));
        let count = |texts: &[String], phrase: &String| texts.iter().filter(|text| text.contains(phrase)).count();
        let missed = (visitor.asked.iter().filter(|phrase| count(&questions, phrase) == 0))
            .chain(visitor.says.iter().filter(|phrase| count(&screen, phrase) == 0));
        wrong.extend(missed.map(|phrase| format!("{} does not read {phrase:?}", visitor.is)));
        let misled = (visitor.never.iter().filter(|phrase| count(&screen, phrase) > 0))
            .chain(visitor.once.iter().filter(|phrase| count(&screen, phrase) != 1));
        wrong.extend(misled.map(|phrase| format!("{} reads {phrase:?} too often", visitor.is)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_outcome_has_its_verdict_and_rests_on_its_facts() {
    let policy = shipped().policy;
    let bases = situations().outcomes;
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
