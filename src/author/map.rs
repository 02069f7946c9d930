//! A policy on one page to look at rather than to read: the flow as a picture, who gets which answer as a matrix, each
//! answer as a visitor reads it, and what rests on which fact. The page needs no other file, can be printed, and has a
//! place for its owner to sign.

pub mod matrix;

mod parts;

mod flow;

mod answer;

use std::collections::{BTreeSet, HashMap};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::compile::Compiled;
use super::html::{joined, rich};
use super::source::Source;
use super::ways::{Way, branches, reached, screen_of};
use crate::decision::Answer;
use crate::policy::Verdict;
use crate::policy::compiled::{Node, offered};
use crate::screen::Closed;
use crate::screen::names::Names;

use matrix::{Answers, Matrix, answers_to, matrix};
use parts::{Map, label, outcome_link, rule_link};

/// The page, in one of the policy's languages; none in a language that it has no words in.
pub fn page(source: &Source, compiled: &Compiled, language: &str) -> Option<String> {
    let words = compiled.words.iter().find(|words| words.language == language)?;
    let policy = &compiled.policy;
    let reached = reached(policy);
    let matrix = matrix(policy, &reached);
    let screens = reached.iter().map(|reached| screen_of(policy, words, reached)).collect();
    let map = Map { source, policy, language, names: Names::of(policy, words), reached, screens, matrix };
    Some(map.page().into_string())
}

const STYLE: &str = include_str!("map/map.css");
const SCRIPT: &str = include_str!("map/map.js");

impl Map<'_> {
    fn page(&self) -> Markup {
        let language = if self.language == "nl" { "nl" } else { "en" };
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
                                (label(verdict, self.names.verdict(verdict))) " "
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
            .zip(self.policy.outcomes.numbers())
            .map(|(outcome, number)| flow::Box {
                text: self.names.outcome(number).to_owned(),
                target: Some(format!("outcome-{}", outcome.id)),
                verdict: Some(outcome.verdict),
            })
            .collect();
        let mut lines: Vec<flow::Line> = Vec::new();
        let mut known: HashMap<(usize, Vec<Option<usize>>), usize> = HashMap::new();
        let mut box_of: Vec<usize> = Vec::new();
        // Nodes lead to earlier nodes only, so the boxes that a node leads to are there; the last node is the first question.
        for node in &self.policy.nodes {
            box_of.push(match node {
                Node::Refer(leaf) => leaf.outcome.get(),
                Node::Ask { question, next } => {
                    let ways: Vec<Option<usize>> =
                        next.iter().map(|next| next.and_then(|next| box_of.get(next.get()).copied())).collect();
                    *known.entry((question.get(), ways)).or_insert_with(|| {
                        let places = offered(next).map(|(choice, next)| (choice, box_of.get(next.get()).copied()));
                        for (choices, to) in branches(places) {
                            let label = |choice| self.names.choice(Answer { question: *question, choice }).to_owned();
                            let choices = choices.into_iter().map(label).collect();
                            lines.extend(to.map(|to| flow::Line { from: boxes.len(), to, choices }));
                        }
                        boxes.push(flow::Box {
                            text: self.names.question(*question).to_owned(),
                            target: None,
                            verdict: None,
                        });
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
        let rows_of = answers_to(self.policy, *rows);
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
                            @for answer in answers_to(self.policy, *columns) { th scope="col" { (self.answered(answer)) } }
                        }
                    }
                    tbody {
                        @for (row, cells) in rows_of.iter().zip(cells) {
                            tr {
                                th scope="row" { (self.answered(*row)) }
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
                    a class=(format!("answer {}", screen.verdict.id())) href=(format!("#answer-{number}")) {
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
        let lengths = |answer: Option<Answer>| -> Vec<usize> {
            let ways = self.reached.iter().flat_map(|reached| &reached.ways);
            let takes = |way: &&Way| {
                answer.is_none_or(|answer| way.first().is_some_and(|(_, choices)| choices.contains(&answer.choice)))
            };
            ways.filter(takes).map(Vec::len).collect()
        };
        let longest = self.reached.iter().flat_map(|reached| &reached.ways).map(Vec::len).max().unwrap_or(0);
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
                    @for answer in answers_to(self.policy, rows) {
                        @let lengths = lengths(answer);
                        @let (fewest, most) = (lengths.iter().min().unwrap_or(&0), lengths.iter().max().unwrap_or(&0));
                        tr {
                            th scope="row" { (self.answered(answer)) }
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
        let mut ways: Vec<&Closed> = Vec::new();
        for closed in self.screens.iter().flat_map(|screen| &screen.closed.body) {
            if !ways.contains(&closed) {
                ways.push(closed);
            }
        }
        html! {
            dl {
                @for Closed { id, name, text } in ways {
                    dt { (name) }
                    dd {
                        (rich(text))
                        @for closed in self.source.policy.closed.iter().filter(|closed| closed.channel == *id) {
                            " " (self.fact_links(&closed.facts))
                            @if !closed.outcomes.is_empty() {
                                " " (self.say("Told beside:", "Staat bij:")) " " (closed.outcomes.join(", "))
                            }
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
                            td { (joined(rules.iter().map(|rule| rule_link(&rule.id)).chain(notices.chain(closed).map(|id| html! { (id) })), ", ")) }
                            td { (joined(self.outcomes_of(id).into_iter().map(outcome_link), ", ")) }
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
                                        (outcome.id) " " (joined(self.screens_of(&outcome.id), ", "))
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
        self.screens.iter().filter(|screen| screen.facts.contains(fact)).map(|screen| screen.id.as_str()).collect()
    }

    /// The answers that an outcome has: the verdict of each, and a link to it.
    fn screens_of(&self, outcome: &str) -> impl Iterator<Item = Markup> {
        let own = self.screens.iter().enumerate().filter(move |(_, screen)| screen.id == outcome);
        own.map(|(number, screen)| {
            html! { (label(screen.verdict, &screen.label)) " " a href=(format!("#answer-{number}")) { (self.title(screen)) } }
        })
    }

    fn answers(&self) -> Markup {
        let all = self.screens.iter().zip(&self.reached).enumerate();
        html! { @for (number, (screen, reached)) in all { (answer::draw(self, number, screen, reached)) } }
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
