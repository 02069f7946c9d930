//! What a visitor reads, in the terminal of an author: `ask` and `explain`, by the tool itself and text by text.

mod common;
#[path = "common/tool.rs"]
mod tool;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::{all_states, project};
use serde_json::Value;
use tool::{POLICIES, compiled, in_order, program, run, wegwijzer};
use wegwijzer::author::compile::Compiled;
use wegwijzer::author::terminal::{Look, Page};
use wegwijzer::author::ways::{reached, screen_of};
use wegwijzer::decision::next_step;
use wegwijzer::screen::{self, Screen};

fn show(screen: &Screen, look: Look) -> String {
    let mut page = Page::new(look);
    match screen {
        Screen::Question(question) => page.question(question),
        Screen::Outcome(outcome) => page.outcome(outcome),
    }
    page.text()
}

/// What of a screen is no text for a terminal: ids, what an explanation tells, buttons, and what is for paper.
const UNSHOWN: &[&str] = &[
    "screen",
    "id",
    "kind",
    "verdict",
    "rules",
    "facts",
    "start",
    "call",
    "back",
    "restart",
    "copyLink",
    "print",
    "date",
    "copy",
    "write",
    "change",
    "proceed",
    "unanswered",
];

/// Every text of a screen that is to be shown, whatever is added to screens.
fn texts<'v>(value: &'v Value, texts: &mut Vec<&'v str>, unshown: &mut BTreeSet<&'v str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| self::texts(item, texts, unshown)),
        Value::Object(members) => {
            for (key, member) in members {
                if UNSHOWN.contains(&key.as_str()) {
                    unshown.insert(key);
                } else if key == "target" && member.is_string() {
                    // That there is none.
                } else if key == "foreign" {
                    // The word, and its language.
                    texts.extend(member.get(0).and_then(Value::as_str));
                } else {
                    self::texts(member, texts, unshown);
                }
            }
        }
        _ => {}
    }
}

/// Without what breaks lines and marks them.
fn unbroken(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace() && *character != '|').collect()
}

/// Nothing that a visitor reads is kept from an author, in any language; and no line is wider than it has to be.
#[test]
fn every_text_of_every_screen_is_shown() {
    let (mut screens, mut left_out) = (0, BTreeSet::new());
    for policy in POLICIES {
        let (_, Compiled { policy, words }) = compiled(policy);
        for words in &words {
            let outcomes = reached(&policy).into_iter().map(|reached| screen_of(&policy, words, &reached));
            let questions = all_states(&policy).into_iter().filter_map(|(_, state)| {
                match screen::screen(&policy, words, &next_step(&policy, &state)) {
                    question @ Screen::Question(_) => Some(question),
                    Screen::Outcome(_) => None,
                }
            });
            for screen in outcomes.map(|outcome| Screen::Outcome(Box::new(outcome))).chain(questions) {
                let value = serde_json::to_value(&screen).unwrap();
                let (mut all, mut unshown) = (Vec::new(), BTreeSet::new());
                texts(&value, &mut all, &mut unshown);
                left_out.extend(unshown.into_iter().map(str::to_owned));
                for width in [40, 100] {
                    let shown = show(&screen, Look { width, styled: false });
                    let flat = unbroken(&shown);
                    for text in &all {
                        assert!(flat.contains(&unbroken(text)), "{}: {text:?} is not in\n{shown}", words.language);
                    }
                    for line in shown.lines() {
                        let is_one_word = line.trim_start_matches([' ', '-', '|']).split(' ').count() == 1;
                        let columns = textwrap::core::display_width(line);
                        assert!(columns <= width || is_one_word, "{columns} of {width}: {line}");
                    }
                    let styled = show(&screen, Look { width, styled: true });
                    assert_eq!(anstream::adapter::strip_str(&styled).to_string(), shown, "bold changes no line");
                    assert!(
                        styled.lines().all(|line| !line.contains('\u{1b}')
                            || line.ends_with("\u{1b}[0m")
                            || line.rfind("\u{1b}[0m") > line.rfind("\u{1b}[1m").max(line.rfind("\u{1b}[2m"))),
                        "{styled}"
                    );
                }
                screens += 1;
            }
        }
    }
    assert!(screens > 500, "{screens} screens");
    assert_eq!(left_out.len(), UNSHOWN.len(), "each is left out somewhere: {left_out:?}");
}

/// Lines as they are typed or come through a pipe: what is shown in this order, the code in the end, and the error.
#[test]
fn questions_are_asked_one_by_one_with_ways_back() {
    let ended = "error: the input ended before an outcome: `mailbox` is still to be answered: 1 yes, 2 no\n";
    let table: &[(&[&str], &str, &[&str], i32, &str)] = &[
        // A number, an id, and an id with its question; of another system's lines, too.
        (
            &[],
            "4\n2\n",
            &["Who is contacting us?", "(heir)", "Our condolences", "heir-authorisation (assessed)"],
            0,
            "",
        ),
        (&[], "heir\r\nno\r\n", &["heir-authorisation (assessed)"], 0, ""),
        (&[], "who=heir\n  mailbox=no", &["heir-authorisation (assessed)"], 0, ""),
        // What is not offered is told with what is, and asked again.
        (
            &[],
            "hier\nheir\nperhaps\n2\n",
            &[
                "\n`hier` is not offered here; did you mean `heir`? there are 1 admin, 2 teammate, ",
                "Our condolences",
                "\n`perhaps` is not offered here; there are 1 yes, 2 no\n",
                "heir-authorisation (assessed)",
            ],
            0,
            "",
        ),
        (
            &[],
            "0\n10\nmailbox=no\n\nclient\n",
            &["`0` is not", "`10` is not", "`mailbox=no` is not", "Nothing is chosen", "ask-institution (refused)"],
            0,
            "",
        ),
        // Back, and forward another way. What no longer counts is told.
        (
            &[],
            "heir\nb\nclient\n",
            &["\n  4. I am settling", "Our condolences", "\n* 4. I am settling", "ask-institution (refused)"],
            0,
            "",
        ),
        (
            &[],
            "b\nback\nclient\n",
            &["This is the first question.", "This is the first question.", "ask-institution"],
            0,
            "",
        ),
        (&[], "heir\nno\nb\nyes\n", &["heir-authorisation (assessed)", "\n* 2. No", "heir-mail (accepted)"], 0, ""),
        (
            &[],
            "heir\nno\nc 1\nclient\n",
            &[
                "heir-authorisation (assessed)",
                "\n* 4. I am settling",
                "No longer counts: mailbox=no\n",
                "ask-institution (refused)",
            ],
            0,
            "",
        ),
        (&[], "heir\nno\nc mailbox\nyes\n", &["heir-authorisation", "\n* 2. No", "heir-mail (accepted)"], 0, ""),
        (
            &[],
            "heir\nc 2\nchange\nno\n",
            &["`c 2` changes no answer; there are c 1 or c who\n", "`change` changes no answer", "heir-authorisation"],
            0,
            "",
        ),
        (&[], "c 1\nclient\n", &["There is no answer yet", "ask-institution"], 0, ""),
        (
            &[],
            "heir\nno\nr\nclient\n",
            &["heir-authorisation", "\nWho is contacting us?", "ask-institution (refused)"],
            0,
            "",
        ),
        (
            &[],
            "client\nfoo\n",
            &["ask-institution (refused)", "`foo` is nothing that can be done here; b back, "],
            0,
            "",
        ),
        // The end: with an outcome, as was wished, or too early.
        (&[], "heir\nq\nno\n", &["Our condolences"], 0, ""),
        (&[], "heir\n", &["Our condolences"], 2, ended),
        (&[], "heir\nno\nb\n", &["heir-authorisation"], 2, ended),
        (&["--answers", "who=heir"], "", &["Our condolences"], 2, ended),
        (&["--answers", "mailbox=no"], "heir\n", &["Who is contacting us?", "heir-authorisation (assessed)"], 0, ""),
        (&["--answers", "who=heir,mailbox=no"], "", &["heir-authorisation (assessed)"], 0, ""),
        (
            &["--answers", "who=client mailbox=no"],
            "",
            &[],
            2,
            "error: `mailbox=no` answers what is not asked with who=client; \
            that leads to `ask-institution` already: leave it out\n",
        ),
    ];
    for (arguments, typed, shown, code, error) in table {
        let all = [&["ask", "policies/cliendo", "--language", "en"], *arguments].concat();
        let done = wegwijzer(&all, typed);
        assert_eq!((done.code, done.err.as_str()), (Some(*code), *error), "{arguments:?} {typed:?}\n{}", done.out);
        in_order(&done.out, shown);
        assert!(!done.out.contains("q quit\n") || typed.contains("foo"), "no prompt without a terminal: {}", done.out);
        assert!(!done.out.contains('\u{1b}'), "nor anything bold: {}", done.out);
    }
    let quit = wegwijzer(&["ask", "policies/cliendo"], "heir\nq\nno\n");
    assert!(!quit.out.contains("Because of"), "nothing is read after that: {}", quit.out);
    let bytes = run(&program(), &["ask", "tests/small"], "\u{fffd}\u{0}\u{202e}\nguest\nread\n", &[]);
    assert_eq!(bytes.code, Some(0), "{}", bytes.err);
}

/// A choice goes before a command of the same letter. A number that is also another choice's id could mean either: it is told.
#[test]
fn ids_that_look_like_commands_or_numbers_can_be_typed() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("short-ids");
    fs::create_dir_all(&folder).unwrap();
    for file in ["policy.toml", "words.en.toml"] {
        let text = fs::read_to_string(project("tests/small").join(file)).unwrap();
        let text = text.replace("guest", "1").replace("read", "b").replace("borrow", "q");
        fs::write(folder.join(file), text).unwrap();
    }
    let ask = |typed: &str| wegwijzer(&["ask", folder.to_str().unwrap()], typed);
    for (typed, shown) in [
        (
            "1\nwho=1\nb\n",
            &[
                "`1` is the number of `member` and the id of another choice: write `who=member` or `who=1`",
                "who=1: Guest\n  want=b: Read\n",
            ],
        ),
        ("2\nback\nwho=1\nq\n", &["\n* 2. Guest (1)\n", "who=1: Guest\n  want=q: Borrow\n"]),
    ] {
        let done = ask(typed);
        assert_eq!((done.code, done.err.as_str()), (Some(0), ""), "{typed:?}");
        in_order(&done.out, shown);
    }
    let quit = ask("2\nquit\n");
    assert_eq!((quit.code, quit.out.contains("no-card")), (Some(0), false), "{}", quit.out);
}

#[test]
fn every_language_is_asked_and_explained() {
    let (_, Compiled { words, .. }) = compiled("policies/cliendo");
    let mut first_lines = BTreeSet::new();
    // What is explained in the end is what `explain` prints. Each width has two languages.
    for (words, width) in words.iter().zip(["40", "100", "1", "none"].into_iter().cycle()) {
        let arguments = ["ask", "policies/cliendo", "--language", &words.language];
        let done = run(&program(), &arguments, "heir\nno\n", &[("COLUMNS", width)]);
        assert_eq!((done.code, done.err.as_str()), (Some(0), ""), "{arguments:?}");
        let widest = done.out.lines().map(textwrap::core::display_width).max().unwrap();
        let limit = width.parse().map_or(80, |width: usize| width.max(40));
        assert!(widest <= limit, "{widest} of {width}:\n{}", done.out);
        first_lines.insert(done.out.lines().next().unwrap().to_owned());
    }
    assert!(first_lines.len() >= words.len(), "each in its own words: {first_lines:?}");
    let none = wegwijzer(&["explain", "policies/cliendo", "--language", "es"], "");
    let says = "error: there are no words in language `es`; there are ar, de, en, fr, nl, pl, tr, uk\n";
    assert_eq!((none.code, none.err.as_str()), (Some(2), says));
    let misspelt = wegwijzer(&["ask", "policies/cliendo", "--language", "dutch"], "");
    assert_eq!(misspelt.err, "error: there is no language `dutch`; did you mean `nl`?\n");
}

/// In a terminal, which `script` plays here, it says what can be typed, and what matters is bold.
#[test]
#[cfg(target_os = "linux")]
fn a_terminal_gets_prompts_and_bold_letters_in_its_own_width() {
    let tool = program();
    // What the terminal says of its width goes before what a variable does.
    let ask = format!("stty rows 24 cols 50; COLUMNS=200 {tool} ask policies/cliendo --language en");
    let in_terminal = |variables| run("script", &["-qec", &ask, "/dev/null"], "heir\nno\nq\n", variables);
    let styled = in_terminal(&[]);
    assert_eq!(styled.code, Some(0), "{}", styled.out);
    in_order(
        &styled.out,
        &[
            "\u{1b}[1mWho\u{1b}[0m \u{1b}[1mis\u{1b}[0m ",
            "number or id, q quit: ",
            "\r\nOur condolences on your loss.\r\n",
            "number or id, b back, c 1 or c id to change an answer, r restart, q quit: ",
            "heir-authorisation (assessed)",
            "b back, c 1 or c id to change an answer, r restart, q quit: ",
        ],
    );
    let plain = in_terminal(&[("NO_COLOR", "1")]);
    assert!(!plain.out.contains('\u{1b}') && plain.out.contains("\nWho is contacting us?\r\n"), "{}", plain.out);
    assert_eq!(anstream::adapter::strip_str(&styled.out).to_string(), plain.out);
    let lines = plain.out.lines().filter(|line| !line.contains(" quit: ") && !line.contains("policies"));
    let widest = lines.map(textwrap::core::display_width).max();
    assert!(widest > Some(40) && widest <= Some(50), "{widest:?}\n{}", plain.out);
}

/// What is bold or has a colour follows the same wishes (no-color.org, bixense.com/clicolors) in all that the tool says: what was
/// asked for, what is wrong, and its help.
#[test]
#[cfg(target_os = "linux")]
fn wishes_about_colours_are_heeded() {
    let (in_terminal, piped) = (true, false);
    let table: &[(bool, &[(&str, &str)], bool)] = &[
        (piped, &[], false),
        (piped, &[("CLICOLOR", "1")], false),
        (piped, &[("CLICOLOR_FORCE", "1")], true),
        (piped, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
        (in_terminal, &[], true),
        (in_terminal, &[("NO_COLOR", "")], true),
        (in_terminal, &[("NO_COLOR", "1")], false),
        (in_terminal, &[("CLICOLOR", "0")], false),
    ];
    let tool = program();
    for said in ["check policies/cliendo", "explain tests/small who=guest", "--help", "no-such-command"] {
        for (is_terminal, variables, styled) in table {
            let arguments: Vec<&str> = said.split(' ').collect();
            let command = format!("{tool} {said}");
            let done = match is_terminal {
                true => run("script", &["-qec", &command, "/dev/null"], "", variables),
                false => run(&tool, &arguments, "", variables),
            };
            let text = done.out + &done.err;
            assert!(!text.is_empty());
            assert_eq!(text.contains('\u{1b}'), *styled, "{said} {is_terminal} {variables:?}\n{text}");
        }
    }
}
