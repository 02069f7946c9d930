//! A talk in a terminal or through a pipe: the questions, as the widget asks them, with ways back.

use std::io::{self, BufRead, Write};

use super::answers::all_ids;
use super::terminal::{Look, Page};
use crate::check::structure::nearest;
use crate::decision::{Answers, Event, State, next_step};
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::CompiledWords;
use crate::screen::{self, Choice, GivenAnswer, Question, Screen};

/// Asks for answers.
pub struct Talk<'p> {
    /// The policy.
    pub policy: &'p CompiledPolicy,
    /// Its words in one language.
    pub words: &'p CompiledWords,
    /// What the terminal can show.
    pub look: Look,
    /// Whether to say what can be typed: nobody reads that who sends lines through a pipe.
    pub prompts: bool,
}

/// How a talk has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// With an outcome.
    Reached(Answers),
    /// At a question, as was wished.
    Left,
    /// At a question, as there was nothing more to read: what is still to be answered, and how.
    Open(String),
}

/// What a line means.
enum Meant {
    Event(Event),
    Quit,
}

impl Talk<'_> {
    /// Asks until there is nothing more to read, or until somebody quits; what is told of an outcome is for the caller to say.
    ///
    /// # Errors
    ///
    /// When the input can no longer be read, or the output no longer written.
    pub fn hold(
        &self,
        start: Answers,
        input: &mut impl BufRead,
        output: &mut impl Write,
        outcome: impl Fn(&Answers) -> String,
    ) -> io::Result<End> {
        let mut state = State::from_answers(self.policy, start);
        let (mut is_new, mut gap) = (true, "");
        loop {
            let screen = screen::screen(self.policy, self.words, &next_step(self.policy, &state));
            if is_new {
                let shown = match &screen {
                    Screen::Question(question) => self.question(question),
                    Screen::Outcome(_) => outcome(state.answers()),
                };
                write!(output, "{gap}{shown}")?;
                gap = "\n";
            }
            if self.prompts {
                write!(output, "\n{}: ", prompt(&screen))?;
            }
            output.flush()?;
            let Some(line) = read_line(input)? else { return Ok(end(&screen, state)) };
            match meant(&screen, line.trim()) {
                Ok(Meant::Quit) => {
                    let is_outcome = matches!(screen, Screen::Outcome(_));
                    return Ok(if is_outcome { end(&screen, state) } else { End::Left });
                }
                Ok(Meant::Event(event)) => {
                    let after = state.clone().update(self.policy, event);
                    let forgotten = after.forgotten_since(&state);
                    if !forgotten.is_empty() && event != Event::Restarted {
                        writeln!(output, "No longer counts: {}", all_ids(self.policy, &forgotten))?;
                    }
                    state = after;
                    is_new = true;
                }
                Err(told) => {
                    writeln!(output, "{}{told}", if self.prompts { "" } else { gap })?;
                    is_new = false;
                }
            }
        }
    }

    fn question(&self, question: &Question) -> String {
        let mut page = Page::new(self.look);
        page.question(question);
        page.text()
    }
}

/// The next line, whatever bytes it has; none where the input has ended.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let length = input.read_until(b'\n', &mut line)?;
    Ok((length > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
}

fn end(screen: &Screen, state: State) -> End {
    match screen {
        Screen::Outcome(_) => End::Reached(state.answers().clone()),
        Screen::Question(question) => {
            End::Open(format!("`{}` is still to be answered: {}", question.id, listed(&question.choices)))
        }
    }
}

/// What a line means on a screen; or what it could have been. A choice goes before a way back with the same letter.
fn meant(screen: &Screen, typed: &str) -> Result<Meant, String> {
    let (choices, rows) = (choices(screen), rows(screen));
    if let Screen::Question(question) = screen {
        if typed.is_empty() {
            return Err(format!("{}\n{}", question.unanswered.heading, question.unanswered.body));
        }
        if let Some(choice) = chosen(question, typed)? {
            return Ok(Meant::Event(Event::Answered(choice.answer)));
        }
    }
    let (word, which) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    match (word, which.trim()) {
        ("q" | "quit", "") => Ok(Meant::Quit),
        ("r" | "restart", "") => Ok(Meant::Event(Event::Restarted)),
        ("b" | "back", "") if rows.is_empty() => Err("This is the first question.".to_owned()),
        ("b" | "back", "") => Ok(Meant::Event(Event::Back)),
        ("c" | "change", which) => match place(rows, which) {
            Some(row) => Ok(Meant::Event(Event::Reopened(row.number))),
            None if rows.is_empty() => Err("There is no answer yet that could be changed.".to_owned()),
            None => Err(format!("`{typed}` changes no answer; there are {}", changes(rows))),
        },
        _ if choices.is_empty() => Err(format!("`{typed}` is nothing that can be done here; {}", prompt(screen))),
        _ => {
            let near = nearest(typed, choices.iter().map(|choice| choice.id.as_str()));
            let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
            Err(format!("`{typed}` is not offered here; {near}there are {}", listed(choices)))
        }
    }
}

/// The choice with a number or an id; with `question=choice`, the one with that id in any case.
fn chosen<'q>(question: &'q Question, typed: &str) -> Result<Option<&'q Choice>, String> {
    let with_id = |id: &str| question.choices.iter().find(|choice| choice.id == id);
    let exact = typed.strip_prefix(question.id.as_str()).and_then(|rest| rest.strip_prefix('='));
    if let Some(choice) = exact.and_then(with_id) {
        return Ok(Some(choice));
    }
    let numbered = typed.parse::<usize>().ok().and_then(|number| question.choices.get(number.checked_sub(1)?));
    match (numbered, with_id(typed)) {
        (Some(numbered), Some(named)) if numbered != named => Err(format!(
            "`{typed}` is the number of `{}` and the id of another choice: write `{id}={}` or `{id}={typed}`",
            numbered.id,
            numbered.id,
            id = question.id
        )),
        (numbered, named) => Ok(named.or(numbered)),
    }
}

/// The answer with a number or to a question.
fn place<'r>(rows: &'r [GivenAnswer], which: &str) -> Option<&'r GivenAnswer> {
    let mut numbered = rows.iter().enumerate();
    numbered.find(|(number, row)| which == (number + 1).to_string() || which == row.question).map(|(_, row)| row)
}

fn choices(screen: &Screen) -> &[Choice] {
    match screen {
        Screen::Question(question) => &question.choices,
        Screen::Outcome(_) => &[],
    }
}

fn rows(screen: &Screen) -> &[GivenAnswer] {
    let given = match screen {
        Screen::Question(question) => &question.answers,
        Screen::Outcome(outcome) => &outcome.answers,
    };
    given.as_ref().map_or(&[], |given| &given.rows)
}

/// What can be typed on a screen.
fn prompt(screen: &Screen) -> String {
    let mut told = Vec::new();
    if !choices(screen).is_empty() {
        told.push("number or id".to_owned());
    }
    if !rows(screen).is_empty() {
        told.extend(["b back".to_owned(), "c 1 or c id to change an answer".to_owned(), "r restart".to_owned()]);
    }
    told.push("q quit".to_owned());
    told.join(", ")
}

fn listed(choices: &[Choice]) -> String {
    let each = choices.iter().enumerate().map(|(number, choice)| format!("{} {}", number + 1, choice.id));
    each.collect::<Vec<_>>().join(", ")
}

fn changes(rows: &[GivenAnswer]) -> String {
    let each = rows.iter().enumerate().map(|(number, row)| format!("c {} or c {}", number + 1, row.question));
    each.collect::<Vec<_>>().join(", ")
}
