//! What hangs on a thing, and on what it rests: what to look at before it goes.

use serde::{Deserialize, Serialize};

use super::thing::Thing;
use crate::author::scenario::Scenario;
use crate::policy::{Ids, Policy, When};

/// A place that names a thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Use {
    /// The thing that names it.
    pub by: Thing,
    /// The property in which it does, as the file has it.
    pub property: String,
}

/// The places in the policy that name a thing, in the order of the file.
pub fn of(policy: &Policy, thing: &Thing) -> Vec<Use> {
    all(policy).into_iter().filter(|(_, named)| named == thing).map(|(by, _)| by).collect()
}

/// The things that a thing names: those that it rests on.
pub fn rests_on(policy: &Policy, thing: &Thing) -> Vec<Thing> {
    let mut found = Vec::new();
    for (place, named) in all(policy) {
        if place.by == *thing && !found.contains(&named) {
            found.push(named);
        }
    }
    found
}

/// The scenarios that name a thing, by their places.
pub fn in_scenarios(policy: &Policy, scenarios: &[Scenario], thing: &Thing) -> Vec<usize> {
    let names = |scenario: &Scenario| match thing {
        Thing::Question(number) => policy.questions.get(*number).is_some_and(|q| scenario.answers.contains_key(&q.id)),
        Thing::Choice(question, choice) => policy.questions.get(*question).is_some_and(|question| {
            let choice = question.choices.get(*choice).map(|choice| &choice.id);
            let answers = scenario.answers.get(&question.id).map(Ids::as_slice).unwrap_or_default();
            choice.is_some_and(|choice| answers.contains(choice))
        }),
        Thing::Outcome(number) => policy.outcomes.get(*number).is_some_and(|outcome| outcome.id == scenario.outcome),
        Thing::Rule(number) => {
            policy.rules.get(*number).is_some_and(|rule| scenario.rule.as_slice().contains(&rule.id))
        }
        _ => false,
    };
    scenarios.iter().enumerate().filter(|(_, scenario)| names(scenario)).map(|(number, _)| number).collect()
}

/// Every place that names a thing, with the thing. An id that points nowhere names none.
fn all(policy: &Policy) -> Vec<(Use, Thing)> {
    let mut find = Find { policy, found: Vec::new() };
    for (number, contradiction) in policy.contradictions.iter().enumerate() {
        let by = Thing::Contradiction(number);
        find.facts(&by, "fact", std::slice::from_ref(&contradiction.fact));
        find.facts(&by, "excludes", &contradiction.excludes);
    }
    for (number, question) in policy.questions.iter().enumerate() {
        for (choice, offered) in question.choices.iter().enumerate() {
            find.condition(&Thing::Choice(number, choice), "offered-to", &offered.offered_to);
        }
    }
    for (number, channel) in policy.channels.iter().enumerate() {
        let by = Thing::Channel(number);
        find.condition(&by, "people", &channel.people);
        find.condition(&by, "open-to", &channel.open_to);
    }
    for (number, outcome) in policy.outcomes.iter().enumerate() {
        let by = Thing::Outcome(number);
        find.channels(&by, "channels", &outcome.channels);
        outcome.steps.iter().for_each(|id| find.add(&by, "steps", Thing::Step(id.clone())));
        outcome.enclosures.iter().for_each(|id| find.add(&by, "enclosures", Thing::Enclosure(id.clone())));
    }
    for (number, rule) in policy.rules.iter().enumerate() {
        let by = Thing::Rule(number);
        find.condition(&by, "when", &rule.when);
        find.outcomes(&by, "outcome", std::slice::from_ref(&rule.outcome));
        find.facts(&by, "facts", &rule.facts);
    }
    for (number, notice) in policy.notices.iter().enumerate() {
        let by = Thing::Notice(number);
        find.condition(&by, "when", &notice.when);
        find.outcomes(&by, "outcomes", &notice.outcomes);
        find.facts(&by, "facts", &notice.facts);
    }
    for (number, closed) in policy.closed.iter().enumerate() {
        let by = Thing::Closed(number);
        find.channels(&by, "channel", std::slice::from_ref(&closed.channel));
        find.outcomes(&by, "outcomes", &closed.outcomes);
        find.facts(&by, "facts", &closed.facts);
    }
    find.found
}

struct Find<'p> {
    policy: &'p Policy,
    found: Vec<(Use, Thing)>,
}

impl Find<'_> {
    fn add(&mut self, by: &Thing, property: &str, named: Thing) {
        self.found.push((Use { by: by.clone(), property: property.to_owned() }, named));
    }

    fn facts(&mut self, by: &Thing, property: &str, ids: &[String]) {
        for id in ids.iter().filter(|id| self.policy.facts.contains_key(*id)) {
            self.add(by, property, Thing::Fact(id.clone()));
        }
    }

    fn channels(&mut self, by: &Thing, property: &str, ids: &[String]) {
        let policy = self.policy;
        let places = ids.iter().filter_map(|id| policy.channels.iter().position(|channel| channel.id == *id));
        places.for_each(|number| self.add(by, property, Thing::Channel(number)));
    }

    fn outcomes(&mut self, by: &Thing, property: &str, ids: &[String]) {
        let policy = self.policy;
        let places = ids.iter().filter_map(|id| policy.outcomes.iter().position(|outcome| outcome.id == *id));
        places.for_each(|number| self.add(by, property, Thing::Outcome(number)));
    }

    /// A condition names its questions, and the choices of each.
    fn condition(&mut self, by: &Thing, property: &str, when: &When) {
        for (question, allowed) in when {
            let Some(number) = self.policy.questions.iter().position(|known| known.id == *question) else { continue };
            self.add(by, property, Thing::Question(number));
            let choices = self.policy.questions.get(number).map(|known| known.choices.as_slice()).unwrap_or_default();
            for choice in allowed.named() {
                if let Some(place) = choices.iter().position(|known| known.id == *choice) {
                    self.add(by, property, Thing::Choice(number, place));
                }
            }
        }
    }
}
