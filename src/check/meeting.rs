//! Which of many regions meet one, found for 64 of them at a time.

use crate::policy::table::Region;

/// A set of small numbers: bit n of word m stands for 64 m + n.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set(Vec<u64>);

/// Regions by the choices that they allow.
pub struct Meeting<'r> {
    everything: &'r Region,
    all: Set,
    /// For each choice of each question, the regions that allow it.
    allowing: Vec<Vec<Set>>,
}

impl Set {
    /// The empty set, with room for the numbers below `size`.
    pub fn empty(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)])
    }

    /// All numbers below `size`.
    pub fn full(size: usize) -> Self {
        let mut all = Self::empty(size);
        (0..size).for_each(|number| all.insert(number));
        all
    }

    /// Adds a number that there is room for.
    pub fn insert(&mut self, number: usize) {
        if let Some(word) = self.0.get_mut(number / 64) {
            *word |= 1 << (number % 64);
        }
    }

    /// Takes a number out.
    pub fn remove(&mut self, number: usize) {
        if let Some(word) = self.0.get_mut(number / 64) {
            *word &= !(1 << (number % 64));
        }
    }

    /// Whether a number is in the set.
    pub fn contains(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Adds the numbers of another set.
    pub fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }

    /// Keeps the numbers that are in another set, too.
    pub fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own &= other);
    }

    /// The numbers, in their order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(place, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros() as usize;
                left &= left.checked_sub(1)?;
                Some(64 * place + bit)
            })
        })
    }
}

impl<'r> Meeting<'r> {
    /// Takes in regions, which are known by their numbers from now on.
    pub fn of<'a>(everything: &'r Region, regions: impl ExactSizeIterator<Item = &'a Region>) -> Self {
        let count = regions.len();
        let empty = |question: usize| vec![Set::empty(count); everything.choices(question).count_ones() as usize];
        let mut allowing: Vec<Vec<Set>> = (0..everything.questions()).map(empty).collect();
        for (number, region) in regions.enumerate() {
            for (question, sets) in allowing.iter_mut().enumerate() {
                let allowed = sets.iter_mut().enumerate().filter(|(choice, _)| region.allows(question, *choice));
                allowed.for_each(|(_, set)| set.insert(number));
            }
        }
        Self { everything, all: Set::full(count), allowing }
    }

    /// The regions that have a situation in common with one.
    pub fn with(&self, region: &Region) -> Set {
        let mut meeting = self.all.clone();
        for question in region.constrained_in(self.everything) {
            let mut any = Set(vec![0; meeting.0.len()]);
            let sets = self.allowing.get(question).into_iter().flatten().enumerate();
            sets.filter(|(choice, _)| region.allows(question, *choice)).for_each(|(_, set)| any.add(set));
            meeting.keep(&any);
        }
        meeting
    }
}
