//! Visitors in few conditions: what tells nobody apart is left out.

use std::collections::{BTreeSet, HashMap};

use super::walk::{Next, Place, Walk};
use crate::policy::table::{Region, joined};

/// The most steps that shorter conditions are worth.
const MOST_STEPS: usize = 1_000_000;

/// Regions for the same visitors, fewer and wider. A condition on a question holds only for who is asked it, so a question
/// that is asked of few says who they are. The first question is kept: it says best who somebody is.
///
/// `labels` are what the visitors meet. Of the conditions it is not proven that they are the fewest.
pub fn simplest(walk: &Walk<'_>, labels: &BTreeSet<usize>, regions: Vec<Region>, everything: &Region) -> Vec<Region> {
    if regions.len().saturating_mul(walk.places.len()) > MOST_STEPS {
        return regions;
    }
    let first = walk.places.last().and_then(|place| place.question);
    let holds = |region: &Region| {
        let passing = Passing { walk, labels, asked: region.constrained_in(everything).collect(), region };
        !passing.is_any(walk.places.len().saturating_sub(1), 0, &mut HashMap::new())
    };
    let mut simple: Vec<Region> = Vec::new();
    for region in regions {
        let mut wide = region.clone();
        for question in region.constrained_in(everything).filter(|question| Some(*question) != first) {
            let wider = wide.with(question, everything.choices(question));
            if holds(&wider) {
                wide = wider;
            }
        }
        if !simple.iter().any(|known| wide.minus(known).is_empty()) {
            simple.retain(|known| !known.minus(&wide).is_empty());
            simple.push(wide);
        }
    }
    // Any choice of a question is more than that it is asked.
    let fewer = joined(simple.clone());
    if fewer.iter().all(holds) { fewer } else { simple }
}

/// Those for whom a condition holds, and who do not meet anything with some labels.
struct Passing<'w> {
    walk: &'w Walk<'w>,
    labels: &'w BTreeSet<usize>,
    /// The condition,
    region: &'w Region,
    /// and the questions that it names: each has to be asked.
    asked: Vec<usize>,
}

impl Passing<'_> {
    /// Whether there is a way on from a place for any of them. `answered` counts the questions that are answered already.
    fn is_any(&self, place: usize, answered: usize, known: &mut HashMap<(usize, usize), bool>) -> bool {
        let Some(Place { label, question, next }) = self.walk.places.get(place) else { return false };
        if self.labels.contains(label) {
            return false;
        }
        let Some(question) = question else { return answered == self.asked.len() };
        if let Some(known) = known.get(&(place, answered)) {
            return *known;
        }
        let named = self.asked.contains(question);
        let is_any = next.iter().any(|Next { choice, label, place }| {
            let holds = !named || self.region.allows(*question, *choice);
            holds && !self.labels.contains(label) && self.is_any(*place, answered + usize::from(named), known)
        });
        known.insert((place, answered), is_any);
        is_any
    }
}
