//! What can be wrong with the phrases that a policy never says: none in a language that has words, or in one that has none.

use super::flaw::{About, Code, File, Flaw, Part, Place};
use super::structure::nearest;
use crate::policy::Policy;
use crate::policy::words::Words;

/// Says that a policy which never says some phrases has none in a language.
pub fn unguarded(policy: &Policy, language: &str) -> Option<Flaw> {
    let is_unguarded = !policy.never_say.is_empty() && !policy.never_say.contains_key(language);
    is_unguarded.then(|| {
        let words = Place { file: File::Words(language.to_owned()), path: Vec::new() };
        let message = format!("`never-say` has no phrases in language `{language}`");
        Flaw::new(Code::Unguarded, never_say(), message).about([About::Place(words)])
    })
}

/// Phrases of a language in which there are no words. That the policy's own has none is said elsewhere.
pub fn unspoken(policy: &Policy, all: &[Words]) -> Vec<Flaw> {
    let spoken =
        |language: &str| language == policy.default_language || all.iter().any(|words| words.language == language);
    let unspoken = policy.never_say.keys().filter(|language| !all.is_empty() && !spoken(language));
    unspoken
        .map(|language| {
            let near = nearest(language, all.iter().map(|words| words.language.as_str()));
            let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            let message = format!(
                "`never-say` has phrases in language `{language}`, which has no words file: `wegwijzer new language {language}` begins it{hint}"
            );
            Flaw::new(Code::UnknownId, never_say().key(language), message).about(About::spelt(language, near))
        })
        .collect()
}

fn never_say() -> Place {
    Place { file: File::Policy, path: vec![Part::from("never-say")] }
}
