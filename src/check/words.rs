//! What can be wrong with words: texts that are missing, surplus, or yet to be translated.

use std::collections::BTreeMap;

use super::flaw::{Code, Flaw, Place, place};
use super::structure::nearest;
use crate::policy::Policy;
use crate::policy::words::{self, Words};

/// Begins a text that stands in another language and is yet to be translated.
pub const TO_TRANSLATE: &str = "TRANSLATE:";

/// Whether some of a language's texts are yet to be translated. As long as that is so, it does not ship.
pub fn is_draft(words: &Words) -> bool {
    words.texts.values().any(|text| text.starts_with(TO_TRANSLATE))
}

/// Finds all that is wrong, in the order of the files.
pub fn flaws(policy: &Policy, all: &[Words]) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut add = |code: Code, place: Place, message: String| flaws.push(Flaw { code, place, message });
    let default = policy.default_language.as_str();
    if !all.iter().any(|words| words.language == default) {
        let near = nearest(default, all.iter().map(|words| words.language.as_str()));
        let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        add(
            Code::UnknownId,
            place!["default-language"],
            format!("there is no words file for language `{default}`{hint}"),
        );
    }
    let keys: BTreeMap<String, bool> =
        words::keys(&policy.outline()).into_iter().map(|key| (key.name, key.optional)).collect();
    for words in all {
        let at = |key: &str| Place::of_text(&words.language, key);
        let surplus: Vec<&String> = words.texts.keys().filter(|key| !keys.contains_key(*key)).collect();
        for (key, _) in keys.iter().filter(|(key, optional)| !**optional && !words.texts.contains_key(*key)) {
            let near = nearest(key, surplus.iter().map(|key| key.as_str()));
            let hint = near.map(|near| format!("; there is a `{near}`")).unwrap_or_default();
            add(Code::MissingWords, at(key), format!("there is no text for `{key}`{hint}"));
        }
        for key in surplus {
            let near = nearest(key, keys.keys().map(String::as_str));
            let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            add(Code::SurplusWords, at(key), format!("nothing shows the text `{key}`{hint}"));
        }
        for (key, _) in words.texts.iter().filter(|(_, text)| text.trim().is_empty()) {
            add(Code::MissingWords, at(key), format!("the text `{key}` is empty"));
        }
        let direction = words.texts.get("language.direction").map(String::as_str);
        if !matches!(direction, Some("ltr" | "rtl") | None) {
            add(Code::WrongText, at("language.direction"), "a direction is `ltr` or `rtl`".to_owned());
        }
        let reviewed = words.texts.get("language.reviewed").map(String::as_str);
        if !matches!(reviewed, Some("yes" | "no") | None) {
            add(Code::WrongText, at("language.reviewed"), "`reviewed` is `yes` or `no`".to_owned());
        }
    }
    flaws
}

/// That a language has texts to translate. The policy's own must have none: without it nothing can ship.
pub fn untranslated(policy: &Policy, words: &Words) -> Option<Flaw> {
    let Words { language, texts } = words;
    let mut marked = texts.iter().filter(|(_, text)| text.starts_with(TO_TRANSLATE));
    let (first, _) = marked.next()?;
    let own = *language == policy.default_language;
    Some(Flaw {
        code: if own { Code::MissingWords } else { Code::Untranslated },
        place: Place::of_text(language, first),
        message: format!("language `{language}` has {} texts to translate, `{first}` for one", marked.count() + 1),
    })
}
