//! The parts of a channel: where it leads above all.

use super::Take;
use crate::change::{Value, What};
use crate::screen::{Channel, Draft, Labelled, Mail, Phone, Place, Section, Target, Visit};

impl Take<'_> {
    /// The parts of a channel, on the screen of an outcome.
    pub(super) fn channel(&mut self, outcome: &str, channel: &Channel) {
        let Channel { id, kind, name, text, target } = channel;
        self.put(What::Kind(id.clone()), Value::Id(kind.id().to_owned()));
        self.text(&format!("channel.{id}.name"), name);
        self.line(&format!("channel.{id}.text"), text);
        match target {
            Target::None => {}
            Target::Page(address) => self.put(What::Address(id.clone()), Value::Id(address.clone())),
            Target::Phone(Phone { number, call, copy }) => {
                self.number("ui.phone", id, number);
                self.put(What::Call(id.clone()), Value::Id(call.clone()));
                self.text("ui.copy-number", copy);
            }
            Target::Visit(Visit { address, hours: Section { heading, body } }) => {
                if let Some(address) = address {
                    self.place("ui.visit", id, address);
                }
                self.text("ui.hours", heading);
                self.paragraphs(&format!("channel.{id}.hours"), body);
            }
            Target::Letter(address) => self.place("ui.post", id, address),
            Target::Mail(Mail { from, to, copy, draft }) => {
                if let Some(Labelled { label, value }) = from {
                    self.text("ui.from", label);
                    self.text(&format!("outcome.{outcome}.sender"), value);
                }
                let Labelled { label, value } = to;
                self.text("ui.to", label);
                self.put(What::Address(id.clone()), Value::Id(value.clone()));
                self.text("ui.copy-address", copy);
                if let Some(Draft { write, show, subject, text, copy }) = draft {
                    let Labelled { label, value } = write;
                    self.text("ui.write", label);
                    self.put(What::DraftLink(outcome.to_owned()), Value::Id(value.clone()));
                    self.text("ui.draft", show);
                    let Labelled { label, value } = subject;
                    self.text("ui.subject", label);
                    self.text(&format!("outcome.{outcome}.subject"), value);
                    self.text(&format!("outcome.{outcome}.body"), text);
                    self.text("ui.copy-message", copy);
                }
            }
        }
    }

    fn number(&mut self, key: &str, channel: &str, number: &Labelled) {
        let Labelled { label, value } = number;
        self.text(key, label);
        self.put(What::Address(channel.to_owned()), Value::Id(value.clone()));
    }

    fn place(&mut self, key: &str, channel: &str, place: &Place) {
        let Place { label, lines, copy } = place;
        self.text(key, label);
        self.put(What::Address(channel.to_owned()), Value::Id(lines.join(", ")));
        self.text("ui.copy-address", copy);
    }
}
