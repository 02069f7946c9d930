//! Situations in which no rule holds.

use std::collections::HashSet;

use super::meeting::Meeting;
use crate::policy::table::{Region, Table, joined, outside};
use crate::policy::work::{GivenUp, Work};

/// The situations that can occur and that no rule holds in, as disjoint regions: at most `most` of them.
///
/// Regions that do not overlap cover another exactly when their counts add up to its count. So the search descends only
/// where something is missing, and a table without a gap is proven in one addition.
///
/// # Errors
///
/// [`GivenUp`] when that takes too much work, which it does where many rules overlap in many ways.
pub fn gaps(table: &Table, most: usize, work: &mut Work) -> Result<Vec<Region>, GivenUp> {
    let mut seen = HashSet::new();
    let rules: Vec<&Region> = table.rules.iter().filter(|rule| seen.insert(*rule)).collect();
    let meeting = Meeting::of(&table.everything, rules.iter().copied());
    let mut tiles: Vec<Region> = table.excluded.clone();
    for (number, rule) in rules.iter().copied().enumerate() {
        if rule.is_empty() {
            continue;
        }
        work.spend(table.excluded.len())?;
        let excluded = table.excluded.iter().filter(|excluded| excluded.meets(rule));
        let met = meeting.with(rule);
        let earlier = met.iter().take_while(|other| *other < number).filter_map(|other| rules.get(other).copied());
        tiles.extend(outside(vec![rule.clone()], excluded.chain(earlier), work)?);
    }
    let mut gaps = Vec::new();
    let ended = uncovered(&table.everything, &tiles.iter().collect::<Vec<_>>(), most, &mut gaps, work);
    if gaps.is_empty() {
        ended?;
    }
    Ok(joined(gaps))
}

/// Collects the parts of `space` that no tile covers. The tiles are disjoint and all meet `space`.
fn uncovered(
    space: &Region,
    tiles: &[&Region],
    most: usize,
    gaps: &mut Vec<Region>,
    work: &mut Work,
) -> Result<(), GivenUp> {
    let inside = |tile: &&Region| tile.intersection(space).map_or(0, |both| both.count());
    let covered = tiles.iter().map(inside).fold(0, u128::saturating_add);
    if gaps.len() >= most || covered >= space.count() {
        return Ok(());
    }
    work.spend(tiles.len())?;
    // The largest tile first: it splits off what it covers in the fewest steps.
    let Some(largest) = tiles.iter().max_by_key(|tile| inside(tile)) else {
        gaps.push(space.clone());
        return Ok(());
    };
    let Some(question) = largest.constrained_in(space).next() else { return Ok(()) };
    let within = space.intersection(largest).map_or(0, |both| both.choices(question));
    for choices in [within, space.choices(question) & !within] {
        let part = space.with(question, choices);
        let meeting: Vec<&Region> = tiles.iter().copied().filter(|tile| tile.meets(&part)).collect();
        uncovered(&part, &meeting, most, gaps, work)?;
    }
    Ok(())
}
