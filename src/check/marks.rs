//! Signs in a text that a visitor would see although they were meant to do something, and signs that nobody sees although they
//! do something.

use pulldown_cmark::{Event, Parser};

use crate::policy::words::Shape;

/// What in a text stands there as it was typed although it looks like markup, in words.
pub fn unclosed(text: &str, shape: Shape) -> Option<String> {
    match shape {
        Shape::Plain => unbalanced(text.char_indices()).or_else(|| {
            let shown = ["**", "](http", "](mailto:", "](lang:"].into_iter().find(|mark| text.contains(mark))?;
            Some(format!("`{shown}`, and no markup is shown in its place"))
        }),
        Shape::Line | Shape::Paragraphs => {
            // Whatever is left as text has no other meaning, unless a backslash says that none was meant.
            let ranges = Parser::new(text)
                .into_offset_iter()
                .filter_map(|(event, range)| matches!(event, Event::Text(_)).then_some(range));
            let signs: Vec<(usize, char)> = ranges
                .flat_map(|range| {
                    let start = range.start;
                    text.get(range).unwrap_or_default().char_indices().map(move |(at, sign)| (start + at, sign))
                })
                .filter(|(at, sign)| "*_[]".contains(*sign) && !is_escaped(text, *at))
                .collect();
            let mark = signs.iter().find_map(|(at, sign)| stray(text, *at, *sign));
            mark.or_else(|| unbalanced(signs.into_iter()))
        }
    }
}

/// Whether there is an odd number of backslashes before a place.
fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// A mark of emphasis or a link that did not become one.
fn stray(text: &str, at: usize, sign: char) -> Option<String> {
    let (before, rest) = text.split_at_checked(at)?;
    match sign {
        '*' | '_' => {
            let run = rest.len() - rest.trim_start_matches(sign).len();
            let after = rest.trim_start_matches(sign).chars().next();
            let before = before.chars().next_back().filter(|before| *before != sign);
            let touches = |beside: Option<char>| beside.is_some_and(|beside| !beside.is_whitespace());
            let within_word = |beside: Option<char>| beside.is_some_and(char::is_alphanumeric);
            let is_meant = match sign {
                '*' => run > 1 || touches(before) || touches(after),
                // An underline inside a word is part of it, and a row of them is a place to write on.
                _ => (touches(before) || touches(after)) && !(within_word(before) && within_word(after)),
            };
            is_meant.then(|| format!("a `{}` that opens or closes nothing", &sign.to_string().repeat(run.min(3))))
        }
        ']' => {
            let rest = rest.trim_start_matches(']').trim_start();
            let is_link = ["(http", "(mailto:", "(lang:"].iter().any(|start| rest.starts_with(start));
            is_link.then(|| "a link that is not closed, or has a space where none can be".to_owned())
        }
        _ => None,
    }
}

/// A bracket that stands alone.
fn unbalanced(signs: impl Iterator<Item = (usize, char)>) -> Option<String> {
    let mut open = 0_usize;
    for (_, sign) in signs {
        match sign {
            '[' => open += 1,
            ']' if open == 0 => return Some("a `]` that nothing opens".to_owned()),
            ']' => open -= 1,
            _ => {}
        }
    }
    (open > 0).then(|| "a `[` that nothing closes".to_owned())
}

/// A sign of a text that nobody sees and that changes the order in which letters are read.
///
/// The marks U+200E and U+200F put a sign on its right side where letters of both directions meet; where there are no letters
/// from right to left, they have been left behind.
pub fn invisible(text: &str) -> Option<char> {
    let has_rtl = || text.chars().any(is_rtl);
    text.chars().find(|sign| match sign {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{200e}' | '\u{200f}' => !has_rtl(),
        _ => false,
    })
}

/// Whether a letter is of a script that is written from right to left.
fn is_rtl(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
