//! The author's tool as its user meets it: what it prints, and what it ends with.
//!
//! One file, as all of it runs the same tool.

mod common;
#[path = "common/tool.rs"]
mod tool;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{all_referrals, ids, project, shipped, shipped_compiled, small, words_in};
use tool::{Done, program, wegwijzer};
use wegwijzer::author::review::{self, Before};
use wegwijzer::author::source::Source;
use wegwijzer::check::flaw::Code;
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::screen::names::Names;

#[test]
fn a_flaw_is_shown_where_it_stands_with_why_it_matters_and_what_to_do() {
    let folder = small("one-flaw", &[("want = \"borrow\"", "want = \"borow\"")]);
    let Done { code, err, out } = wegwijzer(&["check", folder.to_str().unwrap()], "");
    assert_eq!((code, out.as_str()), (Some(1), ""));
    let lines: Vec<&str> = err.lines().collect();
    let at = lines.iter().position(|line| line.contains("want = \"borow\"")).unwrap_or_else(|| panic!("{err}"));
    assert_eq!(lines[0], "error[W02]: there is no choice of `want` `borow`; did you mean `borrow`?");
    assert!(lines[1].trim_start().starts_with("--> ") && lines[1].contains("policy.toml:67:"), "{err}");
    assert!(lines[at].starts_with("67 |") && lines[at + 1].contains("^^^"), "{err}");
    let under = lines[at + 1].find('^').unwrap();
    assert!(lines[at][under..].starts_with("\"borow\""), "the value is underlined:\n{err}");
    assert!(err.contains("note: what points nowhere is never used"), "{err}");
    assert!(err.contains("help: correct the spelling, or declare the id"), "{err}");
    assert!(!err.contains('\u{1b}'), "no colours where nobody looks");
}

#[test]
fn all_flaws_are_listed_however_many() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fifty-flaws");
    fs::create_dir_all(&folder).unwrap();
    let shipped = |file: &str| fs::read_to_string(project("policies/cliendo").join(file)).unwrap();
    let policy = shipped("policy.toml").replace("default-language = \"nl\"", "default-language = \"en\"");
    fs::write(folder.join("policy.toml"), policy).unwrap();
    // Each misspelt key is a text too many. The texts that are missing for it are told of at once.
    let words = shipped("words.en.toml");
    let (before, steps) = words.split_once("[step]\n").expect("a table [step]");
    let keys = steps.lines().take(49).map(|line| line.split_once(" = ").expect("a text").0);
    let misspelt =
        keys.fold(steps.to_owned(), |text, key| text.replacen(&format!("{key} = "), &format!("{key}x = "), 1));
    fs::write(folder.join("words.en.toml"), format!("{before}[step]\n{misspelt}")).unwrap();
    // Twenty of each kind one by one and the rest together; and the seven languages of `never-say` that are gone.
    let done = wegwijzer(&["check", "--errors-only", folder.to_str().unwrap()], "");
    assert_eq!((done.code, done.err.matches("\nerror[").count() + 1), (Some(1), 29), "{}", done.err);
    assert!(done.err.contains(": 29 errors;") && done.err.contains("; and 28 more of this kind"), "{}", done.err);
    let told: serde_json::Value =
        serde_json::from_str(&wegwijzer(&["check", "--format", "json", folder.to_str().unwrap()], "").out).unwrap();
    let errors = told["flaws"].as_array().unwrap().iter().filter(|flaw| flaw["severity"] == "error");
    assert_eq!(
        errors.map(|flaw| 1 + flaw["also"].as_array().unwrap().len()).sum::<usize>(),
        57,
        "a tool gets them all"
    );
}

#[test]
fn other_tools_get_each_flaw_with_its_place() {
    let folder = small("for-tools", &[("want = \"borrow\"", "want = \"borow\""), ("join = ", "joni = ")]);
    let Done { code, out, err } = wegwijzer(&["check", "--format", "json", folder.to_str().unwrap()], "");
    assert_eq!((code, err.as_str()), (Some(1), ""));
    let told: serde_json::Value = serde_json::from_str(&out).unwrap();
    let flaws = told["flaws"].as_array().unwrap();
    assert_eq!(flaws.len(), 3);
    let text = fs::read_to_string(flaws[0]["file"].as_str().unwrap()).unwrap();
    let place = |name: &str| usize::try_from(flaws[0][name].as_u64().unwrap()).unwrap();
    assert_eq!(&text[place("start")..place("end")], "\"borow\"");
    assert_eq!((flaws[0]["code"].as_str(), flaws[0]["severity"].as_str()), (Some("W02"), Some("error")));
    assert_eq!(place("line"), 67);
    for key in ["message", "why", "help"] {
        assert!(flaws[0][key].as_str().is_some_and(|text| text.len() > 10), "{key}");
    }
    let sound = wegwijzer(&["check", "--format", "json", "policies/cliendo"], "");
    let told: serde_json::Value = serde_json::from_str(&sound.out).unwrap();
    let flaws = told["flaws"].as_array().unwrap();
    assert!(sound.code == Some(0) && flaws.iter().all(|flaw| flaw["severity"] == "warning"), "{}", sound.out);
}

#[test]
fn each_code_is_explained() {
    let mut told = BTreeSet::new();
    for code in Code::ALL {
        let done = wegwijzer(&["check", "--explain", code.id()], "");
        assert_eq!(done.code, Some(0));
        let starts = done.out.split(' ').nth(1) == Some(&format!("{}:", code.id()));
        assert!(starts && done.out.contains("Why it matters: ") && done.out.contains("What to do: "), "{}", done.out);
        assert!(told.insert(done.out), "each says its own");
    }
    let unknown = wegwijzer(&["check", "--explain", "W99"], "");
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("there is no code `W99`; there are W01, "), "{}", unknown.err);
}

/// What others get is what ships: the compiled files can be read, the articles are those of the build, and the table of
/// routes has every route.
#[test]
fn an_export_holds_the_whole_policy() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("export");
    let _ = fs::remove_dir_all(&folder);
    let done = wegwijzer(&["export", "policies/cliendo", "--out", folder.to_str().unwrap()], "");
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""));
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let compiled = shipped_compiled();
    let policy = CompiledPolicy::read(&read("policy.json")).expect("a sound policy");
    assert_eq!(policy, compiled.policy);
    for words in &compiled.words {
        let language = &words.language;
        assert_eq!(policy.read_words(&read(&format!("words.{language}.json"))).as_ref(), Ok(words));
        assert!(read(&format!("article.{language}.html")).starts_with("<h2>"));
        for name in [format!("words.{language}.json"), format!("article.{language}.html")] {
            assert!(done.out.contains(&name), "it says what it has written: {}", done.out);
        }
    }

    let table = read("routes.md");
    let source = shipped();
    let (table, facts_table) = table.split_once("\n## Facts\n").expect("the facts below the routes");
    for (id, text) in &source.policy.facts {
        assert!(facts_table.replace('\\', "").contains(&format!("| `{id}` | {text} |")), "{id}");
    }
    let names = Names::of(&compiled.policy, words_in(&compiled, "nl"));
    let mut told = BTreeSet::new();
    for row in table.lines().filter(|row| row.contains('=')) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let coded = |cell: &str| -> Vec<String> { cell.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
        let [answers, outcome, verdict, rules, facts] = cells.as_slice() else { panic!("{row}") };
        for id in coded(outcome) {
            let number = compiled.policy.outcomes.find(|known| known.id == id).expect("an outcome");
            assert!(
                outcome.starts_with(&format!("{} (`", names.outcome(number))),
                "its title beside its id: {outcome}"
            );
        }
        for step in answers.split(" → ") {
            let id = step.split('`').nth(1).and_then(|ids| ids.split('=').next()).expect("an id");
            let question = names.questions.iter().find(|question| question.id == id).expect("a question");
            assert!(step.starts_with(&format!("{} ", question.title)), "{step}");
        }
        let [answers, outcome, verdict, rules, facts] =
            [answers, outcome, verdict, rules, facts].map(|cell| coded(cell));
        let (outcome, rules) = (outcome.concat(), rules.join(", "));
        // Each way to choose among the choices that lead on alike.
        let mut ways = vec![Vec::new()];
        for answer in &answers {
            let (question, choices) = answer.split_once('=').unwrap();
            let choices: Vec<&str> = choices.split('/').collect();
            ways = (ways.iter())
                .flat_map(|way| {
                    choices.iter().map(|choice| [way.clone(), vec![format!("{question}={choice}")]].concat())
                })
                .collect();
        }
        told.extend(ways.into_iter().map(|way| (way.join(","), outcome.clone(), rules.clone())));
        let known = source.policy.outcomes.iter().find(|known| known.id == outcome).expect("an outcome");
        assert_eq!(known.verdict.id(), verdict.concat());
        assert!(!facts.is_empty() && facts.iter().all(|fact| source.policy.facts.contains_key(fact)), "{row}");
    }
    let all: BTreeSet<(String, String, String)> = (all_referrals(&compiled.policy).into_iter())
        .map(|(path, referral)| {
            let answers: Vec<String> = path.iter().map(|answer| ids(&compiled.policy, *answer)).collect();
            let rules: Vec<&str> =
                referral.leaf.rules.iter().map(|rule| compiled.policy.rules[*rule].id.as_str()).collect();
            (answers.join(","), referral.outcome.id.clone(), rules.join(", "))
        })
        .collect();
    assert_eq!(told, all);
}

/// Who edits a policy reads on the page what is wrong with it; when nothing is, who is sent elsewhere.
#[test]
fn an_editor_is_shown_what_is_wrong_and_what_has_changed() {
    let before = shipped();
    // What is sound and unchanged takes one line, whichever way that was found out.
    let line = "Policy: sound, unchanged; ";
    let same = review::html(&shipped(), &Before::Committed(&before));
    assert!(same.contains("review quiet") && same.contains(line) && !same.contains("open>"), "{same}");
    assert_eq!(same, review::html(&shipped(), &Before::Same));
    assert!(review::html(&shipped(), &Before::Unknown).contains("no commit to compare"));

    let wrong = small("review-wrong", &[("want = \"borrow\"", "want = \"<b>\"")]);
    let wrong = review::html(&Source::read(&wrong), &Before::Committed(&before));
    assert!(wrong.contains("review loud"), "{wrong}");
    assert!(wrong.contains("1 error") && wrong.contains("error[W02]"), "{wrong}");
    assert!(wrong.contains("&lt;b&gt;") && !wrong.contains("<b>"), "what an editor types is text: {wrong}");

    let mut after = shipped();
    let rule = after.policy.rules.iter_mut().find(|rule| rule.id == "owner-locked-out").expect("a rule");
    rule.outcome = "owner-mail".to_owned();
    let changed = review::html(&after, &Before::Committed(&before));
    assert!(changed.contains("review loud"), "{changed}");
    for part in ["9 lead elsewhere", "reach=neither", "assessment", "owner-mail"] {
        assert!(changed.contains(part), "no {part:?} in {changed}");
    }
}

/// `| head` ends the tool quietly, and a full disk in one line: neither is a panic.
#[test]
fn who_reads_no_more_and_a_full_disk_end_the_tool() {
    let folder = small("unread", &[("want = \"borrow\"", "want = \"borow\"")]);
    let folder = folder.to_str().unwrap();
    let run = |arguments: &[&str], out: Stdio, err: Stdio| {
        let mut tool = Command::new(program());
        let done = tool.args(arguments).current_dir(project(".")).stdout(out).stderr(err).output().unwrap();
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    let closed = || {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        Stdio::from(writer)
    };
    let full = || Stdio::from(fs::File::options().write(true).open("/dev/full").unwrap());
    for arguments in [
        vec!["check", "--errors-only", "policies/cliendo"],
        vec!["check", "--format", "json", folder],
        vec!["check", "--explain", "W01"],
        vec!["explain", "policies/cliendo", "who=heir"],
        vec!["ask", "policies/cliendo"],
        vec!["diff", "policies/cliendo", "policies/cliendo"],
    ] {
        assert_eq!(run(&arguments, closed(), Stdio::piped()), (Some(141), String::new()), "{arguments:?}");
        let (code, said) = run(&arguments, full(), Stdio::piped());
        assert_eq!((code, said.as_str()), (Some(2), "error: cannot print: the disk is full\n"), "{arguments:?}");
    }
    let listing = ["check", folder];
    assert_eq!(run(&listing, Stdio::piped(), closed()).0, Some(141));
    assert_eq!(run(&listing, Stdio::piped(), full()).0, Some(2));
    let map = run(&["map", "policies/cliendo", "--out", "/dev/full"], Stdio::piped(), Stdio::piped());
    assert_eq!(map, (Some(2), "error: cannot write /dev/full: the disk is full\n".to_owned()));
    let nowhere = run(&["map", "policies/cliendo", "--out", "no/such/map.html"], Stdio::piped(), Stdio::piped());
    let says = "error: cannot write no/such/map.html: there is no such file or folder\n";
    assert_eq!(nowhere, (Some(2), says.to_owned()));
}

/// A words file that is deleted by mistake would take a language from visitors without a word.
#[test]
fn a_language_that_has_gone_since_the_last_commit_is_told() {
    let repository = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lost-language");
    let _ = fs::remove_dir_all(&repository);
    let library = repository.join("policies/library");
    fs::create_dir_all(&library).unwrap();
    for file in ["policy.toml", "words.en.toml"] {
        fs::copy(project("tests/small").join(file), library.join(file)).unwrap();
    }
    let words = fs::read_to_string(library.join("words.en.toml")).unwrap();
    fs::write(library.join("words.en-GB.toml"), "[language]\nname = \"British\"\n").unwrap();
    fs::write(library.join("words.de.toml"), words).unwrap();
    let check = || wegwijzer(&["check", library.to_str().unwrap()], "").err;
    let git = |arguments: &[&str]| {
        let author = ["-c", "user.name=Editor", "-c", "user.email=editor@library.example"];
        let done = Command::new("git").args(author).args(arguments).current_dir(&repository).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "--quiet"]);
    fs::rename(library.join("words.de.toml"), library.join("words.DE.toml")).unwrap();
    assert!(!check().contains("W29"), "nothing has been committed");
    fs::rename(library.join("words.DE.toml"), library.join("words.de.toml")).unwrap();
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "A library"]);
    assert!(!check().contains("W29"));

    fs::remove_file(library.join("words.en-GB.toml")).unwrap();
    fs::rename(library.join("words.de.toml"), library.join("words.DE.toml")).unwrap();
    let told = check();
    let says = "warning[W29]: `words.en-GB.toml` was there at the last commit and is gone, so visitors who read English (`en-GB`) \
        lose their language";
    assert!(told.contains(says) && told.matches("W29").count() == 1, "German is there, only in capitals: {told}");
    assert!(told.contains("policies/library/words.en-GB.toml\n"), "{told}");
}

#[test]
fn two_versions_are_compared_by_folder_and_by_revision() {
    let old = small("old-version", &[]);
    let new = small("new-version", &[("version = \"1\"", "version = \"2\""), ("Borrow", "Take home")]);
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    let done = wegwijzer(&["diff", old, new], "");
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""));
    let told = "from 1 to 2: no new address; of 5 ways, 0 lead elsewhere and 5 differ in what is read or asked\n\n\
        What differs for whom\n\n\
        On 5 ways: everybody\n  \
          text question.want.choice.borrow (en)\n    - Borrow\n    + Take home\n  \
          name of the version\n    - 1\n    + 2\n";
    assert_eq!(done.out, told);
    let markdown = wegwijzer(&["diff", "--format", "markdown", old, new], "").out;
    assert!(markdown.starts_with("# From 1 to 2\n") && markdown.contains("On 5 ways: everybody\n"), "{markdown}");
    let row = "| text question.want.choice.borrow (en) | Borrow | Take home |";
    assert!(markdown.contains(row), "{markdown}");
    let same = wegwijzer(&["diff", "--format", "markdown", old, old], "");
    assert!(same.out.contains("Nothing: every visitor sees the same screens."), "{}", same.out);
    let moved = small("moved-version", &[("outcome = \"no-card\"", "outcome = \"welcome\"")]);
    let moved = wegwijzer(&["diff", old, moved.to_str().unwrap()], "");
    assert_eq!(moved.code, Some(1), "a refusal that nothing leads to is an error: {}", moved.out);
    let page = wegwijzer(&["diff", "--format", "html", old, new], "");
    assert!(page.out.starts_with("<!DOCTYPE html>") && page.out.contains("<table>"), "{}", page.out);
    // A repository with the old version committed, and the new one in its place.
    let repository = Path::new(env!("CARGO_TARGET_TMPDIR")).join("repository");
    let _ = fs::remove_dir_all(&repository);
    let lay = |from: &str| {
        fs::create_dir_all(repository.join("library")).unwrap();
        for file in ["policy.toml", "words.en.toml"] {
            fs::copy(Path::new(from).join(file), repository.join("library").join(file)).unwrap();
        }
    };
    let run = |program: &str, arguments: &[&str]| {
        let done = Command::new(program).args(arguments).current_dir(&repository).output().unwrap();
        let said = String::from_utf8(if done.status.success() { done.stdout } else { done.stderr }).unwrap();
        assert!(done.status.success(), "{program} {arguments:?}: {said}");
        said
    };
    lay(old);
    run("git", &["init", "--quiet"]);
    run("git", &["add", "."]);
    run(
        "git",
        &["-c", "user.name=Editor", "-c", "user.email=editor@library.example", "commit", "--quiet", "-m", "Old"],
    );
    lay(new);
    assert_eq!(run(&program(), &["diff", "HEAD:library", "library"]), told);
    let wrong = wegwijzer(&["diff", "no-such-revision:policies/cliendo", "policies/cliendo"], "");
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("no-such-revision"), "{}", wrong.err);
}
