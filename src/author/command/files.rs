//! Files and git revisions: what the tool reads and writes.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::host::{Host, Kind};
use super::say::{Failure, failed, print};
use crate::author::names;
use crate::author::source::Source;

/// The policy in a folder, with all that is wrong with it. A file that cannot be read is a flaw like any other.
pub fn source(host: &dyn Host, folder: &Path) -> Source {
    let names = match host.list(folder) {
        Ok(names) => names,
        Err(error) => return Source::without_folder(folder, error.kind()),
    };
    let files = names.into_iter().filter(|name| names::is_of_policy(name)).map(|name| {
        let content = host.read(&folder.join(&name)).map_err(|error| error.kind());
        (name, content)
    });
    Source::of(folder, files.collect())
}

/// Reads the policy in a folder, and looks for languages that have gone since the last commit.
pub fn read(host: &dyn Host, folder: &Path) -> Source {
    let mut source = source(host, folder);
    // No git, no repository, no commit: then there is nothing to compare with.
    let folder = folder.display().to_string();
    if let Ok(names) = git(host, &["-C", &folder, "ls-tree", "-z", "--name-only", "HEAD"]) {
        let names = String::from_utf8_lossy(&names);
        let names: Vec<String> = names.split('\0').map(str::to_owned).collect();
        source.compare_files(&names);
    }
    source
}

/// Reads a policy as it is in a git revision, `HEAD:policies/name`.
pub fn committed(host: &dyn Host, name: &str) -> Result<Source, Failure> {
    let name = name.trim_end_matches('/');
    let names = git(host, &["ls-tree", "--name-only", name])?;
    let names = String::from_utf8_lossy(&names);
    let of_policy = names.lines().filter(|file| file.ends_with(".toml"));
    let files = of_policy.map(|file| Ok((file.to_owned(), Ok(git(host, &["show", &format!("{name}/{file}")])?))));
    Ok(Source::of(Path::new(name), files.collect::<Result<_, Failure>>()?))
}

/// Whether a folder is as it was committed last.
pub fn is_committed(host: &dyn Host, folder: &Path) -> bool {
    let folder = folder.display().to_string();
    git(host, &["ls-files", "--error-unmatch", &folder]).is_ok()
        && git(host, &["status", "--porcelain", "--", &folder]).is_ok_and(|changed| changed.is_empty())
}

/// What git prints.
fn git(host: &dyn Host, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let done = host.git(arguments);
    let done = done.map_err(|_| Failure::Other("git cannot be run: install it, or name a folder".to_owned()))?;
    if !done.success {
        let said = String::from_utf8_lossy(&done.err);
        return Err(Failure::Other(format!("git {}: {}", arguments.join(" "), said.trim())));
    }
    Ok(done.out)
}

/// The list of what was written into a folder, as `sha256sum` writes and checks it.
const LIST: &str = "files.sha256";

/// Writes all of a folder's files, and removes those that it wrote before and does not write any more. What somebody else has
/// put there or changed is kept, unless `force` says otherwise. Either all files are as before or all are new, but for a
/// machine that stops between two of them.
pub fn write_all(host: &dyn Host, folder: &Path, files: &[(String, String)], force: bool) -> Result<(), Failure> {
    if let Some((name, _)) = files.iter().find(|(name, _)| !is_name(name)) {
        return Err(Failure::Other(format!("`{name}` is no name for a file")));
    }
    host.make_folder(folder).map_err(|error| failed("make", folder, &error))?;
    let known = listed(host, folder)?;
    let is_own = |name: &str, state: &State| match state {
        State::File(digest) => known.contains(&(digest.clone(), name.to_owned())),
        State::Nothing | State::Other => false,
    };

    let mut changed = Vec::new();
    let mut told = Vec::new();
    let mut staged = Staged::on(host);
    for (name, text) in files {
        let path = folder.join(name);
        let state = State::of(host, &path)?;
        let done = match &state {
            State::Nothing => "",
            State::File(digest) if *digest == digest_of(text) => " (unchanged)",
            state if force || is_own(name, state) => " (replaced)",
            _ => {
                changed.push(path.display().to_string());
                continue;
            }
        };
        if done != " (unchanged)" {
            staged.add(&path, text)?;
        }
        told.push(format!("{}{done}", path.display()));
    }
    if !changed.is_empty() {
        let message = "written or changed by somebody else since; move it away, or replace it with --force";
        return Err(Failure::Other(format!("{}: {message}", changed.join(", "))));
    }

    // Whenever the machine stops, the list has all that may have been written.
    let new: BTreeSet<(String, String)> = files.iter().map(|(name, text)| (digest_of(text), name.clone())).collect();
    write(host, &folder.join(LIST), &list(&known.union(&new).cloned().collect()))?;
    staged.put()?;
    let gone = known.iter().map(|(_, name)| name).filter(|name| !files.iter().any(|(own, _)| own == *name));
    for name in gone.collect::<BTreeSet<_>>() {
        let path = folder.join(name);
        match State::of(host, &path)? {
            State::Nothing => {}
            state if is_own(name, &state) => {
                host.remove(&path).map_err(|error| failed("remove", &path, &error))?;
                told.push(format!("{} (removed)", path.display()));
            }
            _ => told.push(format!("{} (no longer part of it; kept, because somebody has changed it)", path.display())),
        }
    }
    write(host, &folder.join(LIST), &list(&new))?;
    told.iter().try_for_each(|line| print(host, &format!("{line}\n")))
}

/// Writes a page that says in its last line what was written, so that it is known again. One that somebody else has written
/// or changed is kept, unless `force` says otherwise.
pub fn write_page(host: &dyn Host, path: &Path, page: &str, force: bool) -> Result<(), Failure> {
    let mark = |page: &str| format!("<!-- Written by wegwijzer {} -->\n", digest_of(page));
    let is_own = |text: &str| {
        text.rfind("<!-- Written by").is_some_and(|at| {
            let (page, last) = text.split_at(at);
            last == mark(page)
        })
    };
    let page = format!("{page}\n");
    let text = format!("{page}{}", mark(&page));
    let before = if is_device(host, path) { None } else { contents(host, path)? };
    let done = match before {
        None => "",
        Some(before) if before == text.as_bytes() => " (unchanged)",
        Some(before) if force || is_own(&String::from_utf8_lossy(&before)) => " (replaced)",
        Some(_) => {
            let message = "written or changed by somebody else; move it away, or replace it with --force";
            return Err(Failure::Other(format!("{}: {message}", path.display())));
        }
    };
    write(host, path, &text)?;
    print(host, &format!("{}{done}\n", path.display()))
}

/// Writes a file that is not there yet, and says so: what somebody has written is never lost.
pub fn write_new(host: &dyn Host, path: &Path, text: &str) -> Result<(), Failure> {
    if host.own_kind(path).is_ok() {
        return Err(Failure::Other(format!("{} is there already; move it away first", path.display())));
    }
    write(host, path, text)?;
    print(host, &format!("{}\n", path.display()))
}

/// Writes a file as a whole or not at all. A link is replaced and not followed.
pub fn write(host: &dyn Host, path: &Path, text: &str) -> Result<(), Failure> {
    if is_device(host, path) {
        return host.write(path, text.as_bytes()).map_err(|error| failed("write", path, &error));
    }
    let mut staged = Staged::on(host);
    staged.add(path, text)?;
    staged.put()
}

/// Files that are written in full beside those that they are to replace. What is not put in its place is removed.
struct Staged<'h> {
    host: &'h dyn Host,
    files: Vec<(PathBuf, PathBuf)>,
}

impl<'h> Staged<'h> {
    fn on(host: &'h dyn Host) -> Self {
        Self { host, files: Vec::new() }
    }

    fn add(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let beside = path.with_file_name(format!(".{name}.{}.part", self.host.process()));
        let made = self.host.make_file(&beside, text.as_bytes(), path);
        made.map_err(|error| failed("write", path, &error))?;
        self.files.push((beside, path.to_owned()));
        Ok(())
    }

    fn put(mut self) -> Result<(), Failure> {
        while let Some((beside, path)) = self.files.last() {
            self.host.rename(beside, path).map_err(|error| failed("write", path, &error))?;
            self.files.pop();
        }
        Ok(())
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        for (beside, _) in &self.files {
            // Whoever is told of the failure is told enough.
            let _ = self.host.remove(beside);
        }
    }
}

/// What stands at a path.
enum State {
    Nothing,
    /// A file, by the digest of what is in it.
    File(String),
    /// A link, which leads elsewhere.
    Other,
}

impl State {
    fn of(host: &dyn Host, path: &Path) -> Result<Self, Failure> {
        match host.own_kind(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::Nothing),
            Err(error) => Err(failed("read", path, &error)),
            Ok(Kind::Folder) => Err(Failure::Other(format!("{} is a folder", path.display()))),
            Ok(Kind::File) => Ok(contents(host, path)?.map_or(Self::Nothing, |bytes| Self::File(digest_of(bytes)))),
            Ok(Kind::Other) => Ok(Self::Other),
        }
    }
}

/// What is in a file; nothing where there is none.
fn contents(host: &dyn Host, path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match host.read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed("read", path, &error)),
    }
}

/// Whether what is written to a path goes to a terminal or another program.
fn is_device(host: &dyn Host, path: &Path) -> bool {
    host.kind(path).is_ok_and(|kind| kind == Kind::Other)
}

/// Whether a file of this name stands in the folder itself, and is no hidden one.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':']) && !name.contains(char::is_control)
}

/// What a folder's list says was written there: digests and names.
fn listed(host: &dyn Host, folder: &Path) -> Result<BTreeSet<(String, String)>, Failure> {
    let path = folder.join(LIST);
    let bytes = contents(host, &path)?.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let entries = text.lines().map(|line| match line.split_once("  ") {
        Some((digest, name)) if is_name(name) => Ok((digest.to_owned(), name.to_owned())),
        _ => Err(Failure::Other(format!("{} has a line that was not written by `export`: {line}", path.display()))),
    });
    entries.collect()
}

fn list(entries: &BTreeSet<(String, String)>) -> String {
    entries.iter().map(|(digest, name)| format!("{digest}  {name}\n")).collect()
}

fn digest_of(text: impl AsRef<[u8]>) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
