//! The author's tool as its user meets it, and the policies that it is tried on.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};

use wegwijzer::author::compile::{Compiled, compile};
use wegwijzer::author::source::Source;

use super::common::project;

/// Every policy that comes with the project.
pub const POLICIES: &[&str] = &[
    "policies/cliendo",
    "examples/policies/child-passport",
    "examples/policies/library-card",
    "examples/policies/security-contact",
    "tests/small",
];

/// A policy as its editors wrote it, and as the widget reads it.
pub fn compiled(policy: &str) -> (Source, Compiled) {
    let source = Source::read(&project(policy));
    let compiled = compile(&source).expect("a diagram of modest size");
    (source, compiled)
}

/// What the tool has printed, and what it ended with.
pub struct Done {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// Where the tool is: the one that has just been compiled, or another one that the variable WEGWIJZER names, as
/// `script/test npx` does.
pub fn program() -> String {
    env::var("WEGWIJZER").unwrap_or_else(|_| env!("CARGO_BIN_EXE_wegwijzer").to_owned())
}

/// Runs a program with what is typed and with some variables, and none that change how a terminal is written to.
pub fn run(program: &str, arguments: &[&str], typed: &str, variables: &[(&str, &str)]) -> Done {
    let mut tool = Command::new(program);
    tool.args(arguments).current_dir(project("."));
    for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        tool.env_remove(name);
    }
    tool.env("TERM", "xterm")
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut tool = tool.spawn().unwrap();
    // Who is told of an error at once reads nothing.
    let _ = tool.stdin.take().unwrap().write_all(typed.as_bytes());
    let done = tool.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Done { code: done.status.code(), out: text(done.stdout), err: text(done.stderr) }
}

/// Runs the tool.
pub fn wegwijzer(arguments: &[&str], typed: &str) -> Done {
    run(&program(), arguments, typed, &[])
}

/// Asserts that texts stand in another one, in this order.
pub fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        rest = rest.split_once(part).unwrap_or_else(|| panic!("no {part:?}, or not in its place, in\n{text}")).1;
    }
}
