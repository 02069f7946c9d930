//! The order of questions that follows from the table, as a reduced decision diagram.
//!
//! Nobody writes the flow by hand. In every node the diagram asks the first question, in the policy's order,
//! on which the answer still depends; where nothing depends on any question any more, it refers. So a
//! question that cannot change a visitor's answer is never asked.
//!
//! The diagram is made when a policy is compiled. Walking it takes one look-up for each question asked,
//! whatever the number of rules.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use super::Policy;
use super::table::{self, Region, Table};

/// The most nodes a diagram may grow to. A policy that needs more has questions in an unhelpful order.
pub const MOST_NODES: usize = 50_000;

/// A node. Numbers count from 0 in the policy's order; nodes come after the nodes they lead to, and the
/// last one is where everybody starts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// The answer still depends on a question.
    Ask {
        /// The question.
        question: usize,
        /// For each of its choices the node it leads to; none where the choice is not offered.
        next: Vec<Option<usize>>,
    },
    /// Everything that depends on an answer is decided.
    Refer(Leaf),
}

/// What has been decided for a visitor.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Leaf {
    /// The outcome.
    pub outcome: usize,
    /// The rules that lead here. In any one situation exactly one of them holds; which one does not matter
    /// any more, so nothing is asked to tell them apart.
    pub rules: Vec<usize>,
    /// The notices beside it.
    pub notices: Vec<usize>,
    /// The channels that do not work.
    pub closed: Vec<usize>,
}

/// The diagram would need more than [`MOST_NODES`] nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tangled;

impl fmt::Display for Tangled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the order of questions needs more than {MOST_NODES} steps")
    }
}

impl std::error::Error for Tangled {}

/// The nodes of a policy's diagram. The policy has no flaws.
///
/// # Errors
///
/// [`Tangled`] when the diagram grows too large.
pub fn nodes(policy: &Policy, table: &Table) -> Result<Vec<Node>, Tangled> {
    let (pieces, answers) = pieces(policy, table);
    let mut build = Build { table, pieces, classes: Vec::new(), class_of: HashMap::new(), memo: HashMap::new() };
    let all: Vec<usize> = (0..build.pieces.len()).collect();
    let Some(root) = build.class(0, &all)? else { return Ok(Vec::new()) };
    let mut emit = Emit { build: &build, answers: &answers, nodes: Vec::new(), memo: HashMap::new() };
    emit.node(root, &all)?;
    Ok(emit.nodes)
}

/// Situations in which one rule holds and the same answer is given.
struct Piece {
    region: Region,
    rule: usize,
    answer: usize,
}

/// All that a visitor is told, but for the rule: what two situations are compared by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Answer {
    outcome: usize,
    notices: Vec<usize>,
    closed: Vec<usize>,
}

/// Cuts the rules into pieces with one answer each, without the situations that cannot occur.
fn pieces(policy: &Policy, table: &Table) -> (Vec<Piece>, Vec<Answer>) {
    let notice_regions: Vec<Region> =
        policy.notices.iter().map(|notice| table::region(policy, &table.everything, &notice.when)).collect();
    let mut numbers: BTreeMap<Answer, usize> = BTreeMap::new();
    let mut pieces = Vec::new();
    for (number, (rule, region)) in policy.rules.iter().zip(&table.rules).enumerate() {
        let Some(outcome) = policy.outcomes.iter().position(|outcome| outcome.id == rule.outcome) else { continue };
        let closed = (0..policy.closed.len()).filter(|n| closed_beside(policy, *n, &rule.outcome)).collect::<Vec<_>>();
        let mut parts: Vec<(Region, Vec<usize>)> =
            table.occurring(region).into_iter().map(|region| (region, Vec::new())).collect();
        for (notice, said_in) in notice_regions.iter().enumerate() {
            if !said_beside(policy, notice, outcome) {
                continue;
            }
            parts = parts
                .into_iter()
                .flat_map(|(region, said)| {
                    let with = [said.clone(), vec![notice]].concat();
                    let inside = region.intersection(said_in).map(|part| (part, with));
                    let outside = region.minus(said_in).into_iter().map(move |part| (part, said.clone()));
                    inside.into_iter().chain(outside).collect::<Vec<_>>()
                })
                .collect();
        }
        for (region, notices) in parts {
            let next = numbers.len();
            let answer = *numbers.entry(Answer { outcome, notices, closed: closed.clone() }).or_insert(next);
            pieces.push(Piece { region, rule: number, answer });
        }
    }
    let mut answers: Vec<(Answer, usize)> = numbers.into_iter().collect();
    answers.sort_by_key(|(_, number)| *number);
    (pieces, answers.into_iter().map(|(answer, _)| answer).collect())
}

fn said_beside(policy: &Policy, notice: usize, outcome: usize) -> bool {
    let (Some(notice), Some(outcome)) = (policy.notices.get(notice), policy.outcomes.get(outcome)) else {
        return false;
    };
    notice.may_stand_beside(outcome)
}

fn closed_beside(policy: &Policy, closed: usize, outcome: &String) -> bool {
    policy.closed.get(closed).is_some_and(|closed| closed.outcomes.is_empty() || closed.outcomes.contains(outcome))
}

/// A function from the questions that are left to an answer. Equal functions have equal numbers, so whether
/// a question matters is a comparison of numbers.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Class {
    Ask { question: usize, next: Vec<Option<usize>> },
    Answer(usize),
}

struct Build<'t> {
    table: &'t Table,
    pieces: Vec<Piece>,
    classes: Vec<Class>,
    class_of: HashMap<Class, usize>,
    memo: HashMap<(usize, Vec<usize>), Option<usize>>,
}

impl Build<'_> {
    /// The class of what the pieces say from a question on; none when there are no pieces, which is to say
    /// that what led here is not offered.
    fn class(&mut self, question: usize, pieces: &[usize]) -> Result<Option<usize>, Tangled> {
        let mut answers = pieces.iter().filter_map(|n| self.pieces.get(*n)).map(|piece| piece.answer);
        let Some(first) = answers.next() else { return Ok(None) };
        if answers.all(|answer| answer == first) || self.table.everything.choices(question) == 0 {
            return self.number(Class::Answer(first)).map(Some);
        }
        let key = (question, pieces.to_vec());
        if let Some(known) = self.memo.get(&key) {
            return Ok(*known);
        }
        let choices = self.table.everything.choices(question).count_ones() as usize;
        let next = (0..choices)
            .map(|choice| self.class(question + 1, &allowing(&self.pieces, pieces, question, choice)))
            .collect::<Result<Vec<_>, _>>()?;
        let mut offered = next.iter().flatten();
        let class = match offered.next() {
            Some(first) if offered.all(|other| other == first) => *first,
            _ => self.number(Class::Ask { question, next })?,
        };
        self.memo.insert(key, Some(class));
        Ok(Some(class))
    }

    fn number(&mut self, class: Class) -> Result<usize, Tangled> {
        if let Some(known) = self.class_of.get(&class) {
            return Ok(*known);
        }
        let number = self.classes.len();
        // There are never more classes than steps on the way to them.
        if self.memo.len() >= MOST_NODES {
            return Err(Tangled);
        }
        self.classes.push(class.clone());
        self.class_of.insert(class, number);
        Ok(number)
    }
}

/// Writes the nodes: the classes again, told apart by the rules that lead to each.
struct Emit<'b> {
    build: &'b Build<'b>,
    answers: &'b [Answer],
    nodes: Vec<Node>,
    memo: HashMap<(usize, Vec<usize>), usize>,
}

impl Emit<'_> {
    fn node(&mut self, class: usize, pieces: &[usize]) -> Result<usize, Tangled> {
        let key = (class, pieces.to_vec());
        if let Some(known) = self.memo.get(&key) {
            return Ok(*known);
        }
        let node = match self.build.classes.get(class) {
            Some(Class::Ask { question, next }) => {
                let next = next
                    .iter()
                    .enumerate()
                    .map(|(choice, class)| {
                        let left = allowing(&self.build.pieces, pieces, *question, choice);
                        class.map(|class| self.node(class, &left)).transpose()
                    })
                    .collect::<Result<Vec<_>, _>>()?;
                Node::Ask { question: *question, next }
            }
            Some(Class::Answer(answer)) => Node::Refer(self.leaf(*answer, pieces).ok_or(Tangled)?),
            None => return Err(Tangled),
        };
        let number = self.nodes.len();
        if number >= MOST_NODES {
            return Err(Tangled);
        }
        self.nodes.push(node);
        self.memo.insert(key, number);
        Ok(number)
    }

    fn leaf(&self, answer: usize, pieces: &[usize]) -> Option<Leaf> {
        let Answer { outcome, notices, closed } = self.answers.get(answer)?.clone();
        let mut rules: Vec<usize> =
            pieces.iter().filter_map(|n| self.build.pieces.get(*n)).map(|piece| piece.rule).collect();
        rules.dedup();
        Some(Leaf { outcome, rules, notices, closed })
    }
}

/// The pieces that remain when a choice is taken.
fn allowing(all: &[Piece], pieces: &[usize], question: usize, choice: usize) -> Vec<usize> {
    let allows = |n: &usize| all.get(*n).is_some_and(|piece| piece.region.allows(question, choice));
    pieces.iter().copied().filter(allows).collect()
}
