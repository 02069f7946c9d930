//! What things are called where they are listed, and which of their kind they are.

use leptos::prelude::*;

use crate::draft::{Thing, uses};
use crate::policy::Policy;
use crate::workshop::place::Place;
use crate::workshop::state::workshop;

/// What visitors call a thing; its id as long as they call it nothing.
pub fn name(thing: &Thing) -> String {
    let workshop = workshop();
    let id = id(thing);
    let key = match thing {
        Thing::Question(_) => format!("question.{id}.title"),
        Thing::Choice(question, _) => {
            let question = self::id(&Thing::Question(*question));
            format!("question.{question}.choice.{id}")
        }
        Thing::Channel(_) | Thing::Closed(_) => format!("channel.{id}.name"),
        Thing::Outcome(_) => format!("outcome.{id}.title"),
        Thing::Notice(_) => format!("notice.{id}.title"),
        Thing::Step(_) => format!("step.{id}"),
        Thing::Enclosure(_) => format!("enclosure.{id}"),
        Thing::Fact(_) => {
            let own = id.clone();
            let text =
                workshop.policy.with(|policy| policy.as_ref().and_then(|policy| policy.facts.get(&own).cloned()));
            return format!("{id} {}", text.unwrap_or_default());
        }
        Thing::Policy | Thing::Rule(_) | Thing::Contradiction(_) => return id,
    };
    workshop.name(&key, &id)
}

/// The same with what it is: `Question: Who are you?`
pub fn named(thing: &Thing) -> String {
    let say = workshop().say;
    let kind = say.text(&format!("things.kind.{}", kind(thing)));
    match thing {
        Thing::Choice(question, _) => {
            let of = name(&Thing::Question(*question));
            say.with("things.named-of", &[("kind", &kind), ("name", &name(thing)), ("of", &of)])
        }
        _ => say.with("things.named", &[("kind", &kind), ("name", &name(thing))]),
    }
}

/// The key of the word for what a thing is.
pub fn kind(thing: &Thing) -> &'static str {
    match thing {
        Thing::Policy => "policy",
        Thing::Question(_) => "question",
        Thing::Choice(..) => "choice",
        Thing::Channel(_) => "channel",
        Thing::Outcome(_) => "outcome",
        Thing::Rule(_) => "rule",
        Thing::Notice(_) => "notice",
        Thing::Closed(_) => "closed",
        Thing::Contradiction(_) => "contradiction",
        Thing::Fact(_) => "fact",
        Thing::Step(_) => "step",
        Thing::Enclosure(_) => "enclosure",
    }
}

/// The id of a thing; what it is about where it has none.
pub fn id(thing: &Thing) -> String {
    let own = thing.clone();
    let find = move |policy: &Policy| match &own {
        Thing::Policy => Some(policy.id.clone()),
        Thing::Question(number) => policy.questions.get(*number).map(|question| question.id.clone()),
        Thing::Choice(question, choice) => Some(policy.questions.get(*question)?.choices.get(*choice)?.id.clone()),
        Thing::Channel(number) => policy.channels.get(*number).map(|channel| channel.id.clone()),
        Thing::Outcome(number) => policy.outcomes.get(*number).map(|outcome| outcome.id.clone()),
        Thing::Rule(number) => policy.rules.get(*number).map(|rule| rule.id.clone()),
        Thing::Notice(number) => policy.notices.get(*number).map(|notice| notice.id.clone()),
        Thing::Closed(number) => policy.closed.get(*number).map(|closed| closed.channel.clone()),
        Thing::Contradiction(number) => policy.contradictions.get(*number).map(|both| both.fact.clone()),
        Thing::Fact(id) | Thing::Step(id) | Thing::Enclosure(id) => Some(id.clone()),
    };
    workshop().policy.with(|policy| policy.as_ref().and_then(find)).unwrap_or_default()
}

/// The ids of all things of its kind, or those that they are about, in their order.
pub fn ids_like(thing: &Thing) -> Vec<String> {
    let own = thing.clone();
    let find = move |policy: &Policy| match &own {
        Thing::Policy => Vec::new(),
        Thing::Question(_) => policy.questions.iter().map(|question| question.id.clone()).collect(),
        Thing::Choice(question, _) => {
            let question = policy.questions.get(*question);
            question.into_iter().flat_map(|question| &question.choices).map(|choice| choice.id.clone()).collect()
        }
        Thing::Channel(_) => policy.channels.iter().map(|channel| channel.id.clone()).collect(),
        Thing::Outcome(_) => policy.outcomes.iter().map(|outcome| outcome.id.clone()).collect(),
        Thing::Rule(_) => policy.rules.iter().map(|rule| rule.id.clone()).collect(),
        Thing::Notice(_) => policy.notices.iter().map(|notice| notice.id.clone()).collect(),
        Thing::Closed(_) => policy.closed.iter().map(|closed| closed.channel.clone()).collect(),
        Thing::Contradiction(_) => policy.contradictions.iter().map(|both| both.fact.clone()).collect(),
        Thing::Fact(_) => policy.facts.keys().cloned().collect(),
        Thing::Step(_) => each_once(policy.outcomes.iter().flat_map(|outcome| &outcome.steps)),
        Thing::Enclosure(_) => each_once(policy.outcomes.iter().flat_map(|outcome| &outcome.enclosures)),
    };
    workshop().policy.with(|policy| policy.as_ref().map(find)).unwrap_or_default()
}

fn each_once<'p>(ids: impl Iterator<Item = &'p String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for id in ids {
        if !all.contains(id) {
            all.push(id.clone());
        }
    }
    all
}

/// The place of a thing in its list; none of what has no order.
pub fn number(thing: &Thing) -> Option<usize> {
    match thing {
        Thing::Choice(_, choice) => Some(*choice),
        _ => thing.item().map(|(_, number)| number),
    }
}

/// The thing of the same list at another place.
pub fn at(thing: &Thing, number: usize) -> Thing {
    match thing {
        Thing::Choice(question, _) => Thing::Choice(*question, number),
        _ => thing.item().and_then(|(list, _)| Thing::of_list(list, number)).unwrap_or(thing.clone()),
    }
}

/// The places that name a thing, each in words and with the way to it.
pub fn uses(thing: &Thing) -> Vec<(String, Place)> {
    let say = workshop().say;
    let thing = thing.clone();
    let all =
        workshop().policy.with(|policy| policy.as_ref().map(|policy| uses::of(policy, &thing))).unwrap_or_default();
    let in_words = |found: uses::Use| {
        let property = say.text(&format!("things.property.{}", found.property));
        let words = say.with("things.use", &[("thing", &named(&found.by)), ("property", &property)]);
        Some((words, Place::of_thing(&found.by)?.within(found.property.as_str())))
    };
    all.into_iter().filter_map(in_words).collect()
}
