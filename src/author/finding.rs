//! What is wrong with a policy, with its place in the files.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use crate::check::flaw::{Code, Flaw, Severity};

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
    /// The lines of the other places with the same cause, in the order in which the flaw has them.
    pub also: Vec<(PathBuf, Option<usize>)>,
}

impl Finding {
    /// Whether it keeps the policy from shipping.
    pub fn is_error(&self) -> bool {
        self.flaw.code.severity() == Severity::Error
    }

    /// Whether it is about a file that cannot be read, or a part of one.
    pub fn is_unreadable(&self) -> bool {
        self.flaw.code == Code::Unreadable
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
