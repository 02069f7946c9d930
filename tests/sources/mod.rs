//! The sources of the project, for tests that read them.

#![allow(dead_code, reason = "each test uses a part of it")]

pub mod imports;

use std::fs;
use std::path::{Path, PathBuf};

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the project.
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The sources in some folders and those below them.
pub fn files(folders: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "js") {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "no sources in {folders:?}");
    found
}

/// A source without its comments.
pub fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let is_code = |line: &&str| !["//", "*", "/*"].iter().any(|comment| line.trim_start().starts_with(comment));
    text.lines().filter(is_code).collect::<Vec<_>>().join("\n")
}
