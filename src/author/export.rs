//! What a policy is for others: the files that a widget loads from a URL, the article, and all routes as a table.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::compile::Compiled;
use super::dmn::to_dmn;
use super::guide::guide;
use super::markdown::escaped;
use super::schema;
use super::source::Source;
use super::ways::branches;
use crate::decision::Answer;
use crate::policy::compiled::{CompiledChoice, CompiledPolicy, CompiledQuestion, Leaf, Node, offered};
use crate::policy::number::Number;
use crate::policy::words::CompiledWords;
use crate::policy::{Allowed, Channel, Policy};
use crate::screen::names::Names;

/// All files of an export, by name: `policy.json` and `words.<language>.json` for the element's `policy` attribute,
/// `article.<language>.html`, `routes.md`, `policy.dmn` for other tools, and for editors `policy.schema.json`,
/// `scenarios.schema.json` and `words.schema.json`.
pub fn files(source: &Source, compiled: &Compiled) -> Vec<(String, String)> {
    let mut files = compiled.files();
    for words in &compiled.words {
        if let Some(texts) = source.words.iter().find(|texts| texts.language == words.language) {
            let article = guide(&source.policy, &compiled.policy, words, texts);
            files.push((format!("article.{}.html", words.language), article));
        }
    }
    let own = compiled.words.iter().find(|words| words.language == compiled.policy.default_language);
    files.extend(own.map(|words| ("routes.md".to_owned(), routes(&compiled.policy, words, &source.policy))));
    files.push(("policy.dmn".to_owned(), to_dmn(&source.policy)));
    files.push(("policy.schema.json".to_owned(), format!("{:#}\n", schema::policy())));
    files.push(("scenarios.schema.json".to_owned(), format!("{:#}\n", schema::scenarios())));
    files.push(("words.schema.json".to_owned(), format!("{:#}\n", schema::words(&source.policy))));
    files
}

/// Every route from the first question to an outcome as a table in Markdown, with the rules and facts that decide it, and
/// below it what the facts say, and where each channel leads. Beside each id stands what it is called. Choices that lead on alike share
/// a line.
pub fn routes(policy: &CompiledPolicy, words: &CompiledWords, source: &Policy) -> String {
    let mut routes = Routes { policy, words, names: Names::of(policy, words), table: String::new() };
    routes.add(policy.root(), &mut Vec::new());
    let facts: String = source.facts.iter().map(|(id, text)| format!("| `{id}` | {} |\n", escaped(text))).collect();
    let channels: String = source.channels.iter().map(|channel| channel_row(words, channel)).collect();
    format!(
        "# {}, {}\n\n| answers | outcome | verdict | rules | facts |\n| --- | --- | --- | --- | --- |\n{}\n\
        ## Facts\n\n| fact | what it says |\n| --- | --- |\n{facts}\n\
        ## Channels\n\n| channel | kind | leads to | open to |\n| --- | --- | --- | --- |\n{channels}",
        policy.id, policy.version, routes.table
    )
}

/// Where a channel leads, and to whom it is open.
fn channel_row(words: &CompiledWords, channel: &Channel) -> String {
    let Channel { id, kind, target: _, address: _, open_to, people: _, reading: _ } = channel;
    let conditions: Vec<String> = open_to.iter().map(|(question, allowed)| condition(question, allowed)).collect();
    let open_to = if conditions.is_empty() { "all".to_owned() } else { conditions.join(", ") };
    let name = escaped(&words.plain(&["channel.", id, ".name"]));
    format!("| {name} (`{id}`) | {} | {} | {open_to} |\n", kind.id(), escaped(&channel.leads_to()))
}

fn condition(question: &str, allowed: &Allowed) -> String {
    let not = if matches!(allowed, Allowed::Not { .. }) { "not " } else { "" };
    format!("`{question}={not}{}`", allowed.named().join("/"))
}

struct Routes<'r> {
    policy: &'r CompiledPolicy,
    words: &'r CompiledWords,
    names: Names,
    table: String,
}

impl Routes<'_> {
    fn add(&mut self, node: &Node, trail: &mut Vec<String>) {
        let policy = self.policy;
        match node {
            Node::Refer(leaf) => self.add_row(leaf, trail),
            Node::Ask { question, next } => {
                for (choices, next) in branches(offered(next)) {
                    trail.push(self.step(*question, &choices));
                    self.add(&policy.nodes[next], trail);
                    trail.pop();
                }
            }
        }
    }

    fn step(&self, number: Number<CompiledQuestion>, choices: &[Number<CompiledChoice>]) -> String {
        let question = &self.policy.questions[number];
        let labels = choices.iter().map(|choice| self.names.choice(Answer { question: number, choice: *choice }));
        let ids: Vec<&str> = choices.iter().map(|choice| question.choices[*choice].id.as_str()).collect();
        let (title, labels) = (escaped(self.names.question(number)), escaped(&labels.collect::<Vec<_>>().join(" / ")));
        format!("{title} **{labels}** (`{}={}`)", question.id, ids.join("/"))
    }

    fn add_row(&mut self, leaf: &Leaf, trail: &[String]) {
        let outcome = &self.policy.outcomes[leaf.outcome];
        let rules = leaf.rules.iter().map(|rule| &self.policy.rules[*rule]);
        let facts: BTreeSet<&str> = rules.clone().flat_map(|rule| &rule.facts).map(String::as_str).collect();
        let own = self.words.plain_if(&["outcome.", &outcome.id, ".label"]);
        let cells = [
            trail.join(" → "),
            format!("{} (`{}`)", escaped(self.names.outcome(leaf.outcome)), outcome.id),
            format!(
                "{} (`{}`)",
                escaped(own.as_deref().unwrap_or(self.names.verdict(outcome.verdict))),
                outcome.verdict.id()
            ),
            coded(rules.map(|rule| rule.id.as_str())),
            coded(facts),
        ];
        // Writing to a String does not fail.
        let _ = writeln!(self.table, "| {} |", cells.join(" | "));
    }
}

fn coded<'i>(ids: impl IntoIterator<Item = &'i str>) -> String {
    ids.into_iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}
