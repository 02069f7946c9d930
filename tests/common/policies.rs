//! The policies that come with the project, as files in memory, and what goes along with their sites.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use wegwijzer::draft::Files;
use wegwijzer::draft::site::Kit;

/// Every policy by name, with its folder.
pub fn policies() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let examples = fs::read_dir(root.join("examples/policies")).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<PathBuf> = examples.chain([root.join("policies/cliendo")]).collect();
    all.sort();
    all.into_iter().map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path)).collect()
}

/// The files in the folder of a policy.
pub fn files_of(folder: &Path) -> Files {
    let file = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    fs::read_dir(folder).unwrap().map(|entry| file(entry.unwrap().path())).collect()
}

/// What the build has made for the site of any policy.
pub fn kit() -> Kit {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    let list = fs::read_to_string(dist.join("workshop-kit.json")).expect("run script/build");
    let list: BTreeMap<String, String> = serde_json::from_str(&list).unwrap();
    list.into_iter().map(|(name, address)| (name, fs::read(dist.join(&address)).expect(&address))).collect()
}
