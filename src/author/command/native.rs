//! The machine itself: files, git and the terminal by Rust's own library.

use std::ffi::OsString;
use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;
use std::{env, process};

use terminal_size::{Width, terminal_size_of};

use super::files;
use super::host::{Done, Host, Kind, Stream};
use crate::author::source::Source;

impl Source {
    /// Reads the policy in a folder of this machine, and finds all that is wrong with it. A file that cannot be read is a flaw
    /// like any other.
    pub fn read(folder: &Path) -> Self {
        files::source(&Native, folder)
    }
}

/// Runs the tool on this machine, with the arguments of this process, and tells what the process is to end with.
pub fn run() -> u8 {
    super::run(&Native, env::args_os().collect::<Vec<OsString>>())
}

/// This machine.
struct Native;

impl Host for Native {
    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        // What cannot be looked at, and names that are no text, belong to no policy.
        let names = fs::read_dir(folder)?.flatten().map(|entry| entry.file_name().into_string());
        Ok(names.filter_map(Result::ok).collect())
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        path.metadata().map(|found| kind(&found))
    }

    fn own_kind(&self, path: &Path) -> io::Result<Kind> {
        path.symlink_metadata().map(|found| kind(&found))
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn make_file(&self, path: &Path, bytes: &[u8], replaced: &Path) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        let mut written = || {
            file.write_all(bytes)?;
            // What is not on the disk yet may turn out not to fit.
            file.sync_all()?;
            match replaced.symlink_metadata() {
                Ok(before) if before.is_file() => file.set_permissions(before.permissions()),
                _ => Ok(()),
            }
        };
        written().inspect_err(|_| {
            // Whoever is told of the failure is told enough.
            let _ = fs::remove_file(path);
        })
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn git(&self, arguments: &[&str]) -> io::Result<Done> {
        let done = process::Command::new("git").args(arguments).output()?;
        Ok(Done { success: done.status.success(), out: done.stdout, err: done.stderr })
    }

    fn next_input(&self) -> io::Result<Vec<u8>> {
        let mut input = io::stdin().lock();
        let bytes = input.fill_buf()?.to_vec();
        input.consume(bytes.len());
        Ok(bytes)
    }

    fn print(&self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        if stream == Stream::Err {
            return io::stderr().lock().write_all(bytes);
        }
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    fn is_terminal(&self, stream: Stream) -> bool {
        match stream {
            Stream::In => io::stdin().is_terminal(),
            Stream::Out => io::stdout().is_terminal(),
            Stream::Err => io::stderr().is_terminal(),
        }
    }

    fn columns(&self) -> Option<usize> {
        terminal_size_of(io::stdout()).map(|(Width(columns), _)| usize::from(columns))
    }

    fn variable(&self, name: &str) -> Option<String> {
        env::var_os(name).map(|value| value.to_string_lossy().into_owned())
    }

    fn process(&self) -> u32 {
        process::id()
    }
}

fn kind(found: &Metadata) -> Kind {
    if found.is_file() {
        Kind::File
    } else if found.is_dir() {
        Kind::Folder
    } else {
        Kind::Other
    }
}
