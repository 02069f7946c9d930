//! The screen that says where to turn to.

use leptos::either::Either;
use leptos::html::Custom;
use leptos::prelude::*;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::text::{paragraphs, rich};
use super::{Dispatch, Guide, Rank, focus_when_there};
use crate::decision::{Answer, Answers, Event, Referral};

/// What stands for itself in a `mailto:` link (RFC 6068 takes the unreserved characters of RFC 3986).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An outcome: the verdict, what to do, through which channel, and why.
pub fn screen(guide: &Guide, referral: &Referral<'_>, dispatch: Dispatch, focus: bool) -> impl IntoView + use<> {
    let Referral { outcome, leaf, trail } = referral;
    let (words, id, verdict) = (&guide.words, outcome.id.as_str(), outcome.verdict.id());
    let rules: Vec<&str> =
        leaf.rules.iter().filter_map(|rule| guide.policy.rules.get(*rule)).map(String::as_str).collect();

    let heading = NodeRef::<Custom<&'static str>>::new();
    if focus {
        focus_when_there(heading);
    }
    let title =
        guide.heading(Rank::Screen).node_ref(heading).tabindex("-1").child(words.plain(&["outcome.", id, ".title"]));
    let section = |title: &[&str]| guide.heading(Rank::Section).child(words.plain(title));
    let lead = words.line(&["outcome.", id, ".lead"]);

    let steps = items(guide, "step.", &outcome.steps);
    let enclosures = (!outcome.enclosures.is_empty()).then(|| {
        let items: Vec<_> = outcome.enclosures.iter().map(|id| enclosure(guide, id)).collect();
        view! {
            {section(&["ui.enclosures"])}
            <p class="hint">{words.plain(&["ui.tick"])}</p>
            <ul class="checklist" part="enclosures">{items}</ul>
        }
    });
    let next = words.line(&["outcome.", id, ".next"]).map(|next| {
        view! {
            {section(&["ui.next"])}
            <p>{rich(&next)}</p>
        }
    });
    let to_pass_on = words.plain(&["outcome.", id, ".message"]);
    let to_pass_on = (!to_pass_on.is_empty()).then(|| {
        view! {
            {section(&["ui.share"])}
            <div class="channel" part="draft">{letter(&to_pass_on)}{copy(guide, "ui.copy-message", to_pass_on, dispatch)}</div>
        }
    });
    let channels: Vec<_> = outcome.channels.iter().map(|number| channel(guide, referral, *number, dispatch)).collect();
    let notices: Vec<_> = leaf
        .notices
        .iter()
        .filter_map(|notice| guide.policy.notices.get(*notice))
        .map(|notice| {
            let title = section(&["notice.", notice, ".title"]);
            let text = paragraphs(&words.paragraphs(&["notice.", notice, ".text"]));
            view! { <div class="notice" part="notice">{title}{text}</div> }
        })
        .collect();
    let closed: Vec<_> = leaf
        .closed
        .iter()
        .filter_map(|closed| guide.policy.channels.get(*guide.policy.closed.get(*closed)?))
        .map(|channel| {
            let name = words.plain(&["channel.", &channel.id, ".name"]);
            let why = words.line(&["channel.", &channel.id, ".text"]).map(|text| rich(&text));
            view! { <div class="row"><dt>{name}</dt><dd>{why}</dd></div> }
        })
        .collect();
    let version = guide.policy.version.clone();
    let actions = actions(guide, trail, dispatch);

    view! {
        <section
            data-screen="outcome"
            data-id=id.to_owned()
            data-verdict=verdict
            data-rule=rules.join(" ")
            part="screen outcome"
        >
            <button type="button" class="link back" part="link back" on:click=move |_| dispatch.send(Event::Back)>
                {words.plain(&["ui.back"])}
            </button>
            <div class="answer" part="answer">
                {title}
                <p class="verdict" part="verdict">{words.plain(&["verdict.", verdict, ".label"])}</p>
                {lead.map(|lead| view! { <p class="lead">{rich(&lead)}</p> })}
            </div>
            {section(&["verdict.", verdict, ".steps"])}
            <ol part="steps">{steps}</ol>
            {section(&["ui.channels"])}
            <div class="channels">{channels}</div>
            {to_pass_on}
            {enclosures}
            {next}
            {notices}
            {section(&["ui.why"])}
            {paragraphs(&words.paragraphs(&["outcome.", id, ".why"]))}
            <div class="closed" part="closed">
                {section(&["ui.closed"])}
                <dl>{closed}</dl>
            </div>
            {guide.trail("ui.because", trail, dispatch)}
            <button type="button" class="button quiet" part="button restart" on:click=move |_| dispatch.send(Event::Restarted)>
                {words.plain(&["ui.restart"])}
            </button>
            {actions}
            <p class="printed"><span>{words.plain(&["ui.date"])}": "{guide.today.clone()}</span></p>
            <p class="fine"><span>{words.plain(&["ui.privacy"])}</span>" "<span>{words.plain(&["ui.version"])}" "<bdi>{version}</bdi></span></p>
        </section>
    }
}

/// A channel that works.
fn channel(guide: &Guide, referral: &Referral<'_>, number: usize, dispatch: Dispatch) -> Option<impl IntoView + use<>> {
    let channel = guide.policy.channels.get(number)?;
    let message = channel.target.as_ref().map(|target| message(guide, &referral.outcome.id, target, dispatch));
    let name = guide.words.plain(&["channel.", &channel.id, ".name"]);
    let text = guide.words.line(&["channel.", &channel.id, ".text"]).map(|text| rich(&text));
    Some(view! {
        <div class="channel" part="channel">
            <p><strong>{name}</strong></p>
            <p>{text}</p>
            {message}
        </div>
    })
}

/// How to write: the sender and the target. Where the words hold a draft, which a refusal has none of, a link
/// that opens it and its text to read.
fn message(guide: &Guide, outcome: &str, target: &str, dispatch: Dispatch) -> impl IntoView + use<> {
    let words = &guide.words;
    let of = |part: &str| words.plain(&["outcome.", outcome, part]);
    let (sender, subject, body) = (of(".sender"), of(".subject"), of(".body"));
    let from = words.plain(&["ui.from"]);
    let sender = (!sender.is_empty()).then(|| view! { <div class="row sender"><dt>{from}</dt><dd>{sender}</dd></div> });
    let draft = (!subject.is_empty()).then(|| {
        let href = mail_link(target, &subject, &body);
        let whole = [subject.as_str(), &body].join("\n\n");
        view! {
            <a class="button" part="button" href=href>{words.plain(&["ui.write"])}</a>
            <details part="draft">
                <summary>{words.plain(&["ui.draft"])}</summary>
                <p><span>{words.plain(&["ui.subject"])}": "</span><strong>{subject}</strong></p>
                {letter(&body)}
                {copy(guide, "ui.copy-message", whole, dispatch)}
            </details>
        }
    });
    view! {
        <dl class="message">
            {sender}
            <div class="row">
                <dt>{words.plain(&["ui.to"])}</dt>
                <dd>{target.to_owned()}</dd>
                <dd class="action">{copy(guide, "ui.copy-address", target.to_owned(), dispatch)}</dd>
            </div>
        </dl>
        {draft}
    }
}

/// A message to read, line by line.
fn letter(text: &str) -> impl IntoView + use<> {
    let lines: Vec<_> = text.lines().map(|line| view! { <span>{line.to_owned()}</span><br/> }).collect();
    view! { <p class="letter">{lines}</p> }
}

/// A button that copies a text. A mail link may open the wrong mailbox, or none.
fn copy(guide: &Guide, label: &str, text: String, dispatch: Dispatch) -> impl IntoView + use<> {
    view! {
        <button type="button" class="link" part="link" on:click=move |_| dispatch.copy.run(text.clone())>
            {guide.words.plain(&[label])}
        </button>
    }
}

/// Something to enclose, to be ticked by who has it ready, with advice on it. The tick is kept nowhere.
fn enclosure(guide: &Guide, id: &str) -> impl IntoView + use<> {
    let tick = ["tick-", id].concat();
    let text = guide.words.line(&["enclosure.", id]).map(|text| rich(&text));
    let advice = guide.words.paragraphs(&["enclosure-advice.", id]);
    let advice = (!advice.is_empty()).then(|| view! { <div class="hint">{paragraphs(&advice)}</div> });
    view! {
        <li>
            <div class="choice">
                <input type="checkbox" id=tick.clone()/>
                <label for=tick>{text}</label>
            </div>
            {advice}
        </li>
    }
}

/// A link that opens a message in the visitor's own program. Line ends are CRLF, as RFC 6068 has them.
fn mail_link(target: &str, subject: &str, body: &str) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    let body = body.replace('\n', "\r\n");
    ["mailto:", target, "?subject=", &encoded(subject), "&body=", &encoded(&body)].concat()
}

/// What else can be done with an outcome: keep a link to it, or print it.
fn actions(guide: &Guide, trail: &[Answer], dispatch: Dispatch) -> Option<impl IntoView + use<>> {
    let answers = trail.iter().fold(Answers::default(), |all, answer| all.with(*answer)).to_text(&guide.policy);
    let link = [guide.link.as_str(), &answers].concat();
    let print = guide.words.plain(&["ui.print"]);
    let print = if guide.standalone {
        let print = view! {
            <button type="button" class="link" part="link" on:click=move |_| dispatch.print.run(())>
                {print}
            </button>
        };
        Either::Left(print)
    } else {
        Either::Right(view! { <a class="link" part="link" href=link.clone()>{print}</a> })
    };
    (!guide.link.is_empty()).then(|| {
        view! { <p class="actions">{copy(guide, "ui.copy-link", link, dispatch)}{print}</p> }
    })
}

/// The texts under some ids, as items of a list.
fn items(guide: &Guide, prefix: &str, ids: &[String]) -> impl IntoView + use<> {
    let texts = ids.iter().filter_map(|id| guide.words.line(&[prefix, id]));
    texts.map(|text| view! { <li>{rich(&text)}</li> }).collect_view()
}
