//! A policy's files: reading them, and finding the line of a place in them.

use std::fmt;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::common;
use crate::check::check;
use crate::check::flaw::{Code, File, Flaw, Part, Place, Severity};
use crate::check::words::is_draft;
use crate::policy::Policy;
use crate::policy::words::Words;

/// The name of the file with the rules.
const POLICY_FILE: &str = "policy.toml";

/// A policy as it stands in a folder, flaws and all.
#[derive(Debug)]
pub struct Source {
    /// The policy; empty when its file cannot be read.
    pub policy: Policy,
    /// The words of each language that ships.
    pub words: Vec<Words>,
    /// The words of the languages that are yet to be translated.
    pub drafts: Vec<Words>,
    /// Everything that is wrong or should be looked at, in the order of the files.
    pub findings: Vec<Finding>,
    folder: PathBuf,
    files: Vec<SourceFile>,
}

/// A flaw and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub flaw: Flaw,
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1; none when the file itself is missing.
    pub line: Option<usize>,
    /// The bytes of the file that it is about; none when the file itself is missing.
    pub span: Option<Range<usize>>,
}

impl Finding {
    /// Whether it keeps the policy from shipping.
    pub fn is_error(&self) -> bool {
        self.flaw.code.severity() == Severity::Error
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Flaw { code, message, .. } = &self.flaw;
        let severity = match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        writeln!(f, "{severity}[{}]: {message}", code.id())?;
        match self.line {
            Some(line) => writeln!(f, "  --> {}:{line}", self.path.display())?,
            None => writeln!(f, "  --> {}", self.path.display())?,
        }
        writeln!(f, "  help: {}", code.help())
    }
}

impl Source {
    /// Reads the policy in a folder and finds all that is wrong with it. A file that cannot be read is a
    /// flaw like any other.
    pub fn read(folder: &Path) -> Self {
        let mut unreadable = Vec::new();
        let policy_text = read_file(&folder.join(POLICY_FILE), &File::Policy, &mut unreadable);
        let policy: Option<Policy> = policy_text.as_ref().and_then(|file| match toml::from_str(&file.text) {
            Ok(policy) => Some(policy),
            Err(error) => {
                unreadable.push(file.unreadable(&error));
                None
            }
        });
        let mut words = Vec::new();
        let mut files: Vec<SourceFile> = policy_text.into_iter().collect();
        for (language, path) in words_files(folder) {
            let Some(file) = read_file(&path, &File::Words(language.clone()), &mut unreadable) else { continue };
            match toml::from_str(&file.text) {
                Ok(table) => {
                    let mut texts = common::texts(&language);
                    texts.extend(common::flat(&table));
                    words.push(Words { language, texts });
                }
                Err(error) => unreadable.push(file.unreadable(&error)),
            }
            files.push(file);
        }
        // What a policy's words should be cannot be said without the policy.
        let flaws = policy.as_ref().map(|policy| check(policy, &words)).unwrap_or_default();
        let policy = policy.unwrap_or_default();
        let (drafts, words) = words.into_iter().partition(is_draft);
        let mut source = Self { policy, words, drafts, findings: unreadable, folder: folder.to_owned(), files };
        let found: Vec<Finding> = flaws.into_iter().map(|flaw| source.finding(flaw)).collect();
        source.findings.extend(found);
        source
    }

    /// Whether the policy can ship: there is nothing but warnings.
    pub fn is_sound(&self) -> bool {
        self.errors().next().is_none()
    }

    /// What keeps the policy from shipping.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_error())
    }

    /// The file that a place is in, and the line, counted from 1; no line when the file could not be read.
    pub fn locate(&self, place: &Place) -> (PathBuf, Option<usize>) {
        let (path, span) = self.find(place);
        let line = span.and_then(|span| Some(line_of(self.text(&path)?, &span)));
        (path, line)
    }

    /// The text of one of the policy's files.
    pub fn text(&self, path: &Path) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    fn find(&self, place: &Place) -> (PathBuf, Option<Range<usize>>) {
        let file = self.files.iter().find(|file| file.file == place.file);
        let name = match &place.file {
            File::Policy => POLICY_FILE.to_owned(),
            File::Words(language) => format!("words.{language}.toml"),
        };
        (self.folder.join(name), file.and_then(|file| span_of(&file.text, &place.path)))
    }

    fn finding(&self, flaw: Flaw) -> Finding {
        let (path, span) = self.find(&flaw.place);
        let line = span.as_ref().and_then(|span| Some(line_of(self.text(&path)?, span)));
        Finding { flaw, path, line, span }
    }
}

/// A file and its text.
#[derive(Debug)]
struct SourceFile {
    file: File,
    path: PathBuf,
    text: String,
}

impl SourceFile {
    fn unreadable(&self, error: &toml::de::Error) -> Finding {
        let place = Place { file: self.file.clone(), path: Vec::new() };
        let flaw = Flaw { code: Code::Unreadable, place, message: error.message().to_owned() };
        let span = error.span().unwrap_or(0..0);
        Finding { flaw, path: self.path.clone(), line: Some(line_of(&self.text, &span)), span: Some(span) }
    }
}

fn read_file(path: &Path, file: &File, findings: &mut Vec<Finding>) -> Option<SourceFile> {
    match fs::read_to_string(path) {
        Ok(text) => Some(SourceFile { file: file.clone(), path: path.to_owned(), text }),
        Err(error) => {
            let place = Place { file: file.clone(), path: Vec::new() };
            let flaw = Flaw { code: Code::Unreadable, place, message: error.to_string() };
            findings.push(Finding { flaw, path: path.to_owned(), line: None, span: None });
            None
        }
    }
}

/// The words files of a folder, `words.<language>.toml`, by language.
fn words_files(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<(String, PathBuf)> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let language = name.strip_prefix("words.")?.strip_suffix(".toml")?;
            Some((language.to_owned(), entry.path()))
        })
        .collect();
    files.sort();
    files
}

/// The span of the last part of a path that the text has: of its value where that stands on one line, else of its key.
fn span_of(text: &str, path: &[Part]) -> Option<Range<usize>> {
    let top = DeTable::parse(text).ok()?;
    let mut span = 0..0;
    let mut value: DeValue<'_> = DeValue::Table(top.into_inner());
    for part in path {
        let next = match (part, value) {
            (Part::Key(wanted), DeValue::Table(table)) => {
                let found = table.into_iter().find(|(key, _)| key.get_ref() == wanted.as_str());
                found.map(|(key, value)| {
                    let whole = text.get(value.span()).unwrap_or_default();
                    // The span of a table with a header is that of the header, or empty.
                    let is_headed = matches!(value.get_ref(), DeValue::Table(_)) && !whole.starts_with('{');
                    let in_line = !is_headed && !whole.is_empty() && !whole.contains('\n');
                    (if in_line { value.span() } else { key.span() }, value.into_inner())
                })
            }
            (Part::Item(number), DeValue::Array(items)) => {
                items.into_iter().nth(*number).map(|item| (item.span(), item.into_inner()))
            }
            _ => None,
        };
        let Some((at, inner)) = next else { break };
        (span, value) = (at, inner);
    }
    Some(span)
}

fn line_of(text: &str, span: &Range<usize>) -> usize {
    let before = text.get(..span.start).unwrap_or(text);
    before.matches('\n').count() + 1
}
