//! A part of the flow as a picture: a question, its choices below it, and beside each the answer or below it the next question.
//!
//! Rows stand one below the other and nothing reaches into another row, so nothing is covered and no lines cross. Every
//! picture is as wide as the others, whatever it shows: as wide as a sheet of A4, on which its letters can be read.

use maud::{Markup, html};

use crate::policy::Verdict;

/// A line of the picture, further in by `depth` steps.
#[derive(Clone, Debug)]
pub struct Row {
    /// How many questions it stands below.
    pub depth: usize,
    /// What stands in it.
    pub holds: Holds,
}

/// What stands in a row.
#[derive(Clone, Debug)]
pub enum Holds {
    /// A question. Its choices follow.
    Question {
        /// The element's id; none where the question's other choices are drawn on an earlier sheet.
        id: Option<String>,
        /// By which number others refer to it.
        number: String,
        /// The question.
        text: String,
    },
    /// Choices that lead on alike; with no goal, to the question in the next row.
    Choices {
        /// The choices.
        text: String,
        /// Where they lead.
        goal: Option<Goal>,
    },
}

/// Where choices lead.
#[derive(Clone, Debug)]
pub struct Goal {
    /// What stands in its box.
    pub text: String,
    /// The id of an element of the page, to which the box is a link.
    pub target: String,
    /// The verdict of an answer; none for a question that is drawn elsewhere.
    pub verdict: Option<Verdict>,
}

/// The width of every picture. All measures are in its units, 12 of which are the size of its letters.
pub const WIDTH: f64 = 760.0;
/// The most height with which a picture and its heading fit on a sheet of A4 as wide as the sheet.
pub const SHEET: f64 = 1000.0;

/// So that no border is cut off.
const MARGIN: f64 = 1.0;
const LETTERS: f64 = 12.0;
const LINE: f64 = 15.0;
const PADDING: f64 = 5.0;
const GAP: f64 = 7.0;
const INDENT: f64 = 22.0;
/// How far in the deepest question may stand.
const DEEPEST: f64 = 190.0;
/// Where the boxes of answers begin, and the least length of a line that leads to one.
const GOALS: f64 = 430.0;
const ARROW: f64 = 28.0;
/// What is between a question's number and the question.
const NUMBER: f64 = 8.0;
const QUESTION: f64 = 470.0;
const BAND: f64 = 6.0;

/// Rows in their places.
pub struct Drawing<'r> {
    rows: Vec<Placed<'r>>,
    /// The height of the picture.
    pub height: f64,
}

struct Placed<'r> {
    row: &'r Row,
    /// The lines of its text, and of its goal's.
    text: Vec<String>,
    goal: Vec<String>,
    /// Where a box begins, and where its text does.
    edge: f64,
    left: f64,
    top: f64,
    height: f64,
}

impl<'r> Drawing<'r> {
    /// Puts rows in their places.
    pub fn of(rows: &'r [Row]) -> Self {
        let steps = rows.iter().map(|row| row.depth + 1).max().unwrap_or(1);
        let indent = INDENT.min(DEEPEST / count(steps));
        let mut placed = Vec::new();
        let mut top = MARGIN;
        for row in rows {
            let edge = MARGIN + indent * count(row.depth);
            let (text, goal, left, padding) = match &row.holds {
                Holds::Question { id: _, number, text } => {
                    let left = edge + PADDING + if number.is_empty() { 0.0 } else { measure(number) + NUMBER };
                    (wrapped(text, QUESTION.min(WIDTH - left - PADDING)), Vec::new(), left, PADDING)
                }
                Holds::Choices { text, goal: None } => {
                    let left = edge + indent;
                    (wrapped(text, QUESTION.min(WIDTH - left)), Vec::new(), left, 0.0)
                }
                Holds::Choices { text, goal: Some(goal) } => {
                    let left = edge + indent;
                    let goal = wrapped(&goal.text, WIDTH - GOALS - BAND - 2.0 * PADDING);
                    (wrapped(text, GOALS - ARROW - left), goal, left, PADDING)
                }
            };
            let height = count(text.len().max(goal.len())) * LINE + 2.0 * padding;
            placed.push(Placed { row, text, goal, edge, left, top, height });
            // The choices that lead to a question stand close to it.
            top += height + if padding > 0.0 { GAP } else { 2.0 };
        }
        Self { rows: placed, height: top - GAP + MARGIN }
    }

    /// How much of the height the row with this number takes up with all that belongs below it.
    pub fn extent(&self, number: usize) -> f64 {
        let Some(first) = self.rows.get(number) else { return 0.0 };
        let below = self.rows.iter().skip(number + 1);
        let end = below.take_while(|placed| placed.row.depth >= first.row.depth).last().unwrap_or(first);
        end.top + end.height - first.top
    }

    /// The picture. Its texts are in a language that may be written from right to left: then so is the picture.
    pub fn svg(&self, rtl: bool) -> Markup {
        let pen = Pen { rtl };
        html! {
            svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH} {}", round(self.height)))
                width=(WIDTH) height=(round(self.height)) direction=[rtl.then_some("rtl")] role="group" {
                @for (number, placed) in self.rows.iter().enumerate() {
                    @if let Holds::Question { .. } = placed.row.holds { (self.branches(&pen, number)) }
                }
                @for placed in &self.rows { (placed.drawn(&pen)) }
            }
        }
    }

    /// The lines from a question to its choices.
    fn branches(&self, pen: &Pen, number: usize) -> Markup {
        let Some(question) = self.rows.get(number) else { return Markup::default() };
        let below = self.rows.iter().skip(number + 1).take_while(|placed| placed.row.depth >= question.row.depth);
        let own = below.filter(|placed| placed.row.depth == question.row.depth && !placed.text.is_empty());
        let from = question.edge + 2.0 * PADDING;
        html! {
            @for choice in own.filter(|placed| matches!(placed.row.holds, Holds::Choices { .. })) {
                @let (middle, top) = (choice.middle(), question.top + question.height);
                (pen.line("way", &[(from, top), (from, middle), (choice.left - 4.0, middle)]))
            }
        }
    }
}

impl Placed<'_> {
    fn middle(&self) -> f64 {
        self.top + self.height / 2.0
    }

    fn drawn(&self, pen: &Pen) -> Markup {
        let middle = self.middle();
        match &self.row.holds {
            Holds::Question { id, number, text: _ } => {
                let width = self.left - self.edge + widest(&self.text) + PADDING;
                html! {
                    g id=[id] {
                        (pen.rect("box question", (self.edge, self.top), (width, self.height)))
                        @if !number.is_empty() {
                            (pen.text("number", self.edge + PADDING, middle, std::slice::from_ref(number)))
                        }
                        (pen.text("asked", self.left, middle, &self.text))
                    }
                }
            }
            Holds::Choices { text: _, goal: None } => pen.text("label", self.left, middle, &self.text),
            Holds::Choices { text: _, goal: Some(goal) } => {
                let class = goal.verdict.map_or("elsewhere", Verdict::id);
                let height = count(self.goal.len()) * LINE + 2.0 * PADDING;
                let top = middle - height / 2.0;
                html! {
                    (pen.text("label", self.left, middle, &self.text))
                    (pen.line("way", &[(self.left + widest(&self.text) + 4.0, middle), (GOALS - 2.0, middle)]))
                    (pen.line("way", &[(GOALS - 7.0, middle - 4.0), (GOALS - 2.0, middle), (GOALS - 7.0, middle + 4.0)]))
                    a href=(format!("#{}", goal.target)) class=(class) {
                        (pen.rect("box", (GOALS, top), (WIDTH - GOALS - MARGIN, height)))
                        // A band tells the verdicts apart where colours do not.
                        @if goal.verdict.is_some() {
                            @for side in [BAND * 0.25, BAND * 0.75] {
                                (pen.line("band", &[(GOALS + side, top), (GOALS + side, top + height)]))
                            }
                        }
                        (pen.text("goal", GOALS + BAND + PADDING, middle, &self.goal))
                    }
                }
            }
        }
    }
}

/// Draws from left to right, or the other way round.
struct Pen {
    rtl: bool,
}

impl Pen {
    fn x(&self, x: f64) -> String {
        round(if self.rtl { WIDTH - x } else { x })
    }

    fn rect(&self, class: &str, (left, top): (f64, f64), (width, height): (f64, f64)) -> Markup {
        let x = self.x(if self.rtl { left + width } else { left });
        html! { rect class=(class) x=(x) y=(round(top)) width=(round(width)) height=(round(height)) rx="4" {} }
    }

    fn line(&self, class: &str, points: &[(f64, f64)]) -> Markup {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{} {}", self.x(*x), round(*y))).collect();
        html! { polyline class=(class) points=(points.join(" ")) {} }
    }

    /// Lines of text that begin at `x`, around a height.
    fn text(&self, class: &str, x: f64, middle: f64, lines: &[String]) -> Markup {
        let first = middle - count(lines.len()) * LINE / 2.0 + LINE * 0.77;
        html! {
            text class=(class) x=(self.x(x)) y=(round(first)) {
                @for (number, line) in lines.iter().enumerate() {
                    // The space keeps the words of two lines apart for whoever reads them aloud or copies them.
                    @if number > 0 { " " }
                    tspan x=(self.x(x)) y=(round(first + count(number) * LINE)) { (line) }
                }
            }
        }
    }
}

/// A text in lines that are no wider than this. A word that is wider is divided.
fn wrapped(text: &str, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last().map_or(0.0, |line| measure(line));
        let begun = line > 0.0;
        if begun && line + measure(" ") + measure(word) > width {
            lines.push(String::new());
        } else if begun {
            lines.last_mut().into_iter().for_each(|line| line.push(' '));
        }
        for letter in word.chars() {
            let line = lines.last().map_or(0.0, |line| measure(line));
            if line > 0.0 && line + advance(letter) > width {
                lines.push(String::new());
            }
            lines.last_mut().into_iter().for_each(|line| line.push(letter));
        }
    }
    lines
}

fn widest(lines: &[String]) -> f64 {
    lines.iter().map(|line| measure(line)).fold(0.0, f64::max)
}

fn measure(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

/// The most that a letter takes up in one of the usual fonts of a screen, of which DejaVu Sans and Verdana are the widest.
fn advance(letter: char) -> f64 {
    let part = match letter {
        'i' | 'j' | 'l' | '\'' | '’' | '.' | ',' | ':' | ';' | '|' | '!' | 'í' | 'ì' | 'ï' | 'î' | 'і' | 'ї' | 'ł'
        | 'ı' => 0.34,
        'f' | 't' | 'r' | ' ' | 'I' | 'J' | '(' | ')' | '-' | '/' | '[' | ']' => 0.46,
        'c' | 's' | 'z' | '?' | '"' => 0.56,
        'w' | '#' | '&' | '+' | '<' | '=' | '>' | '~' => 0.95,
        'm' | 'M' | 'W' | '@' | '%' | '→' | '←' | '…' | '—' | 'æ' | 'œ' | 'Æ' | 'Œ' => 1.05,
        'A'..='Z' => 0.79,
        ' '..='~' => 0.64,
        'ж' | 'ш' | 'щ' | 'ю' | 'ф' | 'ы' | 'Ж' | 'Ш' | 'Щ' | 'Ю' | 'Ф' => 1.1,
        '\u{400}'..='\u{42f}' => 0.87,
        '\u{430}'..='\u{4ff}' => 0.72,
        // Scripts whose letters are as wide as they are high.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'.. => 1.05,
        letter if letter.is_uppercase() => 0.82,
        _ => 0.7,
    };
    part * LETTERS
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// A measure with one digit behind the point.
fn round(measure: f64) -> String {
    format!("{measure:.1}")
}
