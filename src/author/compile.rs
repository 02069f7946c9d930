//! From a policy without flaws to the files that a widget loads.

use crate::policy::compiled::CompiledPolicy;
use crate::policy::diagram::Tangled;
use crate::policy::words::{
    ChannelWords, ChoiceWords, CompiledWords, Draft, NoticeWords, OutcomeWords, QuestionWords, Rich, Ui, VerdictWords,
    Words, has_draft,
};
use crate::policy::{Outcome, Policy, Verdict};

use super::source::Source;
use super::text;

/// A policy and its words, ready to ship.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The policy.
    pub policy: CompiledPolicy,
    /// The words, one for each language.
    pub words: Vec<CompiledWords>,
}

/// Compiles what was read. The source has no findings.
///
/// # Errors
///
/// [`Tangled`] when the order of questions makes the diagram too large.
pub fn compile(source: &Source) -> Result<Compiled, Tangled> {
    let languages = source.words.iter().map(|words| words.language.clone()).collect();
    let policy = CompiledPolicy::of(&source.policy, languages)?;
    let words = source.words.iter().map(|words| compile_words(&source.policy, words)).collect();
    Ok(Compiled { policy, words })
}

/// Puts a language's texts in the policy's order.
fn compile_words(policy: &Policy, words: &Words) -> CompiledWords {
    let plain = |key: String| words.texts.get(&key).cloned().unwrap_or_default();
    let optional = |key: String| words.texts.get(&key).cloned();
    let paragraphs = |key: String| text::paragraphs(&plain(key)).unwrap_or_default();
    let line = |key: String| -> Rich { paragraphs(key).into_iter().next().unwrap_or_default() };
    let optional_line = |key: String| words.texts.contains_key(&key).then(|| line(key));
    CompiledWords {
        policy: (policy.id.clone(), policy.version.clone()),
        language: words.language.clone(),
        rtl: plain("language.direction".to_owned()) == "rtl",
        ui: Ui::of(|key| plain(key.to_owned())),
        verdicts: Verdict::ALL
            .map(|verdict| VerdictWords {
                label: plain(format!("verdict.{}.label", verdict.id())),
                steps: plain(format!("verdict.{}.steps", verdict.id())),
            })
            .to_vec(),
        questions: policy
            .questions
            .iter()
            .map(|question| QuestionWords {
                title: plain(format!("question.{}.title", question.id)),
                intro: optional_line(format!("question.{}.intro", question.id)),
                hint: optional_line(format!("question.{}.hint", question.id)),
                choices: question
                    .choices
                    .iter()
                    .map(|choice| ChoiceWords {
                        label: plain(format!("question.{}.choice.{}", question.id, choice.id)),
                        hint: optional_line(format!("question.{}.choice-hint.{}", question.id, choice.id)),
                    })
                    .collect(),
            })
            .collect(),
        outcomes: policy
            .outcomes
            .iter()
            .map(|outcome| OutcomeWords {
                title: plain(format!("outcome.{}.title", outcome.id)),
                lead: optional_line(format!("outcome.{}.lead", outcome.id)),
                why: paragraphs(format!("outcome.{}.why", outcome.id)),
                sender: optional(format!("outcome.{}.sender", outcome.id)),
                draft: has_draft(policy, outcome).then(|| Draft {
                    subject: plain(format!("outcome.{}.subject", outcome.id)),
                    body: plain(format!("outcome.{}.body", outcome.id)),
                }),
            })
            .collect(),
        steps: policy.named_once(Outcome::steps).iter().map(|id| line(format!("step.{id}"))).collect(),
        enclosures: policy.named_once(Outcome::enclosures).iter().map(|id| line(format!("enclosure.{id}"))).collect(),
        channels: policy
            .channels
            .iter()
            .map(|channel| ChannelWords {
                name: plain(format!("channel.{}.name", channel.id)),
                text: line(format!("channel.{}.text", channel.id)),
            })
            .collect(),
        notices: policy
            .notices
            .iter()
            .map(|notice| NoticeWords {
                title: plain(format!("notice.{}.title", notice.id)),
                text: paragraphs(format!("notice.{}.text", notice.id)),
            })
            .collect(),
    }
}
