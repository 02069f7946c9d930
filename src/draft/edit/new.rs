//! New things, written as their neighbours are.

use serde::{Deserialize, Serialize};

use super::condition::{self, Cell};
use super::document::Document;
use super::{layout, list, literal, table};
use crate::author::names::POLICY_FILE;
use crate::check::flaw::Part;
use crate::check::structure::is_id;
use crate::draft::change::{Splice, Transaction};
use crate::draft::ids;
use crate::draft::refused::Refused;

/// A thing that is not there yet. Its texts are edits of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NewThing {
    /// A question with the ids of its choices.
    Question {
        /// Its id.
        id: String,
        /// The choices, in their order.
        choices: Vec<String>,
    },
    /// A choice of a question.
    Choice {
        /// The question, by its place.
        question: usize,
        /// Its id.
        id: String,
    },
    /// A channel.
    Channel {
        /// Its id.
        id: String,
        /// What a visitor can do with it.
        kind: String,
        /// The address or number that it leads to, where it has one.
        target: Option<String>,
        /// The lines of an address; none where it has none.
        address: Vec<String>,
    },
    /// An outcome.
    Outcome {
        /// Its id.
        id: String,
        /// Whether it works this way.
        verdict: String,
        /// The channels that work.
        channels: Vec<String>,
        /// What to do.
        steps: Vec<String>,
        /// What to send along; it may be nothing.
        enclosures: Vec<String>,
    },
    /// A rule.
    Rule(NewRule),
    /// A notice.
    Notice {
        /// Its id.
        id: String,
        /// With which answers; with any where it is empty.
        when: Vec<(String, Cell)>,
        /// Beside which verdicts; beside any where it is empty.
        verdicts: Vec<String>,
        /// Beside which outcomes, likewise.
        outcomes: Vec<String>,
        /// The facts that it rests on.
        facts: Vec<String>,
    },
    /// A channel that does not work.
    Closed {
        /// The channel.
        channel: String,
        /// Beside which outcomes; beside any where it is empty.
        outcomes: Vec<String>,
        /// The facts that it rests on.
        facts: Vec<String>,
    },
    /// Facts that nobody may be told at once.
    Contradiction {
        /// The fact.
        fact: String,
        /// Those that cannot stand beside it.
        excludes: Vec<String>,
    },
    /// A fact.
    Fact {
        /// Its id.
        id: String,
        /// What was decided.
        text: String,
    },
}

/// A rule that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRule {
    /// Its id.
    pub id: String,
    /// What it asks of the answers, question by question.
    pub when: Vec<(String, Cell)>,
    /// The outcome that it leads to.
    pub outcome: String,
    /// The facts that it rests on.
    pub facts: Vec<String>,
    /// Why this is a reading of the source rather than its word.
    pub reading: Option<String>,
}

/// Adds a thing at a place among its kind; at the end where no place is given.
///
/// # Errors
///
/// Its id is none or is taken, or its kind is written as no form writes it.
pub fn add(transaction: &mut Transaction, thing: &NewThing, at: Option<usize>) -> Result<(), Refused> {
    let document = Document::read(POLICY_FILE, transaction.text(POLICY_FILE)?)?;
    let splices = match thing {
        NewThing::Choice { question, id } => {
            let path = ["question".into(), (*question).into(), "choices".into()];
            document.value(&path).ok_or(Refused::NoThing)?;
            check(id, &document.ids(&path), is_id)?;
            list::inserted(&document, &path, at, &literal::id(id))?
        }
        NewThing::Fact { id, text } => {
            let path = [Part::from("facts")];
            let known = document.keys(&path);
            check(id, &known, ids::is_of_fact)?;
            vec![fact(&document, id, text)?]
        }
        _ => {
            let (list, id, lines) = item(thing);
            if let Some(id) = id {
                check(id, &document.ids(&[list.into()]), is_id)?;
            }
            let body = [vec![format!("[[{list}]]")], lines].concat().join("\n");
            vec![layout::inserted(&document, list, at, &body)?]
        }
    };
    transaction.splice(POLICY_FILE, splices)
}

/// Adds rules, one below the other. An id that is taken gets a number; what is no id is made one.
///
/// # Errors
///
/// The rules are written as no form writes them.
pub fn paste(transaction: &mut Transaction, rules: &[NewRule], at: usize) -> Result<(), Refused> {
    for (number, rule) in rules.iter().enumerate() {
        let taken = Document::read(POLICY_FILE, transaction.text(POLICY_FILE)?)?.ids(&["rule".into()]);
        let id = if is_id(&rule.id) { ids::free(&rule.id, &taken) } else { ids::of_title(&rule.id, &taken) };
        add(transaction, &NewThing::Rule(NewRule { id, ..rule.clone() }), Some(at + number))?;
    }
    Ok(())
}

/// Refuses an id that is none, or that another thing has.
///
/// # Errors
///
/// Which of the two it is.
pub fn check(id: &str, taken: &[String], is_id: fn(&str) -> bool) -> Result<(), Refused> {
    if !is_id(id) {
        return Err(Refused::BadId(id.to_owned()));
    }
    if taken.iter().any(|taken| taken == id) {
        return Err(Refused::TakenId(id.to_owned()));
    }
    Ok(())
}

fn fact(document: &Document<'_>, id: &str, text: &str) -> Result<Splice, Refused> {
    let path = [Part::from("facts")];
    let known = document.keys(&path);
    if document.value(&path).is_some() {
        let before: Vec<&str> = known.iter().map(String::as_str).collect();
        return table::set(document, &path, id, &literal::text(text), &before);
    }
    let body = format!("[facts]\n{}", literal::pair(id, &literal::text(text)));
    Ok(layout::first(document, "facts", &body))
}

/// The list that a thing is an item of, its id, and its lines.
fn item(thing: &NewThing) -> (&'static str, Option<&String>, Vec<String>) {
    let mut lines = Lines(Vec::new());
    let (list, id) = match thing {
        NewThing::Question { id, choices } => {
            lines.id("id", id).list("choices", choices);
            ("question", Some(id))
        }
        NewThing::Channel { id, kind, target, address } => {
            lines.id("id", id).id("kind", kind).text("target", target.as_ref()).list_if("address", address);
            ("channel", Some(id))
        }
        NewThing::Outcome { id, verdict, channels, steps, enclosures } => {
            lines.id("id", id).id("verdict", verdict).list("channels", channels).list("steps", steps);
            lines.list_if("enclosures", enclosures);
            ("outcome", Some(id))
        }
        NewThing::Rule(NewRule { id, when, outcome, facts, reading }) => {
            lines.id("id", id).line("when", &condition::written(when)).id("outcome", outcome).list("facts", facts);
            lines.text("reading", reading.as_ref());
            ("rule", Some(id))
        }
        NewThing::Notice { id, when, verdicts, outcomes, facts } => {
            lines.id("id", id);
            if when.iter().any(|(_, cell)| *cell != Cell::Any) {
                lines.line("when", &condition::written(when));
            }
            lines.list_if("verdicts", verdicts).list_if("outcomes", outcomes).list("facts", facts);
            ("notice", Some(id))
        }
        NewThing::Closed { channel, outcomes, facts } => {
            lines.id("channel", channel).list_if("outcomes", outcomes).list("facts", facts);
            ("closed", None)
        }
        NewThing::Contradiction { fact, excludes } => {
            lines.id("fact", fact).list("excludes", excludes);
            ("contradiction", None)
        }
        // No items of a list of tables.
        NewThing::Choice { .. } | NewThing::Fact { .. } => ("", None),
    };
    (list, id, lines.0)
}

struct Lines(Vec<String>);

impl Lines {
    fn line(&mut self, key: &str, value: &str) -> &mut Self {
        self.0.push(literal::pair(key, value));
        self
    }

    fn id(&mut self, key: &str, id: &str) -> &mut Self {
        self.line(key, &literal::id(id))
    }

    fn text(&mut self, key: &str, text: Option<&String>) -> &mut Self {
        match text {
            Some(text) => self.line(key, &literal::text(text)),
            None => self,
        }
    }

    fn list(&mut self, key: &str, ids: &[String]) -> &mut Self {
        self.line(key, &literal::list(key, ids))
    }

    fn list_if(&mut self, key: &str, ids: &[String]) -> &mut Self {
        if ids.is_empty() { self } else { self.list(key, ids) }
    }
}
