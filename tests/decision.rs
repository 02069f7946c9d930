//! What a visitor is asked, and where they are sent: the situations that the source decides, and what holds
//! for every visitor of every policy.

mod common;

use std::collections::BTreeSet;

use common::synthetic::{divided, when};
use common::{all_referrals, all_states, answer, answers_of, ids, numbered, shipped, shipped_compiled};
use proptest::prelude::*;
use wegwijzer::decision::{Answer, Answers, Event, LONGEST_START, State, Step, next_step};
use wegwijzer::policy::Notice;
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::table::{Region, Table};

#[test]
fn a_client_is_asked_one_question_and_an_owner_four() {
    let policy = shipped_compiled().policy;
    let asked = |given: &str| {
        let state = State::from_answers(&policy, Answers::parse(&policy, given));
        match next_step(&policy, &state) {
            Step::Refer(referral) => referral.trail.len(),
            Step::Ask(ask) => panic!("{given}: still asked {}", policy.questions[ask.question].id),
        }
    };
    assert_eq!(asked("who=client"), 1);
    assert_eq!(asked("who=admin,main-admin=yes,what=transfer,reach=both"), 4);
    assert_eq!(all_referrals(&policy).iter().map(|(path, _)| path.len()).max(), Some(4));
}

#[test]
fn choices_are_offered_to_whom_they_concern() {
    let policy = shipped_compiled().policy;
    let offered = |given: &str| -> Vec<String> {
        let state = State::from_answers(&policy, Answers::parse(&policy, given));
        let Step::Ask(ask) = next_step(&policy, &state) else { panic!("{given} is decided") };
        ask.offered.iter().map(|choice| policy.questions[ask.question].choices[*choice].id.clone()).collect()
    };
    let (admin, teammate, other) =
        (offered("who=admin,main-admin=no"), offered("who=teammate,access=limited"), offered("who=someone-else"));
    for (choice, of) in [("expired-data", &admin), ("arrears", &admin), ("is-customer", &other), ("special", &other)] {
        for offered in [&admin, &teammate, &other] {
            assert_eq!(offered.iter().any(|id| id == choice), std::ptr::eq(offered, of), "{choice}");
        }
    }
    assert!([admin, teammate, other].iter().all(|offered| offered.iter().any(|id| id == "move-data")));
}

/// For every path, every answer on it mattered: without it, more than one answer is still possible. Or a
/// later answer was offered because of it. So no visitor can be asked less.
#[test]
fn nobody_can_be_asked_less() {
    let (source, policy) = (shipped().policy, shipped_compiled().policy);
    let all = all_referrals(&policy);
    for (path, referral) in &all {
        for without in path {
            let rest: Vec<&Answer> = path.iter().filter(|answer| *answer != without).collect();
            let told = |(other, referral): &&(Vec<Answer>, _)| {
                let _: &wegwijzer::decision::Referral<'_> = referral;
                rest.iter().all(|answer| !other.iter().any(|o| o.question == answer.question && o != *answer))
            };
            let outcomes: BTreeSet<_> = all.iter().filter(told).map(|(_, referral)| referral.leaf.outcome).collect();
            let offers = path.iter().any(|later| {
                let offered_to = &source.questions[later.question.get()].choices[later.choice.get()].offered_to;
                offered_to.contains_key(&policy.questions[without.question].id)
            });
            assert!(
                outcomes.len() > 1 || offers,
                "{} did not matter for {}",
                ids(&policy, *without),
                referral.outcome.id
            );
        }
    }
}

/// In every state, for every answer given and every other choice: the screen after changing it is the screen
/// of somebody who answered that way from the start.
#[test]
fn edit_equals_fresh_for_every_state_and_every_edit() {
    let policy = shipped_compiled().policy;
    let mut edits = 0;
    for (path, state) in all_states(&policy) {
        for reopened in &path {
            let open = state.clone().update(&policy, Event::Reopened(reopened.question));
            let Step::Ask(ask) = next_step(&policy, &open) else { panic!("a reopened question is asked") };
            assert_eq!((ask.question, ask.chosen), (reopened.question, Some(reopened.choice)));
            for choice in ask.offered {
                let edited = open.clone().update(&policy, Event::Answered(Answer { question: ask.question, choice }));
                assert_eq!(next_step(&policy, &edited), next_step(&policy, &fresh(&policy, &edited)));
                assert_eq!(edited, fresh_with_kept(&policy, &edited), "nothing is remembered but answers");
                edits += 1;
            }
        }
    }
    assert!(edits > 1_000, "{edits} edits");
}

#[test]
fn going_back_keeps_the_answers_and_ends_at_the_first_question() {
    let policy = shipped_compiled().policy;
    for (path, state) in all_states(&policy) {
        let mut back = state.clone();
        for answered in path.iter().rev() {
            back = back.update(&policy, Event::Back);
            let Step::Ask(ask) = next_step(&policy, &back) else { panic!("back leads to a question") };
            assert_eq!((ask.question, ask.chosen), (answered.question, Some(answered.choice)));
        }
        let first = next_step(&policy, &back);
        assert_eq!(next_step(&policy, &back.clone().update(&policy, Event::Back)), first, "there is nothing before it");
        // Answering the same again leads to where the visitor was.
        let again = path.first().map_or(back.clone(), |first| back.update(&policy, Event::Answered(*first)));
        assert_eq!(next_step(&policy, &again), next_step(&policy, &state));
    }
}

/// The address of the page of its own keeps a state as a text: what is read from it is what was.
#[test]
fn a_state_is_read_from_its_text_as_it_was() {
    let policy = shipped_compiled().policy;
    let mut texts = BTreeSet::new();
    for (path, state) in all_states(&policy) {
        assert_eq!(State::parse(&policy, &state.to_text(&policy)), state, "{path:?}");
        texts.insert(state.to_text(&policy));
        for answer in path {
            let reopened = state.clone().update(&policy, Event::Reopened(answer.question));
            assert_eq!(State::parse(&policy, &reopened.to_text(&policy)), reopened);
            assert_ne!(reopened.to_text(&policy), state.to_text(&policy));
        }
    }
    assert!(texts.contains(";") && texts.contains("who=heir,mailbox=no;"), "{texts:?}");
    assert_eq!(State::parse(&policy, "who=heir;nothing"), State::parse(&policy, "who=heir"));
}

#[test]
fn what_a_change_makes_idle_is_told() {
    let policy = shipped_compiled().policy;
    let earlier =
        State::from_answers(&policy, Answers::parse(&policy, "who=admin,main-admin=yes,what=transfer,reach=both"));
    let told = |change: Event| -> Vec<String> {
        let forgotten = earlier.clone().update(&policy, change).forgotten_since(&earlier);
        forgotten.into_iter().map(|answer| ids(&policy, answer)).collect()
    };
    assert_eq!(told(answer(&policy, "who", "client")), ["main-admin=yes", "what=transfer", "reach=both"]);
    assert_eq!(told(answer(&policy, "main-admin", "no")), ["reach=both"]);
    assert_eq!(told(answer(&policy, "what", "merge")), [""; 0]);
}

#[test]
fn starting_again_forgets_everything() {
    let policy = shipped_compiled().policy;
    for (_, state) in all_states(&policy) {
        assert_eq!(state.update(&policy, Event::Restarted), State::default());
    }
}

#[test]
fn a_start_is_read_piece_by_piece() {
    let policy = shipped_compiled().policy;
    let first_open = |start: &str| -> String {
        let state = State::from_answers(&policy, Answers::parse(&policy, start));
        match next_step(&policy, &state) {
            Step::Ask(ask) => policy.questions[ask.question].id.clone(),
            Step::Refer(referral) => referral.outcome.id.clone(),
        }
    };
    assert_eq!(first_open("who=heir"), "mailbox");
    assert_eq!(first_open(" who = heir , mailbox = no "), "heir-authorisation");
    assert_eq!(first_open(""), "who");
    assert_eq!(first_open("who=nobody"), "who", "an unknown choice");
    assert_eq!(first_open("colour=red,who=heir"), "mailbox", "an unknown question");
    assert_eq!(first_open("who=heir,who=heir"), "mailbox", "the same twice");
    assert_eq!(first_open("who=heir,who=client"), "who", "a contradiction");
    assert_eq!(first_open("mailbox=no"), "who", "an answer that may matter later");
    assert_eq!(first_open("who=client,mailbox=no"), "ask-institution", "an answer that does not matter");
    assert_eq!(first_open("who=teammate,access=limited,what=is-customer"), "what", "a choice not offered");
    assert_eq!(first_open("<b>who</b>=heir,,=,who=heir=no,%00"), "who", "no answer at all");
    assert_eq!(first_open(&format!("who=heir{}", " ".repeat(LONGEST_START))), "who", "longer than it can be");
}

#[test]
fn a_start_is_read_up_to_its_longest() {
    let policy = shipped_compiled().policy;
    let start = format!("who=heir,{}", " ".repeat(LONGEST_START - "who=heir,".len()));
    assert_eq!(Answers::parse(&policy, &start).to_text(&policy), "who=heir");
    assert_eq!(Answers::parse(&policy, &format!("{start} ")).to_text(&policy), "");
}

#[test]
fn an_answer_kept_from_a_start_counts_as_soon_as_it_matters() {
    let policy = shipped_compiled().policy;
    let state = State::from_answers(&policy, Answers::parse(&policy, "mailbox=no"));
    let Step::Refer(referral) = next_step(&policy, &state.clone().update(&policy, answer(&policy, "who", "heir")))
    else {
        panic!("decided")
    };
    assert_eq!(referral.outcome.id, "heir-authorisation");
    let client = state.update(&policy, answer(&policy, "who", "client"));
    assert_eq!(client.answers().to_text(&policy), "who=client", "and is forgotten when it does not");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens in whatever order, also events that the screen does not offer: there is a step, it is
    /// the step of a fresh visitor, and a start made from the answers leads to it.
    #[test]
    fn any_events_give_a_step_and_equal_a_fresh_start(events in prop::collection::vec(any_event(), 0..40)) {
        let policy = shipped_compiled_once();
        let state = events.into_iter().fold(State::default(), |state, event| state.update(policy, event));
        let settled = State::from_answers(policy, state.answers().clone());
        let step = next_step(policy, &settled);
        prop_assert_eq!(&step, &next_step(policy, &fresh(policy, &settled)));
        let text = state.answers().to_text(policy);
        prop_assert_eq!(&step, &next_step(policy, &State::from_answers(policy, Answers::parse(policy, &text))));
    }

    /// A sound table of any sort, with notices: the walk gives what the rules and notices say, and asks
    /// nothing on which the answer does not depend.
    #[test]
    fn the_walk_says_what_the_table_says(
        (rules, seed) in (1_usize..14, any::<u64>()),
        notices in prop::collection::vec((0_usize..4, 0_usize..3), 0..3),
    ) {
        let mut policy = divided(4, 3, rules, seed);
        policy.notices = notices.iter().enumerate().map(|(number, (question, choice))| Notice {
            id: format!("n{number}"),
            when: when(vec![(*question, vec![*choice])]),
            verdicts: Vec::new(),
            outcomes: Vec::new(),
            facts: Vec::new(),
        }).collect();
        let compiled = CompiledPolicy::of(&policy).expect("a small diagram");
        let table = Table::of(&policy);
        let all = (0..81).map(|number| [number % 3, number / 3 % 3, number / 9 % 3, number / 27]);
        let told = |situation: &[usize; 4]| {
            let holds = |region: &Region| situation.iter().enumerate().all(|(q, c)| region.allows(q, *c));
            let rule = table.rules.iter().position(holds).expect("a rule for every situation");
            let said = |(question, choice): &(usize, usize)| situation[*question] == *choice;
            let notices: Vec<usize> = (0..notices.len()).filter(|n| said(&notices[*n])).collect();
            (rule, (policy.rules[rule].outcome.clone(), notices))
        };
        for situation in all.clone() {
            let answers = answers_of(&compiled, &situation);
            let Step::Refer(referral) = next_step(&compiled, &State::from_answers(&compiled, answers)) else {
                panic!("{situation:?} is not decided")
            };
            let (rule, answer) = told(&situation);
            let said: Vec<usize> = referral.leaf.notices.iter().map(|notice| notice.get()).collect();
            prop_assert_eq!(&answer, &(referral.outcome.id.clone(), said));
            prop_assert!(referral.leaf.rules.iter().any(|known| known.get() == rule));
            for (at, asked) in referral.trail.iter().enumerate() {
                // Whoever gave the same answers up to here may still be told different things, and it is
                // this question that tells them apart.
                let before = &referral.trail[..at];
                let mattered = all.clone().filter(|s| before.iter().all(|a| s[a.question.get()] == a.choice.get())).any(|s| {
                    (0..3).any(|choice| {
                        let mut other = s;
                        other[asked.question.get()] = choice;
                        told(&s).1 != told(&other).1
                    })
                });
                prop_assert!(mattered, "question {:?} was needless", asked.question);
            }
        }
    }

    /// Any text at all is read without a failure.
    #[test]
    fn any_start_gives_a_step(start in "(who|mailbox|[a-z=,<>&%]{0,9}|[=,]|heir|no|\\PC){0,20}") {
        let policy = shipped_compiled_once();
        let _ = next_step(policy, &State::from_answers(policy, Answers::parse(policy, &start)));
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    let answers: Vec<Answer> = (0..7)
        .flat_map(|question| (0..13).filter_map(move |choice| numbered(shipped_compiled_once(), question, choice)))
        .collect();
    let answer = prop::sample::select(answers);
    prop_oneof![
        6 => answer.clone().prop_map(Event::Answered),
        2 => answer.prop_map(|answer| Event::Reopened(answer.question)),
        2 => Just(Event::Back),
        1 => Just(Event::Restarted),
    ]
}

fn shipped_compiled_once() -> &'static CompiledPolicy {
    static POLICY: std::sync::OnceLock<CompiledPolicy> = std::sync::OnceLock::new();
    POLICY.get_or_init(|| shipped_compiled().policy)
}

/// A visitor who starts afresh and gives the same answers to what is asked.
fn fresh(policy: &CompiledPolicy, like: &State) -> State {
    let mut state = State::default();
    while let Step::Ask(ask) = next_step(policy, &state) {
        let Some(choice) = like.answers().to(ask.question).filter(|choice| ask.offered.contains(choice)) else { break };
        state = state.update(policy, Event::Answered(Answer { question: ask.question, choice }));
    }
    state
}

/// The same visitor, who also came with the answers that may matter later.
fn fresh_with_kept(policy: &CompiledPolicy, like: &State) -> State {
    State::from_answers(policy, like.answers().clone())
}
