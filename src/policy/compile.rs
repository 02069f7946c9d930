//! From a policy without flaws to what ships.

use super::Policy;
use super::compiled::{
    CompiledChannel, CompiledChoice, CompiledClosed, CompiledNotice, CompiledOutcome, CompiledPolicy, CompiledQuestion,
    CompiledRule,
};
use super::diagram::{self, Tangled};
use super::number::{Number, Numbered};
use super::table::Table;

impl CompiledPolicy {
    /// Compiles a policy without flaws. Its build is for who knows the words to mark.
    ///
    /// # Errors
    ///
    /// [`Tangled`] when the order of its questions makes the diagram too large.
    pub fn of(policy: &Policy) -> Result<Self, Tangled> {
        let table = Table::of(policy);
        let nodes = diagram::nodes(policy, &table)?;
        let questions = policy.questions.iter().map(|question| CompiledQuestion {
            id: question.id.clone(),
            choices: numbered(question.choices.iter().map(|choice| CompiledChoice { id: choice.id.clone() })),
        });
        let channels = policy.channels.iter().map(|channel| CompiledChannel {
            id: channel.id.clone(),
            kind: channel.kind,
            target: channel.target.clone(),
            address: channel.address.clone(),
        });
        let outcomes = policy.outcomes.iter().map(|outcome| CompiledOutcome {
            id: outcome.id.clone(),
            verdict: outcome.verdict,
            channels: outcome.channels.iter().filter_map(|id| channel(policy, id)).collect(),
            steps: outcome.steps.clone(),
            enclosures: outcome.enclosures.clone(),
        });
        let rules = policy.rules.iter().map(|rule| CompiledRule { id: rule.id.clone(), facts: rule.facts.clone() });
        let notices =
            policy.notices.iter().map(|notice| CompiledNotice { id: notice.id.clone(), facts: notice.facts.clone() });
        let closed = policy.closed.iter().filter_map(|closed| {
            Some(CompiledClosed { channel: channel(policy, &closed.channel)?, facts: closed.facts.clone() })
        });
        Ok(Self {
            build: String::new(),
            id: policy.id.clone(),
            version: policy.version.clone(),
            default_language: policy.default_language.clone(),
            questions: numbered(questions),
            channels: numbered(channels),
            outcomes: numbered(outcomes),
            rules: numbered(rules),
            notices: numbered(notices),
            closed: numbered(closed),
            nodes: numbered(nodes),
        })
    }
}

fn numbered<T>(items: impl IntoIterator<Item = T>) -> Numbered<T> {
    Numbered::new(items.into_iter().collect())
}

fn channel(policy: &Policy, id: &str) -> Option<Number<CompiledChannel>> {
    policy.channels.iter().position(|known| known.id == id).map(Number::new)
}
