//! The policies that edits are tried on, and what there is in them to edit.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use wegwijzer::author::new;
use wegwijzer::author::source::Source;
use wegwijzer::draft::{Draft, Edit, Files, Thing};
use wegwijzer::policy::Policy;

use crate::common::project;

/// The files of a policy in a folder of the project.
pub fn files(folder: &str) -> Files {
    let entries = fs::read_dir(project(folder)).unwrap().map(|entry| entry.unwrap().path());
    let tomls = entries.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let named = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    tomls.map(|path| (named(&path), fs::read_to_string(&path).unwrap())).collect()
}

/// Every policy of the project, the one with the most languages first.
pub fn all() -> Vec<Files> {
    let folders = ["policies/cliendo", "tests/small"].map(str::to_owned).into_iter();
    let examples =
        ["library-card", "child-passport", "security-contact"].map(|name| format!("examples/policies/{name}"));
    let templates = new::languages().map(|language| new::policy("lending", language).unwrap().into_iter().collect());
    folders.chain(examples).map(|folder| files(&folder)).chain(templates).collect()
}

/// A policy with a part of every kind in every way of writing it that TOML has and people use.
pub fn written_otherwise() -> Files {
    let policy = r#"
id = "odd"   # its name
version = "1"
default-language = "en"

# All that was decided.
[facts]
"F1" = 'Members borrow.' # said twice
F2 = """
Guests \
  read."""

[[question]]
id = 'who'
choices = [
  "member", # pays
  # who does not
  "guest",
  { id = "staff" , offered-to = {} }
]
[[question]]
id = "want"
choices = [ "borrow","read" ]
[[channel]]
id = "desk"
kind = "in-person"
people.who = "staff"
people.want = { not = "read" }
# [[channel]]
# id = "gone"
[[channel]]
kind = "mail"
id = "mail"
target = "a@b.example"

[[outcome]]
id = "yes"
verdict = "accepted"
channels = ["mail"]
steps = [
  "write",
]

[[outcome]]
id = "no"
verdict = "refused"
channels = ["desk"]
steps = ["ask"]

# Who borrows.

# Only members.
[[rule]]
id = "member"
outcome = "yes"
facts = ["F1"]
[rule.when]
# A comment inside.
who = ["member", "staff"]
want = "borrow"

[[notice]]
id = "hours"
facts = ["F2"]

[[rule]] # the rest
id = "others"
when = { who.not = ["member", "staff"] }
outcome = "no"
facts = ["F2"]
reading = '''As we "read" it.'''

[[rule]]
id = "readers"
when = { "who" = ["member", "staff"], want = "read" }
outcome = "no"
facts = ["F2"]"#;
    let words = r#"
[language]
reviewed = "no"
[page]
title = "T"
description = "D"
lead = "L"
footer = "F"
[question]
who.title = "Who are you?"
who.choice = { member = "A member", guest = 'A guest', staff = "Staff" }
"want" = { title = "What?", choice.borrow = "Borrow", choice.read = "Read" }
[outcome.yes]
title = "Yes"
why = """
Because
 of that."""
subject = "S"
body = """
Hello \"you\",

bye
"""
[outcome.no]
title = "No"
why = "x"
# What to do.
[step]
write = "Write"
ask = "Ask"
[channel.desk]
name = "Desk"
text = "Come"
[channel.mail]
name = "Mail"
text = "Write"

[notice.hours]
title = "Hours"
text = "Nine to five.""#;
    let scenarios = "[[scenario]]\nid = \"one\"\nperson = \"P\"\noutcome = \"yes\"\nrule = \"member\"\n[scenario.answers]\nwho = [\"member\", \"staff\"]\nwant = \"borrow\"\n";
    let texts = [("policy.toml", policy), ("words.en.toml", words), ("scenarios.toml", scenarios)];
    texts.map(|(name, text)| (name.to_owned(), text.trim_start().to_owned())).into_iter().collect()
}

/// The same files as they are saved on Windows, with a byte order mark.
pub fn of_windows(files: &Files) -> Files {
    files.iter().map(|(name, text)| (name.clone(), format!("\u{feff}{}", text.replace('\n', "\r\n")))).collect()
}

/// The policy, read as the tool reads it.
pub fn source(files: &Files) -> Source {
    let bytes = files.iter().map(|(name, text)| (name.clone(), Ok(text.clone().into_bytes()))).collect();
    Source::of(Path::new("draft"), bytes)
}

/// What is wrong with a policy.
pub fn errors(files: &Files) -> String {
    source(files).errors().map(|finding| format!("{finding}\n")).collect()
}

/// What `policy.toml` says.
pub fn policy(files: &Files) -> Policy {
    wegwijzer::author::read::form::policy(&files["policy.toml"]).expect("a policy")
}

/// Everything that a policy is made of.
pub fn things(policy: &Policy) -> Vec<Thing> {
    let mut things = vec![Thing::Policy];
    for (number, question) in policy.questions.iter().enumerate() {
        things.push(Thing::Question(number));
        things.extend((0..question.choices.len()).map(|choice| Thing::Choice(number, choice)));
    }
    things.extend((0..policy.channels.len()).map(Thing::Channel));
    things.extend((0..policy.outcomes.len()).map(Thing::Outcome));
    things.extend((0..policy.rules.len()).map(Thing::Rule));
    things.extend((0..policy.notices.len()).map(Thing::Notice));
    things.extend((0..policy.closed.len()).map(Thing::Closed));
    things.extend((0..policy.contradictions.len()).map(Thing::Contradiction));
    things.extend(policy.facts.keys().cloned().map(Thing::Fact));
    let all = |ids: fn(&wegwijzer::policy::Outcome) -> &Vec<String>| -> BTreeSet<String> {
        policy.outcomes.iter().flat_map(ids).cloned().collect()
    };
    things.extend(all(|outcome| &outcome.steps).into_iter().map(Thing::Step));
    things.extend(all(|outcome| &outcome.enclosures).into_iter().map(Thing::Enclosure));
    things
}

/// The id of a thing; none of what has none.
pub fn id(policy: &Policy, thing: &Thing) -> Option<String> {
    match thing {
        Thing::Question(number) => Some(policy.questions[*number].id.clone()),
        Thing::Choice(question, choice) => Some(policy.questions[*question].choices[*choice].id.clone()),
        Thing::Channel(number) => Some(policy.channels[*number].id.clone()),
        Thing::Outcome(number) => Some(policy.outcomes[*number].id.clone()),
        Thing::Rule(number) => Some(policy.rules[*number].id.clone()),
        Thing::Notice(number) => Some(policy.notices[*number].id.clone()),
        Thing::Fact(id) | Thing::Step(id) | Thing::Enclosure(id) => Some(id.clone()),
        Thing::Policy | Thing::Closed(_) | Thing::Contradiction(_) => None,
    }
}

/// The draft after an edit that must not be refused.
pub fn edited(files: &Files, edits: &[Edit]) -> Draft {
    let mut draft = Draft::open(files.clone());
    for edit in edits {
        draft.apply(edit).unwrap_or_else(|refused| panic!("{edit:?}: {refused:?}"));
    }
    draft
}

/// The lines that edits have taken out, with `-`, and put in, with `+`, file by file.
pub fn lines(draft: &Draft) -> Vec<String> {
    let names: BTreeSet<&String> = draft.opened().keys().chain(draft.files().keys()).collect();
    let text = |files: &Files, name: &String| files.get(name).cloned().unwrap_or_default();
    let changed = names.into_iter().filter(|name| draft.opened().get(*name) != draft.files().get(*name));
    let changed = changed.map(|name| (text(draft.opened(), name), text(draft.files(), name)));
    changed.flat_map(|(old, new)| differences(&old, &new)).collect()
}

fn differences(old: &str, new: &str) -> Vec<String> {
    let (mut old, mut new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    while !old.is_empty() && old.last() == new.last() {
        (old.pop(), new.pop());
    }
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[start..], &new[start..]);
    // How many lines stay of those from each place on.
    let mut stay = vec![vec![0; new.len() + 1]; old.len() + 1];
    for (one, other) in (0..old.len()).rev().flat_map(|one| (0..new.len()).rev().map(move |other| (one, other))) {
        stay[one][other] = match old[one] == new[other] {
            true => stay[one + 1][other + 1] + 1,
            false => stay[one + 1][other].max(stay[one][other + 1]),
        };
    }
    let (mut one, mut other, mut changed) = (0, 0, Vec::new());
    while one < old.len() || other < new.len() {
        if one < old.len() && other < new.len() && old[one] == new[other] {
            (one, other) = (one + 1, other + 1);
        } else if other == new.len() || (one < old.len() && stay[one + 1][other] >= stay[one][other + 1]) {
            changed.push(format!("- {}", old[one]));
            one += 1;
        } else {
            changed.push(format!("+ {}", new[other]));
            other += 1;
        }
    }
    changed
}
