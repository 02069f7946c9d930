//! What a person opens in the workshop and takes away from it.

#[path = "common/policies.rs"]
mod policies;
#[allow(dead_code, reason = "the other tests use the rest of it")]
#[path = "common/said.rs"]
mod said;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use policies::{files_of, policies};
use proptest::prelude::*;
use said::said;
use wegwijzer::draft::Files;
use wegwijzer::draft::archive::{self, LARGEST_FILE, OPENED_FILE, Opened, Unusable};
use wegwijzer::draft::changes::{FileChange, Kind, changes};
use wegwijzer::draft::digest::{digest, list};

/// An empty folder of a test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("taken-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What is written in a shell, in a folder.
fn shell(folder: &Path, command: &str) -> (bool, String) {
    let done = Command::new("sh").args(["-c", command]).current_dir(folder).output().unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8_lossy(&said).into_owned())
}

fn files(all: &[(&str, &str)]) -> Files {
    all.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn entries(all: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    all.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

fn zip(all: &[(&str, &str)]) -> Vec<u8> {
    archive::write(&entries(all)).unwrap()
}

/// What is opened, be it packed or not: both have to say the same.
fn opened(all: &[(&str, &str)]) -> Result<Opened, Unusable> {
    let packed = archive::read(&zip(all));
    assert_eq!(packed, archive::of_folder(entries(all)), "a zip and a folder of the same files");
    packed
}

#[test]
fn every_policy_comes_back_byte_for_byte() {
    for (name, path) in policies() {
        let files = files_of(&path);
        let at = |folder: &str| -> Vec<(String, Vec<u8>)> {
            files.iter().map(|(name, text)| (format!("{folder}{name}"), text.clone().into_bytes())).collect()
        };
        for place in ["", "ours/", "policy/", "repository-main/policies/ours/"] {
            let packed = archive::write(&at(place)).unwrap();
            assert_eq!(archive::read(&packed).unwrap().files, files, "{name} in {place}");
            assert_eq!(packed, archive::write(&at(place)).unwrap(), "{name}: the same files, the same bytes");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back(texts in prop::collection::vec(any::<String>().prop_map(|text| text.replace('\0', "")), 1..5)) {
        let names = ["policy.toml", "words.nl.toml", "words.en.toml", "scenarios.toml"];
        let files: Files = names.iter().zip(texts).filter(|(_, text)| !text.starts_with("PK\u{3}\u{4}") && !text.starts_with("{\\rtf"))
            .map(|(name, text)| ((*name).to_owned(), text)).collect();
        prop_assume!(files.contains_key("policy.toml"));
        let packed: Vec<(String, Vec<u8>)> = files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
        prop_assert_eq!(archive::read(&archive::write(&packed).unwrap()).unwrap().files, files);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>(), with: u8) {
        let _ = archive::read(&bytes);
        let mut spoilt = zip(&[("ours/policy.toml", "id = \"ours\""), ("ours/words.en.toml", "[page]")]);
        let at = at.index(spoilt.len());
        spoilt[at] = with;
        let _ = archive::read(&spoilt);
        spoilt.truncate(at);
        let _ = archive::read(&spoilt);
    }
}

/// Other programs read what is written here, and what they write is read here.
#[test]
fn other_programs_read_and_write_the_same_zips() {
    let text = "# Réglé\r\nid = \"ours\"\n";
    let folder = folder("peers");
    fs::write(folder.join("ours.zip"), zip(&[("policy/policy.toml", text), ("site/ä.html", "<p>")])).unwrap();
    assert_eq!(shell(&folder, "python3 -m zipfile --extract ours.zip out"), (true, String::new()));
    assert_eq!(fs::read_to_string(folder.join("out/site/ä.html")).unwrap(), "<p>");
    assert_eq!(fs::read(folder.join("out/policy/policy.toml")).unwrap(), text.as_bytes());

    let streamed = "import sys, zipfile; zipfile.ZipFile(sys.stdout.buffer, 'w', 8).write('out/policy/policy.toml')";
    for pack in [
        "python3 -m zipfile --create peer.zip out/policy",
        "python3 -c \"import shutil; shutil.make_archive('peer', 'zip', 'out')\"",
        // The sizes stand behind each file, as it goes into a pipe.
        &format!("python3 -c \"{streamed}\" | cat > peer.zip"),
    ] {
        let _ = fs::remove_file(folder.join("peer.zip"));
        let (packed, said) = shell(&folder, pack);
        assert!(packed, "{pack}: {said}");
        let read = archive::read(&fs::read(folder.join("peer.zip")).unwrap()).unwrap();
        assert_eq!(read.files, files(&[("policy.toml", text)]), "{pack}");
    }
}

/// A folder can hold a whole project, of which a few files are read.
#[test]
fn of_a_folder_only_the_policys_own_files_are_read() {
    let paths = [
        "help/logo.png",
        "help/ours/words.en.toml",
        "help/ours/notes.docx",
        "help/ours/policy.toml",
        "help/opened.sha256",
    ];
    let paths: Vec<String> = paths.map(str::to_owned).into();
    assert_eq!(archive::needed(&paths), Ok(vec![1, 3]));
    assert_eq!(archive::needed(&paths[..3]), Err(Unusable::NoPolicy(None)));
}

/// A policy is found wherever it stands; what is none of its files is left aside, and said.
#[test]
fn the_one_policy_is_found_and_the_rest_is_left_aside() {
    let read = opened(&[
        ("help/readme.md", "about"),
        ("help/ours/policy.toml", "a"),
        ("help/ours/words.en.toml", "b"),
        ("help/ours/notes.docx", "c"),
        ("help/ours/dutch.toml", "words that somebody gave another name, as the check will say"),
        ("help/ours/before/policy.toml", "an older one"),
        ("help/ours/words.before/words.nl.toml", "and its words"),
        ("help/ours/.DS_Store", "d"),
        ("__MACOSX/help/ours/policy.toml", "e"),
        (".git/policy.toml", "f"),
    ]);
    let read = read.unwrap();
    let names: Vec<&String> = read.files.keys().collect();
    assert_eq!(names, ["dutch.toml", "policy.toml", "words.en.toml"]);
    assert_eq!(read.files["words.en.toml"], "b");
    assert_eq!(read.aside, ["before/policy.toml", "notes.docx", "words.before/words.nl.toml"]);
    assert_eq!(read.digest, None);

    let of_workshop =
        opened(&[("a/policy/policy.toml", ""), ("a/opened.sha256", "abc"), ("opened.sha256", "not this one")]);
    assert_eq!(of_workshop.unwrap().digest.as_deref().map(|digest| &digest[..8]), Some("ba7816bf"), "that of `abc`");

    let windows = opened(&[("ours\\policy.toml", "a"), ("ours\\words.en.toml", "b")]).unwrap();
    assert_eq!(windows.files.len(), 2, "paths as some programs of Windows write them");
}

#[test]
fn what_cannot_be_opened_says_why() {
    let told = |result: Result<Opened, Unusable>| said("en", result.unwrap_err().said());
    assert_eq!(
        told(opened(&[("a/policy.toml", ""), ("b/policy.toml", ""), ("b/c/policy.toml", "")])),
        "There is more than one policy in it: a, b, b/c. Open one of these folders."
    );
    assert_eq!(
        told(opened(&[("a/readme.md", "")])),
        "There is no file policy.toml in it. Open the folder that holds it."
    );
    assert_eq!(
        told(opened(&[("a/Policy.toml.txt", "")])),
        "There is no file policy.toml in it, but there is a/Policy.toml.txt. Rename it policy.toml."
    );
    assert_eq!(archive::read(b"no zip"), Err(Unusable::NoZip));
    let whole = zip(&[("policy.toml", "id = \"ours\"")]);
    assert_eq!(archive::read(&whole[..whole.len() / 2]), Err(Unusable::NoZip));

    // One byte of what is packed is another, which the sum of the file shows.
    let mut spoilt = zip(&[("policy.toml", &"id = \"ours\"\n".repeat(50))]);
    let start = 30 + "policy.toml".len();
    spoilt[start + 3] ^= 0x55;
    assert_eq!(archive::read(&spoilt), Err(Unusable::Damaged("policy.toml".to_owned())));

    // As Python's zipfile says that a file is locked, by a bit of its flags.
    let mut locked = whole;
    let central = locked.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    locked[6] |= 1;
    locked[central + 8] |= 1;
    assert_eq!(archive::read(&locked), Err(Unusable::Locked("policy.toml".to_owned())));
}

/// A zip of a few kilobytes can hold gigabytes: no more is unpacked than a policy may have.
#[test]
fn a_zip_bomb_is_refused() {
    let bomb = "a".repeat(LARGEST_FILE + 1);
    let packed = zip(&[("policy.toml", &bomb)]);
    assert!(packed.len() < 10_000, "{} bytes", packed.len());
    let refused = opened(&[("policy.toml", &bomb)]).unwrap_err();
    assert_eq!(refused, Unusable::TooLarge(Some("policy.toml".to_owned())));
    assert_eq!(said("en", refused.said()), "policy.toml is larger than 4 MB. No file of a policy is that large.");
    assert_eq!(LARGEST_FILE >> 20, 4);

    // What the zip says of its size may be a lie.
    let mut lying = packed;
    let central = lying.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    lying[22..26].copy_from_slice(&10_u32.to_le_bytes());
    lying[central + 24..central + 28].copy_from_slice(&10_u32.to_le_bytes());
    assert!(archive::read(&lying).is_err());

    // Nor is more than a policy has of many files, each of which is small enough.
    let names: Vec<String> = (0..9).map(|number| format!("words.{number}.toml")).collect();
    let large = "a".repeat(LARGEST_FILE);
    let mut many = vec![("policy.toml", "")];
    many.extend(names.iter().map(|name| (name.as_str(), large.as_str())));
    assert_eq!(opened(&many), Err(Unusable::TooLarge(None)));

    let paths = (0..50_000).map(|number| (format!("{number}"), Vec::new()));
    let folder = paths.chain([("policy.toml".to_owned(), Vec::new())]).collect();
    assert_eq!(archive::of_folder(folder), Err(Unusable::TooLarge(None)));

    // What is none of the policy's files is not even unpacked.
    assert!(opened(&[("policy.toml", ""), ("film.bin", &bomb)]).is_ok());
}

/// Old programs save letters in another way: they can be looked at all the same, and it is said.
#[test]
fn what_is_not_saved_as_utf8_is_shown_and_said() {
    let latin = b"title = \"caf\xe9\"".to_vec();
    let read = archive::of_folder(vec![("policy.toml".to_owned(), Vec::new()), ("words.fr.toml".to_owned(), latin)]);
    let read = read.unwrap();
    assert_eq!(read.files["words.fr.toml"], "title = \"café\"");
    let [(name, why)] = read.not_text.as_slice() else { panic!("{:?}", read.not_text) };
    assert_eq!(name, "words.fr.toml");
    assert!(why.starts_with("this file is not saved as UTF-8, so letters such as `é` cannot be read"), "{why}");
}

/// The digest tells each version from each other, and the command that many systems have checks it.
#[test]
fn a_digest_is_of_names_and_contents_and_sha256sum_checks_it() {
    let one = files(&[("policy.toml", "a"), ("words.en.toml", "b")]);
    let others = [
        files(&[("policy.toml", "a"), ("words.en.toml", "c")]),
        files(&[("policy.toml", "a"), ("words.nl.toml", "b")]),
        files(&[("policy.toml", "a")]),
        files(&[("policy.toml", "ab"), ("words.en.toml", "")]),
        files(&[("policy.toml", "b"), ("words.en.toml", "a")]),
    ];
    for other in &others {
        assert_ne!(digest(&one), digest(other), "{other:?}");
    }
    assert_eq!(digest(&one), digest(&one.clone()));

    let folder = folder("digest");
    for (name, text) in &one {
        fs::write(folder.join(name), text).unwrap();
    }
    fs::write(folder.join(OPENED_FILE), list(&one)).unwrap();
    assert_eq!(shell(&folder, "sha256sum --check --quiet opened.sha256"), (true, String::new()));
    let (_, said) = shell(&folder, "sha256sum opened.sha256");
    assert_eq!(said.split(' ').next(), Some(digest(&one).as_str()), "the digest is that of the list");
    fs::write(folder.join("words.en.toml"), "somebody else's").unwrap();
    let (is_as_opened, said) = shell(&folder, "sha256sum --check --quiet opened.sha256");
    assert!(!is_as_opened && said.contains("words.en.toml: FAILED"), "{said}");
}

/// As a person reads it: `-` and `+` before what went and came, with the numbers of the lines.
fn shown(change: &FileChange) -> Vec<String> {
    let number = |number: Option<usize>| number.map_or("_".to_owned(), |number| number.to_string());
    let mut all = vec![format!("{:?} {}", change.kind, change.name)];
    for part in &change.parts {
        all.push("…".to_owned());
        all.extend(part.iter().map(|line| {
            let sign = match line.kind {
                Kind::Added => "+",
                Kind::Removed => "-",
                _ => " ",
            };
            format!("{} {} {sign}{}", number(line.before), number(line.now), line.text)
        }));
    }
    all
}

#[test]
fn what_changed_is_shown_with_the_lines_around_it() {
    let lines = |changed: &str| -> String {
        (1..=12).map(|number| if number == 6 { format!("{changed}\n") } else { format!("line {number}\n") }).collect()
    };
    let before = BTreeMap::from([
        ("gone.toml".to_owned(), "last\n".to_owned()),
        ("policy.toml".to_owned(), lines("old")),
        ("same.toml".to_owned(), "same".to_owned()),
    ]);
    let now = BTreeMap::from([
        ("policy.toml".to_owned(), format!("{}end\n", lines("new"))),
        ("same.toml".to_owned(), "same".to_owned()),
        ("words.nl.toml".to_owned(), "[page]".to_owned()),
    ]);
    let told: Vec<Vec<String>> = changes(&before, &now).iter().map(shown).collect();
    assert_eq!(
        told,
        [
            vec!["Removed gone.toml", "…", "1 _ -last"],
            vec![
                "Changed policy.toml",
                "…",
                "4 4  line 4",
                "5 5  line 5",
                "6 _ -old",
                "_ 6 +new",
                "7 7  line 7",
                "8 8  line 8",
                "…",
                "11 11  line 11",
                "12 12  line 12",
                "_ 13 +end",
            ],
            vec!["Added words.nl.toml", "…", "_ 1 +[page]"],
        ]
    );
    assert_eq!(changes(&before, &before), []);
}
