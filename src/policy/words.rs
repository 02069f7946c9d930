//! What a visitor reads: the texts that a policy needs in each language.
//!
//! A words file is a flat list of texts under dotted keys (`outcome.heir-mail.title`). Which keys there are
//! follows from the policy, so a missing text and a text that nothing shows are both found before a visitor
//! could miss them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::shared::Shared;
use super::{ChannelKind, Verdict};

/// One language's texts as its editor writes them, by key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// The language: a BCP 47 tag, from the file's name.
    pub language: String,
    /// The texts by dotted key.
    pub texts: Shared<BTreeMap<String, String>>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// Characters only: it goes where nothing can be emphasised or linked.
    Plain,
    /// One paragraph, with emphasis, links and words of other languages.
    Line,
    /// One or more paragraphs, likewise.
    Paragraphs,
}

/// A paragraph, as pieces in the order of reading.
pub type Rich = Vec<Inline>;

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Text as it is.
    Text(String),
    /// Text of strong importance.
    Strong(String),
    /// Text with stress.
    Emphasis(String),
    /// A link: its text, and its `https:` or `mailto:` address.
    Link(String, String),
    /// Words of another language, and that language: a BCP 47 tag. A screen reader says them with its voice.
    Foreign(String, String),
}

/// One language's texts as the widget reads them, by key. That no text is missing which every policy has, was seen when
/// they were read.
///
/// `T` is where the texts are: a page leaves them with the browser, which has read them already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompiledWords<T = BTreeMap<String, String>> {
    /// The build of the policy that the words belong to.
    pub build: String,
    /// The language: a BCP 47 tag.
    pub language: String,
    /// The texts by dotted key, each as [`mark_up`] writes it.
    pub texts: T,
}

/// Where texts are looked up.
pub trait Texts {
    /// The text under a dotted key, if there is one.
    fn get(&self, key: &str) -> Option<String>;
}

impl Texts for Box<dyn Texts> {
    fn get(&self, key: &str) -> Option<String> {
        (**self).get(key)
    }
}

impl Texts for BTreeMap<String, String> {
    fn get(&self, key: &str) -> Option<String> {
        Self::get(self, key).cloned()
    }
}

/// Stands between paragraphs, between pieces of a paragraph, and between a piece's text and what is told of it, the address
/// of a link or a language: what Unicode has for separating records, units and groups, so no text holds them.
const PARAGRAPH: char = '\u{1e}';
const PIECE: char = '\u{1f}';
const MORE: char = '\u{1d}';

/// Paragraphs as one text: most have no marks at all, and stay as they are. A piece after the first begins with a
/// letter for what it is; a first piece that is no plain text has an empty one before it.
pub fn mark_up(paragraphs: &[Rich]) -> String {
    let mut text = String::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if number > 0 {
            text.push(PARAGRAPH);
        }
        for (number, piece) in paragraph.iter().enumerate() {
            let (kind, of, more) = match piece {
                Inline::Text(of) => ('t', of, None),
                Inline::Strong(of) => ('s', of, None),
                Inline::Emphasis(of) => ('e', of, None),
                Inline::Link(of, address) => ('a', of, Some(address)),
                Inline::Foreign(of, language) => ('l', of, Some(language)),
            };
            if number > 0 || kind != 't' {
                text.extend([PIECE, kind]);
            }
            text.push_str(of);
            if let Some(more) = more {
                text.push(MORE);
                text.push_str(more);
            }
        }
    }
    text
}

/// Whether a link may lead to an address: a page or a mailbox, and nothing that could run.
pub fn may_lead_to(address: &str) -> bool {
    ["https:", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}

/// The paragraphs of a text that [`mark_up`] wrote. A piece of an unknown kind is plain text.
fn marked(text: &str) -> Vec<Rich> {
    let piece = |(number, piece): (usize, &str)| {
        let mut rest = piece.chars();
        let kind = if number == 0 { Some('t') } else { rest.next() };
        let (of, more) = rest.as_str().split_once(MORE).unwrap_or((rest.as_str(), ""));
        let (of, more) = (of.to_owned(), more.to_owned());
        match kind {
            Some('s') => Inline::Strong(of),
            Some('e') => Inline::Emphasis(of),
            Some('a') if may_lead_to(&more) => Inline::Link(of, more),
            Some('l') => Inline::Foreign(of, more),
            _ => Inline::Text(of),
        }
    };
    let paragraph = |text: &str| -> Rich {
        text.split(PIECE).enumerate().filter(|(_, piece)| !piece.is_empty()).map(piece).collect()
    };
    text.split(PARAGRAPH).map(paragraph).collect()
}

impl<T: Texts> CompiledWords<T> {
    /// Whether the language is written from right to left.
    pub fn rtl(&self) -> bool {
        self.plain(&["language.direction"]) == "rtl"
    }

    /// A text that every policy has, without its marks. Its key is given in parts.
    pub fn plain(&self, key: &[&str]) -> String {
        self.plain_if(key).unwrap_or_default()
    }

    /// A text that a policy may have, likewise.
    pub fn plain_if(&self, key: &[&str]) -> Option<String> {
        let mut plain = String::new();
        for paragraph in marked(&self.texts.get(&key.concat())?) {
            for piece in &paragraph {
                plain.push_str(piece.text());
            }
        }
        Some(plain)
    }

    /// A text of one paragraph that every policy has.
    pub fn line(&self, key: &[&str]) -> Rich {
        self.line_if(key).unwrap_or_default()
    }

    /// A text of one paragraph that a policy may have.
    pub fn line_if(&self, key: &[&str]) -> Option<Rich> {
        marked(&self.texts.get(&key.concat())?).into_iter().next()
    }

    /// A text that depends on a number, of which `category` is the plural category. Where there is none for it,
    /// the text for `other` numbers.
    pub fn plural(&self, key: &str, category: &str) -> String {
        self.plain_if(&[key, category]).unwrap_or_else(|| self.plain(&[key, "other"]))
    }

    /// The paragraphs of a text; none where there is no text.
    pub fn paragraphs(&self, key: &[&str]) -> Vec<Rich> {
        self.texts.get(&key.concat()).map(|text| marked(&text)).unwrap_or_default()
    }
}

impl Inline {
    /// The piece without what it is marked as.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text)
            | Self::Strong(text)
            | Self::Emphasis(text)
            | Self::Link(text, _)
            | Self::Foreign(text, _) => text,
        }
    }
}

/// What a policy needs words for.
#[derive(Default)]
pub struct Outline<'p> {
    /// The questions with their choices.
    pub questions: Vec<(&'p str, Vec<&'p str>)>,
    /// The outcomes, and whether a message can be written to each.
    pub outcomes: Vec<(&'p str, bool)>,
    /// The steps, each once, in the order of first use.
    pub steps: Vec<&'p str>,
    /// The enclosures, likewise.
    pub enclosures: Vec<&'p str>,
    /// The channels with their kinds.
    pub channels: Vec<(&'p str, ChannelKind)>,
    /// The notices.
    pub notices: Vec<&'p str>,
}

impl<'p> Outline<'p> {
    /// Adds an outcome. Who is refused is handed no message to write.
    pub fn add_outcome(&mut self, id: &'p str, verdict: Verdict, mut channels: impl Iterator<Item = ChannelKind>) {
        self.outcomes.push((id, verdict != Verdict::Refused && channels.any(|kind| kind == ChannelKind::Mail)));
    }
}

/// Adds the ids that a list does not hold yet. For the few of a policy that ships: it looks at all in turn.
pub(super) fn add_new<'p>(known: &mut Vec<&'p str>, ids: &'p [String]) {
    for id in ids {
        if !known.contains(&id.as_str()) {
            known.push(id);
        }
    }
}

/// The widget's own texts: plain, and none of them optional.
pub const UI_KEYS: &[&str] = &[
    "ui.continue",
    "ui.back",
    "ui.answers",
    "ui.change",
    "ui.error",
    "ui.choose",
    "ui.channels",
    "ui.write",
    "ui.to",
    "ui.from",
    "ui.subject",
    "ui.draft",
    "ui.enclosures",
    "ui.why",
    "ui.closed",
    "ui.because",
    "ui.restart",
    "ui.privacy",
    "ui.version",
    "ui.next",
    "ui.share",
    "ui.phone",
    "ui.visit",
    "ui.hours",
    "ui.post",
    "ui.copy-address",
    "ui.copy-number",
    "ui.copy-message",
    "ui.copy-link",
    "ui.print",
    "ui.date",
    "ui.copied",
    "ui.not-copied",
    "ui.tick",
    "ui.language",
    "ui.unreviewed",
    "ui.original",
    // What the script says when the app fails.
    "failure.text",
    "failure.retry",
    "failure.language",
];

/// Says that answers no longer count. `other` is needed, the rest are for languages that tell them apart.
pub const DROPPED: &str = "ui.dropped.";

/// The plural categories of Unicode's CLDR that a text may stand in beside `other`.
const PLURALS: &[&str] = &["zero", "one", "two", "few", "many"];

/// The texts of a page around a widget and of the written guide. The widget itself does not need them.
pub const PAGE_KEYS: &[(&str, Shape)] = &[
    ("page.title", Shape::Plain),
    ("page.description", Shape::Plain),
    ("page.lead", Shape::Paragraphs),
    ("page.skip", Shape::Plain),
    ("page.footer", Shape::Line),
    ("guide.title", Shape::Plain),
    ("guide.lead", Shape::Paragraphs),
    ("guide.for", Shape::Plain),
    ("guide.except", Shape::Plain),
    ("guide.below", Shape::Plain),
    ("guide.notices", Shape::Plain),
    ("guide.explained", Shape::Plain),
];

/// Whether a text belongs to what is around the app rather than to the app.
pub fn is_of_page(key: &str) -> bool {
    PAGE_KEYS.iter().any(|(name, _)| *name == key)
}

/// Every text that a policy has a place for, in the order of a words file.
pub fn keys(outline: &Outline<'_>) -> Vec<Key> {
    let mut keys = Keys(Vec::new());
    keys.add(&["language.name"], Shape::Plain);
    keys.add(&["language.direction"], Shape::Plain);
    keys.add(&["language.reviewed"], Shape::Plain);
    for (name, shape) in PAGE_KEYS {
        keys.add(&[name], *shape);
    }
    for name in UI_KEYS {
        keys.add(&[name], Shape::Plain);
    }
    keys.add(&[DROPPED, "other"], Shape::Plain);
    for category in PLURALS {
        keys.may_add(&[DROPPED, category], Shape::Plain);
    }
    for verdict in Verdict::ALL {
        keys.add(&["verdict.", verdict.id(), ".label"], Shape::Plain);
        keys.add(&["verdict.", verdict.id(), ".steps"], Shape::Plain);
    }
    for (question, choices) in &outline.questions {
        keys.add(&["question.", question, ".title"], Shape::Plain);
        keys.may_add(&["question.", question, ".intro"], Shape::Line);
        keys.may_add(&["question.", question, ".hint"], Shape::Line);
        for choice in choices {
            keys.add(&["question.", question, ".choice.", choice], Shape::Plain);
            keys.may_add(&["question.", question, ".choice-hint.", choice], Shape::Line);
        }
    }
    for (outcome, has_draft) in &outline.outcomes {
        keys.may_add(&["outcome.", outcome, ".label"], Shape::Plain);
        keys.add(&["outcome.", outcome, ".title"], Shape::Plain);
        keys.may_add(&["outcome.", outcome, ".lead"], Shape::Line);
        keys.may_add(&["outcome.", outcome, ".next"], Shape::Line);
        keys.add(&["outcome.", outcome, ".why"], Shape::Paragraphs);
        keys.may_add(&["outcome.", outcome, ".message"], Shape::Plain);
        keys.may_add(&["outcome.", outcome, ".sender"], Shape::Plain);
        if *has_draft {
            keys.add(&["outcome.", outcome, ".subject"], Shape::Plain);
            keys.add(&["outcome.", outcome, ".body"], Shape::Plain);
        }
    }
    for step in &outline.steps {
        keys.add(&["step.", step], Shape::Line);
    }
    for enclosure in &outline.enclosures {
        keys.add(&["enclosure.", enclosure], Shape::Line);
        keys.may_add(&["enclosure-advice.", enclosure], Shape::Paragraphs);
    }
    for (channel, kind) in &outline.channels {
        keys.add(&["channel.", channel, ".name"], Shape::Plain);
        keys.add(&["channel.", channel, ".text"], Shape::Line);
        if *kind == ChannelKind::Visit {
            keys.add(&["channel.", channel, ".hours"], Shape::Paragraphs);
        }
    }
    for notice in &outline.notices {
        keys.add(&["notice.", notice, ".title"], Shape::Plain);
        keys.add(&["notice.", notice, ".text"], Shape::Paragraphs);
    }
    keys.0
}

struct Keys(Vec<Key>);

impl Keys {
    fn add(&mut self, name: &[&str], shape: Shape) {
        self.0.push(Key { name: name.concat(), shape, optional: false });
    }

    fn may_add(&mut self, name: &[&str], shape: Shape) {
        self.0.push(Key { name: name.concat(), shape, optional: true });
    }
}
