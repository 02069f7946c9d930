//! What a visitor reads: the texts that a policy needs in each language.
//!
//! A words file is a flat list of texts under dotted keys (`outcome.heir-mail.title`). Which keys there are
//! follows from the policy, so a missing text and a text that nothing shows are both found before a visitor
//! could miss them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ChannelKind, Outcome, Policy, Verdict};

/// One language's texts as its editor writes them, by key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// The language: a BCP 47 tag, from the file's name.
    pub language: String,
    /// The texts by dotted key.
    pub texts: BTreeMap<String, String>,
}

/// A text that a policy has a place for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The dotted key.
    pub name: String,
    /// What the text may hold.
    pub shape: Shape,
    /// Whether the policy can do without it.
    pub optional: bool,
}

/// What a text may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Characters only: it goes where nothing can be emphasised or linked.
    Plain,
    /// One paragraph, with emphasis and links.
    Line,
    /// One or more paragraphs, with emphasis and links.
    Paragraphs,
}

/// A paragraph, as pieces in the order of reading.
pub type Rich = Vec<Inline>;

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Inline {
    /// Text as it is.
    #[serde(rename = "t")]
    Text(String),
    /// Text of strong importance.
    #[serde(rename = "s")]
    Strong(String),
    /// Text with stress.
    #[serde(rename = "e")]
    Emphasis(String),
    /// A link: its text, and its `https:` or `mailto:` address.
    #[serde(rename = "a")]
    Link(String, String),
}

/// One language's texts as the widget reads them: lists in the policy's order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CompiledWords {
    /// The id and version of the policy that the words were written for.
    pub policy: (String, String),
    /// The language: a BCP 47 tag.
    pub language: String,
    /// Whether the language is written from right to left.
    pub rtl: bool,
    /// The widget's own texts.
    pub ui: Ui,
    /// What each verdict is called.
    pub verdicts: Vec<VerdictWords>,
    /// The questions.
    pub questions: Vec<QuestionWords>,
    /// The outcomes.
    pub outcomes: Vec<OutcomeWords>,
    /// The steps, each once, in the order of first use.
    pub steps: Vec<Rich>,
    /// The enclosures, likewise.
    pub enclosures: Vec<Rich>,
    /// The channels.
    pub channels: Vec<ChannelWords>,
    /// The notices.
    pub notices: Vec<NoticeWords>,
}

/// A verdict's texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VerdictWords {
    /// The verdict in a few words.
    pub label: String,
    /// The heading above the steps.
    pub steps: String,
}

/// A question's texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QuestionWords {
    /// The question.
    pub title: String,
    /// What is said before the question is asked.
    pub intro: Option<Rich>,
    /// A sentence that helps to answer it.
    pub hint: Option<Rich>,
    /// The choices.
    pub choices: Vec<ChoiceWords>,
}

/// A choice's texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChoiceWords {
    /// The choice.
    pub label: String,
    /// A sentence that explains it.
    pub hint: Option<Rich>,
}

/// An outcome's texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OutcomeWords {
    /// The answer in one sentence.
    pub title: String,
    /// What it comes down to.
    pub lead: Option<Rich>,
    /// Why it is so.
    pub why: Vec<Rich>,
    /// The sender that a message must come from.
    pub sender: Option<String>,
    /// A message to start from; outcomes with a mail channel.
    pub draft: Option<Draft>,
}

/// A message with blanks to fill in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The subject line.
    pub subject: String,
    /// The text; lines end in `\n`.
    pub body: String,
}

/// A channel's texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChannelWords {
    /// What the channel is called.
    pub name: String,
    /// How to use it; for a closed channel why it does not work.
    pub text: Rich,
}

/// A notice's texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NoticeWords {
    /// What it is about.
    pub title: String,
    /// What it says.
    pub text: Vec<Rich>,
}

/// Declares the widget's own texts once: as fields, and as keys of a words file.
macro_rules! ui {
    ($($(#[$doc:meta])* $field:ident: $key:literal,)*) => {
        /// The widget's own texts.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Ui {
            $($(#[$doc])* pub $field: String,)*
        }

        impl Ui {
            /// The keys of these texts in a words file.
            pub const KEYS: &[&str] = &[$($key,)*];

            /// The texts, each asked for by its key.
            pub fn of(mut text: impl FnMut(&str) -> String) -> Self {
                Self { $($field: text($key),)* }
            }
        }
    };
}

ui! {
    /// The button that submits an answer.
    proceed: "ui.continue",
    /// The link to the question before.
    back: "ui.back",
    /// The heading above the answers given so far.
    answers: "ui.answers",
    /// The link that reopens a question.
    change: "ui.change",
    /// The heading of the error summary.
    error: "ui.error",
    /// What to do when no choice was made.
    choose: "ui.choose",
    /// The heading above the channels that work.
    channels: "ui.channels",
    /// The link that opens a message in the visitor's own program.
    write: "ui.write",
    /// Before the address to write to.
    to: "ui.to",
    /// Before the sender that a message must come from.
    from: "ui.from",
    /// Before the subject of the draft.
    subject: "ui.subject",
    /// The heading of the draft.
    draft: "ui.draft",
    /// The heading above what to enclose.
    enclosures: "ui.enclosures",
    /// The heading above the reasons.
    why: "ui.why",
    /// The heading above the channels that do not work.
    closed: "ui.closed",
    /// The heading above the answers that decided.
    because: "ui.because",
    /// The button that forgets all answers.
    restart: "ui.restart",
    /// What happens to the answers.
    privacy: "ui.privacy",
    /// Before the version of the rules.
    version: "ui.version",
}

/// The texts of a page around a widget and of the written guide, which the widget itself does not need.
pub const PAGE_KEYS: &[(&str, Shape)] = &[
    ("page.title", Shape::Plain),
    ("page.description", Shape::Plain),
    ("page.lead", Shape::Paragraphs),
    ("page.skip", Shape::Plain),
    ("page.footer", Shape::Line),
    ("guide.title", Shape::Plain),
    ("guide.lead", Shape::Paragraphs),
    ("guide.closed", Shape::Plain),
];

/// Every text that a policy has a place for, in the order of a words file.
pub fn keys(policy: &Policy) -> Vec<Key> {
    let mut keys = Keys(Vec::new());
    keys.add("language.name", Shape::Plain);
    keys.add("language.direction", Shape::Plain);
    for (name, shape) in PAGE_KEYS {
        keys.add(name, *shape);
    }
    for name in Ui::KEYS {
        keys.add(name, Shape::Plain);
    }
    for verdict in Verdict::ALL {
        keys.add(&format!("verdict.{}.label", verdict.id()), Shape::Plain);
        keys.add(&format!("verdict.{}.steps", verdict.id()), Shape::Plain);
    }
    for question in &policy.questions {
        let of = |part: &str| format!("question.{}.{part}", question.id);
        keys.add(&of("title"), Shape::Plain);
        keys.add_optional(&of("intro"), Shape::Line);
        keys.add_optional(&of("hint"), Shape::Line);
        for choice in &question.choices {
            keys.add(&of(&format!("choice.{}", choice.id)), Shape::Plain);
            keys.add_optional(&of(&format!("choice-hint.{}", choice.id)), Shape::Line);
        }
    }
    for outcome in &policy.outcomes {
        let of = |part: &str| format!("outcome.{}.{part}", outcome.id);
        keys.add(&of("title"), Shape::Plain);
        keys.add_optional(&of("lead"), Shape::Line);
        keys.add(&of("why"), Shape::Paragraphs);
        keys.add_optional(&of("sender"), Shape::Plain);
        if has_draft(policy, outcome) {
            keys.add(&of("subject"), Shape::Plain);
            keys.add(&of("body"), Shape::Plain);
        }
    }
    for step in policy.named_once(Outcome::steps) {
        keys.add(&format!("step.{step}"), Shape::Line);
    }
    for enclosure in policy.named_once(Outcome::enclosures) {
        keys.add(&format!("enclosure.{enclosure}"), Shape::Line);
    }
    for channel in &policy.channels {
        keys.add(&format!("channel.{}.name", channel.id), Shape::Plain);
        keys.add(&format!("channel.{}.text", channel.id), Shape::Line);
    }
    for notice in &policy.notices {
        keys.add(&format!("notice.{}.title", notice.id), Shape::Plain);
        keys.add(&format!("notice.{}.text", notice.id), Shape::Paragraphs);
    }
    keys.0
}

/// Whether an outcome has a message to write: it is no refusal, and one of its channels takes mail.
pub fn has_draft(policy: &Policy, outcome: &Outcome) -> bool {
    let takes_mail =
        |id: &String| policy.channels.iter().any(|channel| channel.id == *id && channel.kind == ChannelKind::Mail);
    outcome.verdict != Verdict::Refused && outcome.channels.iter().any(takes_mail)
}

struct Keys(Vec<Key>);

impl Keys {
    fn add(&mut self, name: &str, shape: Shape) {
        self.0.push(Key { name: name.to_owned(), shape, optional: false });
    }

    fn add_optional(&mut self, name: &str, shape: Shape) {
        self.0.push(Key { name: name.to_owned(), shape, optional: true });
    }
}
