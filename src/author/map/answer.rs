//! An answer on a map: all that a visitor reads, and who reads it.

use maud::{Markup, html};

use super::parts::{Map, label, rule_link};
use crate::author::html::{joined, paragraphs, rich};
use crate::author::ways::Reached;
use crate::screen::{
    Channel, Checklist, Draft, Enclosure, Labelled, Mail, Message, Notice, Outcome, Phone, Place, Section, Target,
    Visit,
};

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
            @for way in &channels.body { (channel(map, way)) }
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

/// A channel that works, with where it leads, to whom it is open, and the message to begin with.
fn channel(map: &Map<'_>, channel: &Channel) -> Markup {
    let Channel { id, kind: _, name, text, target } = channel;
    let (place, more) = match target {
        Target::None => (html! {}, html! {}),
        Target::Page(address) => (html! { " " code { (address) } }, html! {}),
        Target::Mail(Mail { from, to, copy: _, draft: _ }) => {
            let from = from.iter().map(|Labelled { label, value }| html! { br; (label) " " strong { (value) } });
            (html! { " " code { (to.value) } }, joined(from, ""))
        }
        Target::Phone(Phone { number, call: _, copy: _ }) => {
            (html! { " " code dir="ltr" { (number.value) } }, html! {})
        }
        Target::Visit(Visit { address, hours: Section { heading, body } }) => {
            (joined(address.iter().map(written), ""), html! { br; (heading) ": " (joined(body.iter().map(rich), " ")) })
        }
        Target::Letter(address) => (written(address), html! {}),
    };
    let draft = match target {
        Target::Mail(Mail { from: _, to: _, copy: _, draft }) => draft.as_ref(),
        _ => None,
    };
    html! {
        p {
            strong { (name) } (place) br; (rich(text)) (more)
            @if let Some(open_to) = open_to(map, id) { br; (open_to) }
        }
        @if let Some(Draft { write: _, show, subject, text, copy: _ }) = draft {
            details { summary { (show) } p { strong { (subject.value) } } pre { (text) } }
        }
    }
}

/// To whom a channel is open, in the words of the policy; none where that is everybody.
fn open_to(map: &Map<'_>, id: &str) -> Option<Markup> {
    let channel = map.source.policy.channels.iter().find(|channel| channel.id == id)?;
    let conditions = map.names.questions.iter().filter_map(|question| {
        let allowed = channel.open_to.get(&question.id)?;
        let choices = question.choices.iter().filter(|choice| allowed.allows(&choice.id));
        let labels: Vec<&str> = choices.map(|choice| choice.label.as_str()).collect();
        Some(html! { (question.title) " " strong { (labels.join(" / ")) } })
    });
    let only = html! {
        span lang=[map.lang().map(|_| map.page_language())] { (map.say("Open to", "Open voor")) ": " }
        (joined(conditions, " → "))
    };
    (!channel.open_to.is_empty()).then_some(only)
}

fn written(address: &Place) -> Markup {
    let Place { label: _, lines, copy: _ } = address;
    html! { " " code { (lines.join(", ")) } }
}
