//! An answer on a map: all that a visitor reads, and who reads it.

use maud::{Markup, html};

use super::parts::{Map, label, rule_link};
use crate::author::html::{joined, paragraphs, rich};
use crate::author::ways::Reached;
use crate::screen::{Channel, Checklist, Draft, Enclosure, Labelled, Mail, Message, Notice, Outcome, Section, Target};

/// An answer with the ways to it, as article `number`.
pub fn draw(map: &Map<'_>, number: usize, screen: &Outcome, reached: &Reached) -> Markup {
    let Outcome {
        id,
        verdict,
        rules,
        facts,
        back: _,
        title,
        label: verdict_label,
        lead,
        steps,
        channels,
        message,
        enclosures,
        next,
        notices,
        why,
        // The page has these once for all answers.
        closed: _,
        // Every way here stands in the place of one visitor's answers.
        answers: _,
        start: _,
        restart: _,
        copy_link: _,
        print: _,
        date: _,
        privacy: _,
        version: Labelled { label: _, value: _ },
    } = screen;
    html! {
        article id=(format!("answer-{number}")) class=(verdict.id()) tabindex="-1" lang=[map.lang()] dir=[map.dir()] {
            h3 { (title) }
            p { (label(*verdict, &html! { (verdict_label) })) " " a href=(format!("#outcome-{id}")) { code { (id) } } }
            @if let Some(lead) = lead { p { (rich(lead)) } }
            h4 { (steps.heading) }
            ol { @for step in &steps.body { li { (rich(step)) } } }
            h4 { (channels.heading) }
            @for way in &channels.body { (channel(way)) }
            @if let Some(Section { heading, body: Checklist { hint: _, items } }) = enclosures {
                h4 { (heading) }
                ul { @for Enclosure { id: _, text, advice } in items { li { (rich(text)) (paragraphs(advice)) } } }
            }
            @if let Some(Section { heading, body: Message { text, copy: _ } }) = message {
                details { summary { (heading) } pre { (text) } }
            }
            @if let Some(Section { heading, body }) = next { h4 { (heading) } p { (rich(body)) } }
            @for Notice { id: _, heading, text } in notices {
                div class="notice" { h4 { (heading) } (paragraphs(text)) }
            }
            h4 { (why.heading) }
            (paragraphs(&why.body))
            div class="source" lang=[map.lang().map(|_| map.page_language())] dir=[map.dir().map(|_| "ltr")] {
                p { (map.say("Given when", "Gegeven bij")) }
                ul { @for way in &reached.ways { li { (map.way(way)) } } }
                p {
                    (map.say("Rules", "Regels")) ": " (joined(rules.iter().map(|id| rule_link(id)), ", ")) " · "
                    (map.say("Facts", "Feiten")) ": " (map.fact_links(facts))
                }
            }
        }
    }
}

/// A channel that works, with its address and the message to begin with.
fn channel(channel: &Channel) -> Markup {
    let Channel { id: _, kind: _, name, text, target } = channel;
    let (address, draft) = match target {
        Target::None => (None, None),
        Target::Page(address) => (Some(address), None),
        Target::Mail(Mail { from: _, to, copy: _, draft }) => (Some(&to.value), draft.as_ref()),
    };
    let from = match target {
        Target::Mail(Mail { from: Some(Labelled { label, value }), to: _, copy: _, draft: _ }) => Some((label, value)),
        _ => None,
    };
    html! {
        p {
            strong { (name) }
            @if let Some(address) = address { " " code { (address) } }
            br;
            (rich(text))
            @if let Some((label, value)) = from { br; (label) " " strong { (value) } }
        }
        @if let Some(Draft { write: _, show, subject, text, copy: _ }) = draft {
            details { summary { (show) } p { strong { (subject.value) } } pre { (text) } }
        }
    }
}
