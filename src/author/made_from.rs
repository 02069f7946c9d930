//! From which texts a translation was made. Beside `words.de.toml` stands `made-from.de.toml`: for each text that was
//! translated, a short digest of the text in the policy's own language. Where that text has changed since, the digest is
//! another one.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::common::Flat;
use super::language;
use super::read::value::{listed, quoted};
use crate::check::flaw::{About, Code, Flaw, Place};
use crate::check::words::is_marked;

/// The texts that a message names.
const NAMED: usize = 3;

/// The name of the file for a language.
pub fn file_name(tag: &str) -> String {
    format!("made-from.{tag}.toml")
}

/// Digests of the texts that a translation has to follow, once it has them: those of the policy's own language that are
/// written.
pub fn digests(original: &Flat) -> Flat {
    let written = original.iter().filter(|(key, text)| !key.starts_with("language.") && !is_marked(text));
    written.map(|(key, text)| (key.clone(), digest(text))).collect()
}

/// Those of the digests whose texts a translation has in its own file.
pub fn followed(digests: &Flat, translation: &Flat) -> Flat {
    let followed = digests.iter().filter(|(key, _)| translation.contains_key(*key));
    followed.map(|(key, digest)| (key.clone(), digest.clone())).collect()
}

/// A digest of a text. How its lines are broken does not count.
fn digest(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    Sha256::digest(words.join(" ")).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// The file with these digests.
pub fn file(tag: &str, original: &str, digests: &Flat) -> String {
    let mut file = format!(
        "# From which texts words.{tag}.toml was translated: a digest of each text in words.{original}.toml. Written by\n\
        # `wegwijzer translated {tag}`, which says that the translation follows them as they are.\n\n"
    );
    for (key, digest) in digests {
        // Writing to a String does not fail.
        let _ = writeln!(file, "{key} = \"{digest}\"");
    }
    file
}

/// Finds the texts of a translation whose original has changed since, and those of which nobody has written down from which
/// text they were made. `digests` are those of the original, and `known` those that are written down.
pub fn flaws(
    tag: &str,
    (own_tag, original, digests): (&str, &Flat, &Flat),
    translation: &Flat,
    known: &Flat,
) -> Vec<Flaw> {
    let now = followed(digests, translation);
    let language = language::name(own_tag);
    let changed = now.iter().filter(|(key, digest)| known.get(*key).is_some_and(|known| known != *digest));
    let mut flaws: Vec<Flaw> = changed
        .map(|(key, _)| {
            let reads = quoted(original.get(key).map(String::as_str).unwrap_or_default());
            let message = format!(
                "`{key}` was translated from a text that has changed since: in {language} (`{own_tag}`) it is {reads} now"
            );
            let original = About::Place(Place::of_text(own_tag, key));
            Flaw::new(Code::Outdated, Place::of_text(tag, key), message).about([original])
        })
        .collect();
    let is_to_do = |key: &String| translation.get(key).is_some_and(|text| is_marked(text));
    let new: Vec<&String> = now.keys().filter(|key| !known.contains_key(*key) && !is_to_do(key)).collect();
    if let Some(first) = new.first() {
        let mut named: Vec<String> = new.iter().take(NAMED).map(|key| format!("`{key}`")).collect();
        if new.len() > named.len() {
            named.push(format!("{} more", new.len() - named.len()));
        }
        let message =
            format!("`{}` does not say from which text these were translated: {}", file_name(tag), listed(&named));
        let others = new.iter().skip(1).map(|key| Place::of_text(tag, key));
        flaws.push(Flaw::new(Code::Outdated, Place::of_text(tag, first), message).about(About::places(others, NAMED)));
    }
    flaws
}
