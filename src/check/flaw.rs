//! What can be wrong with a policy: each kind with its code, its weight, why it matters and what to do about it.

use crate::policy::Policy;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What kind of flaw it is.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// What is wrong, with the ids concerned.
    pub message: String,
    /// What is concerned beside the place, for whoever says it in other words than the message.
    pub about: Vec<About>,
    /// The other places with the same cause.
    pub also: Vec<Also>,
}

/// What is wrong with a text, yet without its place: what the text does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The kind of flaw.
    pub code: Code,
    /// What the text does, as `says "promised"`.
    pub what: String,
    /// What is concerned beside the place.
    pub about: Vec<About>,
}

/// Something that a flaw is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// What stands at another place.
    Place(Place),
    /// These answers: the questions by their ids, each with its choices. Where there are none, anything is answered.
    Answers(Vec<(String, Vec<String>)>),
    /// What stands at the place, as it is written there.
    Written(String),
    /// What may have been meant by it.
    Meant(String),
    /// A property that is not there and has to be.
    Lacks(String),
    /// So many more of what was named last.
    More(usize),
}

/// Another place with the cause of a flaw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Also {
    /// Where it is.
    pub place: Place,
    /// What is wrong there.
    pub message: String,
    /// What is concerned beside the place.
    pub about: Vec<About>,
}

/// A place in a policy's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: File,
    /// The way to it from the top of the file, as far as the file goes that way.
    pub path: Vec<Part>,
}

/// One of a policy's files.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum File {
    /// `policy.toml`
    Policy,
    /// The words of a language.
    Words(String),
    /// `scenarios.toml`
    Scenarios,
    /// From which texts the words of a language were translated.
    MadeFrom(String),
    /// A file that is taken for none of these, by its name.
    Other(String),
}

/// A step on the way to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Into the value of a key.
    Key(String),
    /// Into an item of a list, counted from 0.
    Item(usize),
}

/// How much a flaw weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The policy does not ship.
    Error,
    /// The policy ships; somebody should look at it.
    Warning,
}

/// A place in `policy.toml`, from keys and numbers.
macro_rules! place {
    ($($part:expr),* $(,)?) => {
        $crate::check::flaw::Place {
            file: $crate::check::flaw::File::Policy,
            path: vec![$($crate::check::flaw::Part::from($part)),*],
        }
    };
}

/// Declares the kinds of flaws once, with the code, the weight, why it matters, and the advice for each.
macro_rules! codes {
    ($(#[doc = $what:literal] $name:ident, $code:literal, $severity:ident, $why:literal, $help:literal;)*) => {
        /// The kinds of flaws. A code that has been published keeps its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $what] $name,)*
        }

        impl Code {
            /// Every kind, in the order of their codes.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable code.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// How much it weighs.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// What kind of flaw it is, in a few words.
            pub fn what(self) -> &'static str {
                match self { $(Self::$name => $what.trim_ascii(),)* }
            }

            /// Why it matters.
            pub fn why(self) -> &'static str {
                match self { $(Self::$name => $why,)* }
            }

            /// What to do about it.
            pub fn help(self) -> &'static str {
                match self { $(Self::$name => $help,)* }
            }
        }
    };
}

codes! {
    /// A file that is not there or is not of its format.
    Unreadable, "W01", Error, "nothing can be proven of what cannot be read",
        "change it as the first line says; docs/format.md shows how each file is written";
    /// An id that points nowhere.
    UnknownId, "W02", Error, "what points nowhere is never used, and a visitor misses it without anybody noticing",
        "correct the spelling, or declare the id";
    /// An id that is declared twice.
    DuplicateId, "W03", Error, "links, words and rules name things by their ids: two of the same cannot be told apart",
        "give one of the two another id";
    /// A situation that no rule answers.
    Gap, "W04", Error, "a visitor in this situation would be asked questions and then get no answer",
        "add a rule for this situation, or widen the condition of the rule that should hold in it";
    /// A situation that two rules answer.
    Overlap, "W05", Error, "a visitor in this situation would get one of two answers, and chance would say which",
        "narrow the condition of one of the two rules, so that only one holds";
    /// A rule that holds in no situation.
    UnreachableRule, "W06", Error, "it reads like a decision and decides nothing, so who relies on it is mistaken",
        "remove the rule, or correct its condition or the `offered-to` of a choice it needs";
    /// A choice that nobody is offered.
    UnreachableChoice, "W07", Error, "it reads like a way in and nobody can take it",
        "remove the choice, or correct its `offered-to`";
    /// A question that changes nothing.
    IdleQuestion, "W08", Error, "each question costs a visitor time, and says something about them that nobody needs",
        "remove the question, or let a rule depend on it";
    /// A fact that nothing rests on.
    UncarriedFact, "W09", Error, "a fact of the source that no rule rests on has been forgotten, or is not decided as the source has it",
        "name the fact in the rule, notice or closed channel that carries it";
    /// A text that is not there.
    MissingWords, "W10", Error, "a visitor would see an empty place where they look for help",
        "write the text under its key; `wegwijzer new texts <folder>` puts each key that is missing in its place in the file";
    /// A text that nothing shows.
    SurplusWords, "W11", Error, "it looks as if a visitor could read it, and nobody can: mostly its key is misspelt",
        "remove the text, or correct its key";
    /// Something declared that nothing leads to.
    Unused, "W12", Error, "what nothing leads to is not kept up to date, and misleads the next editor",
        "remove it, or let something lead to it";
    /// A choice that depends on a question asked later.
    LateOffer, "W13", Error, "when the choice is shown, nobody knows yet whether it is offered",
        "move the question that `offered-to` names before this one";
    /// More than the checks can count.
    TooLarge, "W14", Error, "the proof would take too long to be done at every change",
        "split the policy or the question; let `offered-to` name fewer questions, and fewer rules overlap";
    /// An order of questions that needs too many steps.
    Tangled, "W15", Error, "each visitor would download a way through the questions that is far longer than it has to be",
        "put the questions on which most rules depend first";
    /// An outcome that leads nowhere.
    DeadEnd, "W16", Error, "a visitor who has answered everything would not know what to do",
        "give the outcome a channel that works and at least one step";
    /// A channel used for what its kind cannot do.
    WrongChannel, "W17", Error, "a visitor would be sent to a channel that cannot take what they bring",
        "correct the channel's kind, target or address, or choose another channel";
    /// A rule, notice or closed channel that names no fact.
    Baseless, "W18", Error, "nobody could tell later whether the source says so, or who decided it",
        "name the facts it rests on";
    /// A text that holds what its place cannot show.
    WrongText, "W19", Error, "a widget parses no markup, so a visitor would see it as it stands, or not at all",
        "use only emphasis, strong text and links to https: or mailto: addresses, and those only in running text";
    /// An id with characters that an id cannot have.
    BadId, "W20", Error, "ids stand in links, attributes and keys, where other characters have a meaning of their own",
        "use lower-case letters, digits and hyphens only";
    /// A refusal without a way that works.
    BareRefusal, "W21", Error, "who is told no, and nothing more, is left alone with what they came for",
        "name the channel that works instead, and the steps to take";
    /// A text that says what the policy never says.
    Promise, "W22", Error, "a visitor may rely on a promise, and learn about somebody what is nobody's business",
        "say it with the reservation that the facts make; `never-say` holds the phrases";
    /// A language without a list of what it never says.
    Unguarded, "W23", Warning, "a translation could promise what the other languages do not",
        "add the phrases of this language to `never-say`";
    /// A notice that contradicts an outcome.
    Contradiction, "W24", Error, "a visitor who is told two things that exclude each other believes neither",
        "narrow the notice's `when`, `verdicts` or `outcomes`, or correct what it rests on";
    /// A language that no native speaker has reviewed.
    Unreviewed, "W25", Warning, "a slip that its writer does not see may send a visitor the wrong way",
        "let a native speaker read it in the widget, then write `reviewed = \"yes\"`; until then the widget says so of a translation";
    /// A language with texts that are yet to be translated.
    Untranslated, "W26", Warning, "half a translation helps nobody, so the language does not ship yet",
        "translate the texts that begin with `TRANSLATE:`, write those that begin with `WRITE:`, and remove the marks";
    /// A sentence above reading level B1.
    Hard, "W27", Warning, "who reads with difficulty, or in a hurry or in grief, gives up at a sentence like this",
        "make two sentences of it, or use shorter words";
    /// A file that looks like one of the policy's files and is none.
    StrangeFile, "W28", Warning, "what stands in it looks as if visitors could read it, and nobody can",
        "rename it if it belongs to the policy, `words.nl.toml` for Dutch, else remove it or keep it in another folder";
    /// A language whose words file has gone since the last commit.
    LostLanguage, "W29", Warning, "visitors who read this language get another one, and nobody may have meant that",
        "put the file back, `git restore` with its name does so, or commit that it is gone";
    /// A condition that names no choice.
    EmptyCondition, "W30", Error, "a list with nothing in it says nothing: it holds for nobody, or leaves nobody out",
        "name the choices that are meant, or leave the question out of the condition";
    /// A mark or bracket that is not closed.
    Unclosed, "W31", Error, "a visitor would see the sign itself, and not what it was meant to do",
        "close it, or write a backslash before the sign that is meant as such: `\\*`";
    /// A sign that nobody sees and that changes the order of reading.
    Invisible, "W32", Error, "it turns letters around for a visitor, and whoever edits the text does not see why",
        "remove it: a widget sets the direction of each text itself";
    /// A text without what it has in another language.
    Unlike, "W33", Warning, "who reads in one language would be told, or sent, less than who reads in another",
        "let both have it, or neither";
    /// A visitor who is sent to themselves.
    SentToSelf, "W34", Warning, "who is told to ask the person they are is sent round in a circle",
        "let another rule hold for them, or correct the channel's `people`";
    /// A channel that is offered to whom it is not open.
    NotOpen, "W35", Error, "a visitor would be sent to where nobody helps them",
        "let the rules send these visitors to another outcome, or widen the channel's `open-to`";
    /// A mail address or telephone number in a text that no channel leads to.
    Elsewhere, "W36", Warning, "a visitor would write or call where perhaps nobody is: an address of before, or of another policy",
        "name the address or number of a channel, or give the policy a channel that leads there";
    /// A person of a scenario who is sent elsewhere.
    WrongTurn, "W40", Error, "somebody wrote down where this person has to come out, and they do not come out there",
        "correct the rule that takes them, or the scenario if it was decided otherwise; `wegwijzer explain` with the answers shows the way";
    /// A scenario whose answers are not those that its person is asked for.
    WrongAnswers, "W41", Error, "a scenario that answers something else than its person is asked proves nothing about them",
        "answer each question that is asked and no other; `wegwijzer ask` asks them in order";
    /// A person of a scenario who does not read what they need, or reads what they must not.
    WrongReading, "W42", Error, "a text can be right for most visitors and mislead the one who is named here",
        "change the text, or the phrase in the scenario if another one says the same";
    /// A translation of a text that has changed since, or of which nobody knows.
    Outdated, "W43", Warning, "visitors who read this language would be told what no longer holds, so nothing ships until somebody has looked",
        "let the translation say what the original says now, then write that down: `wegwijzer translated` with the language, as `wegwijzer translated de <folder>`";
}

impl Flaw {
    /// A flaw with one place.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self { code, place, message: message.into(), about: Vec::new(), also: Vec::new() }
    }

    /// The same with what is concerned beside the place.
    #[must_use]
    pub fn about(mut self, about: impl IntoIterator<Item = About>) -> Self {
        self.about.extend(about);
        self
    }
}

impl Wrong {
    /// The flaw in a text of a language.
    pub fn at(self, language: &str, key: &str) -> Flaw {
        let message = format!("the text `{key}` {}", self.what);
        Flaw::new(self.code, Place::of_text(language, key), message).about(self.about)
    }
}

impl About {
    /// Something as it is written, with what may have been meant.
    pub fn spelt(written: impl Into<String>, meant: Option<impl Into<String>>) -> Vec<Self> {
        let meant = meant.map(|meant| Self::Meant(meant.into()));
        [Self::Written(written.into())].into_iter().chain(meant).collect()
    }

    /// A channel, by its id.
    pub fn of_channel(policy: &Policy, id: &str) -> Self {
        let number = policy.channels.iter().position(|channel| channel.id == id);
        number.map_or_else(|| Self::Written(id.to_owned()), |number| Self::Place(place!["channel", number]))
    }

    /// An outcome, by its id.
    pub fn of_outcome(policy: &Policy, id: &str) -> Self {
        let number = policy.outcomes.iter().position(|outcome| outcome.id == id);
        number.map_or_else(|| Self::Written(id.to_owned()), |number| Self::Place(place!["outcome", number]))
    }

    /// The first few of some places, and how many more there are.
    pub fn places(all: impl IntoIterator<Item = Place>, most: usize) -> Vec<Self> {
        let mut all = all.into_iter();
        let mut named: Vec<Self> = all.by_ref().take(most).map(Self::Place).collect();
        let more = all.count();
        named.extend((more > 0).then_some(Self::More(more)));
        named
    }
}

impl Place {
    /// The place of a text, by the language and the dotted key.
    pub fn of_text(language: &str, key: &str) -> Self {
        Self { file: File::Words(language.to_owned()), path: key.split('.').map(Part::from).collect() }
    }

    /// The place under a key of this one.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.path.push(Part::from(key));
        self
    }
}

impl From<&str> for Part {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<&String> for Part {
    fn from(key: &String) -> Self {
        Self::Key(key.clone())
    }
}

impl From<usize> for Part {
    fn from(item: usize) -> Self {
        Self::Item(item)
    }
}

pub(super) use place;
