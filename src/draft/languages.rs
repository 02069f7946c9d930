//! What is done to a policy's languages with all that is known of languages: one more of them, texts to be written or translated,
//! and that a translation follows.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Files;
use crate::author::source::Source;
use crate::author::{language, names, new};

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// Begin a language, by what anybody calls it: a file with a place for each of its texts, to be translated from the policy's own.
    Begin(String),
    /// Lay out the texts that a language needs and has not, by its tag.
    LayOut(String),
    /// Write down that a language says what the original says now, by its tag.
    Follow(String),
}

/// What has become of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Done {
    /// There is no such language. If one comes near, its tag.
    Unknown(Option<String>),
    /// The policy has the language already, by its tag.
    Known(String),
    /// Files are to be written.
    Written(Written),
}

/// What is to be written for a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The tag of the language.
    pub tag: String,
    /// The files by name, as they are then; none where nothing is missing.
    pub files: Vec<(String, String)>,
    /// The number of texts that follow the original, and did not before.
    pub followed: usize,
}

impl Task {
    /// Does it, to the policy in some files.
    pub fn run(&self, files: &Files) -> Done {
        let source = Source::of(Path::new(""), files.iter().map(as_read).collect());
        match self {
            Self::Begin(name) => {
                let names: Vec<&str> = files.keys().map(String::as_str).collect();
                match tag_of(name) {
                    Err(near) => Done::Unknown(near),
                    Ok(tag) if names::languages(&names).0.iter().any(|(known, _)| *known == tag) => Done::Known(tag),
                    Ok(tag) => Done::Written(laid_out(&source, tag)),
                }
            }
            Self::LayOut(tag) => Done::Written(laid_out(&source, as_known(tag))),
            Self::Follow(tag) => {
                let tag = as_known(tag);
                let (file, new) = new::translated(&source, &tag, &[]);
                Done::Written(Written { tag, files: vec![by_name(file)], followed: new.len() })
            }
        }
    }
}

/// The names that can be chosen from: what each language calls itself, and its English name with its tag.
pub fn known() -> Vec<(&'static str, String)> {
    language::all().map(|(tag, own, english)| (own, format!("{english} ({tag})"))).collect()
}

/// The tag that somebody means: by a name of the language, or by the tag itself. Else the one that comes near.
fn tag_of(written: &str) -> Result<String, Option<String>> {
    let written = written.trim();
    language::named(&written.to_lowercase()).map_or_else(|| language::tag(written), Ok)
}

/// A tag as it is properly written, whatever the file is called: the file `words.NL.toml` is that of `nl`.
fn as_known(tag: &str) -> String {
    language::tag(tag).unwrap_or_else(|_| tag.to_owned())
}

fn laid_out(source: &Source, tag: String) -> Written {
    let Some((path, text)) = new::texts(source, &tag) else { return Written { tag, files: Vec::new(), followed: 0 } };
    let is_own = source.policy.default_language == tag;
    let made_from = new::made_from(source, &tag, &text).filter(|_| !is_own);
    let files = [(path, text)].into_iter().chain(made_from).map(by_name).collect();
    Written { tag, files, followed: 0 }
}

fn as_read<E>((name, text): (&String, &String)) -> (String, Result<Vec<u8>, E>) {
    (name.clone(), Ok(text.clone().into_bytes()))
}

fn by_name((path, text): (PathBuf, String)) -> (String, String) {
    (path.display().to_string(), text)
}
