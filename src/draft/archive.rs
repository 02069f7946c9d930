//! What a person opens, a zip or a folder, as the files of the policy in it; and a zip as it is written.
//!
//! What is opened comes from anywhere, so nothing in it is trusted: not the sizes that it names, not its paths.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::Files;
use super::digest::sha256;
use crate::author::names::{POLICY_FILE, may_be_of_policy};
use crate::author::read::encoding;

/// The largest zip that is opened, in bytes: little enough for the memory of a telephone.
pub const LARGEST_ZIP: usize = LARGEST_POLICY;

/// The largest file of a policy.
pub const LARGEST_FILE: usize = 4 << 20;

/// The largest policy, all of its files together.
pub const LARGEST_POLICY: usize = 32 << 20;

/// The most files that a zip or a folder is looked through for a policy.
pub const MOST_FILES: usize = 50_000;

/// The folder of the policy in a zip of the workshop.
pub const POLICY_FOLDER: &str = "policy";

/// The file beside it that says what had been opened when the zip was made.
pub const OPENED_FILE: &str = "opened.sha256";

/// A policy as it was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// Its files.
    pub files: Files,
    /// Of a zip that the workshop made: the digest of what had been opened then, as [`super::digest::digest`] gives it.
    pub digest: Option<String>,
    /// The files that were not saved as UTF-8, each with what `check` says of it. Their letters are guessed where they can be,
    /// so that somebody can look at them, and save them anew.
    pub not_text: Vec<(String, String)>,
    /// The files in the policy's folder that cannot be the policy's, so that they are not opened.
    pub aside: Vec<String>,
}

/// Why nothing can be opened. The texts of the workshop say it in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// The file is no zip, or only a part of one.
    NoZip,
    /// A file in the zip is locked by a password.
    Locked(String),
    /// A file in the zip cannot be unpacked.
    Damaged(String),
    /// A file, by its name, is larger than a policy's file can be; or all of it is, without a name.
    TooLarge(Option<String>),
    /// There is no policy in it. If there is one, a file that may have been meant as the policy's.
    NoPolicy(Option<String>),
    /// There are policies in several folders.
    Several(Vec<String>),
}

impl Unusable {
    /// The key of the text that says so, and the name that it speaks of.
    pub fn said(&self) -> (&'static str, String) {
        match self {
            Self::NoZip => ("unusable.no-zip", String::new()),
            Self::Locked(name) => ("unusable.locked", name.clone()),
            Self::Damaged(name) => ("unusable.damaged", name.clone()),
            Self::TooLarge(Some(name)) => ("unusable.large-file", name.clone()),
            Self::TooLarge(None) => ("unusable.large", String::new()),
            Self::NoPolicy(None) => ("unusable.no-policy", String::new()),
            Self::NoPolicy(Some(other)) => ("unusable.other-name", other.clone()),
            Self::Several(folders) => ("unusable.several", folders.join(", ")),
        }
    }
}

/// The policy in a zip.
///
/// # Errors
///
/// [`Unusable`] where there is none, or more than one, or it cannot be unpacked.
pub fn read(bytes: &[u8]) -> Result<Opened, Unusable> {
    if bytes.len() > LARGEST_ZIP {
        return Err(Unusable::TooLarge(None));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unusable::NoZip)?;
    let mut paths = Vec::new();
    for number in 0..archive.len() {
        let entry = archive.by_index_raw(number).map_err(|_| Unusable::NoZip)?;
        paths.push(entry.name().map_err(|_| Unusable::NoZip)?.into_owned());
    }
    open(&paths, |number, path| {
        let entry = archive.by_index(number).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unusable::Locked(path.to_owned()),
            _ => Unusable::Damaged(path.to_owned()),
        })?;
        // What a zip says of the size of a file may be a lie, so no more is unpacked than is allowed.
        let mut unpacked = Vec::new();
        let read = entry.take(LARGEST_FILE as u64 + 1).read_to_end(&mut unpacked);
        read.map(|_| unpacked).map_err(|_| Unusable::Damaged(path.to_owned()))
    })
}

/// The policy in a folder: files by their path in it.
///
/// # Errors
///
/// [`Unusable`] where there is none, or more than one.
pub fn of_folder(files: Vec<(String, Vec<u8>)>) -> Result<Opened, Unusable> {
    let (paths, mut contents): (Vec<String>, Vec<Vec<u8>>) = files.into_iter().unzip();
    open(&paths, |number, _| Ok(contents.get_mut(number).map(std::mem::take).unwrap_or_default()))
}

/// The files of a folder that have to be read to open it, by their numbers among all paths in it. The others may be given to
/// [`of_folder`] without what is in them: a folder can hold a whole project.
///
/// # Errors
///
/// [`Unusable`] where there is none, or more than one.
pub fn needed(paths: &[String]) -> Result<Vec<usize>, Unusable> {
    let mut numbers = Vec::new();
    open(paths, |number, _| {
        numbers.push(number);
        Ok(Vec::new())
    })?;
    Ok(numbers)
}

/// A zip of files by name. The same files make the same bytes, whenever and wherever it is made.
///
/// # Errors
///
/// [`ZipError`] where two files have the same name, or a name is longer than a zip can hold.
pub fn write(entries: &[(String, Vec<u8>)]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The policy among files by their paths. `read` gives what is in one, by its number, of which the path is for messages.
fn open(paths: &[String], mut read: impl FnMut(usize, &str) -> Result<Vec<u8>, Unusable>) -> Result<Opened, Unusable> {
    if paths.len() > MOST_FILES {
        return Err(Unusable::TooLarge(None));
    }
    // Some programs of Windows write the paths in a zip with its own separator.
    let paths: Vec<String> = paths.iter().map(|path| path.replace('\\', "/")).collect();
    let home = home(&paths)?;
    let mut read = |number: usize, path: &str| {
        let bytes = read(number, path)?;
        if bytes.len() > LARGEST_FILE { Err(Unusable::TooLarge(Some(path.to_owned()))) } else { Ok(bytes) }
    };
    // Where the folder is one of the workshop's, what stands beside it.
    let beside = home.strip_suffix('/').and_then(|home| folder_of(home, POLICY_FOLDER));
    let mut opened = Opened::default();
    let mut size = 0;
    for (number, path) in paths.iter().enumerate() {
        if beside.is_some() && folder_of(path, OPENED_FILE) == beside {
            opened.digest = Some(sha256(&read(number, path)?));
        }
        // A zip names folders as well, with the separator behind them.
        let is_shown = |name: &&str| !name.is_empty() && !name.ends_with('/') && !is_hidden(name);
        let Some(name) = path.strip_prefix(home).filter(is_shown) else { continue };
        if name.contains('/') || !may_be_of_policy(name) {
            opened.aside.push(name.to_owned());
            continue;
        }
        let bytes = read(number, path)?;
        size += bytes.len();
        if size > LARGEST_POLICY {
            return Err(Unusable::TooLarge(None));
        }
        let text = encoding::text(&bytes).unwrap_or_else(|(text, slip)| {
            opened.not_text.push((name.to_owned(), slip.message));
            text
        });
        opened.files.insert(name.to_owned(), text);
    }
    opened.aside.sort();
    Ok(opened)
}

/// The folder of the policy, with the separator behind it: the one that all others with a policy are in, if there are others.
fn home(paths: &[String]) -> Result<&str, Unusable> {
    let shown = || paths.iter().filter(|path| !is_hidden(path));
    let homes: BTreeSet<&str> = shown().filter_map(|path| folder_of(path, POLICY_FILE)).collect();
    let Some(first) = homes.first() else {
        let meant = shown().find(|path| {
            let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
            [POLICY_FILE, "policy.txt", "policy.toml.txt"].contains(&name.as_str())
        });
        return Err(Unusable::NoPolicy(meant.cloned()));
    };
    // In the order of letters, a folder comes before those that are in it.
    if homes.iter().all(|other| other.starts_with(first)) {
        return Ok(first);
    }
    Err(Unusable::Several(homes.iter().map(|home| home.trim_end_matches('/').to_owned()).collect()))
}

/// The folder of a file of a name, with the separator behind it.
fn folder_of<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    path.strip_suffix(name).filter(|folder| folder.is_empty() || folder.ends_with('/'))
}

/// Whether a path leads through what systems put into folders and zips by themselves: hidden files, and what macOS keeps of
/// each file.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}
