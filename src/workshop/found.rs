//! What was found, in an editor's words: what kind of thing it is, and what is concerned, by its name and with the way there.
//!
//! A message of a check names ids and files, in English, for the command line. Here the same is told of data, in the language of
//! the workshop.

use leptos::prelude::*;

use super::place::{Place, go_to};
use super::say::{language_named, sentence};
use super::state::workshop;
use super::things::called::named;
use crate::author::names::POLICY_FILE;
use crate::draft::Thing;
use crate::draft::proof::{About, Found, Step};

/// How many choices of a question are named.
const MOST_CHOICES: usize = 4;

/// How many letters of what is written somewhere are shown.
const MOST_LETTERS: usize = 300;

/// What was found at a place, below the field that shows it. `id` is what the field is described by.
pub fn found_here(id: String, place: impl Fn() -> Option<Place> + Send + Sync + 'static) -> AnyView {
    list(id, Signal::derive(move || place().map(|place| place.found()).unwrap_or_default()))
}

/// What was found at a place itself, where what stands within it has fields of its own.
pub fn found_only_here(id: String, place: impl Fn() -> Option<Place> + Send + Sync + 'static) -> AnyView {
    let own = |place: Place| place.found().into_iter().filter(move |found| found.path == place.path).collect();
    list(id, Signal::derive(move || place().map(own).unwrap_or_default()))
}

fn list(id: String, all: Signal<Vec<Found>>) -> AnyView {
    let draw = move |found: Found| {
        let is_error = found.is_error;
        view! { <li class:error=is_error>{what(&found)} {concerned(found)}</li> }
    };
    view! { <ul class="found" id=id>{move || all.get().into_iter().map(draw).collect_view()}</ul> }.into_any()
}

/// How much it weighs, and what kind of thing it is.
pub fn what(found: &Found) -> AnyView {
    let say = workshop().say;
    let weight = if found.is_error { "findings.error" } else { "findings.warning" };
    let (code, english) = (found.code.clone(), found.what.clone());
    view! {
        <strong>{move || say.text(weight)}</strong>
        " "
        {move || say.finding(&code, "what").unwrap_or(english.clone())}
        " "
    }
    .into_any()
}

/// What is concerned, here and in other places with the same cause.
pub fn concerned(found: Found) -> AnyView {
    let say = workshop().say;
    // It is said in English only.
    let message = found.tells_more().then(|| {
        let message = sentence(&found.message);
        view! { <p lang="en">{message}</p> }
    });
    let Found { about, also, others, .. } = found;
    let more = others - also.len().min(others);
    let also = also.into_iter().map(|(place, about)| {
        // Where others are named, the place is that of one of them.
        let is_named = about.iter().any(|about| matches!(about, About::Place(_)));
        view! { <li>{(!is_named).then(|| link(place))} {told(about)}</li> }
    });
    let also = also.collect_view();
    view! {
        {message}
        {told(about)}
        {(others > 0)
            .then(|| {
                view! {
                    <p>{move || say.text("findings.also")}</p>
                    <ul>
                        {also} {(more > 0).then(|| view! { <li>{move || say.count("findings.more", more)}</li> })}
                    </ul>
                }
            })}
    }
    .into_any()
}

fn told(all: Vec<About>) -> AnyView {
    let say = workshop().say;
    let draw = move |about: About| match about {
        About::Place(place) => link(place),
        About::Answers(answers) => (move || answered(&answers)).into_any(),
        About::Written(text) => (move || say.with("findings.written", &[("text", &shortened(&text))])).into_any(),
        About::Meant(text) => (move || say.with("findings.meant", &[("text", &shortened(&text))])).into_any(),
        About::Lacks(property) => (move || {
            let property = say.text(&format!("things.property.{property}"));
            say.with("findings.lacks", &[("property", &property)])
        })
        .into_any(),
        About::More(number) => (move || say.count("findings.more", number)).into_any(),
    };
    let items = all.into_iter().map(|about| view! { <li>{draw(about)}</li> }).collect_view();
    view! { <ul>{items}</ul> }.into_any()
}

/// A place by its name, as a button that leads there.
pub fn link(place: Place) -> AnyView {
    let workshop = workshop();
    let own = place.clone();
    view! {
        <button type="button" class="link" on:click=move |_| go_to(workshop, &place)>
            {move || name(&own)}
        </button>
        " "
    }
    .into_any()
}

/// Answers as visitors read them.
fn answered(answers: &[(String, Vec<String>)]) -> String {
    let workshop = workshop();
    let asked = |(question, choices): &(String, Vec<String>)| {
        let label = |id: &String| workshop.name(&format!("question.{question}.choice.{id}"), id);
        let mut named: Vec<String> = choices.iter().take(MOST_CHOICES).map(label).collect();
        if choices.len() > named.len() {
            named.push(workshop.say.count("findings.more", choices.len() - named.len()));
        }
        let asked = workshop.name(&format!("question.{question}.title"), question);
        workshop.say.with("findings.answer", &[("question", &asked), ("choices", &named.join(" / "))])
    };
    match answers {
        [] => workshop.say.text("findings.any-answers"),
        _ => answers.iter().map(asked).collect::<Vec<_>>().join(" · "),
    }
}

/// What stands at a place, as an editor calls it: `Rule: heir-mail, outcome`.
pub fn name(place: &Place) -> String {
    let say = workshop().say;
    if let Some(language) = place.language() {
        let keys: Vec<&str> = place.path.iter().filter_map(key).collect();
        let text = match (thing_of_text(&keys), keys.as_slice()) {
            (Some(thing), _) => named(&thing),
            (None, [] | ["language", ..]) => return language_named(language),
            (None, keys) => match say.known(&format!("texts.{}", keys.join("-"))) {
                Some(label) => label.trim_end_matches('.').to_owned(),
                None => dotted(&place.path),
            },
        };
        return say.with("findings.text", &[("text", &text), ("language", &language_named(language))]);
    }
    let in_file = || match place.path.as_slice() {
        [] => place.file.clone(),
        path => say.with("things.use", &[("thing", &place.file), ("property", &dotted(path))]),
    };
    if place.file != POLICY_FILE {
        return in_file();
    }
    match thing(&place.path) {
        Some((thing, [])) => named(&thing),
        Some((thing, [Step::Key(property), ..])) => {
            let key = format!("things.property.{property}");
            match say.known(&key) {
                Some(property) => say.with("things.use", &[("thing", &named(&thing)), ("property", &property)]),
                None => named(&thing),
            }
        }
        _ => in_file(),
    }
}

/// The thing that a place of the policy's file belongs to, and the rest of the way.
fn thing(path: &[Step]) -> Option<(Thing, &[Step])> {
    match path {
        [Step::Key(list), Step::Item(question), Step::Key(own), Step::Item(choice), rest @ ..]
            if list == "question" && own == "choices" =>
        {
            Some((Thing::Choice(*question, *choice), rest))
        }
        [Step::Key(list), Step::Item(number), rest @ ..] => Some((Thing::of_list(list, *number)?, rest)),
        [Step::Key(list), Step::Key(id), rest @ ..] if list == "facts" => Some((Thing::Fact(id.clone()), rest)),
        _ => None,
    }
}

/// The thing that a text is about.
fn thing_of_text(keys: &[&str]) -> Option<Thing> {
    workshop().policy.with(|policy| {
        let policy = policy.as_ref()?;
        match keys {
            ["question", question, "choice" | "choice-hint", choice, ..] => {
                let question = policy.questions.iter().position(|known| known.id == *question)?;
                let choices = &policy.questions.get(question)?.choices;
                Some(Thing::Choice(question, choices.iter().position(|known| known.id == *choice)?))
            }
            ["question", id, ..] => Some(Thing::Question(policy.questions.iter().position(|known| known.id == *id)?)),
            ["channel", id, ..] => Some(Thing::Channel(policy.channels.iter().position(|known| known.id == *id)?)),
            ["outcome", id, ..] => Some(Thing::Outcome(policy.outcomes.iter().position(|known| known.id == *id)?)),
            ["notice", id, ..] => Some(Thing::Notice(policy.notices.iter().position(|known| known.id == *id)?)),
            ["step", id, ..] => Some(Thing::Step((*id).to_owned())),
            ["enclosure" | "enclosure-advice", id, ..] => Some(Thing::Enclosure((*id).to_owned())),
            _ => None,
        }
    })
}

fn key(step: &Step) -> Option<&str> {
    match step {
        Step::Key(key) => Some(key),
        Step::Item(_) => None,
    }
}

fn dotted(path: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Item(number) => (number + 1).to_string(),
        Step::Key(key) => key.clone(),
    };
    path.iter().map(step).collect::<Vec<_>>().join(".")
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
