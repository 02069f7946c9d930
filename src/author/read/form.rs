//! What stands under a key and does not belong there: every one of them, each with how it should look.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fields::{CHOICE, Entry, Field, Form, POLICY, SCENARIOS, Word};
use super::syntax::parsed;
use super::value::{as_text, kind, listed, no_text, quoted};
use super::{Slip, below};
use crate::author::scenario::Scenarios;
use crate::check::flaw::Part;
use crate::check::structure::nearest;
use crate::policy::Policy;

/// Reads `policy.toml`.
///
/// # Errors
///
/// Everything in it that does not belong there, and what is not there and has to be.
pub fn policy(text: &str) -> Result<Policy, Vec<Slip>> {
    let table = parsed(text, &lists(&POLICY))?;
    if table.is_empty() {
        let what = "nothing stands in this file: `wegwijzer new policy lending` makes one that works, to begin from";
        return Err(vec![Slip::at(0..0, what)]);
    }
    whole(text, &table, &POLICY)
}

/// Reads `scenarios.toml`.
///
/// # Errors
///
/// As of [`policy`].
pub fn scenarios(text: &str) -> Result<Scenarios, Vec<Slip>> {
    let table = parsed(text, &lists(&SCENARIOS))?;
    whole(text, &table, &SCENARIOS)
}

/// The keys of the tables of which there are several.
fn lists(entry: &Entry) -> Vec<&'static str> {
    entry.fields.iter().filter(|field| matches!(field.form, Form::Entries(_))).map(|field| field.key).collect()
}

fn whole<T: DeserializeOwned>(text: &str, table: &DeTable<'_>, entry: &'static Entry) -> Result<T, Vec<Slip>> {
    let mut look = Look { text, slips: Vec::new(), whole: entry };
    look.entry(entry, table, &[], &(0..0));
    if !look.slips.is_empty() {
        return Err(look.slips);
    }
    toml::from_str(text).map_err(|error| {
        let what = "what stands here does not fit: docs/format.md shows how it is written";
        vec![Slip::at(error.span().unwrap_or(0..0), what)]
    })
}

/// Goes through a file, and collects.
struct Look<'t> {
    text: &'t str,
    slips: Vec<Slip>,
    /// The keys of the whole file.
    whole: &'static Entry,
}

type Value<'t> = Spanned<DeValue<'t>>;

impl Look<'_> {
    fn add(&mut self, path: &[Part], span: &Range<usize>, message: String) {
        self.slips.push(Slip { path: path.to_vec(), span: span.clone(), message });
    }

    fn entry(&mut self, entry: &Entry, table: &DeTable<'_>, path: &[Part], span: &Range<usize>) {
        let is_whole = path.is_empty();
        let mut meant = Vec::new();
        for (key, _) in table {
            if entry.fields.iter().any(|field| field.key == key.get_ref()) {
                continue;
            }
            let (message, near) = self.unknown(entry, key.get_ref());
            meant.extend(near);
            self.add(&below(path, key.get_ref().as_ref()), &key.span(), message);
        }
        for field in entry.fields {
            match table.get(field.key) {
                Some(value) => {
                    let key = table.get_key_value(field.key).map(|(key, _)| key.span());
                    self.field(field, value, &key.unwrap_or_default(), &below(path, field.key));
                }
                None if field.needed && !meant.contains(&field.key) => {
                    let message = if is_whole { self.missing(field) } else { missing_in(entry, table, field) };
                    let name = entry.fields.first().and_then(|first| table.get(first.key)).filter(|_| !is_whole);
                    let span = name.map_or_else(|| span.clone(), Spanned::span);
                    self.add(&below(path, field.key), &span, message);
                }
                None => {}
            }
        }
    }

    /// A key that is not known, and the known one that was probably meant.
    fn unknown(&self, entry: &Entry, key: &str) -> (String, Option<&'static str>) {
        let Entry { one, fields, .. } = entry;
        let spelt = key.to_lowercase().replace('_', "-");
        let near = nearest(&spelt, fields.iter().map(|field| field.key));
        if let Some(field) = near.and_then(|near| fields.iter().find(|field| field.key == near)) {
            let written = match field.form {
                Form::Entries(_) => format!("[[{}]]", field.key),
                Form::TextById | Form::TextsByLanguage if entry.name == self.whole.name => format!("[{}]", field.key),
                Form::TextById | Form::TextsByLanguage => format!("[{}.{}]", entry.name, field.key),
                _ => field.key.to_owned(),
            };
            return (format!("{one} has no `{key}`; did you mean `{written}`?"), Some(field.key));
        }
        if self.whole.fields.iter().any(|field| field.key == key && matches!(field.form, Form::Text)) {
            let message =
                format!("{one} has no `{key}`: move the line to the top of the file, above the first brackets");
            return (message, None);
        }
        let known: Vec<String> = fields.iter().map(|field| format!("`{}`", field.key)).collect();
        (format!("{one} has no `{key}`; it has {}", listed(&known)), None)
    }

    /// A key that every policy has, and this one has not.
    fn missing(&self, field: &Field) -> String {
        let Field { key, form, example, .. } = field;
        if !matches!(form, Form::Text) {
            return format!("the policy has no `{key}`: write `{example}`");
        }
        let is_key =
            |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
        match self.text.lines().position(is_key).filter(|_| *key != "id") {
            Some(number) => format!(
                "`{key}` stands on line {}, in the table above it: move the line to the top of the file, above the first brackets",
                number + 1
            ),
            None => format!("the policy has no `{key}`: write `{example}` at the top of the file"),
        }
    }

    fn field(&mut self, field: &Field, value: &Value<'_>, key: &Range<usize>, path: &[Part]) {
        match (field.form, value.get_ref()) {
            (Form::Text | Form::TextOrTexts, DeValue::String(_)) => {}
            (Form::Text, _) => self.no_text(field.key, field.example, value, path),
            (Form::Word(words), _) => self.word(field, &words(), value, path),
            (Form::Texts | Form::TextOrTexts, DeValue::Array(items)) => {
                for (at, item) in items.iter().enumerate() {
                    self.item(field.key, item, &below(path, at));
                }
            }
            (Form::Words(words), DeValue::Array(items)) => {
                for (at, item) in items.iter().enumerate() {
                    self.word(field, &words(), item, &below(path, at));
                }
            }
            (Form::Choices, DeValue::Array(items)) => {
                for (at, item) in items.iter().enumerate() {
                    match item.get_ref() {
                        DeValue::Table(table) => self.entry(&CHOICE, table, &below(path, at), &item.span()),
                        _ => self.item(field.key, item, &below(path, at)),
                    }
                }
            }
            (Form::Words(words), other) if as_text(value, self.text).is_none() => {
                let (key, kind) = (field.key, kind(other));
                let message = format!("`{key}` is a list between brackets, not {kind}: {}", one_of(&words()));
                self.add(path, &value.span(), message);
            }
            (Form::TextOrTexts, _) => self.no_text(field.key, field.example, value, path),
            (Form::Texts | Form::Words(_) | Form::Choices, _) => self.no_list(field.key, field.example, value, path),
            (Form::Answers, DeValue::Table(table)) => {
                for (question, value) in table {
                    self.choices(question.get_ref(), value, &below(path, question.get_ref().as_ref()));
                }
            }
            (Form::When, DeValue::Table(table)) => {
                for (question, value) in table {
                    self.allowed(question.get_ref(), value, &below(path, question.get_ref().as_ref()));
                }
            }
            (Form::When | Form::Answers, other) => {
                let what = if matches!(field.form, Form::When) { "is a condition" } else { "stand" };
                let message =
                    format!("`{}` {what} between braces, not {}: write `{}`", field.key, kind(other), field.example);
                self.add(path, &value.span(), message);
            }
            (Form::TextById, DeValue::Table(table)) => {
                for (id, value) in table.iter().filter(|(_, value)| !matches!(value.get_ref(), DeValue::String(_))) {
                    let example = format!("{} = \"Members borrow tools.\"", id.get_ref());
                    self.no_text(id.get_ref(), &example, value, &below(path, id.get_ref().as_ref()));
                }
            }
            (Form::TextsByLanguage, DeValue::Table(table)) => {
                for (language, value) in table {
                    let path = below(path, language.get_ref().as_ref());
                    let phrase = field.example.rsplit('"').nth(1).unwrap_or_default();
                    let example = format!("{} = [\"{phrase}\"]", language.get_ref());
                    match value.get_ref() {
                        DeValue::Array(items) => {
                            for (at, item) in items.iter().enumerate() {
                                self.item(language.get_ref(), item, &below(&path, at));
                            }
                        }
                        _ => self.no_list(language.get_ref(), &example, value, &path),
                    }
                }
            }
            (Form::TextById | Form::TextsByLanguage, other) => {
                let (name, what) = (field.key, kind(other));
                let message = format!(
                    "`{name}` is a table, with one bracket on either side, not {what}: write `{}`",
                    field.example
                );
                self.add(path, key, message);
            }
            (Form::Entries(entry), DeValue::Array(items)) => {
                for (at, item) in items.iter().enumerate() {
                    let path = below(path, at);
                    match item.get_ref() {
                        DeValue::Table(table) => self.entry(entry, table, &path, &item.span()),
                        other => {
                            let message =
                                format!("{} is a table, not {}: write `{}`", entry.one, kind(other), field.example);
                            self.add(&path, &item.span(), message);
                        }
                    }
                }
            }
            (Form::Entries(_), DeValue::Table(_)) => {
                let name = field.key;
                let message = format!(
                    "each `{name}` stands between two brackets on either side: write `[[{name}]]` over each of them"
                );
                self.add(path, key, message);
            }
            (Form::Entries(entry), other) => {
                let message = format!("{} is a table, not {}: write `{}`", entry.one, kind(other), field.example);
                self.add(path, &value.span(), message);
            }
        }
    }

    /// The choice of a question, or several.
    fn choices(&mut self, question: &str, value: &Value<'_>, path: &[Part]) {
        match value.get_ref() {
            DeValue::Table(_) => {
                let message =
                    format!("an answer is a choice or a list of choices, not a table: write `{question} = \"yes\"`");
                self.add(path, &value.span(), message);
            }
            _ => self.allowed(question, value, path),
        }
    }

    /// The choices of a question with which a condition holds.
    fn allowed(&mut self, question: &str, value: &Value<'_>, path: &[Part]) {
        match value.get_ref() {
            DeValue::String(_) => {}
            DeValue::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.item(question, item, &below(path, at));
                }
            }
            DeValue::Table(table) => {
                for (key, _) in table.iter().filter(|(key, _)| key.get_ref() != "not") {
                    let message = format!(
                        "a condition on `{question}` has no `{}`, only `not`: write `{question} = {{ not = \"yes\" }}`",
                        key.get_ref()
                    );
                    self.add(&below(path, key.get_ref().as_ref()), &key.span(), message);
                }
                match table.get("not") {
                    Some(inner) if matches!(inner.get_ref(), DeValue::Table(_)) => {
                        let message = format!(
                            "behind `not` stands a choice or a list of choices: write `{question} = {{ not = \"yes\" }}`"
                        );
                        self.add(&below(path, "not"), &inner.span(), message);
                    }
                    Some(inner) => self.allowed("not", inner, &below(path, "not")),
                    None if table.is_empty() => {
                        let message =
                            format!("the condition on `{question}` names no choice: write `{question} = \"yes\"`");
                        self.add(path, &value.span(), message);
                    }
                    None => {}
                }
            }
            _ => {
                let example = as_text(value, self.text).unwrap_or_else(|| quoted("yes"));
                let message = format!("a choice stands between quotes: write `{question} = {example}`");
                self.add(path, &value.span(), message);
            }
        }
    }

    /// One of a few words.
    fn word(&mut self, field: &Field, words: &[Word], value: &Value<'_>, path: &[Part]) {
        let (name, is_list) = (field.key.trim_end_matches('s'), matches!(field.form, Form::Words(_)));
        let example = |word: &str| match is_list {
            true => format!("{} = [\"{word}\"]", field.key),
            false => format!("{} = \"{word}\"", field.key),
        };
        let ids = || words.iter().map(|(word, _)| *word);
        let DeValue::String(written) = value.get_ref() else {
            let meant = ids().find(|word| as_text(value, self.text).is_some_and(|text| text == quoted(word)));
            let how = meant.map_or_else(|| one_of(words), |word| format!("write `{}`", example(word)));
            return self.add(path, &value.span(), format!("a {name} is a text, not {}: {how}", kind(value.get_ref())));
        };
        if ids().any(|word| word == written.as_ref()) {
            return;
        }
        let spelt = written.trim().to_lowercase().replace([' ', '_'], "-");
        let message = match nearest(&spelt, ids()) {
            Some(near) => {
                let all = listed(&ids().map(|word| format!("`{word}`")).collect::<Vec<_>>());
                let example = example(near);
                format!("there is no {name} `{written}`; did you mean `{near}`? It is one of {all}: write `{example}`")
            }
            None => format!("there is no {name} `{written}`: {}", one_of(words)),
        };
        self.add(path, &value.span(), message);
    }

    fn no_text(&mut self, key: &str, example: &str, value: &Value<'_>, path: &[Part]) {
        self.add(path, &value.span(), no_text(key, example, value, self.text));
    }

    fn no_list(&mut self, key: &str, example: &str, value: &Value<'_>, path: &[Part]) {
        let example = as_text(value, self.text).map_or_else(|| example.to_owned(), |text| format!("{key} = [{text}]"));
        let message = format!("`{key}` is a list, not {}: write `{example}`", kind(value.get_ref()));
        self.add(path, &value.span(), message);
    }

    /// One of a list of texts.
    fn item(&mut self, list: &str, item: &Value<'_>, path: &[Part]) {
        if matches!(item.get_ref(), DeValue::String(_)) {
            return;
        }
        let example = as_text(item, self.text).unwrap_or_else(|| "\"…\"".to_owned());
        let message = format!("in the list `{list}` stand texts, not {}: write `{example}`", kind(item.get_ref()));
        self.add(path, &item.span(), message);
    }
}

/// The words that a key may have, to choose from.
fn one_of(words: &[Word]) -> String {
    let words: Vec<String> = words.iter().map(|(word, means)| format!("`{word}` ({means})")).collect();
    format!("write one of {}", listed(&words))
}

/// A key that an entry needs and has not.
fn missing_in(entry: &Entry, table: &DeTable<'_>, field: &Field) -> String {
    let name = entry.fields.first().and_then(|first| table.get(first.key)).map(Spanned::get_ref);
    let which = match name {
        Some(DeValue::String(id)) => format!("{} `{id}`", entry.name),
        _ => format!("this {}", entry.name),
    };
    if let Form::Word(words) = field.form {
        return format!("{which} has no `{}`: {}", field.key, one_of(&words()));
    }
    match (field.key, name) {
        ("offered-to", Some(DeValue::String(id))) => format!(
            "{which} has no `offered-to`: write `{}` for a choice that everybody is offered, or add to it `{}`",
            quoted(id),
            field.example
        ),
        (key, _) => format!("{which} has no `{key}`: add to it `{}`", field.example),
    }
}
