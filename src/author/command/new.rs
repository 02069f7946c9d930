//! Beginning a policy, a translation or a scenario, and saying that a translation is done.

use std::io::{BufRead, Write};
use std::path::Path;

use super::ask::{given, look};
use super::files::{write, write_new};
use super::host::{Host, Stream};
use super::language::{tag, words};
use super::say::{Failure, Input, Output, failed, print, unsaid};
use super::sound::{deciding, readable};
use crate::author::ask::{End, Talk};
use crate::author::compile::compile;
use crate::author::explain::Explainer;
use crate::author::new;
use crate::author::scenarios;
use crate::check::structure::{is_id, nearest};
use crate::decision::Answers;

pub fn new_policy(host: &dyn Host, folder: &Path, language: &str) -> Result<(), Failure> {
    let id = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !is_id(&id) {
        return Err(Failure::Other(format!("`{id}` is no id: use lower-case letters, digits and hyphens only")));
    }
    let files = new::policy(&id, language).ok_or_else(|| {
        let known: Vec<&str> = new::languages().collect();
        Failure::Other(format!("a policy cannot begin in `{language}`; it can in {}", known.join(" and ")))
    })?;
    host.make_folder(folder).map_err(|error| failed("make", folder, &error))?;
    for (name, text) in files {
        write_new(host, &folder.join(name), &text)?;
    }
    Ok(())
}

pub fn new_language(host: &dyn Host, code: &str, folder: &Path) -> Result<(), Failure> {
    let tag = tag(code)?;
    let source = readable(host, folder)?;
    match (source.words_file(&tag), new::texts(&source, &tag)) {
        (None, Some((path, text))) => {
            let made_from = new::made_from(&source, &tag, &text);
            write_new(host, &path, &text)?;
            // What was there from an earlier attempt is made anew with the words.
            made_from.map_or(Ok(()), |(path, text)| write(host, &path, &text))
        }
        (Some((path, _)), _) => Err(Failure::Other(format!(
            "{} is there already; `wegwijzer new texts --language {tag}` adds what is missing in it",
            path.display()
        ))),
        (None, None) => {
            Err(Failure::Other(format!("language `{tag}` has all its texts from another one; write those that differ")))
        }
    }
}

pub fn new_texts(host: &dyn Host, folder: &Path, language: Option<&str>) -> Result<(), Failure> {
    let only = language.map(tag).transpose()?;
    let source = readable(host, folder)?;
    let all = source.words.iter().chain(&source.drafts).map(|words| &words.language);
    let mut languages: Vec<&String> = only.iter().collect();
    if languages.is_empty() {
        languages.push(&source.policy.default_language);
        languages.extend(all.filter(|language| **language != source.policy.default_language));
    }
    let mut is_complete = true;
    for language in languages {
        if let Some((path, text)) = new::texts(&source, language) {
            is_complete = false;
            let made_from =
                new::made_from(&source, language, &text).filter(|_| *language != source.policy.default_language);
            write(host, &path, &text)?;
            made_from.map_or(Ok(()), |(path, text)| write(host, &path, &text))?;
            print(host, &format!("{}\n", path.display()))?;
        }
    }
    if is_complete { print(host, "No text is missing.\n") } else { Ok(()) }
}

/// Writes a scenario down: from what is given, and for the rest by asking in the terminal.
pub fn new_scenario(
    host: &dyn Host,
    folder: &Path,
    answers: Option<String>,
    person: Option<String>,
    id: Option<&str>,
) -> Result<(), Failure> {
    let source = deciding(host, folder)?;
    if let Some(id) = id {
        if !is_id(id) {
            return Err(Failure::Other(format!("`{id}` is no id: use lower-case letters, digits and hyphens only")));
        }
        if source.scenarios.iter().any(|scenario| scenario.id == id) {
            return Err(Failure::Other(format!("there is a scenario `{id}` already: choose another id")));
        }
    }
    let compiled = compile(&source).map_err(|tangled| Failure::Other(tangled.to_string()))?;
    let words = words(&compiled, None)?;
    let explainer = Explainer { source: &source.policy, policy: &compiled.policy, words, look: look(host) };
    let (mut input, mut output) = (Input::of(host), Output::of(host));
    let is_terminal = host.is_terminal(Stream::In);
    let answers = match answers {
        Some(answers) => given(&compiled, &[answers])?,
        None if is_terminal => {
            let talk = Talk { policy: &compiled.policy, words, look: look(host), prompts: true };
            let outcome = |answers: &Answers| explainer.explain(answers);
            match talk.hold(Answers::default(), &mut input, &mut output, outcome).map_err(|error| unsaid(&error))? {
                End::Reached(answers) => answers,
                End::Left | End::Open(_) => return Ok(()),
            }
        }
        None => return Err(Failure::Other("say what they answer: `--answers who=heir,mailbox=no`".to_owned())),
    };
    let asked = person.is_none() && is_terminal;
    let person = match person {
        Some(person) => person,
        None if asked => {
            let mut line = String::new();
            let talk = write!(output, "\nWho is this, and what do they come for? In a sentence: ")
                .and_then(|()| output.flush())
                .and_then(|()| input.read_line(&mut line));
            talk.map_err(|error| unsaid(&error))?;
            line
        }
        None => String::new(),
    };
    let person = person.trim();
    if person.is_empty() {
        return Err(Failure::Other("say who it is about, in a sentence: `--person \"My father died.\"`".to_owned()));
    }
    let told = explainer.explain(&answers);
    let (path, text, id) =
        scenarios::record(&source, &compiled.policy, &answers, person, id).map_err(Failure::Other)?;
    write(host, &path, &text)?;
    let first = told.lines().next().unwrap_or_default();
    print(host, &format!("{}: {id}\n{first}\n", path.display()))
}

/// Writes down that a language says what the policy's own language says now.
pub fn translated(host: &dyn Host, language: &str, folder: &Path, texts: &[String]) -> Result<(), Failure> {
    let tag = tag(language)?;
    let source = readable(host, folder)?;
    if tag == source.policy.default_language {
        return Err(Failure::Other(format!("`{tag}` is the policy's own language: the others are translated from it")));
    }
    let Some(words) = (source.words.iter().chain(&source.drafts)).find(|words| words.language == tag) else {
        return Err(Failure::Other(format!("there are no words in language `{tag}`")));
    };
    if let Some(unknown) = texts.iter().find(|key| !words.texts.contains_key(*key)) {
        let near = nearest(unknown, words.texts.keys().map(String::as_str));
        let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err(Failure::Other(format!("language `{tag}` has no text `{unknown}`{hint}")));
    }
    let ((path, text), new) = new::translated(&source, &tag, texts);
    write(host, &path, &text)?;
    let told: String = new.iter().map(|key| format!("  {key}\n")).collect();
    let count = if new.len() == 1 { "1 text is".to_owned() } else { format!("{} texts are", new.len()) };
    print(host, &format!("{}: {count} new or changed since\n{told}", path.display()))
}
