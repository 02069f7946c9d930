//! Each answer as the written guide and the map have it, outcome by outcome: its channels, addresses, enclosures and closed
//! ways are those of the policy, in their order, and no others. One address too many sends somebody astray.

mod common;
#[path = "common/tool.rs"]
mod tool;

use std::collections::{BTreeMap, BTreeSet};

use common::{all_referrals, outcome};
use roxmltree::{Document, Node};
use tool::{POLICIES, compiled};
use wegwijzer::author::guide::guide;
use wegwijzer::author::map;
use wegwijzer::policy::words::{Inline, Rich};
use wegwijzer::screen::{Channel, Outcome, Target};

#[test]
fn the_article_has_of_each_outcome_what_the_policy_says_and_no_more() {
    let (mut entries, mut links) = (0, 0);
    for folder in POLICIES {
        let (source, compiled) = compiled(folder);
        for (words, texts) in compiled.words.iter().zip(&source.words) {
            let html = guide(&source.policy, &compiled.policy, words, texts).replace("<hr>", "<hr/>");
            let xml = format!("<article>{html}</article>");
            let article = Document::parse(&xml).expect("well-formed");
            let said = |key: &str| &texts.texts[key];
            // What stands below each heading.
            let mut below: Vec<(String, Vec<Node<'_, '_>>)> = Vec::new();
            for node in article.root_element().children().filter(Node::is_element) {
                match node.tag_name().name() {
                    "h2" => below.push((text_in(node), Vec::new())),
                    _ => below.last_mut().expect("a heading").1.push(node),
                }
            }
            let mut screens: BTreeMap<String, Vec<Outcome>> = BTreeMap::new();
            for (_, referral) in all_referrals(&compiled.policy) {
                let screen = outcome(&compiled, &words.language, &referral);
                screens.entry(screen.id.clone()).or_default().push(screen);
            }
            let headings = |screens: &Vec<Outcome>| -> BTreeSet<String> {
                screens.iter().flat_map(|screen| &screen.notices).map(|notice| notice.heading.clone()).collect()
            };
            let every_notice: BTreeSet<String> = screens.values().flat_map(headings).collect();

            let for_whom = format!("{}: ", said("guide.for"));
            let mut closed_ways: BTreeMap<String, BTreeMap<&str, &str>> = BTreeMap::new();
            for (id, same) in &screens {
                let screen = &same[0];
                let what = format!("{folder} {}: {id}", words.language);
                // In some languages two outcomes are called alike.
                let title_and_lines = |(heading, nodes): &(String, Vec<Node<'_, '_>>)| {
                    let lines = nodes.iter().flat_map(|node| lines_of(*node));
                    let lines: Vec<String> = lines.filter(|line| !line.starts_with(&for_whom)).collect();
                    (heading == &screen.title).then_some((lines, links_of(nodes)))
                };
                let expected = article_lines(screen, said("guide.below"));
                let mut entries_alike: Vec<_> = below.iter().filter_map(title_and_lines).collect();
                entries_alike.sort_by_key(|(lines, _)| lines.first() != expected.first());
                let (mut lines, shown) = entries_alike.swap_remove(0);
                // Whom a notice is for stands behind it, so its line is looked at by its headings.
                let notices = format!("{}: ", said("guide.notices"));
                let told = lines.iter().position(|line| line.starts_with(&notices)).map(|place| lines.remove(place));
                let told = told.unwrap_or_default();
                let named: BTreeSet<String> =
                    every_notice.iter().filter(|notice| told.contains(notice.as_str())).cloned().collect();
                assert_eq!(named, headings(same), "{what}");
                assert_eq!(lines, expected, "{what}");
                assert_eq!(shown, article_links(screen), "{what}");
                for way in same.iter().flat_map(|screen| &screen.closed.body) {
                    let text = format!("{}. {}", way.name, plain(&way.text));
                    closed_ways.entry(text).or_default().insert(id, &screen.title);
                }
                (entries, links) = (entries + 1, links + shown.len());
            }

            // Below the outcomes, what they share stands once.
            let titles: Vec<&String> = screens.values().map(|same| &same[0].title).collect();
            let (of_outcomes, shared): (Vec<&String>, Vec<&String>) =
                below.iter().map(|(heading, _)| heading).partition(|heading| titles.contains(heading));
            assert_eq!(of_outcomes.len(), screens.len(), "{folder} {}", words.language);
            assert_eq!(shared.iter().collect::<BTreeSet<_>>().len(), shared.len(), "{shared:?}");
            let first = &screens.values().next().expect("an outcome")[0];
            let section =
                |heading: &str| &below.iter().find(|(own, _)| own == heading).expect("a part that is shared").1;
            let channels = screens.values().flat_map(|same| &same[0].channels.body);
            let channels: BTreeMap<&String, &Channel> = channels.map(|channel| (&channel.id, channel)).collect();
            let expected: BTreeSet<String> = channels.values().map(|channel| explained(channel)).collect();
            let told: Vec<String> = section(&first.channels.heading).iter().flat_map(|node| lines_of(*node)).collect();
            assert_eq!(told.len(), expected.len(), "{told:?}");
            assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), expected, "{folder} {}", words.language);
            let to: BTreeSet<(String, String)> = channels
                .values()
                .flat_map(|channel| leads_to(channel).into_iter().chain(links_in(&channel.text)))
                .collect();
            let shown: BTreeSet<(String, String)> = links_of(section(&first.channels.heading)).into_iter().collect();
            assert_eq!(shown, to, "{folder} {}", words.language);

            // The ways that do not work, with the outcomes that name them where those are not all.
            let nodes = section(&first.closed.heading);
            let mut told: Vec<(String, Vec<String>)> = Vec::new();
            for line in nodes.iter().flat_map(|node| lines_of(*node)) {
                let way = closed_ways.keys().filter(|way| line.starts_with(way.as_str())).max_by_key(|way| way.len());
                let way = way.unwrap_or_else(|| panic!("{folder} {}: {line}", words.language));
                let behind = line[way.len()..].trim_matches([' ', '(', ')']).split("; ");
                let mut titles: Vec<String> = behind.filter(|title| !title.is_empty()).map(str::to_owned).collect();
                titles.sort();
                told.push((way.clone(), titles));
            }
            let mut expected: Vec<(String, Vec<String>)> = Vec::new();
            for (way, titles) in &closed_ways {
                let mut listed: Vec<String> = titles.values().map(|title| (*title).to_owned()).collect();
                listed.sort();
                expected.push((way.clone(), if titles.len() == screens.len() { Vec::new() } else { listed }));
            }
            told.sort();
            assert_eq!(told, expected, "{folder} {}", words.language);
        }
    }
    println!("{entries} outcomes in articles, with {links} links");
    assert!(entries > 250 && links > 150, "{entries} outcomes with {links} links");
}

/// The lines of an outcome in the article, but for whom it is and what may stand beside it.
fn article_lines(screen: &Outcome, below: &str) -> Vec<String> {
    let contact = |channel: &Channel| {
        let from = match &channel.target {
            Target::Mail(mail) => mail.from.as_ref().map(|from| format!(" ({} {})", from.label, from.value)),
            Target::None | Target::Page(_) | Target::Phone(_) | Target::Visit(_) | Target::Letter(_) => None,
        };
        [named(channel), from.unwrap_or_default()].concat()
    };
    let contacts: Vec<String> = screen.channels.body.iter().map(contact).collect();
    let mut lines = vec![match &screen.lead {
        Some(lead) => format!("{}. {}", screen.label, plain(lead)),
        None => format!("{}.", screen.label),
    }];
    lines.push(format!("{}:", screen.steps.heading));
    lines.extend(screen.steps.body.iter().map(plain));
    lines.push(format!("{}: {}", screen.channels.heading, contacts.join("; ")));
    if let Some(enclosures) = &screen.enclosures {
        lines.push(format!("{}:", enclosures.heading));
        lines.extend(enclosures.body.items.iter().map(|item| plain(&item.text)));
    }
    lines.extend(screen.message.iter().map(|message| format!("{}: {below}", message.heading)));
    lines.extend(screen.next.iter().map(|next| format!("{} {}", next.heading, plain(&next.body))));
    let mut why: Vec<String> = screen.why.body.iter().map(plain).collect();
    why[0] = format!("{} {}", screen.why.heading, why[0]);
    [lines, why].concat()
}

/// A channel by its name and where it leads.
fn named(channel: &Channel) -> String {
    let name = &channel.name;
    match (&channel.target, address_of(channel)) {
        (_, None) => name.clone(),
        (Target::Phone(_), Some(number)) => format!("{name} \u{2066}{number}\u{2069}"),
        (Target::Visit(_) | Target::Letter(_), Some(address)) => format!("{name}, {address}"),
        (_, Some(address)) => format!("{name} {address}"),
    }
}

/// A channel with how to use it.
fn explained(channel: &Channel) -> String {
    let hours = match &channel.target {
        Target::Visit(visit) => {
            let hours: Vec<String> = visit.hours.body.iter().map(plain).collect();
            format!(" {}: {}", visit.hours.heading, hours.join(" "))
        }
        _ => String::new(),
    };
    format!("{}. {}{hours}", named(channel), plain(&channel.text))
}

/// The link to a channel: what is shown, and where it leads.
fn leads_to(channel: &Channel) -> Option<(String, String)> {
    let address = address_of(channel)?;
    match &channel.target {
        Target::None | Target::Visit(_) | Target::Letter(_) => None,
        Target::Page(_) => Some((address.clone(), address)),
        Target::Mail(_) => Some((address.clone(), format!("mailto:{address}"))),
        Target::Phone(_) => {
            let digits: String = address.chars().filter(|c| "+0123456789".contains(*c)).collect();
            Some((format!("\u{2066}{address}\u{2069}"), format!("tel:{digits}")))
        }
    }
}

/// The links of an outcome in the article: what is shown, and where it leads.
fn article_links(screen: &Outcome) -> Vec<(String, String)> {
    let mut links: Vec<(String, String)> = Vec::new();
    links.extend(screen.lead.iter().flat_map(links_in));
    links.extend(screen.steps.body.iter().flat_map(links_in));
    links.extend(screen.channels.body.iter().filter_map(leads_to));
    links.extend(screen.enclosures.iter().flat_map(|list| &list.body.items).flat_map(|item| links_in(&item.text)));
    links.extend(screen.next.iter().flat_map(|next| links_in(&next.body)));
    links.extend(screen.why.body.iter().flat_map(links_in));
    links
}

#[test]
fn the_map_has_of_each_answer_what_the_policy_says_and_no_more() {
    let (mut answers, mut addresses) = (0, 0);
    for folder in POLICIES {
        let (source, compiled) = compiled(folder);
        for words in &compiled.words {
            let html = map::page(&source, &compiled, &words.language).expect("a language of the policy");
            let body = html.split_once("<body>").and_then(|(_, rest)| rest.split_once("</body>")).expect("a body").0;
            let xml = format!("<body>{}</body>", body.replace("<br>", "<br/>"));
            let document = Document::parse(&xml).expect("well-formed");
            let drawn: Vec<Node<'_, '_>> = document.descendants().filter(|node| node.has_tag_name("article")).collect();

            // An answer is an outcome with what stands beside it.
            let mut screens: BTreeMap<(String, Vec<String>, Vec<String>), Outcome> = BTreeMap::new();
            for (_, referral) in all_referrals(&compiled.policy) {
                let screen = outcome(&compiled, &words.language, &referral);
                let notices = screen.notices.iter().map(|notice| notice.heading.clone()).collect();
                let closed = screen.closed.body.iter().map(|way| way.id.clone()).collect();
                screens.entry((screen.id.clone(), notices, closed)).or_insert(screen);
            }
            assert_eq!(drawn.len(), screens.len(), "{folder} {}", words.language);
            let mut expected: Vec<Vec<String>> = screens.values().map(map_lines).collect();
            let mut told: Vec<Vec<String>> = drawn.iter().map(|article| lines_of_answer(*article)).collect();
            expected.sort();
            told.sort();
            for (told, expected) in told.iter().zip(&expected) {
                assert_eq!(told, expected, "{folder} {}", words.language);
            }
            let links: BTreeSet<(String, String)> =
                links_of(&drawn).into_iter().filter(|(_, to)| !to.starts_with('#')).collect();
            let in_texts: BTreeSet<(String, String)> = screens.values().flat_map(rich_of).flat_map(links_in).collect();
            assert_eq!(links, in_texts, "{folder} {}", words.language);
            answers += drawn.len();
            addresses += told.iter().flatten().filter(|line| line.starts_with("address ")).count();
        }
    }
    assert!(answers > 250 && addresses > 150, "{answers} answers with {addresses} addresses");
}

/// What an answer has on the map: its texts line by line, and its addresses beside them.
fn map_lines(screen: &Outcome) -> Vec<String> {
    let mut lines = vec![screen.title.clone(), format!("{} {}", screen.label, screen.id)];
    lines.extend(screen.lead.iter().map(plain));
    lines.push(screen.steps.heading.clone());
    lines.extend(screen.steps.body.iter().map(plain));
    lines.push(screen.channels.heading.clone());
    for channel in &screen.channels.body {
        let address = address_of(channel);
        let place = address.iter().map(|address| format!(" {address}"));
        let more = match &channel.target {
            Target::Mail(mail) => mail.from.as_ref().map(|from| format!("{} {}", from.label, from.value)),
            Target::Visit(visit) => {
                let hours: Vec<String> = visit.hours.body.iter().map(plain).collect();
                Some(format!("{}: {}", visit.hours.heading, hours.join(" ")))
            }
            Target::None | Target::Page(_) | Target::Phone(_) | Target::Letter(_) => None,
        };
        let whole = [channel.name.clone()].into_iter().chain(place).chain([plain(&channel.text)]).chain(more);
        lines.push(whole.collect());
        lines.extend(address.map(|address| format!("address {address}")));
        if let Target::Mail(mail) = &channel.target {
            if let Some(draft) = &mail.draft {
                lines.extend([draft.show.clone(), draft.subject.value.clone(), draft.text.clone()]);
            }
        }
    }
    if let Some(enclosures) = &screen.enclosures {
        lines.push(enclosures.heading.clone());
        for item in &enclosures.body.items {
            let advice: Vec<String> = item.advice.iter().map(plain).collect();
            lines.push([plain(&item.text), advice.concat()].concat());
            lines.extend(advice);
        }
    }
    lines.extend(screen.message.iter().flat_map(|message| [message.heading.clone(), message.body.text.clone()]));
    lines.extend(screen.next.iter().flat_map(|next| [next.heading.clone(), plain(&next.body)]));
    for notice in &screen.notices {
        lines.push(notice.heading.clone());
        lines.extend(notice.text.iter().map(plain));
    }
    lines.push(screen.why.heading.clone());
    lines.extend(screen.why.body.iter().map(plain));
    lines
}

/// The same, read from the map.
fn lines_of_answer(article: Node<'_, '_>) -> Vec<String> {
    let mut lines = Vec::new();
    let is_source = |node: Node<'_, '_>| node.ancestors().any(|node| node.attribute("class") == Some("source"));
    for node in article.descendants().filter(|node| !is_source(*node)) {
        match node.tag_name().name() {
            "h3" | "h4" | "li" | "summary" | "pre" => lines.push(text_in(node)),
            // A channel, up to whom it is open to: that is a condition of the policy, which other tests look at.
            "p" if node.children().any(|child| child.has_tag_name("br")) => {
                let own: Vec<Node<'_, '_>> = node.children().take_while(|child| !child.has_tag_name("span")).collect();
                lines.push(own.iter().map(|child| text_in(*child)).collect());
                let codes = own.iter().filter(|child| child.has_tag_name("code"));
                lines.extend(codes.map(|code| format!("address {}", text_in(*code))));
            }
            "p" => lines.push(text_in(node)),
            _ => {}
        }
    }
    lines
}

fn address_of(channel: &Channel) -> Option<String> {
    match &channel.target {
        Target::None => None,
        Target::Page(address) => Some(address.clone()),
        Target::Mail(mail) => Some(mail.to.value.clone()),
        Target::Phone(phone) => Some(phone.number.value.clone()),
        Target::Visit(visit) => visit.address.as_ref().map(|address| address.lines.join(", ")),
        Target::Letter(address) => Some(address.lines.join(", ")),
    }
}

/// The running texts of a screen that a map shows.
fn rich_of(screen: &Outcome) -> Vec<&Rich> {
    let enclosures = screen.enclosures.iter().flat_map(|list| &list.body.items);
    let mut all: Vec<&Rich> = screen.lead.iter().collect();
    all.extend(&screen.steps.body);
    for channel in &screen.channels.body {
        all.push(&channel.text);
        if let Target::Visit(visit) = &channel.target {
            all.extend(&visit.hours.body);
        }
    }
    all.extend(enclosures.flat_map(|item| [&item.text].into_iter().chain(&item.advice)));
    all.extend(screen.next.iter().map(|next| &next.body));
    all.extend(screen.notices.iter().flat_map(|notice| &notice.text));
    all.extend(&screen.why.body);
    all
}

/// The lines of a piece of the article: a paragraph is one, and so is each item of a list.
fn lines_of(node: Node<'_, '_>) -> Vec<String> {
    match node.tag_name().name() {
        "ol" | "ul" => node.children().filter(Node::is_element).map(text_in).collect(),
        _ => vec![text_in(node)],
    }
}

fn links_of(nodes: &[Node<'_, '_>]) -> Vec<(String, String)> {
    let all = nodes.iter().flat_map(|node| node.descendants()).filter(|node| node.has_tag_name("a"));
    all.map(|link| (text_in(link), link.attribute("href").expect("an address").to_owned())).collect()
}

fn links_in(paragraph: &Rich) -> Vec<(String, String)> {
    let links = paragraph.iter().filter_map(|piece| match piece {
        Inline::Link(text, address) => Some((text.clone(), address.clone())),
        _ => None,
    });
    links.collect()
}

fn plain(paragraph: &Rich) -> String {
    paragraph.iter().map(Inline::text).collect()
}

fn text_in(node: Node<'_, '_>) -> String {
    node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
}
