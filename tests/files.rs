//! What an editor is told of their files: each slip in plain words, at its place, with how it should look. What is a matter of
//! taste or of the computer (line endings, a byte order mark, capitals in a language) is no slip.
//!
//! One file, as all of it changes the files of the small policy.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use common::project;
use serde::Deserialize;
use wegwijzer::author::finding::Finding;
use wegwijzer::author::language;
use wegwijzer::author::names::is_of_policy;
use wegwijzer::author::read::fields::{CHOICE, Entry, Form, POLICY, SCENARIO, SCENARIOS};
use wegwijzer::author::schema;
use wegwijzer::author::source::Source;

#[derive(Deserialize)]
struct Mistakes {
    case: Vec<Mistake>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mistake {
    name: String,
    #[serde(default = "policy_file")]
    file: String,
    replace: String,
    with: String,
    #[serde(default = "unreadable")]
    code: String,
    under: String,
    says: String,
}

fn policy_file() -> String {
    "policy.toml".to_owned()
}

fn unreadable() -> String {
    "W01".to_owned()
}

fn mistakes() -> Vec<Mistake> {
    toml::from_str::<Mistakes>(&fs::read_to_string(project("tests/mistakes.toml")).unwrap()).unwrap().case
}

type Files = BTreeMap<String, Result<Vec<u8>, ErrorKind>>;

/// The files of the small policy.
fn small() -> Files {
    let read = |name: &str| (name.to_owned(), Ok(fs::read(project("tests/small").join(name)).unwrap()));
    ["policy.toml", "words.en.toml"].map(read).into()
}

fn text_of<'f>(files: &'f Files, name: &str) -> &'f str {
    std::str::from_utf8(files[name].as_ref().unwrap()).unwrap()
}

/// The small policy with files added, replaced or made unreadable.
fn with(changed: &[(&str, Result<&[u8], ErrorKind>)]) -> Source {
    let mut files = small();
    files.extend(changed.iter().map(|(name, content)| ((*name).to_owned(), content.map(<[u8]>::to_vec))));
    read(files)
}

fn read(files: Files) -> Source {
    Source::of(Path::new("library"), files.into_iter().collect())
}

fn told(source: &Source) -> Vec<String> {
    let tell = |finding: &Finding| {
        let (code, path) = (finding.flaw.code.id(), finding.path.display());
        let line = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("{code} {path}{line} {}", finding.flaw.message)
    };
    source.findings.iter().map(tell).collect()
}

/// What a program says and an editor should not have to read.
const PROGRAMMERS: &[&str] = &[
    "expected",
    "invalid",
    "unknown",
    "duplicate",
    "os error",
    "UTF-8 sequence",
    "unexpected",
    "unclosed",
    "field",
    "variant",
    "sequence",
    "boolean",
    "integer",
    "string",
    "array",
    "literal",
    "parse",
    "token",
    "missing field",
];

fn assert_plain(message: &str) {
    // What stands between backticks is the editor's own.
    let own: String = message.split('`').step_by(2).collect();
    let found: Vec<&&str> = PROGRAMMERS.iter().filter(|word| own.contains(**word)).collect();
    assert!(found.is_empty(), "{found:?} in {message}");
}

#[test]
fn each_mistake_is_told_in_an_editors_words_at_its_place() {
    let mut wrong = Vec::new();
    for Mistake { name, file, replace, with, code, under, says } in mistakes() {
        let mut files = small();
        if file == "scenarios.toml" {
            files.insert(file.clone(), Ok(fs::read(project("tests/small/people.toml")).unwrap()));
        }
        let text = text_of(&files, &file).to_owned();
        assert!(text.contains(&replace), "{name}: {file} has no {replace}");
        let several = name == "single brackets for several";
        let text = if several { text.replace(&replace, &with) } else { text.replacen(&replace, &with, 1) };
        files.insert(file.clone(), Ok(text.clone().into_bytes()));
        let source = read(files);
        let found: Vec<(&str, &Path, Option<&str>, &str)> = (source.findings.iter())
            .map(|finding| {
                let at = finding.span.clone().map(|span| &text[span]);
                (finding.flaw.code.id(), finding.path.as_path(), at, finding.flaw.message.as_str())
            })
            .collect();
        let path = Path::new("library").join(&file);
        let expected = [(code.as_str(), path.as_path(), Some(under.as_str()), says.as_str())];
        if found != expected {
            wrong.push(format!("{name}: expected\n  {expected:?}\nfound\n  {found:?}"));
        }
        assert_plain(&says);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Who copies the line that is shown gets one that can be read.
#[test]
fn each_example_can_be_written_as_it_is_shown() {
    let mut tried = 0;
    for Mistake { name, says, .. } in mistakes() {
        let Some((_, example)) = says.split_once("write `") else { continue };
        let example = example.split('`').next().unwrap();
        // What ends a list or a text goes below it.
        if ["]", "\"\"\""].contains(&example) {
            continue;
        }
        let line = if example.ends_with("= \"\"\"") { format!("{example}\n\"\"\"") } else { example.to_owned() };
        let (as_list, as_table) = (format!("list = [{example}]"), format!("table = {{ {example} }}"));
        let can_be_read = [line, as_list, as_table].iter().any(|text| text.parse::<toml::Table>().is_ok());
        assert!(can_be_read, "{name}: {example}");
        tried += 1;
    }
    assert!(tried > 100, "{tried} examples");
}

/// Who writes what is shown in the place of what is underlined, or of its line, is not told of that line again, let alone the
/// opposite.
#[test]
fn each_example_mends_its_line() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for Mistake { name, file, replace, with, code, under, says } in mistakes() {
        let shown = says.split_once("write `").and_then(|(_, shown)| shown.split_once('`'));
        let Some((example, rest)) = shown.filter(|_| code == "W01") else { continue };
        // What goes below, or at another place, is tried by no program.
        let is_elsewhere = ["behind", "at the top", "over each", "for a choice"].iter().any(|what| rest.contains(what));
        let is_whole = example.contains("{ not = ");
        if is_elsewhere || is_whole || example.contains('…') || under.chars().count() < 2 || file == "scenarios.toml"
        {
            continue;
        }
        let text = text_of(&small(), &file).replacen(&replace, &with, 1);
        let source = |text: &str| self::with(&[(file.as_str(), Ok(text.as_bytes()))]);
        let Some(at) = source(&text).findings.first().and_then(|found| found.span.clone()) else { continue };
        let start = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at.start..].find('\n').map_or(text.len(), |length| at.start + length);
        let key = example.split_once(" = ").map_or(0, |(key, _)| key.len() + 3);
        let with_key = at.start.saturating_sub(key)..at.end;
        let again = [at, with_key, start..end].map(|place| {
            let mended = format!("{}{example}{}", &text[..place.start], &text[place.end..]);
            let is_here = |found: &&Finding| {
                let span = found.span.clone().filter(|_| found.is_unreadable());
                span.is_some_and(|span| span.start < place.start + example.len() && span.end > start)
            };
            source(&mended).findings.iter().find(is_here).map(|found| found.flaw.message.clone())
        });
        if again.iter().all(Option::is_some) {
            wrong.push(format!("{name}: {example}\n  {again:?}"));
        }
        tried += 1;
    }
    assert!(tried > 80 && wrong.is_empty(), "{tried}\n{}", wrong.join("\n"));
}

/// One sign is quickly forgotten, or typed twice.
#[test]
fn a_sign_too_few_or_too_many_is_told_in_its_line() {
    let files = small();
    let (mut tried, mut elsewhere) = (0, Vec::new());
    for name in ["policy.toml", "words.en.toml"] {
        let text = text_of(&files, name);
        let lines: Vec<&str> = text.lines().collect();
        let signs = text.char_indices().filter(|(_, sign)| "\"[]{}=,".contains(*sign));
        for (at, sign) in signs {
            let line = text[..at].matches('\n').count() + 1;
            if lines[line - 1].starts_with('#') {
                continue;
            }
            let without = format!("{}{}", &text[..at], &text[at + 1..]);
            let twice = format!("{}{sign}{}", &text[..at], &text[at..]);
            for spoilt in [without, twice] {
                let source = with(&[(name, Ok(spoilt.as_bytes()))]);
                for finding in &source.findings {
                    assert_plain(&finding.flaw.message);
                }
                let first = source.findings.iter().find(|finding| finding.is_unreadable());
                if let Some(finding) = first.filter(|finding| finding.line != Some(line)) {
                    let now = spoilt.lines().nth(line - 1).unwrap();
                    elsewhere.push(format!("{now}\n  {:?} {}", finding.line, finding.flaw.message));
                }
                tried += usize::from(first.is_some());
            }
        }
    }
    println!("{tried} signs");
    assert!(tried > 500 && elsewhere.is_empty(), "{tried}\n{}", elsewhere.join("\n"));
}

/// What the check looks for is what a policy is made of.
#[test]
fn the_keys_that_are_checked_are_those_of_a_policy() {
    let schema = schema::policy();
    let names = |value: &serde_json::Value| -> BTreeSet<String> {
        match value {
            serde_json::Value::Object(object) => object.keys().cloned().collect(),
            serde_json::Value::Array(items) => {
                items.iter().filter_map(|item| item.as_str()).map(str::to_owned).collect()
            }
            _ => BTreeSet::new(),
        }
    };
    let mut compared = 0;
    let mut compare = |entry: &Entry, of: &serde_json::Value| {
        let keys: BTreeSet<String> = entry.fields.iter().map(|field| field.key.to_owned()).collect();
        let needed: BTreeSet<String> =
            entry.fields.iter().filter(|field| field.needed).map(|field| field.key.to_owned()).collect();
        assert_eq!(keys, names(&of["properties"]), "{}", entry.name);
        assert_eq!(needed, names(&of["required"]), "{}", entry.name);
        compared += 1;
    };
    compare(&POLICY, &schema);
    for field in POLICY.fields {
        if let Form::Entries(entry) = field.form {
            let reference = schema["properties"][field.key]["items"]["$ref"].as_str().expect("a kind of table");
            compare(entry, &schema["$defs"][reference.rsplit('/').next().unwrap()]);
        }
    }
    let choice = schema["$defs"]
        .as_object()
        .unwrap()
        .values()
        .find(|kind| kind["anyOf"][1]["properties"]["offered-to"].is_object());
    compare(&CHOICE, &choice.expect("a choice")["anyOf"][1]);
    let scenarios = schema::scenarios();
    compare(&SCENARIOS, &scenarios);
    compare(&SCENARIO, &scenarios["$defs"]["Scenario"]);
    assert_eq!(compared, 11);
}

#[test]
fn files_of_every_computer_are_read() {
    let plain = read(small());
    assert!(plain.findings.is_empty());
    let windows: Files = (small().keys())
        .map(|name| {
            (name.clone(), Ok(format!("\u{feff}{}", text_of(&small(), name).replace('\n', "\r\n")).into_bytes()))
        })
        .collect();
    let source = read(windows);
    assert_eq!(told(&source), [] as [String; 0]);
    assert_eq!((&source.policy, &source.words), (&plain.policy, &plain.words));

    let words = text_of(&small(), "words.en.toml")
        .replace("body = \"Dear desk\"", "body = \"\"\"\r\nDear desk,\r\n\r\nI\tcome.\r\n\"\"\"")
        .replace("lead = \"Come *in*.\"", "lead\t=\t\"\"\"\r\n\tCome *in*.\r\n\"\"\"");
    let source = with(&[("words.en.toml", Ok(words.as_bytes()))]);
    assert_eq!(told(&source), [] as [String; 0]);
    assert_eq!(source.words[0].texts["outcome.welcome.body"], "Dear desk,\n\nI come.");
    assert_eq!(source.words[0].texts["outcome.welcome.lead"], "Come *in*.");
}

#[test]
fn another_encoding_is_named_with_how_to_save_the_file() {
    let text = text_of(&small(), "words.en.toml").replace("\"Who?\"", "\"Café?\"");
    let ansi: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let source = with(&[("words.en.toml", Ok(&ansi))]);
    let how = "save it as UTF-8: in Notepad under Save as, Encoding; in Visual Studio Code by a click on the encoding, at the \
        bottom right, and Save with Encoding";
    let such = format!(
        "W01 library/words.en.toml:13 this file is not saved as UTF-8, so letters such as `é` cannot be read: {how}"
    );
    assert_eq!(told(&source), [such], "and nothing about a words file that is not there");
    let shown = source.text(Path::new("library/words.en.toml")).unwrap();
    assert_eq!(&shown[source.findings[0].span.clone().unwrap()], "é");

    let utf16 =
        |order: fn(u16) -> [u8; 2]| -> Vec<u8> { "\u{feff}id = \"library\"".encode_utf16().flat_map(order).collect() };
    for bytes in [utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
        let source = with(&[("policy.toml", Ok(&bytes))]);
        assert_eq!(told(&source), [format!("W01 library/policy.toml:1 this file is saved as UTF-16: {how}")]);
        assert_eq!(source.text(Path::new("library/policy.toml")), Some("id = \"library\""));
    }
    for bytes in [b"PK\x03\x04...".as_slice(), b"{\\rtf1 id = 1}"] {
        let source = with(&[("policy.toml", Ok(bytes))]);
        assert!(
            told(&source)[0].contains("this is a document of a word processor: save it as plain text"),
            "{:?}",
            told(&source)
        );
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_of_by_what_it_is() {
    let only = |source: &Source| {
        let told = told(source);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_plain(&told[0]);
        told[0].clone()
    };
    for (kind, says) in [
        (
            ErrorKind::IsADirectory,
            "W01 library/policy.toml `policy.toml` is a folder, and has to be a file: rename the folder",
        ),
        (
            ErrorKind::PermissionDenied,
            "W01 library/policy.toml you may not read `policy.toml`: ask its owner to let you",
        ),
        (ErrorKind::TimedOut, "W01 library/policy.toml `policy.toml` cannot be read; the computer says: timed out"),
    ] {
        assert_eq!(only(&with(&[("policy.toml", Err(kind))])), says);
    }
    let words = with(&[("words.en.toml", Err(ErrorKind::PermissionDenied))]);
    assert_eq!(only(&words), "W01 library/words.en.toml you may not read `words.en.toml`: ask its owner to let you");

    let renamed = |from: &str, to: &str| {
        let mut files = small();
        let content = files.remove(from).unwrap();
        files.insert(to.to_owned(), content);
        read(files)
    };
    for name in ["policy.toml.txt", "Policy.toml"] {
        let says = format!(
            "W01 library/policy.toml there is no file policy.toml, but there is `{name}`: rename it policy.toml"
        );
        assert_eq!(only(&renamed("policy.toml", name)), says);
    }
    let as_text = told(&renamed("words.en.toml", "words.en.toml.txt"));
    let says = "W28 library/words.en.toml.txt `words.en.toml.txt` is passed over, as its name ends in `.txt`: rename it `words.en.toml`";
    assert_eq!(
        as_text,
        [
            says,
            "W02 library/policy.toml:5 there is no words file for language `en`; `wegwijzer new texts <folder>` makes words.en.toml"
        ]
    );

    let no_folder = Source::read(Path::new("no/such/folder"));
    let says = "W01 no/such/folder there is no folder `no/such/folder`: name the folder that holds policy.toml; \
        `wegwijzer new policy lending` begins a new one";
    assert_eq!(only(&no_folder), says);
    let file = project("tests/small/policy.toml");
    let says = format!(
        "is a file, and a policy is a folder: name the folder, `wegwijzer check {}`",
        project("tests/small").display()
    );
    assert!(only(&Source::read(&file)).contains(&says), "{:?}", told(&Source::read(&file)));
}

#[test]
fn a_language_has_a_tag() {
    for (written, tag) in [
        ("nl", "nl"),
        ("NL", "nl"),
        ("nl-be", "nl-BE"),
        ("pt_br", "pt-BR"),
        ("zh-hant", "zh-Hant"),
        ("iw", "he"),
        ("ckb", "ckb"),
    ] {
        assert_eq!(language::tag(written).as_deref(), Ok(tag), "{written}");
    }
    for (written, meant) in [
        ("dutch", Some("nl")),
        ("Nederlands", Some("nl")),
        ("deutsch", Some("de")),
        ("englisch", Some("en")),
        ("Arabic", Some("ar")),
        ("cz", Some("cs")),
        ("dk", Some("da")),
        ("zz", None),
        ("", None),
        ("en-", None),
        ("x", None),
        ("qqq", None),
    ] {
        assert_eq!(language::tag(written), Err(meant.map(str::to_owned)), "{written}");
    }
    for tag in ["ar", "he", "fa", "ur", "ps", "yi", "dv", "ckb", "az-Arab", "pa-PK", "uz-AF"] {
        assert_eq!(language::direction(tag), "rtl", "{tag}");
    }
    for tag in ["nl", "en", "tr", "uk", "el", "zh", "ja", "ku", "az", "ar-Latn", "hi"] {
        assert_eq!(language::direction(tag), "ltr", "{tag}");
    }
    assert_eq!(language::parents("zh-Hant-TW"), ["zh-Hant"], "Chinese by itself is written in another script");
    assert_eq!(language::parents("nl-BE"), ["nl"]);
}

/// The small policy with another name for its words file.
fn files_named(name: &str) -> Files {
    let mut files = small();
    let content = files.remove("words.en.toml").unwrap();
    files.insert(name.to_owned(), content);
    files
}

#[test]
fn a_files_name_says_its_language() {
    let words = text_of(&small(), "words.en.toml").to_owned();
    let mut files = small();
    let content = files.remove("words.en.toml").unwrap();
    files.insert("words.EN.toml".to_owned(), content);
    let source = read(files.clone());
    assert_eq!(told(&source), [] as [String; 0]);
    assert_eq!(source.words[0].language, "en");
    let spoilt = words.replace("join =", "joni =");
    files.insert("words.EN.toml".to_owned(), Ok(spoilt.into_bytes()));
    let found = told(&read(files));
    assert!(found.iter().all(|told| told.contains("words.EN.toml:")), "the file as it is named: {found:?}");

    let both = with(&[("words.EN.toml", Ok(words.as_bytes()))]);
    let says = "W03 library/words.en.toml `words.EN.toml` and `words.en.toml` both hold the words of language `en`: put all of them \
        in one file, and remove the other";
    assert_eq!(told(&both), [says]);
    for name in ["words.en - Copy.toml", "words.en (1).toml", "words.en.old.toml"] {
        let source = with(&[(name, Ok(b"anything"))]);
        let inner = &name["words.".len()..name.len() - ".toml".len()];
        let says = format!(
            "W28 library/{name} `{name}` is passed over, as `{inner}` is no language: it looks like a copy; remove it, or keep it in \
            another folder"
        );
        assert_eq!(told(&source), [says]);
        assert!(source.is_sound());
    }
    let names = [
        "words-nl.toml",
        "words_nl.toml",
        "word.nl.toml",
        "dutch.toml",
        "Nederlands.toml",
        "words.nl.tml",
        "words-nl.toml.txt",
    ];
    for name in names {
        let says = format!("W28 library/{name} `{name}` is passed over: rename it `words.nl.toml`");
        assert_eq!(told(&with(&[(name, Ok(b"anything"))])), [says]);
    }
    let says = "W28 library/words_en.toml `words_en.toml` is passed over, as there is `words.en.toml`: remove it, or keep it in another \
        folder";
    assert_eq!(told(&with(&[("words_en.toml", Ok(b"anything"))])), [says]);
    let capital = files_named("Words.en.toml");
    assert_eq!((told(&read(capital.clone())), read(capital).words.len()), (Vec::new(), 1), "a capital is no slip");
    for name in ["netlify.toml", "wordlist.toml", "words.txt", "swatches.toml", "pipeline.tml"] {
        let files = with(&[(name, Ok(b"anything"))]);
        assert!(!is_of_policy(name) || !told(&files).is_empty(), "{name}");
        assert!(name == "words.txt" || told(&files).is_empty(), "{name} is none of ours");
    }
    assert!(is_of_policy("words-nl.toml") && is_of_policy("Dutch.toml"), "a folder is looked through for them");
    let named = with(&[("words.dutch.toml", Ok(b""))]);
    let says = "W02 library/words.dutch.toml `words.dutch.toml`: there is no language `dutch`; did you mean `nl`? Rename the file \
        `words.nl.toml`";
    assert_eq!(told(&named), [says]);
    let capitals = text_of(&small(), "policy.toml").replace("default-language = \"en\"", "default-language = \"EN\"");
    assert_eq!(told(&with(&[("policy.toml", Ok(capitals.as_bytes()))])), [] as [String; 0]);
}

/// A language of a country says only what differs.
#[test]
fn a_language_of_a_country_takes_over_the_rest() {
    let source =
        with(&[("words.en-GB.toml", Ok(b"[language]\nname = \"British\"\n[question.who]\ntitle = \"Who, pray?\"\n"))]);
    assert_eq!(told(&source), [] as [String; 0]);
    let [american, british] = source.words.as_slice() else { panic!("{:?}", source.words) };
    assert_eq!((american.language.as_str(), british.language.as_str()), ("en", "en-GB"));
    assert_eq!(british.texts["question.who.title"], "Who, pray?");
    let differing: Vec<&String> =
        american.texts.keys().filter(|key| american.texts[*key] != british.texts[*key]).collect();
    assert_eq!(differing, ["language.name", "question.who.title"]);
    assert_eq!(british.texts["ui.continue"], "Continue", "what comes with the product, too");

    // What is wrong with a text is told once, where it stands.
    let words = text_of(&small(), "words.en.toml").replace("\"Join **first**.\"", "\"# Join\"");
    let source = with(&[("words.en.toml", Ok(words.as_bytes())), ("words.en-GB.toml", Ok(b""))]);
    let found = told(&source);
    assert!(found.len() == 1 && found[0].starts_with("W19 library/words.en.toml:36 "), "{found:?}");

    let persian = with(&[("words.fa.toml", Ok(b""))]);
    assert_eq!(persian.words.iter().find(|words| words.language == "fa").unwrap().texts["language.direction"], "rtl");
}
