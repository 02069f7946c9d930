//! `wegwijzer`: the author's tool, on this machine. See `wegwijzer --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(wegwijzer::author::command::native::run())
}
