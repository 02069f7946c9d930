//! Both diagrams at once: every way that somebody can take who is asked by both versions.
//!
//! A place is a node of each diagram that the same answers lead to. As long as both ask the same, the screens of both nodes
//! are compared. Where one asks what the other does not, or asks later, the ways part: the answer is kept until the other
//! asks for it, and screens are compared again where both show the same. Where only one version offers a choice, the way
//! goes on in that one alone.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::Difference;
use super::parts::Parts;
use super::sides::{Answered, Choices, Pair, Side, Which};
use crate::decision::Step;
use crate::policy::Question;
use crate::policy::compiled::{CompiledPolicy, Node};
use crate::policy::number::Number;
use crate::policy::words::CompiledWords;
use crate::screen;

/// The most places that are walked. Two versions whose screens are all the same have no more than one diagram has nodes.
const MOST_PLACES: usize = 60_000;

/// Where nothing differs.
const NOTHING: usize = 0;

/// All places of two diagrams.
pub struct Walk<'v> {
    /// The questions of both, each with the choices of both.
    pub questions: &'v [Question],
    /// The places, those that ways lead to before those they come from. The last is where everybody starts.
    pub places: Vec<Place>,
    /// For each label, what differs where it stands: numbers of differences.
    pub labels: Vec<Vec<usize>>,
    /// All that differs anywhere, each once.
    pub differences: Vec<Difference>,
    sides: Pair<Side<'v>>,
    shared: &'v [Pair<&'v CompiledWords>],
    /// An answer that both versions know, to stand for any on the screens that are compared.
    any_answer: Option<Answered>,
    numbers: HashMap<Difference, usize>,
    label_numbers: HashMap<Vec<usize>, usize>,
    known: HashMap<Here, Option<usize>>,
    compared: HashMap<Compared, usize>,
    parts: HashMap<(Which, usize, bool), Rc<Vec<Parts>>>,
}

/// A place on ways through both versions.
#[derive(Debug)]
pub struct Place {
    /// What differs here.
    pub label: usize,
    /// The question that one version asks here or both do; none at the end.
    pub question: Option<usize>,
    /// Where the choices lead that somebody can make here.
    pub next: Vec<Next>,
}

/// Where a choice leads.
#[derive(Debug)]
pub struct Next {
    /// The choice.
    pub choice: usize,
    /// What differs in how it is shown from here on.
    pub label: usize,
    /// The place.
    pub place: usize,
}

/// The ways are too many to be walked.
#[derive(Clone, Copy, Debug)]
pub struct TooMany;

/// Where somebody is.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Here {
    /// The node of each version; none where they cannot have come there.
    nodes: Pair<Option<Number<Node>>>,
    /// Answers that one version has asked for, and that the other may ask for yet.
    kept: Vec<Kept>,
    /// Whether both versions have asked the same so far.
    is_together: bool,
}

/// An answer that is kept for the other version.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Kept {
    answer: Answered,
    /// Whether only the other version offers the choice, so that somebody with this answer has to be asked for it there.
    is_only_there: bool,
}

/// What has been compared: screens that are made alike are compared once.
#[derive(PartialEq, Eq, Hash)]
enum Compared {
    /// Two screens, and whether something has been answered.
    Screens(Pair<Option<usize>>, bool),
    /// A question that one version asks with the same in the other, and whether something has been answered.
    Question(Which, usize, bool),
    /// An answer as it is shown on questions, or on outcomes.
    Answer(Answered, bool),
}

impl<'v> Walk<'v> {
    /// Walks all ways of two policies. `shared` are the words in each language that both have.
    pub fn of(
        policies: Pair<&'v CompiledPolicy>,
        shared: &'v [Pair<&'v CompiledWords>],
        questions: &'v [Question],
    ) -> (Self, Result<(), TooMany>) {
        let sides = Pair::of(|which| Side::of(policies.get(which), questions));
        let mut all = questions
            .iter()
            .enumerate()
            .flat_map(|(question, own)| (0..own.choices.len()).map(move |choice| Answered { question, choice }));
        let any_answer = all.find(|answer| sides.before.own(*answer).is_some() && sides.after.own(*answer).is_some());
        let mut walk = Self {
            questions,
            places: Vec::new(),
            labels: Vec::new(),
            differences: Vec::new(),
            sides,
            shared,
            any_answer,
            numbers: HashMap::new(),
            label_numbers: HashMap::new(),
            known: HashMap::new(),
            compared: HashMap::new(),
            parts: HashMap::new(),
        };
        walk.label(Vec::new());
        let nodes = Pair::of(|which| policies.get(which).nodes.numbers().next_back());
        let walked = walk.walk(Here { nodes, kept: Vec::new(), is_together: true }, false);
        (walk, walked.map(|_| ()))
    }

    /// Adds what everybody meets.
    pub fn everybody_meets(&mut self, differences: Vec<Difference>) {
        let own = self.places.last().map_or(NOTHING, |place| place.label);
        let mut numbers = self.labels.get(own).cloned().unwrap_or_default();
        numbers.extend(self.numbers_of(differences));
        let label = self.label(numbers);
        if let Some(first) = self.places.last_mut() {
            first.label = label;
        }
    }

    /// What differs on screens of the same question or outcome, whoever comes there: for when the ways are too many.
    pub fn differences_anywhere(&mut self) -> Vec<Difference> {
        let (before, after) = (self.sides.before.screens(), self.sides.after.screens());
        for place in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
            self.compare(Pair { before: before.get(place).copied(), after: after.get(place).copied() }, true);
        }
        self.differences.clone()
    }

    /// The place where somebody is who `has_answered` something or nothing yet; none if nobody can be there.
    fn walk(&mut self, mut here: Here, has_answered: bool) -> Result<Option<usize>, TooMany> {
        // What a version is told already it does not ask.
        while let Some((which, answer)) = self.asks_again(&here) {
            here.kept.retain(|kept| kept.answer != answer);
            let node = here.nodes.get_mut(which);
            *node = node.and_then(|node| self.sides.get(which).next(node, answer));
        }
        let may_offer = |kept: &Kept| {
            let choices = |which| self.may_offer(&here, which, kept.answer.question);
            choices(Which::Before) | choices(Which::After)
        };
        let is_lost = |kept: &Kept| kept.is_only_there && may_offer(kept) & kept.answer.bit() == 0;
        if here.nodes == (Pair { before: None, after: None }) || here.kept.iter().any(is_lost) {
            return Ok(None);
        }
        let kept = here.kept.iter().filter(|kept| may_offer(kept) != 0).cloned().collect();
        here.kept = kept;
        if let Some(known) = self.known.get(&here) {
            return Ok(*known);
        }
        let place = self.place(&here, has_answered)?;
        let number = place.map(|place| {
            self.places.push(place);
            self.places.len() - 1
        });
        if self.known.len() >= MOST_PLACES {
            return Err(TooMany);
        }
        self.known.insert(here, number);
        Ok(number)
    }

    /// A version that asks for an answer that is kept for it.
    fn asks_again(&self, here: &Here) -> Option<(Which, Answered)> {
        Which::BOTH.into_iter().find_map(|which| {
            let question = self.asks(here, which)?;
            let kept = here.kept.iter().find(|kept| kept.answer.question == question)?;
            Some((which, kept.answer))
        })
    }

    /// The question that a version asks.
    fn asks(&self, here: &Here, which: Which) -> Option<usize> {
        here.nodes.get(which).and_then(|node| self.sides.get(which).asks(node))
    }

    /// The choices of a question that a version may offer from here on.
    fn may_offer(&self, here: &Here, which: Which, question: usize) -> Choices {
        here.nodes.get(which).map_or(0, |node| self.sides.get(which).may_offer(node, question))
    }

    fn place(&mut self, here: &Here, has_answered: bool) -> Result<Option<Place>, TooMany> {
        let asks = Pair::of(|which| self.asks(here, which));
        let label = self.what_differs(here, asks, has_answered);
        let Some(question) = self.asked_first(here, asks) else {
            return Ok(Some(Place { label, question: None, next: Vec::new() }));
        };
        let mut next = Vec::new();
        for choice in 0..self.questions.get(question).map_or(0, |question| question.choices.len()) {
            let answer = Answered { question, choice };
            let Some(then) = self.then(here, asks, answer) else { continue };
            let label = if then.is_together { self.compare_answer(&then, answer) } else { NOTHING };
            if let Some(place) = self.walk(then, true)? {
                next.push(Next { choice, label, place });
            }
        }
        Ok((!next.is_empty()).then_some(Place { label, question: Some(question), next }))
    }

    /// The question that is answered first: rather one that the other version will not ask, so that the two meet again.
    fn asked_first(&self, here: &Here, asks: Pair<Option<usize>>) -> Option<usize> {
        let is_alone = |which: Which, asked: &usize| self.may_offer(here, which.other(), *asked) == 0;
        let alone = Which::BOTH.into_iter().find_map(|which| asks.get(which).filter(|asked| is_alone(which, asked)));
        alone.or(asks.before).or(asks.after)
    }

    /// Where somebody is who gives an answer; none if no version lets them.
    fn then(&self, here: &Here, asks: Pair<Option<usize>>, answer: Answered) -> Option<Here> {
        let mut then = here.clone();
        let (asking, other): (Vec<Which>, Vec<Which>) =
            Which::BOTH.into_iter().partition(|which| *asks.get(*which) == Some(answer.question));
        for which in &asking {
            let node = then.nodes.get_mut(*which);
            *node = node.and_then(|node| self.sides.get(*which).next(node, answer));
        }
        let is_offered = asking.iter().any(|which| then.nodes.get(*which).is_some());
        let later =
            other.iter().map(|which| self.may_offer(here, *which, answer.question)).fold(0, |all, own| all | own);
        if later != 0 {
            then.kept.push(Kept { answer, is_only_there: !is_offered });
            then.kept.sort_by_key(|kept| kept.answer);
        }
        then.is_together &= other.is_empty() && then.nodes.before.is_some() && then.nodes.after.is_some();
        (is_offered || later & answer.bit() != 0).then_some(then)
    }

    /// The label of what differs where somebody is.
    fn what_differs(&mut self, here: &Here, asks: Pair<Option<usize>>, has_answered: bool) -> usize {
        match here.nodes {
            Pair { before: Some(_), after: Some(_) } if here.is_together || asks.before == asks.after => {
                self.compare(here.nodes, has_answered)
            }
            Pair { before: Some(before), after: Some(after) } => {
                let mut numbers = Vec::new();
                for (which, node) in [(Which::Before, before), (Which::After, after)] {
                    if asks.get(which).is_some_and(|asked| self.may_offer(here, which.other(), asked) != 0) {
                        let label = self.compare_question(which, node, has_answered);
                        numbers.extend(self.labels.get(label).into_iter().flatten().copied());
                    }
                }
                self.label(numbers)
            }
            // What is asked on a way of one version only is not told; where it ends is.
            _ if asks.before.is_none() && asks.after.is_none() => self.compare(here.nodes, has_answered),
            _ => NOTHING,
        }
    }

    /// The label of what differs between the screens of two nodes. Nodes that show the same are compared once: but for the
    /// answers, each of which is compared by itself, a screen depends on nothing else.
    fn compare(&mut self, nodes: Pair<Option<Number<Node>>>, has_answered: bool) -> usize {
        let shown = Pair::of(|which| nodes.get(which).map(|node| self.sides.get(which).shown(node)));
        let key = Compared::Screens(shown, has_answered);
        if let Some(known) = self.compared.get(&key) {
            return *known;
        }
        let parts = Pair::of(|which| nodes.get(which).map(|node| self.parts(which, node, has_answered)));
        let mut differences = Vec::new();
        for (number, words) in self.shared.iter().enumerate() {
            let [before, after] =
                [&parts.before, &parts.after].map(|parts| parts.as_ref().and_then(|parts| parts.get(number)));
            differences.extend(Parts::differences(before, after, &words.after.language));
        }
        self.keep(key, differences)
    }

    /// The parts of a node's screen in each language.
    fn parts(&mut self, which: Which, node: Number<Node>, has_answered: bool) -> Rc<Vec<Parts>> {
        let key = (which, self.sides.get(which).shown(node), has_answered);
        if let Some(known) = self.parts.get(&key) {
            return Rc::clone(known);
        }
        let step = self.sides.get(which).step(node, self.trail(has_answered));
        let parts = Rc::new(self.shared.iter().map(|words| self.parts_of(which, &step, words)).collect::<Vec<_>>());
        self.parts.insert(key, Rc::clone(&parts));
        parts
    }

    /// The label of what differs between a question that one version asks and the same in the other, which asks it later.
    fn compare_question(&mut self, which: Which, node: Number<Node>, has_answered: bool) -> usize {
        let key = Compared::Question(which, self.sides.get(which).shown(node), has_answered);
        if let Some(known) = self.compared.get(&key) {
            return *known;
        }
        let trail = self.trail(has_answered);
        let own = self.sides.get(which).step(node, trail);
        let other = self.sides.get(which.other()).same_question(self.sides.get(which), node, trail);
        let differences =
            |before: &Parts, after: &Parts, language: &str| Parts::differences(Some(before), Some(after), language);
        let differences = match (which, other) {
            (Which::Before, Some(other)) => self.between(&own, &other, differences),
            (Which::After, Some(other)) => self.between(&other, &own, differences),
            (_, None) => Vec::new(),
        };
        self.keep(key, differences)
    }

    /// The label of what differs in how an answer is shown after it has been given.
    fn compare_answer(&mut self, here: &Here, answer: Answered) -> usize {
        let Pair { before: Some(before), after: Some(after) } = here.nodes else { return NOTHING };
        let is_outcome = self.asks(here, Which::Before).is_none();
        // Where one asks and the other does not, that is what differs.
        if is_outcome != self.asks(here, Which::After).is_none() {
            return NOTHING;
        }
        let key = Compared::Answer(answer, is_outcome);
        if let Some(known) = self.compared.get(&key) {
            return *known;
        }
        let (before, after) =
            (self.sides.before.step(before, Some(answer)), self.sides.after.step(after, Some(answer)));
        let differences = self.between(&before, &after, Parts::differences_of_answers);
        self.keep(key, differences)
    }

    /// What stands on a screen for the answers that were given.
    fn trail(&self, has_answered: bool) -> Option<Answered> {
        self.any_answer.filter(|_| has_answered)
    }

    fn between(
        &self,
        before: &Step<'_>,
        after: &Step<'_>,
        differences: impl Fn(&Parts, &Parts, &str) -> Vec<Difference>,
    ) -> Vec<Difference> {
        let compared = self.shared.iter().flat_map(|words| {
            let before = self.parts_of(Which::Before, before, words);
            let after = self.parts_of(Which::After, after, words);
            differences(&before, &after, &words.after.language)
        });
        compared.collect()
    }

    fn parts_of(&self, which: Which, step: &Step<'_>, words: &Pair<&CompiledWords>) -> Parts {
        let (policy, words) = (self.sides.get(which).policy, words.get(which));
        Parts::of_screen(policy, words, &screen::screen(policy, words, step))
    }

    fn keep(&mut self, key: Compared, differences: Vec<Difference>) -> usize {
        let numbers = self.numbers_of(differences);
        let label = self.label(numbers);
        self.compared.insert(key, label);
        label
    }

    fn numbers_of(&mut self, differences: Vec<Difference>) -> Vec<usize> {
        let number = |difference: Difference| {
            *self.numbers.entry(difference).or_insert_with_key(|difference| {
                self.differences.push(difference.clone());
                self.differences.len() - 1
            })
        };
        differences.into_iter().map(number).collect()
    }

    fn label(&mut self, mut numbers: Vec<usize>) -> usize {
        numbers.sort_unstable();
        numbers.dedup();
        *self.label_numbers.entry(numbers).or_insert_with_key(|numbers| {
            self.labels.push(numbers.clone());
            self.labels.len() - 1
        })
    }
}
