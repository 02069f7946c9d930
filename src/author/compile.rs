//! From a policy without flaws to the files that a widget loads.

use crate::policy::Policy;
use crate::policy::compiled::CompiledPolicy;
use crate::policy::diagram::Tangled;
use crate::policy::words::{self, CompiledWords, Shape, Words, mark_up};

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

/// Parses a language's texts, but for those that only a page around the widget shows.
fn compile_words(policy: &Policy, words: &Words) -> CompiledWords {
    let own = words::keys(&policy.outline()).into_iter().filter(|key| !words::is_of_page(&key.name));
    let parsed = |shape: Shape, text: &str| match shape {
        Shape::Plain => text.to_owned(),
        Shape::Line | Shape::Paragraphs => mark_up(&text::paragraphs(text).unwrap_or_default()),
    };
    CompiledWords {
        policy: (policy.id.clone(), policy.version.clone()),
        language: words.language.clone(),
        texts: own
            .filter_map(|key| {
                let text = words.texts.get(&key.name)?;
                Some((key.name, parsed(key.shape, text)))
            })
            .collect(),
    }
}
