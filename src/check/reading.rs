//! How easy the texts of a language are to read.
//!
//! Sentence and word length say something in every language. Where there is a Flesch formula for a language it
//! is used as well; syllables are counted by the language's hyphenation patterns. A figure is a hint for an
//! editor, not a proof: short sentences of long words can be clear, and of short words obscure.

use hypher::Lang;
use unicode_segmentation::UnicodeSegmentation;

use super::markdown;
use crate::policy::words::{Inline, Key, Shape, Words};

/// The words in a sentence above which it is too long for level B1.
pub const LONGEST: usize = 20;

/// The reading ease below which a sentence is above level B1. Texts of that level keep to 60 and more on average;
/// their sentences scatter around it.
const EASE: f64 = 50.0;

/// In a sentence of fewer words than this, one long word decides its ease, which then says little.
const TELLING: usize = 8;

/// The bytes of a word above which its syllables are not looked for.
const LONGEST_WORD: usize = 45;

/// What was counted in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The sentences.
    pub sentences: usize,
    /// The words.
    pub words: usize,
    /// The letters and digits.
    pub letters: usize,
    /// The syllables; none are counted where the language has no formula.
    pub syllables: usize,
    /// The words in the longest sentence.
    pub longest: usize,
}

/// A text and what was counted in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The text's dotted key.
    pub key: String,
    /// The counts.
    pub reading: Reading,
    /// The sentences above level B1.
    pub hard: Vec<String>,
}

/// Flesch's reading ease, fitted to a language: `base - sentence * words per sentence - word * syllables per word`.
struct Formula {
    hyphenation: Lang,
    base: f64,
    sentence: f64,
    word: f64,
}

impl Formula {
    /// The formula of a language, by its tag: Douma for Dutch, Flesch for English, Amstad for German, Kandel and
    /// Moles for French.
    fn of(language: &str) -> Option<Self> {
        let (hyphenation, base, sentence, word) = match language.split('-').next()? {
            "nl" => (Lang::Dutch, 206.84, 0.93, 77.0),
            "en" => (Lang::English, 206.835, 1.015, 84.6),
            "de" => (Lang::German, 180.0, 1.0, 58.5),
            "fr" => (Lang::French, 207.0, 1.015, 73.6),
            _ => return None,
        };
        Some(Self { hyphenation, base, sentence, word })
    }

    /// The syllables of a word. A pattern may part a single letter off: it is a syllable, too. There are no patterns for what
    /// is as long as an address; it has a syllable for every three letters.
    fn syllables(&self, word: &str) -> usize {
        let word = word.to_lowercase();
        if word.len() > LONGEST_WORD {
            return word.chars().count().div_ceil(3);
        }
        hypher::hyphenate_bounded(&word, self.hyphenation, 1, 1).count()
    }
}

impl Reading {
    /// The words in a sentence on average.
    pub fn sentence_length(&self) -> f64 {
        ratio(self.words, self.sentences)
    }

    /// The letters in a word on average.
    pub fn word_length(&self) -> f64 {
        ratio(self.letters, self.words)
    }

    /// Flesch's reading ease in the form that a language has: from about 100 (very easy) down to 0 and below; level
    /// B1 has 60 and more. None where the language has no formula.
    pub fn ease(&self, language: &str) -> Option<f64> {
        let Formula { base, sentence, word, .. } = Formula::of(language)?;
        Some(base - sentence * self.sentence_length() - word * ratio(self.syllables, self.words))
    }

    fn of_sentence(sentence: &str, formula: Option<&Formula>) -> Self {
        let words: Vec<&str> = sentence.unicode_words().collect();
        Self {
            sentences: 1,
            words: words.len(),
            letters: words.iter().map(|word| word.chars().filter(|c| c.is_alphanumeric()).count()).sum(),
            syllables: formula.map_or(0, |formula| words.iter().map(|word| formula.syllables(word)).sum()),
            longest: words.len(),
        }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            sentences: self.sentences + other.sentences,
            words: self.words + other.words,
            letters: self.letters + other.letters,
            syllables: self.syllables + other.syllables,
            longest: self.longest.max(other.longest),
        }
    }
}

/// Measures the texts of a language, in the order of the policy's `keys`.
pub fn measure(keys: &[Key], words: &Words) -> Vec<Measured> {
    let keys = keys.iter().filter(|key| is_read(&key.name));
    let texts = keys.filter_map(|key| Some((words.texts.get(&key.name)?, key)));
    let measured = texts.map(|(text, key)| {
        let (reading, hard) = of_text(text, key.shape, &words.language);
        Measured { key: key.name.clone(), reading, hard }
    });
    measured.collect()
}

/// Whether a text is read by visitors, and tells nothing of the language itself.
pub fn is_read(key: &str) -> bool {
    !key.starts_with("language.")
}

/// What is counted in a text of a language, and its sentences above level B1.
pub fn of_text(text: &str, shape: Shape, language: &str) -> (Reading, Vec<String>) {
    let formula = Formula::of(language);
    let (mut whole, mut hard) = (Reading::default(), Vec::new());
    for sentence in sentences(text, shape) {
        let reading = Reading::of_sentence(&sentence, formula.as_ref());
        if reading.words == 0 {
            continue;
        }
        let heavy = reading.words >= TELLING && reading.ease(language).is_some_and(|ease| ease < EASE);
        whole = whole.and(reading);
        if reading.words > LONGEST || heavy {
            hard.push(sentence);
        }
    }
    (whole, hard)
}

/// The sentences of a text without its marks. A line of a draft ends a sentence, too.
fn sentences(text: &str, shape: Shape) -> Vec<String> {
    let lines: Vec<String> = match shape {
        Shape::Plain => text.lines().map(str::to_owned).collect(),
        Shape::Line | Shape::Paragraphs => {
            let paragraphs = markdown::paragraphs(text).unwrap_or_default();
            paragraphs.iter().map(|paragraph| paragraph.iter().map(Inline::text).collect()).collect()
        }
    };
    lines.iter().flat_map(|line| line.unicode_sentences()).map(|sentence| sentence.trim().to_owned()).collect()
}

/// A quotient of counts; 0 where there is nothing to divide by.
fn ratio(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
    let (part, whole) = (part as f64, whole.max(1) as f64);
    part / whole
}
