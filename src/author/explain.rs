//! Why a visitor is sent where they are: the rule, the facts, and what would have led elsewhere.

use std::collections::BTreeSet;

use super::answers::all_ids;
use super::terminal::{Look, Page};
use super::ways::branches;
use crate::decision::changes::{is_alike, others, step_with};
use crate::decision::{Answer, Answers, Ask, Referral, State, Step, next_step};
use crate::policy::Policy;
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::CompiledWords;
use crate::screen::{self, Given, GivenAnswer, Screen};

/// A policy whose decisions are to be explained, with its words in one language.
pub struct Explainer<'s> {
    /// The policy as it is written.
    pub source: &'s Policy,
    /// The policy as it is walked.
    pub policy: &'s CompiledPolicy,
    /// Its words in one language.
    pub words: &'s CompiledWords,
    /// What the terminal can show.
    pub look: Look,
}

impl Explainer<'_> {
    /// What a visitor with these answers sees, and why.
    pub fn explain(&self, answers: &Answers) -> String {
        let state = State::from_answers(self.policy, answers.clone());
        let step = next_step(self.policy, &state);
        let screen = screen::screen(self.policy, self.words, &step);
        let mut page = Page::new(self.look);
        match &screen {
            Screen::Question(question) => {
                page.line(&format!("asks {}: {}", question.id, question.title));
                trail(&mut page, question.answers.as_ref());
            }
            Screen::Outcome(outcome) => {
                page.line(&format!("{} ({}): {}", outcome.id, outcome.verdict.id(), outcome.title));
                trail(&mut page, outcome.answers.as_ref());
            }
        }
        let trail = match &step {
            Step::Ask(ask) => {
                self.waiting(&mut page, &state, ask);
                page.heading("Each answer leads to");
                self.branches(
                    &mut page,
                    &step,
                    ask.offered.iter().map(|choice| Answer { choice: *choice, question: ask.question }),
                    &state,
                );
                &ask.trail
            }
            Step::Refer(referral) => {
                self.reasons(&mut page, referral);
                &referral.trail
            }
        };
        if !trail.is_empty() {
            page.heading("With one answer changed");
            for answer in trail {
                self.branches(&mut page, &step, others(self.policy, *answer), &state);
            }
        }
        page.heading("What the visitor reads");
        page.line("");
        match &screen {
            Screen::Question(question) => page.question(question),
            Screen::Outcome(outcome) => page.outcome(outcome),
        }
        page.text()
    }

    /// The answers given that come after the question.
    fn waiting(&self, page: &mut Page, state: &State, ask: &Ask) {
        let waiting: Vec<Answer> = state.answers().iter().filter(|answer| !ask.trail.contains(answer)).collect();
        if !waiting.is_empty() {
            page.line("");
            page.line(&format!("Counts once it is asked: {}", all_ids(self.policy, &waiting)));
        }
    }

    /// What an outcome rests on. A fact that several things rest on is told in full once.
    fn reasons(&self, page: &mut Page, referral: &Referral<'_>) {
        let leaf = referral.leaf;
        let mut told = BTreeSet::new();
        for rule in leaf.rules.iter().map(|rule| &self.policy.rules[*rule]) {
            page.heading(&format!("Rule {}", rule.id));
            self.facts(page, &rule.facts, &mut told);
        }
        self.readings(page, referral);
        for notice in leaf.notices.iter().map(|notice| &self.policy.notices[*notice]) {
            page.heading(&format!("Beside it {}", notice.id));
            self.facts(page, &notice.facts, &mut told);
        }
        for closed in leaf.closed.iter().map(|closed| &self.policy.closed[*closed]) {
            page.heading(&format!("Not by {}", self.policy.channels[closed.channel].id));
            self.facts(page, &closed.facts, &mut told);
        }
    }

    fn facts(&self, page: &mut Page, facts: &[String], told: &mut BTreeSet<String>) {
        for fact in facts {
            let is_new = told.insert(fact.clone());
            let says = self.source.facts.get(fact).filter(|_| is_new).map_or("see above", String::as_str);
            page.entry(&format!("{fact}: {says}"));
        }
    }

    /// How the policy's owner reads the source where it is silent.
    fn readings(&self, page: &mut Page, referral: &Referral<'_>) {
        let Policy { rules, outcomes, channels, .. } = self.source;
        let leads = |rule: &str| referral.leaf.rules.iter().any(|number| self.policy.rules[*number].id == rule);
        let serves =
            |channel: &str| referral.outcome.channels.iter().any(|number| self.policy.channels[*number].id == channel);
        let rules = rules.iter().filter(|rule| leads(&rule.id)).map(|rule| ("rule", &rule.id, &rule.reading));
        let outcomes = outcomes.iter().filter(|outcome| outcome.id == referral.outcome.id);
        let outcomes = outcomes.map(|outcome| ("outcome", &outcome.id, &outcome.reading));
        let channels = channels.iter().filter(|channel| serves(&channel.id));
        let channels = channels.map(|channel| ("channel", &channel.id, &channel.reading));
        let all = rules.chain(outcomes).chain(channels);
        let readings: Vec<_> = all.filter_map(|(what, id, reading)| Some((what, id, reading.as_ref()?))).collect();
        if !readings.is_empty() {
            page.heading("Our reading, where the source is silent");
        }
        for (what, id, reading) in readings {
            page.entry(&format!("{what} {id}: {reading}"));
        }
    }

    /// Where answers to one question lead when all others stay: those that lead to one place on one line.
    fn branches(&self, page: &mut Page, here: &Step<'_>, answers: impl Iterator<Item = Answer>, state: &State) {
        let leads = |answer: Answer| Some((answer, self.place(here, &step_with(self.policy, state, answer)?)));
        for (answers, place) in branches(answers.filter_map(leads)) {
            let Some(first) = answers.first() else { continue };
            let question = &self.policy.questions[first.question];
            let choices: Vec<&str> = answers.iter().map(|answer| question.choices[answer.choice].id.as_str()).collect();
            page.entry(&format!("{}={}: {place}", question.id, choices.join("/")));
        }
    }

    fn place(&self, here: &Step<'_>, there: &Step<'_>) -> String {
        let referral = match there {
            Step::Ask(ask) => return format!("asks {}", self.policy.questions[ask.question].id),
            Step::Refer(referral) => referral,
        };
        let Referral { outcome, leaf, trail: _ } = referral;
        let place = format!("{} ({})", outcome.id, outcome.verdict.id());
        match here {
            Step::Refer(here) if is_alike(here.leaf, leaf) => "the same".to_owned(),
            Step::Refer(here) if here.leaf.outcome == leaf.outcome => format!("{place}, {}", self.beside(referral)),
            _ => place,
        }
    }

    /// What tells an outcome from itself in another place.
    fn beside(&self, Referral { leaf, .. }: &Referral<'_>) -> String {
        let notices = leaf.notices.iter().map(|notice| self.policy.notices[*notice].id.as_str());
        let closed = leaf.closed.iter().map(|closed| &self.policy.closed[*closed]);
        let closed = closed.map(|closed| self.policy.channels[closed.channel].id.as_str());
        format!("beside it {}; not by {}", listed(notices), listed(closed))
    }
}

/// The answers that led to a step.
fn trail(page: &mut Page, given: Option<&Given>) {
    let Some(Given { rows, .. }) = given else { return };
    page.heading("Because of");
    for GivenAnswer { number: _, question, choice, asked: _, answered } in rows {
        page.entry(&format!("{question}={choice}: {answered}"));
    }
}

fn listed<'i>(ids: impl Iterator<Item = &'i str>) -> String {
    let ids: Vec<&str> = ids.collect();
    if ids.is_empty() { "nothing".to_owned() } else { ids.join(", ") }
}
