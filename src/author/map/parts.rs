//! What the parts of a map have in common: the policy, and how questions, choices, rules and facts are called and linked.

use maud::{Markup, html};

use super::matrix::Matrix;
use crate::author::html::joined;
use crate::author::source::Source;
use crate::author::ways::{Reached, Way};
use crate::decision::Answer;
use crate::policy::Verdict;
use crate::policy::compiled::{CompiledPolicy, CompiledQuestion};
use crate::policy::number::Number;
use crate::screen::Outcome;
use crate::screen::names::Names;

/// A policy, and all that is shown of it.
pub struct Map<'m> {
    /// The policy as it was written.
    pub source: &'m Source,
    /// The policy as it ships.
    pub policy: &'m CompiledPolicy,
    /// The language of the texts.
    pub language: &'m str,
    /// What its questions, choices and outcomes are called.
    pub names: Names,
    /// Every answer that a policy gives, in the order in which the questions lead to them,
    pub reached: Vec<Reached>,
    /// and its screen.
    pub screens: Vec<Outcome>,
    /// Who gets which answer.
    pub matrix: Matrix,
}

impl Map<'_> {
    /// A text of the page itself, in Dutch where the policy's words are, else in English.
    pub fn say(&self, english: &'static str, dutch: &'static str) -> &'static str {
        if self.language == "nl" { dutch } else { english }
    }

    /// A way in words: what was chosen, one after the other.
    pub fn way(&self, way: &Way) -> String {
        let chosen = way.iter().map(|(question, choices)| {
            let label = |choice: &Number<_>| self.names.choice(Answer { question: *question, choice: *choice });
            choices.iter().map(label).collect::<Vec<_>>().join(" / ")
        });
        chosen.collect::<Vec<_>>().join(" → ")
    }

    /// An answer's title; where an outcome has several answers, with the notices that tell them apart.
    pub fn title(&self, screen: &Outcome) -> String {
        let alike = || self.screens.iter().filter(|other| other.id == screen.id);
        let apart = screen.notices.iter().filter(|notice| !alike().all(|other| other.notices.contains(notice)));
        let mut title = screen.title.clone();
        for notice in apart {
            title.push_str(" + ");
            title.push_str(&notice.heading);
        }
        title
    }

    pub fn question(&self, number: Option<Number<CompiledQuestion>>) -> &str {
        number.map_or("", |number| self.names.question(number))
    }

    /// A choice in words; without a question, that there is one answer for all.
    pub fn answered(&self, answer: Option<Answer>) -> &str {
        answer.map_or(self.say("Answer", "Antwoord"), |answer| self.names.choice(answer))
    }

    pub fn fact_links(&self, facts: &[String]) -> Markup {
        let link = |id: &String| {
            let text = self.source.policy.facts.get(id).map_or("", String::as_str);
            html! { a href=(format!("#fact-{id}")) title=(text) { (id) } }
        };
        joined(facts.iter().map(link), ", ")
    }
}

/// A verdict in words, in its colour.
pub fn label(verdict: Verdict, text: &str) -> Markup {
    html! { span class=(format!("verdict {}", verdict.id())) { (text) } }
}

pub fn rule_link(id: &str) -> Markup {
    html! { a href=(format!("#rule-{id}")) { (id) } }
}

pub fn outcome_link(id: &str) -> Markup {
    html! { a href=(format!("#outcome-{id}")) { (id) } }
}
