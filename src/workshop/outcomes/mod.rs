//! The outcomes as visitors read them: where they are sent, what to do, and why.

mod parts;

use leptos::prelude::*;

use super::fields::{menu, read, stays, text, words};
use super::place::Place;
use super::say::t;
use super::state::workshop;
use super::things::acts::{Asked, add};
use super::things::{called, head, item, list};
use crate::draft::edit::NewThing;
use crate::draft::{Edit, Thing};
use crate::policy::{ChannelKind, Outcome, Policy, Verdict};
use parts::{Kind, parts};

/// All outcomes, in the order of the file.
pub fn outcomes() -> impl IntoView {
    view! {
        {head("view.outcomes", "outcome")}
        <p class="hint">{t("outcomes.lead")}</p>
        {list(|| Some(Thing::Outcome(0)), outcome)}
        <div class="tools">{add_outcome()}</div>
    }
}

/// An outcome from top to bottom as it is read.
fn outcome(of: Memo<Option<Thing>>) -> impl IntoView {
    let workshop = workshop();
    let of = move || of.get();
    let own = move |policy: &Policy| match of()? {
        Thing::Outcome(number) => policy.outcomes.get(number).cloned(),
        _ => None,
    };
    let id = move || of().map(|of| called::id(&of)).unwrap_or_default();
    let key = move |text: &str| format!("outcome.{}.{text}", id());
    // What its steps and enclosures say is shown here, too.
    let texts = move || {
        let language = workshop.language.get();
        let shared = [Kind::Steps, Kind::Enclosures].map(|kind| {
            let ids = workshop.policy.with(|policy| policy.as_ref().and_then(own).map(|own| kind.ids(&own)));
            ids.unwrap_or_default().into_iter().flat_map(move |id| kind.texts(&id))
        });
        let keys = std::iter::once(format!("outcome.{}", id())).chain(shared.into_iter().flatten());
        keys.map(|key| Place::of_text(&language, &key)).collect()
    };
    let has_mail = Memo::new(move |_| read(move |policy: &Policy| own(policy).map(|own| is_mailed(policy, &own))));
    let is_refused = move || read(move |policy: &Policy| own(policy).map(|own| own.verdict == Verdict::Refused));
    let is_there = move |text: &str| !workshop.text(&key(text)).is_empty();
    // A text that nothing shows any more can be seen and taken out.
    let shown_by = Memo::new(move |_| format!("{} {} {}", id(), has_mail.get(), is_refused()));
    let has_letter =
        stays(shown_by, move || (has_mail.get() && !is_refused()) || is_there("subject") || is_there("body"));
    let has_sender = stays(shown_by, move || has_mail.get() || is_there("sender"));
    let content = move || {
        view! {
            {words(move || key("title"), t("outcomes.title"), 1)}
            {menu(of, "verdict", t("outcomes.verdict"), move |policy| own(policy).map(|own| own.verdict.id().to_owned()), verdicts)}
            {words(move || key("label"), t("outcomes.label"), 1)} {words(move || key("lead"), t("outcomes.below"), 2)}
            {parts(of, Kind::Steps)} {parts(of, Kind::Channels)}
            <Show when=move || has_sender.get()>{words(move || key("sender"), t("outcomes.sender"), 1)}</Show>
            <Show when=move || has_letter.get()>
                {words(move || key("subject"), t("outcomes.subject"), 1)} {words(move || key("body"), t("outcomes.body"), 8)}
            </Show>
            {words(move || key("message"), t("outcomes.message"), 2)} {parts(of, Kind::Enclosures)}
            {words(move || key("next"), t("outcomes.next"), 2)} {words(move || key("why"), t("outcomes.why"), 3)}
            {text(of, "reading", t("outcomes.reading"), move |policy| own(policy)?.reading, 2)}
        }
    };
    item(of, texts, content)
}

/// Whether an outcome has a channel of mail.
fn is_mailed(policy: &Policy, outcome: &Outcome) -> bool {
    let mut mailboxes = policy.channels.iter().filter(|channel| channel.kind == ChannelKind::Mail);
    mailboxes.any(|channel| outcome.channels.contains(&channel.id))
}

/// The verdicts, each with what it means and what visitors read.
fn verdicts() -> Vec<(String, String)> {
    let workshop = workshop();
    let label = |verdict: Verdict| {
        let id = verdict.id();
        let meaning = workshop.say.text(&format!("outcomes.verdicts.{id}"));
        let label = workshop.text(&format!("verdict.{id}.label"));
        (id.to_owned(), if label.is_empty() { meaning } else { format!("{meaning}: “{label}”") })
    };
    Verdict::ALL.map(label).into()
}

/// Asks for a new outcome. All else is said in its own fields.
fn add_outcome() -> impl IntoView {
    let make = |id: &str| {
        let thing = NewThing::Outcome {
            id: id.to_owned(),
            verdict: Verdict::Accepted.id().to_owned(),
            channels: Vec::new(),
            steps: Vec::new(),
            enclosures: Vec::new(),
        };
        vec![Edit::Add { thing, at: None }]
    };
    let asked = Asked { open: "outcomes.add", title: "outcomes.title" };
    add(asked, || called::ids_like(&Thing::Outcome(0)), |id| format!("outcome.{id}.title"), || (), make)
}
