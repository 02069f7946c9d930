//! A policy on one page to look at rather than to read: the flow as a picture, who gets which answer as a matrix, each
//! answer as a visitor reads it, and what rests on which fact. The page needs no other file, can be printed, and has a
//! place for its owner to sign.

pub mod matrix;

pub mod drawing;

mod parts;

mod flow;

mod facts;

mod answer;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::compile::Compiled;
use super::html::{STYLE, joined, rich, signature};
use super::source::Source;
use super::ways::{Way, branches, reached, screen_of};
use crate::decision::Answer;
use crate::policy::Verdict;
use crate::screen::Closed;
use crate::screen::names::Names;

use drawing::Drawing;
use flow::{Part, Role};
use matrix::{Answers, Matrix, answers_to, matrix};
use parts::{Map, label};

/// The page, in one of the policy's languages; none in a language that it has no words in.
pub fn page(source: &Source, compiled: &Compiled, language: &str) -> Option<String> {
    let words = compiled.words.iter().find(|words| words.language == language)?;
    let policy = &compiled.policy;
    let reached = reached(policy);
    let matrix = matrix(policy, &reached);
    let screens = reached.iter().map(|reached| screen_of(policy, words, reached)).collect();
    let map = Map { source, policy, words, names: Names::of(policy, words), reached, screens, matrix };
    Some(map.page().into_string())
}

impl Map<'_> {
    fn page(&self) -> Markup {
        let own = self.source.words.iter().find(|words| words.language == self.words.language);
        let title = own.and_then(|words| words.texts.get("page.title")).unwrap_or(&self.policy.id);
        let map = self.say("Map", "Kaart");
        let sections = [
            ("flow", self.say("The flow", "De route"), self.flow()),
            ("matrix", self.say("Who gets which answer", "Wie krijgt welk antwoord"), self.who_gets_what()),
            ("questions", self.say("How many questions", "Hoeveel vragen"), self.questions()),
            ("closed", self.say("Ways that never work", "Wegen die nooit werken"), self.closed()),
            ("facts", self.say("What rests on what", "Wat rust op wat"), facts::draw(self)),
            ("answers", self.say("Every answer", "Alle antwoorden"), self.answers()),
            ("sign", self.say("Approval", "Akkoord"), self.sign()),
        ];
        html! {
            (DOCTYPE)
            html lang=(self.page_language()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (map) ": " (title) }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    header {
                        h1 { (map) ": " (self.text(title)) }
                        p {
                            code { (self.policy.id) } " · " (self.say("Version", "Versie")) " " (self.policy.version) " · "
                            (self.say("build", "build")) " " code { (self.policy.build) } " · "
                            (self.counts())
                        }
                        p class="legend" {
                            @for verdict in Verdict::ALL {
                                (label(verdict, &self.text(self.names.verdict(verdict)))) " "
                            }
                        }
                        nav aria-label=(self.say("On this page", "Op deze pagina")) {
                            @for (id, title, _) in &sections { a href=(format!("#{id}")) { (title) } " " }
                        }
                    }
                    main {
                        @for (id, title, section) in &sections {
                            section id=(id) aria-labelledby=(format!("{id}-title")) {
                                h2 id=(format!("{id}-title")) { (title) }
                                (section)
                            }
                        }
                    }
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
        let parts = flow::parts(self.policy, &self.names, &self.except());
        html! {
            @if parts.is_empty() {
                p { (self.say("Nothing is asked: everyone gets the same answer.", "Er wordt niets gevraagd: iedereen krijgt hetzelfde antwoord.")) }
            } @else {
                p { (self.say(
                    "From top to bottom: a question, below it its choices, and beside each its answer or below it the next question. A question is asked only where it can still change something: the answer, or what is told beside it.",
                    "Van boven naar beneden: een vraag, daaronder de keuzes, en naast elke keuze het antwoord of daaronder de volgende vraag. Een vraag komt alleen waar die nog iets kan veranderen: het antwoord, of wat erbij verteld wordt.",
                )) }
            }
            @for (number, part) in parts.iter().enumerate() { (self.part(number, part, parts.len())) }
        }
    }

    fn part(&self, number: usize, Part { role, sheet, rows }: &Part, all: usize) -> Markup {
        let id = format!("flow-{number}");
        html! {
            div class="part" {
                @if all > 1 {
                    h3 id=(id) {
                        @match role {
                            Some(Role { number, choices }) => { (number) ". " (self.text(choices)) },
                            None => (self.say("Overview", "Overzicht")),
                        }
                        @if *sheet > 1 { ", " (self.say("sheet", "blad")) " " (sheet) }
                    }
                }
                div class="scroll" tabindex="0" role="group" aria-labelledby=(if all == 1 { "flow-title" } else { &id })
                    lang=[self.lang()] { (Drawing::of(rows).svg(self.words.rtl())) }
            }
        }
    }

    fn who_gets_what(&self) -> Markup {
        let Matrix { rows, columns, cells } = &self.matrix;
        let (rows_of, columns_of) = (answers_to(self.policy, *rows), answers_to(self.policy, *columns));
        html! {
            p { (self.say(
                "Choose an answer to read it as a visitor does. Where an answer depends on more, the questions and choices stand with it.",
                "Kies een antwoord om het te lezen zoals een bezoeker. Hangt het van meer af, dan staan de vragen en keuzes erbij.",
            )) }
            div class="scroll" tabindex="0" role="group" aria-labelledby="matrix-title" {
                table class="matrix" aria-labelledby="matrix-title" {
                    thead {
                        tr {
                            th scope="col" { (self.question(*rows)) }
                            @if columns.is_some() { th scope="col" { (self.question(*columns)) } }
                            th scope="col" { (self.say("Answer", "Antwoord")) }
                        }
                    }
                    @for (row, cells) in rows_of.iter().zip(cells) {
                        @let alike = branches(columns_of.iter().zip(cells));
                        tbody {
                            @for (number, (chosen, cell)) in alike.iter().enumerate() {
                                tr {
                                    @if number == 0 { th scope="rowgroup" rowspan=(alike.len()) { (self.answered(*row)) } }
                                    @if columns.is_some() { th scope="row" {
                                        @if alike.len() == 1 {
                                            (self.say("does not matter", "maakt niet uit"))
                                        } @else {
                                            (joined(chosen.iter().map(|choice| self.answered(**choice)), " / "))
                                        }
                                    } }
                                    td { div class="cell" { (self.cell(cell)) } }
                                }
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
                        span { (self.text(&self.title(screen))) }
                        @if answers.len() > 1 {
                            @for way in ways { " " small { (self.way(way)) } }
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
            table aria-labelledby="questions-title" {
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
                    dt { (self.text(name)) }
                    dd {
                        span lang=[self.lang()] dir=[self.dir()] { (rich(text)) }
                        @for closed in self.source.policy.closed.iter().filter(|closed| closed.channel == *id) {
                            " " (self.fact_links(&closed.facts))
                            @if !closed.outcomes.is_empty() {
                                " " (self.say("Told beside:", "Staat bij:")) " "
                                (joined(closed.outcomes.iter().map(|id| self.outcome_link(id)), "; "))
                            }
                        }
                    }
                }
            }
        }
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
        signature(lines, html! { (self.policy.id) " " (self.policy.version) " · " code { (self.policy.build) } })
    }
}
