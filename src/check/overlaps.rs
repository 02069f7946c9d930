//! Rules that hold in the same situations.

use std::collections::VecDeque;

use super::fold::by;
use super::meeting::{Meeting, Set};
use crate::policy::table::{Region, Table};
use crate::policy::work::{GivenUp, Work};

/// Rules that overlap, each with another of them: mostly one rule that is too wide, or copies of one.
#[derive(Debug, Default)]
pub struct Group {
    /// A pair for each rule but the one that stands first in the file. The pairs at whose later rule an editor should look
    /// come first.
    pub pairs: Vec<Pair>,
}

/// Two rules that hold in the same situations.
#[derive(Debug)]
pub struct Pair {
    /// The rule that stands first.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// That of the two for which the pair stands.
    pub of: usize,
    /// Some of the situations in which both hold.
    pub when: Region,
}

impl Group {
    /// The number of rules.
    pub fn rules(&self) -> usize {
        self.pairs.len() + 1
    }
}

/// Finds the groups of rules that overlap among some of the rules, as large as they come: no rule overlaps one of another
/// group. What was found before the work was given up is there as well.
///
/// # Errors
///
/// [`GivenUp`] when that takes too much work.
pub fn groups(table: &Table, rules: &[usize], found: &mut Vec<Group>, work: &mut Work) -> Result<(), GivenUp> {
    // Rules that hold in the same situations are looked at once.
    let regions = rules.iter().filter_map(|rule| Some((*rule, table.rules.get(*rule)?)));
    let alike: Vec<Vec<(usize, &Region)>> = by(regions, |(_, region)| *region);
    let alike: Vec<(&Region, Vec<usize>)> = (alike.into_iter())
        .filter_map(|same| Some((same.first()?.1, same.into_iter().map(|(rule, _)| rule).collect())))
        .collect();
    let meeting = Meeting::of(&table.everything, alike.iter().map(|(region, _)| *region));
    let mut left = Set::full(alike.len());
    for start in 0..alike.len() {
        if !left.contains(start) {
            continue;
        }
        left.remove(start);
        let mut group = Group::default();
        let mut open = VecDeque::from([start]);
        while let Some((region, same)) = open.pop_front().and_then(|number| alike.get(number)) {
            let Some((first, copies)) = same.split_first() else { continue };
            if let (false, Some(when)) = (copies.is_empty(), table.some_occurring(region, work)?) {
                group.pairs.extend(copies.iter().map(|copy| Pair::of(*first, *copy, when.clone())));
            }
            let mut met = meeting.with(region);
            met.keep(&left);
            for number in met.iter() {
                let Some((other, rules)) = alike.get(number) else { continue };
                let Some(both) = region.intersection(other) else { continue };
                let (Some(when), Some(rule)) = (table.some_occurring(&both, work)?, rules.first()) else { continue };
                left.remove(number);
                open.push_back(number);
                group.pairs.push(Pair::of(*first, *rule, when));
            }
        }
        if !group.pairs.is_empty() {
            group.pairs.sort_by_key(|pair| (pair.of != pair.second, pair.second, pair.first));
            found.push(group);
        }
    }
    Ok(())
}

impl Pair {
    fn of(one: usize, other: usize, when: Region) -> Self {
        Self { first: one.min(other), second: one.max(other), of: other, when }
    }
}
