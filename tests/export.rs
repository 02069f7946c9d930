//! What a policy is for others: its map, and the files that other tools read, held against those tools.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::plain::situations;
use common::{all_referrals, answers_of, project, shipped, shipped_compiled};
use serde_json::{Value, json};
use wegwijzer::author::compile::{Compiled, compile};
use wegwijzer::author::dmn::to_dmn;
use wegwijzer::author::map::matrix::matrix;
use wegwijzer::author::map::page;
use wegwijzer::author::new;
use wegwijzer::author::schema;
use wegwijzer::author::source::Source;
use wegwijzer::author::ways::reached;
use wegwijzer::decision::changes::is_alike;
use wegwijzer::decision::{State, Step, next_step};

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The policies that come with the project.
fn policies() -> Vec<(Source, Compiled)> {
    let mut folders = vec![project("policies/cliendo"), project("tests/small")];
    folders.extend(fs::read_dir(project("examples/policies")).unwrap().map(|entry| entry.unwrap().path()));
    let read = |folder: PathBuf| {
        let source = Source::read(&folder);
        let errors: String = source.errors().map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{}:\n{errors}", folder.display());
        let compiled = compile(&source).expect("a diagram of modest size");
        (source, compiled)
    };
    folders.into_iter().map(read).collect()
}

/// What a program of another language prints, and whether it is content.
fn node(script: &str, arguments: &[&Path]) -> (bool, String) {
    let done = Command::new("node").arg(project(script)).args(arguments).output().expect("node");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (done.status.success(), [text(&done.stdout), text(&done.stderr)].concat())
}

/// The library of bpmn.io reads the file; evaluated from what it has read, every situation comes out as it does here.
#[test]
fn every_situation_comes_out_alike_in_what_a_dmn_library_reads() {
    for (source, compiled) in policies() {
        let policy = &compiled.policy;
        let folder = folder(&format!("dmn-{}", policy.id));
        let situations: Vec<Value> = (situations(&source.policy).into_iter())
            .map(|situation| {
                let state = State::from_answers(policy, answers_of(policy, &situation));
                let Step::Refer(referral) = next_step(policy, &state) else { panic!("{situation:?} is not answered") };
                let chosen: BTreeMap<&str, &str> = (situation.iter().zip(&source.policy.questions))
                    .map(|(choice, question)| (question.id.as_str(), question.choices[*choice].id.as_str()))
                    .collect();
                let notices: Vec<&str> = referral.leaf.notices.iter().map(|n| policy.notices[*n].id.as_str()).collect();
                let closed: Vec<&str> = (referral.leaf.closed.iter())
                    .map(|n| policy.channels[policy.closed[*n].channel].id.as_str())
                    .collect();
                let mut channels = referral.outcome.channels.clone();
                channels.sort();
                let channels: Vec<&str> = channels.iter().map(|n| policy.channels[*n].id.as_str()).collect();
                json!({
                    "answers": chosen, "outcome": referral.outcome.id, "notices": notices, "closed": closed,
                    "channels": channels,
                })
            })
            .collect();
        let (dmn, expected) = (folder.join("policy.dmn"), folder.join("situations.json"));
        fs::write(&dmn, to_dmn(&source.policy)).unwrap();
        fs::write(&expected, json!(situations).to_string()).unwrap();
        let (content, said) = node("tests/peers/dmn.mjs", &[&dmn, &expected]);
        println!("{}: {}", policy.id, said.trim());
        assert!(content && said.ends_with(&format!("{} situations, 0 otherwise\n", situations.len())), "{said}");
        let hit_policies = "outcome UNIQUE, notices COLLECT, closed COLLECT, channels COLLECT; ";
        assert!(policy.id != "cliendo" || said.starts_with(hit_policies), "as the library has read them: {said}");

        // A file that decides otherwise is noticed, and one that is not unique.
        let rules = &source.policy.rules;
        let other = rules.iter().find(|rule| rule.outcome != rules[0].outcome).expect("two outcomes");
        let output = |outcome: &str| format!("<text>\"{outcome}\"</text>");
        let text = fs::read_to_string(&dmn).unwrap();
        // A part of the situations will do.
        let some: Vec<&Value> = situations.iter().step_by(7).collect();
        fs::write(&expected, json!(some).to_string()).unwrap();
        let refused = |text: &str, why: &str| {
            fs::write(&dmn, text).unwrap();
            let (content, said) = node("tests/peers/dmn.mjs", &[&dmn, &expected]);
            assert!(!content && said.contains(why), "{why}: {said}");
        };
        let (before, rows) = text.split_once("<rule ").expect("a row");
        let (row, after) = rows.split_once("</rule>").expect("the end of a row");
        let twice = row.replace("\"decision.outcome.rule.", "\"decision.outcome.again.");
        refused(&format!("{before}<rule {row}</rule><rule {twice}</rule>{after}"), "not unique: outcome: ");
        refused(
            &text.replacen("hitPolicy=\"UNIQUE\"", "hitPolicy=\"FIRST\"", 1),
            "not unique: outcome: of hit policy FIRST",
        );
        assert_eq!(text.matches("hitPolicy=\"UNIQUE\"").count(), 1, "it is said");
        let rows = rows.replacen(&output(&rules[0].outcome), &output(&other.outcome), 1);
        refused(&format!("{before}<rule {rows}"), "otherwise");
    }
}

#[test]
fn the_schemas_take_the_policies_and_refuse_what_the_tool_refuses() {
    let folder = folder("schema");
    let read = |path: PathBuf| -> Value {
        serde_json::to_value(toml::from_str::<toml::Table>(&fs::read_to_string(path).unwrap()).unwrap()).unwrap()
    };
    let held = |schema: Value, values: Vec<Value>| -> Vec<String> {
        fs::write(folder.join("schema.json"), schema.to_string()).unwrap();
        fs::write(folder.join("values.json"), json!(values).to_string()).unwrap();
        let (content, said) =
            node("tests/peers/schema.mjs", &[&folder.join("schema.json"), &folder.join("values.json")]);
        assert!(content, "{said}");
        said.lines().map(str::to_owned).collect()
    };
    let good = read(project("policies/cliendo/policy.toml"));
    let spoilt = |pointer: &str, value: Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
        bad
    };
    let mut unknown_key = good.clone();
    unknown_key["rule"][0]["outcom"] = json!("owner-mail");
    let said = held(
        schema::policy(),
        vec![
            good.clone(),
            read(project("tests/small/policy.toml")),
            read(project("examples/policies/child-passport/policy.toml")),
            unknown_key,
            spoilt("/outcome/0/verdict", json!("granted")),
            spoilt("/channel/0/kind", json!("pigeon")),
            spoilt("/rule/0/when/who", json!(7)),
            spoilt("/question/0/choices", json!("heir")),
        ],
    );
    assert_eq!(said[..3], ["ok", "ok", "ok"], "{said:?}");
    assert!(said[3..].iter().all(|said| said != "ok") && said.len() == 8, "{said:?}");

    let source = shipped();
    let words = read(project("policies/cliendo/words.en.toml"));
    let mut misspelt = words.clone();
    misspelt["step"]["open-the-chta"] = json!("Go on.");
    let mut no_text = words.clone();
    no_text["step"]["open-the-chat"] = json!(3);
    let said = held(schema::words(&source.policy), vec![words, misspelt, no_text]);
    assert!(
        said[0] == "ok" && said[1].contains("open-the-chta") && said[2].starts_with("/step/open-the-chat"),
        "{said:?}"
    );
}

/// Wherever a visitor comes out, the cell of their row and column says so, and no cell says more.
#[test]
fn the_matrix_is_what_visitors_meet() {
    for (_, Compiled { policy, .. }) in policies() {
        let screens = reached(&policy);
        let matrix = matrix(&policy, &screens);
        let mut met: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
        let mut ways = 0;
        for (path, referral) in all_referrals(&policy) {
            let chosen = |question| path.iter().find(|a| a.question == question).map(|a| a.choice.get());
            let screen = screens.iter().position(|screen| is_alike(&screen.leaf, referral.leaf));
            let screen = screen.unwrap_or_else(|| panic!("{path:?} is not on the map"));
            let row = matrix.rows.and_then(chosen).expect("everybody is asked the first question");
            let columns = matrix.cells[row].len();
            let column = matrix.columns.and_then(chosen);
            met.extend(column.map_or(0..columns, |column| column..column + 1).map(|column| (row, column, screen)));
            // The screen knows the way that was gone.
            let goes = screens[screen].ways.iter().any(|way| {
                way.len() == path.len()
                    && way.iter().zip(&path).all(|((q, choices), a)| *q == a.question && choices.contains(&a.choice))
            });
            assert!(goes, "{path:?}");
            ways += 1;
        }
        let told: BTreeSet<(usize, usize, usize)> = (matrix.cells.iter().enumerate())
            .flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, cell)| (row, column, cell)))
            .flat_map(|(row, column, cell)| cell.iter().map(move |(screen, _)| (row, column, *screen)))
            .collect();
        assert_eq!(told, met, "{}", policy.id);
        println!("{}: {} answers in {} cells, met on {ways} paths", policy.id, screens.len(), told.len());
    }
}

#[test]
fn the_map_leads_somewhere_wherever_it_leads_and_holds_all_there_is() {
    for (source, compiled) in policies() {
        for words in &compiled.words {
            let html = page(&source, &compiled, &words.language).expect("words in this language");
            let values = |attribute: &str| -> Vec<String> {
                let start = format!(" {attribute}=\"");
                html.split(&start).skip(1).map(|part| part.split('"').next().unwrap().to_owned()).collect()
            };
            let ids = values("id");
            let unique: BTreeSet<&String> = ids.iter().collect();
            assert_eq!(unique.len(), ids.len(), "each id once");
            let targets = values("href").into_iter().filter_map(|href| href.strip_prefix('#').map(str::to_owned));
            let lost: BTreeSet<String> = targets.filter(|target| !unique.contains(target)).collect();
            assert!(lost.is_empty(), "{}: {lost:?}", words.language);
            assert!(
                !html.contains("http://")
                    || html.matches("http://").count() == html.matches("http://www.w3.org/2000/svg").count()
            );
            for outcome in &compiled.policy.outcomes {
                assert!(unique.contains(&format!("outcome-{}", outcome.id)), "{}", outcome.id);
            }
            for fact in source.policy.facts.keys() {
                assert!(unique.contains(&format!("fact-{fact}")), "{fact}");
            }
            for rule in &compiled.policy.rules {
                assert!(unique.contains(&format!("rule-{}", rule.id)), "{}", rule.id);
            }
        }
        assert_eq!(page(&source, &compiled, "xx"), None);
    }
}

#[test]
fn a_new_policy_passes_every_check_and_a_new_language_waits_for_its_translator() {
    for language in new::languages() {
        let folder = folder(&format!("new-{language}"));
        for (name, text) in new::policy("lending", language).expect("a language to begin in") {
            fs::write(folder.join(name), text).unwrap();
        }
        let source = Source::read(&folder);
        let dutch = source.policy.facts["F2"].contains("Wie geen lid is");
        assert_eq!(dutch, language == "nl", "the facts are in the language of the policy, as it says no other");
        // Nobody has reviewed the words of a start.
        let found: Vec<&str> = source.findings.iter().map(|finding| finding.flaw.code.id()).collect();
        assert_eq!(found, ["W25"], "{language}");

        for (other, given) in [("es", 84), ("fr", 27)] {
            let (_, text) = new::texts(&source, other).expect("texts that are missing");
            fs::write(folder.join(format!("words.{other}.toml")), &text).unwrap();
            let read = Source::read(&folder);
            assert!(read.is_sound(), "{language}: {:?}", read.findings);
            assert_eq!(
                text.matches("TRANSLATE:").count() - 1,
                given,
                "{other}: what comes with the product is not asked for"
            );
            assert_eq!(read.drafts.len(), 1);
            assert!(compile(&read).unwrap().words.iter().all(|words| words.language != other), "half a language ships");
            // Translated, it ships.
            fs::write(folder.join(format!("words.{other}.toml")), text.replace("TRANSLATE: ", "")).unwrap();
            let read = Source::read(&folder);
            assert!(read.is_sound() && read.drafts.is_empty(), "{language}: {:?}", read.findings);
            assert!(compile(&read).unwrap().words.iter().any(|words| words.language == other));
            fs::remove_file(folder.join(format!("words.{other}.toml"))).unwrap();
        }
    }
    assert!(new::policy("lending", "xx").is_none());
    assert_eq!(shipped_compiled().words.len(), 8);
}
