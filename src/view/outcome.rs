//! The screen that says where to turn to.

use super::dispatch::{Dispatch, Props, Wish};
use super::element::{El, button, el};
use super::parts::{Rank, back, fill, fill_all, given, heading, pair, pairs, title};
use crate::decision::Event;
use crate::screen::{
    Channel, Checklist, Closed, Draft, Enclosure, Labelled, Mail, Message, Notice, Outcome, Phone, Place, Section,
    Target, Visit,
};

/// An outcome: the verdict, what to do, through which channel, and why.
pub fn draw(outcome: Outcome, props: &Props, dispatch: &Dispatch) -> El {
    let Outcome {
        id,
        verdict,
        rules,
        facts: _,
        back: to_last,
        title: what_to_do,
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
        start,
        restart,
        copy_link,
        print,
        date,
        privacy,
        version,
    } = outcome;
    let level = props.heading_level;
    let section = |text: &str| heading(level, Rank::Section, text);
    let lead = lead.map(|lead| fill(el("p").class("lead"), &lead));
    let answer = el("div")
        .class("answer")
        .part("answer")
        .add(title(level, &what_to_do))
        .add(el("p").class("verdict").part("verdict").text(&label))
        .add_if(lead);
    let mut list = el("ol").part("steps");
    for step in &steps.body {
        list = list.add(fill(el("li"), step));
    }
    let mut cards = el("div").class("channels");
    for card in channels.body {
        cards = cards.add(channel(card, dispatch));
    }
    let mut screen = el("section")
        .set("data-screen", "outcome")
        .set("data-id", &id)
        .set("data-verdict", verdict.id())
        .set("data-rule", &rules.join(" "))
        .part("screen outcome")
        .add(back(&to_last, dispatch))
        .add(answer)
        .add(section(&steps.heading))
        .add(list)
        .add(section(&channels.heading))
        .add(cards);
    if let Some(Section { heading, body: Message { text, copy: label } }) = message {
        let message = el("div").class("channel").part("draft").add(letter(&text)).add(copy(&label, text, dispatch));
        screen = screen.add(section(&heading)).add(message);
    }
    if let Some(Section { heading, body: Checklist { hint, items } }) = enclosures {
        let mut checklist = el("ul").class("checklist").part("enclosures");
        for item in items {
            checklist = checklist.add(enclosure(item));
        }
        screen = screen.add(section(&heading)).add(el("p").class("hint").text(&hint)).add(checklist);
    }
    if let Some(Section { heading, body }) = next {
        screen = screen.add(section(&heading)).add(fill(el("p"), &body));
    }
    for Notice { id: _, heading, text } in notices {
        let notice = el("div").class("notice").part("notice").add(section(&heading));
        screen = screen.add(fill_all(notice, &text));
    }
    screen = fill_all(screen.add(section(&why.heading)), &why.body);

    let mut ways = pairs();
    for Closed { id: _, name, text } in closed.body {
        ways = ways.add(pair(&name, fill(el("span"), &text)));
    }
    let closed = el("div").class("closed").part("closed").add(section(&closed.heading)).add(ways);
    let restart =
        button("button quiet", "button restart", dispatch, |dispatch| dispatch.send(Event::Restarted)).text(&restart);
    let link = [props.link.as_str(), &start].concat();
    let actions = (!props.link.is_empty()).then(|| {
        let print = if props.standalone {
            button("link", "link", dispatch, |dispatch| dispatch.wish(Wish::Print)).text(&print)
        } else {
            el("a").class("link").part("link").set("href", &link).text(&print)
        };
        el("p").class("actions").add(copy(&copy_link, link, dispatch)).add(print)
    });
    // The page fills the date in when it prints: to know how a language writes dates takes a browser a while.
    let date = el("p").class("printed").text(&date).text(": ").add(el("time"));
    let Labelled { label, value } = version;
    let version = el("span").text(&label).text(" ").add(el("bdi").text(&value));
    screen
        .add(closed)
        .add_if(answers.map(|answers| given(answers, level, dispatch)))
        .add(restart)
        .add_if(actions)
        .add(date)
        .add(el("p").class("fine").add(el("span").text(&privacy)).text(" ").add(version))
}

/// A channel that works.
fn channel(channel: Channel, dispatch: &Dispatch) -> El {
    let Channel { id: _, kind: _, name, text, target } = channel;
    let name = el("strong").text(&name);
    let text = fill(el("p"), &text);
    let name = match &target {
        Target::Page(address) => el("a").class("link").part("link").set("href", address).add(name),
        _ => name,
    };
    let card = el("div").class("channel").part("channel").add(el("p").add(name)).add(text);
    match target {
        Target::None | Target::Page(_) => card,
        Target::Mail(mail) => add_mail(card, mail, dispatch),
        Target::Phone(Phone { number: Labelled { label, value }, call, copy: copy_number }) => {
            // A number is written from left to right in every language.
            let number = el("bdi").set("dir", "ltr").text(&value);
            let link = el("span").add(el("a").class("link").part("link").set("href", &call).add(number));
            card.add(reached().add(pair(&label, link).add(copy(&copy_number, value, dispatch))))
        }
        Target::Visit(Visit { address, hours: Section { heading, body } }) => {
            let address = address.map(|address| place(address, dispatch));
            card.add(reached().add_if(address).add(pair(&heading, fill_all(el("div"), &body))))
        }
        Target::Letter(address) => card.add(reached().add(place(address, dispatch))),
    }
}

/// How a channel is reached, as pairs.
fn reached() -> El {
    pairs().class("rows message")
}

/// The address of a place, to read and to copy.
fn place(place: Place, dispatch: &Dispatch) -> El {
    let Place { label, lines, copy: copy_address } = place;
    let address = lines.join("\n");
    pair(&label, lined(el("span"), &address)).add(copy(&copy_address, address, dispatch))
}

/// How to write: from which address and to which; and where there is a draft, a link that opens it and its text to read.
fn add_mail(card: El, mail: Mail, dispatch: &Dispatch) -> El {
    let Mail { from, to, copy: copy_address, draft } = mail;
    let address = |Labelled { label, value }: &Labelled| pair(label, el("span").text(value));
    let from = from.map(|from| address(&from).class("row sender"));
    let to_row = address(&to).add(copy(&copy_address, to.value, dispatch));
    let card = card.add(reached().add_if(from).add(to_row));
    let Some(Draft { write, show, subject, text, copy: copy_message }) = draft else { return card };
    let both = [&subject.value, "\n\n", &text].concat();
    let write = el("a").class("button").part("button").set("href", &write.value).text(&write.label);
    let subject = el("p").add(el("span").text(&subject.label).text(": ")).add(el("strong").text(&subject.value));
    let draft = el("details").part("draft").add(el("summary").text(&show)).add(subject).add(letter(&text)).add(copy(
        &copy_message,
        both,
        dispatch,
    ));
    card.add(write).add(draft)
}

/// A message to read, line by line.
fn letter(text: &str) -> El {
    lined(el("p").class("letter"), text)
}

/// Adds a text to an element, line by line.
fn lined(mut element: El, text: &str) -> El {
    for line in text.lines() {
        element = element.add(el("span").text(line)).add(el("br"));
    }
    element
}

/// A button that copies a text. A mail link may open the wrong mailbox, or none.
fn copy(label: &str, text: String, dispatch: &Dispatch) -> El {
    button("link", "link", dispatch, move |dispatch| dispatch.wish(Wish::Copy(&text))).text(label)
}

/// Something to enclose, to be ticked by who has it ready, with advice on it. The tick is kept nowhere.
fn enclosure(enclosure: Enclosure) -> El {
    let Enclosure { id, text, advice } = enclosure;
    let tick = ["tick-", &id].concat();
    let label = fill(el("label").set("for", &tick), &text);
    let choice = el("div").class("choice").add(el("input").set("type", "checkbox").set("id", &tick)).add(label);
    let advice = (!advice.is_empty()).then(|| fill_all(el("div").class("hint"), &advice));
    el("li").add(choice).add_if(advice)
}
