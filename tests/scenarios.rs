//! Scenarios: an editor is told whose scenario does not come true, where that stands and what happens instead; what other version
//! changes for whom; and a scenario is written down without a byte of the file being lost.

mod common;
#[path = "common/tool.rs"]
mod tool;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::project;
use tool::program;
use wegwijzer::author::diff::Diff;
use wegwijzer::author::source::Source;

/// The small policy with its people, in a folder of its own, with texts of its files replaced.
fn folder(name: &str, replaced: &[(&str, &str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("scenarios-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (from, to) in
        [("policy.toml", "policy.toml"), ("words.en.toml", "words.en.toml"), ("people.toml", "scenarios.toml")]
    {
        let mut text = fs::read_to_string(project("tests/small").join(from)).unwrap();
        for (_, replace, with) in replaced.iter().filter(|(file, ..)| *file == to) {
            assert!(text.contains(replace), "{to} has no {replace}");
            text = text.replacen(replace, with, 1);
        }
        fs::write(folder.join(to), text).unwrap();
    }
    folder
}

/// What is found: the code, what is underlined, and the sentence.
fn found(folder: &Path) -> Vec<(String, String, String)> {
    let source = Source::read(folder);
    let tell = |finding: &wegwijzer::author::finding::Finding| {
        let text = source.text(&finding.path).unwrap_or_default();
        let under = finding.span.clone().map(|span| text[span].to_owned()).unwrap_or_default();
        (finding.flaw.code.id().to_owned(), under, finding.flaw.message.clone())
    };
    source.findings.iter().map(tell).collect()
}

fn wegwijzer(arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut child = Command::new(program())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code(), text(done.stdout), text(done.stderr))
}

/// What is replaced in `scenarios.toml`, by what; the code, what is underlined, and what is said.
const BROKEN: &[(&str, &str, &str, &str, &str)] = &[
    (
        "outcome = \"welcome\"",
        "outcome = \"no-card\"",
        "W40",
        "\"no-card\"",
        "`reader` must come to `no-card`, by rule `guest-reads`, and comes to `welcome`, by rule `guest-reads`",
    ),
    (
        "rule = \"guest-reads\"",
        "rule = \"member\"",
        "W40",
        "\"member\"",
        "`reader` must come to `welcome`, by rule `member`, and comes to `welcome`, by rule `guest-reads`",
    ),
    (
        "want = \"read\" }",
        "want = [\"read\", \"borrow\"] }",
        "W40",
        "\"welcome\"",
        "`reader` with want=borrow, who=guest must come to `welcome`, by rule `guest-reads`, and comes to `no-card`, by rule `guest-borrows`",
    ),
    (
        "who = \"guest\", want = \"read\" }",
        "who = \"guest\" }",
        "W41",
        "{ who = \"guest\" }",
        "`reader` is asked `want` with who=guest: add an answer, one of `borrow` and `read`",
    ),
    (
        "want = \"read\" }",
        "want = \"reserve\" }",
        "W41",
        "\"reserve\"",
        "`reader` answers `want` with `reserve`, which is not offered with who=guest: choose one of `borrow` and `read`",
    ),
    ("want = \"read\" }", "want = [] }", "W41", "[]", "`reader` answers `want` with no choice"),
    (
        "reads.en = [\"Come in.\"]",
        "reads.en = [\"Come  in.\", \"Go out.\"]",
        "W42",
        "\"Go out.\"",
        "`reader` has to read, and does not: \"Go out.\" (en), at `welcome`",
    ),
    (
        "en = [\"No card\"]",
        "en = [\"Welcome\"]",
        "W42",
        "\"Welcome\"",
        "`reader` must not read, and does: \"Welcome\" (en), at `welcome`",
    ),
    (
        "is-asked.en = [\"Borrow\"]",
        "is-asked.en = [\"Reserve\"]",
        "W42",
        "\"Reserve\"",
        "`reader` has to read on a question on the way, and does not: \"Reserve\" (en), at `welcome`",
    ),
    (
        "outcome = \"welcome\"",
        "outcome = \"welcom\"",
        "W02",
        "\"welcom\"",
        "there is no outcome `welcom`; did you mean `welcome`?",
    ),
    (
        "rule = \"guest-reads\"",
        "rule = \"guest-read\"",
        "W02",
        "\"guest-read\"",
        "there is no rule `guest-read`; did you mean `guest-reads`?",
    ),
    ("who = \"guest\"", "whom = \"guest\"", "W02", "\"guest\"", "there is no question `whom`; did you mean `who`?"),
    (
        "who = \"guest\"",
        "who = \"gest\"",
        "W02",
        "\"gest\"",
        "there is no choice of `who` `gest`; did you mean `guest`?",
    ),
    ("reads.en = [", "reads.de = [", "W02", "[\"Come in.\"]", "there are no words in language `de`, only in `en`"),
    ("id = \"member\"", "id = \"reader\"", "W03", "\"reader\"", "there are two scenarios `reader`"),
    (
        "id = \"reader\"",
        "id = \"A reader\"",
        "W20",
        "\"A reader\"",
        "`A reader` is no id: use lower-case letters, digits and hyphens only",
    ),
    (
        "person = \"I am no member, and want to read.\"",
        "person = \" \"",
        "W10",
        "\" \"",
        "`reader` does not say who it is about: write a sentence behind `person`",
    ),
];

#[test]
fn each_scenario_that_does_not_come_true_is_told_at_its_place() {
    assert_eq!(found(&folder("sound", &[])), []);
    for (replace, with, code, under, says) in BROKEN {
        let folder = folder("broken", &[("scenarios.toml", replace, with)]);
        assert_eq!(found(&folder), [((*code).to_owned(), (*under).to_owned(), (*says).to_owned())], "{with}");
        assert!(!Source::read(&folder).is_sound(), "{with}: it does not ship");
    }
}

/// Where no question tells two rules apart, both decide.
#[test]
fn several_rules_are_named_together() {
    let alike = (
        "policy.toml",
        "when = { who = \"guest\", want = \"read\" }\noutcome = \"welcome\"",
        "when = { who = \"guest\", want = \"read\" }\noutcome = \"no-card\"",
    );
    let folder = |rule: &'static str| {
        let replaced = [
            alike,
            ("scenarios.toml", ", want = \"read\" }\noutcome = \"welcome\"\nrule = \"guest-reads\"", rule),
            ("scenarios.toml", "is-asked.en = [\"Borrow\"]\nreads.en = [\"Come in.\"]", ""),
            ("scenarios.toml", "en = [\"No card\"]", "en = []"),
        ];
        folder("several", &replaced)
    };
    let both = folder(" }\noutcome = \"no-card\"\nrule = [\"guest-borrows\", \"guest-reads\"]");
    assert_eq!(found(&both), []);
    let one = folder(" }\noutcome = \"no-card\"\nrule = \"guest-reads\"");
    let says = "`reader` must come to `no-card`, by rule `guest-reads`, and comes to `no-card`, by rules `guest-reads` and `guest-borrows`";
    assert!(found(&one).iter().any(|(code, _, told)| code == "W40" && told == says), "{:?}", found(&one));
}

/// An answer that is not asked for looks as if the outcome depended on it.
#[test]
fn an_answer_that_is_not_asked_is_told() {
    // Without the notice, a member is asked nothing more.
    let folder = folder(
        "idle",
        &[
            ("policy.toml", "when = { want = \"read\" }\n", ""),
            ("policy.toml", "verdicts = [\"accepted\"]", "when = { who = \"guest\" }"),
        ],
    );
    let says = "`member` with want=borrow, who=member answers `want`, which is not asked with who=member: take that answer out";
    assert_eq!(found(&folder), [("W41".to_owned(), "[\"borrow\", \"reserve\"]".to_owned(), says.to_owned())]);
}

/// So that nobody is told twice of one slip, or of an empty text that its reader misses.
#[test]
fn nothing_is_tried_out_before_policy_and_words_are_right() {
    let gap = folder(
        "gap",
        &[(
            "policy.toml",
            "when = { who = \"guest\", want = \"read\" }",
            "when = { who = \"guest\", want = \"borrow\" }",
        )],
    );
    assert!(found(&gap).iter().all(|(code, ..)| ["W04", "W05"].contains(&code.as_str())), "{:?}", found(&gap));
    let empty = folder("empty", &[("words.en.toml", "lead = \"Come *in*.\"", "lead = \"\"")]);
    let codes: Vec<String> = found(&empty).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["W10"]);
}

#[test]
fn a_file_of_another_name_is_told_of() {
    let folder = folder("name", &[]);
    fs::rename(folder.join("scenarios.toml"), folder.join("scenarios.toml.txt")).unwrap();
    let says = "`scenarios.toml.txt` is passed over: rename it `scenarios.toml`";
    assert_eq!(found(&folder), [("W28".to_owned(), String::new(), says.to_owned())]);
}

/// Who looks for the reason needs the tools that show it.
#[test]
fn a_scenario_that_fails_keeps_from_shipping_and_can_be_looked_at() {
    let folder = folder("fails", &[("scenarios.toml", "outcome = \"welcome\"", "outcome = \"no-card\"")]);
    let name = folder.display().to_string();
    let (code, _, err) = wegwijzer(&["check", &name], "");
    assert_eq!(code, Some(1));
    for part in ["error[W40]: `reader` must come to `no-card`", "scenarios.toml:7:11", "7 | outcome = \"no-card\""] {
        assert!(err.contains(part), "{part}\n{err}");
    }
    let (code, out, err) = wegwijzer(&["explain", &name, "who=guest", "want=read"], "");
    assert!(code == Some(0) && out.contains("guest-reads"), "{out}{err}");
    assert_eq!(wegwijzer(&["export", &name, "--out", &format!("{name}-out")], "").0, Some(1));
}

#[test]
fn a_difference_says_which_scenarios_change() {
    let before = folder("before", &[]);
    let after = folder(
        "after",
        &[
            (
                "policy.toml",
                "when = { who = \"guest\", want = \"read\" }\noutcome = \"welcome\"",
                "when = { who = \"guest\", want = \"read\" }\noutcome = \"no-card\"",
            ),
            ("policy.toml", "id = \"quiet\"\n", "id = \"quiet\"\noutcomes = [\"welcome\"]\n"),
            ("scenarios.toml", "outcome = \"welcome\"", "outcome = \"no-card\""),
            ("scenarios.toml", "\nreads.en = [\"Come in.\"]", ""),
            ("scenarios.toml", "en = [\"No card\"]", "en = []"),
            ("scenarios.toml", "id = \"member\"", "id = \"borrower\""),
        ],
    );
    let told = [&before, &after].map(|folder| folder.display().to_string());
    let (code, out, err) = wegwijzer(&["diff", &told[0], &told[1]], "");
    assert_eq!(code, Some(0), "{err}");
    let scenarios = out.split("People of the scenarios\n").nth(1).and_then(|rest| rest.split("\n\n").next());
    let lines: Vec<&str> = scenarios.expect("a section").lines().map(str::trim).collect();
    assert_eq!(
        lines,
        [
            "scenario reader: I am no member, and want to read.",
            "- welcome, by rule guest-reads",
            "+ no-card, by rules guest-reads and guest-borrows",
            "scenario borrower: I am a member, and want something to take home.",
            "- there is no such scenario",
            "+ welcome, by rule member",
            "scenario member: I am a member, and want something to take home.",
            "- welcome, by rule member",
            "+ there is no such scenario",
        ]
    );
    let diff = Diff::of(&Source::read(&before), &Source::read(&after));
    let row = "| scenario reader: I am no member, and want to read. | welcome, by rule guest-reads | no-card, by rules guest-reads and guest-borrows |";
    assert!(diff.to_markdown().contains(row), "{}", diff.to_markdown());
    assert!(diff.to_html().contains("People of the scenarios"));
    let same = Diff::of(&Source::read(&before), &Source::read(&before));
    assert!(same.is_empty());
}

#[test]
fn a_scenario_is_written_down_behind_the_others() {
    let folder = folder("new", &[]);
    let (name, file) = (folder.display().to_string(), folder.join("scenarios.toml"));
    // As Windows has it, without a line break at the end, and with a comment there.
    let before = fs::read_to_string(&file).unwrap().replace('\n', "\r\n") + "# The end: \"é\"";
    fs::write(&file, &before).unwrap();
    let person = "I have a \"card\".";
    let (code, out, err) =
        wegwijzer(&["new", "scenario", &name, "--answers", "want=borrow,who=guest", "--person", person], "");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains("scenarios.toml: no-card\n"), "{out}");
    let after = fs::read_to_string(&file).unwrap();
    let new = after.strip_prefix(&before).expect("all that was there");
    let lines = [
        "",
        "",
        "[[scenario]]",
        "id = \"no-card\"",
        "person = 'I have a \"card\".'",
        "answers = { who = \"guest\", want = \"borrow\" }",
        "outcome = \"no-card\"",
        "rule = \"guest-borrows\"",
        "",
    ];
    assert_eq!(new, lines.join("\r\n"));
    assert_eq!(found(&folder), []);
    // Another one like it gets an id of its own.
    wegwijzer(&["new", "scenario", &name, "--answers", "who=guest,want=borrow", "--person", "Another."], "");
    assert!(fs::read_to_string(&file).unwrap().contains("id = \"no-card-2\""));
    assert_eq!(found(&folder), []);

    fs::remove_file(&file).unwrap();
    wegwijzer(
        &["new", "scenario", &name, "--answers", "who=guest,want=read", "--person", "A guest.", "--id", "guest"],
        "",
    );
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("# ") && text.contains("id = \"guest\""), "{text}");
    assert_eq!(found(&folder), []);
}

#[test]
fn what_is_no_scenario_is_not_written_down() {
    let folder = folder("none", &[]);
    let (name, file) = (folder.display().to_string(), folder.join("scenarios.toml"));
    let before = fs::read(&file).unwrap();
    for (arguments, says) in [
        (
            ["--answers", "who=guest", "--person", "A guest."].as_slice(),
            "is asked `want` with who=guest: add an answer, one of `borrow` and `read`",
        ),
        (
            &["--answers", "who=gest", "--person", "A guest."],
            "there is no choice of `who` `gest`; did you mean `guest`?",
        ),
        (&["--answers", "who=guest,want=read"], "say who it is about"),
        (&["--person", "A guest."], "say what they answer: `--answers"),
        (
            &["--answers", "who=guest,want=read", "--person", "A guest.", "--id", "reader"],
            "there is a scenario `reader` already",
        ),
        (&["--answers", "who=guest,want=read", "--person", "A guest.", "--id", "A"], "`A` is no id"),
    ] {
        let (code, _, err) = wegwijzer(&[&["new", "scenario", &name], arguments].concat(), "");
        assert!(code == Some(2) && err.contains(says), "{says}\n{err}");
        assert_eq!(fs::read(&file).unwrap(), before);
    }
}
