//! Why a visitor is sent where they are, as `explain` says it, and which answers it takes.

mod common;
#[path = "common/synthetic.rs"]
mod synthetic;
#[path = "common/tool.rs"]
mod tool;

use std::collections::BTreeSet;

use common::{all_referrals, ids, shipped};
use synthetic::divided;
use tool::{POLICIES, compiled, in_order, program, run, wegwijzer};
use wegwijzer::author::answers;
use wegwijzer::author::compile::Compiled;
use wegwijzer::author::explain::Explainer;
use wegwijzer::author::terminal::Look;
use wegwijzer::decision::{Answer, Answers, State, Step, next_step};
use wegwijzer::policy::compiled::CompiledPolicy;

/// An explanation as a whole, so that a reader sees what an author sees.
#[test]
fn an_explanation_looks_like_this() {
    let explain = |answers| run(&program(), &["explain", "tests/small", answers], "", &[("COLUMNS", "40")]).out;
    let question = "\
asks want: What?

Because of
  who=guest: Guest

Each answer leads to
  want=borrow: no-card (refused)
  want=read: welcome (accepted)

With one answer changed
  who=member: asks want

What the visitor reads

What?

  1. Borrow (borrow)
  2. Read (read)

Answers so far
  1. Who? Guest (who=guest)

The answers stay on this device. Nothing
is sent or stored.
";
    assert_eq!(explain("who=guest"), question);
    let outcome = "\
welcome (accepted): Welcome

Because of
  who=guest: Guest
  want=read: Read

Rule guest-reads
  L2: Guests read.

Beside it quiet
  L2: see above

Not by phone
  L3: Nobody reserves by telephone.

With one answer changed
  who=member: the same
  want=borrow: no-card (refused)

What the visitor reads

Welcome
You can do it this way
Come in.

What to do
  1. Write.

Contact
  - mail: By mail.
    To desk@library.example
    Example of a message
    | Subject: Hello
    |
    | Dear desk

Send along
Tick what is ready. This is not stored.
  [ ] Your card

Quiet
Please.

Why is that so?
Because.

This does not work
  - phone: By phone.

This advice fits these answers
  1. Who? Guest (who=guest)
  2. What? Read (want=read)

Rules of 1

The answers stay on this device. Nothing
is sent or stored.
";
    assert_eq!(explain("who=guest,want=read"), outcome);
}

/// The facts in full, the owner's reading where the source is silent, and why the other ways are closed.
#[test]
fn answers_are_explained_by_rule_and_fact_and_by_what_others_would_change() {
    let done = wegwijzer(&["explain", "policies/cliendo", "who=heir", "mailbox=no"], "");
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""));
    in_order(
        &done.out,
        &[
            "heir-authorisation (assessed): ",
            "\n\nBecause of\n  who=heir: ",
            "\n  mailbox=no: ",
            "\n\nRule heir-without-mailbox\n  F11: After a death: ",
            "\n\nOur reading, where the source is silent\n  outcome heir-authorisation: The article says ",
            "\n\nBeside it extra-verification\n  F27: ",
            "\n\nNot by phone\n  F23: Not accepted: the telephone",
            "\n\nWith one answer changed\n",
            "\n  who=client: ask-institution (refused)\n",
            "\n  mailbox=yes: heir-mail (accepted)\n",
            "\nWhat the visitor reads\n\nStuur ons een volmacht\n",
        ],
    );
    let open = wegwijzer(&["explain", "policies/cliendo", "who=heir"], "");
    in_order(
        &open.out,
        &[
            "asks mailbox: ",
            "\n\nEach answer leads to\n  mailbox=yes: heir-mail (accepted)\n",
            "\n\nWith one answer changed\n",
        ],
    );
    let waiting = wegwijzer(&["explain", "policies/cliendo", "mailbox=no"], "");
    in_order(
        &waiting.out,
        &["asks who: ", "\nCounts once it is asked: mailbox=no\n", "\n  who=heir: heir-authorisation (assessed)\n"],
    );
}

/// Whatever is decided, the explanation names the rules and facts that decide it, and tells the truth about neighbours.
#[test]
fn every_outcome_is_explained() {
    let (source, Compiled { policy, words }) = (shipped(), compiled("policies/cliendo").1);
    let look = Look { width: 1_000, styled: false };
    let explainer = Explainer { source: &source.policy, policy: &policy, words: &words[0], look };
    let explain = |answers: &str| explainer.explain(&Answers::parse(&policy, answers));
    let (mut same, mut beside, mut grouped, mut read) = (0, 0, 0, BTreeSet::new());
    for (path, referral) in all_referrals(&policy) {
        let answers: Vec<String> = path.iter().map(|answer| ids(&policy, *answer)).collect();
        let told = explain(&answers.join(","));
        assert!(told.starts_with(&format!("{} (", referral.outcome.id)), "{told}");
        let mut readings = Vec::new();
        for rule in referral.leaf.rules.iter().map(|rule| &policy.rules[*rule]) {
            assert!(told.contains(&format!("\nRule {}\n", rule.id)), "{told}");
            for fact in &rule.facts {
                assert!(told.contains(&format!("\n  {fact}: {}", source.policy.facts[fact])), "{told}");
            }
            let written = source.policy.rules.iter().find(|written| written.id == rule.id).unwrap();
            readings.push(("rule", &written.id, &written.reading));
        }
        let outcome = source.policy.outcomes.iter().find(|written| written.id == referral.outcome.id).unwrap();
        readings.push(("outcome", &outcome.id, &outcome.reading));
        for channel in source.policy.channels.iter().filter(|channel| outcome.channels.contains(&channel.id)) {
            readings.push(("channel", &channel.id, &channel.reading));
        }
        for (what, id, reading) in readings {
            let Some(reading) = reading else { continue };
            assert!(told.contains(&format!("\n  {what} {id}: {reading}\n")), "no reading of {what} {id} in\n{told}");
            read.insert(what);
        }
        for closed in referral.leaf.closed.iter().map(|closed| &policy.closed[*closed]) {
            let heading = format!("\nNot by {}\n", policy.channels[closed.channel].id);
            let under = told.split_once(&heading).unwrap_or_else(|| panic!("no {heading} in\n{told}")).1;
            let under = under.split("\n\n").next().unwrap();
            for fact in &closed.facts {
                assert!(under.contains(&format!("  {fact}: ")) && told.contains(&source.policy.facts[fact]), "{told}");
            }
        }
        let changed = told.split_once("With one answer changed\n").unwrap().1.split("\n\n").next().unwrap();
        let mut named = BTreeSet::new();
        for line in changed.lines() {
            let (choices, leads) = line.trim().split_once(": ").unwrap();
            let (question, choices) = choices.split_once('=').unwrap();
            grouped += usize::from(choices.contains('/'));
            for choice in choices.split('/') {
                named.insert(format!("{question}={choice}"));
                let others = answers.iter().filter(|given| !given.starts_with(&format!("{question}=")));
                let changed: Vec<String> = others.cloned().chain([format!("{question}={choice}")]).collect();
                let there = explain(&changed.join(","));
                let as_told = match (leads, leads.strip_prefix("asks "), leads.split_once(", beside it ")) {
                    ("the same", ..) => {
                        same += 1;
                        there.lines().next() == told.lines().next()
                    }
                    (_, Some(question), _) => there.starts_with(&format!("asks {question}: ")),
                    (_, _, Some((place, rest))) => {
                        beside += 1;
                        let (notices, closed) = rest.split_once("; not by ").unwrap();
                        let all = |list: &str, heading: &str| {
                            let ids = list.split(", ").filter(|id| *id != "nothing");
                            let told: Vec<&str> = there.lines().filter_map(|line| line.strip_prefix(heading)).collect();
                            ids.eq(told)
                        };
                        there.starts_with(&format!("{place}: ")) && all(notices, "Beside it ") && all(closed, "Not by ")
                    }
                    _ => there.starts_with(&format!("{leads}: ")),
                };
                assert!(as_told, "{answers:?} with {question}={choice}: {leads}, but\n{there}");
            }
        }
        // Each other choice that is offered where the question is asked.
        for (at, given) in path.iter().enumerate() {
            let before = path[..at].iter().fold(Answers::default(), |all, answer| all.with(*answer));
            let state = State::from_answers(&policy, before);
            let Step::Ask(ask) = next_step(&policy, &state) else { panic!("a question") };
            for choice in ask.offered.into_iter().filter(|choice| *choice != given.choice) {
                let other = ids(&policy, Answer { choice, ..*given });
                assert!(named.contains(&other), "{other} is not told of in\n{told}");
            }
        }
    }
    assert!(
        same > 0 && beside > 0 && grouped > 0,
        "{same} the same, {beside} beside something else, {grouped} in groups"
    );
}

/// Two answers to one question, and answers that nobody can give together, are told and not passed over.
#[test]
fn answers_that_cannot_be_given_are_errors_that_say_what_can() {
    let table: &[(&str, &str, &str)] = &[
        (
            "policies/cliendo",
            "who=hier mailbox",
            "error: there is no choice of `who` `hier`; did you mean `heir`? there are admin, teammate, \
            client, heir, debt-counselor, receiver, authority, equal-party, someone-else\n\
            error: `mailbox` is no answer: write question=choice\n",
        ),
        (
            "policies/cliendo",
            "wo=heir",
            "error: there is no question `wo`; did you mean `who`? there are who, main-admin, access, mailbox, \
            earlier-contact, what, reach\n",
        ),
        (
            "policies/cliendo",
            "who=heir who=client",
            "error: `who` is answered twice, `who=heir` and `who=client`: keep one of them\n",
        ),
        ("policies/cliendo", "who=heir,who=heir", "error: `who=heir` is there twice: write it once\n"),
        (
            "policies/cliendo",
            "who=admin mailbox=no",
            "error: `mailbox=no` answers what is not asked with who=admin; what is asked is \
            main-admin, what, reach\n",
        ),
        (
            "policies/cliendo",
            "mailbox=no main-admin=no",
            "error: `mailbox=no` answers what is not asked with main-admin=no; what is asked \
            is who, what\n",
        ),
        (
            "tests/small",
            "want=reserve who=guest",
            "error: `want=reserve` is not offered with who=guest; `want` has borrow, read\n",
        ),
    ];
    for (policy, answers, error) in table {
        let explained = wegwijzer(&["explain", policy, answers], "");
        assert_eq!(
            (explained.code, explained.out.as_str(), explained.err.as_str()),
            (Some(2), "", *error),
            "{answers}"
        );
        let asked = wegwijzer(&["ask", policy, "--answers", answers], "");
        assert_eq!((asked.code, asked.out.as_str(), asked.err.as_str()), (Some(2), "", *error), "{answers}");
    }
    let blanks = wegwijzer(&["explain", "who", "=", "heir"], "");
    let error = "error: there is no folder `who`; an answer is written `question=choice`, without blanks\n";
    assert_eq!((blanks.code, blanks.err.as_str()), (Some(2), error));
}

/// What is taken is what some visitor can say, and nothing else; what is told of the rest is true. On policies that nobody
/// has written, too.
#[test]
fn answers_are_taken_if_and_only_if_a_visitor_can_give_them_together() {
    let written = POLICIES.iter().map(|name| compiled(name).1.policy);
    let drawn = (0..8).map(|seed| CompiledPolicy::of(&divided(5, 3, 12, seed)).expect("a small diagram"));
    let (mut taken, mut told) = (0, 0);
    for policy in written.chain(drawn) {
        let paths: Vec<BTreeSet<String>> = (all_referrals(&policy).into_iter())
            .map(|(path, _)| path.into_iter().map(|answer| ids(&policy, answer)).collect())
            .collect();
        let all: Vec<String> = (policy.questions.numbers())
            .flat_map(|question| {
                policy.questions[question].choices.numbers().map(move |choice| Answer { question, choice })
            })
            .map(|answer| ids(&policy, answer))
            .collect();
        for (number, one) in all.iter().enumerate() {
            let with_one = || paths.iter().filter(|path| path.contains(one));
            let question_of = |answer: &str| answer.split('=').next().unwrap_or_default().to_owned();
            for other in &all[number + 1..] {
                let can_be = with_one().any(|path| path.contains(other));
                let read = answers::read(&policy, &[other.clone(), one.clone()]);
                assert_eq!(read.is_ok(), can_be, "{one} {other}: {read:?}");
                taken += usize::from(can_be);
                let Some(wrong) =
                    read.err().filter(|_| question_of(one) != question_of(other) && with_one().next().is_some())
                else {
                    continue;
                };
                if let Some((_, asked)) = wrong[0].split_once("; what is asked is ") {
                    let asked: BTreeSet<String> = asked.split(", ").map(str::to_owned).collect();
                    let truly = with_one().flatten().filter(|answer| *answer != one).map(|answer| question_of(answer));
                    assert_eq!(asked, truly.collect(), "{wrong:?}");
                    told += 1;
                }
                if let Some((_, offered)) = wrong[0].split_once("` has ") {
                    let asked = question_of(other);
                    let offered: BTreeSet<String> =
                        offered.split(", ").map(|choice| format!("{asked}={choice}")).collect();
                    let truly = with_one().flatten().filter(|answer| question_of(answer) == asked).cloned();
                    assert_eq!(offered, truly.collect(), "{wrong:?}");
                    told += 1;
                }
            }
        }
        for path in &paths {
            let pieces: Vec<String> = path.iter().cloned().collect();
            let read = answers::read(&policy, &pieces);
            assert_eq!(read.map(|answers| answers.iter().count()), Ok(path.len()), "{path:?}");
        }
    }
    assert!(taken > 100 && told > 100, "{taken} pairs taken, {told} told of");
}
