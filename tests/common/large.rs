//! A policy as large as a big organisation's: as many roles, questions and outcomes as a test asks for, with texts of all
//! lengths. It is sound.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use wegwijzer::author::common;
use wegwijzer::author::source::Source;
use wegwijzer::policy::Policy;
use wegwijzer::policy::words::keys;

/// Words as they come, short and long; one is longer than a line of any box.
const WORDS: &[&str] = &[
    "a",
    "request",
    "in",
    "writing",
    "to",
    "the",
    "municipality",
    "WITHIN",
    "six",
    "weeks",
    "of",
    "Arbeidsongeschiktheidsverzekering",
    "guardian",
    "or",
    "MMMMWWWW",
    "appeal",
    "illimitability",
    "and",
    "its",
    "attachments",
    "Rechtsschutzversicherungsgesellschaftsangestelltenausweisnummer",
    "@",
    "form",
];

/// Each of the `roles` is asked a question with `groups` choices, each group another with `outcomes` choices, and each of
/// those choices has its own outcome. With the last choice of each group a visitor is asked how soon, and comes to one of two
/// outcomes that all share.
pub fn policy(folder: &Path, (roles, groups, outcomes): (usize, usize, usize)) -> Source {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).unwrap();
    let ids = |kind: &str, count: usize| (0..count).map(|n| format!("{kind}{n}")).collect::<Vec<_>>();
    let mut text =
        "id = \"large\"\nversion = \"1\"\ndefault-language = \"en\"\n\n[facts]\nF1 = \"It is decided.\"\n".to_owned();
    let question = |text: &mut String, id: &str, choices: &[String]| {
        writeln!(text, "\n[[question]]\nid = \"{id}\"\nchoices = {choices:?}").unwrap();
    };
    let mut rules: Vec<(String, String)> = Vec::new();
    question(&mut text, "who", &ids("role", roles));
    for role in 0..roles {
        question(&mut text, &format!("what-{role}"), &ids("group", groups));
        for group in 0..groups {
            let how = format!("how-{role}-{group}");
            question(&mut text, &how, &ids("way", outcomes + 1));
            let when = format!("who = \"role{role}\", what-{role} = \"group{group}\", {how} =");
            rules
                .extend((0..outcomes).map(|way| (format!("{when} \"way{way}\""), format!("out-{role}-{group}-{way}"))));
            rules.extend(
                ["soon", "later"]
                    .map(|soon| (format!("{when} \"way{outcomes}\", urgent = \"{soon}\""), soon.to_owned())),
            );
        }
    }
    question(&mut text, "urgent", &["soon".to_owned(), "later".to_owned()]);
    text.push_str("\n[[channel]]\nid = \"desk\"\nkind = \"in-person\"\n");
    let mut own: Vec<&String> = rules.iter().map(|(_, outcome)| outcome).collect();
    own.sort_unstable();
    own.dedup();
    for (number, id) in own.into_iter().enumerate() {
        let verdict = ["accepted", "assessed", "refused"][number % 3];
        writeln!(
            text,
            "\n[[outcome]]\nid = \"{id}\"\nverdict = \"{verdict}\"\nchannels = [\"desk\"]\nsteps = [\"go\"]"
        )
        .unwrap();
    }
    for (number, (when, outcome)) in rules.iter().enumerate() {
        writeln!(
            text,
            "\n[[rule]]\nid = \"r{number}\"\nwhen = {{ {when} }}\noutcome = \"{outcome}\"\nfacts = [\"F1\"]"
        )
        .unwrap();
    }
    fs::write(folder.join("policy.toml"), &text).unwrap();

    let policy: Policy = toml::from_str(&text).unwrap();
    let given = common::texts("en");
    let mut words = "language.reviewed = \"yes\"\n".to_owned();
    let asked = keys(&policy.outline())
        .into_iter()
        .filter(|key| !key.optional && key.name != "language.reviewed" && !given.contains_key(&key.name));
    for (number, key) in asked.enumerate() {
        let said: Vec<&str> =
            (0..1 + number * 5 % 7).map(|n| WORDS[(number * 5 + n * (1 + number % 3)) % WORDS.len()]).collect();
        writeln!(words, "{} = \"{} {number}\"", key.name, said.join(" ")).unwrap();
    }
    fs::write(folder.join("words.en.toml"), words).unwrap();
    let source = Source::read(folder);
    let errors: String = source.errors().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{errors}");
    source
}
