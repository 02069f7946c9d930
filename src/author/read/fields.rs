//! Which keys `policy.toml` and `scenarios.toml` have, what belongs under each, and how that looks.
//!
//! The types of [`crate::policy`] and [`crate::author::scenario`] say the same to a program; a test holds the two against each other.

use crate::policy::{ChannelKind, Verdict};

/// What belongs under a key.
#[derive(Clone, Copy)]
pub enum Form {
    /// A text between quotes.
    Text,
    /// One of a few words.
    Word(fn() -> Vec<Word>),
    /// A list of texts.
    Texts,
    /// A list of a few words.
    Words(fn() -> Vec<Word>),
    /// A list of choices: an id each, or a small table.
    Choices,
    /// A text or a list of texts.
    TextOrTexts,
    /// A condition: choices by question.
    When,
    /// Answers: a choice by question, or several that lead to the same.
    Answers,
    /// A table of texts, by id.
    TextById,
    /// A table of lists of texts, by language.
    TextsByLanguage,
    /// Entries of one kind, each under `[[…]]`.
    Entries(&'static Entry),
}

/// A word that a key may have, with what it means. Who has written another one chooses by that: to show one of them as an example
/// would make a yes of a no.
pub type Word = (&'static str, &'static str);

/// A key.
pub struct Field {
    /// Its name.
    pub key: &'static str,
    /// What belongs under it.
    pub form: Form,
    /// Whether it has to be there.
    pub needed: bool,
    /// How it looks.
    pub example: &'static str,
}

/// A kind of table, with its keys.
pub struct Entry {
    /// What one is, with its article: `an outcome`.
    pub one: &'static str,
    /// What one is: `outcome`.
    pub name: &'static str,
    /// Its keys.
    pub fields: &'static [Field],
}

const fn needed(key: &'static str, form: Form, example: &'static str) -> Field {
    Field { key, form, needed: true, example }
}

const fn optional(key: &'static str, form: Form, example: &'static str) -> Field {
    Field { key, form, needed: false, example }
}

fn kinds() -> Vec<Word> {
    let does = |kind| match kind {
        ChannelKind::Mail => "write to a mail address",
        ChannelKind::Web => "open a page",
        ChannelKind::Phone => "call a number",
        ChannelKind::Visit => "go to a desk, a shop or an office",
        ChannelKind::Letter => "write a letter",
        ChannelKind::InApp => "follow a path inside the product",
        ChannelKind::InPerson => "ask people or an organisation they know",
        ChannelKind::Known => "use a contact they already have",
        ChannelKind::Closed => "nothing: it is never accepted",
    };
    ChannelKind::ALL.map(|kind| (kind.id(), does(kind))).to_vec()
}

fn verdicts() -> Vec<Word> {
    let says = |verdict| match verdict {
        Verdict::Accepted => "this way works",
        Verdict::Assessed => "somebody looks at it",
        Verdict::Refused => "not this way",
    };
    Verdict::ALL.map(|verdict| (verdict.id(), says(verdict))).to_vec()
}

const READING: Field = optional("reading", Form::Text, "reading = \"The source does not say this; we read it so.\"");
const FACTS: Field = needed("facts", Form::Texts, "facts = [\"F1\"]");
const OUTCOMES: Field = optional("outcomes", Form::Texts, "outcomes = [\"join-first\"]");

/// The whole of `policy.toml`.
pub const POLICY: Entry = Entry {
    one: "a policy",
    name: "policy",
    fields: &[
        needed("id", Form::Text, "id = \"lending\""),
        needed("version", Form::Text, "version = \"2026-05-01\""),
        needed("default-language", Form::Text, "default-language = \"en\""),
        optional("facts-language", Form::Text, "facts-language = \"en\""),
        needed("facts", Form::TextById, "[facts]` and under it `F1 = \"Members borrow tools.\""),
        needed(
            "question",
            Form::Entries(&QUESTION),
            "[[question]]` and under it `id = \"member\"` and `choices = [\"yes\", \"no\"]",
        ),
        needed(
            "channel",
            Form::Entries(&CHANNEL),
            "[[channel]]` and under it `id = \"desk\"` and `kind = \"in-person\"",
        ),
        needed(
            "outcome",
            Form::Entries(&OUTCOME),
            "[[outcome]]` and under it `id = \"join-first\"`, `verdict = \"refused\"`, `channels = [\"desk\"]` and `steps = [\"come-to-the-desk\"]",
        ),
        needed(
            "rule",
            Form::Entries(&RULE),
            "[[rule]]` and under it `id = \"no-member\"`, `when = { member = \"no\" }`, `outcome = \"join-first\"` and `facts = [\"F1\"]",
        ),
        optional(
            "notice",
            Form::Entries(&NOTICE),
            "[[notice]]` and under it `id = \"working-days\"` and `facts = [\"F1\"]",
        ),
        optional(
            "closed",
            Form::Entries(&CLOSED),
            "[[closed]]` and under it `channel = \"phone\"` and `facts = [\"F1\"]",
        ),
        optional(
            "contradiction",
            Form::Entries(&CONTRADICTION),
            "[[contradiction]]` and under it `fact = \"F1\"` and `excludes = [\"F2\"]",
        ),
        optional("never-say", Form::TextsByLanguage, "[never-say]` and under it `en = [\"we promise that\"]"),
    ],
};

const QUESTION: Entry = Entry {
    one: "a question",
    name: "question",
    fields: &[
        needed("id", Form::Text, "id = \"member\""),
        needed("choices", Form::Choices, "choices = [\"yes\", \"no\"]"),
    ],
};

/// A choice that not every visitor is offered.
pub const CHOICE: Entry = Entry {
    one: "a choice",
    name: "choice",
    fields: &[
        needed("id", Form::Text, "id = \"trailer\""),
        needed("offered-to", Form::When, "offered-to = { member = \"yes\" }"),
    ],
};

const CHANNEL: Entry = Entry {
    one: "a channel",
    name: "channel",
    fields: &[
        needed("id", Form::Text, "id = \"desk\""),
        needed("kind", Form::Word(kinds), "kind = \"in-person\""),
        optional("target", Form::Text, "target = \"help@example.org\""),
        optional("address", Form::Texts, "address = [\"Main Street 1\", \"1234 AB Amsterdam\"]"),
        optional("people", Form::When, "people = { member = \"no\" }"),
        optional("open-to", Form::When, "open-to = { member = \"yes\" }"),
        READING,
    ],
};

const OUTCOME: Entry = Entry {
    one: "an outcome",
    name: "outcome",
    fields: &[
        needed("id", Form::Text, "id = \"join-first\""),
        needed("verdict", Form::Word(verdicts), "verdict = \"accepted\""),
        needed("channels", Form::Texts, "channels = [\"desk\"]"),
        needed("steps", Form::Texts, "steps = [\"come-to-the-desk\"]"),
        optional("enclosures", Form::Texts, "enclosures = [\"copy-of-your-card\"]"),
        READING,
    ],
};

const RULE: Entry = Entry {
    one: "a rule",
    name: "rule",
    fields: &[
        needed("id", Form::Text, "id = \"no-member\""),
        needed("when", Form::When, "when = { member = \"no\" }"),
        needed("outcome", Form::Text, "outcome = \"join-first\""),
        FACTS,
        READING,
    ],
};

const NOTICE: Entry = Entry {
    one: "a notice",
    name: "notice",
    fields: &[
        needed("id", Form::Text, "id = \"working-days\""),
        optional("when", Form::When, "when = { member = \"yes\" }"),
        optional("verdicts", Form::Words(verdicts), "verdicts = [\"accepted\"]"),
        OUTCOMES,
        FACTS,
    ],
};

const CLOSED: Entry = Entry {
    one: "a closed channel",
    name: "closed channel",
    fields: &[needed("channel", Form::Text, "channel = \"phone\""), OUTCOMES, FACTS],
};

const CONTRADICTION: Entry = Entry {
    one: "a contradiction",
    name: "contradiction",
    fields: &[needed("fact", Form::Text, "fact = \"F1\""), needed("excludes", Form::Texts, "excludes = [\"F2\"]")],
};

/// The whole of `scenarios.toml`.
pub const SCENARIOS: Entry = Entry {
    one: "the file",
    name: "file",
    fields: &[optional(
        "scenario",
        Form::Entries(&SCENARIO),
        "[[scenario]]` and under it `id = \"new-here\"`, `person = \"I am new here.\"`, `answers = { member = \"no\" }`, `outcome = \"join-first\"` and `rule = \"no-member\"",
    )],
};

/// Somebody whom the policy is for.
pub const SCENARIO: Entry = Entry {
    one: "a scenario",
    name: "scenario",
    fields: &[
        needed("id", Form::Text, "id = \"new-here\""),
        needed("person", Form::Text, "person = \"I am new here, and want to borrow a drill.\""),
        needed("answers", Form::Answers, "answers = { member = \"no\" }"),
        needed("outcome", Form::Text, "outcome = \"join-first\""),
        needed("rule", Form::TextOrTexts, "rule = \"no-member\""),
        optional("is-asked", Form::TextsByLanguage, "[scenario.is-asked]` and under it `en = [\"a member\"]"),
        optional("reads", Form::TextsByLanguage, "[scenario.reads]` and under it `en = [\"at the desk\"]"),
        optional(
            "never-reads",
            Form::TextsByLanguage,
            "[scenario.never-reads]` and under it `en = [\"we promise that\"]",
        ),
    ],
};
