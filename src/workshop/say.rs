//! The workshop's own texts, in each language that it speaks.

use std::collections::BTreeMap;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::author::common::flat;

/// A language of the workshop: its tag, the name it has for itself, and its texts.
pub struct Texts {
    /// The BCP 47 tag.
    pub tag: &'static str,
    /// What the language calls itself.
    pub name: &'static str,
    file: &'static str,
    /// What is said of the kinds of findings, by their codes: where the language is not that of the command line, or what is to
    /// be done is another thing here.
    findings: &'static str,
}

/// The languages that the workshop speaks.
pub const LANGUAGES: [Texts; 2] = [
    Texts {
        tag: "nl",
        name: "Nederlands",
        file: include_str!("texts/nl.toml"),
        findings: include_str!("texts/findings.nl.toml"),
    },
    Texts {
        tag: "en",
        name: "English",
        file: include_str!("texts/en.toml"),
        findings: include_str!("texts/findings.en.toml"),
    },
];

/// The number of the language that is nearest to a wanted one; English where there is none.
pub fn chosen(wanted: &str) -> usize {
    let primary = wanted.split('-').next().unwrap_or_default();
    LANGUAGES.iter().position(|texts| texts.tag == primary).unwrap_or(1)
}

/// What the workshop says, in the language that is chosen now.
#[derive(Clone, Copy)]
pub struct Say {
    /// The number of the chosen language.
    pub language: RwSignal<usize>,
    all: StoredValue<Vec<BTreeMap<String, String>>>,
    findings: StoredValue<Vec<BTreeMap<String, String>>>,
}

impl Say {
    /// All texts, with one language chosen.
    pub fn new(language: usize) -> Self {
        let read = |text: &str| toml::from_str(text).map(|table| flat(&table)).unwrap_or_default();
        Self {
            language: RwSignal::new(language),
            all: StoredValue::new(LANGUAGES.iter().map(|texts| read(texts.file)).collect()),
            findings: StoredValue::new(LANGUAGES.iter().map(|texts| read(texts.findings)).collect()),
        }
    }

    /// A text by its dotted key; the key itself where there is no such text.
    pub fn text(&self, key: &str) -> String {
        self.known(key).unwrap_or(key.to_owned())
    }

    /// A text by its dotted key, where there is one.
    pub fn known(&self, key: &str) -> Option<String> {
        let language = self.language.get();
        self.all.with_value(|all| all.get(language)?.get(key).cloned())
    }

    /// What a kind of finding is (`what`), why it matters (`why`) or what to do about it (`help`), by its code; none where that
    /// is said here as on the command line.
    pub fn finding(&self, code: &str, part: &str) -> Option<String> {
        let (language, key) = (self.language.get(), format!("{code}.{part}"));
        self.findings.with_value(|all| all.get(language).and_then(|texts| texts.get(&key)).cloned())
    }

    /// A text with its gaps filled: `{name}` stands for the value of `name`.
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.text(key), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// A text about a number of things: `key.one` for one thing, `key.other` for another number, which `{n}` stands for.
    pub fn count(&self, key: &str, number: usize) -> String {
        let form = if number == 1 { "one" } else { "other" };
        self.with(&format!("{key}.{form}"), &[("n", &number.to_string())])
    }
}

/// What a browser knows of the names of languages.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;

    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(languages: &js_sys::Array, options: &js_sys::Object) -> Result<DisplayNames, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, tag: &str) -> Result<Option<String>, JsValue>;
}

/// What a language calls itself, and its tag: `Nederlands (nl)`.
pub fn language_named(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or(tag);
    let options = js_sys::Object::new();
    for (key, value) in [("type", "language"), ("fallback", "none")] {
        // A new object takes any value.
        let _ = js_sys::Reflect::set(&options, &key.into(), &value.into());
    }
    let name = DisplayNames::new(&js_sys::Array::of1(&tag.into()), &options).and_then(|names| names.of(primary));
    name.ok().flatten().map_or_else(|| tag.to_owned(), |name| format!("{name} ({tag})"))
}

/// What a check says, as a sentence of its own.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// A text that follows the chosen language.
pub fn t(key: &'static str) -> impl Fn() -> String + Clone + Send + 'static {
    let say = expect_context::<Say>();
    move || say.text(key)
}
