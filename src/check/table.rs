//! What can be wrong with the decision table: gaps, overlaps, and what nothing reaches or depends on.
//!
//! Nothing is enumerated: it works on the [`Table`]'s regions.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::flaw::{About, Also, Code, Flaw, Place, place};
use super::gaps::gaps;
use super::meeting::{Meeting, Set};
use super::overlaps::{self, Group, Pair};
use super::wording::{answers, describe, is_known};
use super::{notices, openness, sense};
use crate::policy::Policy;
use crate::policy::diagram;
use crate::policy::table::{self, MOST_CHOICES, Region, Table};
use crate::policy::work::{GivenUp, Work};

/// At most this many gaps are named: the first few tell where to look.
const MOST_GAPS: usize = 50;

/// At most this many pairs of rules that overlap are told in a message; the places of all stand beside it.
const MOST_PAIRS: usize = 3;

/// The most work that one part of the proof may take: a second or so. What cuts regions into pieces has to keep them all, and
/// takes a tenth of it.
const MOST_WORK: usize = 300_000_000;

/// Finds all that is wrong, in the order of the file. What `other` checks have found says how far the table can be
/// trusted.
pub fn flaws(policy: &Policy, other: &[Flaw]) -> Vec<Flaw> {
    let sizes = sizes(policy);
    if !sizes.is_empty() {
        return sizes;
    }
    let work = Work::of(MOST_WORK);
    match Table::within(policy, &mut Work::of(MOST_WORK / 10)) {
        Ok(table) => Find { policy, table: &table, work, flaws: Vec::new() }.all(other),
        Err(GivenUp) => vec![given_up("which situations can occur", "the conditions in `offered-to` combine in")],
    }
}

/// Whether the table is small enough to be checked, and has something in it.
fn sizes(policy: &Policy) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for (number, question) in policy.questions.iter().enumerate() {
        let count = question.choices.len();
        let place = place!["question", number, "choices"];
        if count > MOST_CHOICES {
            let message = format!("question `{}` has {count} choices; at most {MOST_CHOICES} fit", question.id);
            flaws.push(Flaw::new(Code::TooLarge, place, message));
        } else if count < 2 {
            let message = format!("question `{}` leaves nothing to choose", question.id);
            flaws.push(Flaw::new(Code::IdleQuestion, place, message));
        }
    }
    if Region::of_sizes(policy.questions.iter().map(|question| question.choices.len())).count() == u128::MAX {
        let message = "there are more situations than can be counted";
        flaws.push(Flaw::new(Code::TooLarge, place!["question"], message));
    }
    flaws
}

/// A part of the proof that takes too long, and what makes it so.
fn given_up(what: &str, why: &str) -> Flaw {
    let message = format!("the proof was given up before it said {what}: {why} too many ways");
    Flaw::new(Code::TooLarge, place!["question"], message)
}

/// Situations in which a rule holds, with the outcome it leads to.
struct Piece<'p> {
    outcome: &'p str,
    region: Region,
}

struct Find<'p> {
    policy: &'p Policy,
    table: &'p Table,
    /// What each part of the proof is given.
    work: Work,
    flaws: Vec<Flaw>,
}

impl Find<'_> {
    fn add(&mut self, code: Code, place: Place, message: impl Into<String>) {
        self.flaws.push(Flaw::new(code, place, message));
    }

    /// Does a part of the proof; that it had to be given up is a flaw.
    fn prove(&mut self, what: &str, part: impl FnOnce(&mut Self) -> Result<(), GivenUp>) {
        if part(self) == Err(GivenUp) {
            self.flaws.push(given_up(what, "the rules and the conditions in `offered-to` overlap in"));
        }
    }

    fn all(mut self, other: &[Flaw]) -> Vec<Flaw> {
        let (policy, table) = (self.policy, self.table);
        self.prove("whether each situation has a rule", Self::gaps);
        self.prove("which rules overlap", Self::rules);
        self.prove("whether each choice is offered", Self::choices);
        self.prove("whether each question matters", Self::questions);
        let mut found = Vec::new();
        if notices::flaws(policy, table, &mut found, &mut self.work.clone()) == Err(GivenUp) {
            found.push(given_up("which notices stand together", "the notices and the rules combine in"));
        }
        if sense::flaws(policy, table, &mut found, &mut self.work.clone()) == Err(GivenUp) {
            found.push(given_up("whether visitors are sent to themselves", "the rules and the channels combine in"));
        }
        if openness::flaws(policy, table, &mut found, &mut self.work.clone()) == Err(GivenUp) {
            found.push(given_up(
                "whether each channel is open to who is sent there",
                "the rules and the channels combine in",
            ));
        }
        self.flaws.extend(found);
        let unsound = [Code::Gap, Code::Overlap, Code::UnknownId, Code::EmptyCondition, Code::TooLarge];
        let sound = other.iter().chain(&self.flaws).all(|flaw| !unsound.contains(&flaw.code));
        if sound && let Err(tangled) = diagram::nodes(policy, table) {
            self.add(Code::Tangled, place!["question"], tangled.to_string());
        }
        self.flaws
    }

    fn gaps(&mut self) -> Result<(), GivenUp> {
        for gap in gaps(self.table, MOST_GAPS, &mut Work::of(MOST_WORK / 10))? {
            let message = format!("no rule holds when {}", describe(self.policy, self.table, &gap));
            let about = About::Answers(answers(self.policy, self.table, &gap));
            self.flaws.push(Flaw::new(Code::Gap, self.place_of_gap(&gap), message).about([about]));
        }
        Ok(())
    }

    /// The rules that overlap, and those that hold in no situation.
    fn rules(&mut self) -> Result<(), GivenUp> {
        let (policy, table, mut work) = (self.policy, self.table, self.work);
        let mut holding = Vec::new();
        for (number, (rule, region)) in policy.rules.iter().zip(&table.rules).enumerate() {
            // A rule with a misspelt condition counts as holding wherever it might, and is not reproached for it.
            if !is_known(policy, &rule.when) {
                continue;
            }
            if table.some_occurring(region, &mut work)?.is_some() {
                holding.push(number);
            } else {
                let message = format!("rule `{}` holds in no situation that can occur", rule.id);
                self.add(Code::UnreachableRule, place!["rule", number, "when"], message);
            }
        }
        let mut groups = Vec::new();
        let ended = overlaps::groups(table, &holding, &mut groups, &mut work);
        let overlaps: Vec<Flaw> = groups.iter().filter_map(|group| self.overlap(group)).collect();
        self.flaws.extend(overlaps);
        ended
    }

    /// A flaw for rules that overlap, at the first that need not be there.
    fn overlap(&self, group: &Group) -> Option<Flaw> {
        let ids = |pair: &Pair| {
            let id = |rule: usize| self.policy.rules.get(rule).map(|rule| rule.id.as_str()).unwrap_or_default();
            format!("`{}` and `{}`", id(pair.first), id(pair.second))
        };
        let when = |pair: &Pair| describe(self.policy, self.table, &pair.when);
        let place = |pair: &Pair| place!["rule", pair.of, "when"];
        let (first, others) = group.pairs.split_first()?;
        let both = |pair: &Pair| format!("{} both hold when {}", ids(pair), when(pair));
        let mut message =
            if others.is_empty() { "rules ".to_owned() } else { format!("{} rules overlap: ", group.rules()) };
        message.push_str(&both(first));
        let told = if others.len() < MOST_PAIRS { others.len() } else { MOST_PAIRS - 1 };
        for pair in others.iter().take(told) {
            message.push_str(&format!("; {} when {}", ids(pair), when(pair)));
        }
        if others.len() > told {
            message.push_str(&format!("; and {} more", others.len() - told));
        }
        let about = |pair: &Pair| {
            let rules = [pair.first, pair.second].map(|rule| About::Place(place!["rule", rule]));
            rules.into_iter().chain([About::Answers(answers(self.policy, self.table, &pair.when))]).collect()
        };
        let also = others.iter().map(|pair| Also {
            place: place(pair),
            message: format!("rules {}", both(pair)),
            about: about(pair),
        });
        Some(Flaw { also: also.collect(), about: about(first), ..Flaw::new(Code::Overlap, place(first), message) })
    }

    fn choices(&mut self) -> Result<(), GivenUp> {
        let (policy, table, mut work) = (self.policy, self.table, self.work);
        for (number, question) in policy.questions.iter().enumerate() {
            for (choice, offered) in question.choices.iter().enumerate() {
                let taken = table.everything.with(number, table::bit(choice));
                if table.some_occurring(&taken, &mut work)?.is_none() {
                    let message = format!("nobody is offered choice `{}` of question `{}`", offered.id, question.id);
                    self.add(Code::UnreachableChoice, place!["question", number, "choices", choice], message);
                }
            }
        }
        Ok(())
    }

    /// The questions that nothing depends on.
    fn questions(&mut self) -> Result<(), GivenUp> {
        let (policy, table) = (self.policy, self.table);
        let (mut pieces, mut seen): (Vec<Piece<'_>>, _) = (Vec::new(), HashSet::new());
        let mut work = Work::of(MOST_WORK / 10);
        for (rule, region) in policy.rules.iter().zip(&table.rules).filter(|(_, region)| !region.is_empty()) {
            work.spend(table.excluded.len())?;
            let excluded = table.excluded.iter().filter(|excluded| excluded.meets(region));
            let outcome = rule.outcome.as_str();
            if seen.insert((outcome, region)) {
                let regions = table::outside(vec![region.clone()], excluded, &mut work)?;
                pieces.extend(regions.into_iter().map(|region| Piece { outcome, region }));
            }
        }
        let matter = mattering(&table.everything, &pieces, &mut self.work.clone())?;
        let noticed: HashSet<&String> = policy.notices.iter().flat_map(|notice| notice.when.keys()).collect();
        for (number, question) in policy.questions.iter().enumerate() {
            if !matter.contains(number) && !noticed.contains(&question.id) {
                let message = format!("no answer depends on question `{}`", question.id);
                self.add(Code::IdleQuestion, place!["question", number, "id"], message);
            }
        }
        Ok(())
    }

    /// A gap has no line of its own: the rule whose condition comes nearest to it does. That is the one with the fewest
    /// conditions that hold nowhere in the gap, then with the most that the gap names as well, then with the fewest that do
    /// not hold everywhere in it.
    fn place_of_gap(&self, gap: &Region) -> Place {
        let everything = &self.table.everything;
        let distance = |rule: &Region| {
            let (mut missed, mut partial, mut shared) = (0, 0, 0);
            for question in rule.constrained_in(everything) {
                let (own, wanted) = (rule.choices(question), gap.choices(question));
                missed += usize::from(own & wanted == 0);
                partial += usize::from(own & wanted != 0 && wanted & !own != 0);
                shared += usize::from(own & wanted != 0 && wanted != everything.choices(question));
            }
            (missed, Reverse(shared), partial)
        };
        let nearest = self.table.rules.iter().enumerate().min_by_key(|(_, rule)| distance(rule));
        nearest.map_or(place!["rule"], |(number, _)| place!["rule", number, "when"])
    }
}

/// The questions for which two situations that differ in nothing else lead to different outcomes.
fn mattering(everything: &Region, pieces: &[Piece<'_>], work: &mut Work) -> Result<Set, GivenUp> {
    let meeting = Meeting::of(everything, pieces.iter().map(|piece| &piece.region));
    let mut elsewhere: HashMap<&str, Set> = HashMap::new();
    for (number, piece) in pieces.iter().enumerate() {
        elsewhere.entry(piece.outcome).or_insert_with(|| Set::full(pieces.len())).remove(number);
    }
    let mut matter = Set::empty(everything.questions());
    for piece in pieces {
        for question in piece.region.constrained_in(everything) {
            if matter.contains(question) {
                continue;
            }
            let mut others = meeting.with(&piece.region.with(question, everything.choices(question)));
            if let Some(elsewhere) = elsewhere.get(piece.outcome) {
                others.keep(elsewhere);
            }
            for other in others.iter().filter_map(|other| pieces.get(other)) {
                work.spend(1)?;
                if other.region.choices(question) != piece.region.choices(question) {
                    matter.insert(question);
                    break;
                }
            }
        }
    }
    Ok(matter)
}
