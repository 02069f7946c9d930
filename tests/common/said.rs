//! What the workshop says, as its files of texts have it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wegwijzer::author::common::flat;

/// What the workshop says in a language, by dotted key.
pub fn texts(language: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/workshop/texts");
    flat(&toml::from_str(&fs::read_to_string(folder.join(format!("{language}.toml"))).unwrap()).unwrap())
}

/// A text that speaks of something by its name.
pub fn said(language: &str, (key, name): (&str, impl AsRef<str>)) -> String {
    texts(language)[key].replace("{name}", name.as_ref())
}
