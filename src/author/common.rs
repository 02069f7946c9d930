//! The texts that belong to the product rather than to a policy: its buttons, its headings, what it says when it fails.
//!
//! A policy's own words file may say any of them otherwise.

use std::collections::BTreeMap;

/// Declares the languages whose texts come with the product.
macro_rules! languages {
    ($($language:literal),*) => {
        /// The languages whose texts come with the product: BCP 47 tags.
        pub const LANGUAGES: &[&str] = &[$($language),*];

        fn file(language: &str) -> &'static str {
            match language {
                $($language => include_str!(concat!("common/words.", $language, ".toml")),)*
                _ => "",
            }
        }
    };
}

languages!("ar", "de", "en", "fr", "nl", "pl", "tr", "uk");

/// The product's texts in a language by dotted key; none in a language that it does not come with.
pub fn texts(language: &str) -> BTreeMap<String, String> {
    toml::from_str(file(language)).map(|table| flat(&table)).unwrap_or_default()
}

/// The texts of a words file by dotted key. What is no text counts as an empty one, which is a flaw.
pub fn flat(table: &toml::Table) -> BTreeMap<String, String> {
    table
        .iter()
        .flat_map(|(key, value)| match value {
            toml::Value::Table(inner) => {
                flat(inner).into_iter().map(|(rest, text)| (format!("{key}.{rest}"), text)).collect()
            }
            toml::Value::String(text) => vec![(key.clone(), text.trim().to_owned())],
            _ => vec![(key.clone(), String::new())],
        })
        .collect()
}
