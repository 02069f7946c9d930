//! The policy for the tools of others: DMN 1.5, as an XML file with four decisions.
//!
//! `outcome` is the decision table itself, hit policy Unique, over the policy's questions. `notices` and `closed` collect
//! what is said beside an outcome, `channels` the ways to make contact that it offers, each with where it leads and to whom it is
//! open. That a choice is offered to some visitors only, which no decision table of DMN can say,
//! stands in the input's description.

use std::collections::BTreeSet;

use xmlwriter::{Options, XmlWriter};

use crate::policy::{Allowed, Channel, Choice, Closed, Notice, Outcome, Policy, Rule, When};

/// The namespace of DMN 1.5.
pub const NAMESPACE: &str = "https://www.omg.org/spec/DMN/20230324/MODEL/";

/// A policy without flaws as DMN 1.5 XML. Questions and outcomes are named by their ids, with `_` for `-`, which FEEL
/// would read as minus.
pub fn to_dmn(policy: &Policy) -> String {
    let mut dmn = Dmn { policy, xml: XmlWriter::new(Options::default()) };
    dmn.definitions();
    dmn.xml.end_document()
}

/// A row of a table: its id, a test for each column, what it puts out, and what is noted beside it.
struct Row<'p> {
    id: &'p str,
    tests: Vec<String>,
    output: &'p str,
    note: String,
}

struct Dmn<'p> {
    policy: &'p Policy,
    xml: XmlWriter,
}

impl Dmn<'_> {
    fn definitions(&mut self) {
        let policy = self.policy;
        self.xml.write_declaration();
        self.xml.start_element("definitions");
        self.xml.write_attribute("xmlns", NAMESPACE);
        self.xml.write_attribute("id", &format!("policy.{}", policy.id));
        self.xml.write_attribute("name", &policy.id);
        self.xml.write_attribute_fmt("namespace", format_args!("urn:wegwijzer:{}:{}", policy.id, policy.version));
        for question in &policy.questions {
            self.xml.start_element("inputData");
            self.xml.write_attribute("id", &format!("question.{}", question.id));
            self.xml.write_attribute("name", &name(&question.id));
            let offers: Vec<String> = question.choices.iter().filter_map(offered).collect();
            if !offers.is_empty() {
                self.text("description", &offers.join("; "));
            }
            self.variable(&format!("question.{}", question.id), &name(&question.id));
            self.xml.end_element();
        }
        self.outcome();
        self.collected("notices", "facts", policy.notices.iter().map(|notice| notice_row(policy, notice)).collect());
        self.collected("closed", "facts", policy.closed.iter().map(|closed| closed_row(policy, closed)).collect());
        self.collected("channels", "way", policy.channels.iter().filter_map(|own| channel_row(policy, own)).collect());
        self.xml.end_element();
    }

    fn outcome(&mut self) {
        let policy = self.policy;
        let rows = policy.rules.iter().map(|rule: &Rule| Row {
            id: &rule.id,
            tests: tests(policy, &rule.when),
            output: &rule.outcome,
            note: rule.facts.join(", "),
        });
        let outcomes: Vec<&str> = policy.outcomes.iter().map(|outcome| outcome.id.as_str()).collect();
        self.start_decision("outcome");
        self.requires_questions("outcome");
        self.start_table("outcome", "UNIQUE");
        self.inputs("outcome");
        self.output("outcome", &outcomes, "facts");
        self.rows("outcome", rows.collect());
        self.end_decision();
    }

    /// A decision that collects rows by the answers and the outcome. `noted` is what the notes beside them are about.
    fn collected(&mut self, decision: &str, noted: &str, rows: Vec<Row<'_>>) {
        if rows.is_empty() {
            return;
        }
        let outputs: BTreeSet<&str> = rows.iter().map(|row| row.output).collect();
        self.start_decision(decision);
        self.requires_questions(decision);
        self.requirement(decision, "outcome", "requiredDecision", "decision.outcome");
        self.start_table(decision, "COLLECT");
        self.inputs(decision);
        self.input(decision, "outcome", self.policy.outcomes.iter().map(|outcome| outcome.id.as_str()).collect());
        self.output(decision, &outputs.into_iter().collect::<Vec<_>>(), noted);
        self.rows(decision, rows);
        self.end_decision();
    }

    fn start_decision(&mut self, decision: &str) {
        self.xml.start_element("decision");
        self.xml.write_attribute("id", &format!("decision.{decision}"));
        self.xml.write_attribute("name", decision);
        self.variable(&format!("decision.{decision}"), decision);
    }

    fn requires_questions(&mut self, decision: &str) {
        for question in &self.policy.questions {
            self.requirement(decision, &question.id, "requiredInput", &format!("question.{}", question.id));
        }
    }

    fn requirement(&mut self, decision: &str, id: &str, kind: &str, of: &str) {
        self.xml.start_element("informationRequirement");
        self.xml.write_attribute("id", &format!("decision.{decision}.requires.{id}"));
        self.xml.start_element(kind);
        self.xml.write_attribute("href", &format!("#{of}"));
        self.xml.end_element();
        self.xml.end_element();
    }

    fn start_table(&mut self, decision: &str, hit_policy: &str) {
        self.xml.start_element("decisionTable");
        self.xml.write_attribute("id", &format!("decision.{decision}.table"));
        self.xml.write_attribute("hitPolicy", hit_policy);
        self.xml.write_attribute("outputLabel", decision);
    }

    fn end_decision(&mut self) {
        self.xml.end_element();
        self.xml.end_element();
    }

    fn inputs(&mut self, decision: &str) {
        for question in &self.policy.questions {
            let choices = question.choices.iter().map(|choice| choice.id.as_str()).collect();
            self.input(decision, &question.id, choices);
        }
    }

    fn input(&mut self, decision: &str, id: &str, values: Vec<&str>) {
        self.xml.start_element("input");
        self.xml.write_attribute("id", &format!("decision.{decision}.input.{id}"));
        self.xml.write_attribute("label", id);
        self.xml.start_element("inputExpression");
        self.xml.write_attribute("id", &format!("decision.{decision}.expression.{id}"));
        self.xml.write_attribute("typeRef", "string");
        self.text("text", &name(id));
        self.xml.end_element();
        self.values("inputValues", &format!("decision.{decision}.values.{id}"), &values);
        self.xml.end_element();
    }

    fn output(&mut self, decision: &str, values: &[&str], noted: &str) {
        self.xml.start_element("output");
        self.xml.write_attribute("id", &format!("decision.{decision}.output"));
        self.xml.write_attribute("name", decision);
        self.xml.write_attribute("typeRef", "string");
        self.values("outputValues", &format!("decision.{decision}.output.values"), values);
        self.xml.end_element();
        self.xml.start_element("annotation");
        self.xml.write_attribute("name", noted);
        self.xml.end_element();
    }

    fn values(&mut self, kind: &str, id: &str, values: &[&str]) {
        self.xml.start_element(kind);
        self.xml.write_attribute("id", id);
        self.text("text", &quoted(values.iter().copied()));
        self.xml.end_element();
    }

    fn rows(&mut self, decision: &str, rows: Vec<Row<'_>>) {
        for Row { id, tests, output, note } in rows {
            let entry = format!("decision.{decision}.rule.{id}");
            self.xml.start_element("rule");
            self.xml.write_attribute("id", &entry);
            self.text("description", id);
            for (number, test) in tests.iter().enumerate() {
                self.xml.start_element("inputEntry");
                self.xml.write_attribute("id", &format!("{entry}.input.{number}"));
                self.text("text", test);
                self.xml.end_element();
            }
            self.xml.start_element("outputEntry");
            self.xml.write_attribute("id", &format!("{entry}.output"));
            self.text("text", &quoted([output]));
            self.xml.end_element();
            self.xml.start_element("annotationEntry");
            self.text("text", &note);
            self.xml.end_element();
            self.xml.end_element();
        }
    }

    fn variable(&mut self, of: &str, name: &str) {
        self.xml.start_element("variable");
        self.xml.write_attribute("id", &format!("{of}.variable"));
        self.xml.write_attribute("name", name);
        self.xml.write_attribute("typeRef", "string");
        self.xml.end_element();
    }

    fn text(&mut self, tag: &str, text: &str) {
        self.xml.start_element(tag);
        self.xml.set_preserve_whitespaces(true);
        self.xml.write_text(text);
        self.xml.end_element();
        self.xml.set_preserve_whitespaces(false);
    }
}

/// To whom a choice is offered, where that is not to all.
fn offered(choice: &Choice) -> Option<String> {
    let to = choice.offered_to.iter().map(|(asked, allowed)| format!("{} {}", name(asked), test(Some(allowed))));
    let to = to.collect::<Vec<_>>().join(", ");
    (!to.is_empty()).then(|| format!("\"{}\" is offered only to {to}", choice.id))
}

fn notice_row<'p>(policy: &'p Policy, notice: &'p Notice) -> Row<'p> {
    let stands = |outcome: &&Outcome| notice.may_stand_beside(outcome);
    let mut tests = tests(policy, &notice.when);
    tests.push(among(policy, &policy.outcomes.iter().filter(stands).map(|o| o.id.as_str()).collect::<Vec<_>>()));
    Row { id: &notice.id, tests, output: &notice.id, note: notice.facts.join(", ") }
}

fn closed_row<'p>(policy: &'p Policy, closed: &'p Closed) -> Row<'p> {
    let mut tests = tests(policy, &When::new());
    tests.push(among(policy, &closed.outcomes.iter().map(String::as_str).collect::<Vec<_>>()));
    Row { id: &closed.channel, tests, output: &closed.channel, note: closed.facts.join(", ") }
}

/// A channel that some outcome offers. To whom it is open changes nothing for a policy without flaws, and is said all the same.
fn channel_row<'p>(policy: &'p Policy, channel: &'p Channel) -> Option<Row<'p>> {
    let offering = policy.outcomes.iter().filter(|outcome| outcome.channels.contains(&channel.id));
    let offering: Vec<&str> = offering.map(|outcome| outcome.id.as_str()).collect();
    let mut tests = tests(policy, &channel.open_to);
    tests.push(among(policy, &offering));
    let note = [channel.kind.id(), &channel.leads_to()].join(" ").trim_end().to_owned();
    (!offering.is_empty()).then(|| Row { id: &channel.id, tests, output: &channel.id, note })
}

/// A test of the outcome: one of these; any where that is all or none are named.
fn among(policy: &Policy, outcomes: &[&str]) -> String {
    let any = outcomes.is_empty() || outcomes.len() == policy.outcomes.len();
    if any { "-".to_owned() } else { quoted(outcomes.iter().copied()) }
}

/// A test for each question.
fn tests(policy: &Policy, when: &When) -> Vec<String> {
    policy.questions.iter().map(|question| test(when.get(&question.id))).collect()
}

/// A unary test of FEEL.
fn test(allowed: Option<&Allowed>) -> String {
    match allowed {
        None => "-".to_owned(),
        Some(Allowed::Only(ids)) => quoted(ids.as_slice().iter().map(String::as_str)),
        Some(Allowed::Not { not }) => format!("not({})", quoted(not.as_slice().iter().map(String::as_str))),
    }
}

fn quoted<'i>(ids: impl IntoIterator<Item = &'i str>) -> String {
    ids.into_iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ")
}

/// An id as a name of FEEL.
fn name(id: &str) -> String {
    id.replace('-', "_")
}
