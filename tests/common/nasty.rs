//! Policies that are as hard to check as can be thought of: of any size, and each with a flaw that is everywhere.

use std::fmt::Write as _;

/// A policy's files as their editor would write them.
pub struct Nasty {
    /// What is hard about it.
    pub name: &'static str,
    /// `policy.toml`
    pub policy: String,
    /// `words.en.toml`
    pub words: String,
}

/// Policies of about so many bytes each.
pub fn all(bytes: usize) -> Vec<Nasty> {
    let small = || include_str!("../small/policy.toml").to_owned();
    let texts = || include_str!("../small/words.en.toml").to_owned();
    let policy = |name: &'static str, policy: String| Nasty { name, policy, words: texts() };
    let more = |name: &'static str, line: &dyn Fn(usize) -> String| policy(name, filled(small(), bytes, line));
    let text = |name: &'static str, sign: &str| {
        let long = sign.repeat(bytes / sign.len());
        Nasty { name, policy: small(), words: texts().replace("Join **first**.", &long) }
    };
    let questions = |count: usize, choices: usize| filled_to(HEAD.to_owned(), count, |n| question(n, choices));
    let rules = |name: &'static str, count: usize, choices: usize, when: &dyn Fn(usize) -> String| {
        policy(name, filled(questions(count, choices), bytes, &|n| rule(&format!("x{n}"), &when(n))))
    };
    let choices = filled("choices = [".to_owned(), bytes / 2, &|n| format!("\"x{n}\", "));
    let facts = filled("facts = [".to_owned(), bytes / 2, &|n| format!("\"F{n}\", "));
    let steps = filled("steps = [".to_owned(), bytes, &|n| format!("\"s{n}\", "));
    let never = filled("en = [\"we promise you\", ".to_owned(), bytes / 2, &|n| format!("\"we we we we {n}\", "));
    let declared = filled("[facts]\n".to_owned(), bytes / 2, &|n| format!("F{n} = \"x\"\n"));
    let excluded = format!("[[contradiction]]\nfact = \"F0\"\nexcludes = {}]\n", facts.trim_start_matches("facts = "));
    let offers = filled_to(HEAD.to_owned(), 50, |n| question(n, 2))
        + &filled_to(String::new(), 50, |n| {
            format!(
                "[[question]]\nid = \"p{n}\"\nchoices = [\"a\", {{ id = \"b\", offered-to = {{ q{n} = \"c0\" }} }}]\n"
            )
        });
    vec![
        more("copies of a rule", &|n| rule(&format!("x{n}"), "who = \"member\"")),
        more("rules that lead nowhere", &|n| {
            rule(&format!("x{n}"), "who = \"member\"").replace("welcome", &format!("o{n}"))
        }),
        more("questions of one choice", &|n| question(n, 1)),
        more("questions", &|n| question(n, 2)),
        more("channels", &|n| format!("[[channel]]\nid = \"x{n}\"\nkind = \"known\"\n")),
        more("closed channels", &|n| {
            format!("[[closed]]\nchannel = \"phone\"\noutcomes = [\"o{n}\"]\nfacts = [\"L3\"]\n")
        }),
        more("outcomes", &|n| {
            format!("[[outcome]]\nid = \"x{n}\"\nverdict = \"refused\"\nchannels = [\"desk\"]\nsteps = [\"s{n}\"]\n")
        }),
        more("notices", &|n| format!("[[notice]]\nid = \"x{n}\"\nfacts = [\"L1\", \"L3\"]\n")),
        more("notices beside nothing", &|n| {
            format!(
                "[[notice]]\nid = \"x{n}\"\nwhen = {{ who = \"guest\" }}\noutcomes = [\"welcome\"]\nverdicts = [\"refused\"]\nfacts = [\"L1\"]\n"
            )
        }),
        more("contradictions", &|n| format!("[[contradiction]]\nfact = \"L1\"\nexcludes = [\"L3\", \"L{n}\"]\n")),
        policy(
            "facts that exclude each other",
            small().replacen("facts = [\"L1\"]", &format!("{facts}]"), 1).replace("[facts]\n", &declared) + &excluded,
        ),
        policy(
            "choices",
            small().replace("choices = [\"member\",", &format!("{choices}\"member\","))
                + &rule("x", &format!("who = {}]", choices.trim_start_matches("choices = "))),
        ),
        policy("steps", small().replace("steps = [", &steps)),
        policy(
            "ids as long as files",
            small()
                + &rule("x", &format!("who = \"{}\"", "m".repeat(bytes))).replace("welcome", &"w".repeat(bytes / 2)),
        ),
        rules("rules that differ in one choice", 10, 20, &|n| {
            let choice = |q: usize| if q == n % 10 { n / 10 % 20 } else { 0 };
            (0..10).map(|q| format!("q{q} = \"c{}\"", choice(q))).collect::<Vec<_>>().join(", ")
        }),
        rules("rules with `not` over other questions", 100, 2, &|n| {
            format!("q{} = {{ not = \"c0\" }}, q{} = \"c0\"", n % 100, (n % 100 + 1 + n / 100 % 99) % 100)
        }),
        rules("rules over other questions each", 120, 2, &|n| {
            format!("q{} = \"c0\", q{} = \"c0\"", 2 * (n % 60), 2 * (n % 60) + 1)
        }),
        rules("rules at random", 30, 5, &|n| {
            let random =
                |of: usize| n.wrapping_mul(0x9E37_79B9_7F4A_7C15_u64 as usize).rotate_left(17 * of as u32) >> 7;
            let terms: std::collections::BTreeMap<usize, usize> =
                (0..4).map(|of| (random(of) % 30, random(of) / 30 % 5)).collect();
            terms.into_iter().map(|(q, c)| format!("q{q} = \"c{c}\"")).collect::<Vec<_>>().join(", ")
        }),
        policy(
            "choices offered apart from each other",
            filled(offers, bytes, &|n| rule(&format!("x{n}"), &format!("p{} = \"b\"", n % 50))),
        ),
        policy(
            "notices on other questions each",
            filled(questions(100, 2) + &rule("a", "q0 = \"c0\"") + &rule("b", "q0 = \"c1\""), bytes, &|n| {
                format!(
                    "[[notice]]\nid = \"x{n}\"\nwhen = {{ q{} = \"c{}\" }}\nfacts = [\"F\"]\n",
                    n % 100,
                    n / 100 % 2
                )
            }),
        ),
        Nasty {
            name: "forbidden phrases",
            policy: small().replace("en = [\"we promise you\"", never.trim_end_matches(", ")),
            words: texts().replace("Join **first**.", &"we ".repeat(bytes / 6)),
        },
        Nasty {
            name: "texts that nothing shows",
            policy: small(),
            words: filled(texts() + "[x]\n", bytes, &|n| format!("step-{n} = \"x\"\n")),
        },
        text("stars", "*"),
        text("stars and letters", "*a "),
        text("strong text that is not closed", "**a "),
        text("underlines", "_a"),
        text("open brackets", "["),
        text("open links", "[a]("),
        text("foreign words", "[a](lang:b)"),
        text("closed brackets", "]("),
        text("pictures", "![a"),
        text("quotations", "> "),
        text("lists", "- "),
        text("code", "`a"),
        text("markup of HTML", "<a "),
        text("backslashes", "\\\\\\\\"),
        text("paragraphs", "a\\n\\n"),
        text("a word without an end", "a"),
        text("a sentence without an end", "a "),
        text("sentences", "A b. "),
        text("marks of direction", "\u{202e}"),
        text("entities", "&amp;"),
        text("addresses", "a@b.c "),
    ]
}

const HEAD: &str = "id = \"x\"\nversion = \"1\"\ndefault-language = \"en\"\nchannel = []\n\
    outcome = [{ id = \"welcome\", verdict = \"accepted\", channels = [], steps = [] }]\n\
    [facts]\nF = \"x\"\n";

fn question(number: usize, choices: usize) -> String {
    let choices: Vec<String> = (0..choices).map(|choice| format!("\"c{choice}\"")).collect();
    format!("[[question]]\nid = \"q{number}\"\nchoices = [{}]\n", choices.join(", "))
}

fn rule(id: &str, when: &str) -> String {
    format!("[[rule]]\nid = \"{id}\"\nwhen = {{ {when} }}\noutcome = \"welcome\"\nfacts = [\"L1\"]\n")
}

/// A text with numbered lines after it, until there are as many bytes.
fn filled(mut text: String, bytes: usize, line: &dyn Fn(usize) -> String) -> String {
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        let _ = write!(text, "{}", line(number));
    }
    text
}

/// A text with so many numbered lines after it.
fn filled_to(text: String, count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(text, |text, number| text + &line(number))
}
