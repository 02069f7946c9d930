//! What can be wrong with the things of a policy and how they refer to each other: ids, channels, outcomes, facts.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::address;
use super::exclusions::Exclusions;
use super::flaw::{About, Code, Flaw, Place, place};
use crate::policy::{Allowed, ChannelKind, Contradiction, Policy, Question, Verdict, When};

/// Finds all that is wrong, in the order of the file.
pub fn flaws(policy: &Policy) -> Vec<Flaw> {
    let mut find = Find { policy, ids: Ids::of(policy), hints: HashMap::new(), flaws: Vec::new() };
    find.spelling();
    find.duplicates();
    find.references();
    find.channels();
    find.outcomes();
    find.facts();
    find.contradictions();
    find.flaws
}

/// Whether a text can be an id.
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The id that is spelt most like an unknown one, if any comes near. Of many ids only so many are looked at, and long ones are
/// not: nobody is helped by them.
pub fn nearest<'i>(unknown: &str, ids: impl IntoIterator<Item = &'i str>) -> Option<&'i str> {
    let most = |id: &str| id.len().max(unknown.len()).div_ceil(3);
    ids.into_iter()
        .filter(|id| id.len().max(unknown.len()) <= LONGEST_NEAR && id.len().abs_diff(unknown.len()) <= most(id))
        .take(MOST_NEAR)
        .map(|id| (strsim::damerau_levenshtein(unknown, id), id))
        .filter(|(distance, id)| *distance <= most(id))
        .min()
        .map(|(_, id)| id)
}

/// How many ids are compared with an unknown one, and how many bytes such an id has at most.
const MOST_NEAR: usize = 1_000;
const LONGEST_NEAR: usize = 60;

/// For how many unknown ids it is said what may have been meant.
const MOST_HINTS: usize = 50;

/// What a policy declares, by id.
struct Ids<'p> {
    /// The number of each question, and its choices.
    questions: HashMap<&'p str, (usize, HashSet<&'p str>)>,
    channels: HashMap<&'p str, ChannelKind>,
    outcomes: HashSet<&'p str>,
}

impl<'p> Ids<'p> {
    fn of(policy: &'p Policy) -> Self {
        let choices = |question: &'p Question| question.choices.iter().map(|choice| choice.id.as_str()).collect();
        let questions = policy.questions.iter().enumerate();
        Self {
            questions: questions.map(|(number, known)| (known.id.as_str(), (number, choices(known)))).collect(),
            channels: policy.channels.iter().map(|channel| (channel.id.as_str(), channel.kind)).collect(),
            outcomes: policy.outcomes.iter().map(|outcome| outcome.id.as_str()).collect(),
        }
    }
}

struct Find<'p> {
    policy: &'p Policy,
    ids: Ids<'p>,
    /// What may have been meant by an unknown id.
    hints: HashMap<String, Option<String>>,
    flaws: Vec<Flaw>,
}

impl Find<'_> {
    fn add(&mut self, code: Code, place: Place, message: impl Into<String>) {
        self.flaws.push(Flaw::new(code, place, message));
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
                    let message = format!("question `{}` offers `{id}` twice", question.id);
                    self.flaws.push(Flaw::new(Code::DuplicateId, place, message).about([About::Written(id.clone())]));
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
            let flaw = Flaw::new(Code::BadId, place, format!("`{id}` is no id"));
            self.flaws.push(flaw.about([About::Written(id.clone())]));
        }
        // The id of a fact may be as lawyers number them, `F1`.
        for id in policy.facts.keys().filter(|id| !is_id(&id.to_ascii_lowercase())) {
            self.add(Code::BadId, place!["facts", id], format!("`{id}` is no id of a fact"));
        }
    }

    fn unique<'i>(&mut self, list: &str, ids: impl Iterator<Item = &'i String>) {
        let mut seen = BTreeSet::new();
        for (number, id) in ids.enumerate() {
            if !seen.insert(id) {
                let flaw =
                    Flaw::new(Code::DuplicateId, place![list, number, "id"], format!("there are two {list}s `{id}`"));
                self.flaws.push(flaw.about([About::Written(id.clone())]));
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
                    let later = self.ids.questions.get(asked.as_str()).map(|(later, _)| *later);
                    if let Some(later) = later.filter(|later| *later >= number) {
                        let message = format!("`{}` depends on `{asked}`, which is not asked before it", offered.id);
                        let flaw = Flaw::new(Code::LateOffer, place.clone().key(asked), message);
                        self.flaws.push(flaw.about([About::Place(place!["question", later])]));
                    }
                }
            }
        }
        for (number, rule) in policy.rules.iter().enumerate() {
            self.condition(&rule.when, &place!["rule", number, "when"]);
            self.outcome(&rule.outcome, place!["rule", number, "outcome"]);
        }
        for (number, notice) in policy.notices.iter().enumerate() {
            self.condition(&notice.when, &place!["notice", number, "when"]);
            for (at, outcome) in notice.outcomes.iter().enumerate() {
                self.outcome(outcome, place!["notice", number, "outcomes", at]);
            }
        }
        for (number, closed) in policy.closed.iter().enumerate() {
            self.channel(&closed.channel, place!["closed", number, "channel"]);
            for (at, outcome) in closed.outcomes.iter().enumerate() {
                self.outcome(outcome, place!["closed", number, "outcomes", at]);
            }
        }
        for (number, channel) in policy.channels.iter().enumerate() {
            self.condition(&channel.open_to, &place!["channel", number, "open-to"]);
        }
        for (number, outcome) in policy.outcomes.iter().enumerate() {
            for (at, channel) in outcome.channels.iter().enumerate() {
                self.channel(channel, place!["outcome", number, "channels", at]);
            }
        }
    }

    fn condition(&mut self, when: &When, place: &Place) {
        for (question, allowed) in when {
            let place = place.clone().key(question);
            let Some((number, choices)) = self.ids.questions.get(question.as_str()) else {
                self.unknown("question", question, self.policy.questions.iter().map(|known| known.id.as_str()), place);
                continue;
            };
            if allowed.named().is_empty() {
                let what = match allowed {
                    Allowed::Only(_) => "holds for nobody",
                    Allowed::Not { .. } => "leaves nobody out",
                };
                let message = format!("the condition on `{question}` names no choice, so it {what}");
                self.flaws.push(Flaw::new(Code::EmptyCondition, place, message));
                continue;
            }
            let unknown: Vec<&String> =
                allowed.named().iter().filter(|choice| !choices.contains(choice.as_str())).collect();
            let Some(known) = self.policy.questions.get(*number) else { continue };
            for choice in unknown {
                let ids = known.choices.iter().map(|choice| choice.id.as_str());
                self.unknown(&format!("choice of `{question}`"), choice, ids, place.clone());
            }
        }
    }

    fn outcome(&mut self, id: &str, place: Place) {
        if !self.ids.outcomes.contains(id) {
            self.unknown("outcome", id, self.policy.outcomes.iter().map(|outcome| outcome.id.as_str()), place);
        }
    }

    fn channel(&mut self, id: &str, place: Place) {
        if !self.ids.channels.contains_key(id) {
            self.unknown("channel", id, self.policy.channels.iter().map(|channel| channel.id.as_str()), place);
        }
    }

    fn fact(&mut self, id: &str, place: Place) {
        if !self.policy.facts.contains_key(id) {
            self.unknown("fact", id, self.policy.facts.keys().map(String::as_str), place);
        }
    }

    /// An id that is none of those declared.
    fn unknown<'i>(&mut self, what: &str, id: &str, ids: impl Iterator<Item = &'i str>, place: Place) {
        let message = format!("there is no {what} `{id}`");
        let near = match self.hints.get(&message) {
            Some(known) => known.clone(),
            None if self.hints.len() < MOST_HINTS => nearest(id, ids).map(str::to_owned),
            None => None,
        };
        let hint = near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        let flaw = Flaw::new(Code::UnknownId, place, format!("{message}{hint}"));
        self.flaws.push(flaw.about(About::spelt(id, near.clone())));
        self.hints.insert(message, near);
    }

    fn channels(&mut self) {
        let policy = self.policy;
        let named = policy.outcomes.iter().flat_map(|outcome| &outcome.channels);
        let used: HashSet<&str> =
            named.chain(policy.closed.iter().map(|closed| &closed.channel)).map(String::as_str).collect();
        for (number, channel) in policy.channels.iter().enumerate() {
            let id = &channel.id;
            self.condition(&channel.people, &place!["channel", number, "people"]);
            if !channel.people.is_empty() && channel.kind != ChannelKind::InPerson {
                let message = format!("channel `{id}` has people, which only one of kind `in-person` leads to");
                self.add(Code::WrongChannel, place!["channel", number, "people"], message);
            }
            if let Some((key, message, about)) = address::wrong(channel) {
                self.flaws.push(Flaw::new(Code::WrongChannel, place!["channel", number, key], message).about(about));
            }
            if !used.contains(id.as_str()) {
                let message = format!("no outcome leads to channel `{id}`, and nothing says that it is closed");
                self.add(Code::Unused, place!["channel", number, "id"], message);
            }
        }
        let kinds: HashMap<&str, ChannelKind> = self.ids.channels.clone();
        let is_closed = |id: &str| kinds.get(id).map(|kind| *kind == ChannelKind::Closed);
        for (number, outcome) in policy.outcomes.iter().enumerate() {
            for (at, id) in outcome.channels.iter().enumerate().filter(|(_, id)| is_closed(id) == Some(true)) {
                let message = format!("outcome `{}` leads to channel `{id}`, which is never accepted", outcome.id);
                let place = place!["outcome", number, "channels", at];
                self.flaws.push(Flaw::new(Code::WrongChannel, place, message).about([About::of_channel(policy, id)]));
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
        let led_to: HashSet<&str> = policy.rules.iter().map(|rule| rule.outcome.as_str()).collect();
        for (number, outcome) in policy.outcomes.iter().enumerate() {
            let works =
                |id: &String| self.ids.channels.get(id.as_str()).is_some_and(|kind| *kind != ChannelKind::Closed);
            let leads = outcome.channels.iter().any(works) && !outcome.steps.is_empty();
            if outcome.verdict == Verdict::Refused && !leads {
                let message = format!("refusal `{}` does not say what works instead", outcome.id);
                self.add(Code::BareRefusal, place!["outcome", number, "id"], message);
            } else if !leads {
                let message = format!("outcome `{}` does not say what to do", outcome.id);
                self.add(Code::DeadEnd, place!["outcome", number, "id"], message);
            }
            if !led_to.contains(outcome.id.as_str()) {
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
                    self.fact(fact, place![list, number, "facts", at]);
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
            self.fact(fact, place!["contradiction", number, "fact"]);
            for (at, fact) in excludes.iter().enumerate() {
                self.fact(fact, place!["contradiction", number, "excludes", at]);
            }
        }
        let exclusions = Exclusions::of(policy);
        for (number, rule) in policy.rules.iter().enumerate() {
            if let Some((one, other)) = exclusions.within(&rule.facts) {
                let message = format!("rule `{}` rests on `{one}` and `{other}`, which exclude each other", rule.id);
                let flaw = Flaw::new(Code::Contradiction, place!["rule", number, "facts"], message);
                self.flaws.push(flaw.about([one, other].map(|fact| About::Place(place!["facts", fact]))));
            }
        }
    }
}
