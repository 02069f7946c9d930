//! A policy on one page to look at rather than to read: the flow as a picture, who gets which answer as a matrix, each
//! answer as a visitor reads it, and what rests on which fact. The page needs no other file, can be printed, and has a
//! place for its owner to sign.

mod flow;

use std::collections::{BTreeSet, HashMap};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::policy::Verdict;
use crate::policy::compiled::CompiledPolicy;
use crate::policy::diagram::{Leaf, Node};
use crate::policy::words::CompiledWords;

use super::compile::Compiled;
use super::guide::rich;
use super::source::Source;

/// An answer to a visitor: an outcome with what stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// The outcome, notices and closed channels, with every rule that leads there.
    pub leaf: Leaf,
    /// Each way there: for each question that is asked, the choices that lead on alike.
    pub ways: Vec<Way>,
}

/// A way through the questions: each with the choices that lead on alike, by their numbers.
pub type Way = Vec<(usize, Vec<usize>)>;

/// The answers of some situations, by their numbers, each with the ways to it.
pub type Answers = Vec<(usize, Vec<Way>)>;

/// Who gets which answer: the choices of the first question against those of the question with the most choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The first question, a row for each choice.
    pub rows: usize,
    /// The other question, a column for each choice; none where there is but one question.
    pub columns: Option<usize>,
    /// For each row, for each column: the answers, and with which other answers each is given. No answers where the choice
    /// of the column is not offered.
    pub cells: Vec<Vec<Answers>>,
}

/// Every answer that a policy gives, in the order in which the questions lead to them.
pub fn screens(policy: &CompiledPolicy) -> Vec<Screen> {
    let mut screens: Vec<Screen> = Vec::new();
    walk(policy, policy.root(), &[], &mut Vec::new(), &mut |leaf, way| match screens
        .iter_mut()
        .find(|screen| is_alike(&screen.leaf, leaf))
    {
        Some(screen) => {
            screen.ways.push(way.clone());
            let rules: BTreeSet<usize> = screen.leaf.rules.iter().chain(&leaf.rules).copied().collect();
            screen.leaf.rules = rules.into_iter().collect();
        }
        None => screens.push(Screen { leaf: leaf.clone(), ways: vec![way.clone()] }),
    });
    screens
}

/// Who gets which of the answers.
pub fn matrix(policy: &CompiledPolicy, screens: &[Screen]) -> Matrix {
    let rows = match policy.root() {
        Node::Ask { question, .. } => *question,
        Node::Refer(_) => 0,
    };
    let choices = |question: usize| policy.questions.get(question).map_or(0, |question| question.choices.len());
    let others = (0..policy.questions.len()).filter(|question| *question != rows);
    let columns = others.rev().max_by_key(|question| choices(*question));
    let cell = |row: usize, column: usize| {
        let mut fixed = vec![(rows, row)];
        fixed.extend(columns.map(|question| (question, column)));
        let mut answers = Answers::new();
        walk(policy, policy.root(), &fixed, &mut Vec::new(), &mut |leaf, way| {
            let Some(screen) = screens.iter().position(|screen| is_alike(&screen.leaf, leaf)) else { return };
            match answers.iter_mut().find(|(known, _)| *known == screen) {
                Some((_, ways)) => ways.push(way.clone()),
                None => answers.push((screen, vec![way.clone()])),
            }
        });
        answers
    };
    let width = columns.map_or(1, choices);
    let cells = (0..choices(rows)).map(|row| (0..width).map(|column| cell(row, column)).collect()).collect();
    Matrix { rows, columns, cells }
}

/// Walks every way from a node on; of a question that is fixed, only that choice, and without naming it.
fn walk(
    policy: &CompiledPolicy,
    node: &Node,
    fixed: &[(usize, usize)],
    way: &mut Way,
    found: &mut impl FnMut(&Leaf, &Way),
) {
    let (question, next) = match node {
        Node::Refer(leaf) => return found(leaf, way),
        Node::Ask { question, next } => (*question, next),
    };
    if let Some((_, choice)) = fixed.iter().find(|(known, _)| *known == question) {
        if let Some(next) = next.get(*choice).copied().flatten() {
            walk(policy, policy.node(next), fixed, way, found);
        }
        return;
    }
    for (choices, next) in branches(next) {
        way.push((question, choices));
        walk(policy, policy.node(next), fixed, way, found);
        way.pop();
    }
}

/// The nodes that a question leads to, each with the choices that lead there.
fn branches(next: &[Option<usize>]) -> Vec<(Vec<usize>, usize)> {
    let mut branches: Vec<(Vec<usize>, usize)> = Vec::new();
    for (choice, next) in next.iter().enumerate().filter_map(|(choice, next)| Some((choice, (*next)?))) {
        match branches.iter_mut().find(|(_, known)| *known == next) {
            Some((choices, _)) => choices.push(choice),
            None => branches.push((vec![choice], next)),
        }
    }
    branches
}

/// Whether a visitor is shown the same at two leaves.
fn is_alike(one: &Leaf, other: &Leaf) -> bool {
    (one.outcome, &one.notices, &one.closed) == (other.outcome, &other.notices, &other.closed)
}

/// The page, in one of the policy's languages; none in a language that it has no words in.
pub fn page(source: &Source, compiled: &Compiled, language: &str) -> Option<String> {
    let words = compiled.words.iter().find(|words| words.language == language)?;
    let policy = &compiled.policy;
    let screens = screens(policy);
    let map = Map { source, policy, words, matrix: matrix(policy, &screens), screens };
    Some(map.page().into_string())
}

struct Map<'m> {
    source: &'m Source,
    policy: &'m CompiledPolicy,
    words: &'m CompiledWords,
    screens: Vec<Screen>,
    matrix: Matrix,
}

const STYLE: &str = include_str!("map/map.css");
const SCRIPT: &str = include_str!("map/map.js");

impl Map<'_> {
    /// A text of the page itself, in Dutch where the policy's words are, else in English.
    fn say(&self, english: &'static str, dutch: &'static str) -> &'static str {
        if self.words.language == "nl" { dutch } else { english }
    }

    fn page(&self) -> Markup {
        let language = if self.words.language == "nl" { "nl" } else { "en" };
        let title = format!("{} {}", self.say("Map of", "Kaart van"), self.policy.id);
        let sections = [
            ("flow", self.say("The flow", "De route"), self.flow()),
            ("matrix", self.say("Who gets which answer", "Wie krijgt welk antwoord"), self.who_gets_what()),
            ("questions", self.say("How many questions", "Hoeveel vragen"), self.questions()),
            ("closed", self.say("Ways that never work", "Wegen die nooit werken"), self.closed()),
            ("facts", self.say("What rests on what", "Wat rust op wat"), self.facts()),
            ("answers", self.say("Every answer", "Alle antwoorden"), self.answers()),
            ("sign", self.say("Approval", "Akkoord"), self.sign()),
        ];
        html! {
            (DOCTYPE)
            html lang=(language) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (title) }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    header {
                        h1 { (title) }
                        p {
                            (self.say("Version", "Versie")) " " (self.policy.version) " · "
                            (self.say("build", "build")) " " code { (self.policy.build) } " · "
                            (self.counts())
                        }
                        p class="legend" {
                            @for verdict in Verdict::ALL {
                                (label(verdict, &self.plain(&["verdict.", verdict.id(), ".label"]))) " "
                            }
                        }
                        nav aria-label=(self.say("On this page", "Op deze pagina")) {
                            @for (id, title, _) in &sections { a href=(format!("#{id}")) { (title) } " " }
                        }
                    }
                    main {
                        @for (id, title, section) in &sections {
                            section id=(id) {
                                h2 id=(format!("{id}-title")) { (title) }
                                (section)
                            }
                        }
                    }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }

    fn counts(&self) -> String {
        let policy = self.policy;
        let (questions, rules) = (self.say("questions", "vragen"), self.say("rules", "regels"));
        let (outcomes, answers) = (self.say("outcomes", "uitkomsten"), self.say("answers", "antwoorden"));
        format!(
            "{} {questions}, {} {rules}, {} {outcomes}, {} {answers}",
            policy.questions.len(),
            policy.rules.len(),
            policy.outcomes.len(),
            self.screens.len()
        )
    }

    fn flow(&self) -> Markup {
        // A box for each outcome, and one for each question with the same ways on, whatever rules and notices follow.
        let mut boxes: Vec<flow::Box> = (self.policy.outcomes.iter())
            .map(|outcome| flow::Box {
                text: self.plain(&["outcome.", &outcome.id, ".title"]),
                target: Some(format!("outcome-{}", outcome.id)),
                verdict: Some(outcome.verdict),
            })
            .collect();
        let mut lines: Vec<flow::Line> = Vec::new();
        let mut known: HashMap<(usize, Vec<Option<usize>>), usize> = HashMap::new();
        let mut box_of: Vec<usize> = Vec::new();
        // Nodes lead to earlier nodes only, so the boxes that a node leads to are there; the last node is the first question.
        for node in (0..self.policy.size()).map(|number| self.policy.node(number)) {
            box_of.push(match node {
                Node::Refer(leaf) => leaf.outcome,
                Node::Ask { question, next } => {
                    let next: Vec<Option<usize>> = next.iter().map(|next| box_of.get((*next)?).copied()).collect();
                    *known.entry((*question, next)).or_insert_with_key(|(question, next)| {
                        for (choices, to) in branches(next) {
                            let choices = choices.into_iter().map(|choice| self.choice(*question, choice)).collect();
                            lines.push(flow::Line { from: boxes.len(), to, choices });
                        }
                        boxes.push(flow::Box { text: self.question(*question), target: None, verdict: None });
                        boxes.len() - 1
                    })
                }
            });
        }
        html! {
            p { (self.say(
                "From left to right: a question, the choices that lead on, and at the end the answer. A question is asked only where it can still change the answer.",
                "Van links naar rechts: een vraag, de keuzes die verder leiden, en aan het eind het antwoord. Een vraag komt alleen waar die het antwoord nog kan veranderen.",
            )) }
            p class="zoom" hidden {
                button type="button" data-zoom="1.25" { (self.say("Larger", "Groter")) } " "
                button type="button" data-zoom="0.8" { (self.say("Smaller", "Kleiner")) } " "
                button type="button" data-zoom="fit" { (self.say("Fit the page", "Passend")) }
            }
            div class="scroll" tabindex="0" role="region" aria-labelledby="flow-title" {
                (flow::draw(&boxes, &lines, self.say("The flow", "De route")))
            }
        }
    }

    fn who_gets_what(&self) -> Markup {
        let Matrix { rows, columns, cells } = &self.matrix;
        let choices =
            |question: usize| self.policy.questions.get(question).map_or(0, |question| question.choices.len());
        html! {
            p { (self.say(
                "Choose an answer to read it as a visitor does. Where an answer depends on more, the choices stand with it.",
                "Kies een antwoord om het te lezen zoals een bezoeker. Hangt het van meer af, dan staan de keuzes erbij.",
            )) }
            div class="scroll" tabindex="0" role="region" aria-labelledby="matrix-title" {
                table class="matrix" {
                    thead {
                        tr {
                            th scope="col" { (self.question(*rows)) }
                            @match columns {
                                Some(question) => {
                                    @for choice in 0..choices(*question) { th scope="col" { (self.choice(*question, choice)) } }
                                }
                                None => th scope="col" { (self.say("Answer", "Antwoord")) },
                            }
                        }
                    }
                    tbody {
                        @for (row, cells) in cells.iter().enumerate() {
                            tr {
                                th scope="row" { (self.choice(*rows, row)) }
                                @for (width, cell) in merged(cells) { td colspan=(width) { (self.cell(cell)) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn cell(&self, answers: &Answers) -> Markup {
        html! {
            @if answers.is_empty() { span class="none" { (self.say("not offered", "niet aangeboden")) } }
            @for (number, ways) in answers {
                @if let Some(screen) = self.screens.get(*number) {
                    a class=(format!("answer {}", self.policy.outcome(&screen.leaf).verdict.id()))
                        href=(format!("#answer-{number}")) {
                        span { (self.title(screen)) }
                        @if answers.len() > 1 {
                            @for way in ways { small { (self.way(way)) } }
                        }
                    }
                }
            }
        }
    }

    fn questions(&self) -> Markup {
        let rows = self.matrix.rows;
        let choices = self.policy.questions.get(rows).map_or(0, |question| question.choices.len());
        let lengths = |choice: usize| -> Vec<usize> {
            let ways = self.screens.iter().flat_map(|screen| &screen.ways);
            let own = ways.filter(|way| way.first().is_some_and(|(_, choices)| choices.contains(&choice)));
            own.map(Vec::len).collect()
        };
        let longest = self.screens.iter().flat_map(|screen| &screen.ways).map(Vec::len).max().unwrap_or(0);
        html! {
            table {
                thead {
                    tr {
                        th scope="col" { (self.question(rows)) }
                        th scope="col" { (self.say("Fewest", "Minst")) }
                        th scope="col" { (self.say("Most", "Meest")) }
                        th scope="col" { (self.say("Ways to an answer", "Wegen naar een antwoord")) }
                    }
                }
                tbody {
                    @for choice in 0..choices {
                        @let lengths = lengths(choice);
                        @let (fewest, most) = (lengths.iter().min().unwrap_or(&0), lengths.iter().max().unwrap_or(&0));
                        tr {
                            th scope="row" { (self.choice(rows, choice)) }
                            td { (fewest) }
                            td { (most) " " span class="bar" aria-hidden="true" { ("●".repeat(*most)) ("○".repeat(longest - most)) } }
                            td { (lengths.len()) }
                        }
                    }
                }
            }
        }
    }

    fn closed(&self) -> Markup {
        html! {
            dl {
                @for closed in &self.source.policy.closed {
                    dt { (self.words.plain(&["channel.", &closed.channel, ".name"])) }
                    dd {
                        (self.line(&["channel.", &closed.channel, ".text"]))
                        " " (self.fact_links(&closed.facts))
                        @if !closed.outcomes.is_empty() {
                            " " (self.say("Told beside:", "Staat bij:")) " " (closed.outcomes.join(", "))
                        }
                    }
                }
            }
        }
    }

    fn facts(&self) -> Markup {
        let policy = &self.source.policy;
        html! {
            table {
                caption { (self.say("From fact to answer", "Van feit naar antwoord")) }
                thead { tr {
                    th scope="col" { (self.say("Fact", "Feit")) }
                    th scope="col" { (self.say("Rules, notices, closed ways", "Regels, meldingen, gesloten wegen")) }
                    th scope="col" { (self.say("Outcomes", "Uitkomsten")) }
                } }
                tbody {
                    @for (id, text) in &policy.facts {
                        @let rules: Vec<_> = policy.rules.iter().filter(|rule| rule.facts.contains(id)).collect();
                        @let notices = policy.notices.iter().filter(|notice| notice.facts.contains(id)).map(|n| &n.id);
                        @let closed = policy.closed.iter().filter(|closed| closed.facts.contains(id)).map(|c| &c.channel);
                        tr id=(format!("fact-{id}")) {
                            th scope="row" { (id) " " span class="text" { (text) } }
                            td { (list(rules.iter().map(|rule| rule_link(&rule.id)).chain(notices.chain(closed).map(|id| html! { (id) })))) }
                            td { (list(self.outcomes_of(id).into_iter().map(outcome_link))) }
                        }
                    }
                }
            }
            table {
                caption { (self.say("From outcome to fact", "Van uitkomst naar feit")) }
                thead { tr {
                    th scope="col" { (self.say("Outcome", "Uitkomst")) }
                    th scope="col" { (self.say("Rule", "Regel")) }
                    th scope="col" { (self.say("Facts", "Feiten")) }
                } }
                tbody {
                    @for outcome in &policy.outcomes {
                        @let rules: Vec<_> = policy.rules.iter().filter(|rule| rule.outcome == outcome.id).collect();
                        @for (number, rule) in rules.iter().enumerate() {
                            tr id=(format!("rule-{}", rule.id)) {
                                @if number == 0 {
                                    th scope="rowgroup" rowspan=(rules.len()) id=(format!("outcome-{}", outcome.id)) {
                                        (outcome.id) " " (self.verdict(&outcome.id, outcome.verdict))
                                        " " (list(self.screens_of(&outcome.id)))
                                        @if let Some(reading) = &outcome.reading { p class="reading" { (reading) } }
                                    }
                                }
                                td { (rule.id) @if let Some(reading) = &rule.reading { p class="reading" { (reading) } } }
                                td { (self.fact_links(&rule.facts)) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The outcomes that a fact leads to, or is told beside.
    fn outcomes_of(&self, fact: &String) -> BTreeSet<&str> {
        let policy = &self.source.policy;
        let rules = |number: &usize| policy.rules.get(*number).map(|rule| &rule.facts);
        let notices = |number: &usize| policy.notices.get(*number).map(|notice| &notice.facts);
        let closed = |number: &usize| policy.closed.get(*number).map(|closed| &closed.facts);
        let screens = self.screens.iter().filter(|Screen { leaf, .. }| {
            let facts = leaf.rules.iter().filter_map(rules).chain(leaf.notices.iter().filter_map(notices));
            facts.chain(leaf.closed.iter().filter_map(closed)).any(|facts| facts.contains(fact))
        });
        screens.map(|screen| self.policy.outcome(&screen.leaf).id.as_str()).collect()
    }

    /// Links to the answers that an outcome has.
    fn screens_of(&self, outcome: &str) -> impl Iterator<Item = Markup> {
        let own =
            self.screens.iter().enumerate().filter(move |(_, screen)| self.policy.outcome(&screen.leaf).id == outcome);
        own.map(|(number, screen)| html! { a href=(format!("#answer-{number}")) { (self.title(screen)) } })
    }

    fn answers(&self) -> Markup {
        html! { @for (number, screen) in self.screens.iter().enumerate() { (self.answer(number, screen)) } }
    }

    fn answer(&self, number: usize, Screen { leaf, ways }: &Screen) -> Markup {
        let outcome = self.policy.outcome(leaf);
        let (id, verdict) = (outcome.id.as_str(), outcome.verdict.id());
        let (subject, body) = (self.plain(&["outcome.", id, ".subject"]), self.plain(&["outcome.", id, ".body"]));
        let message = self.plain(&["outcome.", id, ".message"]);
        html! {
            article id=(format!("answer-{number}")) class=(verdict) tabindex="-1" {
                h3 { (self.plain(&["outcome.", id, ".title"])) }
                p { (self.verdict(id, outcome.verdict)) " " (outcome_link(id)) }
                p { (self.line(&["outcome.", id, ".lead"])) }
                h4 { (self.plain(&["verdict.", verdict, ".steps"])) }
                ol { @for step in &outcome.steps { li { (self.line(&["step.", step])) } } }
                h4 { (self.plain(&["ui.channels"])) }
                @for channel in outcome.channels.iter().filter_map(|number| self.policy.channels.get(*number)) {
                    p {
                        strong { (self.plain(&["channel.", &channel.id, ".name"])) }
                        @if let Some(target) = &channel.target { " " code { (target) } }
                        br;
                        (self.line(&["channel.", &channel.id, ".text"]))
                    }
                }
                @if !outcome.enclosures.is_empty() {
                    h4 { (self.plain(&["ui.enclosures"])) }
                    ul { @for id in &outcome.enclosures { li {
                        (self.line(&["enclosure.", id]))
                        (self.paragraphs(&["enclosure-advice.", id]))
                    } } }
                }
                @if !subject.is_empty() {
                    details { summary { (self.plain(&["ui.draft"])) } p { strong { (subject) } } pre { (body) } }
                }
                @if !message.is_empty() {
                    details { summary { (self.plain(&["ui.share"])) } pre { (message) } }
                }
                @if self.words.has(&["outcome.", id, ".next"]) {
                    h4 { (self.plain(&["ui.next"])) }
                    p { (self.line(&["outcome.", id, ".next"])) }
                }
                @for notice in leaf.notices.iter().filter_map(|notice| self.policy.notices.get(*notice)) {
                    div class="notice" {
                        h4 { (self.plain(&["notice.", notice, ".title"])) }
                        (self.paragraphs(&["notice.", notice, ".text"]))
                    }
                }
                h4 { (self.plain(&["ui.why"])) }
                (self.paragraphs(&["outcome.", id, ".why"]))
                div class="source" {
                    p { (self.say("Given when", "Gegeven bij")) }
                    ul { @for way in ways { li { (self.way(way)) } } }
                    p {
                        (self.say("Rules", "Regels")) ": "
                        (list(leaf.rules.iter().filter_map(|rule| self.policy.rules.get(*rule)).map(|id| rule_link(id))))
                    }
                }
            }
        }
    }

    fn sign(&self) -> Markup {
        let lines = [
            self.say(
                "I have read this map and agree with what it decides.",
                "Ik heb deze kaart gelezen en ben het eens met wat erin staat.",
            ),
            self.say("Name", "Naam"),
            self.say("Date", "Datum"),
            self.say("Signature", "Handtekening"),
        ];
        html! {
            @for (number, line) in lines.iter().enumerate() { p class=(if number == 0 { "" } else { "blank" }) { (line) } }
            p { (self.policy.id) " " (self.policy.version) " · " code { (self.policy.build) } }
        }
    }

    fn verdict(&self, outcome: &str, verdict: Verdict) -> Markup {
        label(verdict, &self.words.label(outcome, verdict))
    }

    /// A way in words: what was chosen, one after the other.
    fn way(&self, way: &Way) -> String {
        let chosen = way.iter().map(|(question, choices)| {
            let labels: Vec<String> = choices.iter().map(|choice| self.choice(*question, *choice)).collect();
            labels.join(" / ")
        });
        chosen.collect::<Vec<_>>().join(" → ")
    }

    /// An answer's title; where an outcome has several answers, with the notices that tell them apart.
    fn title(&self, screen: &Screen) -> String {
        let alike = || self.screens.iter().filter(|other| other.leaf.outcome == screen.leaf.outcome);
        let apart =
            screen.leaf.notices.iter().filter(|notice| !alike().all(|other| other.leaf.notices.contains(notice)));
        let mut title = self.plain(&["outcome.", &self.policy.outcome(&screen.leaf).id, ".title"]);
        for notice in apart.filter_map(|notice| self.policy.notices.get(*notice)) {
            title.push_str(" + ");
            title.push_str(&self.plain(&["notice.", notice, ".title"]));
        }
        title
    }

    fn question(&self, number: usize) -> String {
        let id = self.policy.questions.get(number).map(|question| question.id.as_str()).unwrap_or_default();
        self.plain(&["question.", id, ".title"])
    }

    fn choice(&self, question: usize, choice: usize) -> String {
        let Some(question) = self.policy.questions.get(question) else { return String::new() };
        let choice = question.choices.get(choice).map(String::as_str).unwrap_or_default();
        self.plain(&["question.", &question.id, ".choice.", choice])
    }

    fn fact_links(&self, facts: &[String]) -> Markup {
        list(facts.iter().map(|id| {
            let text = self.source.policy.facts.get(id).map(String::as_str).unwrap_or_default();
            html! { a href=(format!("#fact-{id}")) title=(text) { (id) } }
        }))
    }

    fn plain(&self, key: &[&str]) -> String {
        self.words.plain(key)
    }

    fn line(&self, key: &[&str]) -> Markup {
        PreEscaped(self.words.line(key).map(|line| rich(&line)).unwrap_or_default())
    }

    fn paragraphs(&self, key: &[&str]) -> Markup {
        html! { @for paragraph in self.words.paragraphs(key) { p { (PreEscaped(rich(&paragraph))) } } }
    }
}

/// Neighbours in a row that are alike, as one cell with its width.
fn merged<T: PartialEq>(cells: &[T]) -> Vec<(usize, &T)> {
    let mut merged: Vec<(usize, &T)> = Vec::new();
    for cell in cells {
        match merged.last_mut() {
            Some((width, last)) if *last == cell => *width += 1,
            _ => merged.push((1, cell)),
        }
    }
    merged
}

/// A verdict in words, in its colour.
fn label(verdict: Verdict, text: &str) -> Markup {
    html! { span class=(format!("verdict {}", verdict.id())) { (text) } }
}

fn list(items: impl Iterator<Item = Markup>) -> Markup {
    html! { @for (number, item) in items.enumerate() { @if number > 0 { ", " } (item) } }
}

fn rule_link(id: &str) -> Markup {
    html! { a href=(format!("#rule-{id}")) { (id) } }
}

fn outcome_link(id: &str) -> Markup {
    html! { a href=(format!("#outcome-{id}")) { (id) } }
}
