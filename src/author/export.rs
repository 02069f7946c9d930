//! What a policy is for others: the files that a widget loads from a URL, the article, and all routes as a table.

use std::fmt::Write;

use super::compile::Compiled;
use super::dmn::to_dmn;
use super::guide::guide;
use super::schema;
use super::source::Source;
use super::ways::branches;
use crate::policy::compiled::{CompiledPolicy, Leaf, Node, offered};

/// All files of an export, by name: `policy.json` and `words.<language>.json` for the element's `policy` attribute,
/// `article.<language>.html`, `routes.md`, `policy.dmn` for other tools, and for editors `policy.schema.json` and
/// `words.schema.json`.
pub fn files(source: &Source, compiled: &Compiled) -> Vec<(String, String)> {
    let mut files = compiled.files();
    for words in &compiled.words {
        if let Some(texts) = source.words.iter().find(|texts| texts.language == words.language) {
            let article = guide(&source.policy, &compiled.policy, words, texts);
            files.push((format!("article.{}.html", words.language), article));
        }
    }
    files.push(("routes.md".to_owned(), routes(&compiled.policy)));
    files.push(("policy.dmn".to_owned(), to_dmn(&source.policy)));
    files.push(("policy.schema.json".to_owned(), format!("{:#}\n", schema::policy())));
    files.push(("words.schema.json".to_owned(), format!("{:#}\n", schema::words(&source.policy))));
    files
}

/// Every route from the first question to an outcome as a table in Markdown, with the rules and facts that decide it.
/// Choices that lead on alike share a line.
pub fn routes(policy: &CompiledPolicy) -> String {
    let mut table = format!("# {}, {}\n\n", policy.id, policy.version);
    table.push_str("| answers | outcome | verdict | rules | facts |\n| --- | --- | --- | --- | --- |\n");
    add_routes(&mut table, policy, policy.root(), &mut Vec::new());
    table
}

fn add_routes(table: &mut String, policy: &CompiledPolicy, node: &Node, trail: &mut Vec<String>) {
    match node {
        Node::Refer(leaf) => add_route(table, policy, leaf, trail),
        Node::Ask { question, next } => {
            let asked = &policy.questions[*question];
            for (choices, next) in branches(offered(next)) {
                let choices: Vec<&str> = choices.iter().map(|choice| asked.choices[*choice].id.as_str()).collect();
                trail.push(format!("{}={}", asked.id, choices.join("/")));
                add_routes(table, policy, &policy.nodes[next], trail);
                trail.pop();
            }
        }
    }
}

fn add_route(table: &mut String, policy: &CompiledPolicy, leaf: &Leaf, trail: &[String]) {
    let outcome = &policy.outcomes[leaf.outcome];
    let rules = leaf.rules.iter().map(|rule| &policy.rules[*rule]);
    let ids: Vec<&str> = rules.clone().map(|rule| rule.id.as_str()).collect();
    let mut facts: Vec<&str> = rules.flat_map(|rule| &rule.facts).map(String::as_str).collect();
    facts.sort_unstable();
    facts.dedup();
    let (id, verdict, answers) = (&outcome.id, outcome.verdict.id(), trail.join(", "));
    // Writing to a String does not fail.
    let _ = writeln!(table, "| {answers} | {id} | {verdict} | {} | {} |", ids.join(", "), facts.join(", "));
}
