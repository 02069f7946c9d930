//! The screen that says where to turn to.

use js_sys::encode_uri_component;

use super::element::{El, button, el};
use super::{Dispatch, Guide, Rank, Wish};
use crate::decision::{Answer, Answers, Event, Referral};
use crate::policy::ChannelKind;

/// An outcome: the verdict, what to do, through which channel, and why.
pub fn screen(guide: &Guide, referral: &Referral<'_>, dispatch: &Dispatch, focus: bool) -> El {
    let Referral { outcome, leaf, trail } = referral;
    let (words, id, verdict) = (&guide.words, outcome.id.as_str(), outcome.verdict.id());
    let section = |title: &[&str]| guide.heading(Rank::Section, title);
    let mut rules = String::new();
    for rule in leaf.rules.iter().filter_map(|rule| guide.policy.rules.get(*rule)) {
        if !rules.is_empty() {
            rules.push(' ');
        }
        rules.push_str(rule);
    }

    let label = el("p").class("verdict").part("verdict").text(&words.label(id, outcome.verdict));
    let answer = el("div").class("answer").part("answer");
    let answer = answer.add(guide.title(&["outcome.", id, ".title"], focus)).add(label);
    let answer = answer.add_if(guide.tell_if(el("p").class("lead"), &["outcome.", id, ".lead"]));
    let mut steps = el("ol").part("steps");
    for step in &outcome.steps {
        steps = steps.add(guide.tell(el("li"), &["step.", step]));
    }
    let mut channels = el("div").class("channels");
    for number in &outcome.channels {
        channels = channels.add_if(channel(guide, id, *number, dispatch));
    }
    let mut screen = el("section")
        .set("data-screen", "outcome")
        .set("data-id", id)
        .set("data-verdict", verdict)
        .set("data-rule", &rules)
        .part("screen outcome")
        .add(guide.back(dispatch))
        .add(answer)
        .add(section(&["verdict.", verdict, ".steps"]))
        .add(steps)
        .add(section(&["ui.channels"]))
        .add(channels);

    let to_pass_on = words.plain(&["outcome.", id, ".message"]);
    if !to_pass_on.is_empty() {
        let message = el("div").class("channel").part("draft").add(letter(&to_pass_on));
        let message = message.add(copy(guide, "ui.copy-message", to_pass_on, dispatch));
        screen = screen.add(section(&["ui.share"])).add(message);
    }
    if !outcome.enclosures.is_empty() {
        let mut checklist = el("ul").class("checklist").part("enclosures");
        for id in &outcome.enclosures {
            checklist = checklist.add(enclosure(guide, id));
        }
        let hint = guide.say(el("p").class("hint"), &["ui.tick"]);
        screen = screen.add(section(&["ui.enclosures"])).add(hint).add(checklist);
    }
    if let Some(next) = guide.tell_if(el("p"), &["outcome.", id, ".next"]) {
        screen = screen.add(section(&["ui.next"])).add(next);
    }
    for notice in leaf.notices.iter().filter_map(|notice| guide.policy.notices.get(*notice)) {
        let element = el("div").class("notice").part("notice").add(section(&["notice.", notice, ".title"]));
        screen = screen.add(guide.tell_all(element, &["notice.", notice, ".text"]));
    }
    screen = guide.tell_all(screen.add(section(&["ui.why"])), &["outcome.", id, ".why"]);

    let mut closed = el("dl");
    for number in leaf.closed.iter().filter_map(|closed| guide.policy.closed.get(*closed)) {
        let Some(channel) = guide.policy.channels.get(*number) else { continue };
        let name = guide.say(el("dt"), &["channel.", &channel.id, ".name"]);
        closed =
            closed.add(el("div").class("row").add(name).add(guide.tell(el("dd"), &["channel.", &channel.id, ".text"])));
    }
    let closed = el("div").class("closed").part("closed").add(section(&["ui.closed"])).add(closed);
    let restart = {
        let dispatch = dispatch.clone();
        button("button quiet", "button restart", &words.plain(&["ui.restart"]), move || dispatch.send(Event::Restarted))
    };
    // The page fills the date in when it prints: to know how a language writes dates takes a browser a while.
    let date = guide.say(el("p").class("printed"), &["ui.date"]).text(": ").add(el("time"));
    let version = guide.say(el("span"), &["ui.version"]).text(" ").add(el("bdi").text(&guide.policy.version));
    screen
        .add(closed)
        .add_if(guide.trail("ui.because", trail, dispatch))
        .add(restart)
        .add_if(actions(guide, trail, dispatch))
        .add(date)
        .add(el("p").class("fine").add(guide.say(el("span"), &["ui.privacy"])).text(" ").add(version))
}

/// A channel that works.
fn channel(guide: &Guide, outcome: &str, number: usize, dispatch: &Dispatch) -> Option<El> {
    let channel = guide.policy.channels.get(number)?;
    let name = guide.say(el("strong"), &["channel.", &channel.id, ".name"]);
    let text = guide.tell(el("p"), &["channel.", &channel.id, ".text"]);
    let card = el("div").class("channel").part("channel");
    Some(match (channel.kind, &channel.target) {
        (ChannelKind::Web, Some(target)) => {
            let link = el("a").class("link").part("link").set("href", target).add(name);
            card.add(el("p").add(link)).add(text)
        }
        (_, Some(target)) => add_message(card.add(el("p").add(name)).add(text), guide, outcome, target, dispatch),
        (_, None) => card.add(el("p").add(name)).add(text),
    })
}

/// How to write: the sender and the target. Where the words hold a draft, which a refusal has none of, a link
/// that opens it and its text to read.
fn add_message(channel: El, guide: &Guide, outcome: &str, target: &str, dispatch: &Dispatch) -> El {
    let words = &guide.words;
    let of = |part: &str| words.plain(&["outcome.", outcome, part]);
    let (sender, subject, body) = (of(".sender"), of(".subject"), of(".body"));
    let pair = |class: &str, name: &str, value: &str| {
        el("div").class(class).add(guide.say(el("dt"), &[name])).add(el("dd").text(value))
    };
    let sender = (!sender.is_empty()).then(|| pair("row sender", "ui.from", &sender));
    let copied = el("dd").class("action").add(copy(guide, "ui.copy-address", target.to_owned(), dispatch));
    let channel = channel.add(el("dl").class("message").add_if(sender).add(pair("row", "ui.to", target).add(copied)));
    if subject.is_empty() {
        return channel;
    }
    let write = el("a").class("button").part("button").set("href", &mail_link(target, &subject, &body));
    let draft = el("details")
        .part("draft")
        .add(guide.say(el("summary"), &["ui.draft"]))
        .add(el("p").add(guide.say(el("span"), &["ui.subject"]).text(": ")).add(el("strong").text(&subject)))
        .add(letter(&body))
        .add(copy(guide, "ui.copy-message", [&subject, "\n\n", &body].concat(), dispatch));
    channel.add(guide.say(write, &["ui.write"])).add(draft)
}

/// A message to read, line by line.
fn letter(text: &str) -> El {
    let mut letter = el("p").class("letter");
    for line in text.lines() {
        letter = letter.add(el("span").text(line)).add(el("br"));
    }
    letter
}

/// A button that copies a text. A mail link may open the wrong mailbox, or none.
fn copy(guide: &Guide, label: &str, text: String, dispatch: &Dispatch) -> El {
    let dispatch = dispatch.clone();
    button("link", "link", &guide.words.plain(&[label]), move || dispatch.wish(Wish::Copy(&text)))
}

/// Something to enclose, to be ticked by who has it ready, with advice on it. The tick is kept nowhere.
fn enclosure(guide: &Guide, id: &str) -> El {
    let tick = ["tick-", id].concat();
    let label = guide.tell(el("label").set("for", &tick), &["enclosure.", id]);
    let choice = el("div").class("choice").add(el("input").set("type", "checkbox").set("id", &tick)).add(label);
    let advice = guide.words.line(&["enclosure-advice.", id]).is_some();
    let advice = advice.then(|| guide.tell_all(el("div").class("hint"), &["enclosure-advice.", id]));
    el("li").add(choice).add_if(advice)
}

/// A link that opens a message in the visitor's own program. Line ends are CRLF, as RFC 6068 has them.
fn mail_link(target: &str, subject: &str, body: &str) -> String {
    let encoded = |text: &str| String::from(encode_uri_component(text));
    let body = body.replace('\n', "\r\n");
    ["mailto:", target, "?subject=", &encoded(subject), "&body=", &encoded(&body)].concat()
}

/// What else can be done with an outcome: keep a link to it, or print it.
fn actions(guide: &Guide, trail: &[Answer], dispatch: &Dispatch) -> Option<El> {
    let answers = trail.iter().fold(Answers::default(), |all, answer| all.with(*answer)).to_text(&guide.policy);
    let link = [guide.link.as_str(), &answers].concat();
    let print = guide.words.plain(&["ui.print"]);
    (!guide.link.is_empty()).then(|| {
        let print = if guide.standalone {
            let dispatch = dispatch.clone();
            button("link", "link", &print, move || dispatch.wish(Wish::Print))
        } else {
            el("a").class("link").part("link").set("href", &link).text(&print)
        };
        el("p").class("actions").add(copy(guide, "ui.copy-link", link, dispatch)).add(print)
    })
}
