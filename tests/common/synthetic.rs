//! Policies made for a test or a measurement: tables of any size, sound by construction.

use wegwijzer::policy::{Allowed, Choice, Ids, Outcome, Policy, Question, Rule, Verdict, When};

/// A condition by numbers: questions with the choices they allow.
pub type Condition = Vec<(usize, Vec<usize>)>;

/// A policy with questions of the given sizes and rules from conditions to one of two outcomes.
pub fn table(sizes: &[usize], rules: Vec<(Condition, usize)>) -> Policy {
    Policy {
        questions: (sizes.iter().enumerate())
            .map(|(number, size)| Question {
                id: format!("q{number}"),
                choices: (0..*size).map(|n| Choice { id: format!("c{n}"), offered_to: When::new() }).collect(),
            })
            .collect(),
        outcomes: (0..2)
            .map(|number| Outcome {
                id: format!("o{number}"),
                verdict: Verdict::Accepted,
                channels: Vec::new(),
                steps: Vec::new(),
                enclosures: Vec::new(),
                reading: None,
            })
            .collect(),
        rules: (rules.into_iter().enumerate())
            .map(|(number, (condition, outcome))| Rule {
                id: format!("r{number}"),
                when: when(condition),
                outcome: format!("o{outcome}"),
                facts: Vec::new(),
                reading: None,
            })
            .collect(),
        ..Policy::default()
    }
}

/// A condition by numbers as a policy has it.
pub fn when(condition: Condition) -> When {
    let ids = |choices: Vec<usize>| Ids::Many(choices.iter().map(|choice| format!("c{choice}")).collect());
    condition.into_iter().map(|(question, choices)| (format!("q{question}"), Allowed::Only(ids(choices)))).collect()
}

/// A sound table of about so many rules (fewer, where the questions do not tell as many situations apart): the
/// whole is divided at a question, a part of it at a later question, and so on, as the rules of a grown policy
/// are. The same seed gives the same table.
pub fn divided(questions: usize, choices: usize, rules: usize, seed: u64) -> Policy {
    let mut random = Random(seed);
    // Each part: its condition, and the first question it may be divided at.
    let mut open: Vec<(Condition, usize)> = vec![(Vec::new(), 0)];
    let mut whole: Vec<Condition> = Vec::new();
    while !open.is_empty() && open.len() + whole.len() < rules {
        let (condition, from) = open.swap_remove(random.below(open.len()));
        let question = from + random.below(2);
        if question >= questions {
            whole.push(condition);
            continue;
        }
        // Neighbouring choices together, in two groups or more.
        let mut groups: Vec<Vec<usize>> = vec![vec![0]];
        for choice in 1..choices {
            match groups.last_mut() {
                Some(last) if choice > 1 && random.below(2) == 0 => last.push(choice),
                _ => groups.push(vec![choice]),
            }
        }
        open.extend(
            groups.into_iter().map(|group| ([condition.clone(), vec![(question, group)]].concat(), question + 1)),
        );
    }
    whole.extend(open.into_iter().map(|(condition, _)| condition));
    let outcomes: Vec<usize> = whole.iter().map(|_| random.below(2)).collect();
    table(&vec![choices; questions], whole.into_iter().zip(outcomes).collect())
}

/// A small generator of pseudo-random numbers (splitmix64), so that a measurement can be repeated.
pub struct Random(pub u64);

impl Random {
    /// The next number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap_or(0)
    }
}
