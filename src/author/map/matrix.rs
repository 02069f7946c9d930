//! Who gets which answer, as a table: the choices of the first question against those of the question with the most choices.

use crate::author::ways::{Reached, Way, walk};
use crate::decision::Answer;
use crate::decision::changes::is_alike;
use crate::policy::compiled::{CompiledPolicy, CompiledQuestion, Node};
use crate::policy::number::Number;

/// The answers of some situations, by their numbers in the list of all, each with the ways to it.
pub type Answers = Vec<(usize, Vec<Way>)>;

/// Who gets which answer: the choices of the first question against those of the question with the most choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The first question, a row for each choice; none where nothing is asked.
    pub rows: Option<Number<CompiledQuestion>>,
    /// The other question, a column for each choice; none where there is but one question.
    pub columns: Option<Number<CompiledQuestion>>,
    /// For each row, for each column: the answers, and with which other answers each is given. No answers where the choice
    /// of the column is not offered.
    pub cells: Vec<Vec<Answers>>,
}

/// Who gets which of the answers.
pub fn matrix(policy: &CompiledPolicy, all: &[Reached]) -> Matrix {
    let rows = match policy.root() {
        Node::Ask { question, .. } => Some(*question),
        Node::Refer(_) => None,
    };
    let others = policy.questions.numbers().filter(|question| Some(*question) != rows);
    let columns = others.rev().max_by_key(|question| policy.questions[*question].choices.len());
    let cell = |fixed: &[Answer]| {
        let mut answers = Answers::new();
        walk(policy, policy.root(), fixed, &mut Vec::new(), &mut |leaf, way| {
            let Some(number) = all.iter().position(|reached| is_alike(&reached.leaf, leaf)) else { return };
            match answers.iter_mut().find(|(known, _)| *known == number) {
                Some((_, ways)) => ways.push(way.clone()),
                None => answers.push((number, vec![way.clone()])),
            }
        });
        answers
    };
    let (rows_of, columns_of) = (answers_to(policy, rows), answers_to(policy, columns));
    let row = |row: &Option<Answer>| -> Vec<Answers> {
        let fixed = |column: &Option<Answer>| row.iter().chain(column).copied().collect::<Vec<_>>();
        columns_of.iter().map(|column| cell(&fixed(column))).collect()
    };
    Matrix { rows, columns, cells: rows_of.iter().map(row).collect() }
}

/// The answers to a question, one for each choice; one that answers nothing where there is no question.
pub fn answers_to(policy: &CompiledPolicy, question: Option<Number<CompiledQuestion>>) -> Vec<Option<Answer>> {
    let Some(question) = question else { return vec![None] };
    policy.questions[question].choices.numbers().map(|choice| Some(Answer { question, choice })).collect()
}
