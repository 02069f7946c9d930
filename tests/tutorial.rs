//! The tutorial, done as it is written: every command is run, every change made, and what it says is shown is shown.

mod common;
#[path = "common/tool.rs"]
mod tool;
#[path = "common/tutorial.rs"]
mod tutorial;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use common::project;
use tool::program;

#[test]
fn the_tutorial_is_true() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tutorial");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let (mut said, mut commands, mut lines, mut codes) = (String::new(), 0, 0, String::new());
    let tool = program();
    for block in tutorial::blocks() {
        match block.kind.as_str() {
            "sh" => {
                for command in block.text.lines() {
                    let mut words = command.split_whitespace();
                    let program = match words.next() {
                        Some("wegwijzer") => tool.as_str(),
                        Some("cp") => "cp",
                        other => panic!("{other:?} is no command of the tutorial"),
                    };
                    let done =
                        Command::new(program).args(words).current_dir(&folder).stdin(Stdio::null()).output().unwrap();
                    said = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
                    let last = block.text.trim_end().ends_with(command);
                    let fails = last && block.sentence.contains("This fails");
                    assert_eq!(done.status.success(), !fails, "{command}\n{said}");
                    commands += 1;
                }
            }
            "text" => {
                for line in block.text.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "…") {
                    assert!(said.lines().any(|real| real.contains(line)), "no line {line:?} in\n{said}");
                    lines += 1;
                }
                codes.push_str(&block.text);
            }
            "toml" | "diff" => block.change(&folder),
            "html" => {}
            other => panic!("a block of kind {other:?}"),
        }
    }
    println!("{commands} commands run, {lines} lines shown");
    for code in ["W02", "W04", "W05", "W09", "W10", "W41", "W43"] {
        assert!(codes.contains(code), "the mistake {code} is made");
    }
}

/// The page on the format has every code, with its weight, and every kind of channel.
#[test]
fn the_format_page_has_every_code() {
    use wegwijzer::check::flaw::{Code, Severity};
    use wegwijzer::policy::{ChannelKind, Verdict};

    let page = fs::read_to_string(project("docs/format.md")).unwrap();
    for code in Code::ALL {
        let row = page.lines().find(|line| {
            line.starts_with(&format!("| {}", code.id())) || line.starts_with(&format!("| `{}`", code.id()))
        });
        let row = row.unwrap_or_else(|| panic!("no row for {}", code.id())).to_lowercase();
        let (own, other) = match code.severity() {
            Severity::Error => ("error", "warning"),
            Severity::Warning => ("warning", "error"),
        };
        assert!(row.contains(own) && !row.contains(other), "{row}");
    }
    for id in ChannelKind::ALL.map(ChannelKind::id).into_iter().chain(Verdict::ALL.map(Verdict::id)) {
        assert!(page.contains(&format!("`{id}`")), "no {id}");
    }
}
