//! Two versions by the same numbers: questions and choices that have the same ids are the same.

use std::collections::{BTreeMap, HashMap};

use crate::decision::{Answer, Ask, Referral, Step};
use crate::policy::compiled::{CompiledChoice, CompiledPolicy, CompiledQuestion, Leaf, Node, offered};
use crate::policy::number::Number;
use crate::policy::{Choice, Question, When};

/// One thing of each version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pair<T> {
    /// That of the version before.
    pub before: T,
    /// That of the version after.
    pub after: T,
}

/// One of two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// The version before.
    Before,
    /// The version after.
    After,
}

/// An answer: a question and a choice, by their numbers in both versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Answered {
    /// The question.
    pub question: usize,
    /// The choice.
    pub choice: usize,
}

/// Choices of one question as a set: each version has 64 at most.
pub type Choices = u128;

/// A version of a policy by the numbers of both.
pub struct Side<'v> {
    /// The policy.
    pub policy: &'v CompiledPolicy,
    /// The number in both of each question, with those of its choices.
    questions: Vec<(usize, Vec<usize>)>,
    /// For each node, the number of what is shown there: nodes with the same are shown alike.
    shown: Vec<usize>,
    /// For each node, the questions that may be asked from there on, each with the choices that may be offered.
    below: Vec<BTreeMap<usize, Choices>>,
}

/// What a node shows.
#[derive(PartialEq, Eq, Hash)]
enum Shown<'p> {
    Question(Number<CompiledQuestion>, Vec<Number<CompiledChoice>>),
    Outcome(&'p Leaf),
}

impl<T> Pair<T> {
    /// One for each version.
    pub fn of(mut each: impl FnMut(Which) -> T) -> Self {
        Self { before: each(Which::Before), after: each(Which::After) }
    }

    /// That of one version.
    pub fn get(&self, which: Which) -> &T {
        match which {
            Which::Before => &self.before,
            Which::After => &self.after,
        }
    }

    /// That of one version, to change it.
    pub fn get_mut(&mut self, which: Which) -> &mut T {
        match which {
            Which::Before => &mut self.before,
            Which::After => &mut self.after,
        }
    }
}

impl Which {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Before, Self::After];

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::After => Self::Before,
        }
    }
}

impl Answered {
    /// The set that holds its choice only.
    pub fn bit(self) -> Choices {
        u32::try_from(self.choice).ok().and_then(|choice| 1_u128.checked_shl(choice)).unwrap_or(0)
    }
}

/// The questions of two versions, each with the choices of both; those of the later version first.
pub fn united(policies: Pair<&CompiledPolicy>) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for question in policies.after.questions.iter().chain(&policies.before.questions) {
        let at = questions.iter().position(|known| known.id == question.id).unwrap_or_else(|| {
            questions.push(Question { id: question.id.clone(), choices: Vec::new() });
            questions.len().saturating_sub(1)
        });
        let Some(known) = questions.get_mut(at) else { continue };
        for choice in &question.choices {
            if !known.choices.iter().any(|other| other.id == choice.id) {
                known.choices.push(Choice { id: choice.id.clone(), offered_to: When::new() });
            }
        }
    }
    questions
}

impl<'v> Side<'v> {
    /// A version by the numbers of united questions.
    pub fn of(policy: &'v CompiledPolicy, united: &[Question]) -> Self {
        let questions: Vec<(usize, Vec<usize>)> = (policy.questions.iter())
            .filter_map(|own| {
                let number = united.iter().position(|known| known.id == own.id)?;
                let known = &united.get(number)?.choices;
                let choices = own.choices.iter().filter_map(|own| known.iter().position(|known| known.id == own.id));
                Some((number, choices.collect()))
            })
            .collect();
        let mut side = Self { policy, questions, shown: Vec::new(), below: Vec::new() };
        let mut numbers: HashMap<Shown<'v>, usize> = HashMap::new();
        // Nodes lead to earlier nodes only.
        for node in &policy.nodes {
            let (shown, below) = match node {
                Node::Refer(leaf) => (Shown::Outcome(leaf), BTreeMap::new()),
                Node::Ask { question, next } => {
                    let mut below: BTreeMap<usize, Choices> = BTreeMap::new();
                    for (choice, next) in offered(next) {
                        let from_there = side.below.get(next.get()).into_iter().flatten();
                        let own =
                            side.number(Answer { question: *question, choice }).map(|own| (own.question, own.bit()));
                        for (question, choices) in
                            from_there.map(|(question, choices)| (*question, *choices)).chain(own)
                        {
                            *below.entry(question).or_default() |= choices;
                        }
                    }
                    (Shown::Question(*question, offered(next).map(|(choice, _)| choice).collect()), below)
                }
            };
            let next = numbers.len();
            side.shown.push(*numbers.entry(shown).or_insert(next));
            side.below.push(below);
        }
        side
    }

    /// The number of what a node shows.
    pub fn shown(&self, node: Number<Node>) -> usize {
        self.shown.get(node.get()).copied().unwrap_or_default()
    }

    /// The question that a node asks.
    pub fn asks(&self, node: Number<Node>) -> Option<usize> {
        match &self.policy.nodes[node] {
            Node::Ask { question, .. } => self.questions.get(question.get()).map(|(number, _)| *number),
            Node::Refer(_) => None,
        }
    }

    /// The choices of a question that somebody may be offered at a node or later: none where it is not asked any more.
    pub fn may_offer(&self, node: Number<Node>, question: usize) -> Choices {
        self.below.get(node.get()).and_then(|below| below.get(&question)).copied().unwrap_or_default()
    }

    /// Where an answer leads to what a node asks; nowhere if it is not offered.
    pub fn next(&self, node: Number<Node>, answer: Answered) -> Option<Number<Node>> {
        let Node::Ask { next, .. } = &self.policy.nodes[node] else { return None };
        let own = self.own(answer)?;
        next.get(own.choice.get()).copied().flatten()
    }

    /// An answer by the version's own numbers, if it knows it.
    pub fn own(&self, answer: Answered) -> Option<Answer> {
        let at = self.questions.iter().position(|(question, _)| *question == answer.question)?;
        let (_, choices) = self.questions.get(at)?;
        let choice = choices.iter().position(|choice| *choice == answer.choice)?;
        let question = self.policy.questions.numbers().nth(at)?;
        Some(Answer { question, choice: self.policy.questions[question].choices.numbers().nth(choice)? })
    }

    /// An answer by the numbers of both.
    fn number(&self, answer: Answer) -> Option<Answered> {
        let (question, choices) = self.questions.get(answer.question.get())?;
        Some(Answered { question: *question, choice: *choices.get(answer.choice.get())? })
    }

    /// The step at a node for somebody who has given an answer or none.
    pub fn step(&self, node: Number<Node>, last: Option<Answered>) -> Step<'v> {
        let trail = last.and_then(|last| self.own(last)).into_iter().collect();
        match &self.policy.nodes[node] {
            Node::Refer(leaf) => Step::Refer(Referral { outcome: &self.policy.outcomes[leaf.outcome], leaf, trail }),
            Node::Ask { question, next } => {
                let offered = offered(next).map(|(choice, _)| choice).collect();
                Step::Ask(Ask { question: *question, offered, chosen: None, trail })
            }
        }
    }

    /// The step that asks the same as a node of the other version, with those choices that this one knows, too.
    pub fn same_question(&self, other: &Side<'_>, node: Number<Node>, last: Option<Answered>) -> Option<Step<'v>> {
        let Node::Ask { question, next } = &other.policy.nodes[node] else { return None };
        let asked = offered(next).filter_map(|(choice, _)| other.number(Answer { question: *question, choice }));
        let mut own: Vec<Answer> = asked.filter_map(|answer| self.own(answer)).collect();
        own.sort_unstable();
        let trail = last.and_then(|last| self.own(last)).into_iter().collect();
        let question = own.first()?.question;
        Some(Step::Ask(Ask {
            question,
            offered: own.iter().map(|answer| answer.choice).collect(),
            chosen: None,
            trail,
        }))
    }

    /// A node for each question that is asked and each outcome, by their ids.
    pub fn screens(&self) -> BTreeMap<(bool, &'v str), Number<Node>> {
        let named = |number: Number<Node>| match &self.policy.nodes[number] {
            Node::Ask { question, .. } => ((true, self.policy.questions[*question].id.as_str()), number),
            Node::Refer(leaf) => ((false, self.policy.outcomes[leaf.outcome].id.as_str()), number),
        };
        self.policy.nodes.numbers().map(named).collect()
    }
}
