//! Makes a screen from a step and the words.

use super::data::{
    Channel, Checklist, Choice, Closed, Draft, Enclosure, Given, GivenAnswer, Labelled, Mail, Message, Notice, Outcome,
    Phone, Place, Question, Section, Target, Visit,
};
use super::links;
use crate::decision::{Answer, Answers, Ask, Referral};
use crate::policy::ChannelKind;
use crate::policy::compiled::{CompiledChannel, CompiledPolicy};
use crate::policy::words::{CompiledWords, Texts};

/// What a screen is made from.
pub struct Make<'p, T> {
    /// The policy.
    pub policy: &'p CompiledPolicy,
    /// Its words in one language.
    pub words: &'p CompiledWords<T>,
}

impl<T: Texts> Make<'_, T> {
    /// The screen of a question.
    pub fn question(&self, ask: &Ask) -> Question {
        let asked = &self.policy.questions[ask.question];
        let id = asked.id.as_str();
        let mut choices = Vec::new();
        for number in &ask.offered {
            let choice = asked.choices[*number].id.as_str();
            choices.push(Choice {
                id: choice.to_owned(),
                answer: Answer { question: ask.question, choice: *number },
                label: self.say(&["question.", id, ".choice.", choice]),
                hint: self.words.line_if(&["question.", id, ".choice-hint.", choice]),
                chosen: ask.chosen == Some(*number),
            });
        }
        Question {
            id: id.to_owned(),
            back: (!ask.trail.is_empty()).then(|| self.say(&["ui.back"])),
            intro: self.words.line_if(&["question.", id, ".intro"]),
            title: self.say(&["question.", id, ".title"]),
            hint: self.words.line_if(&["question.", id, ".hint"]),
            choices,
            proceed: self.say(&["ui.continue"]),
            unanswered: self.section(&["ui.error"], self.say(&["ui.choose"])),
            answers: self.given("ui.answers", &ask.trail),
            privacy: self.say(&["ui.privacy"]),
        }
    }

    /// The screen of an outcome.
    pub fn outcome(&self, referral: &Referral<'_>) -> Outcome {
        let Referral { outcome, leaf, trail } = referral;
        let (id, verdict) = (outcome.id.as_str(), outcome.verdict.id());
        let of = |part: &str| self.words.plain_if(&["outcome.", id, part]);
        let mut facts = Vec::new();
        let mut rules = Vec::new();
        for rule in leaf.rules.iter().map(|rule| &self.policy.rules[*rule]) {
            rules.push(rule.id.clone());
            add_new(&mut facts, &rule.facts);
        }
        let mut steps = Vec::new();
        for step in &outcome.steps {
            steps.push(self.words.line(&["step.", step]));
        }
        let mut channels = Vec::new();
        for channel in &outcome.channels {
            channels.push(self.channel(id, &self.policy.channels[*channel]));
        }
        let mut items = Vec::new();
        for enclosure in &outcome.enclosures {
            items.push(Enclosure {
                id: enclosure.clone(),
                text: self.words.line(&["enclosure.", enclosure]),
                advice: self.words.paragraphs(&["enclosure-advice.", enclosure]),
            });
        }
        let mut notices = Vec::new();
        for notice in leaf.notices.iter().map(|notice| &self.policy.notices[*notice]) {
            add_new(&mut facts, &notice.facts);
            notices.push(Notice {
                id: notice.id.clone(),
                heading: self.say(&["notice.", &notice.id, ".title"]),
                text: self.words.paragraphs(&["notice.", &notice.id, ".text"]),
            });
        }
        let mut closed = Vec::new();
        for way in leaf.closed.iter().map(|closed| &self.policy.closed[*closed]) {
            let channel = self.policy.channels[way.channel].id.as_str();
            add_new(&mut facts, &way.facts);
            closed.push(Closed {
                id: channel.to_owned(),
                name: self.say(&["channel.", channel, ".name"]),
                text: self.words.line(&["channel.", channel, ".text"]),
            });
        }
        let message = of(".message").map(|text| Message { text, copy: self.say(&["ui.copy-message"]) });
        Outcome {
            id: id.to_owned(),
            verdict: outcome.verdict,
            rules,
            facts,
            back: self.say(&["ui.back"]),
            title: self.say(&["outcome.", id, ".title"]),
            label: of(".label").unwrap_or_else(|| self.say(&["verdict.", verdict, ".label"])),
            lead: self.words.line_if(&["outcome.", id, ".lead"]),
            steps: self.section(&["verdict.", verdict, ".steps"], steps),
            channels: self.section(&["ui.channels"], channels),
            message: message.map(|message| self.section(&["ui.share"], message)),
            enclosures: (!items.is_empty())
                .then(|| self.section(&["ui.enclosures"], Checklist { hint: self.say(&["ui.tick"]), items })),
            next: self.words.line_if(&["outcome.", id, ".next"]).map(|next| self.section(&["ui.next"], next)),
            notices,
            why: self.section(&["ui.why"], self.words.paragraphs(&["outcome.", id, ".why"])),
            closed: self.section(&["ui.closed"], closed),
            answers: self.given("ui.because", trail),
            start: trail.iter().fold(Answers::default(), |all, answer| all.with(*answer)).to_text(self.policy),
            restart: self.say(&["ui.restart"]),
            copy_link: self.say(&["ui.copy-link"]),
            print: self.say(&["ui.print"]),
            date: self.say(&["ui.date"]),
            privacy: self.say(&["ui.privacy"]),
            version: self.labelled("ui.version", self.policy.version.clone()),
        }
    }

    fn channel(&self, outcome: &str, channel: &CompiledChannel) -> Channel {
        let id = channel.id.as_str();
        Channel {
            id: id.to_owned(),
            kind: channel.kind,
            name: self.say(&["channel.", id, ".name"]),
            text: self.words.line(&["channel.", id, ".text"]),
            target: match (channel.kind, &channel.target) {
                (ChannelKind::Mail, Some(target)) => Target::Mail(self.mail(outcome, target)),
                (ChannelKind::Web, Some(target)) => Target::Page(target.clone()),
                (ChannelKind::Phone, Some(number)) => Target::Phone(Phone {
                    number: self.labelled("ui.phone", number.clone()),
                    call: links::call(number),
                    copy: self.say(&["ui.copy-number"]),
                }),
                (ChannelKind::Visit, _) => Target::Visit(Visit {
                    address: (!channel.address.is_empty()).then(|| self.place("ui.visit", &channel.address)),
                    hours: self.section(&["ui.hours"], self.words.paragraphs(&["channel.", id, ".hours"])),
                }),
                (ChannelKind::Letter, _) => Target::Letter(self.place("ui.post", &channel.address)),
                _ => Target::None,
            },
        }
    }

    fn mail(&self, outcome: &str, target: &str) -> Mail {
        let of = |part: &str| self.words.plain_if(&["outcome.", outcome, part]);
        let draft = of(".subject").zip(of(".body")).map(|(subject, text)| Draft {
            write: self.labelled("ui.write", links::mail(target, &subject, &text)),
            show: self.say(&["ui.draft"]),
            subject: self.labelled("ui.subject", subject),
            text,
            copy: self.say(&["ui.copy-message"]),
        });
        Mail {
            from: of(".sender").map(|sender| self.labelled("ui.from", sender)),
            to: self.labelled("ui.to", target.to_owned()),
            copy: self.say(&["ui.copy-address"]),
            draft,
        }
    }

    fn place(&self, label: &str, lines: &[String]) -> Place {
        Place { label: self.say(&[label]), lines: lines.to_vec(), copy: self.say(&["ui.copy-address"]) }
    }

    fn given(&self, heading: &str, trail: &[Answer]) -> Option<Given> {
        let mut rows = Vec::new();
        for answer in trail {
            let question = &self.policy.questions[answer.question];
            let choice = &question.choices[answer.choice].id;
            rows.push(GivenAnswer {
                number: answer.question,
                question: question.id.clone(),
                choice: choice.clone(),
                asked: self.say(&["question.", &question.id, ".title"]),
                answered: self.say(&["question.", &question.id, ".choice.", choice]),
            });
        }
        let given = |rows| Given { heading: self.say(&[heading]), change: self.say(&["ui.change"]), rows };
        (!rows.is_empty()).then(|| given(rows))
    }

    fn section<B>(&self, heading: &[&str], body: B) -> Section<B> {
        Section { heading: self.say(heading), body }
    }

    fn labelled(&self, label: &str, value: String) -> Labelled {
        Labelled { label: self.say(&[label]), value }
    }

    fn say(&self, key: &[&str]) -> String {
        self.words.plain(key)
    }
}

/// Adds the ids that a list does not hold yet.
fn add_new(known: &mut Vec<String>, ids: &[String]) {
    for id in ids {
        if !known.contains(id) {
            known.push(id.clone());
        }
    }
}
