//! A screen as plain text, for a terminal.

use crate::policy::words::{Inline, Rich};
use crate::screen::{
    Channel, Checklist, Choice, Closed, Draft, Enclosure, Given, Labelled, Mail, Message, Notice, Outcome, Phone,
    Place, Question, Section, Target, Visit,
};

/// A question with its choices, numbered from 1.
pub fn question(question: &Question) -> String {
    let Question { id: _, back: _, intro, title, hint, choices, proceed: _, unanswered: _, answers: _, privacy: _ } =
        question;
    let mut page = Page::default();
    page.paragraphs(intro.as_slice());
    page.line(title);
    page.paragraphs(hint.as_slice());
    for (number, Choice { id, answer: _, label, hint, chosen }) in choices.iter().enumerate() {
        let mark = if *chosen { "*" } else { " " };
        page.line(&format!(" {mark}{}  {label}  ({id})", number + 1));
        if let Some(hint) = hint {
            page.line(&format!("      {}", plain(hint)));
        }
    }
    page.0
}

/// An outcome as a visitor reads it, from top to bottom.
pub fn outcome(outcome: &Outcome) -> String {
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
        notices,
        why,
        closed,
        answers,
        start: _,
        restart: _,
        copy_link: _,
        print: _,
        date: _,
        privacy: _,
        version,
    } = outcome;
    let mut page = Page::default();
    page.line(title);
    page.line(label);
    page.paragraphs(lead.as_slice());
    page.heading(&steps.heading);
    for (number, step) in steps.body.iter().enumerate() {
        page.line(&format!("  {}. {}", number + 1, plain(step)));
    }
    page.heading(&channels.heading);
    for channel in &channels.body {
        page.channel(channel);
    }
    if let Some(Section { heading, body: Message { text, copy: _ } }) = message {
        page.heading(heading);
        page.message(text);
    }
    if let Some(Section { heading, body: Checklist { hint: _, items } }) = enclosures {
        page.heading(heading);
        for Enclosure { id: _, text, advice } in items {
            page.line(&format!("  - {}", plain(text)));
            for paragraph in advice {
                page.line(&format!("    {}", plain(paragraph)));
            }
        }
    }
    if let Some(Section { heading, body }) = next {
        page.heading(heading);
        page.line(&plain(body));
    }
    for Notice { id: _, heading, text } in notices {
        page.heading(heading);
        page.paragraphs(text);
    }
    page.heading(&why.heading);
    page.paragraphs(&why.body);
    page.heading(&closed.heading);
    for Closed { id: _, name, text } in &closed.body {
        page.line(&format!("  {name}: {}", plain(text)));
    }
    if let Some(Given { heading, change: _, rows }) = answers {
        page.heading(heading);
        for row in rows {
            page.line(&format!("  {} {}", row.asked, row.answered));
        }
    }
    let Labelled { label, value } = version;
    page.line(&format!("\n{label} {value}"));
    page.0
}

/// A text that grows line by line.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.line(&format!("\n{text}"));
    }

    fn paragraphs(&mut self, paragraphs: &[Rich]) {
        for paragraph in paragraphs {
            self.line(&plain(paragraph));
        }
    }

    fn message(&mut self, text: &str) {
        for line in text.lines() {
            self.line(format!("  | {line}").trim_end());
        }
    }

    fn place(&mut self, place: &Place) {
        let Place { label, lines, copy: _ } = place;
        self.line(&format!("  {label}"));
        self.message(&lines.join("\n"));
    }

    fn channel(&mut self, channel: &Channel) {
        let Channel { id: _, kind: _, name, text, target } = channel;
        match target {
            Target::None => self.line(&format!("  {name}: {}", plain(text))),
            Target::Page(address) => self.line(&format!("  {name} {address}: {}", plain(text))),
            Target::Phone(Phone { number: Labelled { label, value }, call: _, copy: _ }) => {
                self.line(&format!("  {name}: {}\n  {label} {value}", plain(text)));
            }
            Target::Visit(Visit { address, hours: Section { heading, body } }) => {
                self.line(&format!("  {name}: {}", plain(text)));
                address.iter().for_each(|address| self.place(address));
                let hours: Vec<String> = body.iter().map(plain).collect();
                self.line(&format!("  {heading}: {}", hours.join(" ")));
            }
            Target::Letter(address) => {
                self.line(&format!("  {name}: {}", plain(text)));
                self.place(address);
            }
            Target::Mail(Mail { from, to: Labelled { label, value }, copy: _, draft }) => {
                self.line(&format!("  {name}: {}", plain(text)));
                if let Some(Labelled { label, value }) = from {
                    self.line(&format!("  {label} {value}"));
                }
                self.line(&format!("  {label} {value}"));
                if let Some(Draft { write: _, show, subject: Labelled { label, value }, text, copy: _ }) = draft {
                    self.line(&format!("  {show}"));
                    self.line(&format!("  | {label}: {value}\n  |"));
                    self.message(text);
                }
            }
        }
    }
}

/// A paragraph without its marks; a link with its address.
fn plain(paragraph: &Rich) -> String {
    let piece = |piece: &Inline| match piece {
        Inline::Text(text) | Inline::Strong(text) | Inline::Emphasis(text) => text.clone(),
        Inline::Link(text, address) => format!("{text} <{address}>"),
    };
    paragraph.iter().map(piece).collect()
}
