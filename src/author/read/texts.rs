//! What stands in a words file and is no text: every one of them, each with how it should look.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::syntax::parsed;
use super::value::{no_text, quoted};
use super::{Slip, below};
use crate::author::common::{Flat, plain};
use crate::check::flaw::Part;

/// Reads a words file: its texts by dotted key, and what in it is no text and counts as an empty one.
///
/// # Errors
///
/// Why the file cannot be read at all.
pub fn words(text: &str) -> Result<(Flat, Vec<Slip>), Vec<Slip>> {
    let table = parsed(text, &[])?;
    let mut look = Look { text, slips: Vec::new(), is_nested: false };
    look.texts(&table, &[]);
    if look.is_nested {
        return Err(look.slips);
    }
    let mut texts = Flat::new();
    add(&table, "", &mut texts);
    Ok((texts, look.slips))
}

/// Adds the texts of a table by dotted key, each as [`plain`] has it. What is no text counts as an empty one.
fn add(table: &DeTable<'_>, before: &str, texts: &mut Flat) {
    for (key, value) in table {
        let key = format!("{before}{}", key.get_ref());
        match value.get_ref() {
            DeValue::Table(inner) => add(inner, &format!("{key}."), texts),
            DeValue::String(text) => drop(texts.insert(key, plain(text))),
            _ => drop(texts.insert(key, String::new())),
        }
    }
}

/// Goes through a file, and collects.
struct Look<'t> {
    text: &'t str,
    slips: Vec<Slip>,
    /// Whether there are lists of tables, so that nothing can be said of the texts in them.
    is_nested: bool,
}

impl Look<'_> {
    fn add(&mut self, path: &[Part], span: &Range<usize>, message: String) {
        self.slips.push(Slip { path: path.to_vec(), span: span.clone(), message });
    }

    /// What is no text in a words file.
    fn texts(&mut self, table: &DeTable<'_>, path: &[Part]) {
        for (key, value) in table {
            let (name, path) = (key.get_ref(), below(path, key.get_ref().as_ref()));
            match value.get_ref() {
                DeValue::Table(inner) => self.texts(inner, &path),
                DeValue::String(text) => self.known(name, text.trim(), value, &path),
                DeValue::Array(items) if items.iter().any(|item| matches!(item.get_ref(), DeValue::Table(_))) => {
                    let message = format!(
                        "a words file has no `[[{name}]]`: write the id behind a dot, between single brackets, `[{name}.member]`"
                    );
                    self.is_nested = true;
                    self.add(&path, &key.span(), message);
                }
                _ => {
                    let example = format!("{name} = {}", quoted("…"));
                    self.add(&path, &value.span(), no_text(name, &example, value, self.text));
                }
            }
        }
    }

    /// The two texts in a words file of which there are only a few.
    fn known(&mut self, name: &str, text: &str, value: &Spanned<DeValue<'_>>, path: &[Part]) {
        let message = match path {
            [Part::Key(table), _] if table == "language" => match name {
                "reviewed" if !matches!(text, "yes" | "no") => format!(
                    "`reviewed` is `yes` or `no`, not `{text}`: write `reviewed = \"no\"`, and `\"yes\"` when a native speaker has read all texts"
                ),
                "direction" if !matches!(text, "ltr" | "rtl") => format!(
                    "`direction` is `ltr`, from left to right, or `rtl`, from right to left, not `{text}`: leave the line out, as it follows from the language"
                ),
                _ => return,
            },
            _ => return,
        };
        self.add(path, &value.span(), message);
    }
}
