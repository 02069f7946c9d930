//! That nobody is asked for nothing, and that no other flow would ask less.

mod common;

use std::collections::{BTreeSet, HashMap};

use common::plain::{situations, told};
use common::{all_referrals, answers_of, ids, shipped, shipped_compiled};
use wegwijzer::decision::{State, Step, next_step};
use wegwijzer::policy::Policy;

/// On every way, no question can be left out: whatever else is said on it, two visitors who differ in this answer alone are told
/// different things. Or a choice that is taken later is offered for this answer only, so that without it nobody could take it.
#[test]
fn no_question_on_a_way_can_be_left_out() {
    let (source, policy) = (shipped().policy, shipped_compiled().policy);
    let situations: Vec<(Vec<usize>, _)> =
        situations(&source).into_iter().map(|situation| (situation.clone(), told(&source, &situation))).collect();
    let (mut telling, mut offering) = (0, BTreeSet::new());
    for (path, _) in all_referrals(&policy) {
        for without in &path {
            let alike = |situation: &[usize]| {
                let said = path.iter().filter(|answer| *answer != without);
                said.into_iter().all(|answer| situation[answer.question.get()] == answer.choice.get())
            };
            let told: BTreeSet<_> =
                situations.iter().filter(|(situation, _)| alike(situation)).map(|(_, told)| told).collect();
            if told.len() > 1 {
                telling += 1;
                continue;
            }
            let asked = &policy.questions[without.question].id;
            let later = path.iter().find(|later| {
                let choice = &source.questions[later.question.get()].choices[later.choice.get()];
                choice.offered_to.contains_key(asked)
            });
            let later = later.unwrap_or_else(|| panic!("{} can be left out on {path:?}", ids(&policy, *without)));
            offering.insert((ids(&policy, *without), ids(&policy, *later)));
        }
    }
    assert!(telling > 200, "{telling} answers tell visitors apart");
    let offering: Vec<(&str, &str)> = offering.iter().map(|(asked, later)| (asked.as_str(), later.as_str())).collect();
    let of_others = [("who=someone-else", "what=is-customer"), ("who=someone-else", "what=special")];
    assert_eq!(offering, [[("who=admin", "what=arrears"), ("who=admin", "what=expired-data")], of_others].concat());
}

/// Whatever questions are asked in whatever order, even another order after each answer: the visitors of the shipped policy would
/// on average be asked as many or more, and those who are asked most no fewer. On average over all situations, and over visitors who give each
/// answer that they are offered equally often.
#[test]
fn no_other_flow_asks_less_of_the_visitors_of_the_shipped_policy() {
    let (source, policy) = (shipped().policy, shipped_compiled().policy);
    let situations = situations(&source);
    let asked =
        |situation: &[usize]| match next_step(&policy, &State::from_answers(&policy, answers_of(&policy, situation))) {
            Step::Refer(referral) => referral.trail.len(),
            Step::Ask(_) => panic!("{situation:?} is not decided"),
        };
    let asked: Vec<usize> = situations.iter().map(|situation| asked(situation)).collect();
    // How often each answer is given by those who are offered it: those who have said all else alike.
    let others = |situation: &[usize], question: usize| [&situation[..question], &situation[question + 1..]].concat();
    let mut offers: HashMap<(usize, Vec<usize>), f64> = HashMap::new();
    for (situation, question) in situations.iter().flat_map(|s| (0..s.len()).map(move |question| (s, question))) {
        *offers.entry((question, others(situation, question))).or_default() += 1.0;
    }
    let share = |s: &Vec<usize>| (0..s.len()).map(|question| 1.0 / offers[&(question, others(s, question))]).product();
    let equal: Vec<f64> = vec![1.0; situations.len()];
    let shares: Vec<f64> = situations.iter().map(share).collect();
    for (name, weights) in [("situations", equal), ("answers", shares)] {
        let least = Flows::least(&source, situations.iter().zip(&weights).map(|(s, weight)| (s, *weight)));
        let whole: f64 = weights.iter().sum();
        let own = asked.iter().zip(&weights).map(|(asked, weight)| *asked as f64 * weight).sum::<f64>() / whole;
        println!("on average over {name}: {own:.3} questions, {:.3} at least", least.weight / whole);
        assert!((own - least.weight / whole).abs() < 1e-9, "{own} questions, where {} would do", least.weight / whole);
        assert_eq!(asked.iter().max(), Some(&least.most));
    }
}

/// The flow that asks the least: from what is known of a visitor, the best question to ask next, and the best from there on.
struct Flows {
    /// For each question, how many choices it has, and what one choice more adds to the number of a state of knowledge.
    places: Vec<(usize, usize)>,
    /// What is known of each state, as far as it was needed.
    known: Vec<Option<Known>>,
}

/// What is known of the visitors who have given some answers.
#[derive(Clone)]
struct Known {
    /// How many they are, by weight.
    weight: f64,
    /// What they are told; none where there are none, and several where they are told different things.
    told: BTreeSet<usize>,
    /// What they are yet asked.
    least: Least,
}

/// The fewest questions that visitors can be asked: in all by weight, and those who are asked the most of them.
#[derive(Clone, Copy, Default)]
struct Least {
    weight: f64,
    most: usize,
}

impl Flows {
    fn least<'s>(policy: &Policy, situations: impl Iterator<Item = (&'s Vec<usize>, f64)>) -> Least {
        let mut step = 1;
        let places: Vec<(usize, usize)> = (policy.questions.iter())
            .map(|question| {
                let own = (question.choices.len(), step);
                step *= question.choices.len() + 1;
                own
            })
            .collect();
        let mut flows = Self { known: vec![None; step], places };
        let mut answers = Vec::new();
        for (situation, weight) in situations {
            let told = told(policy, situation);
            let number = answers.iter().position(|known| *known == told).unwrap_or(answers.len());
            if number == answers.len() {
                answers.push(told);
            }
            // 0 stands for a question that was not asked.
            let state =
                situation.iter().zip(&flows.places).map(|(choice, (_, step))| (choice + 1) * step).sum::<usize>();
            flows.known[state] = Some(Known { weight, told: [number].into(), least: Least::default() });
        }
        flows.of(0).least
    }

    fn of(&mut self, state: usize) -> Known {
        if let Some(known) = &self.known[state] {
            return known.clone();
        }
        let open: Vec<(usize, usize)> =
            self.places.iter().copied().filter(|(choices, step)| state / step % (choices + 1) == 0).collect();
        let mut known = Known { weight: 0.0, told: BTreeSet::new(), least: Least::default() };
        let mut best: Option<Least> = None;
        for (at, (choices, step)) in open.into_iter().enumerate() {
            let mut asked = Least::default();
            for choice in 1..=choices {
                let answered = self.of(state + choice * step);
                if at == 0 {
                    known.weight += answered.weight;
                    known.told.extend(answered.told);
                }
                asked.weight += answered.weight + answered.least.weight;
                if answered.weight > 0.0 {
                    asked.most = asked.most.max(1 + answered.least.most);
                }
            }
            best = Some(best.map_or(asked, |best| Least {
                weight: best.weight.min(asked.weight),
                most: best.most.min(asked.most),
            }));
        }
        if known.told.len() > 1 {
            known.least = best.unwrap_or_default();
        }
        self.known[state] = Some(known.clone());
        known
    }
}
