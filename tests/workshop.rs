//! The author's tool as its user meets it: what it prints, and what it ends with.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::{all_referrals, ids, project, shipped, shipped_compiled};
use wegwijzer::author::explain::Explainer;
use wegwijzer::decision::Answers;
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::flaw::Code;

/// What the tool has printed, and what it ended with.
struct Done {
    code: Option<i32>,
    out: String,
    err: String,
}

fn wegwijzer(arguments: &[&str], typed: &str) -> Done {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_wegwijzer"));
    tool.args(arguments).current_dir(project(".")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut tool = tool.spawn().unwrap();
    tool.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let done = tool.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Done { code: done.status.code(), out: text(done.stdout), err: text(done.stderr) }
}

/// The small policy with texts replaced in all its files.
fn spoilt(name: &str, replaced: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    for file in ["policy.toml", "words.en.toml"] {
        let mut text = fs::read_to_string(project("tests/small").join(file)).unwrap();
        for (from, to) in replaced {
            text = text.replace(from, to);
        }
        fs::write(folder.join(file), text).unwrap();
    }
    folder
}

#[test]
fn a_flaw_is_shown_where_it_stands_with_why_it_matters_and_what_to_do() {
    let folder = spoilt("one-flaw", &[("want = \"borrow\"", "want = \"borow\"")]);
    let Done { code, err, out } = wegwijzer(&["check", folder.to_str().unwrap()], "");
    assert_eq!((code, out.as_str()), (Some(1), ""));
    let lines: Vec<&str> = err.lines().collect();
    let at = lines.iter().position(|line| line.contains("want = \"borow\"")).unwrap_or_else(|| panic!("{err}"));
    assert_eq!(lines[0], "error[W02]: there is no choice of `want` `borow`; did you mean `borrow`?");
    assert!(lines[1].trim_start().starts_with("--> ") && lines[1].contains("policy.toml:60:"), "{err}");
    assert!(lines[at].starts_with("60 |") && lines[at + 1].contains("^^^"), "{err}");
    let under = lines[at + 1].find('^').unwrap();
    assert!(lines[at][under..].starts_with("want"), "the key is underlined:\n{err}");
    assert!(err.contains("note: what points nowhere is never used"), "{err}");
    assert!(err.contains("help: correct the spelling, or declare the id"), "{err}");
    assert!(!err.contains('\u{1b}'), "no colours where nobody looks");
}

#[test]
fn all_flaws_are_listed_however_many() {
    let words = fs::read_to_string(project("tests/small/words.en.toml")).unwrap();
    let ui = words.split("[ui]").nth(1).and_then(|rest| rest.split("\n[").next()).expect("a table [ui]");
    let policy = fs::read_to_string(project("tests/small/policy.toml")).unwrap();
    let keys = ui.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key);
    let keys: Vec<&str> = keys
        .filter(|key| !policy.contains(&format!("\n{key} = ")) && words.matches(&format!("\n{key} = ")).count() == 1)
        .take(25)
        .collect();
    assert_eq!(keys.len(), 25);
    let pairs: Vec<(String, String)> =
        keys.iter().map(|key| (format!("\n{key} = \""), format!("\n{key}x = \""))).collect();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    let folder = spoilt("fifty-flaws", &pairs);
    let done = wegwijzer(&["check", folder.to_str().unwrap()], "");
    // Each misspelt key is a text too many and a text too few.
    assert_eq!((done.code, done.err.matches("\nerror[").count() + 1), (Some(1), 50), "{}", done.err);
    assert!(done.err.contains(": 50 flaws"), "{}", done.err);
}

#[test]
fn other_tools_get_each_flaw_with_its_place() {
    let folder = spoilt("for-tools", &[("want = \"borrow\"", "want = \"borow\""), ("restart = ", "restrat = ")]);
    let Done { code, out, err } = wegwijzer(&["check", "--format", "json", folder.to_str().unwrap()], "");
    assert_eq!((code, err.as_str()), (Some(1), ""));
    let told: serde_json::Value = serde_json::from_str(&out).unwrap();
    let flaws = told["flaws"].as_array().unwrap();
    assert_eq!(flaws.len(), 3);
    let text = fs::read_to_string(flaws[0]["file"].as_str().unwrap()).unwrap();
    let place = |name: &str| usize::try_from(flaws[0][name].as_u64().unwrap()).unwrap();
    assert_eq!(&text[place("start")..place("end")], "want");
    assert_eq!((flaws[0]["code"].as_str(), place("line")), (Some("W02"), 60));
    for key in ["message", "why", "help"] {
        assert!(flaws[0][key].as_str().is_some_and(|text| text.len() > 10), "{key}");
    }
    let sound = wegwijzer(&["check", "--format", "json", "policies/cliendo"], "");
    assert_eq!((sound.code, sound.out.trim()), (Some(0), "{\n  \"flaws\": []\n}"));
}

#[test]
fn each_code_is_explained() {
    let mut told = BTreeSet::new();
    for code in Code::ALL {
        let done = wegwijzer(&["check", "--explain", code.id()], "");
        assert_eq!(done.code, Some(0));
        let starts = done.out.starts_with(&format!("{}: ", code.id()));
        assert!(starts && done.out.contains("Why it matters: ") && done.out.contains("What to do: "), "{}", done.out);
        assert!(told.insert(done.out), "each says its own");
    }
    let unknown = wegwijzer(&["check", "--explain", "W99"], "");
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("there is no code `W99`; there are W01, "), "{}", unknown.err);
}

#[test]
fn answers_are_explained_by_rule_and_fact_and_by_what_others_would_change() {
    let done = wegwijzer(&["explain", "policies/cliendo", "who=heir", "mailbox=no"], "");
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""));
    for part in [
        "heir-authorisation (assessed): ",
        "\n  who=heir: ",
        "\n  mailbox=no: ",
        "\nRule heir-without-mailbox\n",
        "\n  mailbox=yes: heir-mail (accepted)\n",
        "\n  who=client: ask-institution (refused)\n",
    ] {
        assert!(done.out.contains(part), "no {part:?} in\n{}", done.out);
    }
    let idle = wegwijzer(&["explain", "policies/cliendo", "who=client,mailbox=no"], "");
    assert!(idle.out.contains("Does not matter here: mailbox=no"), "{}", idle.out);
    let open = wegwijzer(&["explain", "policies/cliendo", "who=heir"], "");
    assert!(open.out.starts_with("asks mailbox: ") && open.out.contains("\n  mailbox=yes: "), "{}", open.out);
    let wrong = wegwijzer(&["explain", "policies/cliendo", "who=hier", "mailbox"], "");
    assert_eq!((wrong.code, wrong.out.as_str()), (Some(2), ""));
    assert!(wrong.err.contains("there is no choice of `who` `hier`; did you mean `heir`?"), "{}", wrong.err);
    assert!(wrong.err.contains("`mailbox` is no answer: write question=choice"), "{}", wrong.err);
}

/// Whatever is decided, the explanation names the rules and facts that decide it, and tells the truth about neighbours.
#[test]
fn every_outcome_is_explained() {
    let (source, compiled) = (shipped(), shipped_compiled());
    let explainer = Explainer::of(&source, &compiled).expect("words in the policy's own language");
    let explain = |answers: &str| explainer.explain(Answers::parse(&compiled.policy, answers));
    for (path, referral) in all_referrals(&compiled.policy) {
        let answers: Vec<String> = path.iter().map(|answer| ids(&compiled.policy, *answer)).collect();
        let told = explain(&answers.join(","));
        assert!(told.starts_with(&format!("{} (", referral.outcome.id)), "{told}");
        for rule in referral.leaf.rules.iter().map(|rule| &source.policy.rules[*rule]) {
            assert!(told.contains(&format!("\nRule {}\n", rule.id)), "{told}");
            for fact in &rule.facts {
                assert!(told.contains(&format!("\n  {fact}: {}", source.policy.facts[fact])), "{told}");
            }
        }
        let neighbours = told.split("With one answer changed\n").nth(1).unwrap().lines().filter_map(|line| {
            let (answer, leads) = line.trim().split_once(": ")?;
            Some((answer.to_owned(), leads.to_owned()))
        });
        for (answer, leads) in neighbours.filter(|(answer, _)| answer.contains('=')) {
            let question = answer.split('=').next().unwrap();
            let others = answers.iter().filter(|given| !given.starts_with(&format!("{question}=")));
            let changed: Vec<&str> = others.map(String::as_str).chain([answer.as_str()]).collect();
            let there = explain(&changed.join(","));
            let as_told = match leads.strip_prefix("asks ") {
                Some(question) => there.starts_with(&format!("asks {question}: ")),
                None => there.starts_with(&format!("{leads}: ")),
            };
            assert!(as_told, "{answers:?} with {answer}: {leads}, but\n{there}");
        }
    }
}

#[test]
fn a_policy_can_be_walked_in_the_terminal() {
    let done = wegwijzer(&["ask", "policies/cliendo"], "client?\n3\n");
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(
        done.out.contains("There is no such choice.") && done.out.contains("ask-institution (refused)"),
        "{}",
        done.out
    );
    let back = wegwijzer(&["ask", "policies/cliendo"], "admin\nb\nheir\n2\n");
    assert!(back.out.contains("heir-authorisation (assessed)"), "{}", back.out);
    let ended = wegwijzer(&["ask", "policies/cliendo"], "heir\nq\n");
    assert!(ended.code == Some(0) && !ended.out.contains("Because of"), "{}", ended.out);
}

/// What others get is what ships: the compiled files can be read, the articles are those of the build, and the table of
/// routes has every route.
#[test]
fn an_export_holds_the_whole_policy() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("export");
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
    let mut told = BTreeSet::new();
    for row in table.lines().filter(|row| row.contains('=')) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [answers, outcome, verdict, rules, facts] = cells.as_slice() else { panic!("{row}") };
        // Each way to choose among the choices that lead on alike.
        let mut ways = vec![Vec::new()];
        for answer in answers.split(", ") {
            let (question, choices) = answer.split_once('=').unwrap();
            let choices: Vec<&str> = choices.split('/').collect();
            ways = (ways.iter())
                .flat_map(|way| {
                    choices.iter().map(|choice| [way.clone(), vec![format!("{question}={choice}")]].concat())
                })
                .collect();
        }
        told.extend(ways.into_iter().map(|way| (way.join(","), (*outcome).to_owned(), (*rules).to_owned())));
        let known = source.policy.outcomes.iter().find(|known| known.id == *outcome).expect("an outcome");
        assert_eq!(known.verdict.id(), *verdict);
        assert!(!facts.is_empty() && facts.split(", ").all(|fact| source.policy.facts.contains_key(fact)), "{row}");
    }
    let all: BTreeSet<(String, String, String)> = (all_referrals(&compiled.policy).into_iter())
        .map(|(path, referral)| {
            let answers: Vec<String> = path.iter().map(|answer| ids(&compiled.policy, *answer)).collect();
            let rules: Vec<&str> =
                referral.leaf.rules.iter().map(|rule| source.policy.rules[*rule].id.as_str()).collect();
            (answers.join(","), referral.outcome.id.clone(), rules.join(", "))
        })
        .collect();
    assert_eq!(told, all);
}
