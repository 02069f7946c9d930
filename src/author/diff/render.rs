//! The page of a diff for a terminal, as Markdown, and as HTML that can be signed.

use std::fmt::Write;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::data::Diff;
use super::page::{Entry, Line, Page, Piece, Row, Section};
use crate::author::html::{STYLE, signature};
use crate::author::markdown::escaped;

/// What stands before somebody may send something to another address.
const IMPORTANT: &str = "IMPORTANT, a new address";

impl Diff {
    /// The differences for a terminal.
    pub fn to_text(&self) -> String {
        let Page { title, builds: _, summary, sections } = Page::of(self);
        let mut told = format!("{}: {summary}\n", title.replacen('F', "f", 1));
        for Section { heading, none, entries } in sections {
            if entries.is_empty() {
                // What is the same is said once, of the screens.
                if self.is_same_for_visitors() && heading == "What differs for whom" {
                    let _ = writeln!(told, "\n{none}");
                }
                continue;
            }
            let _ = writeln!(told, "\n{heading}");
            entries.iter().for_each(|entry| entry_as_text(&mut told, entry));
        }
        told
    }

    /// The differences as Markdown, for a pull request.
    pub fn to_markdown(&self) -> String {
        let Page { title, builds, summary, sections } = Page::of(self);
        let mut told = format!("# {}\n\n{}; {}.\n", escaped(&title), escaped(&summary), escaped(&builds));
        for Section { heading, none, entries } in sections {
            let _ = writeln!(told, "\n## {heading}\n");
            if entries.is_empty() {
                let _ = writeln!(told, "{none}");
            }
            // Rows that nobody in particular meets stand in one table.
            let (alone, met): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(|entry| entry.heading.is_empty());
            for Entry { is_important, heading, when, rows } in met {
                let mark = if *is_important { format!("**{IMPORTANT}.** ") } else { String::new() };
                let _ = writeln!(told, "{mark}{}\n", line_as_markdown(heading));
                when.iter().for_each(|line| told.push_str(&format!("- {}\n", line_as_markdown(line))));
                if !when.is_empty() {
                    told.push('\n');
                }
                table_as_markdown(&mut told, rows.iter());
            }
            table_as_markdown(&mut told, alone.into_iter().flat_map(|entry| &entry.rows));
        }
        told
    }

    /// The differences as a part of a page, from headings of level 2 on.
    pub fn to_html_part(&self) -> String {
        sections(&Page::of(self)).into_string()
    }

    /// The differences as a page of its own, to print and to sign.
    pub fn to_html(&self) -> String {
        let page = Page::of(self);
        let Page { title, builds, summary, sections: _ } = &page;
        let agree = "I have read what differs between these versions and agree with it.";
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (title) }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    header {
                        h1 { (title) }
                        p { (summary) " · " code { (builds) } }
                    }
                    main {
                        (sections(&page))
                        section {
                            h2 { "Approval" }
                            (signature([agree, "Name", "Date", "Signature"], html! { (title) " · " code { (builds) } }))
                        }
                    }
                }
            }
        };
        page.into_string()
    }
}

fn entry_as_text(told: &mut String, entry: &Entry) {
    let Entry { is_important, heading, when, rows } = entry;
    if !heading.is_empty() {
        let mark = if *is_important { format!("{IMPORTANT}. ") } else { String::new() };
        // Writing to a String does not fail, here and below.
        let _ = writeln!(told, "\n{mark}{}", line_as_text(heading));
    }
    for line in when {
        let _ = writeln!(told, "    {}", line_as_text(line));
    }
    for Row { is_important, what, before, after } in rows {
        let mark = if *is_important { "! " } else { "  " };
        let _ = writeln!(told, "{mark}{}", line_as_text(what));
        for (sign, line) in [('-', before), ('+', after)] {
            for line in line.iter().flat_map(|line| plain(line).lines().map(str::to_owned).collect::<Vec<_>>()) {
                let _ = writeln!(told, "    {sign} {line}");
            }
        }
    }
}

/// A line with its texts in quotation marks.
fn line_as_text(line: &Line) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Said(text) | Piece::Id(text) => text.clone(),
        Piece::Text(text, _) => format!("“{}”", text.replace('\n', " ")),
    };
    line.iter().map(piece).collect()
}

/// A line that is said by itself: what is one text needs no quotation marks.
fn plain(line: &Line) -> String {
    match line.as_slice() {
        [Piece::Text(text, _)] => text.clone(),
        _ => line_as_text(line),
    }
}

fn table_as_markdown<'r>(told: &mut String, rows: impl Iterator<Item = &'r Row>) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    told.push_str("| what | before | now |\n| --- | --- | --- |\n");
    let cell = |line: &Option<Line>| line.as_ref().map(line_as_markdown).unwrap_or_default();
    for Row { is_important, what, before, after } in rows {
        let mark = if *is_important { "**!** " } else { "" };
        let _ = writeln!(told, "| {mark}{} | {} | {} |", line_as_markdown(what), cell(before), cell(after));
    }
    told.push('\n');
}

fn line_as_markdown(line: &Line) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Said(text) | Piece::Id(text) | Piece::Text(text, _) => escaped(text),
    };
    line.iter().map(piece).collect()
}

fn sections(page: &Page) -> Markup {
    html! {
        @for Section { heading, none, entries } in &page.sections {
            section {
                h2 { (heading) }
                @if entries.is_empty() { p { (none) } }
                @let (alone, met): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(|entry| entry.heading.is_empty());
                @for Entry { is_important, heading, when, rows } in met {
                    h3 { @if *is_important { strong { (IMPORTANT) ". " } } (line(heading)) }
                    @if !when.is_empty() { ul { @for condition in when { li { (line(condition)) } } } }
                    (table(rows.iter().collect()))
                }
                (table(alone.into_iter().flat_map(|entry| &entry.rows).collect()))
            }
        }
    }
}

fn table(rows: Vec<&Row>) -> Markup {
    html! {
        @if !rows.is_empty() {
            table {
                thead { tr { th scope="col" { "What" } th scope="col" { "Before" } th scope="col" { "Now" } } }
                tbody {
                    @for Row { is_important, what, before, after } in rows {
                        tr {
                            th scope="row" { @if *is_important { strong { "! " } } (line(what)) }
                            @for side in [before, after] {
                                td { @if let Some(side) = side { @if *is_important { strong { (line(side)) } } @else { (line(side)) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A line, with each text in its language.
fn line(line: &Line) -> Markup {
    html! {
        @for piece in line {
            @match piece {
                Piece::Said(text) => (text),
                Piece::Id(text) => code { (text) },
                Piece::Text(text, language) => span lang=(language) dir="auto" { (text) },
            }
        }
    }
}
