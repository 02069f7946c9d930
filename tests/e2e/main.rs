//! The release in real browsers, as a visitor and an embedder meet it: `dist/` on loopback, driven over WebDriver.
//! Visitors have a keyboard and nothing else.

mod announced;
mod audit;
mod browser;
#[path = "../common/mod.rs"]
mod common;
mod embedding;
mod failures;
mod frames;
mod host;
mod hosts;
mod inputs;
mod maps;
#[path = "../common/policies.rs"]
mod policies;
mod screens;
mod server;
mod shown;
mod silence;
mod standalone;
mod start;
mod taken;
mod told;
#[path = "../common/tool.rs"]
mod tool;
#[path = "../common/tutorial.rs"]
mod tutorial;
mod walks;
mod workshop;

use wegwijzer::author::page::page_file;
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::words::CompiledWords;

/// The path of the page in a language.
fn page_of(policy: &CompiledPolicy, words: &CompiledWords) -> String {
    format!("/{}", page_file(policy, "index", &words.language))
}
