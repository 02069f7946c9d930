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

/// Texts by dotted key.
pub type Flat = BTreeMap<String, String>;

/// The product's texts in a language by dotted key; none in a language that it does not come with.
pub fn texts(language: &str) -> Flat {
    toml::from_str(file(language)).map(|table| flat(&table)).unwrap_or_default()
}

/// The texts of a words file by dotted key, whatever line breaks and tabs it was written with. What is no text counts as an
/// empty one.
pub fn flat(table: &toml::Table) -> Flat {
    table
        .iter()
        .flat_map(|(key, value)| match value {
            toml::Value::Table(inner) => {
                flat(inner).into_iter().map(|(rest, text)| (format!("{key}.{rest}"), text)).collect()
            }
            toml::Value::String(text) => vec![(key.clone(), plain(text))],
            _ => vec![(key.clone(), String::new())],
        })
        .collect()
}

/// A text of a words file, whatever line breaks and tabs it was written with.
pub fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\t', " ").trim().to_owned()
}
