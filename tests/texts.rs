//! `wegwijzer new texts`: each missing text is put in its place, marked, and nothing else in the file changes. `wegwijzer translated`:
//! a translation knows from which texts it was made.

mod common;
#[path = "common/tool.rs"]
mod tool;

use std::fs;
use std::path::{Path, PathBuf};

use common::{project, small};
use tool::Done;
use wegwijzer::author::insert::insert;
use wegwijzer::author::source::Source;

/// Runs the tool on a folder.
fn wegwijzer(arguments: &[&str], folder: &Path) -> (Option<i32>, String, String) {
    let Done { code, out, err } = tool::wegwijzer(&[arguments, &[folder.to_str().unwrap()]].concat(), "");
    (code, out, err)
}

fn told(folder: &Path) -> Vec<String> {
    let tell =
        |finding: &wegwijzer::author::finding::Finding| format!("{} {}", finding.flaw.code.id(), finding.flaw.message);
    Source::read(folder).findings.iter().map(tell).collect()
}

/// Holds that a file has all the lines it had, in their order and byte by byte, and returns those that have come.
fn added(before: &str, after: &str) -> String {
    let mut rest = before.split_inclusive('\n').peekable();
    let new: String = after.split_inclusive('\n').filter(|line| rest.next_if(|old| old == line).is_none()).collect();
    assert_eq!(rest.collect::<Vec<_>>(), [] as [&str; 0], "lines that are lost in\n{after}");
    new
}

const MORE: (&str, &str) = (
    "[[channel]]\nid = \"desk\"",
    "[[channel]]\nid = \"letter\"\nkind = \"mail\"\ntarget = \"post@library.example\"\n\n[[channel]]\nid = \"desk\"",
);

#[test]
fn each_missing_text_is_put_in_its_place_and_marked() {
    let folder = small(
        "new-texts",
        &[
            MORE,
            ("channels = [\"mail\"]", "channels = [\"mail\", \"letter\"]"),
            ("steps = [\"join\"]", "steps = [\"join\", \"pay\"]"),
            ("choices = [\"member\", \"guest\"]", "choices = [\"member\", \"guest\", \"child\"]"),
            (
                "when = { who = \"guest\", want = \"borrow\" }",
                "when = { who = [\"guest\", \"child\"], want = \"borrow\" }",
            ),
            ("when = { who = \"guest\", want = \"read\" }", "when = { who = [\"guest\", \"child\"], want = \"read\" }"),
        ],
    );
    let file = folder.join("words.en.toml");
    let says =
        "W10 4 texts are missing: `channel.letter.name`, `channel.letter.text`, `question.who.choice.child` and 1 more";
    assert_eq!(told(&folder), [says], "one finding, however many texts");
    let before = fs::read_to_string(&file).unwrap();
    let (code, out, err) = wegwijzer(&["new", "texts"], &folder);
    assert_eq!((code, out.as_str(), err.as_str()), (Some(0), format!("{}\n", file.display()).as_str(), ""));
    let after = fs::read_to_string(&file).unwrap();
    // The blank line before the new table is the same as the one behind it.
    let new = "choice.child = \"WRITE: this answer\"\npay = \"WRITE: what to do\"\n[channel.letter]\n\
        name = \"WRITE: the name of this way\"\ntext = \"WRITE: how to use it, or why not\"\n\n";
    assert_eq!(added(&before, &after), new);
    assert!(after.contains("choice.guest = \"Guest\"\nchoice.child ="), "beside its like: {after}");
    assert!(after.contains("join = \"Join **first**.\"\npay ="), "{after}");
    let channels: Vec<usize> =
        ["[channel.phone]", "[channel.letter]", "[notice.quiet]"].map(|table| after.find(table).unwrap()).into();
    assert!(channels.is_sorted(), "with the other channels: {after}");

    assert_eq!(told(&folder), ["W10 language `en` has 4 texts to write, `channel.letter.name` for one"]);
    assert!(!Source::read(&folder).is_sound());
    let again = wegwijzer(&["new", "texts"], &folder);
    assert_eq!((again.0, again.1.as_str()), (Some(0), "No text is missing.\n"));
    assert_eq!(fs::read_to_string(&file).unwrap(), after);
}

/// Comments, blanks, the order of keys, Windows line endings and a byte order mark are the editor's.
#[test]
fn nothing_else_in_the_file_changes() {
    let file = "\u{feff}# Ours.\n\n[question.who] # first\ntitle   = 'Who?'\nchoice.b = \"1\" # one\nother = \"x\"\nchoice.a = \"2\"\n\
        # the second question\n\n[question.want]\nchoice = { a = \"1\", b = \"2\" } # short\nbody = \"\"\"\n[no.table]\nx = \"y\"\n\"\"\"\n\
        [question.want.more]\n[step]\n\n# the end";
    let texts = [
        ("question.who.choice.c", "3"),
        ("question.want.choice.c", "4"),
        ("question.want.title", "What \"now\"?"),
        ("step.go", "a\nb"),
        ("question.new.title", "New"),
        ("question.new.choice.a", "A"),
        ("page.title", "P"),
        ("question.want.more.x", "m"),
    ]
    .map(|(key, text)| (key.to_owned(), text.to_owned()));
    let expected = "\u{feff}# Ours.\n\n[question.who] # first\ntitle   = 'Who?'\nchoice.b = \"1\" # one\nother = \"x\"\nchoice.a = \"2\"\n\
        choice.c = \"3\"\n# the second question\n\n[question.want]\nchoice = { a = \"1\", b = \"2\", c = \"4\" } # short\nbody = \"\"\"\n\
        [no.table]\nx = \"y\"\n\"\"\"\ntitle = 'What \"now\"?'\n[question.want.more]\nx = \"m\"\n\n[question.new]\ntitle = \"New\"\n\n\
        [question.new.choice]\na = \"A\"\n[step]\ngo = \"\"\"\na\nb\n\"\"\"\n\n# the end\n\n[page]\ntitle = \"P\"\n";
    assert_eq!(insert(file, &texts), expected);
    assert!(expected.parse::<toml::Table>().is_ok());
    assert_eq!(insert(&file.replace('\n', "\r\n"), &texts), expected.replace('\n', "\r\n"));
    assert_eq!(insert("", &texts[..1]), "[question.who.choice]\nc = \"3\"\n");
    assert_eq!(
        insert("step.a = \"1\"\n", &[("step.b".to_owned(), "2".to_owned())]),
        "step.a = \"1\"\nstep.b = \"2\"\n"
    );
}

/// Whichever texts are missing, they come back, and the file can be read.
#[test]
fn whatever_is_missing_comes_back() {
    let whole = Source::read(&project("policies/cliendo"));
    let file = fs::read_to_string(project("policies/cliendo/words.nl.toml")).unwrap();
    let flat = |text: &str| wegwijzer::author::common::flat(&text.parse().unwrap());
    let texts: Vec<(String, String)> = flat(&file).into_iter().collect();
    assert!(texts.len() > 200 && whole.is_sound());
    // Each text by itself, as a line can be taken out.
    let lines: Vec<&str> = file.lines().filter(|line| line.contains(" = \"") && !line.contains("\"\"\"")).collect();
    for line in lines.iter().step_by(3) {
        let without = file.replacen(&format!("{line}\n"), "", 1);
        let has = flat(&without);
        let missing: Vec<(String, String)> = texts.iter().filter(|(key, _)| !has.contains_key(key)).cloned().collect();
        assert_eq!(missing.len(), 1, "{line}");
        let back = insert(&without, &missing);
        assert_eq!(flat(&back).into_iter().collect::<Vec<_>>(), texts, "{line}");
        added(&without, &back);
    }
}

#[test]
fn a_language_can_begin_before_another_is_complete() {
    let folder = small("new-language", &[("join = \"Join **first**.\"\n", "")]);
    let (code, out, err) = wegwijzer(&["new", "texts", "--language", "NL"], &folder);
    let dutch = folder.join("words.nl.toml");
    assert_eq!((code, out, err.as_str()), (Some(0), format!("{}\n", dutch.display()), ""));
    let text = fs::read_to_string(&dutch).unwrap();
    for line in [
        "[question.who]\ntitle = \"TRANSLATE: Who?\"",
        "join = \"WRITE: what to do\"",
        "reviewed = \"no\"",
        "\nlead = \"TRANSLATE: Come *in*.\"",
    ] {
        assert!(text.contains(line), "no {line:?} in\n{text}");
    }
    assert!(!text.contains("direction") && !text.contains("[ui]"), "what is given or follows need not be said: {text}");
    let found = told(&folder);
    assert_eq!(found[0], "W10 there is no text for `step.join`");
    assert!(
        found.iter().any(|told| told.starts_with("W26 language `nl` has 29 texts to translate or to write, ")),
        "{found:?}"
    );
    // Arabic is begun as any other, and runs the other way by itself.
    let (code, _, err) = wegwijzer(&["new", "language", "ar"], &folder);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(Source::read(&folder).drafts[0].texts["language.direction"], "rtl");
    let (code, _, err) = wegwijzer(&["new", "language", "ar"], &folder);
    assert_eq!(code, Some(2));
    assert!(err.contains("is there already; `wegwijzer new texts --language ar` adds what is missing in it"), "{err}");
    let (code, _, err) = wegwijzer(&["new", "language", "dutch"], &folder);
    assert_eq!((code, err.as_str()), (Some(2), "error: there is no language `dutch`; did you mean `nl`?\n"));

    // The policy's own language, from nothing.
    fs::remove_file(folder.join("words.en.toml")).unwrap();
    fs::remove_file(&dutch).unwrap();
    fs::remove_file(folder.join("words.ar.toml")).unwrap();
    assert_eq!(
        told(&folder),
        ["W02 there is no words file for language `en`; `wegwijzer new texts <folder>` makes words.en.toml"]
    );
    assert_eq!(wegwijzer(&["new", "texts"], &folder).0, Some(0));
    let found = told(&folder);
    assert!(found[0].starts_with("W10 language `en` has ") && found[0].contains(" texts to write, "), "{found:?}");

    // A file that cannot be read is told of, and left alone.
    fs::write(folder.join("words.en.toml"), "title = “x”").unwrap();
    let (code, out, err) = wegwijzer(&["new", "texts"], &folder);
    assert!(code == Some(1) && out.is_empty() && err.contains("error[W01]") && err.contains("1 error;"), "{err}");
    assert_eq!(fs::read_to_string(folder.join("words.en.toml")).unwrap(), "title = “x”");
}

/// The small policy with a German translation that is complete.
fn with_german(name: &str) -> PathBuf {
    let folder = small(name, &[("en = [\"we promise you\"]", "en = [\"we promise you\"]\nde = []")]);
    assert_eq!(wegwijzer(&["new", "language", "de"], &folder).0, Some(0));
    replace(&folder.join("words.de.toml"), &[("TRANSLATE: ", ""), ("reviewed = \"no\"", "reviewed = \"yes\"")]);
    folder
}

fn replace(file: &Path, replaced: &[(&str, &str)]) {
    let mut text = fs::read_to_string(file).unwrap();
    for (from, to) in replaced {
        assert!(text.contains(from), "{from} in\n{text}");
        text = text.replace(from, to);
    }
    fs::write(file, text).unwrap();
}

fn exported(folder: &Path) -> (Option<i32>, String) {
    let out = folder.with_extension("out");
    let _ = fs::remove_dir_all(&out);
    let (code, _, err) = wegwijzer(&["export", "--out", &out.display().to_string()], folder);
    (code, err)
}

/// Else a visitor reads in German what has long been otherwise.
#[test]
fn a_text_whose_original_has_changed_keeps_a_release_from_being_made() {
    let folder = with_german("outdated");
    assert_eq!(told(&folder), [""; 0], "the tool wrote down from which texts it was made");
    assert_eq!(exported(&folder).0, Some(0));

    let own = folder.join("words.en.toml");
    replace(&own, &[("title = \"Who?\"", "title = \"Who are you?\""), ("name = \"desk\"", "name = \"at the desk\"")]);
    let says = |key: &str, now: &str| {
        format!("W43 `{key}` was translated from a text that has changed since: in English (`en`) it is \"{now}\" now")
    };
    let (desk, who) = (says("channel.desk.name", "at the desk"), says("question.who.title", "Who are you?"));
    assert_eq!(told(&folder), [desk.as_str(), &who]);
    let text = fs::read_to_string(folder.join("words.de.toml")).unwrap();
    let source = Source::read(&folder);
    let under: Vec<&str> = source.findings.iter().map(|finding| &text[finding.span.clone().unwrap()]).collect();
    assert_eq!(under, ["\"desk\"", "\"Who?\""], "the translations are shown, to be changed");
    assert_eq!(wegwijzer(&["check"], &folder).0, Some(0), "who edits goes on");
    let (code, err) = exported(&folder);
    assert!(code == Some(1) && err.contains("warning[W43]") && err.contains("question.who.title"), "{err}");

    // Said of one text, and then of the rest.
    let (code, out, err) = wegwijzer(&["translated", "de", "--text", "question.who.title"], &folder);
    assert!(code == Some(0) && out.contains("1 text is") && out.contains("question.who.title"), "{out}{err}");
    assert_eq!(told(&folder), [desk.as_str()]);
    let (_, out, _) = wegwijzer(&["translated", "de"], &folder);
    assert!(out.contains("channel.desk.name") && !out.contains("question.who.title"), "{out}");
    assert_eq!((told(&folder), exported(&folder).0), (Vec::new(), Some(0)));
}

#[test]
fn how_lines_are_broken_is_no_change() {
    let folder = with_german("lines");
    replace(&folder.join("words.en.toml"), &[("body = \"Dear desk\"", "body = \"\"\"\nDear\n  desk\n\"\"\"")]);
    assert_eq!(told(&folder), [""; 0]);
}

#[test]
fn a_text_of_which_nobody_knows_what_it_was_made_from_is_told() {
    let folder = with_german("unknown");
    replace(&folder.join("words.en.toml"), &[("title = \"What?\"", "title = \"What?\"\nhint = \"Choose.\"")]);
    replace(&folder.join("words.de.toml"), &[("title = \"What?\"", "title = \"What?\"\nhint = \"Choose.\"")]);
    let says = "W43 `made-from.de.toml` does not say from which text these were translated: `question.want.hint`";
    assert_eq!(told(&folder), [says]);
    assert_eq!(wegwijzer(&["translated", "de"], &folder).0, Some(0));
    assert_eq!(told(&folder), [""; 0]);
}

/// A text that is laid out to be translated stands beside its mark, so that is what it is made from.
#[test]
fn texts_that_are_laid_out_later_are_known_and_hold_nothing_up() {
    let folder = with_german("later");
    replace(&folder.join("policy.toml"), &[("steps = [\"join\"]", "steps = [\"join\", \"pay\"]")]);
    replace(
        &folder.join("words.en.toml"),
        &[("join = \"Join **first**.\"", "join = \"Join **first**.\"\npay = \"Pay.\"")],
    );
    assert_eq!(wegwijzer(&["new", "texts"], &folder).0, Some(0));
    assert_eq!(told(&folder), ["W26 language `de` has 1 text to translate, `step.pay` for one"]);
    // Its translator is told when the text changes while they are at it; the other languages ship.
    replace(&folder.join("words.en.toml"), &[("pay = \"Pay.\"", "pay = \"Pay there.\"")]);
    let changed =
        "W43 `step.pay` was translated from a text that has changed since: in English (`en`) it is \"Pay there.\" now";
    assert!(told(&folder).iter().any(|told| told == changed), "{:?}", told(&folder));
    assert_eq!(exported(&folder).0, Some(0));
    // What is yet to be translated is not taken for done.
    assert_eq!(wegwijzer(&["translated", "de"], &folder).0, Some(0));
    assert!(told(&folder).iter().any(|told| told == changed));
}

/// A policy that was there before has to begin with it; nothing is taken for known.
#[test]
fn a_language_without_such_a_file_is_left_alone() {
    let folder = with_german("without");
    fs::remove_file(folder.join("made-from.de.toml")).unwrap();
    replace(&folder.join("words.en.toml"), &[("title = \"Who?\"", "title = \"Who are you?\"")]);
    replace(&folder.join("words.de.toml"), &[("title = \"Who?\"\n", "")]);
    assert_eq!(wegwijzer(&["new", "texts"], &folder).0, Some(0));
    assert!(!folder.join("made-from.de.toml").exists());
}

#[test]
fn only_a_translation_can_be_called_translated() {
    let folder = with_german("wrong");
    for (arguments, says) in [
        (["translated", "en"].as_slice(), "`en` is the policy's own language"),
        (&["translated", "fr"], "there are no words in language `fr`"),
        (&["translated", "xx"], "there is no language `xx`"),
        (
            &["translated", "de", "--text", "question.who.titel"],
            "no text `question.who.titel`; did you mean `question.who.title`?",
        ),
    ] {
        let (code, _, err) = wegwijzer(arguments, &folder);
        assert!(code == Some(2) && err.contains(says), "{says}\n{err}");
    }
}

/// What ships was made from what ships.
#[test]
fn every_translation_that_ships_knows_its_originals() {
    let folders = [
        "policies/cliendo",
        "examples/policies/child-passport",
        "examples/policies/library-card",
        "examples/policies/security-contact",
    ];
    for folder in folders.map(project) {
        let source = Source::read(&folder);
        assert_eq!(source.outdated().count(), 0, "{}", folder.display());
        for words in source.words.iter().filter(|words| words.language != source.policy.default_language) {
            assert!(folder.join(format!("made-from.{}.toml", words.language)).exists(), "{}", words.language);
        }
    }
}
