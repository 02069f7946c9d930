//! Answers as a program gives them. Other than in a link, nothing that is wrong is passed over.

use super::data::{Problem, ProblemCode};
use crate::decision::{Answer, Answers};
use crate::policy::compiled::{CompiledPolicy, CompiledQuestion, Node, offered};
use crate::policy::number::Number;

/// Answers that can be given together, by what becomes of them.
#[derive(Default)]
pub struct Given {
    /// Those that lead to where their owner stands, in the order of asking.
    pub counted: Vec<Answer>,
    /// Those to questions that may still be asked.
    pub waiting: Vec<Answer>,
    /// Those to questions that are not asked.
    pub unused: Vec<Answer>,
}

/// Reads answers: pairs of a question and a choice, in any order.
///
/// # Errors
///
/// [`Problem`] for the first that the policy does not know, or that nobody with the other answers is offered.
pub fn read(policy: &CompiledPolicy, pairs: &[String]) -> Result<Given, Problem> {
    let mut answers = Answers::default();
    for pair in pairs.chunks_exact(2) {
        let [question, choice] = pair else { continue };
        answers = answers.with(answer(policy, question, choice)?);
    }
    let mut given = Given::default();
    let mut place = policy.nodes.numbers().next_back();
    while let Some((question, next)) = place.and_then(|place| asked(policy, place)) {
        let Some(choice) = answers.to(question) else { break };
        let answer = Answer { question, choice };
        let mut choices = offered(next);
        let Some((_, leads)) = choices.find(|(known, _)| *known == choice) else { break };
        given.counted.push(answer);
        place = Some(leads);
    }
    let others: Vec<Answer> = answers.iter().filter(|answer| !given.counted.contains(answer)).collect();
    let mut still = Vec::new();
    if !others.is_empty() {
        collect(policy, place, &mut vec![false; policy.nodes.len()], &mut still);
    }
    for answer in others {
        if still.contains(&answer) {
            given.waiting.push(answer);
        } else if still.iter().any(|asked| asked.question == answer.question) {
            return Err(not_offered(policy, answer, &still));
        } else {
            given.unused.push(answer);
        }
    }
    Ok(given)
}

type Next<'p> = &'p [Option<Number<Node>>];

fn asked(policy: &CompiledPolicy, place: Number<Node>) -> Option<(Number<CompiledQuestion>, Next<'_>)> {
    match &policy.nodes[place] {
        Node::Ask { question, next } => Some((*question, next)),
        Node::Refer(_) => None,
    }
}

/// Collects the answers that somebody can give from a place on.
fn collect(policy: &CompiledPolicy, place: Option<Number<Node>>, seen: &mut Vec<bool>, all: &mut Vec<Answer>) {
    let Some(place) = place else { return };
    match seen.get_mut(place.get()) {
        Some(seen @ false) => *seen = true,
        _ => return,
    }
    let Some((question, next)) = asked(policy, place) else { return };
    for (choice, leads) in offered(next) {
        let answer = Answer { question, choice };
        if !all.contains(&answer) {
            all.push(answer);
        }
        collect(policy, Some(leads), seen, all);
    }
}

/// The answer with these ids.
fn answer(policy: &CompiledPolicy, question: &str, choice: &str) -> Result<Answer, Problem> {
    let Some(number) = policy.questions.find(|known| known.id == question) else {
        let valid = policy.questions.iter().map(|question| question.id.clone()).collect();
        return Err(problem(ProblemCode::UnknownQuestion, question, &["there is no question `", question, "`"], valid));
    };
    policy.find(question, choice).ok_or_else(|| {
        let valid = policy.questions[number].choices.iter().map(|choice| choice.id.clone()).collect();
        let says = ["question `", question, "` has no choice `", choice, "`"];
        problem(ProblemCode::UnknownChoice, question, &says, valid)
    })
}

fn not_offered(policy: &CompiledPolicy, answer: Answer, possible: &[Answer]) -> Problem {
    let question = &policy.questions[answer.question];
    let mut valid = Vec::new();
    for (number, choice) in question.choices.numbers().zip(&question.choices) {
        if possible.contains(&Answer { choice: number, ..answer }) {
            valid.push(choice.id.clone());
        }
    }
    let choice = &question.choices[answer.choice].id;
    let says = ["with the other answers, question `", &question.id, "` does not offer `", choice, "`"];
    problem(ProblemCode::NotOffered, &question.id, &says, valid)
}

fn problem(code: ProblemCode, question: &str, says: &[&str], valid: Vec<String>) -> Problem {
    let mut message = says.concat();
    for (number, id) in valid.iter().enumerate() {
        message.push_str(if number == 0 { "; there are " } else { ", " });
        message.push_str(id);
    }
    Problem { code, message, question: Some(question.to_owned()), valid }
}
