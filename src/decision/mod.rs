//! From answers to the next step. Pure and total: every set of answers gives a step.
//!
//! A visitor's state is the answers, and which of them is being reconsidered. [`next_step`] derives the
//! screen from it; [`State::update`] is the only way to change it. Nothing here knows of a browser, a
//! language or a policy's ids.

use crate::policy::compiled::{CompiledOutcome, CompiledPolicy};
use crate::policy::diagram::{Leaf, Node};

/// The longest text that [`Answers::parse`] looks at, in bytes: longer ones are no link of ours.
pub const LONGEST_START: usize = 2_000;

/// An answer: a choice of a question, by their numbers in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    /// The question.
    pub question: usize,
    /// The choice.
    pub choice: usize,
}

/// The answers given, at most one for each question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Answers(Vec<Option<usize>>);

/// All that a widget remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct State {
    answers: Answers,
    reopened: Option<usize>,
}

/// What a visitor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Answers a question.
    Answered(Answer),
    /// Wants to answer a question again.
    Reopened(usize),
    /// Goes to the question before.
    Back,
    /// Forgets all answers.
    Restarted,
}

/// What a visitor sees.
#[derive(Clone, Debug, PartialEq)]
pub enum Step<'p> {
    /// A question.
    Ask(Ask),
    /// The answer to their request.
    Refer(Referral<'p>),
}

/// A question that the visitor's answer still depends on, or that they want to answer again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The question's number.
    pub question: usize,
    /// The choices offered to this visitor, in the policy's order.
    pub offered: Vec<usize>,
    /// The choice made before, when the question was reopened.
    pub chosen: Option<usize>,
    /// The answers that led here, in the order of asking.
    pub trail: Vec<Answer>,
}

/// Where a visitor is sent, and all that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Referral<'p> {
    /// The outcome: its id, verdict, channels, steps and enclosures. For a refusal, channels and steps are
    /// the way that does work.
    pub outcome: &'p CompiledOutcome,
    /// The outcome's number, and the rules, notices and closed channels decided on.
    pub leaf: &'p Leaf,
    /// The answers that decided it, in the order of asking.
    pub trail: Vec<Answer>,
}

/// The step that follows from a state.
pub fn next_step<'p>(policy: &'p CompiledPolicy, state: &State) -> Step<'p> {
    let mut trail = Vec::new();
    let mut node = policy.root();
    loop {
        match node {
            Node::Refer(leaf) => return Step::Refer(Referral { outcome: policy.outcome(leaf), leaf, trail }),
            Node::Ask { question, next } => {
                let chosen = state.answers.to(*question).filter(|choice| leads(next, *choice).is_some());
                let answered = chosen.filter(|_| state.reopened != Some(*question));
                let Some(choice) = answered else {
                    let offered = (0..next.len()).filter(|choice| leads(next, *choice).is_some()).collect();
                    return Step::Ask(Ask { question: *question, offered, chosen, trail });
                };
                trail.push(Answer { question: *question, choice });
                if let Some(next) = leads(next, choice) {
                    node = policy.node(next);
                }
            }
        }
    }
}

impl State {
    /// The state of a visitor who comes with answers, from a link for instance.
    pub fn from_answers(policy: &CompiledPolicy, answers: Answers) -> Self {
        Self { answers, reopened: None }.pruned(policy)
    }

    /// The answers, those to questions that do not matter left out.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The state as a text that [`State::parse`] reads: the answers and, behind a semicolon, the question that
    /// is reconsidered.
    pub fn to_text(&self, policy: &CompiledPolicy) -> String {
        let reopened = self.reopened.and_then(|question| policy.questions.get(question));
        let reopened = reopened.map(|question| question.id.as_str()).unwrap_or_default();
        [&self.answers.to_text(policy), ";", reopened].concat()
    }

    /// Reads a state. Whatever the policy does not know is passed over.
    pub fn parse(policy: &CompiledPolicy, text: &str) -> Self {
        let (answers, reopened) = text.split_once(';').unwrap_or((text, ""));
        let state = Self::from_answers(policy, Answers::parse(policy, answers));
        match policy.questions.iter().position(|question| question.id == reopened) {
            Some(question) => state.update(policy, Event::Reopened(question)),
            None => state,
        }
    }

    /// The answers of an earlier state that this one has forgotten: they no longer matter.
    pub fn forgotten_since(&self, earlier: &Self) -> Vec<Answer> {
        let given = earlier.answers.0.iter().enumerate();
        given
            .filter_map(|(question, choice)| Some(Answer { question, choice: (*choice)? }))
            .filter(|answer| self.answers.to(answer.question).is_none())
            .collect()
    }

    /// The state after an event. Answers that no longer matter are forgotten, so that changing an answer is
    /// as good as starting afresh.
    #[must_use]
    pub fn update(self, policy: &CompiledPolicy, event: Event) -> Self {
        match (next_step(policy, &self), event) {
            (_, Event::Answered(answer)) => Self { answers: self.answers.with(answer), reopened: None }.pruned(policy),
            (_, Event::Reopened(question)) => Self { reopened: Some(question), ..self },
            (Step::Ask(Ask { trail, .. }) | Step::Refer(Referral { trail, .. }), Event::Back) => {
                // Before the first question there is nothing: it stays as it is.
                let before = trail.last().map(|answer| answer.question);
                Self { reopened: before.or(self.reopened), ..self }
            }
            (_, Event::Restarted) => Self::default(),
        }
    }

    /// Without the answers to questions that are neither asked on the way here nor can be asked from here.
    fn pruned(mut self, policy: &CompiledPolicy) -> Self {
        let mut kept = Answers::default();
        let mut node = policy.root();
        while let Node::Ask { question, next } = node {
            let Some((choice, next)) = self.answers.to(*question).and_then(|c| Some((c, leads(next, c)?))) else {
                break;
            };
            kept = kept.with(Answer { question: *question, choice });
            node = policy.node(next);
        }
        if kept != self.answers {
            let mut seen = Vec::new();
            self.keep_askable(policy, node, &mut kept, &mut seen);
        }
        self.answers = kept;
        self
    }

    /// Keeps the answers that may be given from a node on.
    fn keep_askable<'p>(
        &self,
        policy: &'p CompiledPolicy,
        node: &'p Node,
        kept: &mut Answers,
        seen: &mut Vec<&'p Node>,
    ) {
        let Node::Ask { question, next } = node else { return };
        if seen.iter().any(|known| std::ptr::eq(*known, node)) {
            return;
        }
        seen.push(node);
        if let Some(choice) = self.answers.to(*question).filter(|choice| leads(next, *choice).is_some()) {
            *kept = std::mem::take(kept).with(Answer { question: *question, choice });
        }
        for next in next.iter().flatten() {
            self.keep_askable(policy, policy.node(*next), kept, seen);
        }
    }
}

impl Answers {
    /// Reads answers from a text such as `who=heir,mailbox=no`. Whatever the policy does not know is passed
    /// over piece by piece; a question that is answered in two ways counts as not answered.
    pub fn parse(policy: &CompiledPolicy, text: &str) -> Self {
        if text.len() > LONGEST_START {
            return Self::default();
        }
        let given: Vec<Answer> = text
            .split(',')
            .filter_map(|piece| piece.split_once('='))
            .filter_map(|(question, choice)| policy.find(question.trim_ascii(), choice.trim_ascii()))
            .map(|(question, choice)| Answer { question, choice })
            .collect();
        let contradicted = |answer: &Answer| given.iter().any(|g| g.question == answer.question && g != answer);
        given.iter().filter(|answer| !contradicted(answer)).fold(Self::default(), |all, answer| all.with(*answer))
    }

    /// The answers as a text that [`Answers::parse`] reads.
    pub fn to_text(&self, policy: &CompiledPolicy) -> String {
        let mut text = String::new();
        for (number, question) in policy.questions.iter().enumerate() {
            let Some(choice) = self.to(number).and_then(|choice| question.choices.get(choice)) else { continue };
            if !text.is_empty() {
                text.push(',');
            }
            for piece in [&question.id, "=", choice] {
                text.push_str(piece);
            }
        }
        text
    }

    /// The choice made for a question.
    pub fn to(&self, question: usize) -> Option<usize> {
        self.0.get(question).copied().flatten()
    }

    /// The answers with one more, or another one.
    #[must_use]
    pub fn with(mut self, answer: Answer) -> Self {
        if self.0.len() <= answer.question {
            self.0.resize(answer.question.saturating_add(1), None);
        }
        if let Some(place) = self.0.get_mut(answer.question) {
            *place = Some(answer.choice);
        }
        self
    }
}

fn leads(next: &[Option<usize>], choice: usize) -> Option<usize> {
    next.get(choice).copied().flatten()
}
