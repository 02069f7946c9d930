//! A whole screen as a visitor meets it, to compare what the browser shows with what the policy says: every text in its
//! order with what it is, every address as it is shown and as it is linked, nothing more and nothing less.

use serde_json::{Value, json};
use wegwijzer::policy::words::{Inline, Rich};
use wegwijzer::screen::{
    Channel, Checklist, Choice, Closed, Draft, Enclosure, Given, GivenAnswer, Labelled, Mail, Message, Notice, Outcome,
    Phone, Place, Question, Screen, Section, Surroundings, Target, Unreviewed, Visit,
};

use crate::browser::Browser;

/// The browser shows these items and no others.
pub async fn assert_shows(browser: &Browser, expected: &[Value], what: &str) {
    let shown = browser.run(include_str!("shown.js")).await;
    let shown = shown.as_array().expect("a list");
    for (place, item) in expected.iter().enumerate() {
        let seen = shown.get(place).unwrap_or(&Value::Null);
        assert_eq!(seen, item, "{what}: item {place} of {shown:#?}");
    }
    assert_eq!(shown.get(expected.len()), None, "{what}: more than the policy says");
}

/// What a widget with headings from level 2 on has to show of a screen. `link` is what an address that opens at answers
/// begins with, where the widget knows one.
pub fn items(around: &Surroundings, screen: &Screen, link: Option<&str>) -> Vec<Value> {
    let mut items = Items(Vec::new());
    // There is no menu: the page offers no languages.
    let Surroundings { language, direction, menu: _, unreviewed } = around;
    items.0.push(json!(["widget", language, direction]));
    match screen {
        Screen::Question(question) => items.question(question),
        Screen::Outcome(outcome) => items.outcome(outcome, link),
    }
    if let Some(Unreviewed { text, read, original: _ }) = unreviewed {
        items.add("text", text);
        items.add("button", read);
    }
    items.0
}

/// What the buttons of an outcome copy, in their order: each button, and its text.
pub fn copies(outcome: &Outcome, link: Option<&str>) -> Vec<(String, String)> {
    let mut texts: Vec<(&String, String)> = Vec::new();
    for channel in &outcome.channels.body {
        match &channel.target {
            Target::None | Target::Page(_) => {}
            Target::Mail(Mail { from: _, to, copy, draft }) => {
                texts.push((copy, to.value.clone()));
                let both = |draft: &Draft| format!("{}\n\n{}", draft.subject.value, draft.text);
                texts.extend(draft.iter().map(|draft| (&draft.copy, both(draft))));
            }
            Target::Phone(Phone { number, call: _, copy }) => texts.push((copy, number.value.clone())),
            Target::Visit(Visit { address, hours: _ }) => texts.extend(address.iter().map(written)),
            Target::Letter(address) => texts.push(written(address)),
        }
    }
    texts.extend(outcome.message.iter().map(|message| (&message.body.copy, message.body.text.clone())));
    texts.extend(link.map(|link| (&outcome.copy_link, format!("{link}{}", outcome.start))));
    texts.into_iter().map(|(label, text)| (label.clone(), text)).collect()
}

fn written(place: &Place) -> (&String, String) {
    let Place { label: _, lines, copy } = place;
    (copy, lines.join("\n"))
}

struct Items(Vec<Value>);

impl Items {
    fn question(&mut self, question: &Question) {
        let Question { id, back, intro, title, hint, choices, proceed, unanswered: _, answers, privacy } = question;
        self.0.push(json!(["screen", "question", id, "", ""]));
        if let Some(back) = back {
            self.add("button", back);
        }
        self.rich_if(intro.as_ref());
        self.add("h2", title);
        self.rich_if(hint.as_ref());
        for Choice { id, answer: _, label, hint, chosen } in choices {
            self.0.push(json!(["radio", id, chosen]));
            self.add("label", label);
            self.rich_if(hint.as_ref());
        }
        self.add("button", proceed);
        self.given(answers.as_ref());
        self.add("text", privacy);
    }

    fn outcome(&mut self, outcome: &Outcome, link: Option<&str>) {
        let Outcome {
            id,
            verdict,
            rules,
            // For who writes the policy.
            facts: _,
            back,
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
            start,
            restart,
            copy_link,
            print,
            date,
            privacy,
            version,
        } = outcome;
        self.0.push(json!(["screen", "outcome", id, verdict.id(), rules.join(" ")]));
        self.add("button", back);
        self.add("h2", title);
        self.add("text", label);
        self.rich_if(lead.as_ref());
        self.add("h3", &steps.heading);
        for step in &steps.body {
            self.0.push(json!(["step"]));
            self.rich(step);
        }
        self.add("h3", &channels.heading);
        for channel in &channels.body {
            self.channel(channel);
        }
        if let Some(Section { heading, body: Message { text, copy } }) = message {
            self.add("h3", heading);
            self.lines(text);
            self.add("button", copy);
        }
        if let Some(Section { heading, body: Checklist { hint, items } }) = enclosures {
            self.add("h3", heading);
            self.add("text", hint);
            for Enclosure { id: _, text, advice } in items {
                // An empty box; what it is about stands in its label.
                self.0.push(json!(["checkbox", "on", false]));
                for piece in text {
                    match piece {
                        Inline::Foreign(text, language) => self.0.push(json!(["label", text.trim(), language])),
                        other => self.add("label", other.text()),
                    }
                }
                self.paragraphs(advice);
            }
        }
        if let Some(Section { heading, body }) = next {
            self.add("h3", heading);
            self.rich(body);
        }
        for Notice { id: _, heading, text } in notices {
            self.0.push(json!(["notice"]));
            self.add("h3", heading);
            self.paragraphs(text);
        }
        self.add("h3", &why.heading);
        self.paragraphs(&why.body);
        self.add("h3", &closed.heading);
        for Closed { id: _, name, text } in &closed.body {
            self.row(name);
            self.rich(text);
        }
        self.given(answers.as_ref());
        self.add("button", restart);
        if let Some(link) = link {
            self.add("button", copy_link);
            self.link(print, &json!(format!("{link}{start}")));
        }
        // On paper only.
        self.add("hidden", &format!("{date}:"));
        self.add("text", privacy);
        self.add("text", &version.label);
        self.add("text", &version.value);
    }

    fn channel(&mut self, channel: &Channel) {
        let Channel { id: _, kind: _, name, text, target } = channel;
        self.0.push(json!(["channel"]));
        match target {
            Target::Page(address) => self.link(name, &json!(address)),
            _ => self.add("strong", name),
        }
        self.rich(text);
        match target {
            Target::None | Target::Page(_) => {}
            Target::Mail(mail) => self.mail(mail),
            Target::Phone(Phone { number: Labelled { label, value }, call: _, copy }) => {
                let dialled: String = value.chars().filter(|c| "+0123456789".contains(*c)).collect();
                self.row(label);
                self.link(value, &json!(format!("tel:{dialled}")));
                self.add("button", copy);
            }
            Target::Visit(Visit { address, hours: Section { heading, body } }) => {
                if let Some(address) = address {
                    self.place(address);
                }
                self.row(heading);
                self.paragraphs(body);
            }
            Target::Letter(address) => self.place(address),
        }
    }

    fn mail(&mut self, mail: &Mail) {
        let Mail { from, to, copy, draft } = mail;
        if let Some(Labelled { label, value }) = from {
            self.row(label);
            self.add("text", value);
        }
        self.row(&to.label);
        self.add("text", &to.value);
        self.add("button", copy);
        if let Some(Draft { write, show, subject, text, copy }) = draft {
            // The link is made anew here from what is shown: that address, that subject, that text, and nothing beside.
            let fields = [["subject", &subject.value], ["body", &text.replace('\n', "\r\n")]];
            self.link(&write.label, &json!({ "to": to.value, "fields": fields, "rest": "" }));
            self.add("summary", show);
            self.add("text", &format!("{}:", subject.label));
            self.add("strong", &subject.value);
            self.lines(text);
            self.add("button", copy);
        }
    }

    fn place(&mut self, place: &Place) {
        let Place { label, lines, copy } = place;
        self.row(label);
        for line in lines {
            self.add("text", line);
        }
        self.add("button", copy);
    }

    fn given(&mut self, given: Option<&Given>) {
        let Some(Given { heading, change, rows }) = given else { return };
        self.add("h3", heading);
        for GivenAnswer { number: _, question: _, choice: _, asked, answered } in rows {
            self.row(asked);
            self.add("text", answered);
            self.add("button", change);
            self.add("button", asked);
        }
    }

    fn row(&mut self, term: &str) {
        self.0.push(json!(["row"]));
        self.add("strong", term);
    }

    fn link(&mut self, text: &str, leads_to: &Value) {
        self.0.push(json!(["link", text, leads_to]));
    }

    fn lines(&mut self, text: &str) {
        for line in text.lines() {
            self.add("text", line);
        }
    }

    fn paragraphs(&mut self, paragraphs: &[Rich]) {
        for paragraph in paragraphs {
            self.rich(paragraph);
        }
    }

    fn rich_if(&mut self, paragraph: Option<&Rich>) {
        if let Some(paragraph) = paragraph {
            self.rich(paragraph);
        }
    }

    fn rich(&mut self, paragraph: &Rich) {
        for piece in paragraph {
            match piece {
                Inline::Text(text) => self.add("text", text),
                Inline::Strong(text) => self.add("strong", text),
                Inline::Emphasis(text) => self.add("em", text),
                Inline::Foreign(text, language) => self.0.push(json!(["text", text.trim(), language])),
                Inline::Link(text, address) => self.link(text, &json!(address)),
            }
        }
    }

    /// A text that holds no more than spaces is none.
    fn add(&mut self, kind: &str, text: &str) {
        if !text.trim().is_empty() {
            self.0.push(json!([kind, text.trim()]));
        }
    }
}
