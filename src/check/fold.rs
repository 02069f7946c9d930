//! Flaws of one cause as one, so that a list of flaws is never longer than somebody reads.

use std::collections::HashMap;
use std::hash::Hash;

use super::flaw::{Also, Code, File, Flaw};

/// The flaws of one kind in one file that are told one by one.
pub const MOST_TOLD: usize = 20;

/// The characters of a message that are told: an id or a sentence may be as long as its file.
const LONGEST: usize = 1_000;

/// The flaws, fewer: those that say the same are one, and so are those beyond the first of their kind in their file.
pub fn folded(flaws: Vec<Flaw>) -> Vec<Flaw> {
    let same = by(flaws, |flaw| (flaw.code, flaw.place.file.clone(), flaw.message.clone()));
    let same = same.into_iter().filter_map(|flaws| {
        let places = format!(" (in {} places)", flaws.len());
        grouped(flaws, |_| places)
    });
    let mut told: HashMap<(Code, File), usize> = HashMap::new();
    let few = by(same, |flaw: &Flaw| {
        let number = told.entry((flaw.code, flaw.place.file.clone())).or_default();
        *number += 1;
        (flaw.code, flaw.place.file.clone(), (*number).min(MOST_TOLD + 1))
    });
    let few = few.into_iter().filter_map(|flaws| grouped(flaws, |more| format!("; and {more} more of this kind")));
    few.map(|flaw| Flaw { message: shortened(flaw.message), ..flaw }).collect()
}

/// Flaws of one cause as one: the first, with how many `more` there are, and the places of all.
pub fn grouped(flaws: Vec<Flaw>, more: impl FnOnce(usize) -> String) -> Option<Flaw> {
    let mut flaws = flaws.into_iter();
    let mut first = flaws.next()?;
    let others = flaws.len();
    for Flaw { place, message, about, also, .. } in flaws {
        first.also.push(Also { place, message: shortened(message), about });
        first.also.extend(also);
    }
    if others > 0 {
        first.message.push_str(&more(others));
    }
    Some(first)
}

/// Items with equal keys together, each group where its first item was.
pub fn by<T, K: Eq + Hash>(items: impl IntoIterator<Item = T>, mut key: impl FnMut(&T) -> K) -> Vec<Vec<T>> {
    let mut numbers: HashMap<K, usize> = HashMap::new();
    let mut groups: Vec<Vec<T>> = Vec::new();
    for item in items {
        let number = *numbers.entry(key(&item)).or_insert(groups.len());
        match groups.get_mut(number) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups
}

fn shortened(message: String) -> String {
    match message.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", message.get(..end).unwrap_or_default()),
        None => message,
    }
}
