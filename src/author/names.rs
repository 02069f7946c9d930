//! The names of a policy's files, and what is told of a folder or file that is not there, not readable, or has another name.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use super::{language, made_from};
use crate::check::flaw::{Code, File};

/// The name of the file with the rules.
pub const POLICY_FILE: &str = "policy.toml";

/// The name of the file with the people that the policy is tried out with.
pub const SCENARIOS_FILE: &str = "scenarios.toml";

/// What a file of a policy is called.
pub fn of(file: &File) -> String {
    match file {
        File::Policy => POLICY_FILE.to_owned(),
        File::Words(language) => format!("words.{language}.toml"),
        File::Scenarios => SCENARIOS_FILE.to_owned(),
        File::MadeFrom(language) => made_from::file_name(language),
        File::Other(name) => name.clone(),
    }
}

/// What the names of a policy's files begin with.
const STARTS: [&str; 4] = ["words.", "policy.", "scenarios.", "made-from."];

/// What the name of a words file ends with, or may by a slip.
const ENDS: [&str; 4] = [".toml.txt", ".toml", ".tml", ".tom"];

/// Whether a file has to do with the policy in its folder, by its name: it is one of its files, or may have been meant as
/// one.
pub fn is_of_policy(name: &str) -> bool {
    let name = name.to_lowercase();
    is_named_so(&name) || meant_as_words(&name).is_some()
}

/// Whether that can be, as far as can be said without knowing any language: `dutch.toml` may be of the policy, and so may
/// `notes.toml`.
pub fn may_be_of_policy(name: &str) -> bool {
    let name = name.to_lowercase();
    is_named_so(&name) || ENDS.iter().any(|end| name.ends_with(end))
}

/// The language in the name of a words file, as it is written there; none where it has not the form of a tag.
pub fn written_tag(name: &str) -> Option<&str> {
    let tag = name.strip_prefix("words.")?.strip_suffix(".toml")?;
    let is_part = |(number, part): (usize, &str)| {
        let longest = if number == 0 { 3 } else { 8 };
        (2..=longest).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    tag.split('-').enumerate().all(is_part).then_some(tag)
}

/// Whether a name, in small letters, begins and ends like those of a policy's files.
fn is_named_so(name: &str) -> bool {
    let is_text = [".toml", ".toml.txt", ".txt"].iter().any(|end| name.ends_with(end));
    is_text && STARTS.iter().any(|start| name.starts_with(start))
}

/// A strange name, with what is told of it.
pub type Strange = (String, Code, String);

/// The words files among some files by language, and the names that look like those of words files and are not.
pub fn languages(names: &[&str]) -> (Vec<(String, String)>, Vec<Strange>) {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut strange = Vec::new();
    for name in names {
        if let Some(proper) = meant_as_words(&name.to_lowercase()) {
            let message = match names.contains(&proper.as_str()) {
                true => {
                    format!("`{name}` is passed over, as there is `{proper}`: remove it, or keep it in another folder")
                }
                false => format!("`{name}` is passed over: rename it `{proper}`"),
            };
            strange.push(((*name).to_owned(), Code::StrangeFile, message));
            continue;
        }
        if !name.to_lowercase().starts_with("words.") {
            continue;
        }
        match language_of(name) {
            Ok(tag) => match found.get(&tag) {
                Some(other) => {
                    let message = format!(
                        "`{other}` and `{name}` both hold the words of language `{tag}`: put all of them in one file, and remove the other"
                    );
                    strange.push(((*name).to_owned(), Code::DuplicateId, message));
                }
                None => drop(found.insert(tag, (*name).to_owned())),
            },
            Err((code, message)) => strange.push(((*name).to_owned(), code, message)),
        }
    }
    (found.into_iter().collect(), strange)
}

/// The words file that a name, in small letters, was probably meant as: `words.en.toml` for `words-en.toml`, `word.en.toml`,
/// `words.en.tml` or `english.toml`. None of a name that says well enough what it is.
fn meant_as_words(name: &str) -> Option<String> {
    let (stem, end) = ENDS.iter().find_map(|end| Some((name.strip_suffix(end)?, *end)))?;
    let tag = match stem.strip_prefix("words").or_else(|| stem.strip_prefix("word")) {
        Some(rest) if stem.starts_with("words.") && end.starts_with(".toml") && !rest.is_empty() => return None,
        Some(rest) => language::tag(rest.strip_prefix(['.', '-', '_', ' '])?).or_else(|near| near.ok_or(())).ok()?,
        None => language::named(stem)?,
    };
    Some(format!("words.{tag}.toml"))
}

/// The names that look like that of the scenarios and are not.
pub fn strange_scenarios(names: &[&str]) -> Vec<Strange> {
    let others = names.iter().filter(|name| name.to_lowercase().starts_with("scenarios.") && **name != SCENARIOS_FILE);
    let told = |name: &&str| {
        ((*name).to_owned(), Code::StrangeFile, format!("`{name}` is passed over: rename it `{SCENARIOS_FILE}`"))
    };
    others.map(told).collect()
}

/// The language of a words file, or what is wrong with its name.
fn language_of(name: &str) -> Result<String, (Code, String)> {
    let lower = name.to_lowercase();
    let middle = |end: &str| lower.ends_with(end).then(|| name.get("words.".len()..name.len() - end.len())).flatten();
    if let Some(written) = middle(".toml.txt").or_else(|| middle(".txt")) {
        let tag = language::tag(written).unwrap_or_else(|_| "en".to_owned());
        let message = format!("`{name}` is passed over, as its name ends in `.txt`: rename it `words.{tag}.toml`");
        return Err((Code::StrangeFile, message));
    }
    let Some(written) = middle(".toml") else {
        let message = format!("`{name}` does not say in which language it is: rename it, `words.en.toml` for English");
        return Err((Code::StrangeFile, message));
    };
    let near = match language::tag(written) {
        Ok(tag) => return Ok(tag),
        Err(near) => near,
    };
    if written.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) {
        let hint = match near {
            Some(near) => format!("; did you mean `{near}`? Rename the file `words.{near}.toml`"),
            None => ": rename the file, `words.en.toml` for English".to_owned(),
        };
        return Err((Code::UnknownId, format!("`{name}`: there is no language `{written}`{hint}")));
    }
    let message = format!(
        "`{name}` is passed over, as `{written}` is no language: it looks like a copy; remove it, or keep it in another folder"
    );
    Err((Code::StrangeFile, message))
}

/// What is told of a folder that cannot be read.
pub fn without_folder(folder: &Path, kind: ErrorKind) -> String {
    let shown = folder.display();
    match kind {
        ErrorKind::NotFound => format!(
            "there is no folder `{shown}`: name the folder that holds {POLICY_FILE}; `wegwijzer new policy lending` begins a new one"
        ),
        ErrorKind::NotADirectory => {
            let parent = folder.parent().map(|parent| parent.display().to_string()).filter(|parent| !parent.is_empty());
            let parent = parent.unwrap_or_else(|| ".".to_owned());
            format!("`{shown}` is a file, and a policy is a folder: name the folder, `wegwijzer check {parent}`")
        }
        ErrorKind::PermissionDenied => format!("you may not read the folder `{shown}`: ask its owner to let you"),
        other => format!("the folder `{shown}` cannot be read; the computer says: {other}"),
    }
}

/// What is told of a folder without a policy file.
pub fn without_policy(folder: &Path, names: &[&str]) -> String {
    let other = names.iter().find(|name| {
        let name = name.to_lowercase();
        name == POLICY_FILE || name == "policy.txt" || name == "policy.toml.txt"
    });
    match other {
        Some(other) => format!("there is no file {POLICY_FILE}, but there is `{other}`: rename it {POLICY_FILE}"),
        None => {
            let shown = folder.display().to_string();
            let place = if shown == "." { "this folder".to_owned() } else { format!("the folder `{shown}`") };
            let how = "name the folder that holds it; `wegwijzer new policy lending` begins a new one";
            format!("there is no file {POLICY_FILE} in {place}: {how}")
        }
    }
}

/// What is told of a file that is there and cannot be read.
pub fn unreadable(name: &str, kind: ErrorKind) -> String {
    match kind {
        ErrorKind::IsADirectory => format!("`{name}` is a folder, and has to be a file: rename the folder"),
        ErrorKind::PermissionDenied => format!("you may not read `{name}`: ask its owner to let you"),
        ErrorKind::NotFound => format!("`{name}` points to a file that is not there: remove it, or put the file there"),
        other => format!("`{name}` cannot be read; the computer says: {other}"),
    }
}
