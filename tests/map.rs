//! The map of a policy as somebody looks at it, prints it, or has it read aloud.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::{large, project};
use roxmltree::{Document, Node};
use wegwijzer::author::compile::{Compiled, compile};
use wegwijzer::author::map::page;
use wegwijzer::author::source::Source;
use wegwijzer::screen::names::Names;

const SHIPPED: &[&str] = &[
    "policies/cliendo",
    "examples/policies/child-passport",
    "examples/policies/library-card",
    "examples/policies/security-contact",
    "tests/small",
];

fn shipped(folder: &str) -> (Source, Compiled) {
    compiled(Source::read(&project(folder)))
}

/// A policy of `roles` × `groups` × `outcomes` outcomes, and two that all roles share.
fn generated(roles: usize, groups: usize, outcomes: usize) -> (Source, Compiled) {
    let name = format!("large-{roles}-{groups}-{outcomes}");
    compiled(large::policy(&Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), (roles, groups, outcomes)))
}

fn compiled(source: Source) -> (Source, Compiled) {
    let compiled = compile(&source).expect("a diagram of modest size");
    (source, compiled)
}

/// The body of a map as XML.
fn body(html: &str) -> String {
    let body = html.split_once("<body>").and_then(|(_, rest)| rest.split_once("</body>")).expect("a body").0;
    format!("<body>{}</body>", body.replace("<br>", "<br/>"))
}

/// A rectangle: left, top, right, bottom.
type Area = (f64, f64, f64, f64);

fn apart(one: &Area, other: &Area) -> bool {
    one.2 <= other.0 || other.2 <= one.0 || one.3 <= other.1 || other.3 <= one.1
}

fn within(inner: &Area, outer: &Area) -> bool {
    outer.0 <= inner.0 && outer.1 <= inner.1 && inner.2 <= outer.2 && inner.3 <= outer.3
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no {name} at {node:?}"))
}

/// What the letters from the space to ~ take up in DejaVu Sans, of all usual fonts one of the widest, in hundredths of their
/// size.
const ADVANCES: [u8; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
    84, 84, 54, 100, 69, 69, 70, 77, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70, 64, 62, 74, 69, 99, 69,
    62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64,
    60, 82, 60, 60, 53, 64, 34, 64, 84,
];

/// What a text takes up. Its letters are 12 units high, as the page's style says.
fn area(text: Node<'_, '_>, rtl: bool) -> Area {
    let advance = |letter: char| match letter {
        ' '..='~' => f64::from(ADVANCES[letter as usize - 32]) * 0.12,
        'ı' | 'і' | 'ї' | 'ł' | 'í' | 'î' | 'ï' | '’' => 0.32 * 12.0,
        _ => 0.62 * 12.0,
    };
    let lines = text.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "tspan")));
    let (mut widest, mut first, mut last) = (0.0_f64, f64::MAX, f64::MIN);
    for line in lines {
        widest = widest.max(line.text().unwrap_or_default().chars().map(advance).sum());
        (first, last) = (first.min(number(line, "y")), last.max(number(line, "y")));
    }
    let x = number(text, "x");
    let (left, right) = if rtl { (x - widest, x) } else { (x, x + widest) };
    (left, first - 10.0, right, last + 2.5)
}

/// Every drawing of a map: nothing covers anything, every text is within its box, no line crosses another or goes through
/// what stands there, and all of it is on the picture. Returns the height of each drawing.
fn assert_clear(html: &str) -> Vec<f64> {
    let xml = body(html);
    let document = Document::parse(&xml).expect("well-formed");
    let drawings = document.descendants().filter(|node| node.tag_name().name() == "svg");
    let heights = drawings.map(|svg| {
        let (width, height) = (number(svg, "width"), number(svg, "height"));
        let rtl = svg.attribute("direction") == Some("rtl");
        let classes = |node: &Node<'_, '_>| {
            node.attribute("class").unwrap_or_default().split(' ').map(str::to_owned).collect::<Vec<_>>()
        };
        let having =
            |class: &'static str| svg.descendants().filter(move |node| classes(node).iter().any(|own| own == class));
        let boxes: Vec<Area> = having("box")
            .map(|node| {
                let (x, y) = (number(node, "x"), number(node, "y"));
                (x, y, x + number(node, "width"), y + number(node, "height"))
            })
            .collect();
        let labels: Vec<Area> = having("label").map(|node| area(node, rtl)).collect();
        let all: Vec<&Area> = boxes.iter().chain(&labels).collect();
        for (number, one) in all.iter().enumerate() {
            assert!(within(one, &(0.0, 0.0, width, height)), "{one:?} is not on the picture");
            for other in &all[number + 1..] {
                assert!(apart(one, other), "{one:?} covers {other:?}");
            }
        }
        for text in svg.descendants().filter(|node| node.tag_name().name() == "text") {
            let inner = area(text, rtl);
            let own =
                classes(&text).iter().any(|class| class == "label") || boxes.iter().any(|outer| within(&inner, outer));
            assert!(
                own,
                "{:?} sticks out of its box: {inner:?}",
                text.descendants().filter_map(|n| n.text()).collect::<Vec<_>>()
            );
        }
        let mut pieces: Vec<Area> = Vec::new();
        for line in having("way") {
            let figures: Vec<f64> =
                line.attribute("points").unwrap().split(' ').map(|figure| figure.parse().unwrap()).collect();
            let points: Vec<(f64, f64)> = figures.chunks(2).map(|point| (point[0], point[1])).collect();
            pieces.extend(points.windows(2).map(|ends| {
                let ((x, y), (to_x, to_y)) = (ends[0], ends[1]);
                (x.min(to_x), y.min(to_y), x.max(to_x), y.max(to_y))
            }));
        }
        assert!(pieces.len() >= labels.len(), "every choice has a line");
        for piece in &pieces {
            // A line may begin and end at the edge of what it leads to.
            let inside = (piece.0 + 0.2, piece.1 + 0.2, piece.2 - 0.2, piece.3 - 0.2);
            let through = all.iter().find(|area| {
                !apart(
                    &(inside.0.min(inside.2), inside.1.min(inside.3), inside.0.max(inside.2), inside.1.max(inside.3)),
                    area,
                )
            });
            assert_eq!(through, None, "a line goes through what stands there: {piece:?}");
            let crosses = |other: &&Area| {
                let flat = |line: &Area| line.3 - line.1 < 0.1;
                flat(piece)
                    && !flat(other)
                    && piece.0 < other.0 - 0.2
                    && other.0 + 0.2 < piece.2
                    && other.2 - other.0 < 0.1
                    && other.1 < piece.1 - 0.2
                    && piece.1 + 0.2 < other.3
            };
            assert_eq!(pieces.iter().find(crosses), None, "two lines cross: {piece:?}");
        }
        height
    });
    heights.collect()
}

/// Every box has its place and every text is in it, however large the policy, in every language.
#[test]
fn nothing_in_the_flow_covers_anything() {
    for folder in SHIPPED {
        let (source, compiled) = shipped(folder);
        for words in &compiled.words {
            let drawings = assert_clear(&page(&source, &compiled, &words.language).unwrap());
            println!("{folder} {}: {} drawings", words.language, drawings.len());
        }
    }
    for (roles, groups, outcomes) in [(5, 2, 3), (10, 2, 5), (2, 12, 4), (40, 2, 1)] {
        let (source, compiled) = generated(roles, groups, outcomes);
        let drawings = assert_clear(&page(&source, &compiled, "en").unwrap());
        println!("{} outcomes: {} drawings of {drawings:?}", compiled.policy.outcomes.len(), drawings.len());
    }
}

/// What is between the margins of a sheet of A4, in millimetres, and what the headings above a drawing take up.
const SHEET: (f64, f64) = (186.0, 273.0);
const HEADING: f64 = 16.0;

/// The style prints a drawing as wide as the sheet. So its letters are 8 points high, and it is no higher than the sheet. With
/// 30 and with 100 outcomes, each role has one sheet.
#[test]
fn a_role_is_printed_on_one_sheet_of_a4() {
    let style = fs::read_to_string(project("src/author/map/map.css")).unwrap();
    assert!(style.contains("@page { size: A4; margin: 12mm; }") && style.contains("svg { inline-size: 186mm; "));
    assert!(style.contains("svg text { fill: var(--ink); font-size: 12px; }"));
    let mut policies: Vec<(Source, Compiled)> = SHIPPED.iter().map(|folder| shipped(folder)).collect();
    let large = [generated(5, 2, 3), generated(10, 2, 5)];
    assert_eq!(large.each_ref().map(|(_, compiled)| compiled.policy.outcomes.len()), [32, 102]);
    for (source, compiled) in &large {
        let html = page(source, compiled, "en").unwrap();
        let xml = body(&html);
        let document = Document::parse(&xml).unwrap();
        let headings = document
            .descendants()
            .filter(|node| node.attribute("id").is_some_and(|id| id.starts_with("flow-") && node.has_tag_name("h3")));
        assert_eq!(headings.count(), 1 + compiled.policy.questions.iter().next().unwrap().choices.len());
    }
    policies.extend(large);
    policies.extend([generated(2, 12, 4), generated(2, 2, 60), generated(40, 2, 1)]);
    for (source, compiled) in &policies {
        let language = &compiled.policy.default_language;
        let html = page(source, compiled, language).unwrap();
        let xml = body(&html);
        let document = Document::parse(&xml).unwrap();
        for svg in document.descendants().filter(|node| node.tag_name().name() == "svg") {
            let unit = SHEET.0 / number(svg, "width");
            let points = 12.0 * unit * 72.0 / 25.4;
            assert!(points >= 8.0, "{points} points");
            assert!(number(svg, "height") * unit + HEADING <= SHEET.1, "{} is too high", number(svg, "height"));
        }
    }
}

/// The flow is the diagram: wherever a visitor is asked or sent, the drawings lead there, choice by choice.
#[test]
fn the_flow_leads_every_visitor_where_the_policy_does() {
    let mut policies: Vec<(Source, Compiled)> = SHIPPED.iter().map(|folder| shipped(folder)).collect();
    policies.extend([generated(2, 12, 4), generated(2, 2, 60)]);
    for (source, compiled) in &policies {
        let policy = &compiled.policy;
        let words = common::words_in(compiled, &policy.default_language);
        let names = Names::of(policy, words);
        let html = page(source, compiled, &policy.default_language).unwrap();
        let xml = body(&html);
        let document = Document::parse(&xml).unwrap();
        let said = |node: Node<'_, '_>| -> String {
            node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
        };
        // A divided word has a space within, so texts are compared without spaces.
        let plain = |text: &str| -> String { text.split_whitespace().collect() };
        let except =
            plain(&source.words.iter().find(|own| own.language == words.language).unwrap().texts["guide.except"])
                .to_lowercase();

        // Each question: its id, its title, that with its number, and its choices with the ids of what they lead to.
        let mut drawn: Vec<(String, String, String, Vec<(String, String)>)> = Vec::new();
        for svg in document.descendants().filter(|node| node.tag_name().name() == "svg") {
            // Questions whose choices are still to come, with how far in they stand.
            let mut open: Vec<(f64, usize)> = Vec::new();
            let mut pending: Option<(usize, String)> = None;
            for node in svg.children().filter(|node| ["g", "text", "a"].contains(&node.tag_name().name())) {
                match node.tag_name().name() {
                    "g" => {
                        let x = number(node.first_element_child().unwrap(), "x");
                        let told = plain(&said(node));
                        // A question whose choices go on on another sheet is drawn there again, without an id.
                        let known = drawn
                            .iter()
                            .position(|(_, _, known, _)| *known == told)
                            .filter(|_| !node.has_attribute("id"));
                        let title = node
                            .children()
                            .filter(|node| node.attribute("class") == Some("asked"))
                            .map(said)
                            .collect::<String>();
                        let at = known.unwrap_or(drawn.len());
                        if known.is_none() {
                            drawn.push((node.attribute("id").unwrap().to_owned(), plain(&title), told, Vec::new()));
                        }
                        if let Some((from, label)) = pending.take() {
                            let id = drawn[at].0.clone();
                            drawn[from].3.push((label, id));
                        }
                        open.retain(|(left, _)| *left < x);
                        open.push((x, at));
                    }
                    "text" => {
                        let x = number(node, "x");
                        open.retain(|(left, _)| *left < x);
                        pending = Some((open.last().unwrap().1, plain(&said(node))));
                    }
                    _ => {
                        let (from, label) = pending.take().expect("choices before where they lead");
                        drawn[from].3.push((label, node.attribute("href").unwrap().trim_start_matches('#').to_owned()));
                    }
                }
            }
        }
        for (path, referral) in common::all_referrals(policy) {
            let mut at = drawn[0].0.clone();
            for answer in &path {
                let (_, title, _, choices) =
                    drawn.iter().find(|(id, ..)| *id == at).unwrap_or_else(|| panic!("no {at}"));
                assert_eq!(*title, plain(names.question(answer.question)));
                let label = plain(names.choice(*answer));
                let holds = |told: &str| match told.to_lowercase().strip_prefix(&format!("{except}:")) {
                    Some(rest) => !rest.split('/').any(|own| own == label.to_lowercase()),
                    None => told.split('/').any(|own| own == label) || told == label,
                };
                let ways: BTreeSet<&String> =
                    choices.iter().filter(|(told, _)| holds(told)).map(|(_, to)| to).collect();
                assert_eq!(ways.len(), 1, "{label} at {title}: {choices:?}");
                at = ways.into_iter().next().unwrap().clone();
            }
            assert_eq!(at, format!("outcome-{}", referral.outcome.id), "{path:?}");
        }
    }
}

/// Who opens the map of a colleague sees by its title what it is of, and finds a fact where they look for it.
#[test]
fn a_map_is_called_after_its_page_and_lists_facts_as_they_are_counted() {
    let (source, compiled) = shipped("examples/policies/library-card");
    let html = page(&source, &compiled, "nl").unwrap();
    assert!(html.contains("<title>Kaart: Alles over je bibliotheekpas</title>"));
    let xml = body(&html);
    let document = Document::parse(&xml).unwrap();
    let facts = document.descendants().filter_map(|node| node.attribute("id")?.strip_prefix("fact-F"));
    assert_eq!(facts.collect::<Vec<_>>(), (1..=25).map(|number| number.to_string()).collect::<Vec<_>>());
}

/// A screen reader reads each text in its language, and finds its way by headings, landmarks and the headers of tables.
#[test]
fn a_map_says_what_a_screen_reader_has_to_know() {
    let (source, compiled) = shipped("policies/cliendo");
    for words in &compiled.words {
        let html = page(&source, &compiled, &words.language).unwrap();
        let own = if words.language == "nl" { "nl" } else { "en" };
        assert!(html.contains(&format!("<html lang=\"{own}\">")));
        let xml = body(&html);
        let document = Document::parse(&xml).unwrap();
        let language =
            |node: Node<'_, '_>| node.ancestors().find_map(|node| node.attribute("lang")).unwrap_or(own).to_owned();

        let names = Names::of(&compiled.policy, words);
        let mut texts: BTreeSet<&str> =
            compiled.policy.outcomes.numbers().map(|outcome| names.outcome(outcome)).collect();
        texts.extend(names.questions.iter().flat_map(|question| {
            question.choices.iter().map(|choice| choice.label.as_str()).chain([question.title.as_str()])
        }));
        let (mut ours, mut facts) = (0, 0);
        for node in document.descendants().filter(|node| node.is_text()) {
            let text = node.text().unwrap_or_default().trim();
            // A text that both languages have says nothing about its language.
            if texts.contains(text) {
                assert_eq!(language(node), words.language, "{text}");
                ours += 1;
            }
            if source.policy.facts.values().any(|fact| fact == text) {
                assert_eq!(language(node), "en", "{text}");
                facts += 1;
            }
            if text == "Given when" || text == "Gegeven bij" {
                assert_eq!(language(node), own, "{text}");
            }
        }
        assert!(ours > 100 && facts == source.policy.facts.len(), "{ours} {facts}");

        let level = |node: &Node<'_, '_>| {
            node.tag_name().name().strip_prefix('h').and_then(|level| level.parse::<usize>().ok())
        };
        let levels: Vec<usize> = document.descendants().filter_map(|node| level(&node)).collect();
        assert!(levels[0] == 1 && levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        let ids: BTreeSet<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        for node in document.descendants().filter(Node::is_element) {
            let named = node.attribute("aria-labelledby").is_some_and(|id| ids.contains(id))
                || node.attribute("aria-label").is_some();
            let has_caption = node.children().any(|child| child.has_tag_name("caption"));
            match node.tag_name().name() {
                "section" | "nav" => assert!(named, "{node:?}"),
                "table" => assert!(named || has_caption, "{node:?}"),
                "th" => assert!(node.attribute("scope").is_some(), "{node:?}"),
                _ => assert!(node.attribute("tabindex") != Some("0") || named, "{node:?}"),
            }
        }
    }
}

/// A condition beside an answer says what was asked and not only what was chosen.
#[test]
fn conditions_name_their_question() {
    let (source, compiled) = shipped("policies/cliendo");
    let html = page(&source, &compiled, "en").unwrap();
    let xml = body(&html);
    let document = Document::parse(&xml).unwrap();
    let names = Names::of(&compiled.policy, common::words_in(&compiled, "en"));
    let conditions = document.descendants().filter(|node| node.has_tag_name("small"));
    let mut told = 0;
    for condition in conditions {
        let text: String =
            condition.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
        for step in text.split(" → ") {
            assert!(names.questions.iter().any(|question| step.starts_with(&question.title)), "{step}");
            told += 1;
        }
    }
    assert!(told > 20, "{told}");
}
