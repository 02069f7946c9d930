//! Why a visitor is sent where they are: the rule, the facts, and what would have led elsewhere.

use std::fmt::Write;
use std::io::{self, BufRead};

use crate::decision::{Answer, Answers, Ask, Event, Referral, State, Step, next_step};
use crate::policy::Policy;
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::CompiledWords;

use super::compile::Compiled;
use super::source::Source;

/// A policy whose decisions are to be explained, with its words in one language.
pub struct Explainer<'s> {
    source: &'s Policy,
    policy: &'s CompiledPolicy,
    words: &'s CompiledWords,
}

/// Answers that cannot be read: each names the piece, what is known in its place, and the nearest spelling.
pub type Unknown = Vec<String>;

impl<'s> Explainer<'s> {
    /// Explains in the policy's own language.
    pub fn of(source: &'s Source, compiled: &'s Compiled) -> Option<Self> {
        let policy = &compiled.policy;
        let words = compiled.words.iter().find(|words| words.language == policy.default_language)?;
        Some(Self { source: &source.policy, policy, words })
    }

    /// Reads answers as an author types them, `who=heir mailbox=no`. Other than in a link, nothing is passed over.
    ///
    /// # Errors
    ///
    /// A line for each piece that is no answer to a question.
    pub fn answers(&self, pieces: &[String]) -> Result<Answers, Unknown> {
        let mut answers = Answers::default();
        let mut unknown = Unknown::new();
        for piece in pieces.iter().flat_map(|piece| piece.split([',', ' '])).filter(|piece| !piece.is_empty()) {
            match self.answer(piece) {
                Ok(answer) => answers = answers.with(answer),
                Err(message) => unknown.push(message),
            }
        }
        if unknown.is_empty() { Ok(answers) } else { Err(unknown) }
    }

    fn answer(&self, piece: &str) -> Result<Answer, String> {
        let (question, choice) =
            piece.split_once('=').ok_or_else(|| format!("`{piece}` is no answer: write question=choice"))?;
        let questions = || self.policy.questions.iter().map(|question| question.id.as_str());
        let (number, asked) = (self.policy.questions.iter().enumerate().find(|(_, asked)| asked.id == question))
            .ok_or_else(|| no_such("question", question, questions().collect()))?;
        let choices = || asked.choices.iter().map(String::as_str).collect();
        let choice = (asked.choices.iter().position(|known| known == choice))
            .ok_or_else(|| no_such(&format!("choice of `{question}`"), choice, choices()))?;
        Ok(Answer { question: number, choice })
    }

    /// What a visitor with these answers sees, and why.
    pub fn explain(&self, answers: Answers) -> String {
        let state = State::from_answers(self.policy, answers.clone());
        let mut told = String::new();
        // Writing to a String does not fail, here and below.
        match next_step(self.policy, &state) {
            Step::Refer(referral) => self.outcome(&mut told, &referral),
            Step::Ask(ask) => self.question(&mut told, &ask),
        }
        let idle: Vec<String> = (0..self.policy.questions.len())
            .filter_map(|question| Some(Answer { question, choice: answers.to(question)? }))
            .filter(|answer| state.answers().to(answer.question) != Some(answer.choice))
            .map(|answer| self.id(answer))
            .collect();
        if !idle.is_empty() {
            let _ = writeln!(told, "\nDoes not matter here: {}", idle.join(", "));
        }
        told
    }

    fn outcome(&self, told: &mut String, referral: &Referral<'_>) {
        let Referral { outcome, leaf, trail } = referral;
        let title = self.words.plain(&["outcome.", &outcome.id, ".title"]);
        let _ = writeln!(told, "{} ({}): {title}", outcome.id, outcome.verdict.id());
        let _ = writeln!(told, "\nBecause of");
        self.trail(told, trail);
        for rule in leaf.rules.iter().filter_map(|rule| self.source.rules.get(*rule)) {
            let _ = writeln!(told, "\nRule {}", rule.id);
            for fact in &rule.facts {
                let says = self.source.facts.get(fact).map(String::as_str).unwrap_or_default();
                let _ = writeln!(told, "  {fact}: {says}");
            }
            if let Some(reading) = &rule.reading {
                let _ = writeln!(told, "  our reading: {reading}");
            }
        }
        let notices: Vec<&str> =
            leaf.notices.iter().filter_map(|notice| self.policy.notices.get(*notice)).map(String::as_str).collect();
        if !notices.is_empty() {
            let _ = writeln!(told, "\nBeside it: {}", notices.join(", "));
        }
        let _ = writeln!(told, "\nWith one answer changed");
        let mut others = 0;
        for answer in trail {
            for (other, step) in self.changed(trail, *answer) {
                let leads = match step {
                    Step::Refer(other) if other.outcome.id == outcome.id => continue,
                    Step::Refer(other) => format!("{} ({})", other.outcome.id, other.outcome.verdict.id()),
                    Step::Ask(ask) => format!("asks {}", self.question_id(ask.question)),
                };
                others += 1;
                let _ = writeln!(told, "  {}: {leads}", self.id(other));
            }
        }
        if others == 0 {
            let _ = writeln!(told, "  nothing else happens");
        }
    }

    fn question(&self, told: &mut String, ask: &Ask) {
        let id = self.question_id(ask.question);
        let _ = writeln!(told, "asks {id}: {}", self.words.plain(&["question.", id, ".title"]));
        for choice in &ask.offered {
            let answer = Answer { question: ask.question, choice: *choice };
            let _ = writeln!(told, "  {}: {}", self.id(answer), self.label(answer));
        }
        if !ask.trail.is_empty() {
            let _ = writeln!(told, "\nBecause of");
            self.trail(told, &ask.trail);
        }
    }

    fn trail(&self, told: &mut String, trail: &[Answer]) {
        for answer in trail {
            let _ = writeln!(told, "  {}: {}", self.id(*answer), self.label(*answer));
        }
    }

    /// The steps that the other choices of one question lead to, when the rest is answered as before.
    fn changed(&self, trail: &[Answer], answer: Answer) -> Vec<(Answer, Step<'_>)> {
        let choices = self.policy.questions.get(answer.question).map_or(0, |question| question.choices.len());
        (0..choices)
            .filter(|choice| *choice != answer.choice)
            .map(|choice| Answer { choice, ..answer })
            .filter_map(|other| {
                let before = trail.iter().fold(Answers::default(), |all, answer| all.with(*answer));
                let state = State::from_answers(self.policy, before).update(self.policy, Event::Answered(other));
                // A choice that this visitor is not offered is forgotten at once.
                (state.answers().to(other.question) == Some(other.choice))
                    .then(|| (other, next_step(self.policy, &state)))
            })
            .collect()
    }

    fn question_id(&self, question: usize) -> &str {
        self.policy.questions.get(question).map(|question| question.id.as_str()).unwrap_or_default()
    }

    fn id(&self, answer: Answer) -> String {
        let choices = self.policy.questions.get(answer.question).map(|question| question.choices.as_slice());
        let choice = choices.and_then(|choices| choices.get(answer.choice)).map(String::as_str).unwrap_or_default();
        format!("{}={choice}", self.question_id(answer.question))
    }

    fn label(&self, answer: Answer) -> String {
        self.words.plain(&["question.", &self.id(answer).replace('=', ".choice.")])
    }
}

/// Says that there is no such id, and which comes nearest.
fn no_such(what: &str, id: &str, known: Vec<&str>) -> String {
    match crate::policy::flaw::nearest(id, known.iter().copied()) {
        Some(nearest) => format!("there is no {what} `{id}`; did you mean `{nearest}`?"),
        None => format!("there is no {what} `{id}`; there are {}", known.join(", ")),
    }
}

impl Explainer<'_> {
    /// Asks the questions in a terminal, as the widget would, until there is an outcome; then explains it.
    ///
    /// A choice is named by its number or id; `b` goes back, `q` or the end of the input ends the talk.
    ///
    /// # Errors
    ///
    /// When the terminal can no longer be read or written.
    pub fn ask(&self, input: &mut impl BufRead, output: &mut impl io::Write) -> io::Result<()> {
        let mut state = State::default();
        loop {
            let ask = match next_step(self.policy, &state) {
                Step::Refer(_) => return write!(output, "\n{}", self.explain(state.answers().clone())),
                Step::Ask(ask) => ask,
            };
            let id = self.question_id(ask.question);
            writeln!(output, "\n{}", self.words.plain(&["question.", id, ".title"]))?;
            for (number, choice) in ask.offered.iter().enumerate() {
                let answer = Answer { question: ask.question, choice: *choice };
                writeln!(output, "  {}  {}  ({})", number + 1, self.label(answer), self.id(answer))?;
            }
            write!(output, "number, b for back, q to end: ")?;
            output.flush()?;
            let mut line = String::new();
            if input.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let chosen = match line.trim() {
                "q" => return Ok(()),
                "b" => {
                    state = state.update(self.policy, Event::Back);
                    continue;
                }
                typed => ask.offered.iter().enumerate().find(|(number, choice)| {
                    let answer = Answer { question: ask.question, choice: **choice };
                    typed == (number + 1).to_string() || self.id(answer).ends_with(&format!("={typed}"))
                }),
            };
            match chosen {
                Some((_, choice)) => {
                    let answer = Answer { question: ask.question, choice: *choice };
                    state = state.update(self.policy, Event::Answered(answer));
                }
                None => writeln!(output, "There is no such choice.")?,
            }
        }
    }
}
