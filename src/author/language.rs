//! Languages by their tags: which there are, which way they are written, and which takes over from which.
//!
//! What is known of languages is Unicode's, from `icu_locale`; their names are those of ISO 639, from `isolang`.

use icu_locale::subtags::Script;
use icu_locale::{LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander};

use crate::check::flaw::{About, Code, Flaw, Place};
use crate::check::markdown::paragraphs;
use crate::check::structure::nearest;
use crate::policy::words::{Inline, Key, Shape, Words};

/// The most letters of a word that are shown: a text may have no spaces.
const MOST_SHOWN: usize = 40;

/// A tag as it is properly written: `nl` for `NL`, `pt-BR` for `pt_br`.
///
/// # Errors
///
/// What no language has as its tag: with the tag that was probably meant, `nl` for `dutch`, if one comes near.
pub fn tag(written: &str) -> Result<String, Option<String>> {
    let language = identifier(&written.replace('_', "-")).filter(|language| script(language).is_some());
    language.map(|language| language.to_string()).ok_or_else(|| meant(written))
}

/// Which way a language is written, by its script: `ltr` or `rtl`.
pub fn direction(tag: &str) -> &'static str {
    let is_rtl = |language| LocaleDirectionality::new_extended().is_right_to_left(&language);
    if identifier(tag).is_some_and(is_rtl) { "rtl" } else { "ltr" }
}

/// The languages that a language takes its texts from where it has none of its own, the nearest first: `nl` for `nl-BE`.
/// They are written in the same script.
pub fn parents(tag: &str) -> Vec<String> {
    let own = identifier(tag).and_then(|language| script(&language));
    let parts: Vec<&str> = tag.split('-').collect();
    let shorter = (1..parts.len()).rev().filter_map(|length| parts.get(..length)).map(|parts| parts.join("-"));
    shorter.filter(|tag| identifier(tag).and_then(|language| script(&language)) == own).collect()
}

/// The English name of a language; its tag where it has none.
pub fn name(tag: &str) -> &str {
    let code = tag.split('-').next().unwrap_or(tag);
    isolang::Language::from_639_1(code).map_or(tag, |language| language.to_name())
}

/// The texts with a foreign word in a language that there is not.
pub fn unknown(keys: &[Key], words: &Words) -> Vec<Flaw> {
    let rich = keys.iter().filter(|key| key.shape != Shape::Plain);
    rich.filter_map(|Key { name, .. }| {
        let pieces = paragraphs(words.texts.get(name)?).ok()?.concat();
        let (message, about) = pieces.into_iter().find_map(|piece| {
            let Inline::Foreign(word, language) = piece else { return None };
            let near = tag(&language).err()?.map(|near| format!("lang:{near}"));
            let hint = near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            let word: String = word.chars().take(MOST_SHOWN).collect();
            let written = format!("lang:{language}");
            let message =
                format!("the text `{name}` has \"{word}\" in `{written}`, and there is no such language{hint}");
            Some((message, About::spelt(written, near)))
        })?;
        Some(Flaw::new(Code::UnknownId, Place::of_text(&words.language, name), message).about(about))
    })
    .collect()
}

fn identifier(tag: &str) -> Option<LanguageIdentifier> {
    let mut locale = Locale::from(tag.parse::<LanguageIdentifier>().ok()?);
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    Some(locale.id)
}

/// The script that a language is written in; none where no language has the tag.
fn script(language: &LanguageIdentifier) -> Option<Script> {
    (!language.language.is_unknown()).then(|| likely(language)).and_then(|likely| likely.script)
}

/// A language with the script and the region that it mostly has.
fn likely(language: &LanguageIdentifier) -> LanguageIdentifier {
    let mut likely = language.clone();
    LocaleExpander::new_extended().maximize(&mut likely);
    likely
}

/// The tag of a language by its name in English or in itself: `en` for `english`.
pub fn named(name: &str) -> Option<String> {
    names().find(|(known, _)| known == name).map(|(_, tag)| tag.to_owned())
}

/// All languages with a tag of two letters: the tag, what the language calls itself, and its English name.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    isolang::languages().filter_map(|language| {
        let english = language.to_name();
        Some((language.to_639_1()?, language.to_autonym().unwrap_or(english), english))
    })
}

/// Their names in small letters, in English and in themselves, with their tags.
fn names() -> impl Iterator<Item = (String, &'static str)> {
    all().flat_map(|(tag, own, english)| [english, own].map(|name| (name.to_lowercase(), tag)))
}

/// The tag of a language by its name, by the country where it is spoken, or by a name that is spelt almost alike.
fn meant(written: &str) -> Option<String> {
    let written = written.to_lowercase();
    let spoken = || {
        let country: LanguageIdentifier = format!("und-{written}").parse().ok()?;
        country.region?;
        let language = likely(&country).language;
        (!language.is_unknown()).then(|| language.to_string())
    };
    named(&written).or_else(spoken).or_else(|| {
        // So few letters are near to everything.
        let is_name = written.chars().count() > 3;
        let names: Vec<String> = names().map(|(name, _)| name).collect();
        is_name.then(|| nearest(&written, names.iter().map(String::as_str))).flatten().and_then(named)
    })
}
