//! Whatever is read, nothing panics: policy files, compiled policies, words and answers, spoilt in many ways. Each
//! gives a clear error, or something that can be walked to its end.

mod common;

use std::fs;
use std::path::Path;

use common::{project, shipped_compiled};
use wegwijzer::author::source::Source;
use wegwijzer::decision::{Answer, Event, State, Step, next_step};
use wegwijzer::policy::compiled::CompiledPolicy;

/// Numbers that look random and are the same in every run (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap()
    }

    /// A text with a few pieces taken out, doubled, moved or replaced.
    fn spoil(&mut self, text: &str) -> String {
        const ODD: &[&str] =
            &["", "\"", "[", "]]", "{", "}", "=", ",", "\n", "99999999999999999999", "-1", "null", "\u{0}", "é", "𝄞"];
        let mut characters: Vec<char> = text.chars().collect();
        for _ in 0..=self.below(4) {
            let start = self.below(characters.len());
            let end = (start + self.below(30)).min(characters.len());
            let piece: Vec<char> = characters[start..end].to_vec();
            match self.below(4) {
                0 => drop(characters.drain(start..end)),
                1 => drop(characters.splice(start..start, piece)),
                2 => {
                    let elsewhere = self.below(characters.len());
                    drop(characters.splice(elsewhere..elsewhere, piece));
                }
                _ => drop(characters.splice(start..end, ODD[self.below(ODD.len())].chars())),
            }
        }
        characters.into_iter().collect()
    }
}

#[test]
fn a_spoilt_policy_file_is_a_clear_error() {
    const INPUTS: usize = 3_000;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("spoilt");
    fs::create_dir_all(&folder).unwrap();
    let read = |name: &str| fs::read_to_string(project("tests/small").join(name)).unwrap();
    let (policy, words) = (read("policy.toml"), read("words.en.toml"));
    let (mut random, mut sound) = (Random(20_261_123), 0);
    for number in 0..INPUTS {
        let spoils_policy = number % 3 > 0;
        let spoilt = random.spoil(if spoils_policy { &policy } else { &words });
        fs::write(folder.join("policy.toml"), if spoils_policy { &spoilt } else { &policy }).unwrap();
        fs::write(folder.join("words.en.toml"), if spoils_policy { &words } else { &spoilt }).unwrap();
        let source = Source::read(&folder);
        for finding in &source.findings {
            let told = finding.to_string();
            assert!(told.contains("error[W") && told.contains("-->") && told.contains("help:"), "{told}");
        }
        if source.findings.is_empty() {
            sound += 1;
            wegwijzer::author::compile::compile(&source).expect("what has no flaw can be compiled");
        }
    }
    println!("{INPUTS} spoilt policy and words files: {sound} were sound still");
    assert!(sound < INPUTS / 2, "the spoiling spoils");
}

#[test]
fn a_spoilt_compiled_policy_is_refused_or_can_be_walked() {
    const INPUTS: usize = 20_000;
    let compiled = shipped_compiled();
    let policy = compiled.policy.to_json(&[]);
    let words = compiled.words[0].to_json();
    let (mut random, mut read, mut texts) = (Random(1), 0, 0);
    for number in 0..INPUTS {
        if number % 10 == 0 {
            texts += usize::from(compiled.policy.read_words(&random.spoil(&words)).is_ok());
        } else if let Ok(policy) = CompiledPolicy::read(&random.spoil(&policy)) {
            read += 1;
            walk_at_random(&policy, &mut random);
        }
    }
    println!("{INPUTS} spoilt compiled files: {read} policies and {texts} words could be used still");
}

#[test]
fn any_text_is_a_state() {
    const INPUTS: usize = 50_000;
    let compiled = shipped_compiled();
    let good = "who=admin,main-admin=yes,what=transfer,reach=both;what";
    let mut random = Random(2);
    for _ in 0..INPUTS {
        let state = State::parse(&compiled.policy, &random.spoil(good));
        let text = state.to_text(&compiled.policy);
        assert_eq!(State::parse(&compiled.policy, &text), state, "{text}");
        next_step(&compiled.policy, &state);
    }
    println!("{INPUTS} texts for answers");
}

/// Answers what is asked until there is an outcome. A policy that asks without end is one that was read in error.
fn walk_at_random(policy: &CompiledPolicy, random: &mut Random) {
    let mut state = State::default();
    for _ in 0..=policy.questions.len() {
        match next_step(policy, &state) {
            Step::Refer(_) => return,
            Step::Ask(ask) => {
                let Some(choice) = ask.offered.get(random.below(ask.offered.len())).copied() else {
                    panic!("a question without a choice");
                };
                state = state.update(policy, Event::Answered(Answer { question: ask.question, choice }));
            }
        }
    }
    panic!("no outcome after every question was answered");
}
