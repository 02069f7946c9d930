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
use super::compiled::{CompiledClosed, CompiledNotice, CompiledOutcome, CompiledRule, Leaf, Node};
use super::number::Number;
use super::table::{self, Region, Table, outside};
use super::work::{GivenUp, Work};

/// The most nodes a diagram may grow to. A policy that needs more has questions in an unhelpful order.
pub const MOST_NODES: usize = 50_000;

/// The most work that a diagram may take: it looks at each rule in each step in which the rule may still hold.
const MOST_WORK: usize = 100_000_000;

/// Why there is no diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tangled {
    /// It would need more than [`MOST_NODES`] nodes.
    Nodes,
    /// To work it out would take too long.
    Work,
}

impl fmt::Display for Tangled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nodes => write!(f, "the order of questions needs more than {MOST_NODES} steps"),
            Self::Work => {
                f.write_str("the rules and notices make more cases than the order of questions can keep apart")
            }
        }
    }
}

impl std::error::Error for Tangled {}

impl From<GivenUp> for Tangled {
    fn from(GivenUp: GivenUp) -> Self {
        Self::Work
    }
}

/// The nodes of a policy's diagram. The policy has no flaws.
///
/// # Errors
///
/// [`Tangled`] when the diagram grows too large.
pub fn nodes(policy: &Policy, table: &Table) -> Result<Vec<Node>, Tangled> {
    let (pieces, told) = pieces(policy, table)?;
    let all: Vec<usize> = (0..pieces.len()).collect();
    let work = Work::of(MOST_WORK);
    let mut build = Build { table, pieces, classes: Vec::new(), class_of: HashMap::new(), memo: HashMap::new(), work };
    let Some(root) = build.class(0, &all)? else { return Ok(Vec::new()) };
    let mut emit = Emit { build: &build, told: &told, nodes: Vec::new(), memo: HashMap::new(), work };
    emit.node(root, &all)?;
    Ok(emit.nodes)
}

/// Situations in which one rule holds and a visitor is told the same.
struct Piece {
    region: Region,
    rule: usize,
    told: usize,
}

/// All that a visitor is told, but for the rule: what two situations are compared by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    outcome: Number<CompiledOutcome>,
    notices: Vec<Number<CompiledNotice>>,
    closed: Vec<Number<CompiledClosed>>,
}

/// Cuts the rules into pieces in which visitors are told the same, without the situations that cannot occur.
fn pieces(policy: &Policy, table: &Table) -> Result<(Vec<Piece>, Vec<Told>), GivenUp> {
    let mut work = Work::of(MOST_WORK / 4);
    let said_in: Vec<Region> =
        policy.notices.iter().map(|notice| table::region(policy, &table.everything, &notice.when)).collect();
    let mut numbers: BTreeMap<Told, usize> = BTreeMap::new();
    let mut pieces = Vec::new();
    for (number, (rule, region)) in policy.rules.iter().zip(&table.rules).enumerate() {
        let known = policy.outcomes.iter().enumerate().find(|(_, outcome)| outcome.id == rule.outcome);
        let Some((outcome_number, outcome)) = known else { continue };
        work.spend(policy.closed.len() + policy.notices.len())?;
        let closed = policy.closed.iter().enumerate().filter(|(_, closed)| closed.may_stand_beside(outcome));
        let closed: Vec<Number<CompiledClosed>> = closed.map(|(number, _)| Number::new(number)).collect();
        let mut parts: Vec<(Region, Vec<Number<CompiledNotice>>)> =
            outside(vec![region.clone()], table.excluded.iter().filter(|excluded| excluded.meets(region)), &mut work)?
                .into_iter()
                .map(|region| (region, Vec::new()))
                .collect();
        for (notice_number, (notice, said_in)) in policy.notices.iter().zip(&said_in).enumerate() {
            if !notice.may_stand_beside(outcome) {
                continue;
            }
            let mut told_apart = Vec::new();
            for (region, said) in parts {
                let rest = region.minus(said_in);
                work.spend((1 + rest.len()) * (policy.questions.len() + said.len()))?;
                if let Some(inside) = region.intersection(said_in) {
                    told_apart.push((inside, [said.clone(), vec![Number::new(notice_number)]].concat()));
                }
                told_apart.extend(rest.into_iter().map(|part| (part, said.clone())));
            }
            parts = told_apart;
        }
        for (region, notices) in parts {
            let next = numbers.len();
            let told = Told { outcome: Number::new(outcome_number), notices, closed: closed.clone() };
            let told = *numbers.entry(told).or_insert(next);
            pieces.push(Piece { region, rule: number, told });
        }
    }
    let mut all: Vec<(Told, usize)> = numbers.into_iter().collect();
    all.sort_by_key(|(_, number)| *number);
    Ok((pieces, all.into_iter().map(|(told, _)| told).collect()))
}

/// A function from the questions that are left to what is told. Equal functions have equal numbers, so whether
/// a question matters is a comparison of numbers.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Class {
    Ask { question: usize, next: Vec<Option<usize>> },
    Told(usize),
}

struct Build<'t> {
    table: &'t Table,
    pieces: Vec<Piece>,
    classes: Vec<Class>,
    class_of: HashMap<Class, usize>,
    memo: HashMap<(usize, Vec<usize>), Option<usize>>,
    work: Work,
}

impl Build<'_> {
    /// The class of what the pieces say from a question on; none when there are no pieces, which is to say
    /// that what led here is not offered.
    fn class(&mut self, question: usize, pieces: &[usize]) -> Result<Option<usize>, Tangled> {
        let mut told = pieces.iter().filter_map(|n| self.pieces.get(*n)).map(|piece| piece.told);
        let Some(first) = told.next() else { return Ok(None) };
        if told.all(|told| told == first) || self.table.everything.choices(question) == 0 {
            return self.number(Class::Told(first)).map(Some);
        }
        let key = (question, pieces.to_vec());
        if let Some(known) = self.memo.get(&key) {
            return Ok(*known);
        }
        let choices = self.table.everything.choices(question).count_ones() as usize;
        self.work.spend(pieces.len() * choices)?;
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
            return Err(Tangled::Nodes);
        }
        self.classes.push(class.clone());
        self.class_of.insert(class, number);
        Ok(number)
    }
}

/// Writes the nodes: the classes again, told apart by the rules that lead to each.
struct Emit<'b> {
    build: &'b Build<'b>,
    told: &'b [Told],
    nodes: Vec<Node>,
    memo: HashMap<(usize, Vec<usize>), usize>,
    work: Work,
}

impl Emit<'_> {
    fn node(&mut self, class: usize, pieces: &[usize]) -> Result<usize, Tangled> {
        let key = (class, pieces.to_vec());
        if let Some(known) = self.memo.get(&key) {
            return Ok(*known);
        }
        self.work.spend(pieces.len())?;
        let node = match self.build.classes.get(class) {
            Some(Class::Ask { question, next }) => {
                let next = next
                    .iter()
                    .enumerate()
                    .map(|(choice, class)| {
                        let left = allowing(&self.build.pieces, pieces, *question, choice);
                        class.map(|class| self.node(class, &left).map(Number::new)).transpose()
                    })
                    .collect::<Result<Vec<_>, _>>()?;
                Node::Ask { question: Number::new(*question), next }
            }
            Some(Class::Told(told)) => Node::Refer(self.leaf(*told, pieces).ok_or(Tangled::Nodes)?),
            None => return Err(Tangled::Nodes),
        };
        let number = self.nodes.len();
        if number >= MOST_NODES {
            return Err(Tangled::Nodes);
        }
        self.nodes.push(node);
        self.memo.insert(key, number);
        Ok(number)
    }

    fn leaf(&self, told: usize, pieces: &[usize]) -> Option<Leaf> {
        let Told { outcome, notices, closed } = self.told.get(told)?.clone();
        let rules = pieces.iter().filter_map(|n| self.build.pieces.get(*n)).map(|piece| Number::new(piece.rule));
        let mut rules: Vec<Number<CompiledRule>> = rules.collect();
        rules.dedup();
        Some(Leaf { outcome, rules, notices, closed })
    }
}

/// The pieces that remain when a choice is taken.
fn allowing(all: &[Piece], pieces: &[usize], question: usize, choice: usize) -> Vec<usize> {
    let allows = |n: &usize| all.get(*n).is_some_and(|piece| piece.region.allows(question, choice));
    pieces.iter().copied().filter(allows).collect()
}
