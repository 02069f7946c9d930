//! A small policy with a part of every kind, and all that an editor may do to it and its words.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::words::{CompiledWords, Inline, Key, Shape, keys, mark_up};
use wegwijzer::policy::{
    Allowed, Channel, ChannelKind, Choice, Closed, Contradiction, Ids, Notice, Outcome, Policy, Question, Rule,
    Verdict, When,
};

/// A policy and its words as an editor changes them.
#[derive(Clone, Debug)]
pub struct Draft {
    pub policy: Policy,
    languages: Vec<String>,
    /// Texts that are not what they are in all other drafts, by language and key; none where there is no text.
    pub texts: BTreeMap<(String, String), Option<String>>,
}

/// A draft as it ships.
pub struct Shipped {
    pub policy: CompiledPolicy,
    pub words: Vec<CompiledWords>,
}

/// What an editor does, and to what.
pub type Edit = (usize, Index, Index, Index);

/// How many kinds of edits there are.
pub const EDITS: usize = 32;

pub fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = (0..EDITS, any::<Index>(), any::<Index>(), any::<Index>());
    prop::collection::vec(edit, 0..4)
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn only(question: &str, choices: &[&str]) -> (String, Allowed) {
    (question.to_owned(), Allowed::Only(Ids::Many(ids(choices))))
}

fn rule(id: &str, when: &[(&str, &[&str])], outcome: &str) -> Rule {
    Rule {
        id: id.to_owned(),
        when: when.iter().map(|(question, choices)| only(question, choices)).collect(),
        outcome: outcome.to_owned(),
        facts: ids(&["F1"]),
        reading: None,
    }
}

/// A small policy with a part of every kind. `rules` says on what each choice of the first question goes on to depend.
pub fn draft(rules: [usize; 3], outcomes: [usize; 9]) -> Draft {
    let question = |id: &str, choices: &[&str]| Question {
        id: id.to_owned(),
        choices: choices.iter().map(|id| Choice { id: (*id).to_owned(), offered_to: When::new() }).collect(),
    };
    let channel = |id: &str, kind, target: Option<&str>| Channel {
        id: id.to_owned(),
        kind,
        target: target.map(str::to_owned),
        address: Vec::new(),
        open_to: When::new(),
        people: When::new(),
        reading: None,
    };
    let outcome = |id: &str, verdict, channels: &[&str], steps: &[&str], enclosures: &[&str]| Outcome {
        id: id.to_owned(),
        verdict,
        channels: ids(channels),
        steps: ids(steps),
        enclosures: ids(enclosures),
        reading: None,
    };
    let names = ["o0", "o1", "o2"];
    let mut table = Vec::new();
    for (number, choice) in ["a", "b", "c"].into_iter().enumerate() {
        let to = |at: usize| names[outcomes[number * 3 + at]];
        let id = |at: &str| format!("r-{choice}-{at}");
        match rules[number] {
            0 => table.push(rule(&id("all"), &[("q0", &[choice])], to(0))),
            1 => {
                table.push(rule(&id("1"), &[("q0", &[choice]), ("q1", &["a", "b"])], to(0)));
                table.push(rule(&id("2"), &[("q0", &[choice]), ("q1", &["c"])], to(1)));
            }
            2 => {
                table.push(rule(&id("1"), &[("q0", &[choice]), ("q1", &["a"]), ("q2", &["a"])], to(0)));
                table.push(rule(&id("2"), &[("q0", &[choice]), ("q1", &["a"]), ("q2", &["b"])], to(1)));
                table.push(rule(&id("3"), &[("q0", &[choice]), ("q1", &["b", "c"])], to(2)));
            }
            _ => {
                table.push(rule(&id("1"), &[("q0", &[choice]), ("q2", &["a"])], to(0)));
                table.push(rule(&id("2"), &[("q0", &[choice]), ("q2", &["b"])], to(1)));
            }
        }
    }
    let mut questions =
        vec![question("q0", &["a", "b", "c"]), question("q1", &["a", "b", "c"]), question("q2", &["a", "b"])];
    questions[1].choices[1].offered_to = [only("q0", &["b", "c"])].into_iter().collect();
    let policy = Policy {
        id: "small".to_owned(),
        version: "1".to_owned(),
        default_language: "nl".to_owned(),
        facts_language: None,
        facts: ids(&["F1", "F2"]).into_iter().map(|id| (id, "so it is".to_owned())).collect(),
        questions,
        channels: vec![
            channel("mail", ChannelKind::Mail, Some("desk@library.example")),
            channel("page", ChannelKind::Web, Some("https://library.example/")),
            channel("desk", ChannelKind::InPerson, None),
            channel("phone", ChannelKind::Closed, None),
            channel("fax", ChannelKind::Closed, None),
            channel("helpline", ChannelKind::Phone, Some("+31 20 123 4567")),
            Channel {
                address: ids(&["Main Street 1", "1234 AB Amsterdam"]),
                ..channel("hall", ChannelKind::Visit, None)
            },
            Channel { address: ids(&["PO Box 12", "1234 AB Amsterdam"]), ..channel("post", ChannelKind::Letter, None) },
        ],
        outcomes: vec![
            outcome("o0", Verdict::Accepted, &["mail", "page", "helpline"], &["s0", "s1"], &["e0", "e1"]),
            outcome("o1", Verdict::Assessed, &["mail", "hall", "post"], &["s0"], &[]),
            outcome("o2", Verdict::Refused, &["mail", "desk"], &["s2"], &[]),
        ],
        rules: table,
        notices: vec![
            Notice {
                id: "n0".to_owned(),
                when: When::new(),
                verdicts: vec![Verdict::Accepted, Verdict::Assessed],
                outcomes: Vec::new(),
                facts: ids(&["F2"]),
            },
            Notice {
                id: "n1".to_owned(),
                when: [only("q0", &["a", "b"])].into_iter().collect(),
                verdicts: Vec::new(),
                outcomes: Vec::new(),
                facts: ids(&["F1"]),
            },
        ],
        closed: vec![
            Closed { channel: "phone".to_owned(), outcomes: Vec::new(), facts: ids(&["F1"]) },
            Closed { channel: "fax".to_owned(), outcomes: ids(&["o0"]), facts: ids(&["F1"]) },
        ],
        contradictions: Vec::new(),
        never_say: BTreeMap::new(),
    };
    Draft { policy, languages: ids(&["en", "nl"]), texts: BTreeMap::new() }
}

/// Changes a field of the policy or its words, whichever `kind` says.
pub fn edit(draft: &mut Draft, (kind, one, two, three): &Edit) {
    let policy = &mut draft.policy;
    let swap = |at: &Index, other: &Index, length: usize| (at.index(length), other.index(length));
    let toggle = |list: &mut Vec<String>, id: String| match list.iter().position(|known| *known == id) {
        Some(at) => drop(list.remove(at)),
        None => list.push(id),
    };
    let outcome = one.index(policy.outcomes.len());
    let rule = one.index(policy.rules.len());
    let notice = one.index(policy.notices.len());
    let question = one.index(policy.questions.len());
    match kind {
        0 => {
            let leading: Vec<&mut Channel> =
                policy.channels.iter_mut().filter(|own| own.target.is_some() || !own.address.is_empty()).collect();
            let at = one.index(leading.len());
            for channel in leading.into_iter().skip(at).take(1) {
                channel.target.iter_mut().chain(channel.address.last_mut()).for_each(|target| target.push('1'));
            }
        }
        1 => policy.channels[2].kind = if two.index(2) == 0 { ChannelKind::InApp } else { ChannelKind::Known },
        2 => policy.outcomes[outcome].verdict = *two.get(&Verdict::ALL),
        3 => toggle(
            &mut policy.outcomes[outcome].channels,
            (*two.get(&["mail", "page", "desk", "helpline", "hall", "post"])).to_owned(),
        ),
        4 => toggle(&mut policy.outcomes[outcome].steps, format!("s{}", two.index(4))),
        5 => toggle(&mut policy.outcomes[outcome].enclosures, format!("e{}", two.index(3))),
        6 => policy.outcomes[outcome].channels.reverse(),
        7 => policy.outcomes[outcome].steps.reverse(),
        8 => policy.outcomes[outcome].enclosures.reverse(),
        9 => policy.rules[rule].outcome = format!("o{}", two.index(3)),
        10 => policy.rules[rule].id.push('x'),
        11 => toggle(&mut policy.rules[rule].facts, "F2".to_owned()),
        12 => {
            let when = &mut policy.notices[notice].when;
            when.clear();
            when.extend([only(*two.get(&["q0", "q1", "q2"]), &[*three.get(&["a", "b"])])]);
        }
        13 => policy.notices[notice].verdicts = vec![*two.get(&Verdict::ALL)],
        14 => policy.notices[notice].outcomes = vec![format!("o{}", two.index(3))],
        15 => policy.notices.reverse(),
        16 => toggle(&mut policy.closed[two.index(2)].outcomes, format!("o{}", one.index(3))),
        17 => policy.closed.reverse(),
        18 => {
            let (at, other) = swap(one, two, policy.questions.len());
            policy.questions.swap(at, other);
        }
        19 => {
            let choices = &mut policy.questions[question].choices;
            let (at, other) = swap(two, three, choices.len());
            choices.swap(at, other);
        }
        20 => {
            let offered_to = [only("q0", &[*two.get(&["a", "b", "c"])])].into_iter().collect();
            policy.questions.iter_mut().filter(|own| own.id == "q1").for_each(|own| {
                let at = three.index(own.choices.len());
                own.choices[at].offered_to = Clone::clone(&offered_to);
            });
        }
        21 => policy.version.push('x'),
        22 => policy.default_language = (*one.get(&["en", "nl", "de"])).to_owned(),
        23 => policy.facts.values_mut().for_each(|fact| fact.push('x')),
        24 => policy.outcomes[outcome].reading = Some("so we read it".to_owned()),
        25 => policy.contradictions.push(Contradiction { fact: "F1".to_owned(), excludes: ids(&["F2"]) }),
        26 => drop(policy.never_say.insert("en".to_owned(), ids(&["certainly"]))),
        27 => toggle(&mut policy.notices[notice].facts, "F3".to_owned()),
        28 => {
            // A rule is cut in two by the last question, which nobody was asked there.
            if !policy.rules[rule].when.contains_key("q2") {
                let mut other = policy.rules[rule].clone();
                policy.rules[rule].when.extend([only("q2", &["a"])]);
                other.when.extend([only("q2", &["b"])]);
                other.id.push('y');
                other.outcome = format!("o{}", two.index(3));
                policy.rules.push(other);
            }
        }
        29 => {
            // A choice of the first question is offered to nobody any more.
            let gone = *one.get(&["a", "b", "c"]);
            let first = policy.questions.iter_mut().find(|question| question.id == "q0").expect("it");
            if first.choices.len() > 2 {
                first.choices.retain(|choice| choice.id != gone);
                for rule in &mut policy.rules {
                    if let Some(Allowed::Only(Ids::Many(own))) = rule.when.get_mut("q0") {
                        own.retain(|choice| choice != gone);
                    }
                }
            }
        }
        _ => {
            let all = keys(&policy.outline());
            let language = one.get(&draft.languages).clone();
            let key = two.get(&all);
            let text = if *kind == 30 || !key.optional { Some("another text".to_owned()) } else { None };
            let text = if key.name == "language.reviewed" { Some("no".to_owned()) } else { text };
            let text = if key.name == "language.direction" { Some("rtl".to_owned()) } else { text };
            draft.texts.insert((language, key.name.clone()), text);
        }
    }
}

impl Draft {
    /// As it ships; nothing if the edits have left nobody a way.
    pub fn shipped(&self) -> Option<Shipped> {
        let policy = CompiledPolicy::of(&self.policy).expect("a small diagram");
        let words = self.languages.iter().map(|language| {
            let text = |key: &Key| {
                let own = self.texts.get(&(language.clone(), key.name.clone()));
                let usual = match key.name.as_str() {
                    "language.direction" => "ltr".to_owned(),
                    "language.reviewed" => "yes".to_owned(),
                    // All outcomes read the same there, so that nothing but the verdict tells them apart.
                    name if name.ends_with(".label") => format!("{language} label"),
                    name if name.starts_with("verdict.") => format!("{language} steps"),
                    name => format!("{language} {name}"),
                };
                let text = own.cloned().unwrap_or(Some(usual))?;
                let marked = mark_up(&[vec![Inline::Text("see ".to_owned()), Inline::Strong(text.clone())]]);
                Some((key.name.clone(), if key.shape == Shape::Plain { text } else { marked }))
            };
            let texts = keys(&self.policy.outline()).iter().filter_map(text).collect();
            CompiledWords { build: String::new(), language: language.clone(), texts }
        });
        let words = words.collect();
        (!policy.nodes.is_empty()).then_some(Shipped { policy, words })
    }
}

/// A policy in which each part is seen by somebody.
pub fn whole() -> Draft {
    let mut draft = draft([2, 0, 1], [0, 1, 2, 0, 1, 2, 2, 1, 0]);
    draft.texts.insert(("en".to_owned(), "language.reviewed".to_owned()), Some("no".to_owned()));
    draft
}
