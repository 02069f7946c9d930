//! The decision without a page, as it ships: in Node.js it is the one that is proven here.

mod common;
#[path = "common/tool.rs"]
mod tool;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use common::{ids, project, words_in};
use sha2::{Digest, Sha256};
use tool::{POLICIES, compiled};
use wegwijzer::author::compile::Compiled;
use wegwijzer::author::schema;
use wegwijzer::decision::{Answer, Answers, Event, State, Step, next_step};
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::screen::{self, Screen};

/// Answers by the ids of questions and choices.
type ById = BTreeMap<String, String>;

/// So that a program's types are those of what it gets. After a change of a type, `UPDATE=1 script/test decide` writes the
/// schema anew; the TypeScript types are made from it in each build.
#[test]
fn the_schema_that_ships_is_that_of_the_types() {
    let (path, made) = (project("src/decide/schema.json"), format!("{:#}\n", schema::decision()));
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let ships = fs::read_to_string(&path).unwrap_or_default();
    assert!(ships == made, "src/decide/schema.json is of other types: UPDATE=1 script/test decide");
}

/// The proof that it is the same decision: every set of answers that anybody could hand over, known to be right or wrong by
/// walking the policy here, in each language.
#[test]
fn every_set_of_answers_leads_where_it_does_natively() {
    let mut walked = 0;
    for name in POLICIES {
        let (_, compiled) = compiled(name);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("decide-{}", compiled.policy.id));
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in compiled.files() {
            fs::write(folder.join(name), text).unwrap();
        }
        let all = all_sets(&compiled.policy);
        let asked: Vec<Vec<Answer>> = common::all_states(&compiled.policy).into_iter().map(|(path, _)| path).collect();
        let (mut sets, mut expected) = (BTreeMap::new(), Vec::new());
        for words in &compiled.words {
            // What is right and wrong does not depend on the language.
            let sets_here = if words.language == compiled.policy.default_language { &all } else { &asked };
            let mut natively = Natively::of(&compiled, &words.language);
            for set in sets_here {
                expected.push((words.language.clone(), by_id(&compiled.policy, set), natively.line(set)));
            }
            let by_id: Vec<ById> = sets_here.iter().map(|set| by_id(&compiled.policy, set)).collect();
            sets.insert(words.language.clone(), by_id);
        }
        // As JSON orders them.
        expected.sort_by(|one, other| one.0.cmp(&other.0));
        fs::write(folder.join("sets.json"), serde_json::to_string(&sets).unwrap()).unwrap();
        let done = Command::new("node")
            .arg(project("tests/peers/decide.mjs"))
            .arg(project("dist/decide/index.js"))
            .args([folder.clone(), folder.join("sets.json")])
            .output()
            .expect("node");
        assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
        let said = String::from_utf8(done.stdout).unwrap();
        assert_eq!(said.lines().count(), expected.len(), "{name}");
        for (said, (language, set, expected)) in said.lines().zip(&expected) {
            assert_eq!(said, expected, "{name}, {language}, {set:?}");
        }
        let refused = expected.iter().filter(|(.., line)| line.starts_with("not-offered")).count();
        println!("{name}: {} sets of answers alike, of which nobody can give {refused}", expected.len());
        walked += expected.len();
    }
    assert!(walked > 50_000, "{walked} sets");
}

/// Each combination of answers, with any of the questions left out.
fn all_sets(policy: &CompiledPolicy) -> Vec<Vec<Answer>> {
    policy.questions.numbers().fold(vec![Vec::new()], |begun, question| {
        let choices = policy.questions[question].choices.numbers();
        let answers: Vec<Vec<Answer>> = choices.map(|choice| vec![Answer { question, choice }]).collect();
        let each =
            begun.iter().flat_map(|set| answers.iter().map(move |answer| [set.clone(), answer.clone()].concat()));
        let each: Vec<Vec<Answer>> = each.collect();
        [begun.clone(), each].concat()
    })
}

fn by_id(policy: &CompiledPolicy, set: &[Answer]) -> ById {
    let pair = |answer: &Answer| {
        let question = &policy.questions[answer.question];
        (question.id.clone(), question.choices[answer.choice].id.clone())
    };
    set.iter().map(pair).collect()
}

/// What is told of sets of answers by walking the policy here. What depends only on the answers that count is kept.
struct Natively<'c> {
    compiled: &'c Compiled,
    language: String,
    known: HashMap<Vec<Answer>, Place>,
}

/// Where answers lead that count.
struct Place {
    line: String,
    /// The questions that are asked from here on, with all choices that somebody is offered.
    asked: BTreeMap<usize, BTreeSet<usize>>,
}

impl<'c> Natively<'c> {
    fn of(compiled: &'c Compiled, language: &str) -> Self {
        Self { compiled, language: language.to_owned(), known: HashMap::new() }
    }

    /// The line of tests/peers/decide.mjs.
    fn line(&mut self, set: &[Answer]) -> String {
        let policy = &self.compiled.policy;
        let answers = set.iter().fold(Answers::default(), |all, answer| all.with(*answer));
        let trail = match next_step(policy, &State::from_answers(policy, answers)) {
            Step::Ask(ask) => ask.trail,
            Step::Refer(referral) => referral.trail,
        };
        let place = self.known.entry(trail.clone()).or_insert_with(|| {
            let words = words_in(self.compiled, &self.language);
            Place { line: line(self.compiled, words, &trail), asked: asked_from(policy, &trail) }
        });
        // Of the answers that do not count, one may be to a question that is asked, with a choice that nobody is offered there.
        for answer in set.iter().filter(|answer| !trail.contains(answer)) {
            let Some(choices) = place.asked.get(&answer.question.get()) else { continue };
            if !choices.contains(&answer.choice.get()) {
                let question = &policy.questions[answer.question];
                let valid: Vec<&str> = (question.choices.numbers().zip(&question.choices))
                    .filter(|(number, _)| choices.contains(&number.get()))
                    .map(|(_, choice)| choice.id.as_str())
                    .collect();
                return format!("not-offered {} {}", question.id, valid.join(","));
            }
        }
        place.line.clone()
    }
}

fn line(compiled: &Compiled, words: &wegwijzer::policy::words::CompiledWords, trail: &[Answer]) -> String {
    let policy = &compiled.policy;
    let answers = trail.iter().fold(Answers::default(), |all, answer| all.with(*answer));
    let step = next_step(policy, &State::from_answers(policy, answers));
    let (status, screen, rules) = match screen::screen(policy, words, &step) {
        Screen::Question(question) => ("ask", serde_json::to_string(&question), Vec::new()),
        Screen::Outcome(outcome) => ("outcome", serde_json::to_string(&outcome), outcome.rules.clone()),
    };
    let digest: String = Sha256::digest(screen.unwrap()).iter().map(|byte| format!("{byte:02x}")).collect();
    let counted: Vec<String> = trail.iter().map(|answer| ids(policy, *answer)).collect();
    format!("{status} {} {} {digest}", rules.join(","), counted.join(","))
}

fn asked_from(policy: &CompiledPolicy, trail: &[Answer]) -> BTreeMap<usize, BTreeSet<usize>> {
    let start = trail.iter().fold(State::default(), |state, answer| state.update(policy, Event::Answered(*answer)));
    let (mut states, mut asked): (_, BTreeMap<usize, BTreeSet<usize>>) = (vec![start], BTreeMap::new());
    while let Some(state) = states.pop() {
        let Step::Ask(ask) = next_step(policy, &state) else { continue };
        for choice in ask.offered {
            asked.entry(ask.question.get()).or_default().insert(choice.get());
            states.push(state.clone().update(policy, Event::Answered(Answer { question: ask.question, choice })));
        }
    }
    asked
}
