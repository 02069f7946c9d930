//! From a policy without flaws to the files that a widget loads.

use sha2::{Digest, Sha256};

use super::parse::parse_words;
use super::source::Source;
use crate::decision::{State, next_step};
use crate::policy::compiled::CompiledPolicy;
use crate::policy::diagram::Tangled;
use crate::policy::words::CompiledWords;
use crate::screen::{self, Screen};

/// A policy and its words, ready to ship.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The policy.
    pub policy: CompiledPolicy,
    /// The words, one for each language.
    pub words: Vec<CompiledWords>,
}

impl Compiled {
    /// The files to ship, by name: the policy, and the words of each language.
    pub fn files(&self) -> Vec<(String, String)> {
        let languages: Vec<String> = self.words.iter().map(|words| words.language.clone()).collect();
        let mut files = vec![("policy.json".to_owned(), self.policy.to_json(&languages))];
        // The script brings the first question in the policy's own language along.
        let first = |words: &CompiledWords| {
            (words.language != self.policy.default_language).then(|| self.first_question(words)).flatten()
        };
        files.extend(
            self.words.iter().map(|words| (format!("words.{}.json", words.language), words.to_json(first(words)))),
        );
        files
    }

    /// The first question in a language as `src/embed/first.js` draws it, with what stands around it; none where nothing
    /// is asked.
    pub fn first_question(&self, words: &CompiledWords) -> Option<serde_json::Value> {
        let step = next_step(&self.policy, &State::default());
        match screen::screen(&self.policy, words, &step) {
            Screen::Question(question) => {
                let surroundings = screen::surroundings(&self.policy, words);
                Some(serde_json::json!({ "surroundings": surroundings, "question": question }))
            }
            Screen::Outcome(_) => None,
        }
    }

    /// Marks policy and words as of one build, by a digest of all that is in them.
    fn marked(mut self) -> Self {
        let mut digest = Sha256::new();
        for (_, text) in self.files() {
            digest.update(text);
        }
        let build: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        for words in &mut self.words {
            words.build.clone_from(&build);
        }
        self.policy.build = build;
        self
    }
}

/// Compiles what was read. The source has no findings.
///
/// # Errors
///
/// [`Tangled`] when the order of questions makes the diagram too large.
pub fn compile(source: &Source) -> Result<Compiled, Tangled> {
    let policy = CompiledPolicy::of(&source.policy)?;
    let words = source.words.iter().map(|words| parse_words(&source.policy, words)).collect();
    Ok(Compiled { policy, words }.marked())
}
