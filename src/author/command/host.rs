//! What the tool needs of the machine that it runs on: files, git and a terminal. Where these are, is for each machine to say:
//! `native` does with Rust's own library, `javascript` with what a program in JavaScript hands over.

use std::io;
use std::path::Path;

/// A machine that the tool runs on.
pub trait Host {
    /// The names of what is in a folder.
    fn list(&self, folder: &Path) -> io::Result<Vec<String>>;

    /// What is in a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// What stands at a path, or what the link there leads to.
    fn kind(&self, path: &Path) -> io::Result<Kind>;

    /// What stands at a path, if only a link.
    fn own_kind(&self, path: &Path) -> io::Result<Kind>;

    /// Makes a folder, and those that it is in.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes a file where there is nothing, whole and on the disk, or none. It gets the permissions of what is to be replaced
    /// by it, where that is a file.
    fn make_file(&self, path: &Path, bytes: &[u8], replaced: &Path) -> io::Result<()>;

    /// Writes to what is there already and is no file: a terminal, or another program.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Puts a file in the place of another one, all at once.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Runs git.
    fn git(&self, arguments: &[&str]) -> io::Result<Done>;

    /// What is typed or comes through a pipe next, as much as there is; nothing at its end.
    fn next_input(&self) -> io::Result<Vec<u8>>;

    /// Prints something, all of it.
    fn print(&self, stream: Stream, bytes: &[u8]) -> io::Result<()>;

    /// Whether a stream comes from a terminal or goes to one.
    fn is_terminal(&self, stream: Stream) -> bool;

    /// How many characters a line of the terminal has that is printed to; none where there is no terminal.
    fn columns(&self) -> Option<usize>;

    /// A variable of the environment.
    fn variable(&self, name: &str) -> Option<String>;

    /// The number of this process, that no other one has now.
    fn process(&self) -> u32;
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link, or a door to a terminal or another program.
    Other,
}

/// One of the three streams that every program has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// What is read.
    In,
    /// What was asked for.
    Out,
    /// What is wrong.
    Err,
}

/// What a program has printed, and whether it did what it was to do.
#[derive(Debug)]
pub struct Done {
    /// Whether it says that it has.
    pub success: bool,
    /// What was asked for.
    pub out: Vec<u8>,
    /// What is wrong.
    pub err: Vec<u8>,
}
