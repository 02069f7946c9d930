//! What ships is complete: the compiled policy and words say what the sources say, and the written guide
//! holds every route.

mod common;
#[path = "common/tool.rs"]
mod tool;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use common::{all_states, project, shipped, shipped_compiled, texts_of};
use tool::program;
use wegwijzer::author::compile::compile;
use wegwijzer::check::flaw::Code;
use wegwijzer::check::markdown::paragraphs;
use wegwijzer::check::reading::{LONGEST, Reading, measure};
use wegwijzer::decision::next_step;
use wegwijzer::policy::compiled::{Broken, CompiledChannel, CompiledPolicy, FORMAT};
use wegwijzer::policy::number::Number;
use wegwijzer::policy::words::{self, CompiledWords, Inline, mark_up};
use wegwijzer::screen::{self, Screen};

#[test]
fn a_compiled_policy_is_read_as_it_was_written() {
    let compiled = shipped_compiled();
    let json = compiled.policy.to_json(&[]);
    assert_eq!(CompiledPolicy::read(&json), Ok(compiled.policy.clone()));
    for words in &compiled.words {
        let json = words.to_json(None);
        assert_eq!(compiled.policy.read_words(&json).as_ref(), Ok(words));
    }
}

#[test]
fn a_broken_policy_is_refused_whole() {
    let compiled = shipped_compiled();
    let good: serde_json::Value = serde_json::from_str(&compiled.policy.to_json(&[])).unwrap();
    let broken = |path: &str, value: serde_json::Value| {
        let mut bad: serde_json::Value = good.clone();
        *bad.pointer_mut(path).unwrap_or_else(|| panic!("no {path}")) = value;
        CompiledPolicy::read(&bad.to_string()).unwrap_err()
    };
    assert!(matches!(CompiledPolicy::read("<!doctype html>"), Err(Broken::Unreadable)));
    assert!(matches!(CompiledPolicy::read(&good.to_string()[..500]), Err(Broken::Unreadable)));
    assert_eq!(broken("/format", (FORMAT + 1).into()), Broken::Format);
    assert_eq!(broken("/nodes", serde_json::json!([])), Broken::Dangling("questions"));
    let last = compiled.policy.questions.len();
    let ask = good["nodes"].as_array().unwrap().iter().position(|node| node["ask"].is_number()).unwrap();
    let refer = good["nodes"].as_array().unwrap().iter().position(|node| node["refer"].is_number()).unwrap();
    assert_eq!(broken(&format!("/nodes/{ask}/ask"), last.into()), Broken::Dangling("questions"));
    assert_eq!(broken(&format!("/nodes/{ask}/next/0"), ask.into()), Broken::Dangling("questions"), "a loop");
    // The first number that there is not.
    let after = |list: &str| serde_json::json!(good[list].as_array().unwrap().len());
    let refer = |part: &str| format!("/nodes/{refer}/{part}");
    assert_eq!(broken(&refer("refer"), after("outcomes")), Broken::Dangling("outcomes"));
    assert_eq!(broken(&refer("rules"), serde_json::json!([after("rules")])), Broken::Dangling("rules"));
    assert_eq!(broken(&refer("rules"), serde_json::json!([])), Broken::Dangling("rules"), "an outcome without a rule");
    assert_eq!(broken(&refer("notices"), serde_json::json!([after("notices")])), Broken::Dangling("notices"));
    assert_eq!(broken(&refer("closed"), serde_json::json!([after("closed")])), Broken::Dangling("closed channels"));
    assert_eq!(broken("/outcomes/0/channels/0", after("channels")), Broken::Dangling("channels"));
    assert_eq!(broken("/closed/0/channel", after("channels")), Broken::Dangling("closed channels"));
    assert_eq!(compiled.policy.nodes.len(), good["nodes"].as_array().unwrap().len());
    // A page to open is one of https, or it is none.
    let page = |target: &str| serde_json::json!({ "id": "owner-mail", "kind": "web", "target": target });
    assert_eq!(broken("/channels/0", page("javascript:alert(1)")), Broken::Dangling("targets"));
    assert_eq!(
        broken("/channels/0", serde_json::json!({ "id": "owner-mail", "kind": "web" })),
        Broken::Dangling("targets")
    );
    let mut good = good;
    good["channels"][0] = page("https://help.example/form");
    assert!(CompiledPolicy::read(&good.to_string()).is_ok());
}

#[test]
fn the_compiled_policy_has_what_the_policy_has() {
    let (source, compiled) = (shipped().policy, shipped_compiled().policy);
    let id = |number: &Number<CompiledChannel>| compiled.channels[*number].id.clone();
    for (outcome, own) in compiled.outcomes.iter().zip(&source.outcomes) {
        assert_eq!((&outcome.id, outcome.verdict), (&own.id, own.verdict));
        assert_eq!(outcome.channels.iter().map(id).collect::<Vec<_>>(), own.channels);
        assert_eq!((&outcome.steps, &outcome.enclosures), (&own.steps, &own.enclosures));
    }
    for (channel, own) in compiled.channels.iter().zip(&source.channels) {
        assert_eq!((&channel.id, channel.kind, &channel.target), (&own.id, own.kind, &own.target));
        assert_eq!(channel.address, own.address);
    }
    let closed: Vec<String> = source.closed.iter().map(|closed| closed.channel.clone()).collect();
    assert_eq!(compiled.closed.iter().map(|closed| id(&closed.channel)).collect::<Vec<_>>(), closed);
    assert_eq!((compiled.outcomes.len(), compiled.channels.len()), (source.outcomes.len(), source.channels.len()));
}

#[test]
fn words_say_which_way_they_run_and_in_which_number() {
    let compiled = shipped_compiled();
    for words in &compiled.words {
        assert_eq!(words.rtl(), words.language == "ar");
        let has = |key: &str| words.plain_if(&[key]).is_some();
        assert!(has("outcome.heir-mail.lead") && !has("outcome.heir-mail.message"));
        // What stands around the app is not downloaded with it.
        assert!(has("ui.continue") && !has("page.title") && !has("guide.lead"));
    }
    let english = compiled.words.iter().find(|words| words.language == "en").expect("English");
    let dropped = |category: &str| english.plural(words::DROPPED, category);
    assert_eq!(dropped("one"), "This answer no longer counts");
    assert_eq!(dropped("other"), "These answers no longer count");
    assert_eq!(dropped("few"), dropped("other"), "a number that a language does not tell apart");
}

/// The console tells an embedder what is wrong with a policy, and what to do.
#[test]
fn each_reason_to_refuse_a_policy_is_told() {
    let all = [Broken::Unreadable, Broken::Format, Broken::Dangling("rules"), Broken::OtherBuild];
    let told: BTreeSet<String> = all.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), all.len());
    assert!(told.iter().all(|reason| reason.contains("compile") && reason.ends_with(" anew")), "{told:?}");
    assert_eq!(Broken::Format.to_string(), Broken::Format.reason());
}

#[test]
fn words_of_another_build_are_refused_and_every_text_counts() {
    let compiled = shipped_compiled();
    let mut words = compiled.words[0].clone();
    assert_eq!(compiled.policy.read_words(&words.to_json(None)).as_ref(), Ok(&words));
    words.build.push('x');
    assert_eq!(compiled.policy.read_words(&words.to_json(None)), Err(Broken::OtherBuild));

    let mut source = shipped();
    let needed = words::keys(&source.policy.outline()).into_iter().filter(|key| !key.optional);
    for key in needed.filter(|key| !words::is_of_page(&key.name)) {
        let text = source.words[0].texts.remove(&key.name).unwrap_or_else(|| panic!("no {}", key.name));
        let other = compile(&source).expect("a diagram of modest size");
        source.words[0].texts.insert(key.name.clone(), text);
        assert_ne!(other.policy.build, compiled.policy.build, "without {}", key.name);
        assert_eq!(other.words[1].build, other.policy.build);
    }
}

#[test]
fn the_tool_builds_what_is_proven_and_lists_all_that_is_not() {
    let tool = |folder: &Path| {
        let done = Command::new(program()).arg("check").arg(folder).output().unwrap();
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    let (code, listed) = tool(&project("policies/cliendo"));
    assert!(code == Some(0) && !listed.contains("error[") && listed.contains("warning[W25]"), "{listed}");
    assert_eq!(listed.matches(Code::Unreviewed.why()).count(), 1, "why it matters is said once: {listed}");
    assert!(listed.contains("`wegwijzer check --explain W25` says more"), "a code that is listed: {listed}");

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("two-flaws");
    fs::create_dir_all(&folder).unwrap();
    for file in ["policy.toml", "words.en.toml"] {
        let text = fs::read_to_string(project("tests/small").join(file)).unwrap();
        let text = text.replace("want = \"borrow\"", "want = \"borow\"").replace("join = ", "joni = ");
        fs::write(folder.join(file), text).unwrap();
    }
    let (code, listed) = tool(&folder);
    assert_eq!(code, Some(1));
    for part in
        ["error[W02]", "policy.toml:67", "did you mean `borrow`?", "error[W10]", "error[W11]", "help: ", "3 errors"]
    {
        assert!(listed.contains(part), "no {part:?} in\n{listed}");
    }
}

/// What was marked up is read again as it was, and a link leads nowhere but to a page or a mailbox.
#[test]
fn marks_are_read_as_they_were_written() {
    let text = |text: &str| Inline::Text(text.to_owned());
    let link = |address: &str| Inline::Link("link".to_owned(), address.to_owned());
    let read = |paragraphs: &[Vec<Inline>]| {
        let texts: BTreeMap<String, String> = [("key".to_owned(), mark_up(paragraphs))].into();
        CompiledWords { texts, ..CompiledWords::default() }.paragraphs(&["key"])
    };
    let strong = Inline::Strong("strong".to_owned());
    let paragraphs = [
        vec![text("plain")],
        vec![strong.clone(), text(" then "), Inline::Emphasis("stressed".to_owned())],
        vec![text("see "), link("https://example.nl/?a=b"), link("mailto:a@example.nl")],
        vec![Inline::Foreign("bewindvoerder".to_owned(), "nl".to_owned()), text(" in Dutch")],
    ];
    assert_eq!(read(&paragraphs), paragraphs);
    assert_eq!(mark_up(&paragraphs[..1]), "plain", "most texts are as they were, and as short");
    assert_eq!(read(&[vec![link("javascript:alert(1)")]]), [vec![text("link")]]);
}

#[test]
fn emphasis_and_links_are_parsed_and_nothing_else_is() {
    let text = |text: &str| Inline::Text(text.to_owned());
    assert_eq!(
        paragraphs("Go to **a > b** or *c*,\nor [d](https://d.example/), in [N\\.V\\.](lang:nl-BE).\n\nThen stop."),
        Ok(vec![
            vec![
                text("Go to "),
                Inline::Strong("a > b".to_owned()),
                text(" or "),
                Inline::Emphasis("c".to_owned()),
                text(", or "),
                Inline::Link("d".to_owned(), "https://d.example/".to_owned()),
                text(", in "),
                Inline::Foreign("N.V.".to_owned(), "nl-BE".to_owned()),
                text("."),
            ],
            vec![text("Then stop.")],
        ])
    );
    for refused in
        ["# Heading", "- item", "<b>x</b>", "![i](https://i.example/)", "`code`", "[x](http://x.example/)", "***x***"]
    {
        assert!(paragraphs(refused).is_err(), "{refused}");
    }
}

/// No text promises that somebody is a customer, or calls an address proof; both would break the source's
/// own caution. Hedges that the source makes are kept.
#[test]
fn the_words_keep_the_caution_of_the_source() {
    let source = shipped();
    let nl = &source.words.iter().find(|words| words.language == "nl").unwrap().texts;
    for (key, text) in nl.iter() {
        let text = text.to_lowercase();
        for promise in ["gegarandeerd", "altijd lukt", "zeker weten", "bewijst", "bewijs dat", "is klant bij"] {
            assert!(!text.contains(promise), "{key} says {promise:?}");
        }
    }
    assert!(nl["outcome.owner-mail.lead"].contains("meestal"), "F08: usually");
    assert!(nl["outcome.assessment.lead"].contains("kunnen"), "F24: can be assessed");
    assert!(nl["outcome.ended-account.lead"].contains("niet garanderen"), "F20: no guarantee");
    assert!(nl["outcome.not-your-account.why"].contains("beloven ook geen antwoord"), "F15: no reply guaranteed");
    assert!(nl["notice.extra-verification.title"].contains("Misschien"), "F27: may follow");
}

/// In Dutch a visitor is addressed as "je" or as "u", and never as both: on no screen, whatever it may stand beside.
#[test]
fn je_and_u_never_meet_on_one_screen() {
    let (source, compiled) = (shipped(), shipped_compiled());
    let policy = &compiled.policy;
    let words = compiled.words.iter().find(|words| words.language == "nl").expect("Dutch");
    let page = source.words.iter().find(|words| words.language == "nl").expect("Dutch");
    let everywhere = words::UI_KEYS.iter().chain(words::PAGE_KEYS.iter().map(|(key, _)| key));
    let everywhere: Vec<String> = everywhere.map(|key| page.texts[*key].clone()).collect();
    let uses = |texts: &[String], forms: &[&str]| -> Option<String> {
        let of =
            |text: &&String| text.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|word| forms.contains(&word));
        texts.iter().find(of).cloned()
    };
    let mut addressed = BTreeSet::new();
    for (path, state) in all_states(policy) {
        let mut texts = everywhere.clone();
        texts.extend(match screen::screen(policy, words, &next_step(policy, &state)) {
            Screen::Question(question) => texts_of(&question),
            Screen::Outcome(outcome) => texts_of(&outcome),
        });
        texts.extend(["accepted", "assessed", "refused"].map(|verdict| words.plain(&["verdict.", verdict, ".steps"])));
        let (je, u) = (uses(&texts, &["je", "jij", "jou", "jouw", "jullie"]), uses(&texts, &["u", "uw"]));
        assert!(je.is_none() || u.is_none(), "{path:?}: {je:?} beside {u:?}");
        addressed.insert((je.is_some(), u.is_some()));
    }
    assert_eq!(addressed.len(), 3, "some screens say je, some u, and the first neither");
}

/// A step that sends a visitor to a choice names it as it stands there, in every language.
#[test]
fn choices_are_named_as_they_stand_there() {
    let compiled = shipped_compiled();
    let steps: BTreeSet<&String> = compiled.policy.outcomes.iter().flat_map(|outcome| &outcome.steps).collect();
    let to_choices = ["main-admin-has-died", "nobody-can-help", "start-again-as-special"];
    for words in &compiled.words {
        let labels: BTreeSet<String> = (compiled.policy.questions.iter())
            .flat_map(|question| question.choices.iter().map(move |choice| (question, choice)))
            .map(|(question, choice)| words.plain(&["question.", &question.id, ".choice.", &choice.id]))
            .collect();
        let mut named = 0;
        for step in to_choices {
            assert!(steps.iter().any(|known| **known == step), "{step}");
            for piece in words.line(&["step.", step]) {
                if let Inline::Strong(label) = piece {
                    assert!(labels.contains(&label), "{} {step}: there is no choice {label:?}", words.language);
                    named += 1;
                }
            }
        }
        assert_eq!(named, 5, "{}", words.language);
    }
}

/// The shipped Dutch keeps to level B1 in what can be counted: no sentence of more than 20 words, fewer than 12 on
/// average, and a reading ease of at least 60 after Douma.
#[test]
fn the_shipped_dutch_is_easy_to_read() {
    let source = shipped();
    let dutch = source.words.iter().find(|words| words.language == "nl").expect("Dutch");
    let texts = measure(&words::keys(&source.policy.outline()), dutch);
    assert_eq!(texts.len(), dutch.texts.keys().filter(|key| !key.starts_with("language.")).count());
    for text in &texts {
        assert!(text.reading.longest <= LONGEST, "{}: {:?}", text.key, text.hard);
    }
    let whole = texts.iter().fold(Reading::default(), |sum, text| sum.and(text.reading));
    assert!(whole.sentence_length() < 12.0, "{whole:?}");
    assert!(whole.ease("nl").is_some_and(|ease| ease >= 60.0), "{whole:?}");
}

#[test]
fn a_text_is_measured_as_it_would_be_by_hand() {
    let mut source = shipped();
    let dutch = source.words.iter_mut().find(|words| words.language == "nl").expect("Dutch");
    let long = "Wie dit leest en dan ook nog eens verder leest, die leest een zin die echt veel te lang is voor haast elk mens.";
    // Syllables: Dat 1, is 1, goed 1; Ik 1, lees 1, een 1, tafel 2.
    dutch.texts.insert("step.use-the-admin-account".to_owned(), "Dat is **goed**. Ik lees een tafel.".to_owned());
    dutch.texts.insert("step.let-the-owner-ask".to_owned(), long.to_owned());
    let dutch = source.words.iter().find(|words| words.language == "nl").expect("Dutch");
    let texts = measure(&words::keys(&source.policy.outline()), dutch);
    let of = |key: &str| texts.iter().find(|text| text.key == key).expect("the text");
    let easy = of("step.use-the-admin-account");
    assert_eq!(easy.reading, Reading { sentences: 2, words: 7, letters: 23, syllables: 8, longest: 4 });
    let by_hand = 206.84 - 0.93 * (7.0 / 2.0) - 77.0 * (8.0 / 7.0);
    assert!(easy.reading.ease("nl").is_some_and(|ease| (ease - by_hand).abs() < 1e-9));
    assert_eq!(easy.reading.ease("ar"), None, "no formula, no figure");
    assert!(easy.hard.is_empty());
    assert_eq!(of("step.let-the-owner-ask").hard, [long]);
}
