//! Why a visitor is sent where they are: the rule, the facts, and what would have led elsewhere.

use std::fmt::Write;
use std::io::{self, BufRead};

use super::compile::Compiled;
use super::source::Source;
use super::terminal;
use crate::check::structure::nearest;
use crate::decision::{Answer, Answers, Event, Referral, State, Step, next_step};
use crate::policy::Policy;
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::CompiledWords;
use crate::screen::{self, Given, GivenAnswer, Outcome, Question, Screen};

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
        let questions = || self.policy.questions.iter().map(|question| question.id.as_str()).collect();
        let asked = self.policy.questions.find(|asked| asked.id == question);
        let asked = &self.policy.questions[asked.ok_or_else(|| no_such("question", question, questions()))?];
        let choices = || asked.choices.iter().map(|choice| choice.id.as_str()).collect();
        self.policy.find(question, choice).ok_or_else(|| no_such(&format!("choice of `{question}`"), choice, choices()))
    }

    /// What a visitor with these answers sees, and why.
    pub fn explain(&self, answers: &Answers) -> String {
        let state = State::from_answers(self.policy, answers.clone());
        let step = next_step(self.policy, &state);
        // Writing to a String does not fail, here and below.
        let mut told = match (&step, self.screen(&step)) {
            (Step::Refer(referral), Screen::Outcome(outcome)) => self.outcome(referral, &outcome),
            (_, Screen::Outcome(outcome)) => terminal::outcome(&outcome),
            (_, Screen::Question(question)) => asked(&question),
        };
        let idle: Vec<String> = (answers.iter())
            .filter(|answer| state.answers().to(answer.question) != Some(answer.choice))
            .map(|answer| self.id(answer))
            .collect();
        if !idle.is_empty() {
            let _ = writeln!(told, "\nDoes not matter here: {}", idle.join(", "));
        }
        told
    }

    fn outcome(&self, referral: &Referral<'_>, outcome: &Outcome) -> String {
        let mut told = format!("{} ({}): {}\n", outcome.id, outcome.verdict.id(), outcome.title);
        let _ = writeln!(told, "\nBecause of");
        trail(&mut told, outcome.answers.as_ref());
        for rule in self.source.rules.iter().filter(|rule| outcome.rules.contains(&rule.id)) {
            let _ = writeln!(told, "\nRule {}", rule.id);
            for fact in &rule.facts {
                let says = self.source.facts.get(fact).map_or("", String::as_str);
                let _ = writeln!(told, "  {fact}: {says}");
            }
            if let Some(reading) = &rule.reading {
                let _ = writeln!(told, "  our reading: {reading}");
            }
        }
        let notices: Vec<&str> = outcome.notices.iter().map(|notice| notice.id.as_str()).collect();
        if !notices.is_empty() {
            let _ = writeln!(told, "\nBeside it: {}", notices.join(", "));
        }
        let _ = writeln!(told, "\nWith one answer changed");
        let mut others = 0;
        for answer in &referral.trail {
            for (other, step) in self.changed(&referral.trail, *answer) {
                let leads = match self.screen(&step) {
                    Screen::Outcome(other) if other.id == outcome.id => continue,
                    Screen::Outcome(other) => format!("{} ({})", other.id, other.verdict.id()),
                    Screen::Question(question) => format!("asks {}", question.id),
                };
                others += 1;
                let _ = writeln!(told, "  {}: {leads}", self.id(other));
            }
        }
        if others == 0 {
            let _ = writeln!(told, "  nothing else happens");
        }
        let _ = write!(told, "\nWhat the visitor reads\n\n{}", terminal::outcome(outcome));
        told
    }

    /// The steps that the other choices of one question lead to, when the rest is answered as before.
    fn changed(&self, trail: &[Answer], answer: Answer) -> Vec<(Answer, Step<'_>)> {
        (self.policy.questions[answer.question].choices.numbers())
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

    fn screen(&self, step: &Step<'_>) -> Screen {
        screen::screen(self.policy, self.words, step)
    }

    fn id(&self, answer: Answer) -> String {
        let question = &self.policy.questions[answer.question];
        format!("{}={}", question.id, question.choices[answer.choice].id)
    }
}

/// A question that is still asked, with the answer that each choice stands for.
fn asked(question: &Question) -> String {
    let mut told = format!("asks {}: {}\n", question.id, question.title);
    for choice in &question.choices {
        let _ = writeln!(told, "  {}={}: {}", question.id, choice.id, choice.label);
    }
    if question.answers.is_some() {
        let _ = writeln!(told, "\nBecause of");
        trail(&mut told, question.answers.as_ref());
    }
    told
}

fn trail(told: &mut String, given: Option<&Given>) {
    for GivenAnswer { number: _, question, choice, asked: _, answered } in given.iter().flat_map(|given| &given.rows) {
        let _ = writeln!(told, "  {question}={choice}: {answered}");
    }
}

/// Says that there is no such id, and which comes nearest.
fn no_such(what: &str, id: &str, known: Vec<&str>) -> String {
    match nearest(id, known.iter().copied()) {
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
            let question = match self.screen(&next_step(self.policy, &state)) {
                Screen::Outcome(_) => return write!(output, "\n{}", self.explain(state.answers())),
                Screen::Question(question) => question,
            };
            write!(output, "\n{}", terminal::question(&question))?;
            write!(output, "number, b for back, q to end: ")?;
            output.flush()?;
            let mut line = String::new();
            if input.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let typed = line.trim();
            let chosen = question
                .choices
                .iter()
                .enumerate()
                .find(|(number, choice)| typed == (number + 1).to_string() || typed == choice.id);
            state = match (typed, chosen) {
                (_, Some((_, choice))) => state.update(self.policy, Event::Answered(choice.answer)),
                ("q", None) => return Ok(()),
                ("b", None) => state.update(self.policy, Event::Back),
                (_, None) => {
                    writeln!(output, "There is no such choice.")?;
                    state
                }
            };
        }
    }
}
