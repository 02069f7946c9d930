//! Why an edit cannot be made, in an editor's words.

use std::fmt;

/// What an edit ran into. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such file.
    NoFile(String),
    /// A file that is no TOML.
    NotToml(String),
    /// The thing is not there, or not any more.
    NoThing,
    /// A thing of this kind has no such property, or it is changed in another way.
    NoProperty(String),
    /// Another thing of its kind has the id.
    TakenId(String),
    /// No id looks like this.
    BadId(String),
    /// It is written in a way that only a person can change: the file.
    Layout(String),
    /// The policy cannot be read, and the edit has to know what it decides.
    Unreadable,
    /// The rule holds for fewer than two choices of the question.
    NothingToSplit,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile(name) => write!(f, "there is no file {name}: add it first"),
            Self::NotToml(name) => {
                write!(
                    f,
                    "{name} cannot be read as it stands: mend what the check names first, in the text of the file"
                )
            }
            Self::NoThing => write!(f, "what was to be changed is not there any more: look at the policy as it is now"),
            Self::NoProperty(name) => write!(f, "`{name}` cannot be set here: nothing of this kind has it"),
            Self::TakenId(id) => write!(f, "there is a `{id}` already: choose another id"),
            Self::BadId(id) => write!(f, "`{id}` is no id: use small letters, digits and hyphens only"),
            Self::Layout(name) => {
                write!(
                    f,
                    "this is written in {name} in a way that no form can change: change it in the text of the file"
                )
            }
            Self::Unreadable => write!(f, "the policy cannot be read as it stands: mend what the check names first"),
            Self::NothingToSplit => {
                write!(f, "the rule holds for one choice of this question only: there is nothing to split")
            }
        }
    }
}

impl std::error::Error for Refused {}
