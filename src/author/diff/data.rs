//! What differs between two versions, as data.

use crate::author::scenarios::ScenarioChange;
use crate::change::Changes;

/// All that differs between two versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff {
    /// The version before.
    pub before: Edition,
    /// The version after.
    pub after: Edition,
    /// What the two do not have in common, and so what cannot be compared one to one.
    pub apart: Vec<Apart>,
    /// What differs on the screens of visitors.
    pub changes: Changes,
    /// The scenarios whose person is sent elsewhere, and those that have come or gone.
    pub scenarios: Vec<ScenarioChange>,
    /// The texts that differ and that no screen of both versions shows.
    pub texts: Vec<TextChange>,
    /// What differs for editors only.
    pub editors: Vec<EditorChange>,
}

/// A version.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// What its owner calls it.
    pub version: String,
    /// The digest of all that ships; none where it cannot ship.
    pub build: Option<String>,
    /// The words by which ids are explained: those of its own language.
    pub words: crate::policy::words::Words,
}

/// Something that only one version has, or that makes it another thing as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apart {
    /// A version cannot ship, so nothing is compared. Why, for each thing that is wrong.
    Unsound(Side, Vec<String>),
    /// The policy has another id: before and after.
    Policy(String, String),
    /// A visitor whose own language is not offered gets another: before and after.
    DefaultLanguage(String, String),
    /// A language.
    Language(Side, String),
    /// A question.
    Question(Side, String),
    /// A choice of a question that both have.
    Choice(Side, String, String),
    /// A choice of a question that has another id and the same text: before and after.
    Renamed(String, String, String),
}

/// The one version that has or is something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// That before: it is gone.
    Before,
    /// That after: it is new.
    After,
}

/// A text that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// The language.
    pub language: String,
    /// The key of the text.
    pub key: String,
    /// Where a visitor sees it.
    pub seen: String,
    /// The text before, if there was one.
    pub before: Option<String>,
    /// The text now, if there is one.
    pub after: Option<String>,
}

/// Something that editors read and no visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorChange {
    /// What it is.
    pub what: String,
    /// What it was.
    pub before: Option<String>,
    /// What it is now.
    pub after: Option<String>,
}
