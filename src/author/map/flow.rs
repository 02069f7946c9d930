//! The flow, in parts that fit on a sheet each: the whole in one where that is possible, else an overview and a part for each
//! role, which is what the choices of the first question tell apart.
//!
//! A part is a tree. A question that choices lead to for the second time is not drawn again but referred to by its number;
//! so is one for which a sheet has no place, and which therefore begins a part of its own.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::drawing::{Drawing, Goal, Holds, Row, SHEET};
use crate::author::ways::branches;
use crate::decision::Answer;
use crate::policy::compiled::{CompiledChoice, CompiledOutcome, CompiledPolicy, CompiledQuestion, Node, offered};
use crate::policy::number::Number;
use crate::screen::names::Names;

/// A part of the flow.
pub struct Part {
    /// The role that it is about; none where it is the overview, or all there is.
    pub role: Option<Role>,
    /// Which of the sheets about it this is, counted from 1.
    pub sheet: usize,
    /// What is drawn.
    pub rows: Vec<Row>,
}

/// What choices of the first question make of somebody.
#[derive(Clone)]
pub struct Role {
    /// Its number.
    pub number: usize,
    /// The choices.
    pub choices: String,
}

/// An exception names fewer choices than this.
const MOST_EXCEPTIONS: usize = 4;

/// All parts of a policy's flow; none where nothing is asked. `except` is how the language begins an exception.
pub fn parts(policy: &CompiledPolicy, names: &Names, except: &str) -> Vec<Part> {
    let (asked, first) = asked(policy);
    let Place::Question(first) = first else { return Vec::new() };
    let flow = Flow { policy, names, except, asked };

    let whole = flow.tree(first, 0, &BTreeSet::new());
    if flow.fits(&whole) {
        let rows = flow.rows(&whole, &numbers(std::slice::from_ref(&whole), ""));
        return vec![Part { role: None, sheet: 1, rows }];
    }
    let begins = || flow.branches(first).iter().filter_map(|(choices, place)| Some((choices, place.question()?)));
    let overview = flow.sheets(first, begins().map(|(_, question)| question).collect());
    let mut known = BTreeMap::new();
    let mut roles = Vec::new();
    for (number, (choices, begin)) in (1..).zip(begins()) {
        let sheets = flow.sheets(begin, BTreeSet::new());
        let numbers = numbers(&sheets, &format!("{number}."));
        let role = Role { number, choices: flow.choices(first, choices) };
        roles.extend(flow.parts(Some(&role), &sheets, &numbers));
        known.extend(numbers.get_key_value(&begin).map(|(question, number)| (*question, number.clone())));
    }
    let mut parts = flow.parts(None, &overview, &known);
    parts.extend(roles);
    parts
}

/// A question as visitors come to it, with the places that its choices lead to.
struct Asked {
    question: Number<CompiledQuestion>,
    branches: Vec<(Vec<Number<CompiledChoice>>, Place)>,
}

/// Where a choice leads: to an outcome, or to a question by its number among those that are asked.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Outcome(Number<CompiledOutcome>),
    Question(usize),
}

impl Place {
    fn question(self) -> Option<usize> {
        if let Self::Question(question) = self { Some(question) } else { None }
    }
}

/// Every question with the same ways on once, whatever rules and notices follow; and where a visitor begins.
fn asked(policy: &CompiledPolicy) -> (Vec<Asked>, Place) {
    let mut asked: Vec<Asked> = Vec::new();
    let mut known: HashMap<(Number<CompiledQuestion>, Vec<Option<Place>>), Place> = HashMap::new();
    let mut places: Vec<Place> = Vec::new();
    // Nodes lead to earlier nodes only, so the places that a node leads to are there; the last node is the first question.
    for node in &policy.nodes {
        places.push(match node {
            Node::Refer(leaf) => Place::Outcome(leaf.outcome),
            Node::Ask { question, next } => {
                let place = |next: Number<Node>| places.get(next.get()).copied();
                let ways = next.iter().map(|next| next.and_then(place)).collect();
                *known.entry((*question, ways)).or_insert_with(|| {
                    let places = offered(next).filter_map(|(choice, next)| Some((choice, place(next)?)));
                    asked.push(Asked { question: *question, branches: branches(places) });
                    Place::Question(asked.len() - 1)
                })
            }
        });
    }
    let first = places.last().copied().unwrap_or(Place::Question(0));
    (asked, first)
}

/// A question as it is drawn.
struct Tree {
    question: usize,
    /// How many of its branches an earlier sheet has.
    earlier: usize,
    /// For each of those that this sheet has, what is drawn below: nothing where the branch leads to an outcome, or to a
    /// question that is drawn elsewhere.
    below: Vec<Option<Tree>>,
}

impl Tree {
    /// Its questions from top to bottom.
    fn questions(&self) -> Vec<usize> {
        let below = self.below.iter().flatten().flat_map(Tree::questions);
        [self.question].into_iter().chain(below).collect()
    }
}

/// The questions of some trees by number, in the order in which they are drawn.
fn numbers(trees: &[Tree], before: &str) -> BTreeMap<usize, String> {
    let mut numbers = BTreeMap::new();
    for question in trees.iter().flat_map(Tree::questions) {
        let number = format!("{before}{}", numbers.len() + 1);
        numbers.entry(question).or_insert(number);
    }
    numbers
}

struct Flow<'f> {
    policy: &'f CompiledPolicy,
    names: &'f Names,
    except: &'f str,
    asked: Vec<Asked>,
}

impl Flow<'_> {
    /// Trees that have a sheet each, beginning with a question, and with others drawn elsewhere.
    fn sheets(&self, begin: usize, elsewhere: BTreeSet<usize>) -> Vec<Tree> {
        let mut placed = elsewhere;
        placed.insert(begin);
        let mut waiting = VecDeque::from([(begin, 0)]);
        let mut sheets = Vec::new();
        while let Some((question, earlier)) = waiting.pop_front() {
            let mut tree = self.tree(question, earlier, &placed);
            while let Some(cut) = self.cut(&tree) {
                placed.insert(cut);
                waiting.push_back((cut, 0));
                tree = self.tree(question, earlier, &placed);
            }
            // Where there are only choices left, the sheet has as many as it has a place for.
            while !self.fits(&tree) && tree.below.len() > 1 {
                tree.below.pop();
            }
            let drawn = earlier + tree.below.len();
            if drawn < self.branches(question).len() {
                waiting.push_front((question, drawn));
            }
            placed.extend(tree.questions());
            sheets.push(tree);
        }
        sheets
    }

    fn parts(&self, role: Option<&Role>, sheets: &[Tree], numbers: &BTreeMap<usize, String>) -> Vec<Part> {
        let part = |(sheet, tree)| Part { role: role.cloned(), sheet, rows: self.rows(tree, numbers) };
        (1..).zip(sheets).map(part).collect()
    }

    /// The tree of a question. Those that are drawn elsewhere are left out, and none is drawn twice.
    fn tree(&self, question: usize, earlier: usize, elsewhere: &BTreeSet<usize>) -> Tree {
        let mut drawn = elsewhere.clone();
        drawn.insert(question);
        self.grow(question, earlier, &mut drawn)
    }

    fn grow(&self, question: usize, earlier: usize, drawn: &mut BTreeSet<usize>) -> Tree {
        let places = self.branches(question).iter().skip(earlier).map(|(_, place)| place.question());
        let below = places.map(|next| next.filter(|next| drawn.insert(*next)).map(|next| self.grow(next, 0, drawn)));
        Tree { question, earlier, below: below.collect() }
    }

    /// Its rows, with numbers that take up at least as much as those that it will have.
    fn numbered(&self, tree: &Tree) -> Vec<Row> {
        self.rows(tree, &(0..self.asked.len()).map(|question| (question, "10.100".to_owned())).collect())
    }

    fn fits(&self, tree: &Tree) -> bool {
        Drawing::of(&self.numbered(tree)).height <= SHEET
    }

    /// The question that is better drawn on another sheet; none where the tree fits on one, or has no other question. It is the
    /// largest of those that fit on a sheet themselves.
    fn cut(&self, tree: &Tree) -> Option<usize> {
        let rows = self.numbered(tree);
        let drawing = Drawing::of(&rows);
        if drawing.height <= SHEET {
            return None;
        }
        let asks = rows.iter().enumerate().filter(|(_, row)| matches!(row.holds, Holds::Question { .. }));
        let extents = asks.map(|(number, _)| drawing.extent(number)).zip(tree.questions()).skip(1);
        let (fits, larger): (Vec<_>, Vec<_>) = extents.partition(|(extent, _)| *extent <= SHEET);
        let largest = fits.into_iter().max_by(|one, other| one.0.total_cmp(&other.0));
        let smallest = || larger.into_iter().min_by(|one, other| one.0.total_cmp(&other.0));
        largest.or_else(smallest).map(|(_, question)| question)
    }

    fn branches(&self, question: usize) -> &[(Vec<Number<CompiledChoice>>, Place)] {
        self.asked.get(question).map_or(&[], |asked| &asked.branches)
    }

    fn rows(&self, tree: &Tree, numbers: &BTreeMap<usize, String>) -> Vec<Row> {
        let mut rows = Vec::new();
        self.add_rows(&mut rows, 0, tree, numbers);
        rows
    }

    fn add_rows(&self, rows: &mut Vec<Row>, depth: usize, tree: &Tree, numbers: &BTreeMap<usize, String>) {
        let number = numbers.get(&tree.question).cloned().unwrap_or_default();
        let text = self.title(tree.question).to_owned();
        let id = (tree.earlier == 0).then(|| anchor(&number));
        rows.push(Row { depth, holds: Holds::Question { id, number, text } });
        for ((choices, place), below) in self.branches(tree.question).iter().skip(tree.earlier).zip(&tree.below) {
            let goal = match (place, below) {
                (_, Some(_)) => None,
                (Place::Outcome(outcome), None) => {
                    let own = &self.policy.outcomes[*outcome];
                    Some(Goal {
                        text: self.names.outcome(*outcome).to_owned(),
                        target: format!("outcome-{}", own.id),
                        verdict: Some(own.verdict),
                    })
                }
                (Place::Question(question), None) => {
                    let number = numbers.get(question).map(String::as_str).unwrap_or_default();
                    let text = format!("{number} {}", self.title(*question));
                    Some(Goal { text, target: anchor(number), verdict: None })
                }
            };
            rows.push(Row { depth, holds: Holds::Choices { text: self.choices(tree.question, choices), goal } });
            if let Some(below) = below {
                self.add_rows(rows, depth + 1, below, numbers);
            }
        }
    }

    fn title(&self, question: usize) -> &str {
        self.asked.get(question).map_or("", |asked| self.names.question(asked.question))
    }

    /// Choices by name; where most lead on alike, by those that do not.
    fn choices(&self, question: usize, choices: &[Number<CompiledChoice>]) -> String {
        let Some(asked) = self.asked.get(question) else { return String::new() };
        let others: Vec<_> =
            asked.branches.iter().flat_map(|(own, _)| own).filter(|own| !choices.contains(own)).collect();
        let told = |choices: &mut dyn Iterator<Item = Number<CompiledChoice>>| {
            let label = |choice| self.names.choice(Answer { question: asked.question, choice });
            choices.map(label).collect::<Vec<_>>().join(" / ")
        };
        if !others.is_empty() && others.len() < MOST_EXCEPTIONS.min(choices.len() / 2) {
            return format!("{}: {}", self.except, told(&mut others.into_iter().copied()));
        }
        told(&mut choices.iter().copied())
    }
}

/// The id of a question's element.
fn anchor(number: &str) -> String {
    format!("ask-{}", number.replace('.', "-"))
}
