//! The flow as a picture: from the first question on the left to the answers on the right.

use dagre_dgl_rs::{Edge, EdgeLabel, Graph, GraphLabel, NodeLabel, Point, layout};
use maud::{Markup, html};

use crate::policy::Verdict;

/// A box of the picture.
pub struct Box {
    /// What stands in it.
    pub text: String,
    /// Where a click on it leads: the id of an element of the page; none for a question.
    pub target: Option<String>,
    /// The verdict of an answer; none for a question.
    pub verdict: Option<Verdict>,
}

/// A line between two boxes, by their numbers.
pub struct Line {
    /// The box it leaves.
    pub from: usize,
    /// The box it leads to.
    pub to: usize,
    /// The choices that lead along it.
    pub choices: Vec<String>,
}

/// All measures are in pixels of the picture at its natural size.
const LINE_HEIGHT: f64 = 16.0;
const LETTER_WIDTH: f64 = 7.2;
const PADDING: f64 = 10.0;
/// A box and a label are about as many letters wide.
const BOX_LETTERS: usize = 26;
const LABEL_LETTERS: usize = 22;
/// How many choices a label names; the rest are counted.
const MOST_CHOICES: usize = 4;

/// Draws the picture. Where boxes and lines go is for a layout library to say.
pub fn draw(boxes: &[Box], lines: &[Line], title: &str) -> Markup {
    let mut graph = Graph::with_options(true, true, false);
    graph.set_graph(GraphLabel {
        rankdir: Some("LR".to_owned()),
        nodesep: Some(14.0),
        edgesep: Some(10.0),
        ranksep: Some(30.0),
        marginx: Some(8.0),
        marginy: Some(8.0),
        ..GraphLabel::default()
    });
    for (number, of) in boxes.iter().enumerate() {
        let (width, height) = size(&wrapped(&of.text, BOX_LETTERS));
        let (width, height) = (width + 2.0 * PADDING, height + PADDING);
        graph.set_node(&number.to_string(), NodeLabel { width, height, ..NodeLabel::default() });
    }
    for (number, line) in lines.iter().enumerate() {
        let (width, height) = size(&label(line));
        let edge = EdgeLabel {
            width: Some(width),
            height: Some(height),
            labelpos: Some("c".to_owned()),
            ..EdgeLabel::default()
        };
        graph.set_edge(&line.from.to_string(), &line.to.to_string(), edge, Some(&number.to_string()));
    }
    layout(&mut graph);
    let (width, height) = (graph.graph().width.unwrap_or_default(), graph.graph().height.unwrap_or_default());
    html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(round(width)) height=(round(height))
            viewBox=(format!("0 0 {} {}", round(width), round(height))) role="group" aria-label=(title) {
            @for (number, line) in lines.iter().enumerate() {
                @let named = Edge::named(&line.from.to_string(), &line.to.to_string(), &number.to_string());
                @if let Some(edge) = graph.edge(&named) {
                    path class="line" d=(path(edge.points.as_deref().unwrap_or_default())) {}
                    @let (x, y) = (edge.x.unwrap_or_default(), edge.y.unwrap_or_default());
                    @let (width, height) = size(&label(line));
                    rect class="ground" x=(round(x - width / 2.0)) y=(round(y - height / 2.0))
                        width=(round(width)) height=(round(height)) {}
                    (text(&label(line), "label", x, y))
                }
            }
            @for (number, of) in boxes.iter().enumerate() {
                @let drawn = drawn(of, graph.node(&number.to_string()));
                @match &of.target {
                    Some(target) => a href=(format!("#{target}")) { (drawn) },
                    None => g { (drawn) },
                }
            }
        }
    }
}

fn drawn(of: &Box, node: &NodeLabel) -> Markup {
    let (x, y) = (node.x.unwrap_or_default(), node.y.unwrap_or_default());
    let (left, top) = (x - node.width / 2.0, y - node.height / 2.0);
    let class = of.verdict.map_or("question", Verdict::id);
    html! {
        rect class=(class) x=(round(left)) y=(round(top)) width=(round(node.width)) height=(round(node.height)) rx="6" {}
        // A band tells the verdicts apart where colours do not.
        @if of.verdict.is_some() {
            rect class=(format!("band {class}")) x=(round(left)) y=(round(top)) width="6" height=(round(node.height)) {}
        }
        (text(&wrapped(&of.text, BOX_LETTERS), "box", x, y))
    }
}

/// Lines of text around a point.
fn text(lines: &[String], class: &str, x: f64, y: f64) -> Markup {
    let (_, height) = size(lines);
    html! {
        text class=(class) x=(round(x)) y=(round(y - height / 2.0)) {
            @for line in lines { tspan x=(round(x)) dy=(LINE_HEIGHT) { (line) } }
        }
    }
}

fn label(line: &Line) -> Vec<String> {
    let mut named: Vec<String> =
        line.choices.iter().take(MOST_CHOICES).flat_map(|choice| wrapped(choice, LABEL_LETTERS)).collect();
    if line.choices.len() > MOST_CHOICES {
        named.push(format!("+ {}", line.choices.len() - MOST_CHOICES));
    }
    named
}

/// A smooth line through some points.
fn path(points: &[Point]) -> String {
    let Some((first, rest)) = points.split_first() else { return String::new() };
    let mut path = format!("M{} {}", round(first.x), round(first.y));
    let mut at = first;
    for next in rest {
        let middle = f64::midpoint(at.x, next.x);
        let (middle, x, y) = (round(middle), round(next.x), round(next.y));
        path.push_str(&format!("C{middle} {} {middle} {y} {x} {y}", round(at.y)));
        at = next;
    }
    path
}

/// A text in lines of about so many letters.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The width and height of lines of text.
fn size(lines: &[String]) -> (f64, f64) {
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default();
    (count(longest) * LETTER_WIDTH, count(lines.len()) * LINE_HEIGHT)
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// A measure in whole pixels.
fn round(measure: f64) -> String {
    format!("{measure:.0}")
}
