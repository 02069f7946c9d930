//! The screen that says where to turn to.

use leptos::prelude::Callable;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::element::{El, button, el};
use super::text::{paragraphs, rich};
use super::{Dispatch, Guide, Rank};
use crate::decision::{Answer, Answers, Event, Referral};

/// What stands for itself in a `mailto:` link (RFC 6068 takes the unreserved characters of RFC 3986).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An outcome: the verdict, what to do, through which channel, and why.
pub fn screen(guide: &Guide, referral: &Referral<'_>, dispatch: Dispatch, focus: bool) -> El {
    let Referral { outcome, leaf, trail } = referral;
    let (words, id, verdict) = (&guide.words, outcome.id.as_str(), outcome.verdict.id());
    let rules: Vec<&str> =
        leaf.rules.iter().filter_map(|rule| guide.policy.rules.get(*rule)).map(String::as_str).collect();
    let section = |title: &[&str]| guide.heading(Rank::Section, words.plain(title));

    let answer = el("div")
        .class("answer")
        .part("answer")
        .with([
            guide.title(&["outcome.", id, ".title"], focus),
            el("p").class("verdict").part("verdict").text(words.plain(&["verdict.", verdict, ".label"])),
        ])
        .with(words.line(&["outcome.", id, ".lead"]).map(|lead| el("p").class("lead").with(rich(lead))));
    let channels = outcome.channels.iter().filter_map(|number| channel(guide, id, *number, dispatch));
    let to_pass_on = words.plain(&["outcome.", id, ".message"]);
    let to_pass_on = (!to_pass_on.is_empty()).then(|| {
        let message = el("div").class("channel").part("draft").with([letter(&to_pass_on)]);
        [section(&["ui.share"]), message.with([copy(guide, "ui.copy-message", to_pass_on, dispatch)])]
    });
    let enclosures = (!outcome.enclosures.is_empty()).then(|| {
        let items = outcome.enclosures.iter().map(|id| enclosure(guide, id));
        [
            section(&["ui.enclosures"]),
            el("p").class("hint").text(words.plain(&["ui.tick"])),
            el("ul").class("checklist").part("enclosures").with(items),
        ]
    });
    let next = words.line(&["outcome.", id, ".next"]);
    let next = next.map(|next| [section(&["ui.next"]), el("p").with(rich(next))]);
    let notices = leaf.notices.iter().filter_map(|notice| guide.policy.notices.get(*notice)).map(|notice| {
        let title = section(&["notice.", notice, ".title"]);
        let text = paragraphs(words.paragraphs(&["notice.", notice, ".text"]));
        el("div").class("notice").part("notice").with([title]).with(text)
    });
    let closed = leaf.closed.iter().filter_map(|closed| {
        let channel = guide.policy.channels.get(*guide.policy.closed.get(*closed)?)?;
        let why = words.line(&["channel.", &channel.id, ".text"]).unwrap_or_default();
        let name = el("dt").text(words.plain(&["channel.", &channel.id, ".name"]));
        Some(el("div").class("row").with([name, el("dd").with(rich(why))]))
    });
    let closed = el("div").class("closed").part("closed").with([section(&["ui.closed"]), el("dl").with(closed)]);
    let restart = words.plain(&["ui.restart"]);
    let restart = button("button quiet", "button restart", restart, move || dispatch.send(Event::Restarted));
    let date = [words.plain(&["ui.date"]), ": ".to_owned(), guide.today.clone()].concat();
    let version = el("span")
        .text([words.plain(&["ui.version"]).as_str(), " "].concat())
        .with([el("bdi").text(guide.policy.version.clone())]);

    el("section")
        .set("data-screen", "outcome")
        .set("data-id", id)
        .set("data-verdict", verdict)
        .set("data-rule", rules.join(" "))
        .part("screen outcome")
        .with([guide.back(dispatch), answer, section(&["verdict.", verdict, ".steps"])])
        .with([el("ol").part("steps").with(items(guide, "step.", &outcome.steps))])
        .with([section(&["ui.channels"]), el("div").class("channels").with(channels)])
        .with(to_pass_on.into_iter().flatten())
        .with(enclosures.into_iter().flatten())
        .with(next.into_iter().flatten())
        .with(notices)
        .with([section(&["ui.why"])])
        .with(paragraphs(words.paragraphs(&["outcome.", id, ".why"])))
        .with([closed])
        .with(guide.trail("ui.because", trail, dispatch))
        .with([restart])
        .with(actions(guide, trail, dispatch))
        .with([
            el("p").class("printed").text(date),
            el("p").class("fine").with([el("span").text(words.plain(&["ui.privacy"]))]).text(" ").with([version]),
        ])
}

/// A channel that works.
fn channel(guide: &Guide, outcome: &str, number: usize, dispatch: Dispatch) -> Option<El> {
    let channel = guide.policy.channels.get(number)?;
    let name = el("strong").text(guide.words.plain(&["channel.", &channel.id, ".name"]));
    let text = guide.words.line(&["channel.", &channel.id, ".text"]).unwrap_or_default();
    let message = channel.target.as_ref().map(|target| message(guide, outcome, target, dispatch));
    let described = [el("p").with([name]), el("p").with(rich(text))];
    Some(el("div").class("channel").part("channel").with(described).with(message.into_iter().flatten()))
}

/// How to write: the sender and the target. Where the words hold a draft, which a refusal has none of, a link
/// that opens it and its text to read.
fn message(guide: &Guide, outcome: &str, target: &str, dispatch: Dispatch) -> Vec<El> {
    let words = &guide.words;
    let of = |part: &str| words.plain(&["outcome.", outcome, part]);
    let (sender, subject, body) = (of(".sender"), of(".subject"), of(".body"));
    let pair = |class: &str, name: &str, value: String| {
        el("div").class(class).with([el("dt").text(words.plain(&[name])), el("dd").text(value)])
    };
    let sender = (!sender.is_empty()).then(|| pair("row sender", "ui.from", sender));
    let copied = el("dd").class("action").with([copy(guide, "ui.copy-address", target.to_owned(), dispatch)]);
    let target_row = pair("row", "ui.to", target.to_owned()).with([copied]);
    let mut message = vec![el("dl").class("message").with(sender).with([target_row])];
    if !subject.is_empty() {
        let href = mail_link(target, &subject, &body);
        let whole = [subject.as_str(), &body].join("\n\n");
        let label = [words.plain(&["ui.subject"]).as_str(), ": "].concat();
        message.push(el("a").class("button").part("button").set("href", href).text(words.plain(&["ui.write"])));
        message.push(el("details").part("draft").with([
            el("summary").text(words.plain(&["ui.draft"])),
            el("p").with([el("span").text(label), el("strong").text(subject)]),
            letter(&body),
            copy(guide, "ui.copy-message", whole, dispatch),
        ]));
    }
    message
}

/// A message to read, line by line.
fn letter(text: &str) -> El {
    el("p").class("letter").with(text.lines().flat_map(|line| [el("span").text(line), el("br")]))
}

/// A button that copies a text. A mail link may open the wrong mailbox, or none.
fn copy(guide: &Guide, label: &str, text: String, dispatch: Dispatch) -> El {
    button("link", "link", guide.words.plain(&[label]), move || dispatch.copy.run(text.clone()))
}

/// Something to enclose, to be ticked by who has it ready, with advice on it. The tick is kept nowhere.
fn enclosure(guide: &Guide, id: &str) -> El {
    let tick = ["tick-", id].concat();
    let text = guide.words.line(&["enclosure.", id]).unwrap_or_default();
    let advice = guide.words.paragraphs(&["enclosure-advice.", id]);
    let advice = (!advice.is_empty()).then(|| el("div").class("hint").with(paragraphs(advice)));
    let choice = el("div").class("choice").with([
        el("input").set("type", "checkbox").set("id", tick.clone()),
        el("label").set("for", tick).with(rich(text)),
    ]);
    el("li").with([choice]).with(advice)
}

/// A link that opens a message in the visitor's own program. Line ends are CRLF, as RFC 6068 has them.
fn mail_link(target: &str, subject: &str, body: &str) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    let body = body.replace('\n', "\r\n");
    ["mailto:", target, "?subject=", &encoded(subject), "&body=", &encoded(&body)].concat()
}

/// What else can be done with an outcome: keep a link to it, or print it.
fn actions(guide: &Guide, trail: &[Answer], dispatch: Dispatch) -> Option<El> {
    let answers = trail.iter().fold(Answers::default(), |all, answer| all.with(*answer)).to_text(&guide.policy);
    let link = [guide.link.as_str(), &answers].concat();
    let print = guide.words.plain(&["ui.print"]);
    (!guide.link.is_empty()).then(|| {
        let print = if guide.standalone {
            button("link", "link", print, move || dispatch.print.run(()))
        } else {
            el("a").class("link").part("link").set("href", link.clone()).text(print)
        };
        el("p").class("actions").with([copy(guide, "ui.copy-link", link, dispatch), print])
    })
}

/// The texts under some ids, as items of a list.
fn items(guide: &Guide, prefix: &str, ids: &[String]) -> Vec<El> {
    let texts = ids.iter().filter_map(|id| guide.words.line(&[prefix, id]));
    texts.map(|text| el("li").with(rich(text))).collect()
}
