//! Phrases found in a text whatever the form of their words: "we promised you" where "we promise you" is looked for.
//!
//! Words are compared by their stems, as the Snowball stemmer of the language makes them; in a language without one they are
//! compared as they are. A stemmer knows endings, and little else: it finds neither another order of words, nor a word put
//! between, nor a synonym, nor a verb that changes its root (`give`, `gave`). In some languages an ending says what others say
//! with a word of its own, so that the stem of "you are our customer" is that of "customer": there a phrase of one word is
//! looked for as it is.

use std::collections::HashMap;

use snowball_stemmers_rs::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

/// The words of a phrase that are looked for; of a longer one, the first.
const MOST_WORDS: usize = 40;

/// The bytes of a word above which it stays as it is. No word is as long.
const LONGEST_WORD: usize = 100;

/// Languages in which an ending says who does something, to whom, or whose something is.
const DENSE: &[&str] = &["ar", "et", "eu", "fa", "fi", "hu", "hy", "ta", "tr"];

/// Phrases of a language, by the stems of their words.
pub struct Phrases<'p> {
    phrases: &'p [String],
    stemmer: Option<Stemmer>,
    /// Whether a single word may be a whole sentence.
    dense: bool,
    /// A tree of stems: each node has the nodes after it, and the phrases that end there.
    nodes: Vec<Node>,
}

/// A phrase in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'p> {
    /// The phrase that was looked for.
    pub phrase: &'p str,
    /// What the text has, in small letters.
    pub said: String,
}

#[derive(Default)]
struct Node {
    next: HashMap<String, usize>,
    phrases: Vec<usize>,
}

impl<'p> Phrases<'p> {
    /// The phrases of a language, by its tag.
    pub fn of(language: &str, phrases: &'p [String]) -> Self {
        let dense = DENSE.contains(&language.split('-').next().unwrap_or_default());
        let mut all = Self { phrases, stemmer: stemmer(language), dense, nodes: vec![Node::default()] };
        for (number, phrase) in phrases.iter().enumerate() {
            let mut node = 0;
            for word in words(phrase).iter().take(MOST_WORDS) {
                let new = all.nodes.len();
                let stem = all.stem(word);
                let Some(known) = all.nodes.get_mut(node) else { break };
                node = *known.next.entry(stem).or_insert(new);
                if node == new {
                    all.nodes.push(Node::default());
                }
            }
            // A phrase without words is in no text.
            if let Some(last) = all.nodes.get_mut(node).filter(|_| node > 0) {
                last.phrases.push(number);
            }
        }
        all
    }

    /// The phrases that a text has, each where it first stands.
    pub fn in_text(&self, text: &str) -> Vec<Found<'p>> {
        if self.phrases.is_empty() {
            return Vec::new();
        }
        let words = words(text);
        let stems: Vec<String> = words.iter().map(|word| self.stem(word)).collect();
        let mut found: Vec<Option<String>> = vec![None; self.phrases.len()];
        for start in 0..stems.len() {
            let mut node = self.nodes.first();
            for (length, stem) in stems.iter().skip(start).enumerate() {
                node = node.and_then(|node| self.nodes.get(*node.next.get(stem)?));
                let Some(node) = node else { break };
                for phrase in &node.phrases {
                    if length == 0 && self.dense && !self.is_word(*phrase, words.get(start)) {
                        continue;
                    }
                    if let Some(found @ None) = found.get_mut(*phrase) {
                        let said: Vec<&str> = words.iter().skip(start).take(length + 1).map(String::as_str).collect();
                        *found = Some(said.join(" "));
                    }
                }
            }
        }
        let found = self.phrases.iter().zip(found);
        found.filter_map(|(phrase, said)| Some(Found { phrase, said: said? })).collect()
    }

    /// Whether a phrase is just a word.
    fn is_word(&self, phrase: usize, word: Option<&String>) -> bool {
        self.phrases.get(phrase).is_some_and(|phrase| words(phrase).first() == word)
    }

    fn stem(&self, word: &str) -> String {
        match &self.stemmer {
            Some(stemmer) if word.len() <= LONGEST_WORD => stemmer.stem(word).into_owned(),
            _ => word.to_owned(),
        }
    }
}

impl Found<'_> {
    /// Whether the text has the phrase itself, and no form of it.
    pub fn is_verbatim(&self) -> bool {
        words(self.phrase).iter().take(MOST_WORDS).eq(self.said.split(' '))
    }
}

/// The words of a text in small letters, without marks of emphasis and what nobody sees.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.chars().filter(|sign| !matches!(sign, '*' | '\u{ad}' | '\u{200b}' | '\u{2060}')).collect();
    let plain = plain.to_lowercase();
    let words = plain.unicode_words().flat_map(|word| word.split(|sign: char| !sign.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The stemmer of a language, by its tag.
fn stemmer(language: &str) -> Option<Stemmer> {
    let algorithm = match language.split('-').next()? {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fa" => Algorithm::Persian,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "uk" => Algorithm::Ukrainian,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    };
    Some(Stemmer::create(algorithm))
}
