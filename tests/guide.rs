//! The written guide says what the widget says: each outcome with all that belongs to it, for whom it is, and nothing else.

mod common;

use std::collections::BTreeSet;

use common::{all_referrals, outcome, project, shipped, shipped_compiled, texts_of, words_in};
use wegwijzer::author::compile::compile;
use wegwijzer::author::guide::guide;
use wegwijzer::author::map;
use wegwijzer::author::page::page;
use wegwijzer::author::source::Source;
use wegwijzer::policy::words::{Inline, Key, Shape, keys};
use wegwijzer::screen::Target;
use wegwijzer::screen::names::Names;

/// What an article of the strictest help centers may hold: Intercom's, as its own documentation lists it.
const ARTICLE_TAGS: &[&str] =
    &["p", "br", "hr", "h1", "h2", "a", "img", "ul", "ol", "li", "table", "b", "strong", "i", "em"];

/// Read as a reader does, from heading to heading, the article is the decision table: whoever finds themselves in what it
/// says of an outcome is sent to that outcome, and to no other.
#[test]
fn the_article_is_the_decision_table() {
    let (source, compiled) = (shipped(), shipped_compiled());
    let policy = &compiled.policy;
    for (words, texts) in compiled.words.iter().zip(&source.words) {
        let html = guide(&source.policy, policy, words, texts).replace("<hr>", "<hr/>");
        let xml = format!("<article>{html}</article>");
        let article = roxmltree::Document::parse(&xml).expect("well-formed");
        let tags = article.root_element().descendants().filter(|node| node.is_element()).skip(1);
        let odd: Vec<&str> =
            tags.map(|node| node.tag_name().name()).filter(|tag| !ARTICLE_TAGS.contains(tag)).collect();
        assert_eq!(odd, Vec::<&str>::new(), "{}", words.language);

        // Each heading, with the lines that say who it is for.
        let for_whom = format!("{}: ", texts.texts["guide.for"]);
        let mut told: Vec<(String, Vec<String>)> = Vec::new();
        for node in article.root_element().children().filter(|node| node.is_element()) {
            match (node.tag_name().name(), told.last_mut()) {
                ("h2", _) => told.push((text_in(node), Vec::new())),
                (_, Some((_, lines))) => lines.extend(text_in(node).strip_prefix(&for_whom).map(str::to_owned)),
                (_, None) => panic!("something before the first heading"),
            }
        }
        told.retain(|(_, lines)| !lines.is_empty());
        let except = format!("{}: ", texts.texts["guide.except"]);
        let names = Names::of(policy, words);
        let mut routes = 0;
        for (path, referral) in all_referrals(policy) {
            let holds = |line: &String| {
                line.split(" → ").enumerate().all(|(place, part)| {
                    let asked = names.questions.iter().find(|question| part.starts_with(&question.title));
                    assert_eq!(asked.is_none(), place == 0, "{part}: only the first question goes without saying");
                    let asked = asked.unwrap_or(&names.questions[0]);
                    let labels = part.strip_prefix(&asked.title).unwrap_or(part).trim();
                    let (excluded, labels) = labels.strip_prefix(&except).map_or((false, labels), |rest| (true, rest));
                    let question = policy.questions.find(|known| known.id == asked.id).expect("a question");
                    let given = path.iter().find(|answer| answer.question == question);
                    let known = |label: &str| asked.choices.iter().any(|choice| choice.label == label);
                    assert!(labels.split("; ").all(known), "{labels}");
                    given.is_some_and(|given| labels.split("; ").any(|label| label == names.choice(*given)) != excluded)
                })
            };
            let found: Vec<&str> = (told.iter())
                .filter(|(_, lines)| lines.iter().any(holds))
                .map(|(heading, _)| heading.as_str())
                .collect();
            assert_eq!(found, [names.outcome(referral.leaf.outcome)], "{}: {path:?}", words.language);
            routes += 1;
        }
        assert!(routes > 50, "{routes} routes");
    }
}

fn text_in(node: roxmltree::Node<'_, '_>) -> String {
    node.descendants().filter_map(|node| if node.is_text() { node.text() } else { None }).collect()
}

/// Nothing that a visitor can read at an outcome is lost, but for what only a widget can do.
#[test]
fn the_written_guide_holds_every_outcome_with_all_that_belongs_to_it() {
    let (source, compiled) = (shipped(), shipped_compiled());
    for (words, texts) in compiled.words.iter().zip(&source.words) {
        let html = guide(&source.policy, &compiled.policy, words, texts);
        let text = text_of(&html);
        let mut said = BTreeSet::new();
        for (_, referral) in all_referrals(&compiled.policy) {
            let screen = outcome(&compiled, &words.language, &referral);
            said.extend([screen.title, screen.label, screen.version.value]);
            said.extend(texts_of(&(screen.lead, screen.steps, screen.next, screen.why)));
            for channel in screen.channels.body {
                said.extend([channel.name, plain(&channel.text)]);
                match channel.target {
                    Target::None => {}
                    Target::Page(address) => drop(said.insert(address)),
                    Target::Phone(phone) => drop(said.insert(phone.number.value)),
                    Target::Visit(visit) => {
                        said.extend(visit.address.into_iter().flat_map(|address| address.lines));
                        said.extend(texts_of(&visit.hours));
                    }
                    Target::Letter(address) => said.extend(address.lines),
                    Target::Mail(mail) => {
                        said.insert(mail.to.value);
                        said.extend(mail.from.map(|from| from.value));
                        said.extend(mail.draft.into_iter().flat_map(|draft| [draft.subject.value, draft.text]));
                    }
                }
            }
            said.extend(screen.message.map(|message| message.body.text));
            let enclosures = screen.enclosures.into_iter().flat_map(|enclosures| enclosures.body.items);
            said.extend(enclosures.flat_map(|enclosure| texts_of(&(enclosure.text, enclosure.advice))));
            said.extend(screen.notices.into_iter().flat_map(|notice| texts_of(&(notice.heading, notice.text))));
            said.extend(screen.closed.body.into_iter().flat_map(|closed| texts_of(&(closed.name, closed.text))));
        }
        assert!(said.len() > 100);
        for line in said.iter().flat_map(|said| said.lines()).filter(|line| !line.is_empty()) {
            assert!(text.contains(line), "{}: no {line:?}", words.language);
        }
        assert!(html.contains("<a href=\"mailto:info@cliendo.nl\">info@cliendo.nl</a>"));
    }
}

/// What is told at several outcomes stands once: the length follows the texts of a policy and not the ways through it,
/// which are eleven times as long for the child's passport.
#[test]
fn the_written_guide_is_not_much_longer_than_its_texts() {
    for folder in [
        "policies/cliendo",
        "examples/policies/child-passport",
        "examples/policies/library-card",
        "examples/policies/security-contact",
    ] {
        let source = Source::read(&project(folder));
        let compiled = compile(&source).expect("a diagram of modest size");
        let own = &source.policy.default_language;
        let texts = source.words.iter().find(|words| words.language == *own).expect("its own words");
        let html = guide(&source.policy, &compiled.policy, words_in(&compiled, own), texts);
        let count = |text: &str| text.split_whitespace().count();
        let (long, all) =
            (count(&text_of(&html.replace('<', " <"))), texts.texts.values().map(|text| count(text)).sum::<usize>());
        println!("{folder}: {long} words, {all} in its texts");
        assert!(long * 2 < all * 5, "{folder}: {long} words, {all} in its texts");
    }
}

/// Help centers accept these tags in an article and no others.
#[test]
fn the_written_guide_uses_only_the_tags_of_an_article() {
    let (source, compiled) = (shipped(), shipped_compiled());
    let html = guide(&source.policy, &compiled.policy, &compiled.words[1], &source.words[1]);
    let mut open = Vec::new();
    for tag in html.split('<').skip(1).map(|tag| tag.split('>').next().unwrap()) {
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        assert!(["p", "hr", "h2", "a", "ul", "ol", "li", "strong", "em", "i"].contains(&name), "<{tag}>");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "closed in the order of opening");
        } else if name != "hr" {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
}

/// A screen reader says a Dutch word in an English text with a Dutch voice, wherever the text stands: in the guide, in a page
/// around it and on the map.
#[test]
fn a_foreign_word_says_its_language() {
    let (source, compiled) = (shipped(), shipped_compiled());
    let english = words_in(&compiled, "en");
    let mut texts = source.words.iter().find(|words| words.language == "en").expect("English").clone();
    let article = guide(&source.policy, &compiled.policy, english, &texts);
    let map = map::page(&source, &compiled, "en").expect("English");
    for html in [article, map] {
        assert!(html.contains("a receiver (<i lang=\"nl\">curator</i>)"), "in a step");
        assert!(html.contains("(<i lang=\"nl\">BSN</i>)"), "in an advice");
        assert!(!html.contains("lang:nl"), "no mark stands there as it was typed");
    }
    texts.texts.insert("page.footer".to_owned(), "A [voettekst](lang:nl).".to_owned());
    let page = page("{{page.footer}}", "", &compiled.policy, english, &[texts], "");
    assert_eq!(page, "A <i lang=\"nl\">voettekst</i>.");
}

/// A Dutch word in a translation that forgets to say so would be spelt out by another voice. Titles and choices can say nothing.
#[test]
fn each_dutch_word_in_a_translation_says_so() {
    let (source, compiled) = (shipped(), shipped_compiled());
    let rich: Vec<Key> = keys(&source.policy.outline()).into_iter().filter(|key| key.shape != Shape::Plain).collect();
    let mut said = 0;
    for words in compiled.words.iter().filter(|words| words.language != "nl") {
        for key in &rich {
            for piece in words.paragraphs(&[&key.name]).concat() {
                let dutch = ["bewindvoerder", "curator", "V.O.F.", "B.V.", "BSN"];
                if dutch.iter().any(|word| piece.text().contains(word)) {
                    assert_eq!(
                        piece,
                        Inline::Foreign(piece.text().to_owned(), "nl".to_owned()),
                        "{} {}",
                        words.language,
                        key.name
                    );
                    said += 1;
                }
            }
        }
    }
    assert!(said > 7 * 5, "{said} in seven translations");
}

#[test]
fn a_page_has_each_key_filled_in() {
    let (source, compiled) = (shipped(), shipped_compiled());
    let template = std::fs::read_to_string(project("index.html")).unwrap();
    let body = template.split("<html").nth(1).unwrap();
    for words in &compiled.words {
        let html = page(body, "<p>the guide</p>", &compiled.policy, words, &source.words, "");
        assert!(!html.contains("{{") && !html.contains("}}"), "a key is left in the page for {}", words.language);
        assert!(html.contains("<p>the guide</p>"));
    }
    // What stands in a text is no key, and what is no key stays.
    let english = words_in(&compiled, "en");
    let mut texts = source.words.iter().find(|words| words.language == "en").expect("English").clone();
    texts.texts.insert("page.footer".to_owned(), "{{guide}} and {{review}}".to_owned());
    let html = page("{{ {{page.footer}} {{nothing}} }}", "<p>", &compiled.policy, english, &[texts], "<b>");
    assert_eq!(html, "{{ {{guide}} and {{review}} {{nothing}} }}");
}

#[test]
fn texts_cannot_become_markup() {
    let (mut source, compiled) = (shipped(), shipped_compiled());
    let mut words = compiled.words[0].clone();
    words.texts.insert("outcome.owner-mail.title".to_owned(), "<script>alert(1)</script>\"'&".to_owned());
    source.words[0].texts.insert("guide.title".to_owned(), "<img src=x>".to_owned());
    let html = guide(&source.policy, &compiled.policy, &words, &source.words[0]);
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;'&amp;"));
    assert!(html.contains("&lt;img src=x&gt;") && !html.contains("<img") && !html.contains("<script"));
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
    let article = guide(&source.policy, &compiled.policy, words, texts);
    assert_eq!(article.matches("Gecondoleerd. ").count(), 2, "at both outcomes");
}

/// An outcome of which its verdict's label would not be true has one of its own, wherever the label stands.
#[test]
fn an_outcome_may_have_a_label_of_its_own() {
    let (source, compiled) = (shipped(), shipped_compiled());
    let english = compiled.words.iter().find(|words| words.language == "en").expect("English");
    let texts = source.words.iter().find(|words| words.language == "en").expect("English");
    let own = |id: &str| {
        let (_, referral) = all_referrals(&compiled.policy).into_iter().find(|(_, r)| r.outcome.id == id).expect(id);
        outcome(&compiled, "en", &referral).label
    };
    assert_eq!(own("arrears-first"), "This cannot be done yet");
    assert_eq!(own("do-it-yourself"), "This cannot be done through us");
    let article = guide(&source.policy, &compiled.policy, english, texts);
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
