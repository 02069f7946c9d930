//! Answers as an author types them. Other than in a link, nothing is passed over.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::structure::nearest;
use crate::decision::{Answer, Answers, Referral, State, Step, next_step};
use crate::policy::compiled::{CompiledChoice, CompiledPolicy, CompiledQuestion, Node, offered};
use crate::policy::number::Number;

/// What is wrong with answers: for each, what is possible in its place.
pub type Wrong = Vec<String>;

/// Reads answers, `who=heir mailbox=no`, in any order. Those to later questions may come without the earlier ones.
///
/// # Errors
///
/// A line for each piece that is no answer to a question, that answers a question again, or that no visitor with the other
/// answers can give.
pub fn read(policy: &CompiledPolicy, pieces: &[String]) -> Result<Answers, Wrong> {
    let mut answers = Answers::default();
    let mut wrong = Wrong::new();
    for piece in pieces.iter().flat_map(|piece| piece.split([',', ' '])).filter(|piece| !piece.is_empty()) {
        match answer(policy, piece) {
            Ok(answer) => match answers.to(answer.question) {
                Some(choice) => wrong.push(twice(policy, Answer { choice, ..answer }, answer)),
                None => answers = answers.with(answer),
            },
            Err(message) => wrong.push(message),
        }
    }
    if wrong.is_empty() {
        wrong = impossible(policy, &answers);
    }
    if wrong.is_empty() { Ok(answers) } else { Err(wrong) }
}

/// An answer's ids: `who=heir`.
pub fn ids(policy: &CompiledPolicy, answer: Answer) -> String {
    let question = &policy.questions[answer.question];
    format!("{}={}", question.id, question.choices[answer.choice].id)
}

/// The ids of answers, one after another.
pub fn all_ids(policy: &CompiledPolicy, answers: &[Answer]) -> String {
    answers.iter().map(|answer| ids(policy, *answer)).collect::<Vec<_>>().join(" ")
}

fn answer(policy: &CompiledPolicy, piece: &str) -> Result<Answer, String> {
    let (question, choice) =
        piece.split_once('=').ok_or_else(|| format!("`{piece}` is no answer: write question=choice"))?;
    let questions = || policy.questions.iter().map(|question| question.id.as_str()).collect();
    let asked = policy.questions.find(|asked| asked.id == question);
    let asked = &policy.questions[asked.ok_or_else(|| no_such("question", question, questions()))?];
    let choices = || asked.choices.iter().map(|choice| choice.id.as_str()).collect();
    policy.find(question, choice).ok_or_else(|| no_such(&format!("choice of `{question}`"), choice, choices()))
}

/// Says that there is no such id, which comes nearest, and which there are.
fn no_such(what: &str, id: &str, known: Vec<&str>) -> String {
    let meant = nearest(id, known.iter().copied()).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    format!("there is no {what} `{id}`; {meant}there are {}", known.join(", "))
}

fn twice(policy: &CompiledPolicy, first: Answer, second: Answer) -> String {
    let question = &policy.questions[first.question].id;
    let (first, second) = (ids(policy, first), ids(policy, second));
    if first == second {
        return format!("`{first}` is there twice: write it once");
    }
    format!("`{question}` is answered twice, `{first}` and `{second}`: keep one of them")
}

/// The answers that nobody can give who gives those before them, each with what they can answer.
fn impossible(policy: &CompiledPolicy, answers: &Answers) -> Wrong {
    let mut given = Answers::default();
    let mut wrong = Wrong::new();
    for answer in answers.iter() {
        let possible = possible(policy, &given);
        match possible.get(&answer.question) {
            Some(choices) if choices.contains(&answer.choice) => given = given.with(answer),
            _ => wrong.push(instead(policy, &given, answer, &possible)),
        }
    }
    wrong
}

/// Says what somebody with some answers can answer instead.
fn instead(policy: &CompiledPolicy, given: &Answers, answer: Answer, possible: &Possible) -> String {
    let (question, written) = (&policy.questions[answer.question], ids(policy, answer));
    let others: Vec<Answer> = given.iter().collect();
    let with = if others.is_empty() { String::new() } else { format!(" with {}", all_ids(policy, &others)) };
    if let Some(choices) = possible.get(&answer.question) {
        let offered: Vec<&str> = choices.iter().map(|choice| question.choices[*choice].id.as_str()).collect();
        return format!("`{written}` is not offered{with}; `{}` has {}", question.id, offered.join(", "));
    }
    let asked = possible.keys().filter(|asked| given.to(**asked).is_none());
    let asked: Vec<&str> = asked.map(|asked| policy.questions[*asked].id.as_str()).collect();
    let instead = match next_step(policy, &State::from_answers(policy, given.clone())) {
        Step::Refer(Referral { outcome, .. }) => format!("that leads to `{}` already: leave it out", outcome.id),
        Step::Ask(_) => format!("what is asked is {}", asked.join(", ")),
    };
    format!("`{written}` answers what is not asked{with}; {instead}")
}

/// The questions that are asked on some ways, each with the choices that lead along one of these.
type Possible = BTreeMap<Number<CompiledQuestion>, BTreeSet<Number<CompiledChoice>>>;

/// A choice, and the node that it leads to.
type Branch = (Number<CompiledChoice>, Number<Node>);

/// What can be answered on the ways on which all given answers are given. On every way, the questions are in the policy's
/// order; so what is given to a question between one and the next has no place on it.
fn possible(policy: &CompiledPolicy, given: &Answers) -> Possible {
    let passes_none = |from: Number<CompiledQuestion>, node: &Node| {
        let until = match node {
            Node::Ask { question, .. } => Some(*question),
            Node::Refer(_) => None,
        };
        let is_passed = |asked| asked > from && until.is_none_or(|until| asked < until);
        !given.iter().any(|answer| is_passed(answer.question))
    };
    // Nodes come after those they lead to: what is known of these comes first.
    let mut leads_on: BTreeMap<Number<Node>, Vec<Branch>> = BTreeMap::new();
    for (number, node) in policy.nodes.numbers().zip(&policy.nodes) {
        let Node::Ask { question, next } = node else { continue };
        let choices = offered(next).filter(|(choice, to)| {
            let to_end = matches!(policy.nodes[*to], Node::Refer(_)) || leads_on.contains_key(to);
            let is_given = given.to(*question).is_none_or(|given| given == *choice);
            to_end && is_given && passes_none(*question, &policy.nodes[*to])
        });
        let choices: Vec<Branch> = choices.collect();
        if !choices.is_empty() {
            leads_on.insert(number, choices);
        }
    }
    let mut possible = Possible::new();
    let mut reached: BTreeSet<Number<Node>> = policy.nodes.numbers().next_back().into_iter().collect();
    while let Some(number) = reached.pop_last() {
        let (Node::Ask { question, .. }, Some(choices)) = (&policy.nodes[number], leads_on.get(&number)) else {
            continue;
        };
        possible.entry(*question).or_default().extend(choices.iter().map(|(choice, _)| *choice));
        reached.extend(choices.iter().map(|(_, to)| *to));
    }
    possible
}
