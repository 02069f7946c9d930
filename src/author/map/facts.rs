//! What rests on what: from each fact to the answers, and from each outcome to its rules and facts.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::parts::{Map, label, rule_link};
use crate::author::html::joined;

/// Both tables.
pub fn draw(map: &Map<'_>) -> Markup {
    html! { (from_facts(map)) (from_outcomes(map)) }
}

fn from_facts(map: &Map<'_>) -> Markup {
    let policy = &map.source.policy;
    let mut facts: Vec<_> = policy.facts.iter().collect();
    facts.sort_by_cached_key(|(id, _)| counted(id));
    html! {
        table {
            caption { (map.say("From fact to answer", "Van feit naar antwoord")) }
            thead { tr {
                th scope="col" { (map.say("Fact", "Feit")) }
                th scope="col" { (map.say("Rules, notices, closed ways", "Regels, meldingen, gesloten wegen")) }
                th scope="col" { (map.say("Outcomes", "Uitkomsten")) }
            } }
            tbody {
                @for (id, text) in facts {
                    @let rules = policy.rules.iter().filter(|rule| rule.facts.contains(id)).map(|rule| rule_link(&rule.id));
                    @let notices = policy.notices.iter().filter(|notice| notice.facts.contains(id)).map(|n| named(map, &["notice.", &n.id, ".title"], &n.id));
                    @let closed = policy.closed.iter().filter(|closed| closed.facts.contains(id)).map(|c| named(map, &["channel.", &c.channel, ".name"], &c.channel));
                    tr id=(format!("fact-{id}")) {
                        th scope="row" { (id) " " span class="text" lang=[map.facts_lang()] { (text) } }
                        td { (joined(rules.chain(notices).chain(closed), "; ")) }
                        td { (joined(outcomes_of(map, id).into_iter().map(|id| map.outcome_link(id)), "; ")) }
                    }
                }
            }
        }
    }
}

/// An id with its numbers as long as all others, so that F2 comes before F10.
fn counted(id: &str) -> String {
    id.split_inclusive(|sign: char| !sign.is_ascii_digit()).map(|part| format!("{part:0>20}")).collect()
}

fn named(map: &Map<'_>, key: &[&str], id: &str) -> Markup {
    html! { (map.text(&map.words.plain(key))) " " code { (id) } }
}

/// The outcomes that a fact leads to, or is told beside.
fn outcomes_of<'m>(map: &'m Map<'_>, fact: &String) -> BTreeSet<&'m str> {
    map.screens.iter().filter(|screen| screen.facts.contains(fact)).map(|screen| screen.id.as_str()).collect()
}

fn from_outcomes(map: &Map<'_>) -> Markup {
    let policy = &map.source.policy;
    let reading = |text: &Option<String>| {
        html! {
            @if let Some(text) = text { p class="reading" lang=[map.facts_lang()] { (text) } }
        }
    };
    html! {
        table {
            caption { (map.say("From outcome to fact", "Van uitkomst naar feit")) }
            thead { tr {
                th scope="col" { (map.say("Outcome", "Uitkomst")) }
                th scope="col" { (map.say("Rule", "Regel")) }
                th scope="col" { (map.say("Facts", "Feiten")) }
            } }
            @for outcome in &policy.outcomes {
                @let rules: Vec<_> = policy.rules.iter().filter(|rule| rule.outcome == outcome.id).collect();
                tbody {
                    @for (number, rule) in rules.iter().enumerate() {
                        tr id=(format!("rule-{}", rule.id)) {
                            @if number == 0 {
                                th scope="rowgroup" rowspan=(rules.len()) id=(format!("outcome-{}", outcome.id)) {
                                    (joined(screens_of(map, &outcome.id), ", ")) " " code { (outcome.id) }
                                    (reading(&outcome.reading))
                                }
                            }
                            th scope="row" class="rule" { (rule.id) (reading(&rule.reading)) }
                            td { (map.fact_links(&rule.facts)) }
                        }
                    }
                }
            }
        }
    }
}

/// The answers that an outcome has: the verdict of each, and a link to it.
fn screens_of(map: &Map<'_>, outcome: &str) -> impl Iterator<Item = Markup> {
    let own = map.screens.iter().enumerate().filter(move |(_, screen)| screen.id == outcome);
    own.map(|(number, screen)| {
        html! {
            (label(screen.verdict, &map.text(&screen.label))) " "
            a href=(format!("#answer-{number}")) { (map.text(&map.title(screen))) }
        }
    })
}
