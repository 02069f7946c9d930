//! The command line, `wegwijzer`, on whatever machine it runs. See `wegwijzer --help`.
//!
//! Reading order: [`host`] (what it needs of a machine), `say` (what it prints), `files` (what it reads and writes), `sound`
//! (whether a policy can ship), `language`, then what the commands do: `ask`, `new`, `build`. In the end the machines:
//! `native`, and `javascript` for WebAssembly.

mod ask;
mod build;
mod files;
pub mod host;
// The workshop needs no command line.
#[cfg(all(target_arch = "wasm32", not(feature = "prover")))]
pub mod javascript;
mod language;
#[cfg(not(target_arch = "wasm32"))]
pub mod native;
mod new;
mod say;
mod sound;

use std::cmp::Reverse;
use std::ffi::OsString;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand, ValueEnum};

use crate::author::compile::compile;
use crate::author::diff::Diff;
use crate::author::export;
use crate::author::map;
use crate::author::report;
use crate::author::source::Source;
use crate::check::flaw::Code;
use crate::check::reading::{Reading, measure};
use ask::{ask, explain};
use build::build;
use files::{read, write_all, write_page};
use host::{Host, Stream};
use new::{new_language, new_policy, new_scenario, new_texts, translated};
use say::{Failure, is_styled, print, tell};
use sound::{check, deciding, released, version};

/// Proves and compiles the policy of a Wegwijzer.
///
/// Exit codes: 0 done, though there may be warnings; 1 the policy has errors, all of which are listed; 2 the command or a
/// file is wrong, or the disk is full; 141 nobody read on, as in `wegwijzer check | head`.
#[derive(Parser)]
#[command(version)]
struct Command {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Lists everything that is wrong with a policy, and says how easy its words are to read.
    Check {
        /// The folder with policy.toml and the words files.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// List the figures of every text, those with the longest sentences first.
        #[arg(long)]
        texts: bool,
        /// Leave the warnings out: what does not keep the policy from shipping.
        #[arg(long)]
        errors_only: bool,
        /// How to list what is wrong: for people, or as one JSON value for other tools.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Say what a code means, why it matters and what to do about it, and check nothing.
        #[arg(long, value_name = "CODE")]
        explain: Option<String>,
    },
    /// Asks the questions in the terminal, as the widget would, and explains the outcome.
    ///
    /// Type the number or the id of an answer. `b` goes back; `c 2`, or `c` and a question's id, changes an answer; `r`
    /// begins again; `q` quits. Through a pipe, each line is one of these. Exit codes: 0 there is an outcome, or you quit;
    /// 2 the input ended before.
    Ask {
        /// The folder with policy.toml and the words files.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// Answers to begin from: `who=heir,mailbox=no`.
        #[arg(long, value_name = "QUESTION=CHOICE")]
        answers: Vec<String>,
        /// The language of the texts; the policy's own if it is not said.
        #[arg(long)]
        language: Option<String>,
    },
    /// Explains where answers lead: the outcome, the rule, the facts, and what other answers would change.
    Explain {
        /// The folder with policy.toml and the words files, the present one if there is none; then answers, each as
        /// question=choice.
        #[arg(value_name = "[FOLDER] QUESTION=CHOICE")]
        what: Vec<String>,
        /// The language of the texts; the policy's own if it is not said.
        #[arg(long)]
        language: Option<String>,
    },
    /// Draws a policy on one page to look at, print and sign: the flow, who gets which answer, and what rests on which fact.
    Map {
        /// The folder with policy.toml and the words files.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// The file to write.
        #[arg(short, long, default_value = "map.html")]
        out: PathBuf,
        /// The language of the texts; the policy's own if it is not said.
        #[arg(long)]
        language: Option<String>,
        /// Replace the file even if somebody else has written or changed it.
        #[arg(long)]
        force: bool,
    },
    /// Compares two versions of a policy: for whom a screen differs, and in what.
    Diff {
        /// The version before: a folder, or a git revision and a folder, HEAD:policies/name.
        before: String,
        /// The version after, likewise.
        after: String,
        /// How to tell it: for a terminal, for a pull request, or as a page to print and to sign.
        #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
        format: DiffFormat,
    },
    /// Writes a policy for others: what the element's `policy` attribute loads, the article in each language, and a table
    /// of all routes.
    Export {
        /// The folder with policy.toml and the words files.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// The folder to write to; it is made if there is none. What an earlier export wrote there is replaced or removed.
        #[arg(short, long)]
        out: PathBuf,
        /// Replace files even if somebody else has written or changed them.
        #[arg(long)]
        force: bool,
    },
    /// Begins a policy, or a translation of one.
    New {
        #[command(subcommand)]
        what: New,
    },
    /// Says that a language says what the policy's own language says now, and writes down from which texts it was translated.
    Translated {
        /// The language: a BCP 47 tag, `de` for German.
        language: String,
        /// The folder with policy.toml and the words files.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// Say so of this text only, by its key; may stand several times.
        #[arg(long = "text", value_name = "KEY")]
        texts: Vec<String>,
    },
    /// Proves a policy, and writes what a script that ships it needs, and pages with the written guide.
    Build {
        /// The folder with policy.toml and the words files.
        folder: PathBuf,
        /// A page to write once for each language; its {{keys}} are those of the words files.
        #[arg(long = "page")]
        pages: Vec<PathBuf>,
        /// Where to write: the pages and articles here, the compiled files in a folder named after the policy.
        #[arg(long)]
        out: PathBuf,
        /// Put what is wrong with the policy in this folder on the pages, or what has changed in it since the last commit.
        #[arg(long, value_name = "FOLDER")]
        review: Option<PathBuf>,
        /// A JSON file to write with what a script that ships the policy knows of it beforehand.
        #[arg(long)]
        shipped: PathBuf,
    },
}

#[derive(Subcommand)]
enum New {
    /// Makes a folder with a small policy that passes every check, with comments that teach the format.
    Policy {
        /// The policy's id, and the last part of the folder's name.
        name: PathBuf,
        /// The language of its words.
        #[arg(long, default_value = "en")]
        language: String,
    },
    /// Puts each text that is missing in its place in the words files, marked as to be written or translated.
    Texts {
        /// The folder with policy.toml and the words files.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// Do so for this language only; its file is made if there is none.
        #[arg(long)]
        language: Option<String>,
    },
    /// Adds a words file in which each text is marked as to be translated.
    Language {
        /// The language: a BCP 47 tag, `es` for Spanish.
        code: String,
        /// The folder with policy.toml and the words files.
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Writes down who somebody is and where they come out now, so that every check tries it out.
    Scenario {
        /// The folder with policy.toml and the words files.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// Their answers, `who=heir,mailbox=no`; asked for in a terminal if they are not given.
        #[arg(long)]
        answers: Option<String>,
        /// Who they are and what they come for, in a sentence; asked for likewise.
        #[arg(long)]
        person: Option<String>,
        /// The scenario's id; that of the outcome if it is not given.
        #[arg(long)]
        id: Option<String>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    Text,
    Markdown,
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Runs the tool with its name and what is behind it on the command line, and tells what its process is to end with.
pub fn run(host: &dyn Host, arguments: Vec<OsString>) -> u8 {
    match task(host, arguments) {
        Ok(()) => 0,
        Err(Failure::Flaws) => 1,
        Err(Failure::Command) => 2,
        Err(Failure::Closed) => 141,
        Err(Failure::Other(message)) => {
            // Where that cannot be told either, the code says it.
            let _ = tell(host, &format!("error: {message}\n"));
            2
        }
    }
}

fn task(host: &dyn Host, arguments: Vec<OsString>) -> Result<(), Failure> {
    let command = match Command::try_parse_from(arguments) {
        Ok(command) => command,
        Err(told) => return parsed(host, &told),
    };
    match command.task {
        Task::Check { explain: Some(code), .. } => explain_code(host, &code),
        Task::Check { folder, format: Format::Json, .. } => check_for_tools(host, &folder),
        Task::Check { folder, texts, errors_only, .. } => {
            check(host, &folder, !errors_only).and_then(|source| report_reading(host, &source, texts))
        }
        Task::Ask { folder, answers, language } => ask(host, &folder, &answers, language.as_deref()),
        Task::Explain { what, language } => explain(host, &what, language.as_deref()),
        Task::Map { folder, out, language, force } => draw_map(host, &folder, &out, language, force),
        Task::Diff { before, after, format } => diff(host, &before, &after, format),
        Task::Export { folder, out, force } => export(host, &folder, &out, force),
        Task::New { what: New::Policy { name, language } } => new_policy(host, &name, &language),
        Task::New { what: New::Language { code, folder } } => new_language(host, &code, &folder),
        Task::New { what: New::Texts { folder, language } } => new_texts(host, &folder, language.as_deref()),
        Task::New { what: New::Scenario { folder, answers, person, id } } => {
            new_scenario(host, &folder, answers, person, id.as_deref())
        }
        Task::Translated { language, folder, texts } => translated(host, &language, &folder, &texts),
        Task::Build { folder, pages, out, review, shipped } => {
            build(host, &folder, &pages, &out, review.as_deref(), &shipped)
        }
    }
}

/// Prints the help that was asked for, or tells what is wrong with the command.
fn parsed(host: &dyn Host, told: &clap::Error) -> Result<(), Failure> {
    let stream = if told.use_stderr() { Stream::Err } else { Stream::Out };
    let text = told.render();
    let text = if is_styled(host, stream) { text.ansi().to_string() } else { text.to_string() };
    match stream {
        Stream::Err => tell(host, &text).and(Err(Failure::Command)),
        _ => print(host, &text),
    }
}

fn check_for_tools(host: &dyn Host, folder: &Path) -> Result<(), Failure> {
    let source = read(host, folder);
    print(host, &format!("{:#}\n", report::json(&source)))?;
    if source.is_sound() { Ok(()) } else { Err(Failure::Flaws) }
}

fn explain_code(host: &dyn Host, code: &str) -> Result<(), Failure> {
    let told = report::explain(code).ok_or_else(|| {
        let known: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
        Failure::Other(format!("there is no code `{code}`; there are {}", known.join(", ")))
    })?;
    print(host, &told)
}

fn draw_map(host: &dyn Host, folder: &Path, out: &Path, language: Option<String>, force: bool) -> Result<(), Failure> {
    let source = deciding(host, folder)?;
    let compiled = compile(&source).map_err(|tangled| Failure::Other(tangled.to_string()))?;
    let language = language.unwrap_or_else(|| source.policy.default_language.clone());
    let page = map::page(&source, &compiled, &language)
        .ok_or_else(|| Failure::Other(format!("there are no words in language `{language}`")))?;
    write_page(host, out, &page, force)
}

fn diff(host: &dyn Host, before: &str, after: &str, format: DiffFormat) -> Result<(), Failure> {
    let (before, after) = (version(host, before)?, version(host, after)?);
    let diff = Diff::of(&before, &after);
    let told = match format {
        DiffFormat::Text => diff.to_text(),
        DiffFormat::Markdown => diff.to_markdown(),
        DiffFormat::Html => diff.to_html(),
    };
    print(host, &told)
}

fn export(host: &dyn Host, folder: &Path, out: &Path, force: bool) -> Result<(), Failure> {
    let source = released(host, folder)?;
    let compiled = compile(&source).map_err(|tangled| Failure::Other(tangled.to_string()))?;
    write_all(host, out, &export::files(&source, &compiled), force)
}

fn report_reading(host: &dyn Host, source: &Source, each_text: bool) -> Result<(), Failure> {
    let mut told = String::new();
    let keys = crate::policy::words::keys(&source.policy.outline());
    for words in &source.words {
        let language = words.language.as_str();
        let mut texts = measure(&keys, words);
        let whole = texts.iter().fold(Reading::default(), |sum, text| sum.and(text.reading));
        // Writing to a String does not fail.
        let _ = writeln!(told, "{language}: {}", figures(&whole, language));
        if each_text {
            texts.sort_by_key(|text| Reverse(text.reading.longest));
            for text in &texts {
                let _ = writeln!(told, "  {}: {}", text.key, figures(&text.reading, language));
            }
        }
    }
    print(host, &told)
}

fn figures(reading: &Reading, language: &str) -> String {
    let Reading { sentences, longest, .. } = reading;
    let (words, letters) = (reading.sentence_length(), reading.word_length());
    let ease = reading.ease(language).map(|ease| format!(", reading ease {ease:.0}")).unwrap_or_default();
    format!("{sentences} sentences of {words:.1} words (longest {longest}), {letters:.1} letters a word{ease}")
}
