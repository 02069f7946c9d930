//! What can be wrong with words: texts that are missing, surplus, or yet to be written or translated.

use std::collections::BTreeMap;

use super::flaw::{About, Code, Flaw, Place, place};
use crate::policy::Policy;
use crate::policy::words::{Key, Words};

/// Begins a text that stands in another language and is yet to be translated.
pub const TO_TRANSLATE: &str = "TRANSLATE:";

/// Begins what stands in the place of a text that is yet to be written.
pub const TO_WRITE: &str = "WRITE:";

/// The surplus texts of which it is said what may have been meant.
const HINTED: usize = 50;

/// The missing texts that a message names.
const NAMED: usize = 3;

/// Whether some of a language's texts are yet to be translated or written. As long as that is so, it does not ship.
pub fn is_draft(words: &Words) -> bool {
    words.texts.values().any(|text| is_marked(text))
}

/// Whether a text is yet to be translated or written.
pub fn is_marked(text: &str) -> bool {
    text.starts_with(TO_TRANSLATE) || text.starts_with(TO_WRITE)
}

/// Says that there are no words in the policy's own language, where there are none.
pub fn without_own(policy: &Policy, all: &[Words]) -> Option<Flaw> {
    let default = policy.default_language.as_str();
    if all.iter().any(|words| words.language == default) {
        return None;
    }
    let others: Vec<String> = all.iter().map(|words| format!("`{}`", words.language)).collect();
    let hint = if others.is_empty() { String::new() } else { format!("; there is one for {}", others.join(", ")) };
    let message = format!(
        "there is no words file for language `{default}`{hint}; `wegwijzer new texts <folder>` makes words.{default}.toml"
    );
    Some(Flaw::new(Code::UnknownId, place!["default-language"], message).about([About::Written(default.to_owned())]))
}

/// Finds the texts of a language that are missing, surplus or empty. `keys` are those that the policy has a place for.
pub fn flaws(keys: &[Key], words: &Words) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let at = |key: &str| Place::of_text(&words.language, key);
    let mut add = |code: Code, key: &str, message: String, about: Vec<About>| {
        flaws.push(Flaw::new(code, at(key), message).about(about));
    };
    let keys: BTreeMap<&str, bool> = keys.iter().map(|key| (key.name.as_str(), key.optional)).collect();
    let surplus = words.texts.keys().filter(|key| !keys.contains_key(key.as_str()));
    let unused = || keys.iter().filter(|(key, _)| !words.texts.contains_key(**key));
    let missing: Vec<&str> = unused().filter(|(_, optional)| !**optional).map(|(key, _)| *key).collect();
    if let Some(first) = missing.first() {
        let about = About::places(missing.iter().skip(1).map(|key| at(key)), NAMED);
        add(Code::MissingWords, first, missing_texts(&missing), about);
    }
    // What may have been meant is said for the first few: of many, nobody reads it.
    for (number, key) in surplus.enumerate() {
        let near = if number < HINTED { misspelt(key, unused().map(|(key, _)| *key)) } else { None };
        let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        add(Code::SurplusWords, key, format!("nothing shows the text `{key}`{hint}"), About::spelt(key, near));
    }
    for (key, _) in words.texts.iter().filter(|(_, text)| text.trim().is_empty()) {
        add(Code::MissingWords, key, format!("the text `{key}` is empty"), Vec::new());
    }
    flaws
}

/// That no native speaker has read the words of a language.
pub fn unreviewed(words: &Words) -> Option<Flaw> {
    let language = &words.language;
    let is_unreviewed = words.texts.get("language.reviewed").is_some_and(|reviewed| reviewed == "no");
    is_unreviewed.then(|| {
        let place = Place::of_text(language, "language.reviewed");
        Flaw::new(Code::Unreviewed, place, format!("no native speaker has reviewed language `{language}`"))
    })
}

/// All texts that a language has not, in one message, so that those who begin are not told a hundred times.
fn missing_texts(missing: &[&str]) -> String {
    if let [only] = missing {
        return format!("there is no text for `{only}`");
    }
    let mut named: Vec<String> = missing.iter().take(NAMED).map(|key| format!("`{key}`")).collect();
    let last = match missing.len() - named.len() {
        0 => named.pop().unwrap_or_default(),
        rest => format!("{rest} more"),
    };
    format!("{} texts are missing: {} and {last}", missing.len(), named.join(", "))
}

/// The key that was meant by one that nothing shows: the same but for one part, and that is spelt almost alike.
fn misspelt<'k>(key: &str, keys: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let parts: Vec<&str> = key.split('.').collect();
    let near = keys.filter_map(|other| {
        let others: Vec<&str> = other.split('.').collect();
        let differing: Vec<(&str, &str)> =
            parts.iter().copied().zip(others.iter().copied()).filter(|(one, other)| one != other).collect();
        let [(one, as_is)] = differing.as_slice() else { return None };
        let distance = strsim::damerau_levenshtein(one, as_is);
        (parts.len() == others.len() && distance * 3 <= as_is.len()).then_some((distance, other))
    });
    near.min().map(|(_, key)| key)
}

/// That a language has texts to translate or to write. The policy's own must have none: without it nothing can ship.
pub fn untranslated(words: &Words, is_own: bool) -> Option<Flaw> {
    let Words { language, texts } = words;
    let marked: Vec<(&String, &String)> = texts.iter().filter(|(_, text)| is_marked(text)).collect();
    let (first, _) = marked.first()?;
    let to_write = marked.iter().filter(|(_, text)| text.starts_with(TO_WRITE)).count();
    let task = match marked.len() - to_write {
        0 => "to write",
        _ if to_write == 0 => "to translate",
        _ => "to translate or to write",
    };
    let texts = if marked.len() == 1 { "1 text".to_owned() } else { format!("{} texts", marked.len()) };
    let code = if is_own { Code::MissingWords } else { Code::Untranslated };
    let message = format!("language `{language}` has {texts} {task}, `{first}` for one");
    let others = marked.iter().skip(1).map(|(key, _)| Place::of_text(language, key));
    Some(Flaw::new(code, Place::of_text(language, first), message).about(About::places(others, NAMED)))
}
