//! From answers to the next step. Pure and total: every set of answers gives a step.
//!
//! A visitor's state is the answers, and which of them is being reconsidered. [`next_step`] derives the
//! screen from it; [`State::update`] is the only way to change it. Nothing here knows of a browser, a
//! language or a policy's ids. [`changes`] tells what another answer would change, to who explains a decision.

#[cfg(any(feature = "author", feature = "decide"))]
pub mod changes;

use crate::policy::compiled::{CompiledChoice, CompiledOutcome, CompiledPolicy, CompiledQuestion, Leaf, Node, offered};
use crate::policy::number::Number;

pub use crate::policy::compiled::Answer;

/// The longest text that [`Answers::parse`] looks at, in bytes: longer ones are no link of ours.
pub const LONGEST_START: usize = 2_000;

/// The answers given, at most one for each question, in the policy's order of questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Answers(Vec<Answer>);

/// All that a widget remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct State {
    answers: Answers,
    reopened: Option<Number<CompiledQuestion>>,
}

/// What a visitor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Answers a question.
    Answered(Answer),
    /// Wants to answer a question again.
    Reopened(Number<CompiledQuestion>),
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
    /// The question.
    pub question: Number<CompiledQuestion>,
    /// The choices offered to this visitor, in the policy's order.
    pub offered: Vec<Number<CompiledChoice>>,
    /// The choice made before, when the question was reopened.
    pub chosen: Option<Number<CompiledChoice>>,
    /// The answers that led here, in the order of asking.
    pub trail: Vec<Answer>,
}

/// Where a visitor is sent, and all that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Referral<'p> {
    /// The outcome: its id, verdict, channels, steps and enclosures. For a refusal, channels and steps are
    /// the way that does work.
    pub outcome: &'p CompiledOutcome,
    /// The rules, notices and closed channels decided on.
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
            Node::Refer(leaf) => {
                return Step::Refer(Referral { outcome: &policy.outcomes[leaf.outcome], leaf, trail });
            }
            Node::Ask { question, next } => {
                let chosen = state.answers.to(*question);
                let leads = chosen.and_then(|choice| leads(next, choice));
                match (chosen, leads) {
                    (Some(choice), Some(next)) if state.reopened != Some(*question) => {
                        trail.push(Answer { question: *question, choice });
                        node = &policy.nodes[next];
                    }
                    _ => {
                        let offered = offered(next).map(|(choice, _)| choice).collect();
                        return Step::Ask(Ask { question: *question, offered, chosen: leads.and(chosen), trail });
                    }
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
        let reopened = self.reopened.map_or("", |question| &policy.questions[question].id);
        [&self.answers.to_text(policy), ";", reopened].concat()
    }

    /// Reads a state. Whatever the policy does not know is passed over.
    pub fn parse(policy: &CompiledPolicy, text: &str) -> Self {
        let (answers, reopened) = text.split_once(';').unwrap_or((text, ""));
        let state = Self::from_answers(policy, Answers::parse(policy, answers));
        match policy.questions.find(|question| question.id == reopened) {
            Some(question) => state.update(policy, Event::Reopened(question)),
            None => state,
        }
    }

    /// The answers of an earlier state that this one has forgotten: they no longer matter.
    pub fn forgotten_since(&self, earlier: &Self) -> Vec<Answer> {
        let forgotten = |answer: &&Answer| self.answers.to(answer.question).is_none();
        earlier.answers.0.iter().filter(forgotten).copied().collect()
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
            node = &policy.nodes[next];
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
            self.keep_askable(policy, &policy.nodes[*next], kept, seen);
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
            .collect();
        let contradicted = |answer: &Answer| given.iter().any(|g| g.question == answer.question && g != answer);
        given.iter().filter(|answer| !contradicted(answer)).fold(Self::default(), |all, answer| all.with(*answer))
    }

    /// The answers as a text that [`Answers::parse`] reads.
    pub fn to_text(&self, policy: &CompiledPolicy) -> String {
        let mut text = String::new();
        for answer in &self.0 {
            let question = &policy.questions[answer.question];
            if !text.is_empty() {
                text.push(',');
            }
            for piece in [&question.id, "=", &question.choices[answer.choice].id] {
                text.push_str(piece);
            }
        }
        text
    }

    /// All answers, in the policy's order of questions.
    pub fn iter(&self) -> impl Iterator<Item = Answer> {
        self.0.iter().copied()
    }

    /// The choice made for a question.
    pub fn to(&self, question: Number<CompiledQuestion>) -> Option<Number<CompiledChoice>> {
        self.0.iter().find(|answer| answer.question == question).map(|answer| answer.choice)
    }

    /// The answers with one more, or another one.
    #[must_use]
    pub fn with(mut self, answer: Answer) -> Self {
        self.0.retain(|known| known.question != answer.question);
        let place = self.0.partition_point(|known| known.question < answer.question);
        self.0.insert(place, answer);
        self
    }
}

/// The node that a choice leads to, where it is offered.
fn leads(next: &[Option<Number<Node>>], choice: Number<CompiledChoice>) -> Option<Number<Node>> {
    next.get(choice.get()).copied().flatten()
}
