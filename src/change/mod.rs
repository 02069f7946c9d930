//! What a change of a policy does to visitors: whose screens differ, and in what.
//!
//! Two versions differ for a visitor exactly when a screen on their way differs, or what stands around it, in any language.
//! So both diagrams are walked at once, the two screens of each place are taken apart and compared part by
//! part, and each difference is told with the visitors who meet it. No situation is looked at by itself: what a visitor is
//! never asked multiplies nothing, and places that many ways lead to are compared once.
//!
//! Reading order: this file, `parts` (a screen as its parts), `sides` (two versions by the same numbers), `walk` (both
//! diagrams at once), `few` (conditions without what tells nobody apart), `who` (who meets a difference), `addresses` (what a
//! text names that somebody may send something to).

mod addresses;

mod few;

mod parts;

mod sides;

mod walk;

mod who;

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::{CompiledWords, Rich};
use crate::screen;

use addresses::addresses;
use parts::Parts;
use sides::{Pair, Which, united};
use walk::Walk;
use who::{Group, Visitors};

/// The most groups of visitors that are told apart. Of more, those who meet differences of one kind are told together.
const MOST_GROUPS: usize = 200;

/// A version of a policy, as it ships.
#[derive(Clone, Copy, Debug)]
pub struct Version<'v> {
    /// The policy.
    pub policy: &'v CompiledPolicy,
    /// Its words, one for each language.
    pub words: &'v [CompiledWords],
}

/// What differs between two versions for visitors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// What differs for whom: the most important first.
    pub groups: Vec<Change>,
    /// How many ways there are; none where there are too many to walk.
    pub ways: Option<Ways>,
}

/// How many ways through the questions there are: the answers that somebody gives who is asked by both versions. What they are
/// not asked does not count. `u128::MAX` are too many to count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// All.
    pub all: u128,
    /// Those that lead to another outcome, or exist in one version only.
    pub elsewhere: u128,
    /// Those on which a visitor sees a difference other than the name of the version.
    pub differing: u128,
}

/// What differs for some visitors.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The visitors.
    pub who: Who,
    /// On how many ways; none where there are too many to walk.
    pub ways: Option<u128>,
    /// What differs, the most important first.
    pub differences: Vec<Difference>,
}

/// For each question that it names, the choices with which it holds, for who is asked it. One that names none holds for
/// everybody.
pub type Condition = Vec<(String, Vec<String>)>;

/// Some visitors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Those for whom any one of these holds.
    When(Vec<Condition>),
    /// Some of those for whom a condition holds: it takes too many to say which.
    Among(Condition),
}

/// Something on a screen that is not what it was. Where there was nothing before it is new; where there is nothing now, gone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Difference {
    /// What it is.
    pub what: What,
    /// Its language, where it is a text.
    pub language: Option<String>,
    /// What it was.
    pub before: Option<Value>,
    /// What it is now.
    pub after: Option<Value>,
}

/// What a part of a screen is: the most important first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Where a channel leads.
    Address(String),
    /// The outcome.
    Outcome,
    /// The verdict.
    Verdict,
    /// What can be done with a channel.
    Kind(String),
    /// The channels that work, in order.
    Channels,
    /// The steps, in order.
    Steps,
    /// What to send along, in order.
    Enclosures,
    /// The notices, in order.
    Notices,
    /// The ways that do not work, in order.
    Closed,
    /// The question that comes next, or that an outcome does.
    Next,
    /// The choices that a question offers, in order.
    Choices(String),
    /// The answers that are shown as given.
    Given,
    /// A text, by its key.
    Text(String),
    /// The language that a translation was made from.
    Original,
    /// The link that opens the message of an outcome.
    DraftLink(String),
    /// The link that calls a channel.
    Call(String),
    /// The answers as a link has them.
    Start,
    /// The name of the version.
    Version,
    /// The rules that an outcome rests on. A mark on the screen, not a text.
    Rules,
    /// The facts, likewise.
    Facts,
}

/// A part of a screen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// The question with an id.
    Question(String),
    /// The outcome with an id.
    Outcome(String),
    /// An id, an address or the like, the same in all languages.
    Id(String),
    /// Ids in the order of the screen.
    Ids(Vec<String>),
    /// A text of characters only.
    Text(String),
    /// A text of paragraphs.
    Rich(Vec<Rich>),
}

/// What differs between two versions for visitors. Languages that only one of them has are not compared.
pub fn changes(before: Version<'_>, after: Version<'_>) -> Changes {
    let versions = Pair { before, after };
    // What is the same in all languages is compared even where they have none in common.
    let no_words = CompiledWords::default();
    let mut shared: Vec<Pair<&CompiledWords>> = (before.words.iter())
        .filter_map(|old| {
            let new = after.words.iter().find(|new| new.language == old.language)?;
            Some(Pair { before: old, after: new })
        })
        .collect();
    if shared.is_empty() {
        shared.push(Pair { before: &no_words, after: &no_words });
    }
    let around: Vec<Difference> = (shared.iter())
        .flat_map(|words| {
            let around = Pair::of(|which| {
                let (policy, words) = (versions.get(which).policy, *words.get(which));
                Parts::of_surroundings(&screen::surroundings(policy, words))
            });
            Parts::differences(Some(&around.before), Some(&around.after), &words.after.language)
        })
        .collect();
    let policies = Pair::of(|which: Which| versions.get(which).policy);
    let questions = united(policies);
    let (mut walk, walked) = Walk::of(policies, &shared, &questions);
    if walked.is_err() {
        let differences = sorted([walk.differences_anywhere(), around].concat());
        let all = Change { who: Who::Among(Condition::new()), ways: None, differences };
        return Changes { groups: vec![all], ways: None };
    }
    walk.everybody_meets(around);
    grouped(&walk)
}

/// The differences by the visitors who meet them.
fn grouped(walk: &Walk<'_>) -> Changes {
    let mut visitors = Visitors::of(walk);
    let mut labels_of: Vec<BTreeSet<usize>> = walk.differences.iter().map(|_| BTreeSet::new()).collect();
    for (label, numbers) in walk.labels.iter().enumerate() {
        for number in numbers {
            if let Some(labels) = labels_of.get_mut(*number) {
                labels.insert(label);
            }
        }
    }
    let mut told: Vec<(BTreeSet<usize>, Vec<&Difference>)> = Vec::new();
    let mut by_labels: BTreeMap<&BTreeSet<usize>, Vec<&Difference>> = BTreeMap::new();
    for (difference, labels) in walk.differences.iter().zip(&labels_of) {
        by_labels.entry(labels).or_default().push(difference);
    }
    if by_labels.len() <= MOST_GROUPS {
        told.extend(by_labels.into_iter().map(|(labels, differences)| (labels.clone(), differences)));
    } else {
        let kind = |differences: &[&Difference]| differences.first().map(|first| discriminant(&first.what));
        for (difference, labels) in walk.differences.iter().zip(&labels_of) {
            match told.iter_mut().find(|(_, known)| kind(known) == kind(&[difference])) {
                Some((all, known)) => {
                    all.extend(labels);
                    known.push(difference);
                }
                None => told.push((labels.clone(), vec![difference])),
            }
        }
    }
    // The same visitors may be found at other places.
    let mut groups: BTreeMap<Group, (BTreeSet<usize>, u128, Vec<Difference>)> = BTreeMap::new();
    for (labels, differences) in told {
        let (group, ways) = visitors.who_meet(&labels);
        let (_, _, known) = groups.entry(group).or_insert((labels, ways, Vec::new()));
        known.extend(differences.into_iter().cloned());
    }
    let mut groups: Vec<Change> = (groups.into_iter())
        .map(|(group, (labels, ways, differences))| Change {
            who: visitors.described(group, &labels),
            ways: Some(ways),
            differences: sorted(differences),
        })
        .collect();
    groups.sort_by_cached_key(|change| change.differences.first().map(Difference::rank));
    let mut on = |matters: &dyn Fn(&What) -> bool| {
        let labels = walk.differences.iter().zip(&labels_of).filter(|(difference, _)| matters(&difference.what));
        let labels: BTreeSet<usize> = labels.flat_map(|(_, labels)| labels).copied().collect();
        visitors.who_meet(&labels).1
    };
    let (elsewhere, differing) = (on(&|what| *what == What::Outcome), on(&What::is_seen));
    Changes { groups, ways: Some(Ways { all: visitors.all(), elsewhere, differing }) }
}

fn sorted(mut differences: Vec<Difference>) -> Vec<Difference> {
    differences.sort_by_cached_key(Difference::rank);
    differences.dedup();
    differences
}

impl Changes {
    /// Whether every screen of every visitor is the same.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

impl What {
    /// Whether it is something that a visitor sees, and not the name of the version, which changes with any change.
    fn is_seen(&self) -> bool {
        !matches!(self, Self::Version | Self::Rules | Self::Facts)
    }
}

impl Difference {
    /// The addresses that it names now and did not name before. That a visitor sends something to a wrong one is the worst that
    /// can happen.
    pub fn new_addresses(&self) -> BTreeSet<String> {
        if self.what == What::Version {
            return BTreeSet::new();
        }
        let before = self.before.as_ref().map(addresses).unwrap_or_default();
        let after = self.after.as_ref().map(addresses).unwrap_or_default();
        after.difference(&before).cloned().collect()
    }

    /// Where it stands among others: the most important first.
    fn rank(&self) -> (bool, What, Option<String>) {
        (self.new_addresses().is_empty(), self.what.clone(), self.language.clone())
    }
}
