//! What can be wrong with the things of a policy and how they refer to each other: ids, channels, outcomes, facts.

use std::collections::BTreeSet;

use email_address::EmailAddress;
use url::Url;

use super::flaw::{Code, Flaw, Place, place};
use crate::policy::{ChannelKind, Contradiction, Policy, Verdict, When};

/// Finds all that is wrong, in the order of the file.
pub fn flaws(policy: &Policy) -> Vec<Flaw> {
    let mut find = Find { policy, flaws: Vec::new() };
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

/// The id that is spelt most like an unknown one, if any comes near.
pub fn nearest<'i>(unknown: &str, ids: impl IntoIterator<Item = &'i str>) -> Option<&'i str> {
    ids.into_iter()
        .map(|id| (strsim::damerau_levenshtein(unknown, id), id))
        .filter(|(distance, id)| *distance <= id.len().max(unknown.len()).div_ceil(3))
        .min()
        .map(|(_, id)| id)
}

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
        // The id of a fact may be as lawyers number them, `F1`.
        for id in policy.facts.keys().filter(|id| !is_id(&id.to_ascii_lowercase())) {
            self.add(Code::BadId, place!["facts", id], format!("`{id}` is no id of a fact"));
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
}

fn outcome_ids(policy: &Policy) -> impl Iterator<Item = &str> + Clone {
    policy.outcomes.iter().map(|outcome| outcome.id.as_str())
}

fn channel_ids(policy: &Policy) -> impl Iterator<Item = &str> + Clone {
    policy.channels.iter().map(|channel| channel.id.as_str())
}

/// A fact of either list such that the policy says they exclude each other.
pub fn contradicting<'f>(policy: &Policy, one: &'f [String], other: &'f [String]) -> Option<(&'f String, &'f String)> {
    policy.contradictions.iter().find_map(|Contradiction { fact, excludes }| {
        let told = |facts: &'f [String]| facts.iter().find(|known| *known == fact);
        let excluded = |facts: &'f [String]| facts.iter().find(|known| excludes.contains(known));
        told(one).zip(excluded(other)).or_else(|| excluded(one).zip(told(other)))
    })
}

/// Whether an address is one of a page on the web: `https:`, a host with a domain, no account, and written as a browser
/// would write it.
fn is_page_address(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| {
        let as_written = url.as_str() == address || url.as_str().strip_suffix('/') == Some(address);
        let has_domain =
            url.domain().is_some_and(|domain| domain.contains('.') && domain.split('.').all(|label| !label.is_empty()));
        url.scheme() == "https" && has_domain && url.username().is_empty() && url.password().is_none() && as_written
    })
}

/// Whether an address has the form that a message can be sent to, at a host with a domain.
fn is_mail_address(address: &str) -> bool {
    EmailAddress::is_valid(address) && address.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.'))
}
