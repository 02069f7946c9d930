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
use crate::policy::words::CompiledWords;
use crate::screen::Outcome;
use crate::screen::names::Names;

/// A policy, and all that is shown of it.
pub struct Map<'m> {
    /// The policy as it was written.
    pub source: &'m Source,
    /// The policy as it ships.
    pub policy: &'m CompiledPolicy,
    /// Its texts in the language of the map.
    pub words: &'m CompiledWords,
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
    /// The language of the page's own texts: Dutch where the policy's words are, else English.
    pub fn page_language(&self) -> &'static str {
        if self.words.language == "nl" { "nl" } else { "en" }
    }

    /// A text of the page itself.
    pub fn say(&self, english: &'static str, dutch: &'static str) -> &'static str {
        if self.page_language() == "nl" { dutch } else { english }
    }

    /// What an element that holds the policy's words says of their language; nothing where it is the page's.
    pub fn lang(&self) -> Option<&str> {
        self.other(&self.words.language)
    }

    /// Likewise, of which way they are written.
    pub fn dir(&self) -> Option<&'static str> {
        self.words.rtl().then_some("rtl")
    }

    /// A text of the policy's words, marked as of their language.
    pub fn text(&self, text: &str) -> Markup {
        match self.lang() {
            None => html! { (text) },
            lang => html! { span lang=[lang] dir=[self.dir()] { (text) } },
        }
    }

    /// What an element says of the language of the facts and readings that it holds.
    pub fn facts_lang(&self) -> Option<&str> {
        let policy = &self.source.policy;
        self.other(policy.facts_language.as_deref().unwrap_or(&policy.default_language))
    }

    fn other<'l>(&self, language: &'l str) -> Option<&'l str> {
        (language != self.page_language()).then_some(language)
    }

    /// How the language begins an exception, at the beginning of a line.
    pub fn except(&self) -> String {
        let texts = self.source.words.iter().find(|texts| texts.language == self.words.language);
        let mut letters = texts.and_then(|texts| texts.texts.get("guide.except")).map_or("", String::as_str).chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    }

    /// A way in words: what was asked and what was chosen, one after the other.
    pub fn way(&self, way: &Way) -> Markup {
        let steps = way.iter().map(|(question, choices)| {
            let label = |choice: &Number<_>| self.names.choice(Answer { question: *question, choice: *choice });
            let chosen = choices.iter().map(label).collect::<Vec<_>>().join(" / ");
            html! { (self.names.question(*question)) " " strong { (chosen) } }
        });
        html! { span lang=[self.lang()] dir=[self.dir()] { (joined(steps, " → ")) } }
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

    /// A question in words; without one, that everyone is meant.
    pub fn question(&self, number: Option<Number<CompiledQuestion>>) -> Markup {
        match number {
            Some(number) => self.text(self.names.question(number)),
            None => html! { (self.say("Who", "Wie")) },
        }
    }

    /// A choice in words; without one, that everyone is meant.
    pub fn answered(&self, answer: Option<Answer>) -> Markup {
        match answer {
            Some(answer) => self.text(self.names.choice(answer)),
            None => html! { (self.say("Everyone", "Iedereen")) },
        }
    }

    pub fn fact_links(&self, facts: &[String]) -> Markup {
        let link = |id: &String| {
            let text = self.source.policy.facts.get(id).map_or("", String::as_str);
            html! { a href=(format!("#fact-{id}")) title=(text) lang=[self.facts_lang()] { (id) } }
        };
        joined(facts.iter().map(link), ", ")
    }

    /// An outcome by title and id, and where it stands.
    pub fn outcome_link(&self, id: &str) -> Markup {
        let title = self.words.plain(&["outcome.", id, ".title"]);
        html! { a href=(format!("#outcome-{id}")) { (self.text(&title)) } " " code { (id) } }
    }
}

/// A verdict in words, in its colour.
pub fn label(verdict: Verdict, text: &Markup) -> Markup {
    html! { span class=(format!("verdict {}", verdict.id())) { (text) } }
}

pub fn rule_link(id: &str) -> Markup {
    html! { a href=(format!("#rule-{id}")) { (id) } }
}
