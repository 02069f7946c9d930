//! A screen as its parts, each under what it is: so that two screens can be told apart part by part.
//!
//! A screen is taken apart here without `..`, once for both versions. A field that is new does not compile until it is a part
//! as well, and a part that is there cannot be passed over: parts are compared by equality, whatever they are.

mod channel;

use std::collections::{BTreeMap, BTreeSet};

use super::addresses::addresses;
use super::{Difference, Value, What};
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::{CompiledWords, Rich};
use crate::screen::{
    Checklist, Choice, Closed, Enclosure, Given, GivenAnswer, Labelled, Message, Notice, Outcome, Question, Screen,
    Section, Surroundings, Unreviewed,
};

/// All parts of a screen, or of what stands around it.
#[derive(Debug, Default)]
pub struct Parts {
    /// What the screen is; nothing for what stands around one.
    place: Option<Value>,
    /// What depends on nothing but the place in the diagram, and whether anything has been answered.
    parts: Named,
    /// What depends on the answers that were given, each by itself.
    answers: Named,
}

/// Parts by what they are. A part that stands in two places is here once, unless it is not the same in both.
type Named = BTreeMap<What, Vec<Value>>;

impl Parts {
    /// The parts of a screen. Policy and words say what they are called in the files of the policy.
    pub fn of_screen(policy: &CompiledPolicy, words: &CompiledWords, screen: &Screen) -> Self {
        let mut take = Take { policy, words, parts: Self::default() };
        match screen {
            Screen::Question(question) => take.question(question),
            Screen::Outcome(outcome) => take.outcome(outcome),
        }
        take.parts
    }

    /// The parts of what stands around a screen.
    pub fn of_surroundings(around: &Surroundings) -> Self {
        // The language is the same: it is by languages that words are compared.
        let Surroundings { language: _, direction, menu, unreviewed } = around;
        let mut parts = Self::default();
        parts.text("language.direction", direction);
        parts.text("ui.language", menu);
        if let Some(Unreviewed { text, read, original }) = unreviewed {
            parts.text("ui.unreviewed", text);
            parts.text("ui.original", read);
            parts.put(What::Original, Value::Id(original.clone()));
        }
        parts
    }

    /// What differs between two screens but for the answers, one of which may not be there at all. Where somebody comes to
    /// another screen, that is told, with the verdict and where they may send something to: all else is that of another screen.
    pub fn differences(before: Option<&Self>, after: Option<&Self>, language: &str) -> Vec<Difference> {
        let none = Self::default();
        let (old, new) = (before.unwrap_or(&none), after.unwrap_or(&none));
        let mut differences: Vec<Difference> = between(&old.parts, &new.parts, language).collect();
        // An outcome has one label, and one heading over its steps, whichever keys these are from.
        let is_of = |key: &str, start: &str, end: &str| key.starts_with(start) && key.ends_with(end);
        differences = as_one(differences, &|key| is_of(key, "outcome.", ".label") || is_of(key, "verdict.", ".label"));
        differences = as_one(differences, &|key| is_of(key, "verdict.", ".steps"));
        if old.place != new.place {
            let is_asked = |parts: &Self| matches!(parts.place, Some(Value::Question(_)));
            let what = if is_asked(old) || is_asked(new) { What::Next } else { What::Outcome };
            let (known, given) = (old.addresses(), new.addresses());
            differences.retain(|Difference { what: part, language: _, before: lost, after: got }| match part {
                What::Verdict => what == What::Outcome,
                What::Version => what == What::Outcome && before.is_some() && after.is_some(),
                // Under another name it is the same address.
                What::Address(_) if what == What::Outcome => is_beyond(lost, &given) || is_beyond(got, &known),
                What::Text(_) => is_beyond(got, &known),
                _ => false,
            });
            let place = |parts: &Self| parts.place.clone();
            differences.push(Difference { what, language: None, before: place(old), after: place(new) });
        }
        // The link of a draft is made of what has been told already, where any of that differs.
        let drafts: BTreeSet<What> = (differences.iter())
            .filter_map(|told| match &told.what {
                What::Text(key) => {
                    let outcome = key.strip_prefix("outcome.")?;
                    let outcome = outcome.strip_suffix(".subject").or_else(|| outcome.strip_suffix(".body"))?;
                    Some(What::DraftLink(outcome.to_owned()))
                }
                What::Address(_) => match &new.place {
                    Some(Value::Outcome(outcome)) => Some(What::DraftLink(outcome.clone())),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        differences.retain(|difference| !drafts.contains(&difference.what));
        differences
    }

    /// All addresses that the screen names.
    fn addresses(&self) -> BTreeSet<String> {
        self.parts.values().flatten().flat_map(addresses).collect()
    }

    /// What differs in the answers on two screens, where both are of a question or both of an outcome.
    pub fn differences_of_answers(before: &Self, after: &Self, language: &str) -> Vec<Difference> {
        between(&before.answers, &after.answers, language).collect()
    }
}

impl Parts {
    fn text(&mut self, key: &str, text: &str) {
        self.put(What::Text(key.to_owned()), Value::Text(text.to_owned()));
    }

    fn put(&mut self, what: What, value: Value) {
        add(&mut self.parts, what, value);
    }

    fn put_answer(&mut self, what: What, value: Value) {
        add(&mut self.answers, what, value);
    }
}

/// Where a text has come from one key and comes from another now, it is one text, and differs only if it reads otherwise.
fn as_one(differences: Vec<Difference>, is_key: &dyn Fn(&str) -> bool) -> Vec<Difference> {
    let (own, mut rest): (Vec<Difference>, Vec<Difference>) =
        differences.into_iter().partition(|own| matches!(&own.what, What::Text(key) if is_key(key)));
    match own.as_slice() {
        // The key of the outcome, if it has one, comes first.
        [one, other] => {
            let before = one.before.clone().or_else(|| other.before.clone());
            let after = one.after.clone().or_else(|| other.after.clone());
            rest.extend((before != after).then(|| Difference { before, after, ..one.clone() }));
        }
        _ => rest.extend(own),
    }
    rest
}

/// Whether a part names an address that is not among others.
fn is_beyond(part: &Option<Value>, others: &BTreeSet<String>) -> bool {
    part.as_ref().is_some_and(|part| addresses(part).iter().any(|address| !others.contains(address)))
}

/// What differs between parts with the same names.
fn between<'n>(before: &'n Named, after: &'n Named, language: &'n str) -> impl Iterator<Item = Difference> + 'n {
    let all: BTreeSet<&What> = before.keys().chain(after.keys()).collect();
    all.into_iter().flat_map(move |what| {
        let values = |parts: &'n Named| parts.get(what).map_or(&[][..], Vec::as_slice);
        let (old, new) = (values(before), values(after));
        let pairs = (0..old.len().max(new.len())).map(|number| (old.get(number).cloned(), new.get(number).cloned()));
        pairs.filter(|(before, after)| before != after).map(|(before, after)| {
            let language = matches!(what, What::Text(_)).then(|| language.to_owned());
            Difference { what: what.clone(), language, before, after }
        })
    })
}

fn add(parts: &mut Named, what: What, value: Value) {
    let values = parts.entry(what).or_default();
    if !values.contains(&value) {
        values.push(value);
    }
}

/// Takes a screen apart.
struct Take<'p> {
    policy: &'p CompiledPolicy,
    words: &'p CompiledWords,
    parts: Parts,
}

impl Take<'_> {
    fn question(&mut self, question: &Question) {
        let Question { id, back, intro, title, hint, choices, proceed, unanswered, answers, privacy } = question;
        self.parts.place = Some(Value::Question(id.clone()));
        let own = |part: &str| format!("question.{id}.{part}");
        self.optional("ui.back", back.as_ref());
        self.line_if(&own("intro"), intro.as_ref());
        self.text(&own("title"), title);
        self.line_if(&own("hint"), hint.as_ref());
        let mut offered = Vec::new();
        // A number stands for the ids beside it, here and where an answer is shown: nobody sees it. What was chosen before is a
        // visitor's own doing, the same in both versions.
        for Choice { id: choice, answer: _, label, hint, chosen: _ } in choices {
            offered.push(choice.clone());
            self.text(&own(&format!("choice.{choice}")), label);
            self.line_if(&own(&format!("choice-hint.{choice}")), hint.as_ref());
        }
        self.put(What::Choices(id.clone()), Value::Ids(offered));
        self.text("ui.continue", proceed);
        let Section { heading, body } = unanswered;
        self.text("ui.error", heading);
        self.text("ui.choose", body);
        self.given("ui.answers", answers.as_ref());
        self.text("ui.privacy", privacy);
    }

    fn outcome(&mut self, outcome: &Outcome) {
        let Outcome {
            id,
            verdict,
            rules,
            facts,
            back,
            title,
            label,
            lead,
            steps,
            channels,
            message,
            enclosures,
            next,
            notices,
            why,
            closed,
            answers,
            start,
            restart,
            copy_link,
            print,
            date,
            privacy,
            version,
        } = outcome;
        self.parts.place = Some(Value::Outcome(id.clone()));
        let own = |part: &str| format!("outcome.{id}.{part}");
        self.put(What::Verdict, Value::Id(verdict.id().to_owned()));
        self.put(What::Rules, Value::Ids(rules.clone()));
        self.put(What::Facts, Value::Ids(facts.clone()));
        self.text("ui.back", back);
        self.text(&own("title"), title);
        let has_label = self.words.texts.contains_key(&own("label"));
        self.text(&if has_label { own("label") } else { format!("verdict.{}.label", verdict.id()) }, label);
        self.line_if(&own("lead"), lead.as_ref());
        let Section { heading, body } = steps;
        self.text(&format!("verdict.{}.steps", verdict.id()), heading);
        self.steps(id, body);
        let Section { heading, body } = channels;
        self.text("ui.channels", heading);
        self.put(What::Channels, Value::Ids(body.iter().map(|channel| channel.id.clone()).collect()));
        body.iter().for_each(|channel| self.channel(id, channel));
        if let Some(Section { heading, body: Message { text, copy } }) = message {
            self.text("ui.share", heading);
            self.text(&own("message"), text);
            self.text("ui.copy-message", copy);
        }
        if let Some(Section { heading, body: Checklist { hint, items } }) = enclosures {
            self.text("ui.enclosures", heading);
            self.text("ui.tick", hint);
            self.put(What::Enclosures, Value::Ids(items.iter().map(|item| item.id.clone()).collect()));
            for Enclosure { id, text, advice } in items {
                self.line(&format!("enclosure.{id}"), text);
                self.paragraphs(&format!("enclosure-advice.{id}"), advice);
            }
        }
        if let Some(Section { heading, body }) = next {
            self.text("ui.next", heading);
            self.line(&own("next"), body);
        }
        self.put(What::Notices, Value::Ids(notices.iter().map(|notice| notice.id.clone()).collect()));
        for Notice { id, heading, text } in notices {
            self.text(&format!("notice.{id}.title"), heading);
            self.paragraphs(&format!("notice.{id}.text"), text);
        }
        let Section { heading, body } = why;
        self.text("ui.why", heading);
        self.paragraphs(&own("why"), body);
        let Section { heading, body } = closed;
        self.text("ui.closed", heading);
        self.put(What::Closed, Value::Ids(body.iter().map(|closed| closed.id.clone()).collect()));
        for Closed { id, name, text } in body {
            self.text(&format!("channel.{id}.name"), name);
            self.line(&format!("channel.{id}.text"), text);
        }
        self.given("ui.because", answers.as_ref());
        self.parts.put_answer(What::Start, Value::Id(start.clone()));
        self.text("ui.restart", restart);
        self.text("ui.copy-link", copy_link);
        self.text("ui.print", print);
        self.text("ui.date", date);
        self.text("ui.privacy", privacy);
        let Labelled { label, value } = version;
        self.text("ui.version", label);
        self.put(What::Version, Value::Id(value.clone()));
    }

    /// The steps of an outcome, whose ids the policy has.
    fn steps(&mut self, outcome: &str, steps: &[Rich]) {
        let own = self.policy.outcomes.iter().find(|known| known.id == outcome);
        let ids = own.map_or(&[][..], |own| own.steps.as_slice());
        self.put(What::Steps, Value::Ids(ids.to_vec()));
        for (number, step) in steps.iter().enumerate() {
            let id = ids.get(number).map_or("", String::as_str);
            self.line(&format!("step.{id}"), step);
        }
    }

    fn given(&mut self, key: &str, given: Option<&Given>) {
        let Some(Given { heading, change, rows }) = given else { return };
        self.text(key, heading);
        self.text("ui.change", change);
        let mut answers = Vec::new();
        for GivenAnswer { number: _, question, choice, asked, answered } in rows {
            answers.push(format!("{question}={choice}"));
            let texts = [
                (format!("question.{question}.title"), asked),
                (format!("question.{question}.choice.{choice}"), answered),
            ];
            for (key, text) in texts {
                self.parts.put_answer(What::Text(key), Value::Text(text.clone()));
            }
        }
        self.parts.put_answer(What::Given, Value::Ids(answers));
    }

    fn optional(&mut self, key: &str, text: Option<&String>) {
        text.into_iter().for_each(|text| self.text(key, text));
    }

    fn text(&mut self, key: &str, text: &str) {
        self.parts.text(key, text);
    }

    fn line_if(&mut self, key: &str, line: Option<&Rich>) {
        line.into_iter().for_each(|line| self.line(key, line));
    }

    fn line(&mut self, key: &str, line: &Rich) {
        self.paragraphs(key, std::slice::from_ref(line));
    }

    /// A text that is not there has no paragraphs.
    fn paragraphs(&mut self, key: &str, paragraphs: &[Rich]) {
        if !paragraphs.is_empty() {
            self.put(What::Text(key.to_owned()), Value::Rich(paragraphs.to_vec()));
        }
    }

    fn put(&mut self, what: What, value: Value) {
        self.parts.put(what, value);
    }
}
