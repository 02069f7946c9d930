//! The written guide: every route and reason of a policy as plain HTML, for who has no widget.
//!
//! It is written from the diagram that the widget walks, so the two cannot tell different things. Its only
//! tags are those that help centers accept in an article.

use std::fmt::Write;

use crate::policy::compiled::{CompiledChannel, CompiledPolicy};
use crate::policy::diagram::{Leaf, Node};
use crate::policy::words::{CompiledWords, Inline, Rich, Words};
use crate::policy::{ChannelKind, Verdict};

/// The guide in one language, from its heading of level 2 on.
pub fn guide(policy: &CompiledPolicy, words: &CompiledWords, texts: &Words) -> String {
    let mut guide = Guide { policy, words, texts, html: String::new() };
    guide.write();
    guide.html
}

/// A page around a guide: `template` with each `{{key}}` replaced by the text of that key, as HTML.
///
/// `{{language}}`, `{{direction}}`, `{{guide}}` and `{{review}}` are known beside the keys of the words; `{{languages}}`
/// is a list of links to the page in the other languages. An unknown key stays as it is.
pub fn page(template: &str, policy: &CompiledPolicy, words: &CompiledWords, all: &[Words], review: &str) -> String {
    let Some(texts) = all.iter().find(|texts| texts.language == words.language) else { return template.to_owned() };
    let others = all.iter().filter(|other| other.language != words.language).map(|other| {
        let file = page_file(policy, "index", &other.language);
        let name = escape(other.texts.get("language.name").map_or("", String::as_str));
        let language = escape(&other.language);
        format!("<a href=\"{file}\" lang=\"{language}\" hreflang=\"{language}\">{name}</a>")
    });
    let mut values = vec![
        ("language".to_owned(), escape(&words.language)),
        ("direction".to_owned(), if words.rtl() { "rtl" } else { "ltr" }.to_owned()),
        ("languages".to_owned(), others.collect::<Vec<_>>().join(" ")),
        ("guide".to_owned(), guide(policy, words, texts)),
        ("review".to_owned(), review.to_owned()),
    ];
    values.extend(texts.texts.iter().map(|(key, text)| {
        let paragraphs = super::text::paragraphs(text).unwrap_or_default();
        let html = match paragraphs.as_slice() {
            [only] => rich(only),
            several => several.iter().map(|paragraph| format!("<p>{}</p>", rich(paragraph))).collect(),
        };
        (key.clone(), html)
    }));
    values.iter().fold(template.to_owned(), |page, (key, html)| page.replace(&format!("{{{{{key}}}}}"), html))
}

/// The file of a page in a language: `index.html` in the policy's own and `en.html` in English, for the page
/// `index`; `frame.html` and `frame.en.html` for one of another name.
pub fn page_file(policy: &CompiledPolicy, name: &str, language: &str) -> String {
    match (language == policy.default_language, name) {
        (true, _) => format!("{name}.html"),
        (false, "index") => format!("{language}.html"),
        (false, _) => format!("{name}.{language}.html"),
    }
}

struct Guide<'g> {
    policy: &'g CompiledPolicy,
    words: &'g CompiledWords,
    texts: &'g Words,
    html: String,
}

impl Guide<'_> {
    fn write(&mut self) {
        let title = self.text("guide.title");
        self.tag("h2", &title);
        for paragraph in super::text::paragraphs(&self.raw("guide.lead")).unwrap_or_default() {
            self.tag("p", &rich(&paragraph));
        }
        match self.policy.root() {
            Node::Ask { question, next } => {
                for (labels, next) in self.branches(*question, next) {
                    self.tag("h2", &labels);
                    self.node(self.policy.node(next));
                }
            }
            Node::Refer(leaf) => self.leaf(leaf),
        }
        let closed = self.text("guide.closed");
        self.tag("h2", &closed);
        self.list("ul", self.policy.closed.iter().map(|channel| self.channel(*channel)).collect());
        self.html.push_str("<hr>");
        let (label, version) = (self.plain(&["ui.version"]), escape(&self.policy.version));
        self.tag("p", &format!("{label} {version}"));
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Refer(leaf) => self.leaf(leaf),
            Node::Ask { question, next } => {
                let id = self.policy.questions.get(*question).map(|question| question.id.as_str()).unwrap_or_default();
                let intro = self.words.line(&["question.", id, ".intro"]).map(|intro| rich(&intro) + " ");
                let title = self.plain(&["question.", id, ".title"]);
                self.tag("p", &(intro.unwrap_or_default() + &title));
                self.html.push_str("<ul>");
                for (labels, next) in self.branches(*question, next) {
                    self.html.push_str("<li>");
                    self.tag("p", &format!("<strong>{labels}</strong>"));
                    self.node(self.policy.node(next));
                    self.html.push_str("</li>");
                }
                self.html.push_str("</ul>");
            }
        }
    }

    /// The choices of a question, those that lead to the same node together, with that node.
    fn branches(&self, question: usize, next: &[Option<usize>]) -> Vec<(String, usize)> {
        let mut branches: Vec<(String, usize)> = Vec::new();
        let Some(question) = self.policy.questions.get(question) else { return branches };
        for (choice, next) in question.choices.iter().zip(next).filter_map(|(choice, next)| Some((choice, (*next)?))) {
            let label = self.plain(&["question.", &question.id, ".choice.", choice]);
            match branches.iter_mut().find(|(_, known)| *known == next) {
                Some((labels, _)) => labels.push_str(&format!("; {label}")),
                None => branches.push((label, next)),
            }
        }
        branches
    }

    fn leaf(&mut self, leaf: &Leaf) {
        let outcome = self.policy.outcome(leaf);
        let (id, verdict) = (outcome.id.as_str(), outcome.verdict.id());
        let label = escape(&self.words.label(id, outcome.verdict));
        let title = self.plain(&["outcome.", id, ".title"]);
        self.tag("p", &format!("<strong>{label}: {title}</strong>"));
        if let Some(lead) = self.words.line(&["outcome.", id, ".lead"]) {
            self.tag("p", &rich(&lead));
        }
        self.titled_list(&["verdict.", verdict, ".steps"], "ol", self.lines("step.", &outcome.steps));
        if !outcome.enclosures.is_empty() {
            self.titled_list(&["ui.enclosures"], "ul", self.lines("enclosure.", &outcome.enclosures));
        }
        let channels = outcome.channels.iter().map(|channel| self.channel(*channel)).collect();
        self.titled_list(&["ui.channels"], "ul", channels);
        let sender = self.plain(&["outcome.", id, ".sender"]);
        if !sender.is_empty() && outcome.verdict != Verdict::Refused {
            self.tag("p", &format!("{} <strong>{sender}</strong>", self.plain(&["ui.from"])));
        }
        for why in self.words.paragraphs(&["outcome.", id, ".why"]) {
            self.tag("p", &rich(&why));
        }
        for notice in leaf.notices.iter().filter_map(|notice| self.policy.notices.get(*notice)) {
            let title = self.plain(&["notice.", notice, ".title"]);
            let text: Vec<String> = self.words.paragraphs(&["notice.", notice, ".text"]).iter().map(rich).collect();
            self.tag("p", &format!("<em>{title}</em>: {}", text.join(" ")));
        }
    }

    fn channel(&self, number: usize) -> String {
        let Some(CompiledChannel { id, kind, target }) = self.policy.channels.get(number) else { return String::new() };
        let target = target.as_ref().map(|target| {
            let target = escape(target);
            let scheme = if *kind == ChannelKind::Mail { "mailto:" } else { "" };
            format!(" <a href=\"{scheme}{target}\">{target}</a>")
        });
        let text = self.words.line(&["channel.", id, ".text"]).map(|text| rich(&text)).unwrap_or_default();
        let name = self.plain(&["channel.", id, ".name"]);
        format!("<strong>{name}</strong>{}. {text}", target.unwrap_or_default())
    }

    /// The texts under some ids, as HTML.
    fn lines(&self, prefix: &str, ids: &[String]) -> Vec<String> {
        ids.iter().filter_map(|id| self.words.line(&[prefix, id])).map(|text| rich(&text)).collect()
    }

    /// A text of the widget, as HTML.
    fn plain(&self, key: &[&str]) -> String {
        escape(&self.words.plain(key))
    }

    fn titled_list(&mut self, title: &[&str], tag: &str, items: Vec<String>) {
        let title = self.plain(title);
        self.tag("p", &format!("{title}:"));
        self.list(tag, items);
    }

    fn raw(&self, key: &str) -> String {
        self.texts.texts.get(key).cloned().unwrap_or_default()
    }

    fn text(&self, key: &str) -> String {
        escape(&self.raw(key))
    }

    fn tag(&mut self, tag: &str, html: &str) {
        // Writing to a String does not fail.
        let _ = writeln!(self.html, "<{tag}>{html}</{tag}>");
    }

    fn list(&mut self, tag: &str, items: Vec<String>) {
        let items: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
        self.tag(tag, &items);
    }
}

/// A paragraph as HTML.
pub(super) fn rich(paragraph: &Rich) -> String {
    paragraph
        .iter()
        .map(|piece| match piece {
            Inline::Text(text) => escape(text),
            Inline::Strong(text) => format!("<strong>{}</strong>", escape(text)),
            Inline::Emphasis(text) => format!("<em>{}</em>", escape(text)),
            Inline::Link(text, href) => format!("<a href=\"{}\">{}</a>", escape(href), escape(text)),
        })
        .collect()
}

/// Text as HTML, also inside a quoted attribute.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
