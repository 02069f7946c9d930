//! Who meets a difference: how many ways lead past it, and in few conditions which.
//!
//! The ways past a difference are a decision diagram again: that of both versions, in which a place is decided as soon as the
//! difference stands there, or can no longer be met. Questions that tell nobody apart fall out of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::few::simplest;
use super::walk::{Next, Place, Walk};
use super::{Condition, Who};
use crate::policy::Question;
use crate::policy::table::{Choices, MOST_CHOICES, Region, bit, joined};

/// The most conditions that are told: of more, nobody reads all.
const MOST_CONDITIONS: usize = 24;

/// The most regions that are looked at for few conditions.
const MOST_REGIONS: u128 = 200;

/// Nobody, and everybody who comes to a place: the two ends of a diagram.
const NOBODY: usize = 0;
const EVERYBODY: usize = 1;

/// The visitors of two versions.
pub struct Visitors<'w> {
    walk: &'w Walk<'w>,
    /// The places that lead to each.
    origins: Vec<Vec<usize>>,
    /// The places with each label, and those with a choice that has it.
    labelled: HashMap<usize, Vec<usize>>,
    /// How many ways lead on from each place.
    ways: Vec<u128>,
    /// Those of visitors who meet something, each once: a question and where each of its choices leads.
    decided: Vec<Decided>,
    numbers: HashMap<Decided, usize>,
}

/// Some visitors: the end or node of a diagram that decides who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group(usize);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Decided {
    question: usize,
    next: Vec<(usize, usize)>,
}

impl<'w> Visitors<'w> {
    /// All visitors.
    pub fn of(walk: &'w Walk<'w>) -> Self {
        let mut origins: Vec<Vec<usize>> = walk.places.iter().map(|_| Vec::new()).collect();
        let mut labelled: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut ways: Vec<u128> = Vec::new();
        for (number, Place { label, question: _, next }) in walk.places.iter().enumerate() {
            labelled.entry(*label).or_default().push(number);
            let mut on = 0_u128;
            for Next { choice: _, label, place } in next {
                labelled.entry(*label).or_default().push(number);
                if let Some(origins) = origins.get_mut(*place) {
                    origins.push(number);
                }
                on = on.saturating_add(ways.get(*place).copied().unwrap_or_default());
            }
            ways.push(if next.is_empty() { 1 } else { on });
        }
        let nobody = Decided { question: usize::MAX, next: Vec::new() };
        let decided = vec![nobody.clone(), nobody];
        Self { walk, origins, labelled, ways, decided, numbers: HashMap::new() }
    }

    /// How many ways there are.
    pub fn all(&self) -> u128 {
        self.ways.last().copied().unwrap_or_default()
    }

    /// Those who meet any of some labels, and on how many ways.
    pub fn who_meet(&mut self, labels: &BTreeSet<usize>) -> (Group, u128) {
        let mut concerned: BTreeSet<usize> = BTreeSet::new();
        let mut open: Vec<usize> =
            labels.iter().filter_map(|label| self.labelled.get(label)).flatten().copied().collect();
        while let Some(place) = open.pop() {
            if concerned.insert(place) {
                open.extend(self.origins.get(place).into_iter().flatten());
            }
        }
        let mut known: HashMap<usize, (usize, u128)> = HashMap::new();
        // Places come after those they lead to, so these are known.
        for number in concerned {
            let Some(Place { label, question, next }) = self.walk.places.get(number) else { continue };
            let all = |place: usize| (EVERYBODY, self.ways.get(place).copied().unwrap_or_default());
            let here = if labels.contains(label) {
                all(number)
            } else {
                let lead = |Next { choice, label, place }: &Next| {
                    let (to, ways) = if labels.contains(label) {
                        all(*place)
                    } else {
                        known.get(place).copied().unwrap_or((NOBODY, 0))
                    };
                    (*choice, to, ways)
                };
                let leads: Vec<(usize, usize, u128)> = next.iter().map(lead).collect();
                let ways = leads.iter().fold(0_u128, |all, (_, _, ways)| all.saturating_add(*ways));
                let next = leads.into_iter().map(|(choice, to, _)| (choice, to)).collect();
                (self.decided(question.unwrap_or(usize::MAX), next), ways)
            };
            known.insert(number, here);
        }
        let first = self.walk.places.len().saturating_sub(1);
        let (group, ways) = known.get(&first).copied().unwrap_or((NOBODY, 0));
        (Group(group), ways)
    }

    /// The number of a node; that of what it leads to, where all choices lead to the same.
    fn decided(&mut self, question: usize, next: Vec<(usize, usize)>) -> usize {
        match next.first() {
            Some((_, first)) if next.iter().all(|(_, to)| to == first) => return *first,
            Some(_) => {}
            None => return NOBODY,
        }
        *self.numbers.entry(Decided { question, next }).or_insert_with_key(|decided| {
            self.decided.push(decided.clone());
            self.decided.len() - 1
        })
    }

    /// A group in few conditions. `labels` are those that its visitors meet.
    pub fn described(&self, group: Group, labels: &BTreeSet<usize>) -> Who {
        let questions = self.walk.questions;
        if questions.iter().any(|question| question.choices.len() > MOST_CHOICES) {
            return Who::Among(Condition::new());
        }
        let everything = Region::of_sizes(questions.iter().map(|question| question.choices.len()));
        let told = |region: &Region| -> Condition {
            let narrow = region.constrained_in(&everything);
            let condition = narrow.filter_map(|number| {
                let Question { id, choices } = questions.get(number)?;
                let allowed = choices.iter().enumerate().filter(|(choice, _)| region.allows(number, *choice));
                Some((id.clone(), allowed.map(|(_, choice)| choice.id.clone()).collect()))
            });
            condition.collect()
        };
        if self.regions(group.0, &mut HashMap::new()) <= MOST_REGIONS {
            let mut regions = Vec::new();
            self.collect(group.0, &everything, &mut regions);
            let simple = simplest(self.walk, labels, joined(regions), &everything);
            if simple.len() <= MOST_CONDITIONS {
                return Who::When(simple.iter().map(told).collect());
            }
        }
        let bounds = self.bounds(group.0, &everything, &mut HashMap::new());
        Who::Among(bounds.as_ref().map(told).unwrap_or_default())
    }

    /// How many regions the visitors of a node are found in.
    fn regions(&self, node: usize, known: &mut HashMap<usize, u128>) -> u128 {
        if node <= EVERYBODY {
            return u128::from(node == EVERYBODY);
        }
        if let Some(known) = known.get(&node) {
            return *known;
        }
        let count = self.branches(node).keys().map(|to| self.regions(*to, known)).fold(0, u128::saturating_add);
        known.insert(node, count);
        count
    }

    /// Where the choices of a node lead, and which lead there.
    fn branches(&self, node: usize) -> BTreeMap<usize, Choices> {
        let mut branches: BTreeMap<usize, Choices> = BTreeMap::new();
        for (choice, to) in self.decided.get(node).into_iter().flat_map(|decided| &decided.next) {
            *branches.entry(*to).or_default() |= bit(*choice);
        }
        branches
    }

    /// The regions in which the visitors of a node are found, disjoint.
    fn collect(&self, node: usize, region: &Region, found: &mut Vec<Region>) {
        match node {
            NOBODY => {}
            EVERYBODY => found.push(region.clone()),
            _ => {
                let question = self.decided.get(node).map_or(usize::MAX, |decided| decided.question);
                for (to, choices) in self.branches(node) {
                    self.collect(to, &region.with(question, choices), found);
                }
            }
        }
    }

    /// The narrowest region that all visitors of a node are in; none for nobody.
    fn bounds(&self, node: usize, everything: &Region, known: &mut HashMap<usize, Option<Region>>) -> Option<Region> {
        match node {
            NOBODY => return None,
            EVERYBODY => return Some(everything.clone()),
            _ => {}
        }
        if let Some(known) = known.get(&node) {
            return known.clone();
        }
        let question = self.decided.get(node).map_or(usize::MAX, |decided| decided.question);
        let mut all: Option<Region> = None;
        for (to, choices) in self.branches(node) {
            let Some(own) = self.bounds(to, everything, known) else { continue };
            let own = own.with(question, choices);
            all = Some(all.map_or(own.clone(), |all| {
                let both = |all: Region, number| all.with(number, all.choices(number) | own.choices(number));
                (0..self.walk.questions.len()).fold(all, both)
            }));
        }
        known.insert(node, all.clone());
        all
    }
}
