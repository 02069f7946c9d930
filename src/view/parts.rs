//! What the screens have in common: headings, paragraphs, the way back, the answers given.

use super::dispatch::Dispatch;
use super::element::{El, button, el};
use crate::decision::Event;
use crate::policy::words::{Inline, Rich};
use crate::screen::{Given, GivenAnswer};

/// The levels of headings within a screen.
#[derive(Clone, Copy)]
pub enum Rank {
    /// The heading of a screen.
    Screen,
    /// The heading of a part of it.
    Section,
}

/// A heading. The page says which level that of a screen has.
pub fn heading(level: u8, rank: Rank, text: &str) -> El {
    let below = match rank {
        Rank::Screen => 0,
        Rank::Section => 1,
    };
    let tag = match level.saturating_add(below) {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    };
    el(tag).text(text)
}

/// The heading of a screen. When the screen has come by a step, the page moves the focus to it, or to what stands before it.
pub fn title(level: u8, text: &str) -> El {
    heading(level, Rank::Screen, text).set("tabindex", "-1")
}

/// The way back.
pub fn back(label: &str, dispatch: &Dispatch) -> El {
    button("link back", "link back", dispatch, |dispatch| dispatch.send(Event::Back)).text(label)
}

/// The answers given so far, each with a way to change it.
pub fn given(given: Given, level: u8, dispatch: &Dispatch) -> El {
    let Given { heading: title, change, rows } = given;
    let mut list = pairs();
    for GivenAnswer { number, question: _, choice: _, asked, answered } in rows {
        let change = button("link", "link", dispatch, move |dispatch| dispatch.send(Event::Reopened(number)))
            .add(el("span").text(&change))
            .add(el("span").class("unseen").text(" ").text(&asked));
        list = list.add(pair(&asked, el("span").text(&answered)).add(change));
    }
    el("div").class("trail").part("answers").add(heading(level, Rank::Section, &title)).add(list)
}

/// A list of pairs. A screen reader says of each part of a definition list what it is; of a list, how long it is.
pub fn pairs() -> El {
    // Without its bullets, Safari takes a list for none unless it says so.
    el("ul").class("rows").set("role", "list")
}

/// One pair: what it is about, and what is said of it.
pub fn pair(term: &str, value: El) -> El {
    el("li").class("row").add(el("strong").class("term").text(term)).add(value.class("value"))
}

/// Fills an element with a paragraph. Each piece has an element of its own, so that a page translator can replace its
/// text.
pub fn fill(mut element: El, paragraph: &Rich) -> El {
    for piece in paragraph {
        element = element.add(match piece {
            Inline::Text(text) => el("span").text(text),
            Inline::Strong(text) => el("strong").text(text),
            Inline::Emphasis(text) => el("em").text(text),
            Inline::Foreign(text, language) => el("span").set("lang", language).text(text),
            Inline::Link(text, href) => el("a").set("href", href).part("link").text(text),
        });
    }
    element
}

/// Adds paragraphs to an element, one below the other.
pub fn fill_all(mut element: El, paragraphs: &[Rich]) -> El {
    for paragraph in paragraphs {
        element = element.add(fill(el("p"), paragraph));
    }
    element
}
