//! Every outcome as visitors meet it, and the ways that lead there.

use std::collections::BTreeSet;

use crate::decision::changes::is_alike;
use crate::decision::{Answer, Referral};
use crate::policy::compiled::{CompiledChoice, CompiledPolicy, CompiledQuestion, Leaf, Node, offered};
use crate::policy::number::Number;
use crate::policy::words::CompiledWords;
use crate::screen::{self, Outcome};

/// A way through the questions: each with the choices that lead on alike.
pub type Way = Vec<(Number<CompiledQuestion>, Vec<Number<CompiledChoice>>)>;

/// An outcome with what stands beside it, and the ways to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The outcome, notices and closed channels, with every rule that leads there.
    pub leaf: Leaf,
    /// Each way there.
    pub ways: Vec<Way>,
}

/// Every outcome that a policy has for anybody, in the order in which the questions lead to them. One with other notices
/// or other closed channels is another.
pub fn reached(policy: &CompiledPolicy) -> Vec<Reached> {
    let mut all: Vec<Reached> = Vec::new();
    walk(policy, policy.root(), &[], &mut Vec::new(), &mut |leaf, way| match all
        .iter_mut()
        .find(|known| is_alike(&known.leaf, leaf))
    {
        Some(known) => {
            known.ways.push(way.clone());
            let rules: BTreeSet<_> = known.leaf.rules.iter().chain(&leaf.rules).copied().collect();
            known.leaf.rules = rules.into_iter().collect();
        }
        None => all.push(Reached { leaf: leaf.clone(), ways: vec![way.clone()] }),
    });
    all
}

/// The screen of an outcome, with the answers of the first way to it.
pub fn screen_of(policy: &CompiledPolicy, words: &CompiledWords, reached: &Reached) -> Outcome {
    let first = reached.ways.first().into_iter().flatten();
    let trail = first.filter_map(|(question, choices)| {
        choices.first().map(|choice| Answer { question: *question, choice: *choice })
    });
    let outcome = &policy.outcomes[reached.leaf.outcome];
    let referral = Referral { outcome, leaf: &reached.leaf, trail: trail.collect() };
    screen::outcome(policy, words, &referral)
}

/// Walks every way from a node on; of a question that is fixed, only that choice, and without naming it.
pub fn walk(
    policy: &CompiledPolicy,
    node: &Node,
    fixed: &[Answer],
    way: &mut Way,
    found: &mut impl FnMut(&Leaf, &Way),
) {
    let (question, next) = match node {
        Node::Refer(leaf) => return found(leaf, way),
        Node::Ask { question, next } => (*question, next),
    };
    if let Some(answer) = fixed.iter().find(|answer| answer.question == question) {
        if let Some((_, next)) = offered(next).find(|(choice, _)| *choice == answer.choice) {
            walk(policy, &policy.nodes[next], fixed, way, found);
        }
        return;
    }
    for (choices, next) in branches(offered(next)) {
        way.push((question, choices));
        walk(policy, &policy.nodes[next], fixed, way, found);
        way.pop();
    }
}

/// Where choices lead: each place once, with the choices that lead there.
pub fn branches<C, P: PartialEq>(choices: impl Iterator<Item = (C, P)>) -> Vec<(Vec<C>, P)> {
    let mut branches: Vec<(Vec<C>, P)> = Vec::new();
    for (choice, place) in choices {
        match branches.iter_mut().find(|(_, known)| *known == place) {
            Some((choices, _)) => choices.push(choice),
            None => branches.push((vec![choice], place)),
        }
    }
    branches
}
