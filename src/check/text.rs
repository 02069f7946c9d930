//! What is found in a text by itself, whatever stands around it. So it is found once for each text, however often the others
//! change.

use std::collections::HashMap;
use std::sync::Arc;

use super::flaw::Wrong;
use super::phrases::Phrases;
use super::unlike::Parts;
use super::{contacts, reading, texts};
use crate::policy::words::{Key, Shape, Words};

/// What is found in a text.
#[derive(Debug)]
pub struct Seen {
    /// What is wrong with it.
    pub wrong: Vec<Wrong>,
    /// The mail addresses and telephone numbers that it names.
    pub contacts: Vec<String>,
    /// What it has to have in other languages, too; none where its markup is wrong.
    pub parts: Option<Parts>,
    /// Its sentences above level B1.
    pub hard: Vec<String>,
}

/// What was seen in the texts of a language.
#[derive(Debug, Default)]
pub struct Texts {
    phrases: Vec<String>,
    seen: HashMap<(Kind, String), Arc<Seen>>,
}

/// What decides, beside the text, what is looked for in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Kind {
    shape: Shape,
    /// Whether it must not say some phrases.
    is_guarded: bool,
    /// Whether it should be easy to read.
    is_measured: bool,
}

impl Texts {
    /// Looks at each text of a language that the policy has a place for, in the order of its `keys`. A text that was looked at the
    /// last time is not looked at again. `is_own` says whether it is the policy's own language, which should be easy to read.
    pub fn look(&mut self, keys: &[Key], phrases: &[String], words: &Words, is_own: bool) -> Vec<(String, Arc<Seen>)> {
        if self.phrases != phrases {
            *self = Self { phrases: phrases.to_vec(), seen: HashMap::new() };
        }
        let guard = Phrases::of(&words.language, phrases);
        let before = std::mem::take(&mut self.seen);
        let texts = keys.iter().filter_map(|key| Some((key, words.texts.get(&key.name)?)));
        let seen = texts.map(|(key, text)| {
            let kind = Kind {
                shape: key.shape,
                is_guarded: texts::is_of_outcome(&key.name),
                is_measured: is_own && reading::is_read(&key.name),
            };
            let input = (kind, text.clone());
            let seen = match before.get(&input) {
                Some(seen) => Arc::clone(seen),
                None => Arc::new(Seen::of(text, kind, &words.language, &guard)),
            };
            self.seen.insert(input, Arc::clone(&seen));
            (key.name.clone(), seen)
        });
        seen.collect()
    }
}

impl Seen {
    fn of(text: &str, kind: Kind, language: &str, guard: &Phrases<'_>) -> Self {
        let Kind { shape, is_guarded, is_measured } = kind;
        let mut wrong = texts::misplaced(text, shape);
        if is_guarded {
            wrong.extend(texts::promises(text, shape, guard));
        }
        Self {
            wrong,
            contacts: contacts::named(text, shape),
            parts: Parts::of(text, shape),
            hard: if is_measured { reading::of_text(text, shape, language).1 } else { Vec::new() },
        }
    }
}
