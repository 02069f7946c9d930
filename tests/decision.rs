//! What a visitor is asked, and where they are sent: the situations that the source decides, and what holds
//! for every visitor of every policy.

mod common;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use common::plain::rules_in;
use common::synthetic::{divided, when};
use common::{all_referrals, all_states, answer, answers_of, ids, numbered, shipped_compiled};
use proptest::prelude::*;
use wegwijzer::decision::{Answer, Answers, Event, LONGEST_START, State, Step, next_step};
use wegwijzer::policy::compiled::{CompiledChoice, CompiledPolicy, CompiledQuestion, Node, offered};
use wegwijzer::policy::number::Number;
use wegwijzer::policy::{Allowed, Ids, Notice, Policy};

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

/// In every state, for every answer given and every other choice: the screen after changing it is the screen of somebody who
/// starts afresh and presses what was pressed last for each question.
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
                let pressed = Event::Answered(Answer { question: ask.question, choice });
                let edited = open.clone().update(&policy, pressed);
                let said = said(&policy, path.iter().map(|answer| Event::Answered(*answer)).chain([pressed]));
                assert_eq!(next_step(&policy, &edited), next_step(&policy, &fresh(&policy, &said)));
                assert_eq!(
                    edited,
                    State::from_answers(&policy, answers_in(&said)),
                    "nothing is remembered but answers"
                );
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

    /// Whatever happens in whatever order, also events that the screen does not offer: there is a step, it is the step of
    /// somebody who starts afresh and presses what was pressed last, and a start made from the answers leads to it.
    #[test]
    fn any_events_give_a_step_and_equal_a_fresh_start(events in prop::collection::vec(any_event(), 0..40)) {
        let policy = shipped_compiled_once();
        let state = events.iter().fold(State::default(), |state, event| state.update(policy, *event));
        let said = said(policy, events);
        prop_assert_eq!(state.answers(), &answers_in(&said));
        let step = next_step(policy, &fresh(policy, &said));
        prop_assert_eq!(&next_step(policy, &State::from_answers(policy, state.answers().clone())), &step);
        let text = state.answers().to_text(policy);
        prop_assert_eq!(&next_step(policy, &State::from_answers(policy, Answers::parse(policy, &text))), &step);
    }

    /// A sound table of any sort, with notices: the walk gives what the rules and notices say, and asks
    /// nothing on which the answer does not depend.
    #[test]
    fn the_walk_says_what_the_table_says(
        (rules, seed) in (1_usize..14, any::<u64>()),
        notices in prop::collection::vec((0_usize..4, 0_usize..3), 0..3),
    ) {
        let mut policy = divided(4, 3, rules, seed);
        say_with_not(&mut policy, seed);
        policy.notices = notices.iter().enumerate().map(|(number, (question, choice))| Notice {
            id: format!("n{number}"),
            when: when(vec![(*question, vec![*choice])]),
            verdicts: Vec::new(),
            outcomes: Vec::new(),
            facts: Vec::new(),
        }).collect();
        let compiled = CompiledPolicy::of(&policy).expect("a small diagram");
        let all = (0..81).map(|number| [number % 3, number / 3 % 3, number / 9 % 3, number / 27]);
        let answer = |situation: [usize; 4]| {
            let holding = rules_in(&policy, &situation);
            assert_eq!(holding.len(), 1, "a rule for every situation");
            let said = |(question, choice): &(usize, usize)| situation[*question] == *choice;
            let notices: Vec<usize> = (0..notices.len()).filter(|n| said(&notices[*n])).collect();
            (situation, (holding[0], (policy.rules[holding[0]].outcome.clone(), notices)))
        };
        let told: HashMap<[usize; 4], _> = all.clone().map(answer).collect();
        for situation in all.clone() {
            let answers = answers_of(&compiled, &situation);
            let Step::Refer(referral) = next_step(&compiled, &State::from_answers(&compiled, answers)) else {
                panic!("{situation:?} is not decided")
            };
            let (rule, answer) = &told[&situation];
            let said: Vec<usize> = referral.leaf.notices.iter().map(|notice| notice.get()).collect();
            prop_assert_eq!(answer, &(referral.outcome.id.clone(), said));
            prop_assert!(referral.leaf.rules.iter().any(|known| known.get() == *rule));
            for (at, asked) in referral.trail.iter().enumerate() {
                // Whoever gave the same answers up to here may still be told different things, and it is
                // this question that tells them apart.
                let before = &referral.trail[..at];
                let mattered = all.clone().filter(|s| before.iter().all(|a| s[a.question.get()] == a.choice.get())).any(|s| {
                    (0..3).any(|choice| {
                        let mut other = s;
                        other[asked.question.get()] = choice;
                        told[&s].1 != told[&other].1
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

/// Says every other condition of the rules by the choices that it does not hold with.
fn say_with_not(policy: &mut Policy, seed: u64) {
    let choices: Vec<Vec<String>> = policy
        .questions
        .iter()
        .map(|question| question.choices.iter().map(|choice| choice.id.clone()).collect())
        .collect();
    let mut turn = seed;
    for (question, allowed) in policy.rules.iter_mut().flat_map(|rule| &mut rule.when) {
        turn = turn.rotate_left(1);
        let Allowed::Only(named) = &*allowed else { continue };
        let number: usize = question[1..].parse().expect("the questions are q0, q1 and so on");
        let rest: Vec<String> =
            choices[number].iter().filter(|choice| !named.as_slice().contains(choice)).cloned().collect();
        if turn % 2 == 0 && !rest.is_empty() {
            *allowed = Allowed::Not { not: Ids::Many(rest) };
        }
    }
}

/// What somebody has said to each question.
type Said = BTreeMap<Number<CompiledQuestion>, Number<CompiledChoice>>;

/// What a visitor has said, from all that they have pressed: to each question the last, unless the question can no longer be
/// asked, or the choice no longer be taken, whatever they say to those that are open. Read from the diagram alone.
fn said(policy: &CompiledPolicy, events: impl IntoIterator<Item = Event>) -> Said {
    let mut said = Said::new();
    for event in events {
        match event {
            Event::Answered(answer) => {
                said.insert(answer.question, answer.choice);
                let mut possible = BTreeSet::new();
                add_possible(policy, policy.root(), Some(&said), &mut possible);
                said.retain(|question, choice| possible.contains(&(*question, *choice)));
            }
            Event::Restarted => said.clear(),
            Event::Reopened(_) | Event::Back => {}
        }
    }
    said
}

/// The answers that can be given from a node on: along what was `said`, and from the first open question on in every way.
fn add_possible(
    policy: &CompiledPolicy,
    node: &Node,
    said: Option<&Said>,
    possible: &mut BTreeSet<(Number<CompiledQuestion>, Number<CompiledChoice>)>,
) {
    let Node::Ask { question, next } = node else { return };
    let goes = said.and_then(|said| said.get(question));
    let on = goes.and_then(|goes| offered(next).find(|(choice, _)| choice == goes));
    for (choice, next) in offered(next).filter(|offer| on.is_none_or(|on| on == *offer)) {
        possible.insert((*question, choice));
        add_possible(policy, &policy.nodes[next], said.filter(|_| on.is_some()), possible);
    }
}

fn answers_in(said: &Said) -> Answers {
    said.iter()
        .map(|(question, choice)| Answer { question: *question, choice: *choice })
        .fold(Answers::default(), Answers::with)
}

/// A visitor who starts afresh and presses what was said, as far as it is asked.
fn fresh(policy: &CompiledPolicy, said: &Said) -> State {
    let mut state = State::default();
    while let Step::Ask(ask) = next_step(policy, &state) {
        let Some(choice) = said.get(&ask.question).filter(|choice| ask.offered.contains(choice)) else { break };
        state = state.update(policy, Event::Answered(Answer { question: ask.question, choice: *choice }));
    }
    state
}
