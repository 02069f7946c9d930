//! What the tool says, and why it could not do something. Nothing that is closed or full makes it panic.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Why a task has not been done.
pub enum Failure {
    /// Already listed.
    Flaws,
    /// Nobody reads on, `| head` for example: that is told to nobody.
    Closed,
    Other(String),
}

/// Prints what was asked for.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| unsaid(&error))
}

/// Tells what is wrong, beside what was asked for.
pub fn tell(text: &str) -> Result<(), Failure> {
    io::stderr().lock().write_all(text.as_bytes()).map_err(|error| unsaid(&error))
}

/// What went wrong while something was printed.
pub fn unsaid(error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::BrokenPipe => Failure::Closed,
        kind => Failure::Other(format!("cannot print: {}", plainly(kind))),
    }
}

/// What went wrong with a file.
pub fn failed(what: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::Other(format!("cannot {what} {}: {}", path.display(), plainly(error.kind())))
}

/// What the computer says of files, in everyday words.
fn plainly(kind: ErrorKind) -> String {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "you may not do that here: ask the owner of the folder to let you".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "nothing can be written to this disk".to_owned(),
        ErrorKind::IsADirectory => "it is a folder, and a file is needed".to_owned(),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "there is a file where a folder is needed".to_owned(),
        other => format!("the computer says: {other}"),
    }
}
