//! Asks in the terminal, and explains there.

use std::path::Path;

use super::host::{Host, Stream};
use super::language::words;
use super::say::{Failure, Input, Output, is_styled, print, unsaid};
use super::sound::deciding;
use crate::author::answers;
use crate::author::ask::{End, Talk};
use crate::author::compile::{Compiled, compile};
use crate::author::explain::Explainer;
use crate::author::source::Source;
use crate::author::terminal::Look;
use crate::decision::Answers;

/// Whatever is narrower cannot be read any better.
const NARROWEST: usize = 20;

/// Asks the questions that are not answered yet, and explains the outcome.
pub fn ask(host: &dyn Host, folder: &Path, answers: &[String], language: Option<&str>) -> Result<(), Failure> {
    let (source, compiled) = read(host, folder)?;
    let (words, start, look) = (words(&compiled, language)?, given(&compiled, answers)?, look(host));
    let explainer = Explainer { source: &source.policy, policy: &compiled.policy, words, look };
    let prompts = host.is_terminal(Stream::In) && host.is_terminal(Stream::Out);
    let talk = Talk { policy: &compiled.policy, words, look, prompts };
    let outcome = |answers: &Answers| explainer.explain(answers);
    match talk.hold(start, &mut Input::of(host), &mut Output::of(host), outcome) {
        Ok(End::Reached(_) | End::Left) => Ok(()),
        Ok(End::Open(open)) => Err(Failure::Other(format!("the input ended before an outcome: {open}"))),
        Err(error) => Err(unsaid(&error)),
    }
}

/// Explains where answers lead.
pub fn explain(host: &dyn Host, what: &[String], language: Option<&str>) -> Result<(), Failure> {
    let (folder, answers) = match what {
        [folder, answers @ ..] if !folder.contains('=') => (folder.as_str(), answers),
        answers => (".", answers),
    };
    if host.kind(Path::new(folder)).is_err() {
        let how = "an answer is written `question=choice`, without blanks";
        return Err(Failure::Other(format!("there is no folder `{folder}`; {how}")));
    }
    let (source, compiled) = read(host, Path::new(folder))?;
    let (words, answers) = (words(&compiled, language)?, given(&compiled, answers)?);
    let explainer = Explainer { source: &source.policy, policy: &compiled.policy, words, look: look(host) };
    print(host, &explainer.explain(&answers))
}

fn read(host: &dyn Host, folder: &Path) -> Result<(Source, Compiled), Failure> {
    let source = deciding(host, folder)?;
    let compiled = compile(&source).map_err(|tangled| Failure::Other(tangled.to_string()))?;
    Ok((source, compiled))
}

/// Answers as they are typed on the command line.
pub fn given(compiled: &Compiled, pieces: &[String]) -> Result<Answers, Failure> {
    answers::read(&compiled.policy, pieces).map_err(|wrong| Failure::Other(wrong.join("\nerror: ")))
}

/// What the terminal can show. Where there is none, `COLUMNS` says how wide lines are; `NO_COLOR` keeps all letters alike.
pub fn look(host: &dyn Host) -> Look {
    let plain = Look::default();
    let said = || host.variable("COLUMNS").and_then(|columns| columns.parse().ok());
    let width = host.columns().or_else(said).unwrap_or(plain.width).max(NARROWEST);
    Look { width, styled: is_styled(host, Stream::Out) }
}
