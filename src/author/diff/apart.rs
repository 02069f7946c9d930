//! What two versions do not have in common.

use super::data::{Apart, Side};
use crate::author::source::Source;
use crate::policy::Question;
use crate::policy::words::Words;

/// What two versions that can ship do not have in common.
pub fn apart(before: &Source, after: &Source) -> Vec<Apart> {
    let mut all = Vec::new();
    let (old, new) = (&before.policy, &after.policy);
    if old.id != new.id {
        all.push(Apart::Policy(old.id.clone(), new.id.clone()));
    }
    if old.default_language != new.default_language {
        all.push(Apart::DefaultLanguage(old.default_language.clone(), new.default_language.clone()));
    }
    let languages = |words: &[Words]| -> Vec<String> { words.iter().map(|words| words.language.clone()).collect() };
    all.extend(only(&languages(&before.words), &languages(&after.words)).map(|(side, id)| Apart::Language(side, id)));
    let questions = |questions: &[Question]| -> Vec<String> { questions.iter().map(|own| own.id.clone()).collect() };
    all.extend(
        only(&questions(&old.questions), &questions(&new.questions)).map(|(side, id)| Apart::Question(side, id)),
    );
    for question in &new.questions {
        let Some(known) = old.questions.iter().find(|known| known.id == question.id) else { continue };
        let choices =
            |question: &Question| -> Vec<String> { question.choices.iter().map(|own| own.id.clone()).collect() };
        let apart: Vec<(Side, String)> = only(&choices(known), &choices(question)).collect();
        let said = |source: &Source, choice: &str| {
            let own = source.words.iter().find(|words| words.language == source.policy.default_language)?;
            own.texts.get(&format!("question.{}.choice.{choice}", question.id)).cloned()
        };
        let mut renamed = Vec::new();
        for (_, gone) in apart.iter().filter(|(side, _)| *side == Side::Before) {
            let text = said(before, gone);
            let is_same = |(side, own): &&(Side, String)| {
                *side == Side::After && text.is_some() && said(after, own) == text && !renamed.contains(own)
            };
            if let Some((_, own)) = apart.iter().find(is_same) {
                all.push(Apart::Renamed(question.id.clone(), gone.clone(), own.clone()));
                renamed.extend([gone.clone(), own.clone()]);
            }
        }
        let rest = apart.into_iter().filter(|(_, id)| !renamed.contains(id));
        all.extend(rest.map(|(side, id)| Apart::Choice(side, question.id.clone(), id)));
    }
    all
}

/// What stands in one list only.
fn only(before: &[String], after: &[String]) -> impl Iterator<Item = (Side, String)> {
    let gone = before.iter().filter(|id| !after.contains(id)).map(|id| (Side::Before, id.clone()));
    let new = after.iter().filter(|id| !before.contains(id)).map(|id| (Side::After, id.clone()));
    gone.chain(new).collect::<Vec<_>>().into_iter()
}
