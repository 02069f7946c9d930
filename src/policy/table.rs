//! The rules of a policy as sets of situations.
//!
//! A situation is one choice for every question. A [`Region`] is a set of situations that allows, question
//! by question, some of the choices: what a rule's condition describes. All checks are made on regions, by
//! intersecting, subtracting and counting them, so their cost follows the number of rules and not the number
//! of situations, which doubles and triples with every question.

use std::collections::HashMap;

use super::work::{GivenUp, Work};
use super::{Allowed, Policy, When};

/// The choices of one question as a set: bit n stands for the n-th choice.
pub type Choices = u64;

/// How many choices a question can have: the bits of [`Choices`].
pub const MOST_CHOICES: usize = Choices::BITS as usize;

/// A set of situations: for each question, in the policy's order, the choices it allows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Region(Vec<Choices>);

/// The decision table: each rule with the situations it holds in, and the situations that cannot occur.
#[derive(Clone, Debug, Default)]
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

    /// How many questions there are.
    pub fn questions(&self) -> usize {
        self.0.len()
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

    /// Some situations of this region that are in none of the others; none when there are no such situations.
    ///
    /// # Errors
    ///
    /// [`GivenUp`] when that takes too much work.
    pub fn some_outside(&self, others: &[&Self], work: &mut Work) -> Result<Option<Self>, GivenUp> {
        let mut others = others.iter();
        let Some(other) = others.find(|other| other.meets(self)) else { return Ok(Some(self.clone())) };
        let passed = others.as_slice();
        for piece in self.minus(other) {
            work.spend(passed.len() + self.0.len())?;
            if let Some(found) = piece.some_outside(passed, work)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
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
    /// The table of a policy. Ids that point nowhere are passed over: `check` names them.
    pub fn of(policy: &Policy) -> Self {
        // Work without end is never given up.
        Self::within(policy, &mut Work::endless()).unwrap_or_default()
    }

    /// The table of a policy, as long as it does not take too much work.
    ///
    /// # Errors
    ///
    /// [`GivenUp`] when the conditions in `offered-to` cut the situations into too many parts.
    pub fn within(policy: &Policy, work: &mut Work) -> Result<Self, GivenUp> {
        let everything = Region::of_sizes(policy.questions.iter().map(|question| question.choices.len()));
        let mut excluded: Vec<Region> = Vec::new();
        for (number, question) in policy.questions.iter().enumerate() {
            for (choice, offered) in question.choices.iter().enumerate().filter(|(_, c)| !c.offered_to.is_empty()) {
                let chosen = everything.with(number, bit(choice));
                for refused in chosen.minus(&region(policy, &everything, &offered.offered_to)) {
                    let new = outside(vec![refused], &excluded, work)?;
                    excluded.extend(new);
                }
            }
        }
        let rules = policy.rules.iter().map(|rule| region(policy, &everything, &rule.when)).collect();
        Ok(Self { everything, excluded, rules })
    }

    /// The situations of a region that can occur, as disjoint regions.
    pub fn occurring(&self, region: &Region) -> Vec<Region> {
        region.minus_all(self.excluded.iter().filter(|excluded| excluded.meets(region)))
    }

    /// Some situations of a region that can occur, if any can.
    ///
    /// # Errors
    ///
    /// [`GivenUp`] when that takes too much work.
    pub fn some_occurring(&self, region: &Region, work: &mut Work) -> Result<Option<Region>, GivenUp> {
        if region.is_empty() {
            return Ok(None);
        }
        work.spend(self.excluded.len() + region.0.len())?;
        let excluded: Vec<&Region> = self.excluded.iter().filter(|excluded| excluded.meets(region)).collect();
        region.some_outside(&excluded, work)
    }
}

/// The situations of some disjoint regions that are in none of the others, as disjoint regions.
///
/// # Errors
///
/// [`GivenUp`] when they fall into too many pieces.
pub fn outside<'r>(
    mut pieces: Vec<Region>,
    others: impl IntoIterator<Item = &'r Region>,
    work: &mut Work,
) -> Result<Vec<Region>, GivenUp> {
    for other in others {
        let mut left = Vec::new();
        for piece in pieces {
            let parts = piece.minus(other);
            work.spend((1 + parts.len()) * other.0.len())?;
            left.extend(parts);
        }
        pieces = left;
        if pieces.is_empty() {
            break;
        }
    }
    Ok(pieces)
}

/// The region in which a condition holds. A question for which it names an unknown choice, or none, does not constrain
/// it: a misspelt id or an empty list is one flaw, and should not look like a gap as well.
pub fn region(policy: &Policy, everything: &Region, when: &When) -> Region {
    let mut region = everything.clone();
    for (number, question) in policy.questions.iter().enumerate() {
        let Some(allowed) = when.get(&question.id) else { continue };
        if allowed.named().is_empty() {
            continue;
        }
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
