//! A screen as plain data, from top to bottom.

use serde::Serialize;

use crate::policy::compiled::{Answer, CompiledQuestion};
use crate::policy::number::Number;
use crate::policy::words::Rich;
use crate::policy::{ChannelKind, Verdict};

/// One screen: what stands between the head and the foot of a widget.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(tag = "screen", rename_all = "kebab-case")]
pub enum Screen {
    /// A question.
    Question(Box<Question>),
    /// Where the visitor is sent.
    Outcome(Box<Outcome>),
}

/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema), schemars(rename = "Section_{T}"))]
pub struct Section<T> {
    /// The heading.
    pub heading: String,
    /// What stands under it.
    pub body: T,
}

/// A question to answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// The question's id.
    pub id: String,
    /// The button that leads to the question before; none on the first.
    pub back: Option<String>,
    /// What is said before the question.
    pub intro: Option<Rich>,
    /// The question.
    pub title: String,
    /// What helps to answer it.
    pub hint: Option<Rich>,
    /// The choices that this visitor is offered.
    pub choices: Vec<Choice>,
    /// The button that leads on.
    pub proceed: String,
    /// What is said to somebody who goes on without a choice: in the body, what to do.
    pub unanswered: Section<String>,
    /// The answers that led here; none on the first question.
    pub answers: Option<Given>,
    /// That nothing is sent or stored.
    pub privacy: String,
}

/// One answer that a question offers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Choice {
    /// The choice's id.
    pub id: String,
    /// The answer that it stands for.
    #[serde(skip)]
    pub answer: Answer,
    /// What it says.
    pub label: String,
    /// What helps to choose it.
    pub hint: Option<Rich>,
    /// Whether it was chosen before.
    pub chosen: bool,
}

/// The answers that a visitor has given.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Given {
    /// The heading.
    pub heading: String,
    /// The button beside each answer; what it changes is the question.
    pub change: String,
    /// The answers in the order of asking.
    pub rows: Vec<GivenAnswer>,
}

/// An answer that a visitor has given.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct GivenAnswer {
    /// The question's number, to ask it again.
    #[serde(skip)]
    pub number: Number<CompiledQuestion>,
    /// The question's id.
    pub question: String,
    /// The choice's id.
    pub choice: String,
    /// The question.
    pub asked: String,
    /// What was chosen.
    pub answered: String,
}

/// Where a visitor is sent, and all that belongs to it, in the order of reading.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// The outcome's id.
    pub id: String,
    /// Whether the request is accepted this way.
    pub verdict: Verdict,
    /// The ids of the rules that lead here.
    pub rules: Vec<String>,
    /// The ids of the facts that the screen rests on, in the order of first use.
    pub facts: Vec<String>,
    /// The button that leads to the question before.
    pub back: String,
    /// What to do, in a line.
    pub title: String,
    /// The verdict, in a few words.
    pub label: String,
    /// What is said first.
    pub lead: Option<Rich>,
    /// What to do, in order; for a refusal the way that does work.
    pub steps: Section<Vec<Rich>>,
    /// The channels that work.
    pub channels: Section<Vec<Channel>>,
    /// A message to pass on to somebody else.
    pub message: Option<Section<Message>>,
    /// What to send along.
    pub enclosures: Option<Section<Checklist>>,
    /// What happens afterwards.
    pub next: Option<Section<Rich>>,
    /// What is said beside the outcome.
    pub notices: Vec<Notice>,
    /// Why it is so.
    pub why: Section<Vec<Rich>>,
    /// The channels that do not work.
    pub closed: Section<Vec<Closed>>,
    /// The answers that decided it; none where nothing was asked.
    pub answers: Option<Given>,
    /// The answers as a link has them: `who=heir,mailbox=no`.
    pub start: String,
    /// The button that forgets all answers.
    pub restart: String,
    /// The button that copies a link to this outcome.
    pub copy_link: String,
    /// The button or link that prints it.
    pub print: String,
    /// What stands before the date on paper.
    pub date: String,
    /// That nothing is sent or stored.
    pub privacy: String,
    /// Which version of the policy decided it.
    pub version: Labelled,
}

/// A value with what it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Labelled {
    /// What it is.
    pub label: String,
    /// The value.
    pub value: String,
}

/// A channel that works.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Channel {
    /// The channel's id.
    pub id: String,
    /// What a visitor can do with it.
    pub kind: ChannelKind,
    /// What it is called.
    pub name: String,
    /// How to use it.
    pub text: Rich,
    /// Where it leads.
    pub target: Target,
}

/// Where a channel leads.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[allow(clippy::large_enum_variant, reason = "a screen has few channels, and most take mail")]
pub enum Target {
    /// Nowhere that a link could: its text says what to do.
    None,
    /// To a page, by its address.
    Page(String),
    /// To a mailbox.
    Mail(Mail),
    /// To a telephone.
    Phone(Phone),
    /// To a place to go to.
    Visit(Visit),
    /// To a letter box.
    Letter(Place),
}

/// How to write to a mailbox.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Mail {
    /// The address to write from, where it matters.
    pub from: Option<Labelled>,
    /// The address to write to.
    pub to: Labelled,
    /// The button that copies the address.
    pub copy: String,
    /// A message to begin with; a refusal has none.
    pub draft: Option<Draft>,
}

/// How to call somebody.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Phone {
    /// The number, as people read it.
    pub number: Labelled,
    /// The link that calls it: its `tel:` address.
    pub call: String,
    /// The button that copies the number.
    pub copy: String,
}

/// How to go somewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Visit {
    /// The address; none where it is not the same for all visitors.
    pub address: Option<Place>,
    /// When it is open.
    pub hours: Section<Vec<Rich>>,
}

/// An address of a place.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Place {
    /// What it is an address for.
    pub label: String,
    /// The address, line by line.
    pub lines: Vec<String>,
    /// The button that copies it.
    pub copy: String,
}

/// A message to begin with.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Draft {
    /// The link that opens it in the visitor's own program, and its `mailto:` address.
    pub write: Labelled,
    /// What opens the text to read.
    pub show: String,
    /// The subject.
    pub subject: Labelled,
    /// The text.
    pub text: String,
    /// The button that copies subject and text.
    pub copy: String,
}

/// A message to pass on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Message {
    /// The text.
    pub text: String,
    /// The button that copies it.
    pub copy: String,
}

/// What to send along.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Checklist {
    /// How to use the list.
    pub hint: String,
    /// What to send.
    pub items: Vec<Enclosure>,
}

/// Something to send along.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Enclosure {
    /// Its id.
    pub id: String,
    /// What it is.
    pub text: Rich,
    /// Advice on it.
    pub advice: Vec<Rich>,
}

/// Something said beside an outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Notice {
    /// The notice's id.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub text: Vec<Rich>,
}

/// A channel that does not work.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Closed {
    /// The channel's id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Why it does not work.
    pub text: Rich,
}

/// The texts around a screen.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Surroundings {
    /// The language: a BCP 47 tag.
    pub language: String,
    /// Which way it is written: `ltr` or `rtl`.
    pub direction: String,
    /// What stands before the menu of languages.
    pub menu: String,
    /// What is said of a translation that nobody has reviewed.
    pub unreviewed: Option<Unreviewed>,
}

/// That nobody has reviewed a translation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct Unreviewed {
    /// What is said.
    pub text: String,
    /// The button that leads to the text it was made from.
    pub read: String,
    /// The language of that text.
    pub original: String,
}
