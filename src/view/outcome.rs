//! The screen that says where to turn to.

use leptos::html::Custom;
use leptos::prelude::*;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::text::{paragraphs, rich};
use super::{Dispatch, Guide, Rank, focus_when_there};
use crate::decision::{Event, Referral};
use crate::policy::Verdict;
use crate::policy::words::{Draft, Rich};

/// What stands for itself in a `mailto:` link (RFC 6068 takes the unreserved characters of RFC 3986).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An outcome: the verdict, what to do, through which channel, and why.
pub fn screen(guide: &Guide, referral: &Referral<'_>, dispatch: Dispatch, focus: bool) -> impl IntoView + use<> {
    let Referral { outcome, leaf, trail } = referral;
    let (ui, all) = (guide.words.ui.clone(), &guide.words);
    let words = all.outcomes.get(leaf.outcome).cloned().unwrap_or_default();
    let verdict = all.verdicts.get(outcome.verdict as usize).cloned().unwrap_or_default();
    let rules: Vec<&str> =
        leaf.rules.iter().filter_map(|rule| guide.policy.rules.get(*rule)).map(String::as_str).collect();

    let heading = NodeRef::<Custom<&'static str>>::new();
    if focus {
        focus_when_there(heading);
    }
    let title = guide.heading(Rank::Screen).node_ref(heading).tabindex("-1").child(words.title);
    let section = |title: String| guide.heading(Rank::Section).child(title);

    let steps = items(&all.steps, &outcome.steps);
    let enclosures = (!outcome.enclosures.is_empty()).then(|| {
        let items = items(&all.enclosures, &outcome.enclosures);
        view! {
            {section(ui.enclosures)}
            <ul class="checklist" part="enclosures">{items}</ul>
        }
    });
    let channels: Vec<_> = outcome.channels.iter().map(|number| channel(guide, referral, *number)).collect();
    let notices: Vec<_> = leaf
        .notices
        .iter()
        .filter_map(|notice| all.notices.get(*notice))
        .map(|notice| {
            let title = section(notice.title.clone());
            view! { <div class="notice" part="notice">{title}{paragraphs(&notice.text)}</div> }
        })
        .collect();
    let closed: Vec<_> = leaf
        .closed
        .iter()
        .filter_map(|closed| all.channels.get(*guide.policy.closed.get(*closed)?))
        .map(|words| {
            view! { <div class="row"><dt>{words.name.clone()}</dt><dd>{rich(&words.text)}</dd></div> }
        })
        .collect();
    let version = guide.policy.version.clone();

    view! {
        <section
            data-screen="outcome"
            data-id=outcome.id.clone()
            data-verdict=outcome.verdict.id()
            data-rule=rules.join(" ")
            part="screen outcome"
        >
            <button type="button" class="link back" part="link back" on:click=move |_| dispatch.send(Event::Back)>
                {ui.back}
            </button>
            <div class="answer" part="answer">
                {title}
                <p class="verdict" part="verdict">{verdict.label}</p>
                {words.lead.map(|lead| view! { <p class="lead">{rich(&lead)}</p> })}
            </div>
            {section(verdict.steps)}
            <ol part="steps">{steps}</ol>
            {section(ui.channels)}
            <div class="channels">{channels}</div>
            {enclosures}
            {notices}
            {section(ui.why)}
            {paragraphs(&words.why)}
            <div class="closed" part="closed">
                {section(ui.closed)}
                <dl>{closed}</dl>
            </div>
            {guide.trail(&ui.because, trail, dispatch)}
            <button type="button" class="button quiet" part="button" on:click=move |_| dispatch.send(Event::Restarted)>
                {ui.restart}
            </button>
            <p class="fine"><span>{ui.privacy}</span>" "<span>{ui.version}" "{version}</span></p>
        </section>
    }
}

/// A channel that works. Only who may use it is handed a message to start from.
fn channel(guide: &Guide, referral: &Referral<'_>, number: usize) -> impl IntoView + use<> {
    let words = guide.words.channels.get(number).cloned().unwrap_or_default();
    let outcome = guide.words.outcomes.get(referral.leaf.outcome);
    let target = guide.policy.channels.get(number).and_then(|channel| channel.target.clone());
    let target = target.filter(|_| referral.outcome.verdict != Verdict::Refused);
    let message = target.map(|target| {
        let sender = outcome.and_then(|outcome| outcome.sender.clone());
        message(guide, &target, sender, outcome.and_then(|outcome| outcome.draft.clone()))
    });
    let name = guide.words.channels.get(number).map(|words| words.name.clone()).unwrap_or_default();
    view! {
        <div class="channel" part="channel">
            <p><strong>{name}</strong></p>
            <p>{rich(&words.text)}</p>
            {message}
        </div>
    }
}

/// A message to start from: its sender and target, a link that opens it, and its text to read.
fn message(guide: &Guide, target: &str, sender: Option<String>, draft: Option<Draft>) -> impl IntoView + use<> {
    let ui = guide.words.ui.clone();
    let draft = draft.unwrap_or_default();
    let href = mail_link(target, &draft);
    let lines: Vec<_> = draft.body.lines().map(|line| view! { <span>{line.to_owned()}</span><br/> }).collect();
    view! {
        <dl class="message">
            {sender.map(|sender| view! { <div class="row sender"><dt>{ui.from}</dt><dd>{sender}</dd></div> })}
            <div class="row"><dt>{ui.to}</dt><dd>{target.to_owned()}</dd></div>
        </dl>
        <a class="button" part="button" href=href>{ui.write}</a>
        <details part="draft">
            <summary>{ui.draft}</summary>
            <p><span>{ui.subject}": "</span><strong>{draft.subject}</strong></p>
            <p>{lines}</p>
        </details>
    }
}

/// A link that opens a message in the visitor's own program. Line ends are CRLF, as RFC 6068 has them.
fn mail_link(target: &str, draft: &Draft) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    let body = draft.body.replace('\n', "\r\n");
    ["mailto:", target, "?subject=", &encoded(&draft.subject), "&body=", &encoded(&body)].concat()
}

/// The texts with the given numbers, as items of a list.
fn items(texts: &[Rich], numbers: &[usize]) -> impl IntoView + use<> {
    let texts = numbers.iter().filter_map(|number| texts.get(*number));
    texts.map(|text| view! { <li>{rich(text)}</li> }).collect_view()
}
