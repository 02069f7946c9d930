//! What differs as one page of headings, conditions and rows: whatever shows a diff to somebody draws this page.

use std::collections::BTreeSet;

use super::data::{Apart, Diff, Edition, EditorChange, Side, TextChange};
use crate::author::scenarios::ScenarioChange;
use crate::change::{Change, Condition, Difference, Value, What, Who};
use crate::policy::words::{Inline, Rich};

/// The most rows of one kind under one heading.
const MOST_ROWS: usize = 200;

/// All that is told of two versions.
pub struct Page {
    /// From which version to which.
    pub title: String,
    /// The digests of both, for who signs.
    pub builds: String,
    /// The differences in a few words.
    pub summary: String,
    /// All of them.
    pub sections: Vec<Section>,
}

/// Differences of one kind.
pub struct Section {
    /// The heading.
    pub heading: &'static str,
    /// What is said where there are none.
    pub none: &'static str,
    /// The differences.
    pub entries: Vec<Entry>,
}

/// Differences that the same visitors meet.
pub struct Entry {
    /// Whether somebody may send something to another address.
    pub is_important: bool,
    /// Who meets them, or what it is about.
    pub heading: Line,
    /// Conditions of which any one holds.
    pub when: Vec<Line>,
    /// What differs.
    pub rows: Vec<Row>,
}

/// Something that is not what it was.
pub struct Row {
    /// Whether it names an address that was not named before.
    pub is_important: bool,
    /// What it is.
    pub what: Line,
    /// What it was, if it was there.
    pub before: Option<Line>,
    /// What it is now, if it still is.
    pub after: Option<Line>,
}

/// A line, in pieces.
pub type Line = Vec<Piece>;

/// A piece of a line.
#[derive(Clone)]
pub enum Piece {
    /// What the tool itself says.
    Said(String),
    /// An id, an address or the like.
    Id(String),
    /// A text of the policy, and its language.
    Text(String, String),
}

impl Page {
    /// The page of a diff.
    pub fn of(diff: &Diff) -> Self {
        let Diff { before, after, apart, changes: _, scenarios, texts, editors } = diff;
        let builds = |edition: &Edition| edition.build.clone().unwrap_or_else(|| "cannot ship".to_owned());
        let important: Vec<&Change> = diff.changes.groups.iter().filter(|change| is_important(change)).collect();
        let others = diff.changes.groups.iter().filter(|change| !is_important(change));
        let told = [important, others.collect()].concat();
        let sections = [
            Section {
                heading: "What the versions do not have in common",
                none: "Nothing: all questions, choices and languages are in both.",
                entries: apart.iter().map(|apart| diff.apart(apart)).collect(),
            },
            Section {
                heading: "What differs for whom",
                none: "Nothing: every visitor sees the same screens.",
                entries: told.into_iter().map(|change| diff.change(change)).collect(),
            },
            Section {
                heading: "People of the scenarios",
                none: "All come out where they did.",
                entries: scenarios.iter().map(scenario).collect(),
            },
            Section {
                heading: "Texts that are on no screen of both versions",
                none: "None differs.",
                entries: texts.iter().map(text_elsewhere).collect(),
            },
            Section {
                heading: "For editors only: nothing here differs for a visitor",
                none: "Nothing.",
                entries: editors.iter().map(editor_change).collect(),
            },
        ];
        let is_unsound = apart.iter().any(|apart| matches!(apart, Apart::Unsound(..)));
        Self {
            title: format!("From {} to {}", before.version, after.version),
            builds: format!("build {} to {}", builds(before), builds(after)),
            summary: if before.version == after.version && !diff.is_empty() {
                format!("{}; the name of the version has not changed", diff.summary())
            } else {
                diff.summary()
            },
            // What could not be compared is not the same.
            sections: sections.into_iter().take(if is_unsound { 1 } else { usize::MAX }).collect(),
        }
    }
}

impl Diff {
    /// The differences in a few words.
    pub fn summary(&self) -> String {
        if self.apart.iter().any(|apart| matches!(apart, Apart::Unsound(..))) {
            return "cannot be compared".to_owned();
        }
        let new: BTreeSet<String> = self.differences().flat_map(Difference::new_addresses).collect();
        let addresses = match new.len() {
            0 => "no new address".to_owned(),
            1 => "1 new address".to_owned(),
            count => format!("{count} new addresses"),
        };
        match self.changes.ways {
            Some(ways) => format!(
                "{addresses}; of {}, {} elsewhere and {} in what is read or asked",
                super::counted(ways.all, "way"),
                if ways.elsewhere == 1 { "1 leads".to_owned() } else { format!("{} lead", ways.elsewhere) },
                if ways.differing == 1 { "1 differs".to_owned() } else { format!("{} differ", ways.differing) },
            ),
            None if self.changes.is_empty() => addresses,
            None => format!("{addresses}; too many ways to say which differ"),
        }
    }

    fn change(&self, change: &Change) -> Entry {
        let Change { who, ways, differences } = change;
        let on = match ways {
            Some(1) => "On 1 way".to_owned(),
            Some(u128::MAX) => "On more ways than can be counted".to_owned(),
            Some(ways) => format!("On {ways} ways"),
            None => "On ways too many to say which".to_owned(),
        };
        let (heading, when) = match who {
            Who::When(conditions) if conditions.iter().all(Vec::is_empty) => (format!("{on}: everybody"), Vec::new()),
            Who::When(conditions) => {
                (format!("{on}, when"), conditions.iter().map(|condition| self.condition(condition)).collect())
            }
            Who::Among(bounds) if bounds.is_empty() => (on, Vec::new()),
            Who::Among(bounds) => (
                format!("{on}, some of those when (it takes too many conditions to say which)"),
                vec![self.condition(bounds)],
            ),
        };
        let mut rows: Vec<Row> = differences.iter().take(MOST_ROWS).map(|difference| self.row(difference)).collect();
        if let Some(more) = differences.len().checked_sub(MOST_ROWS).filter(|more| *more > 0) {
            let what = said(&format!("and {} more", super::counted(more as u128, "difference")));
            rows.push(Row { is_important: false, what, before: None, after: None });
        }
        Entry { is_important: is_important(change), heading: said(&heading), when, rows }
    }

    fn row(&self, difference: &Difference) -> Row {
        let Difference { what, language, before, after } = difference;
        let value = |side: Side, value: &Option<Value>| {
            value.as_ref().map(|value| self.value(side, what, language.as_deref(), value))
        };
        Row {
            is_important: !difference.new_addresses().is_empty(),
            what: self.what(what, language.as_deref()),
            before: value(Side::Before, before),
            after: value(Side::After, after),
        }
    }

    /// What a part of a screen is.
    fn what(&self, what: &What, language: Option<&str>) -> Line {
        let of = |said: &str, kind: &str, id: &str| {
            [vec![Piece::Said(format!("{said} "))], self.named(Side::After, kind, id)].concat()
        };
        match what {
            What::Address(channel) => of("address of", "channel", channel),
            What::Outcome => said("outcome"),
            What::Verdict => said("verdict"),
            What::Kind(channel) => of("what can be done with", "channel", channel),
            What::Channels => said("ways that work"),
            What::Steps => said("steps"),
            What::Enclosures => said("enclosures"),
            What::Notices => said("notices"),
            What::Closed => said("ways that do not work"),
            What::Next => said("what comes next"),
            What::Choices(question) => of("choices of", "question", question),
            What::Given => said("answers shown as given"),
            What::Text(key) => {
                vec![
                    Piece::Said("text ".to_owned()),
                    Piece::Id(key.clone()),
                    Piece::Said(format!(" ({})", language.unwrap_or_default())),
                ]
            }
            What::Original => said("language that a translation was made from"),
            What::DraftLink(outcome) => of("link that opens the message of", "outcome", outcome),
            What::Call(channel) => of("link that calls", "channel", channel),
            What::Start => said("answers as a link has them"),
            What::Version => said("name of the version"),
            What::Rules => said("rules that it rests on (a mark that nobody reads)"),
            What::Facts => said("facts that it rests on (a mark that nobody reads)"),
        }
    }

    fn value(&self, side: Side, what: &What, language: Option<&str>, value: &Value) -> Line {
        let text = |text: String| vec![Piece::Text(text, language.unwrap_or_default().to_owned())];
        match (value, what) {
            (Value::Question(id), _) => [said("question "), self.named(side, "question", id)].concat(),
            (Value::Outcome(id), _) => [said("outcome "), self.named(side, "outcome", id)].concat(),
            (Value::Id(id), What::Verdict) => self.named(side, "verdict", id),
            (Value::Id(id), _) => vec![Piece::Id(id.clone())],
            (Value::Ids(ids), _) if ids.is_empty() => said("none"),
            (Value::Ids(ids), _) => {
                let named = |id: &String| match what {
                    What::Channels | What::Closed => self.named(side, "channel", id),
                    What::Steps => self.named(side, "step", id),
                    What::Enclosures => self.named(side, "enclosure", id),
                    What::Notices => self.named(side, "notice", id),
                    What::Choices(question) => self.named(side, &format!("question.{question}.choice"), id),
                    _ => vec![Piece::Id(id.clone())],
                };
                listed(ids.iter().map(named), ", ")
            }
            (Value::Text(own), _) => text(own.clone()),
            (Value::Rich(paragraphs), _) => text(paragraphs.iter().map(marked).collect::<Vec<_>>().join("\n")),
        }
    }

    fn condition(&self, condition: &Condition) -> Line {
        let ids: Vec<String> =
            condition.iter().map(|(question, choices)| format!("{question}={}", choices.join("/"))).collect();
        if ids.is_empty() {
            return said("anything is answered");
        }
        let titles = condition.iter().map(|(question, choices)| {
            let choice = |choice: &String| self.titled(Side::After, &format!("question.{question}.choice"), choice);
            let chosen = listed(choices.iter().filter_map(choice).map(|title| vec![title]), " / ");
            let title = self.titled(Side::After, "question", question);
            [title.into_iter().collect(), said(" "), chosen].concat()
        });
        [vec![Piece::Id(ids.join(", ")), Piece::Said(": ".to_owned())], listed(titles, "; ")].concat()
    }

    /// An id with its title, if it has one.
    fn named(&self, side: Side, kind: &str, id: &str) -> Line {
        match self.titled(side, kind, id) {
            Some(title) => {
                vec![Piece::Id(id.to_owned()), Piece::Said(" (".to_owned()), title, Piece::Said(")".to_owned())]
            }
            None => vec![Piece::Id(id.to_owned())],
        }
    }

    /// What a version calls something; the other where that does not know it.
    fn titled(&self, side: Side, kind: &str, id: &str) -> Option<Piece> {
        let key = match kind {
            "question" | "outcome" | "notice" => format!("{kind}.{id}.title"),
            "channel" => format!("channel.{id}.name"),
            "verdict" => format!("verdict.{id}.label"),
            _ => format!("{kind}.{id}"),
        };
        let editions = match side {
            Side::Before => [&self.before, &self.after],
            Side::After => [&self.after, &self.before],
        };
        editions.into_iter().find_map(|edition| {
            let text = edition.words.texts.get(&key)?;
            Some(Piece::Text(text.clone(), edition.words.language.clone()))
        })
    }

    fn apart(&self, apart: &Apart) -> Entry {
        let came = |side: &Side| match side {
            Side::Before => " is gone",
            Side::After => " is new",
        };
        let mut rows = Vec::new();
        let heading = match apart {
            Apart::Unsound(side, wrong) => {
                let row = |wrong: &String| Row { is_important: false, what: said(wrong), before: None, after: None };
                rows.extend(wrong.iter().map(row));
                let which = match side {
                    Side::Before => "before",
                    Side::After => "after",
                };
                said(&format!(
                    "The version {which} cannot ship, so nothing can be compared: `wegwijzer check` says more"
                ))
            }
            Apart::Policy(before, after) => said(&format!(
                "The policy is called {after}, and was called {before}: hosts find its files in another folder"
            )),
            Apart::DefaultLanguage(before, after) => {
                said(&format!("A visitor whose own language is not offered reads {after}, and read {before} before"))
            }
            Apart::Language(Side::Before, language) => {
                said(&format!("The language {language} is gone: who read it gets another"))
            }
            Apart::Language(Side::After, language) => {
                said(&format!("The language {language} is new: its texts can be compared with none"))
            }
            Apart::Question(side, id) => {
                [said("The question "), self.named(*side, "question", id), said(came(side))].concat()
            }
            Apart::Choice(side, question, id) => {
                let choice = self.named(*side, &format!("question.{question}.choice"), id);
                [said("The choice "), choice, said(" of "), self.named(*side, "question", question), said(came(side))]
                    .concat()
            }
            Apart::Renamed(question, before, after) => {
                let choice = self.named(Side::After, &format!("question.{question}.choice"), after);
                let was = format!(", was called {before}: links and tests that name it no longer find it");
                [said("The choice "), choice, said(" of "), self.named(Side::After, "question", question), said(&was)]
                    .concat()
            }
        };
        Entry { is_important: false, heading, when: Vec::new(), rows }
    }
}

fn text_elsewhere(change: &TextChange) -> Entry {
    let TextChange { language, key, seen, before, after } = change;
    let text = |text: &Option<String>| text.clone().map(|text| vec![Piece::Text(text, language.clone())]);
    let what = vec![Piece::Id(key.clone()), Piece::Said(format!(" ({language}), {seen}"))];
    let row = Row { is_important: false, what, before: text(before), after: text(after) };
    Entry { is_important: false, heading: Vec::new(), when: Vec::new(), rows: vec![row] }
}

fn editor_change(change: &EditorChange) -> Entry {
    let EditorChange { what, before, after } = change;
    let line = |text: &Option<String>| text.as_deref().map(said);
    let row = Row { is_important: false, what: said(what), before: line(before), after: line(after) };
    Entry { is_important: false, heading: Vec::new(), when: Vec::new(), rows: vec![row] }
}

fn scenario(change: &ScenarioChange) -> Entry {
    let ScenarioChange { id, person, before, after } = change;
    let place = |place: &Option<String>| {
        let place = place.as_ref().map_or("there is no such scenario".to_owned(), |place| place.replace('`', ""));
        Some(said(&place))
    };
    let what = vec![Piece::Said("scenario ".to_owned()), Piece::Id(id.clone()), Piece::Said(format!(": {person}"))];
    let row = Row { is_important: false, what, before: place(before), after: place(after) };
    Entry { is_important: false, heading: Vec::new(), when: Vec::new(), rows: vec![row] }
}

fn is_important(change: &Change) -> bool {
    change.differences.iter().any(|difference| !difference.new_addresses().is_empty())
}

/// A line of the tool's own.
fn said(text: &str) -> Line {
    vec![Piece::Said(text.to_owned())]
}

/// Lines as one, with something between them.
fn listed(lines: impl IntoIterator<Item = Line>, between: &str) -> Line {
    let mut all = Line::new();
    for line in lines {
        if !all.is_empty() {
            all.push(Piece::Said(between.to_owned()));
        }
        all.extend(line);
    }
    all
}

/// A paragraph with its marks, as an editor writes them, and the address of each link.
fn marked(paragraph: &Rich) -> String {
    let piece = |piece: &Inline| match piece {
        Inline::Text(text) => text.clone(),
        Inline::Strong(text) => format!("**{text}**"),
        Inline::Emphasis(text) => format!("*{text}*"),
        Inline::Link(text, address) => format!("[{text}]({address})"),
        Inline::Foreign(text, language) => format!("[{text}](lang:{language})"),
    };
    paragraph.iter().map(piece).collect()
}
