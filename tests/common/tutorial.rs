//! The tutorial as somebody works through it: its blocks in their order, and what each does to the files of a policy.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::common::project;

/// A block of the tutorial, with the heading that it stands below and the sentence before it.
pub struct Block {
    pub kind: String,
    pub text: String,
    pub heading: String,
    pub sentence: String,
}

impl Block {
    /// Makes the change that the block shows, where it shows one, to the files of a folder.
    pub fn change(&self, folder: &Path) {
        match self.kind.as_str() {
            "toml" => {
                let (file, text) = self.named(folder, "# add to ");
                let before = if file.exists() { fs::read_to_string(&file).unwrap() } else { String::new() };
                fs::write(file, before + text).unwrap();
            }
            "diff" => {
                let (file, change) = self.named(folder, "# change ");
                let side = |sign: char| -> String {
                    change.lines().filter_map(|line| line.strip_prefix(sign)).collect::<Vec<_>>().join("\n")
                };
                let before = fs::read_to_string(&file).unwrap();
                assert_eq!(before.matches(&side('-')).count(), 1, "once in the file: {}", side('-'));
                fs::write(file, before.replace(&side('-'), &side('+'))).unwrap();
            }
            _ => {}
        }
    }

    /// The file that the first line names, and the rest of the block.
    fn named(&self, folder: &Path, what: &str) -> (PathBuf, &str) {
        let (first, rest) = self.text.split_once('\n').unwrap_or((&self.text, ""));
        let name = first.strip_prefix(what).unwrap_or_else(|| panic!("a block begins with {what:?}, not {first:?}"));
        (folder.join(name), rest)
    }
}

/// All blocks of the tutorial.
pub fn blocks() -> Vec<Block> {
    let markdown = fs::read_to_string(project("docs/tutorial.md")).unwrap();
    let mut blocks: Vec<Block> = Vec::new();
    let (mut heading, mut sentence) = (String::new(), String::new());
    let (mut is_block, mut is_heading) = (false, false);
    for event in Parser::new(&markdown) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => {
                is_block = true;
                let (kind, text) = (kind.to_string(), String::new());
                blocks.push(Block { kind, text, heading: heading.clone(), sentence: std::mem::take(&mut sentence) });
            }
            Event::End(TagEnd::CodeBlock) => is_block = false,
            Event::Start(Tag::Heading { .. }) => {
                is_heading = true;
                heading.clear();
                sentence.clear();
            }
            Event::End(TagEnd::Heading(_)) => is_heading = false,
            Event::Start(Tag::Paragraph) => sentence.clear(),
            Event::Text(text) if is_block => blocks.last_mut().unwrap().text.push_str(&text),
            Event::Text(text) | Event::Code(text) if is_heading => heading.push_str(&text),
            Event::Text(text) | Event::Code(text) => sentence.push_str(&text),
            _ => {}
        }
    }
    blocks
}
