//! What ships is complete: the compiled policy and words say what the sources say, and the written guide
//! holds every route.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use common::{all_referrals, all_states, asked, project, shipped, shipped_compiled, told};
use wegwijzer::author::compile::compile;
use wegwijzer::author::guide::{guide, page};
use wegwijzer::author::map;
use wegwijzer::author::reading::{LONGEST, Reading, measure};
use wegwijzer::author::text::paragraphs;
use wegwijzer::decision::{Step, next_step};
use wegwijzer::policy::Verdict;
use wegwijzer::policy::compiled::{Broken, CompiledPolicy, FORMAT};
use wegwijzer::policy::flaw::Code;
use wegwijzer::policy::words::{self, CompiledWords, Inline, mark_up};

#[test]
fn a_compiled_policy_is_read_as_it_was_written() {
    let compiled = shipped_compiled();
    let json = compiled.policy.to_json(&[]);
    assert_eq!(CompiledPolicy::read(&json), Ok(compiled.policy.clone()));
    for words in &compiled.words {
        let json = words.to_json();
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
    assert_eq!(broken("/closed/0", after("channels")), Broken::Dangling("closed channels"));
    assert_eq!(compiled.policy.size(), good["nodes"].as_array().unwrap().len());
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
    let id = |number: &usize| compiled.channels[*number].id.clone();
    for (outcome, own) in compiled.outcomes.iter().zip(&source.outcomes) {
        assert_eq!((&outcome.id, outcome.verdict), (&own.id, own.verdict));
        assert_eq!(outcome.channels.iter().map(id).collect::<Vec<_>>(), own.channels);
        assert_eq!((&outcome.steps, &outcome.enclosures), (&own.steps, &own.enclosures));
    }
    for (channel, own) in compiled.channels.iter().zip(&source.channels) {
        assert_eq!((&channel.id, channel.kind, &channel.target), (&own.id, own.kind, &own.target));
    }
    let closed: Vec<String> = source.closed.iter().map(|closed| closed.channel.clone()).collect();
    assert_eq!(compiled.closed.iter().map(id).collect::<Vec<_>>(), closed);
    assert_eq!((compiled.outcomes.len(), compiled.channels.len()), (source.outcomes.len(), source.channels.len()));
}

#[test]
fn words_say_which_way_they_run_and_in_which_number() {
    let compiled = shipped_compiled();
    for words in &compiled.words {
        assert_eq!(words.rtl(), words.language == "ar");
        assert!(words.has(&["outcome.", "heir-mail", ".lead"]) && !words.has(&["outcome.", "heir-mail", ".message"]));
        // What stands around the app is not downloaded with it.
        assert!(words.has(&["ui.continue"]) && !words.has(&["page.title"]) && !words.has(&["guide.lead"]));
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
    assert_eq!(compiled.policy.read_words(&words.to_json()).as_ref(), Ok(&words));
    words.build.push('x');
    assert_eq!(compiled.policy.read_words(&words.to_json()), Err(Broken::OtherBuild));

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

/// What an article of the strictest help centers may hold: Intercom's, as its own documentation lists it.
const ARTICLE_TAGS: &[&str] =
    &["p", "br", "hr", "h1", "h2", "a", "img", "ul", "ol", "li", "table", "b", "strong", "i", "em"];

/// Read as a reader does, from heading to outcome, the article is the decision table: the same routes to the same
/// outcomes, and none more.
#[test]
fn the_article_is_the_decision_table() {
    let (source, compiled) = (shipped(), shipped_compiled());
    for (words, texts) in compiled.words.iter().zip(&source.words) {
        let html = guide(&compiled.policy, words, texts).replace("<hr>", "<hr/>");
        let xml = format!("<article>{html}</article>");
        let article = roxmltree::Document::parse(&xml).expect("well-formed");
        let tags = article.root_element().descendants().filter(|node| node.is_element()).skip(1);
        let odd: Vec<&str> =
            tags.map(|node| node.tag_name().name()).filter(|tag| !ARTICLE_TAGS.contains(tag)).collect();
        assert_eq!(odd, Vec::<&str>::new(), "{}", words.language);

        let mut told = BTreeSet::new();
        let mut of_heading: Vec<(String, Vec<roxmltree::Node<'_, '_>>)> = Vec::new();
        for node in article.root_element().children().filter(|node| node.is_element()) {
            match (node.tag_name().name(), of_heading.last_mut()) {
                ("h2", _) => of_heading.push((text_in(node), Vec::new())),
                (_, Some((_, nodes))) => nodes.push(node),
                (_, None) => panic!("something before the first heading"),
            }
        }
        // The first heading is that of the whole, the last that of the ways that never work.
        for (labels, nodes) in &of_heading[1..of_heading.len() - 1] {
            routes(&[labels.clone()], nodes, &mut told);
        }
        let label = |answer: &wegwijzer::decision::Answer| {
            let question = &compiled.policy.questions[answer.question];
            words.plain(&["question.", &question.id, ".choice.", &question.choices[answer.choice]])
        };
        let decided: BTreeSet<(Vec<String>, String)> = (all_referrals(&compiled.policy).iter())
            .map(|(path, referral)| {
                let outcome = referral.outcome;
                let verdict = words.label(&outcome.id, outcome.verdict);
                let title = words.plain(&["outcome.", &outcome.id, ".title"]);
                (path.iter().map(label).collect(), format!("{verdict}: {title}"))
            })
            .collect();
        assert!(decided.len() > 50, "{} routes", decided.len());
        assert_eq!(told, decided, "{}", words.language);
    }
}

/// The routes that some elements of an article tell, each as its choices and its outcome. Choices that lead to the
/// same stand together, parted by semicolons.
fn routes(path: &[String], nodes: &[roxmltree::Node<'_, '_>], told: &mut BTreeSet<(Vec<String>, String)>) {
    let asks = nodes.first().is_some_and(|first| !first.children().any(|node| node.has_tag_name("strong")));
    if !asks {
        let outcome = nodes.first().map(|node| text_in(*node)).unwrap_or_default();
        let mut paths: Vec<Vec<String>> = vec![Vec::new()];
        for labels in path {
            paths = (paths.iter())
                .flat_map(|path| labels.split("; ").map(|label| [path.clone(), vec![label.to_owned()]].concat()))
                .collect();
        }
        told.extend(paths.into_iter().map(|path| (path, outcome.clone())));
        return;
    }
    let list = nodes.iter().find(|node| node.has_tag_name("ul")).expect("a question has its choices");
    for item in list.children().filter(|node| node.has_tag_name("li")) {
        let mut parts = item.children().filter(|node| node.is_element());
        let labels = text_in(parts.next().expect("the choices"));
        routes(&[path, &[labels]].concat(), &parts.collect::<Vec<_>>(), told);
    }
}

fn text_in(node: roxmltree::Node<'_, '_>) -> String {
    node.descendants().filter_map(|node| if node.is_text() { node.text() } else { None }).collect()
}

#[test]
fn the_written_guide_holds_every_route_with_all_that_belongs_to_it() {
    let (source, compiled) = (shipped(), shipped_compiled());
    for (words, texts) in compiled.words.iter().zip(&source.words) {
        let html = guide(&compiled.policy, words, texts);
        let text = text_of(&html);
        for (path, referral) in all_referrals(&compiled.policy) {
            let mut said = Vec::new();
            for answer in &path {
                let question = &compiled.policy.questions[answer.question];
                said.push(words.plain(&["question.", &question.id, ".choice.", &question.choices[answer.choice]]));
            }
            let of = |part: &str| words.plain(&["outcome.", &referral.outcome.id, part]);
            said.push(of(".title"));
            said.extend(words.paragraphs(&["outcome.", &referral.outcome.id, ".why"]).iter().map(|why| plain(why)));
            said.extend(referral.outcome.steps.iter().map(|step| words.plain(&["step.", step])));
            said.extend(referral.outcome.enclosures.iter().map(|id| words.plain(&["enclosure.", id])));
            for notice in &referral.leaf.notices {
                said.push(words.plain(&["notice.", &compiled.policy.notices[*notice], ".title"]));
            }
            for closed in &referral.leaf.closed {
                let channel = &compiled.policy.channels[compiled.policy.closed[*closed]];
                said.push(words.plain(&["channel.", &channel.id, ".text"]));
            }
            for said in said {
                assert!(!said.is_empty() && text.contains(&said), "{}: no {said:?}", words.language);
            }
        }
        assert!(html.contains("<a href=\"mailto:info@cliendo.nl\">info@cliendo.nl</a>"));
    }
}

#[test]
fn the_tool_builds_what_is_proven_and_lists_all_that_is_not() {
    let tool = |folder: &Path| {
        let done = Command::new(env!("CARGO_BIN_EXE_wegwijzer")).arg("check").arg(folder).output().unwrap();
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    let (code, listed) = tool(&project("policies/cliendo"));
    assert!(code == Some(0) && !listed.contains("error[") && listed.contains("warning[W25]"), "{listed}");
    assert_eq!(listed.matches(Code::Unreviewed.why()).count(), 1, "why it matters is said once: {listed}");

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

/// Help centers accept these tags in an article and no others.
#[test]
fn the_written_guide_uses_only_the_tags_of_an_article() {
    let (source, compiled) = (shipped(), shipped_compiled());
    let html = guide(&compiled.policy, &compiled.words[1], &source.words[1]);
    let mut open = Vec::new();
    for tag in html.split('<').skip(1).map(|tag| tag.split('>').next().unwrap()) {
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        assert!(["p", "hr", "h2", "a", "ul", "ol", "li", "strong", "em"].contains(&name), "<{tag}>");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "closed in the order of opening");
        } else if name != "hr" {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
}

#[test]
fn a_page_has_each_key_filled_in() {
    let (source, compiled) = (shipped(), shipped_compiled());
    let template = std::fs::read_to_string(project("index.html")).unwrap();
    let body = template.split("<html").nth(1).unwrap();
    for words in &compiled.words {
        let html = page(body, &compiled.policy, words, &source.words, "");
        assert!(!html.contains("{{") && !html.contains("}}"), "a key is left in the page for {}", words.language);
    }
}

#[test]
fn texts_cannot_become_markup() {
    let (mut source, compiled) = (shipped(), shipped_compiled());
    let mut words = compiled.words[0].clone();
    words.texts.insert("outcome.owner-mail.title".to_owned(), "<script>alert(1)</script>\"'&".to_owned());
    source.words[0].texts.insert("guide.title".to_owned(), "<img src=x>".to_owned());
    let html = guide(&compiled.policy, &words, &source.words[0]);
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"));
    assert!(html.contains("&lt;img src=x&gt;") && !html.contains("<img") && !html.contains("<script"));
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
    ];
    assert_eq!(read(&paragraphs), paragraphs);
    assert_eq!(mark_up(&paragraphs[..1]), "plain", "most texts are as they were, and as short");
    assert_eq!(read(&[vec![link("javascript:alert(1)")]]), [vec![text("link")]]);
}

#[test]
fn emphasis_and_links_are_parsed_and_nothing_else_is() {
    let text = |text: &str| Inline::Text(text.to_owned());
    assert_eq!(
        paragraphs("Go to **a > b** or *c*,\nor [d](https://d.example/).\n\nThen stop."),
        Ok(vec![
            vec![
                text("Go to "),
                Inline::Strong("a > b".to_owned()),
                text(" or "),
                Inline::Emphasis("c".to_owned()),
                text(", or "),
                Inline::Link("d".to_owned(), "https://d.example/".to_owned()),
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
    for (key, text) in nl {
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
        for answer in &path {
            let question = &policy.questions[answer.question];
            texts.push(words.plain(&["question.", &question.id, ".title"]));
            texts.push(words.plain(&["question.", &question.id, ".choice.", &question.choices[answer.choice]]));
        }
        texts.extend(match next_step(policy, &state) {
            Step::Ask(ask) => asked(policy, words, ask.question, &ask.offered),
            Step::Refer(referral) => told(policy, words, &referral),
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
            .map(|(question, choice)| words.plain(&["question.", &question.id, ".choice.", choice]))
            .collect();
        let mut named = 0;
        for step in to_choices {
            assert!(steps.iter().any(|known| **known == step), "{step}");
            for piece in words.line(&["step.", step]).expect("a step") {
                if let Inline::Strong(label) = piece {
                    assert!(labels.contains(&label), "{} {step}: there is no choice {label:?}", words.language);
                    named += 1;
                }
            }
        }
        assert_eq!(named, 5, "{}", words.language);
    }
}

/// Condolences are a sentence of their own, in lists of outcomes and in the article as well: no title has them, which
/// stands behind the verdict there.
#[test]
fn condolences_are_part_of_no_command() {
    let (source, compiled) = (shipped(), shipped_compiled());
    let words = compiled.words.iter().find(|words| words.language == "nl").expect("Dutch");
    for outcome in compiled.policy.outcomes.iter().filter(|outcome| outcome.id.starts_with("heir-")) {
        assert!(!words.plain(&["outcome.", &outcome.id, ".title"]).contains("econdol"), "{}", outcome.id);
        assert!(words.plain(&["outcome.", &outcome.id, ".lead"]).starts_with("Gecondoleerd. "), "{}", outcome.id);
    }
    let texts = source.words.iter().find(|words| words.language == "nl").expect("Dutch");
    let article = guide(&compiled.policy, words, texts);
    assert_eq!(article.matches("Gecondoleerd").count(), 3, "before the question, and at both outcomes");
}

/// An outcome of which its verdict's label would not be true has one of its own, wherever the label stands.
#[test]
fn an_outcome_may_have_a_label_of_its_own() {
    let (source, compiled) = (shipped(), shipped_compiled());
    let english = compiled.words.iter().find(|words| words.language == "en").expect("English");
    let texts = source.words.iter().find(|words| words.language == "en").expect("English");
    assert_eq!(english.label("arrears-first", Verdict::Refused), "This cannot be done yet");
    assert_eq!(english.label("do-it-yourself", Verdict::Refused), "This cannot be done through us");
    let article = guide(&compiled.policy, english, texts);
    let map = map::page(&source, &compiled, "en").expect("English");
    for told in [text_of(&article), text_of(&map)] {
        assert!(told.contains("This cannot be done yet") && told.contains("This cannot be done through us"));
    }
}

fn plain(paragraph: &[Inline]) -> String {
    paragraph.iter().map(Inline::text).collect()
}

/// What is left of HTML when its tags are taken out.
fn text_of(html: &str) -> String {
    let pieces = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let text: String = pieces.collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// The shipped Dutch keeps to level B1 in what can be counted: no sentence of more than 20 words, fewer than 12 on
/// average, and a reading ease of at least 60 after Douma.
#[test]
fn the_shipped_dutch_is_easy_to_read() {
    let source = shipped();
    let dutch = source.words.iter().find(|words| words.language == "nl").expect("Dutch");
    let texts = measure(&source.policy, dutch);
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
    let texts = measure(&source.policy, dutch);
    let of = |key: &str| texts.iter().find(|text| text.key == key).expect("the text");
    let easy = of("step.use-the-admin-account");
    assert_eq!(easy.reading, Reading { sentences: 2, words: 7, letters: 23, syllables: 8, longest: 4 });
    let by_hand = 206.84 - 0.93 * (7.0 / 2.0) - 77.0 * (8.0 / 7.0);
    assert!(easy.reading.ease("nl").is_some_and(|ease| (ease - by_hand).abs() < 1e-9));
    assert_eq!(easy.reading.ease("ar"), None, "no formula, no figure");
    assert!(easy.hard.is_empty());
    assert_eq!(of("step.let-the-owner-ask").hard, [long]);
}
