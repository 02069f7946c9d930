//! Why an edit cannot be made.

/// What an edit ran into. Nothing was changed. The texts of the workshop say it in words.
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

impl Refused {
    /// The key of the text that says so, and the name that it speaks of.
    pub fn said(&self) -> (&'static str, &str) {
        match self {
            Self::NoFile(file) => ("refused.no-file", file),
            Self::NotToml(file) => ("refused.not-toml", file),
            Self::NoThing => ("refused.no-thing", ""),
            Self::NoProperty(name) => ("refused.no-property", name),
            Self::TakenId(id) => ("refused.taken-id", id),
            Self::BadId(id) => ("refused.bad-id", id),
            Self::Layout(file) => ("refused.layout", file),
            Self::Unreadable => ("refused.unreadable", ""),
            Self::NothingToSplit => ("refused.nothing-to-split", ""),
        }
    }
}
