//! A screen as text for a terminal: no wider than that is, and by its own characters alone where nothing can be bold.

use anstyle::Style;
use textwrap::{Options, WordSeparator, WordSplitter};

use crate::policy::words::{Inline, Rich};
use crate::screen::{
    Channel, Checklist, Choice, Closed, Draft, Enclosure, Given, GivenAnswer, Labelled, Mail, Message, Notice, Outcome,
    Phone, Place, Question, Section, Target, Visit,
};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// What a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// How many characters a line has.
    pub width: usize,
    /// Whether letters can be bold or dim.
    pub styled: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 80, styled: false }
    }
}

/// A text that grows line by line.
pub struct Page {
    look: Look,
    text: String,
}

impl Page {
    /// A page without a line.
    pub fn new(look: Look) -> Self {
        Self { look, text: String::new() }
    }

    /// All lines.
    pub fn text(self) -> String {
        self.text
    }

    /// A question with its choices, numbered from 1, and the answers that led to it, numbered likewise.
    pub fn question(&mut self, question: &Question) {
        // Buttons have no place here: what can be done is said by who asks for an answer.
        let Question { id: _, back: _, intro, title, hint, choices, proceed: _, unanswered: _, answers, privacy } =
            question;
        self.paragraphs(intro.as_slice());
        self.title(title);
        self.paragraphs(hint.as_slice());
        self.line("");
        for (number, Choice { id, answer: _, label, hint, chosen }) in choices.iter().enumerate() {
            let mark = if *chosen { "*" } else { " " };
            let id = self.dim(&format!("({id})"));
            self.item(&format!("{mark}{:>2}. ", number + 1), &format!("{label} {id}"));
            if let Some(hint) = hint {
                let hint = self.rich(hint);
                self.item("     ", &hint);
            }
        }
        self.given(answers.as_ref());
        self.privacy(privacy);
    }

    /// An outcome as a visitor reads it, from top to bottom.
    pub fn outcome(&mut self, outcome: &Outcome) {
        // Ids, rules and facts are for an explanation. Buttons have no place here, nor has what stands on paper only.
        let Outcome {
            id: _,
            verdict: _,
            rules: _,
            facts: _,
            back: _,
            title,
            label,
            lead,
            steps,
            channels,
            message,
            enclosures,
            next,
            notices,
            why,
            closed,
            answers,
            start: _,
            restart: _,
            copy_link: _,
            print: _,
            date: _,
            privacy,
            version: Labelled { label: version, value },
        } = outcome;
        self.title(title);
        self.line(label);
        self.paragraphs(lead.as_slice());
        self.heading(&steps.heading);
        for (number, step) in steps.body.iter().enumerate() {
            let step = self.rich(step);
            self.item(&format!("{:>3}. ", number + 1), &step);
        }
        self.heading(&channels.heading);
        for channel in &channels.body {
            self.channel(channel);
        }
        if let Some(Section { heading, body: Message { text, copy: _ } }) = message {
            self.heading(heading);
            self.message(text);
        }
        if let Some(Section { heading, body: Checklist { hint, items } }) = enclosures {
            self.heading(heading);
            self.line(hint);
            for Enclosure { id: _, text, advice } in items {
                let text = self.rich(text);
                self.item("  [ ] ", &text);
                for paragraph in advice {
                    let paragraph = self.rich(paragraph);
                    self.item("      ", &paragraph);
                }
            }
        }
        if let Some(Section { heading, body }) = next {
            self.heading(heading);
            self.paragraphs(std::slice::from_ref(body));
        }
        for Notice { id: _, heading, text } in notices {
            self.heading(heading);
            self.paragraphs(text);
        }
        self.heading(&why.heading);
        self.paragraphs(&why.body);
        self.heading(&closed.heading);
        for Closed { id: _, name, text } in &closed.body {
            let text = self.rich(text);
            self.item("  - ", &format!("{name}: {text}"));
        }
        self.given(answers.as_ref());
        self.line("");
        self.line(&format!("{version} {value}"));
        self.privacy(privacy);
    }

    /// Text on as many lines as it needs; an empty line where there is none.
    pub fn line(&mut self, text: &str) {
        self.put("", "", text);
    }

    /// What stands above other text.
    pub fn heading(&mut self, text: &str) {
        self.line("");
        self.title(text);
    }

    /// Text behind a mark; its later lines begin where its first one does.
    pub fn item(&mut self, mark: &str, text: &str) {
        self.put(mark, &" ".repeat(textwrap::core::display_width(mark)), text);
    }

    /// One of a list; its later lines are set in.
    pub fn entry(&mut self, text: &str) {
        self.put("  ", "    ", text);
    }

    /// Text of less weight: what an author reads and no visitor does.
    pub fn dim(&self, text: &str) -> String {
        self.paint(DIM, text)
    }

    fn title(&mut self, text: &str) {
        let text = self.paint(BOLD, text);
        self.line(&text);
    }

    fn paragraphs(&mut self, paragraphs: &[Rich]) {
        for paragraph in paragraphs {
            let paragraph = self.rich(paragraph);
            self.line(&paragraph);
        }
    }

    fn channel(&mut self, channel: &Channel) {
        let Channel { id: _, kind: _, name, text, target } = channel;
        let text = self.rich(text);
        self.item("  - ", &format!("{name}: {text}"));
        match target {
            Target::None => {}
            Target::Page(address) => self.item("    ", address),
            // The link that calls has the same number.
            Target::Phone(Phone { number, call: _, copy: _ }) => self.labelled(number),
            Target::Visit(Visit { address, hours: Section { heading, body } }) => {
                address.iter().for_each(|address| self.place(address));
                let hours: Vec<String> = body.iter().map(|paragraph| self.rich(paragraph)).collect();
                self.item("    ", &format!("{heading}: {}", hours.join(" ")));
            }
            Target::Letter(address) => self.place(address),
            Target::Mail(Mail { from, to, copy: _, draft }) => {
                from.iter().chain([to]).for_each(|address| self.labelled(address));
                // The link that opens the draft says the same in characters that nobody can read.
                if let Some(Draft { write: _, show, subject: Labelled { label, value }, text, copy: _ }) = draft {
                    self.item("    ", show);
                    self.message(&format!("{label}: {value}\n\n{text}"));
                }
            }
        }
    }

    fn labelled(&mut self, what: &Labelled) {
        let Labelled { label, value } = what;
        self.item("    ", &format!("{label} {value}"));
    }

    fn place(&mut self, place: &Place) {
        let Place { label, lines, copy: _ } = place;
        self.item("    ", label);
        lines.iter().for_each(|line| self.item("      ", line));
    }

    /// A text to send, line by line, apart from what is said about it.
    fn message(&mut self, text: &str) {
        for line in text.lines() {
            self.put("    | ", "    | ", line);
        }
    }

    fn given(&mut self, given: Option<&Given>) {
        let Some(Given { heading, change: _, rows }) = given else { return };
        self.heading(heading);
        for (row, GivenAnswer { number: _, question, choice, asked, answered }) in rows.iter().enumerate() {
            let ids = self.dim(&format!("({question}={choice})"));
            self.item(&format!("{:>3}. ", row + 1), &format!("{asked} {answered} {ids}"));
        }
    }

    fn privacy(&mut self, text: &str) {
        let text = self.dim(text);
        self.line("");
        self.line(&text);
    }

    /// A paragraph; a link with its address.
    fn rich(&self, paragraph: &Rich) -> String {
        let piece = |piece: &Inline| match piece {
            Inline::Text(text) | Inline::Emphasis(text) | Inline::Foreign(text, _) => text.clone(),
            Inline::Strong(text) => self.paint(BOLD, text),
            Inline::Link(text, address) => format!("{text} <{address}>"),
        };
        paragraph.iter().map(piece).collect()
    }

    /// Each word by itself, so that a line may end behind any of them.
    fn paint(&self, style: Style, text: &str) -> String {
        if !self.look.styled {
            return text.to_owned();
        }
        let word = |word: &str| if word.is_empty() { String::new() } else { format!("{style}{word}{style:#}") };
        text.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }

    /// Lines end at spaces only, so that ids and addresses stay whole. Each holds its characters in the order of the text:
    /// which way they are written is for the terminal to know.
    fn put(&mut self, first: &str, later: &str, text: &str) {
        let options = Options::new(self.look.width)
            .initial_indent(first)
            .subsequent_indent(later)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .break_words(false);
        for line in textwrap::wrap(text, options) {
            // Of a line without a word, only the mark is left.
            let line = if text.is_empty() { first } else { &line };
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }
}
