//! Asks in the terminal, and explains there.

use std::env;
use std::io::{self, IsTerminal};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use terminal_size::{Width, terminal_size_of};
use wegwijzer::author::answers;
use wegwijzer::author::ask::{End, Talk};
use wegwijzer::author::compile::{Compiled, compile};
use wegwijzer::author::explain::Explainer;
use wegwijzer::author::source::Source;
use wegwijzer::author::terminal::Look;
use wegwijzer::decision::Answers;

use super::language::words;
use super::say::{Failure, print, unsaid};
use super::sound::deciding;

/// Whatever is narrower cannot be read any better.
const NARROWEST: usize = 20;

/// Asks the questions that are not answered yet, and explains the outcome.
pub fn ask(folder: &Path, answers: &[String], language: Option<&str>) -> Result<(), Failure> {
    let (source, compiled) = read(folder)?;
    let (words, start, look) = (words(&compiled, language)?, given(&compiled, answers)?, look());
    let explainer = Explainer { source: &source.policy, policy: &compiled.policy, words, look };
    let prompts = io::stdin().is_terminal() && io::stdout().is_terminal();
    let talk = Talk { policy: &compiled.policy, words, look, prompts };
    let outcome = |answers: &Answers| explainer.explain(answers);
    match talk.hold(start, &mut io::stdin().lock(), &mut io::stdout().lock(), outcome) {
        Ok(End::Reached(_) | End::Left) => Ok(()),
        Ok(End::Open(open)) => Err(Failure::Other(format!("the input ended before an outcome: {open}"))),
        Err(error) => Err(unsaid(&error)),
    }
}

/// Explains where answers lead.
pub fn explain(what: &[String], language: Option<&str>) -> Result<(), Failure> {
    let (folder, answers) = match what {
        [folder, answers @ ..] if !folder.contains('=') => (folder.as_str(), answers),
        answers => (".", answers),
    };
    if !Path::new(folder).exists() {
        let how = "an answer is written `question=choice`, without blanks";
        return Err(Failure::Other(format!("there is no folder `{folder}`; {how}")));
    }
    let (source, compiled) = read(Path::new(folder))?;
    let (words, answers) = (words(&compiled, language)?, given(&compiled, answers)?);
    let explainer = Explainer { source: &source.policy, policy: &compiled.policy, words, look: look() };
    print(&explainer.explain(&answers))
}

fn read(folder: &Path) -> Result<(Source, Compiled), Failure> {
    let source = deciding(folder)?;
    let compiled = compile(&source).map_err(|tangled| Failure::Other(tangled.to_string()))?;
    Ok((source, compiled))
}

/// Answers as they are typed on the command line.
pub fn given(compiled: &Compiled, pieces: &[String]) -> Result<Answers, Failure> {
    answers::read(&compiled.policy, pieces).map_err(|wrong| Failure::Other(wrong.join("\nerror: ")))
}

/// What the terminal can show. Where there is none, `COLUMNS` says how wide lines are; `NO_COLOR` keeps all letters alike.
pub fn look() -> Look {
    let plain = Look::default();
    let seen = terminal_size_of(io::stdout()).map(|(Width(columns), _)| usize::from(columns));
    let said = || env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = seen.or_else(said).unwrap_or(plain.width).max(NARROWEST);
    Look { width, styled: AutoStream::choice(&io::stdout()) != ColorChoice::Never }
}
