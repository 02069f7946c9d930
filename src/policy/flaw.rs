//! What can be wrong with a policy, and what to do about it.
//!
//! [`flaws`] finds every flaw at once, names the place of each, and never enumerates situations: it works on
//! the [`Table`]'s regions. A policy without flaws is proven: every situation has exactly one rule, every
//! rule and choice can be reached, every question matters to someone, every fact is carried, and every text
//! is there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::table::{self, MOST_CHOICES, Region, Table};
use super::words::{self, Words};
use super::{ChannelKind, Contradiction, Notice, Policy, Rule, Verdict, When};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What kind of flaw it is.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// What is wrong, with the ids concerned.
    pub message: String,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// `policy.toml`
    Policy,
    /// The words of a language.
    Words(String),
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

/// Declares the kinds of flaws once, with the code, the weight, why it matters, and the advice for each.
macro_rules! codes {
    ($(#[doc = $what:literal] $name:ident, $code:literal, $severity:ident, $why:literal, $help:literal;)*) => {
        /// The kinds of flaws. A code that has been published keeps its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
        "correct the file at this place; docs/format.md has the keys that a policy knows";
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
        "write the text under this key";
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
        "split the policy or the question";
    /// An order of questions that needs too many steps.
    Tangled, "W15", Error, "each visitor would download a way through the questions that is far longer than it has to be",
        "put the questions on which most rules depend first";
    /// An outcome that leads nowhere.
    DeadEnd, "W16", Error, "a visitor who has answered everything would not know what to do",
        "give the outcome a channel that works and at least one step";
    /// A channel used for what its kind cannot do.
    WrongChannel, "W17", Error, "a visitor would be sent to a channel that cannot take what they bring",
        "correct the channel's kind or target, or choose another channel";
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
        "translate the texts that begin with `TRANSLATE:`, and remove the mark";
    /// A sentence above reading level B1.
    Hard, "W27", Warning, "who reads with difficulty, or in a hurry or in grief, gives up at a sentence like this",
        "make two sentences of it, or use shorter words";
}

/// Finds everything that is wrong with a policy and its words, in the order of the files.
pub fn flaws(policy: &Policy, words: &[Words]) -> Vec<Flaw> {
    let mut find = Find { policy, flaws: Vec::new() };
    find.spelling();
    find.duplicates();
    find.references();
    find.channels();
    find.outcomes();
    find.facts();
    find.contradictions();
    if find.sizes() {
        find.table();
    }
    find.words(words);
    find.flaws
}

/// Whether a text can be an id.
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The id that is spelt most like an unknown one, if any comes near.
pub fn nearest<'i>(unknown: &str, ids: impl IntoIterator<Item = &'i str>) -> Option<&'i str> {
    ids.into_iter()
        .map(|id| (strsim::damerau_levenshtein(unknown, id), id))
        .filter(|(distance, id)| *distance <= id.len().max(unknown.len()).div_ceil(3))
        .min()
        .map(|(_, id)| id)
}

/// A place in `policy.toml`, from keys and numbers.
macro_rules! place {
    ($($part:expr),* $(,)?) => {
        Place { file: File::Policy, path: vec![$(Part::from($part)),*] }
    };
}

/// At most this many gaps are named: the first few tell where to look.
const MOST_GAPS: usize = 50;

struct Find<'p> {
    policy: &'p Policy,
    flaws: Vec<Flaw>,
}

impl Find<'_> {
    fn add(&mut self, code: Code, place: Place, message: impl Into<String>) {
        self.flaws.push(Flaw { code, place, message: message.into() });
    }

    fn duplicates(&mut self) {
        let policy = self.policy;
        self.unique("question", policy.questions.iter().map(|question| &question.id));
        self.unique("channel", policy.channels.iter().map(|channel| &channel.id));
        self.unique("outcome", policy.outcomes.iter().map(|outcome| &outcome.id));
        self.unique("rule", policy.rules.iter().map(|rule| &rule.id));
        self.unique("notice", policy.notices.iter().map(|notice| &notice.id));
        for (number, question) in policy.questions.iter().enumerate() {
            let mut seen = BTreeSet::new();
            for (choice, id) in question.choices.iter().map(|choice| &choice.id).enumerate() {
                if !seen.insert(id) {
                    let place = place!["question", number, "choices", choice];
                    self.add(Code::DuplicateId, place, format!("question `{}` offers `{id}` twice", question.id));
                }
            }
        }
    }

    /// Ids stand in links, attributes and keys, where other characters have a meaning of their own.
    fn spelling(&mut self) {
        let policy = self.policy;
        let mut ids: Vec<(&String, Place)> = vec![(&policy.id, place!["id"])];
        for (number, question) in policy.questions.iter().enumerate() {
            ids.push((&question.id, place!["question", number, "id"]));
            let choices = question.choices.iter().enumerate();
            ids.extend(choices.map(|(at, choice)| (&choice.id, place!["question", number, "choices", at])));
        }
        for (number, outcome) in policy.outcomes.iter().enumerate() {
            ids.push((&outcome.id, place!["outcome", number, "id"]));
            let steps = outcome.steps.iter().enumerate();
            ids.extend(steps.map(|(at, id)| (id, place!["outcome", number, "steps", at])));
            let enclosures = outcome.enclosures.iter().enumerate();
            ids.extend(enclosures.map(|(at, id)| (id, place!["outcome", number, "enclosures", at])));
        }
        let rules = policy.rules.iter().enumerate();
        ids.extend(rules.map(|(number, rule)| (&rule.id, place!["rule", number, "id"])));
        let channels = policy.channels.iter().enumerate();
        ids.extend(channels.map(|(number, channel)| (&channel.id, place!["channel", number, "id"])));
        let notices = policy.notices.iter().enumerate();
        ids.extend(notices.map(|(number, notice)| (&notice.id, place!["notice", number, "id"])));
        for (id, place) in ids.into_iter().filter(|(id, _)| !is_id(id)) {
            self.add(Code::BadId, place, format!("`{id}` is no id"));
        }
    }

    fn unique<'i>(&mut self, list: &str, ids: impl Iterator<Item = &'i String>) {
        let mut seen = BTreeSet::new();
        for (number, id) in ids.enumerate() {
            if !seen.insert(id) {
                self.add(Code::DuplicateId, place![list, number, "id"], format!("there are two {list}s `{id}`"));
            }
        }
    }

    fn references(&mut self) {
        let policy = self.policy;
        for (number, question) in policy.questions.iter().enumerate() {
            for (choice, offered) in question.choices.iter().enumerate() {
                let place = place!["question", number, "choices", choice, "offered-to"];
                self.condition(&offered.offered_to, &place);
                for asked in offered.offered_to.keys() {
                    if policy.questions.iter().skip(number).any(|later| later.id == *asked) {
                        let message = format!("`{}` depends on `{asked}`, which is not asked before it", offered.id);
                        self.add(Code::LateOffer, place.clone().key(asked), message);
                    }
                }
            }
        }
        for (number, rule) in policy.rules.iter().enumerate() {
            self.condition(&rule.when, &place!["rule", number, "when"]);
            self.known("outcome", &rule.outcome, outcome_ids(policy), place!["rule", number, "outcome"]);
        }
        for (number, notice) in policy.notices.iter().enumerate() {
            self.condition(&notice.when, &place!["notice", number, "when"]);
            for (at, outcome) in notice.outcomes.iter().enumerate() {
                self.known("outcome", outcome, outcome_ids(policy), place!["notice", number, "outcomes", at]);
            }
        }
        for (number, closed) in policy.closed.iter().enumerate() {
            self.known("channel", &closed.channel, channel_ids(policy), place!["closed", number, "channel"]);
            for (at, outcome) in closed.outcomes.iter().enumerate() {
                self.known("outcome", outcome, outcome_ids(policy), place!["closed", number, "outcomes", at]);
            }
        }
        for (number, outcome) in policy.outcomes.iter().enumerate() {
            for (at, channel) in outcome.channels.iter().enumerate() {
                self.known("channel", channel, channel_ids(policy), place!["outcome", number, "channels", at]);
            }
        }
    }

    fn condition(&mut self, when: &When, place: &Place) {
        for (question, allowed) in when {
            let place = place.clone().key(question);
            let Some(known) = self.policy.questions.iter().find(|known| known.id == *question) else {
                let ids = self.policy.questions.iter().map(|question| question.id.as_str());
                self.known("question", question, ids, place);
                continue;
            };
            for choice in allowed.named() {
                let ids = known.choices.iter().map(|choice| choice.id.as_str());
                self.known(&format!("choice of `{question}`"), choice, ids, place.clone());
            }
        }
    }

    /// Checks that an id is one of those declared.
    fn known<'i>(&mut self, what: &str, id: &str, ids: impl Iterator<Item = &'i str> + Clone, place: Place) {
        if ids.clone().any(|known| known == id) {
            return;
        }
        let hint = nearest(id, ids).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        self.add(Code::UnknownId, place, format!("there is no {what} `{id}`{hint}"));
    }

    fn channels(&mut self) {
        let policy = self.policy;
        for (number, channel) in policy.channels.iter().enumerate() {
            let id = &channel.id;
            match (channel.kind, &channel.target) {
                (ChannelKind::Mail, None) => {
                    let message = format!("channel `{id}` takes mail but has no target");
                    self.add(Code::WrongChannel, place!["channel", number, "kind"], message);
                }
                (ChannelKind::Mail, Some(target)) if !is_mail_address(target) => {
                    let message = format!("`{target}` is no mail address");
                    self.add(Code::WrongChannel, place!["channel", number, "target"], message);
                }
                (ChannelKind::Web, None) => {
                    let message = format!("channel `{id}` opens a page but has no target");
                    self.add(Code::WrongChannel, place!["channel", number, "kind"], message);
                }
                (ChannelKind::Web, Some(target)) if !is_page_address(target) => {
                    let message = format!("`{target}` is no https address");
                    self.add(Code::WrongChannel, place!["channel", number, "target"], message);
                }
                (ChannelKind::Mail | ChannelKind::Web, Some(_)) | (_, None) => {}
                (_, Some(_)) => {
                    let message = format!("channel `{id}` has a target that its kind does not use");
                    self.add(Code::WrongChannel, place!["channel", number, "target"], message);
                }
            }
            let opens = policy.outcomes.iter().any(|outcome| outcome.channels.contains(id));
            let closed = policy.closed.iter().any(|closed| closed.channel == *id);
            if !opens && !closed {
                let message = format!("no outcome leads to channel `{id}`, and nothing says that it is closed");
                self.add(Code::Unused, place!["channel", number, "id"], message);
            }
        }
        let is_closed = |id: &str| {
            policy.channels.iter().find(|channel| channel.id == id).map(|channel| channel.kind == ChannelKind::Closed)
        };
        for (number, outcome) in policy.outcomes.iter().enumerate() {
            for (at, id) in outcome.channels.iter().enumerate().filter(|(_, id)| is_closed(id) == Some(true)) {
                let message = format!("outcome `{}` leads to channel `{id}`, which is never accepted", outcome.id);
                self.add(Code::WrongChannel, place!["outcome", number, "channels", at], message);
            }
        }
        for (number, closed) in policy.closed.iter().enumerate() {
            if is_closed(&closed.channel) == Some(false) {
                let message = format!("channel `{}` is said to be closed, but is not of kind `closed`", closed.channel);
                self.add(Code::WrongChannel, place!["closed", number, "channel"], message);
            }
        }
    }

    fn outcomes(&mut self) {
        let policy = self.policy;
        for (number, outcome) in policy.outcomes.iter().enumerate() {
            let works = |id: &&String| {
                policy.channels.iter().any(|channel| channel.id == **id && channel.kind != ChannelKind::Closed)
            };
            let leads = outcome.channels.iter().any(|id| works(&id)) && !outcome.steps.is_empty();
            if outcome.verdict == Verdict::Refused && !leads {
                let message = format!("refusal `{}` does not say what works instead", outcome.id);
                self.add(Code::BareRefusal, place!["outcome", number, "id"], message);
            } else if !leads {
                let message = format!("outcome `{}` does not say what to do", outcome.id);
                self.add(Code::DeadEnd, place!["outcome", number, "id"], message);
            }
            if !policy.rules.iter().any(|rule| rule.outcome == outcome.id) {
                let message = format!("no rule leads to outcome `{}`", outcome.id);
                self.add(Code::Unused, place!["outcome", number, "id"], message);
            }
        }
    }

    fn facts(&mut self) {
        let policy = self.policy;
        let rules = policy.rules.iter().map(|rule| ("rule", &rule.id, &rule.facts));
        let notices = policy.notices.iter().map(|notice| ("notice", &notice.id, &notice.facts));
        let closed = policy.closed.iter().map(|closed| ("closed", &closed.channel, &closed.facts));
        for (list, entries) in
            [("rule", rules.collect::<Vec<_>>()), ("notice", notices.collect()), ("closed", closed.collect())]
        {
            for (number, (what, id, facts)) in entries.into_iter().enumerate() {
                for (at, fact) in facts.iter().enumerate() {
                    let known = policy.facts.keys().map(String::as_str);
                    self.known("fact", fact, known, place![list, number, "facts", at]);
                }
                if facts.is_empty() {
                    let message = format!("{what} `{id}` rests on no fact");
                    self.add(Code::Baseless, place![list, number, "facts"], message);
                }
            }
        }
        let carried: BTreeSet<&String> = (policy.rules.iter().flat_map(|rule| &rule.facts))
            .chain(policy.notices.iter().flat_map(|notice| &notice.facts))
            .chain(policy.closed.iter().flat_map(|closed| &closed.facts))
            .collect();
        for fact in policy.facts.keys().filter(|fact| !carried.contains(fact)) {
            self.add(Code::UncarriedFact, place!["facts", fact], format!("nothing rests on fact `{fact}`"));
        }
    }

    fn contradictions(&mut self) {
        let policy = self.policy;
        for (number, Contradiction { fact, excludes }) in policy.contradictions.iter().enumerate() {
            let known = policy.facts.keys().map(String::as_str);
            self.known("fact", fact, known.clone(), place!["contradiction", number, "fact"]);
            for (at, fact) in excludes.iter().enumerate() {
                self.known("fact", fact, known.clone(), place!["contradiction", number, "excludes", at]);
            }
        }
        for (number, rule) in policy.rules.iter().enumerate() {
            if let Some((one, other)) = contradicting(policy, &rule.facts, &rule.facts) {
                let message = format!("rule `{}` rests on `{one}` and `{other}`, which exclude each other", rule.id);
                self.add(Code::Contradiction, place!["rule", number, "facts"], message);
            }
        }
    }

    /// Whether the table is small enough to be checked, and has something in it.
    fn sizes(&mut self) -> bool {
        let before = self.flaws.len();
        for (number, question) in self.policy.questions.iter().enumerate() {
            let count = question.choices.len();
            let place = place!["question", number, "choices"];
            if count > MOST_CHOICES {
                let message = format!("question `{}` has {count} choices; at most {MOST_CHOICES} fit", question.id);
                self.add(Code::TooLarge, place, message);
            } else if count < 2 {
                let message = format!("question `{}` leaves nothing to choose", question.id);
                self.add(Code::IdleQuestion, place, message);
            }
        }
        if Table::of(self.policy).everything.count() == u128::MAX {
            self.add(Code::TooLarge, place!["question"], "there are more situations than can be counted");
        }
        self.flaws.len() == before
    }

    fn table(&mut self) {
        let policy = self.policy;
        let table = Table::of(policy);
        // A rule with a misspelt condition counts as holding wherever it might, and is not reproached for it.
        let doubtful: Vec<bool> = policy.rules.iter().map(|rule| !is_known(policy, &rule.when)).collect();
        let occurring: Vec<Vec<Region>> = table.rules.iter().map(|rule| table.occurring(rule)).collect();

        for gap in table.gaps(MOST_GAPS) {
            let message = format!("no rule holds when {}", describe(policy, &table, &gap));
            let place = self.place_of_gap(&table, &gap);
            self.add(Code::Gap, place, message);
        }
        for (second, rule) in policy.rules.iter().enumerate() {
            for (first, other) in policy.rules.iter().enumerate().take(second) {
                let suspect = doubtful.get(first) == Some(&true) || doubtful.get(second) == Some(&true);
                if let Some(both) = shared(&occurring, first, second).filter(|_| !suspect) {
                    let when = describe(policy, &table, &both);
                    let message = format!("rules `{}` and `{}` both hold when {when}", other.id, rule.id);
                    self.add(Code::Overlap, place!["rule", second, "when"], message);
                }
            }
            if occurring.get(second).is_some_and(Vec::is_empty) && doubtful.get(second) == Some(&false) {
                let message = format!("rule `{}` holds in no situation that can occur", rule.id);
                self.add(Code::UnreachableRule, place!["rule", second, "when"], message);
            }
        }
        for (number, question) in policy.questions.iter().enumerate() {
            for (choice, offered) in question.choices.iter().enumerate() {
                let taken = table.everything.with(number, table::bit(choice));
                if table.occurring(&taken).is_empty() {
                    let message = format!("nobody is offered choice `{}` of question `{}`", offered.id, question.id);
                    self.add(Code::UnreachableChoice, place!["question", number, "choices", choice], message);
                }
            }
            if !self.matters(number, &table, &occurring) {
                let message = format!("no answer depends on question `{}`", question.id);
                self.add(Code::IdleQuestion, place!["question", number, "id"], message);
            }
        }
        self.notices(&table, &occurring);
        let sound = self.flaws.iter().all(|flaw| !matches!(flaw.code, Code::Gap | Code::Overlap | Code::UnknownId));
        if sound && super::diagram::nodes(policy, &table).is_err() {
            self.add(Code::Tangled, place!["question"], super::diagram::Tangled.to_string());
        }
    }

    /// Looks at what a visitor is told beside an outcome.
    fn notices(&mut self, table: &Table, occurring: &[Vec<Region>]) {
        let policy = self.policy;
        let said: Vec<Region> =
            policy.notices.iter().map(|notice| table::region(policy, &table.everything, &notice.when)).collect();
        // Each rule with some situations in which a notice stands beside its outcome.
        let beside = |notice: &Notice, said: &Region| -> Vec<(&Rule, Region)> {
            let rules = policy.rules.iter().zip(occurring);
            rules
                .filter(|(rule, _)| policy.outcomes.iter().any(|o| o.id == rule.outcome && notice.may_stand_beside(o)))
                .filter_map(|(rule, regions)| Some((rule, regions.iter().find_map(|own| own.intersection(said))?)))
                .collect()
        };
        for (number, (notice, region)) in policy.notices.iter().zip(&said).enumerate() {
            let id = &notice.id;
            let shown = beside(notice, region);
            if shown.is_empty() {
                if is_known(policy, &notice.when) {
                    let message = format!("notice `{id}` is shown beside no outcome");
                    self.add(Code::Unused, place!["notice", number, "id"], message);
                }
                continue;
            }
            for (at, outcome) in notice.outcomes.iter().enumerate() {
                let declared = policy.outcomes.iter().any(|known| known.id == *outcome);
                if declared && !shown.iter().any(|(rule, _)| rule.outcome == *outcome) {
                    let message = format!("notice `{id}` can never stand beside outcome `{outcome}`, which it names");
                    self.add(Code::Contradiction, place!["notice", number, "outcomes", at], message);
                }
            }
            for (at, verdict) in notice.verdicts.iter().enumerate() {
                let of = |rule: &Rule| policy.outcomes.iter().find(|outcome| outcome.id == rule.outcome);
                if !shown.iter().any(|(rule, _)| of(rule).is_some_and(|outcome| outcome.verdict == *verdict)) {
                    let verdict = verdict.id();
                    let message = format!("notice `{id}` can never stand beside an outcome that is {verdict}");
                    self.add(Code::Contradiction, place!["notice", number, "verdicts", at], message);
                }
            }
            if let Some((rule, when, (one, other))) = shown
                .iter()
                .find_map(|(rule, when)| Some((rule, when, contradicting(policy, &rule.facts, &notice.facts)?)))
            {
                let when = describe(policy, table, when);
                let message = format!(
                    "notice `{id}` tells `{other}` beside outcome `{}`, which rests on `{one}`, when {when}",
                    rule.outcome
                );
                self.add(Code::Contradiction, place!["notice", number, "facts"], message);
            }
            for (other, region) in policy.notices.iter().zip(&said).take(number) {
                let both = shown.iter().find_map(|(rule, _)| {
                    let (_, own) = beside(other, region).into_iter().find(|(known, _)| known.id == rule.id)?;
                    let when = own.intersection(&table::region(policy, &table.everything, &notice.when))?;
                    Some((when, contradicting(policy, &other.facts, &notice.facts)?))
                });
                if let Some((when, (one, two))) = both {
                    let (other, when) = (&other.id, describe(policy, table, &when));
                    let message = format!("notices `{other}` (`{one}`) and `{id}` (`{two}`) both stand when {when}");
                    self.add(Code::Contradiction, place!["notice", number, "facts"], message);
                }
            }
        }
    }

    /// A gap has no line of its own: the rule whose condition comes nearest to it does.
    fn place_of_gap(&self, table: &Table, gap: &Region) -> Place {
        let distance = |rule: &Region| {
            let (met, missed): (Vec<usize>, Vec<usize>) =
                rule.constrained_in(&table.everything).partition(|n| rule.choices(*n) & gap.choices(*n) != 0);
            let shared = met.into_iter().filter(|n| gap.choices(*n) != table.everything.choices(*n));
            (missed.len(), Reverse(shared.count()))
        };
        let nearest = table.rules.iter().enumerate().min_by_key(|(_, rule)| distance(rule));
        nearest.map_or(place!["rule"], |(number, _)| place!["rule", number, "when"])
    }

    /// Whether two situations that differ in one question only are answered differently.
    fn matters(&self, question: usize, table: &Table, occurring: &[Vec<Region>]) -> bool {
        let policy = self.policy;
        let all = table.everything.choices(question);
        let id = policy.questions.get(question).map(|question| &question.id);
        if policy.notices.iter().any(|notice| id.is_some_and(|id| notice.when.contains_key(id))) {
            return true;
        }
        let named: Vec<(&str, &Region, Region)> = policy
            .rules
            .iter()
            .zip(occurring)
            .flat_map(|(rule, regions)| regions.iter().map(move |region| (rule.outcome.as_str(), region)))
            .map(|(outcome, region)| (outcome, region, region.with(question, all)))
            .collect();
        named.iter().filter(|(_, region, _)| region.choices(question) != all).any(|(outcome, region, freed)| {
            named.iter().any(|(other, other_region, other_freed)| {
                outcome != other
                    && other_region.choices(question) != region.choices(question)
                    && freed.meets(other_freed)
            })
        })
    }

    fn words(&mut self, all: &[Words]) {
        let policy = self.policy;
        let languages = all.iter().map(|words| words.language.as_str());
        let default = policy.default_language.as_str();
        self.known("words file for language", default, languages, place!["default-language"]);

        let keys: BTreeMap<String, bool> =
            words::keys(&policy.outline()).into_iter().map(|key| (key.name, key.optional)).collect();
        for words in all {
            let at = |key: &str| Place::of_text(&words.language, key);
            let surplus: Vec<&String> = words.texts.keys().filter(|key| !keys.contains_key(*key)).collect();
            for (key, _) in keys.iter().filter(|(key, optional)| !**optional && !words.texts.contains_key(*key)) {
                let near = nearest(key, surplus.iter().map(|key| key.as_str()));
                let hint = near.map(|near| format!("; there is a `{near}`")).unwrap_or_default();
                self.add(Code::MissingWords, at(key), format!("there is no text for `{key}`{hint}"));
            }
            for key in surplus {
                let near = nearest(key, keys.keys().map(String::as_str));
                let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                self.add(Code::SurplusWords, at(key), format!("nothing shows the text `{key}`{hint}"));
            }
            for (key, _) in words.texts.iter().filter(|(_, text)| text.trim().is_empty()) {
                self.add(Code::MissingWords, at(key), format!("the text `{key}` is empty"));
            }
            let direction = words.texts.get("language.direction").map(String::as_str);
            if !matches!(direction, Some("ltr" | "rtl") | None) {
                self.add(Code::WrongText, at("language.direction"), "a direction is `ltr` or `rtl`");
            }
            let reviewed = words.texts.get("language.reviewed").map(String::as_str);
            if !matches!(reviewed, Some("yes" | "no") | None) {
                self.add(Code::WrongText, at("language.reviewed"), "`reviewed` is `yes` or `no`");
            }
        }
    }
}

impl Place {
    /// The place of a text, by the language and the dotted key.
    pub fn of_text(language: &str, key: &str) -> Self {
        Self { file: File::Words(language.to_owned()), path: key.split('.').map(Part::from).collect() }
    }

    fn key(mut self, key: &str) -> Self {
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

/// A region in words: the questions it constrains, with their choices.
pub fn describe(policy: &Policy, table: &Table, region: &Region) -> String {
    let conditions: Vec<String> = region
        .constrained_in(&table.everything)
        .filter_map(|number| {
            let question = policy.questions.get(number)?;
            let choices = question.choices.iter().enumerate().filter(|(n, _)| region.allows(number, *n));
            let ids: Vec<&str> = choices.map(|(_, choice)| choice.id.as_str()).collect();
            Some(format!("{}={}", question.id, ids.join("|")))
        })
        .collect();
    if conditions.is_empty() { "anything is answered".to_owned() } else { conditions.join(", ") }
}

fn outcome_ids(policy: &Policy) -> impl Iterator<Item = &str> + Clone {
    policy.outcomes.iter().map(|outcome| outcome.id.as_str())
}

fn channel_ids(policy: &Policy) -> impl Iterator<Item = &str> + Clone {
    policy.channels.iter().map(|channel| channel.id.as_str())
}

fn is_known(policy: &Policy, when: &When) -> bool {
    when.iter().all(|(question, allowed)| {
        policy.questions.iter().find(|known| known.id == *question).is_some_and(|question| {
            allowed.named().iter().all(|id| question.choices.iter().any(|choice| choice.id == *id))
        })
    })
}

/// Some situations in which two rules hold.
fn shared(occurring: &[Vec<Region>], first: usize, second: usize) -> Option<Region> {
    let (first, second) = (occurring.get(first)?, occurring.get(second)?);
    first.iter().find_map(|a| second.iter().find_map(|b| a.intersection(b)))
}

/// A fact of either list such that the policy says they exclude each other.
fn contradicting<'f>(policy: &Policy, one: &'f [String], other: &'f [String]) -> Option<(&'f String, &'f String)> {
    policy.contradictions.iter().find_map(|Contradiction { fact, excludes }| {
        let told = |facts: &'f [String]| facts.iter().find(|known| *known == fact);
        let excluded = |facts: &'f [String]| facts.iter().find(|known| excludes.contains(known));
        told(one).zip(excluded(other)).or_else(|| excluded(one).zip(told(other)))
    })
}

/// Whether an address is one of a page: `https:`, a host with a domain, and nothing that would have to be encoded.
fn is_page_address(address: &str) -> bool {
    let plain = address.chars().all(|c| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c));
    let host = address.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
    let is_name = |host: &str| {
        host.contains('.')
            && host.split('.').all(|label| !label.is_empty())
            && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
    };
    plain && host.is_some_and(is_name)
}

/// Whether an address has the form that a message can be sent to: one `@` between a name and a domain, and
/// nothing that would add a second address or a header to a link.
fn is_mail_address(address: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || ".-_+".contains(c));
    address.split_once('@').is_some_and(|(name, domain)| plain(name) && plain(domain) && domain.contains('.'))
}
