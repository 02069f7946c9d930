//! What another answer would change.

use super::{Answer, State, Step, next_step};
use crate::policy::compiled::{CompiledPolicy, Leaf};

/// The step with one answer given or given anew, and all others as they are; none where the visitor is not offered that
/// choice.
pub fn step_with<'p>(policy: &'p CompiledPolicy, state: &State, answer: Answer) -> Option<Step<'p>> {
    let changed = State::from_answers(policy, state.answers().clone().with(answer));
    // A choice that this visitor is not offered is forgotten at once.
    (changed.answers().to(answer.question) == Some(answer.choice)).then(|| next_step(policy, &changed))
}

/// The other choices of the question that an answer is to.
pub fn others(policy: &CompiledPolicy, answer: Answer) -> impl Iterator<Item = Answer> {
    let choices = policy.questions[answer.question].choices.numbers();
    choices.filter(move |choice| *choice != answer.choice).map(move |choice| Answer { choice, ..answer })
}

/// Whether a visitor is shown the same at two leaves.
pub fn is_alike(one: &Leaf, other: &Leaf) -> bool {
    (one.outcome, &one.notices, &one.closed) == (other.outcome, &other.notices, &other.closed)
}
