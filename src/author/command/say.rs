//! What the tool says, and why it could not do something. Nothing that is closed or full makes it panic.

use std::io::{self, BufRead, ErrorKind, Read, Write};
use std::path::Path;

use super::host::{Host, Stream};

/// Why a task has not been done.
pub enum Failure {
    /// The policy has errors, which have been listed.
    Flaws,
    /// The command is wrong, which has been told.
    Command,
    /// Nobody reads on, `| head` for example: that is told to nobody.
    Closed,
    /// Anything else, in a sentence.
    Other(String),
}

/// Prints what was asked for.
pub fn print(host: &dyn Host, text: &str) -> Result<(), Failure> {
    host.print(Stream::Out, text.as_bytes()).map_err(|error| unsaid(&error))
}

/// Tells what is wrong, beside what was asked for.
pub fn tell(host: &dyn Host, text: &str) -> Result<(), Failure> {
    host.print(Stream::Err, text.as_bytes()).map_err(|error| unsaid(&error))
}

/// Whether letters can be bold or have colours: in a terminal that knows of them, unless somebody wishes otherwise, as
/// no-color.org and bixense.com/clicolors have it.
pub fn is_styled(host: &dyn Host, stream: Stream) -> bool {
    let is_set = |name| host.variable(name).is_some_and(|value| !value.is_empty());
    if is_set("NO_COLOR") {
        return false;
    }
    if is_set("CLICOLOR_FORCE") {
        return true;
    }
    let wish = host.variable("CLICOLOR");
    if wish.as_deref() == Some("0") || !host.is_terminal(stream) {
        return false;
    }
    // Windows' own terminals have no name.
    let is_able = match host.variable("TERM") {
        Some(name) => name != "dumb",
        None => host.variable("OS").as_deref() == Some("Windows_NT"),
    };
    is_able || wish.is_some() || host.variable("CI").is_some()
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

/// What is typed or comes through a pipe.
pub struct Input<'h> {
    host: &'h dyn Host,
    /// What has come and has not been read yet.
    ahead: Vec<u8>,
}

impl<'h> Input<'h> {
    /// All that comes from now on.
    pub fn of(host: &'h dyn Host) -> Self {
        Self { host, ahead: Vec::new() }
    }
}

impl BufRead for Input<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.ahead.is_empty() {
            self.ahead = self.host.next_input()?;
        }
        Ok(&self.ahead)
    }

    fn consume(&mut self, amount: usize) {
        self.ahead.drain(..amount);
    }
}

impl Read for Input<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let amount = self.fill_buf()?.read(buffer)?;
        self.consume(amount);
        Ok(amount)
    }
}

/// What is printed of a talk, from one answer to the next.
pub struct Output<'h> {
    host: &'h dyn Host,
    /// What has not been printed yet.
    held: Vec<u8>,
}

impl<'h> Output<'h> {
    /// Where a talk is printed.
    pub fn of(host: &'h dyn Host) -> Self {
        Self { host, held: Vec::new() }
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.host.print(Stream::Out, &std::mem::take(&mut self.held))
    }
}
