//! Files and git revisions: what the tool reads and writes.

use std::fs;
use std::path::Path;
use std::process;

use wegwijzer::author::source::Source;

use super::sound::{Failure, sound};

/// Reads a version of a policy that can ship: a folder, or a folder in a git revision.
pub fn version(name: &str) -> Result<Source, Failure> {
    if !name.contains(':') || Path::new(name).exists() {
        return sound(Path::new(name), false);
    }
    let source = committed(name)?;
    if source.is_sound() {
        return Ok(source);
    }
    source.errors().for_each(|finding| eprintln!("{finding}"));
    Err(Failure::Flaws)
}

/// Reads a policy as it is in a git revision, `HEAD:policies/name`.
pub fn committed(name: &str) -> Result<Source, Failure> {
    let name = name.trim_end_matches('/');
    let files = git(&["ls-tree", "--name-only", name])?;
    let folder = std::env::temp_dir().join(format!("wegwijzer-{}-{name}", process::id()).replace(['/', ':'], "-"));
    fs::create_dir_all(&folder).map_err(|error| failed("make", &folder, &error))?;
    let copy = |file: &str| write(&folder.join(file), &git(&["show", &format!("{name}/{file}")])?);
    let copied = files.lines().filter(|file| file.ends_with(".toml")).try_for_each(copy);
    let source = Source::read(&folder);
    fs::remove_dir_all(&folder).map_err(|error| failed("remove", &folder, &error))?;
    copied.map(|()| source)
}

/// Whether a folder is as it was committed last.
pub fn is_committed(folder: &Path) -> bool {
    let folder = folder.display().to_string();
    git(&["ls-files", "--error-unmatch", &folder]).is_ok()
        && git(&["status", "--porcelain", "--", &folder]).is_ok_and(|changed| changed.is_empty())
}

/// What git prints.
fn git(arguments: &[&str]) -> Result<String, Failure> {
    let done = process::Command::new("git").args(arguments).output();
    let done = done.map_err(|error| Failure::Other(format!("git cannot be run: {error}")))?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr);
        return Err(Failure::Other(format!("git {}: {}", arguments.join(" "), said.trim())));
    }
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

/// Writes a file that is not there yet, and says so: what somebody has written is never lost.
pub fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    if path.exists() {
        return Err(Failure::Other(format!("{} is there already; move it away first", path.display())));
    }
    write(path, text)?;
    println!("{}", path.display());
    Ok(())
}

pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| failed("write", path, &error))
}

pub fn failed(what: &str, path: &Path, error: &std::io::Error) -> Failure {
    Failure::Other(format!("cannot {what} {}: {error}", path.display()))
}
