//! Facts that no visitor may be told together.

use std::collections::{BTreeSet, HashMap};

use crate::policy::{Contradiction, Policy};

/// Which facts exclude which.
pub struct Exclusions<'p>(HashMap<&'p str, BTreeSet<&'p str>>);

impl<'p> Exclusions<'p> {
    /// What a policy says, in both directions.
    pub fn of(policy: &'p Policy) -> Self {
        let mut all: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for Contradiction { fact, excludes } in &policy.contradictions {
            for excluded in excludes {
                all.entry(fact).or_default().insert(excluded);
                all.entry(excluded).or_default().insert(fact);
            }
        }
        Self(all)
    }

    /// The facts that one excludes.
    pub fn of_fact(&self, fact: &str) -> impl Iterator<Item = &'p str> + '_ {
        self.0.get(fact).into_iter().flatten().copied()
    }

    /// Two facts of a list that exclude each other.
    pub fn within<'f>(&self, facts: &'f [String]) -> Option<(&'f str, &'f str)> {
        let told: HashMap<&str, usize> = facts.iter().enumerate().map(|(at, fact)| (fact.as_str(), at)).collect();
        facts.iter().enumerate().find_map(|(at, fact)| {
            let excluded = self.0.get(fact.as_str())?;
            // Whichever is shorter is looked through.
            let other = if excluded.len() < facts.len() {
                excluded.iter().filter_map(|other| told.get(other)).filter(|other| **other >= at).min().copied()
            } else {
                (at..facts.len()).find(|other| facts.get(*other).is_some_and(|other| excluded.contains(other.as_str())))
            };
            Some((fact.as_str(), facts.get(other?)?.as_str()))
        })
    }
}
