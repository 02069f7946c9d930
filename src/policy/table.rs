//! The rules of a policy as sets of situations.
//!
//! A situation is one choice for every question. A [`Region`] is a set of situations that allows, question
//! by question, some of the choices: what a rule's condition describes. All checks are made on regions, by
//! intersecting, subtracting and counting them, so their cost follows the number of rules and not the number
//! of situations, which doubles and triples with every question.

use std::collections::HashMap;

use super::{Allowed, Policy, When};

/// The choices of one question as a set: bit n stands for the n-th choice.
pub type Choices = u64;

/// How many choices a question can have: the bits of [`Choices`].
pub const MOST_CHOICES: usize = Choices::BITS as usize;

/// A set of situations: for each question, in the policy's order, the choices it allows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Region(Vec<Choices>);

/// The decision table: each rule with the situations it holds in, and the situations that cannot occur.
#[derive(Clone, Debug)]
pub struct Table {
    /// All situations, occurring or not.
    pub everything: Region,
    /// Situations in which a choice is taken that is not offered; disjoint.
    pub excluded: Vec<Region>,
    /// The rules' regions, in the policy's order.
    pub rules: Vec<Region>,
}

impl Region {
    /// The situations with any of the first `sizes[n]` choices of question n.
    pub fn of_sizes(sizes: impl IntoIterator<Item = usize>) -> Self {
        Self(sizes.into_iter().map(first_bits).collect())
    }

    /// The choices that the region allows for a question; none for a question that does not exist.
    pub fn choices(&self, question: usize) -> Choices {
        self.0.get(question).copied().unwrap_or(0)
    }

    /// The same region with other choices for one question.
    pub fn with(&self, question: usize, choices: Choices) -> Self {
        let mut region = self.clone();
        if let Some(place) = region.0.get_mut(question) {
            *place = choices;
        }
        region
    }

    /// Whether the region allows a choice of a question.
    pub fn allows(&self, question: usize, choice: usize) -> bool {
        self.choices(question) & bit(choice) != 0
    }

    /// Whether no situation is in the region.
    pub fn is_empty(&self) -> bool {
        self.0.contains(&0)
    }

    /// The situations in both regions; none when there are no such situations.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let both = Self(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect());
        (!both.is_empty()).then_some(both)
    }

    /// Whether some situation is in both regions.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| a & b != 0)
    }

    /// The situations of this region that are not in the other, as disjoint regions.
    pub fn minus(&self, other: &Self) -> Vec<Self> {
        let Some(both) = self.intersection(other) else {
            return vec![self.clone()];
        };
        let mut rest = self.clone();
        let mut pieces = Vec::new();
        for (question, shared) in both.0.iter().enumerate() {
            let outside = rest.choices(question) & !shared;
            if outside != 0 {
                pieces.push(rest.with(question, outside));
            }
            rest = rest.with(question, *shared);
        }
        pieces
    }

    /// The situations of this region that are in none of the others, as disjoint regions.
    pub fn minus_all<'r>(&self, others: impl IntoIterator<Item = &'r Self>) -> Vec<Self> {
        others
            .into_iter()
            .fold(vec![self.clone()], |pieces, other| pieces.iter().flat_map(|piece| piece.minus(other)).collect())
    }

    /// How many situations are in the region; `u128::MAX` when they are too many to count.
    pub fn count(&self) -> u128 {
        self.0.iter().fold(1, |count: u128, choices| count.saturating_mul(choices.count_ones().into()))
    }

    /// The questions for which the region allows only some of the choices that `whole` allows.
    pub fn constrained_in<'r>(&'r self, whole: &'r Self) -> impl Iterator<Item = usize> + 'r {
        self.0.iter().zip(&whole.0).enumerate().filter(|(_, (own, all))| *own & *all != **all).map(|(n, _)| n)
    }
}

impl Table {
    /// The table of a policy. Ids that point nowhere are passed over: [`flaws`](super::flaw::flaws) names them.
    pub fn of(policy: &Policy) -> Self {
        let everything = Region::of_sizes(policy.questions.iter().map(|question| question.choices.len()));
        let mut excluded: Vec<Region> = Vec::new();
        for (number, question) in policy.questions.iter().enumerate() {
            for (choice, offered) in question.choices.iter().enumerate().filter(|(_, c)| !c.offered_to.is_empty()) {
                let chosen = everything.with(number, bit(choice));
                for refused in chosen.minus(&region(policy, &everything, &offered.offered_to)) {
                    let new = refused.minus_all(&excluded);
                    excluded.extend(new);
                }
            }
        }
        let rules = policy.rules.iter().map(|rule| region(policy, &everything, &rule.when)).collect();
        Self { everything, excluded, rules }
    }

    /// The situations of a region that can occur, as disjoint regions.
    pub fn occurring(&self, region: &Region) -> Vec<Region> {
        region.minus_all(self.excluded.iter().filter(|excluded| excluded.meets(region)))
    }

    /// The situations that can occur and that no rule holds in, as disjoint regions: at most `most` of them.
    ///
    /// Rules that do not overlap cover a region exactly when their counts add up to its count. So the search
    /// descends only where something is missing, and a table without a gap is proven in one addition.
    pub fn gaps(&self, most: usize) -> Vec<Region> {
        let mut tiles: Vec<Region> = self.excluded.clone();
        for rule in &self.rules {
            let new = rule.minus_all(tiles.iter().filter(|tile| tile.meets(rule)).cloned().collect::<Vec<_>>().iter());
            tiles.extend(new.into_iter().filter(|region| !region.is_empty()));
        }
        let mut gaps = Vec::new();
        uncovered(&self.everything, &tiles.iter().collect::<Vec<_>>(), most, &mut gaps);
        joined(gaps)
    }
}

/// The region in which a condition holds. A question for which it names an unknown choice does not constrain
/// it: a misspelt id is one flaw, and should not look like a gap as well.
pub fn region(policy: &Policy, everything: &Region, when: &When) -> Region {
    let mut region = everything.clone();
    for (number, question) in policy.questions.iter().enumerate() {
        let Some(allowed) = when.get(&question.id) else { continue };
        let position = |id: &String| question.choices.iter().position(|choice| choice.id == *id);
        let Some(named) = allowed.named().iter().map(position).collect::<Option<Vec<_>>>() else { continue };
        let named = named.into_iter().fold(0, |choices, choice| choices | bit(choice));
        let choices = match allowed {
            Allowed::Only(_) => named,
            Allowed::Not { .. } => everything.choices(number) & !named,
        };
        region = region.with(number, choices);
    }
    region
}

/// The set that holds one choice; none beyond [`MOST_CHOICES`].
pub fn bit(choice: usize) -> Choices {
    u32::try_from(choice).ok().and_then(|choice| 1_u64.checked_shl(choice)).unwrap_or(0)
}

fn first_bits(count: usize) -> Choices {
    if count >= MOST_CHOICES { Choices::MAX } else { bit(count).wrapping_sub(1) }
}

/// Collects the parts of `space` that no tile covers. The tiles are disjoint and all meet `space`.
fn uncovered(space: &Region, tiles: &[&Region], most: usize, gaps: &mut Vec<Region>) {
    let inside = |tile: &&Region| tile.intersection(space).map_or(0, |both| both.count());
    let covered = tiles.iter().map(inside).fold(0, u128::saturating_add);
    if gaps.len() >= most || covered >= space.count() {
        return;
    }
    // The largest tile first: it splits off what it covers in the fewest steps.
    let Some(largest) = tiles.iter().max_by_key(|tile| inside(tile)) else {
        gaps.push(space.clone());
        return;
    };
    let Some(question) = largest.constrained_in(space).next() else { return };
    let within = space.intersection(largest).map_or(0, |both| both.choices(question));
    for choices in [within, space.choices(question) & !within] {
        let part = space.with(question, choices);
        let meeting: Vec<&Region> = tiles.iter().copied().filter(|tile| tile.meets(&part)).collect();
        uncovered(&part, &meeting, most, gaps);
    }
}

/// Joins neighbours until none are left: the fewer regions, the clearer the message. The regions are disjoint, so those
/// that are alike but for one question are one region.
pub fn joined(mut regions: Vec<Region>) -> Vec<Region> {
    loop {
        let before = regions.len();
        for question in 0..regions.first().map_or(0, |region| region.0.len()) {
            let mut places: HashMap<Region, usize> = HashMap::new();
            let mut kept: Vec<Region> = Vec::new();
            for region in regions {
                match places.entry(region.with(question, 0)).or_insert(kept.len()) {
                    at if *at == kept.len() => kept.push(region),
                    at => {
                        if let Some(known) = kept.get_mut(*at) {
                            *known = known.with(question, known.choices(question) | region.choices(question));
                        }
                    }
                }
            }
            regions = kept;
        }
        if regions.len() == before {
            return regions;
        }
    }
}
