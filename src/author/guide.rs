//! The written guide: an article that says for each outcome who it is for, what to do and why, for who has no widget.
//!
//! It is drawn from the same [`Outcome`]s as the widget. Each outcome stands once; what several outcomes share (how to
//! reach a channel, what is said beside them, the ways that never work) stands once below them. Its only tags are those
//! that help centers accept in an article.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::html::{joined, paragraphs, rich};
use super::ways::{Reached, Way, reached, screen_of};
use crate::check::markdown;
use crate::decision::Answer;
use crate::policy::Policy;
use crate::policy::compiled::CompiledPolicy;
use crate::policy::conditions::{Answered, by_outcome};
use crate::policy::number::Number;
use crate::policy::words::{CompiledWords, Rich, Words};
use crate::screen::names::{Names, QuestionNames};
use crate::screen::{
    Channel, Checklist, Closed, Draft, Enclosure, Labelled, Mail, Message, Notice, Outcome, Phone, Place, Section,
    Target, Visit, mail_to,
};

/// The guide in one language, from its heading of level 2 on.
///
/// `texts` are the same words as `words`, with those that only a page around a widget shows.
pub fn guide(source: &Policy, policy: &CompiledPolicy, words: &CompiledWords, texts: &Words) -> String {
    let reached = reached(policy);
    let outcomes: Vec<(Outcome, &Reached)> =
        reached.iter().map(|reached| (screen_of(policy, words, reached), reached)).collect();
    let guide = Guide { source, texts, names: Names::of(policy, words), outcomes };
    guide.article().into_string()
}

struct Guide<'g> {
    source: &'g Policy,
    texts: &'g Words,
    names: Names,
    /// Every outcome as visitors meet it; those with one id stand together.
    outcomes: Vec<(Outcome, &'g Reached)>,
}

/// What stands once below the outcomes.
#[derive(Default)]
struct Shared {
    channels: Vec<(String, Markup)>,
    advice: Vec<(Rich, Vec<Rich>)>,
    notices: Vec<(String, Notice)>,
    /// Each closed channel with the outcomes that name it.
    closed: Vec<(Closed, Vec<String>)>,
    /// Each message with a heading for it.
    messages: Vec<(String, Vec<String>)>,
    version: Option<Labelled>,
    headings: BTreeMap<&'static str, String>,
}

impl Guide<'_> {
    fn article(&self) -> Markup {
        let mut shared = Shared::default();
        let entries: Vec<Markup> = (by_outcome(self.source).iter())
            .filter_map(|(id, conditions)| {
                let same: Vec<&(Outcome, &Reached)> =
                    self.outcomes.iter().filter(|(outcome, _)| outcome.id == *id).collect();
                Some(self.entry(same.first()?.0.clone(), conditions, &same, &mut shared))
            })
            .collect();
        html! {
            h2 { (self.text("guide.title")) }
            (self.paragraphs("guide.lead"))
            @for entry in &entries { (entry) }
            (self.shared(&shared))
        }
    }

    /// An outcome. `same` is that outcome with each set of notices that may stand beside it.
    fn entry(
        &self,
        outcome: Outcome,
        conditions: &[Vec<Answered>],
        same: &[&(Outcome, &Reached)],
        shared: &mut Shared,
    ) -> Markup {
        let Outcome {
            id: _,
            verdict: _,
            rules: _,
            facts: _,
            back: _,
            title,
            label,
            lead,
            steps,
            channels,
            message,
            enclosures,
            next,
            notices: _,
            why,
            closed: Section { heading: closed_heading, body: closed },
            // Who the outcome is for stands in the place of one visitor's answers.
            answers: _,
            start: _,
            restart: _,
            copy_link: _,
            print: _,
            date: _,
            privacy: _,
            version,
        } = outcome;
        shared.headings.insert("channels", channels.heading.clone());
        shared.headings.insert("closed", closed_heading);
        shared.version = Some(version);
        for way in closed {
            match shared.closed.iter_mut().find(|(known, _)| *known == way) {
                Some((_, outcomes)) => outcomes.push(title.clone()),
                None => shared.closed.push((way, vec![title.clone()])),
            }
        }
        if let Some(Section { heading, body: Message { text, copy: _ } }) = &message {
            shared.messages.push((format!("{heading}: {title}"), lines(text)));
        }
        let notices = self.notices(same, shared);
        html! {
            h2 { (title) }
            @for condition in conditions {
                p { strong { (self.text("guide.for")) ":" } " " (self.condition(condition)) }
            }
            p { em { (label) "." } @if let Some(lead) = &lead { " " (rich(lead)) } }
            p { strong { (steps.heading) ":" } }
            ol { @for step in &steps.body { li { (rich(step)) } } }
            p { strong { (channels.heading) ":" } " " (joined(channels.body.into_iter().map(|way| channel(way, shared)), "; ")) }
            @if let Some(Section { heading, body: Checklist { hint: _, items } }) = enclosures {
                p { strong { (heading) ":" } }
                ul { @for item in items { li { (enclosure(item, &heading, shared)) } } }
            }
            @if let Some(Section { heading, body: _ }) = &message {
                p { strong { (heading) ":" } " " em { (self.text("guide.below")) } }
            }
            @if let Some(Section { heading, body }) = next { p { strong { (heading) } " " (rich(&body)) } }
            @if !notices.is_empty() { p { strong { (self.text("guide.notices")) ":" } " " (joined(notices, "; ")) } }
            (why_it_is_so(&why))
        }
    }

    /// What may stand beside an outcome, by its heading; where that is not for all, with whom it is for.
    fn notices(&self, same: &[&(Outcome, &Reached)], shared: &mut Shared) -> Vec<Markup> {
        let mut all: Vec<Notice> = Vec::new();
        for (outcome, _) in same {
            for notice in &outcome.notices {
                if !all.contains(notice) {
                    all.push(notice.clone());
                }
            }
        }
        let marked = |notice: &Notice| {
            let (with, without): (Vec<_>, Vec<_>) =
                same.iter().partition(|(outcome, _)| outcome.notices.contains(notice));
            let only = self.distinguishing(&ways_to(&with), &ways_to(&without));
            html! { (notice.heading) @if !without.is_empty() { " (" (only.join("; ")) ")" } }
        };
        let told: Vec<Markup> = all.iter().map(marked).collect();
        for notice in all {
            if !shared.notices.iter().any(|(id, _)| *id == notice.id) {
                shared.notices.push((notice.id.clone(), notice));
            }
        }
        told
    }

    /// The choices that some ways take and others do not.
    fn distinguishing(&self, ways: &[&Way], others: &[&Way]) -> Vec<&str> {
        let taken = |ways: &[&Way]| -> Vec<Answer> {
            let steps = ways.iter().flat_map(|way| way.iter());
            let answers = |(question, choices): &(Number<_>, Vec<Number<_>>)| -> Vec<Answer> {
                choices.iter().map(|choice| Answer { question: *question, choice: *choice }).collect()
            };
            steps.flat_map(answers).collect()
        };
        let elsewhere = taken(others);
        let mut own: Vec<&str> = Vec::new();
        for answer in taken(ways).into_iter().filter(|answer| !elsewhere.contains(answer)) {
            let label = self.names.choice(answer);
            if !own.contains(&label) {
                own.push(label);
            }
        }
        own
    }

    /// A condition in a visitor's words.
    fn condition(&self, condition: &[Answered]) -> Markup {
        // What is left open for all who have answered the rest need not be said.
        let told =
            condition.iter().enumerate().filter(|(place, answered)| *place == 0 || !answered.excluded.is_empty());
        let parts = told.map(|(place, Answered { question, allowed, excluded })| {
            let asked = self.names.questions.iter().find(|known| known.id == *question);
            let labels = |ids: &[String]| {
                let choices = asked.iter().flat_map(|asked| &asked.choices).filter(|choice| ids.contains(&choice.id));
                choices.map(|choice| choice.label.as_str()).collect::<Vec<_>>().join("; ")
            };
            html! {
                // The first question, who somebody is, goes without saying.
                @if place > 0 { @if let Some(asked) = asked { em { (asked.title) } " " } }
                @if place > 0 && excluded.len() < allowed.len() { (self.text("guide.except")) ": " (labels(excluded)) } @else { (labels(allowed)) }
            }
        });
        joined(parts, " → ")
    }

    fn shared(&self, shared: &Shared) -> Markup {
        let heading = |name: &str| shared.headings.get(name).map_or("", String::as_str);
        let explained = |question: &QuestionNames| {
            question.hint.is_some() || question.choices.iter().any(|choice| choice.hint.is_some())
        };
        let every = by_outcome(self.source).len();
        html! {
            h2 { (heading("channels")) }
            ul { @for (_, channel) in &shared.channels { li { (channel) } } }
            @if !shared.advice.is_empty() {
                h2 { (heading("enclosures")) }
                ul {
                    @for (what, advice) in &shared.advice {
                        li { strong { (rich(what)) } (paragraphs(advice)) }
                    }
                }
            }
            @if !shared.notices.is_empty() {
                h2 { (self.text("guide.notices")) }
                ul {
                    @for (_, Notice { id: _, heading, text }) in &shared.notices {
                        li { strong { (heading) "." } @for paragraph in text { " " (rich(paragraph)) } }
                    }
                }
            }
            h2 { (heading("closed")) }
            ul {
                @for (Closed { id: _, name, text }, outcomes) in &shared.closed {
                    li {
                        strong { (name) "." } " " (rich(text))
                        @if outcomes.len() < every { " (" (outcomes.join("; ")) ")" }
                    }
                }
            }
            @if self.names.questions.iter().any(explained) {
                h2 { (self.text("guide.explained")) }
                ul {
                    @for question in self.names.questions.iter().filter(|question| explained(question)) {
                        li {
                            strong { (question.title) } @if let Some(hint) = &question.hint { " " (rich(hint)) }
                            ul {
                                @for choice in &question.choices {
                                    @if let Some(hint) = &choice.hint { li { em { (choice.label) "." } " " (rich(hint)) } }
                                }
                            }
                        }
                    }
                }
            }
            @for (heading, lines) in &shared.messages {
                h2 { (heading) }
                @for line in lines { p { (line) } }
            }
            @if let Some(Labelled { label, value }) = &shared.version { hr; p { (label) " " (value) } }
        }
    }

    fn text(&self, key: &str) -> &str {
        self.texts.texts.get(key).map_or("", String::as_str)
    }

    fn paragraphs(&self, key: &str) -> Markup {
        paragraphs(&markdown::paragraphs(self.text(key)).unwrap_or_default())
    }
}

/// All ways to some outcomes.
fn ways_to<'r>(outcomes: &[&&(Outcome, &'r Reached)]) -> Vec<&'r Way> {
    outcomes.iter().flat_map(|(_, reached)| &reached.ways).collect()
}

/// A channel by its name and where it leads. How it is reached stands below, once for all outcomes.
fn channel(channel: Channel, shared: &mut Shared) -> Markup {
    let Channel { id, kind: _, name, text, target } = channel;
    let (mut more, mut hours) = (html! {}, html! {});
    let place = match target {
        Target::None => html! {},
        Target::Page(address) => html! { " " a href=(address) { (address) } },
        Target::Mail(Mail { from, to, copy: _, draft }) => {
            let address = to.value;
            if let Some(Draft { write: _, show, subject, text, copy: _ }) = draft {
                let heading = format!("{show}: {}", subject.value);
                if !shared.messages.iter().any(|(known, _)| *known == heading) {
                    shared.messages.push((heading, lines(&text)));
                }
            }
            if let Some(Labelled { label, value }) = from {
                more = html! { " (" (label) " " strong { (value) } ")" };
            }
            html! { " " a href=(mail_to(&address)) { (address) } }
        }
        // The marks that keep a number from left to right: an article has no attribute for it.
        Target::Phone(Phone { number, call, copy: _ }) => {
            html! { " " a href=(call) { "\u{2066}" (number.value) "\u{2069}" } }
        }
        Target::Visit(Visit { address, hours: Section { heading, body } }) => {
            hours = html! { " " (heading) ": " (joined(body.iter().map(rich), " ")) };
            address.map_or_else(|| html! {}, written)
        }
        Target::Letter(address) => written(address),
    };
    if !shared.channels.iter().any(|(known, _)| *known == id) {
        shared.channels.push((id, html! { strong { (name) } (place) ". " (rich(&text)) (hours) }));
    }
    html! { (name) (place) (more) }
}

/// The address of a place, in one line.
fn written(address: Place) -> Markup {
    let Place { label: _, lines, copy: _ } = address;
    html! { ", " (lines.join(", ")) }
}

/// Something to send along; advice on it stands below, once for all outcomes.
fn enclosure(enclosure: Enclosure, heading: &str, shared: &mut Shared) -> Markup {
    let Enclosure { id: _, text, advice } = enclosure;
    if !advice.is_empty() && !shared.advice.iter().any(|(known, _)| *known == text) {
        shared.headings.insert("enclosures", heading.to_owned());
        shared.advice.push((text.clone(), advice));
    }
    rich(&text)
}

fn why_it_is_so(why: &Section<Vec<Rich>>) -> Markup {
    let Section { heading, body } = why;
    html! {
        @for (number, paragraph) in body.iter().enumerate() {
            p { @if number == 0 { strong { (heading) } " " } (rich(paragraph)) }
        }
    }
}

/// The lines of a message, without empty ones.
fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}
