//! The languages that a policy speaks: one more, one less, what is to be translated, and who has read it.

use leptos::prelude::*;

use crate::author::made_from;
use crate::check::flaw::Code;
use crate::check::words::is_marked;
use crate::draft::Edit;
use crate::draft::languages::{Done, Task, Written};
use crate::workshop::dialog::{Answers, ask};
use crate::workshop::edited::{own_texts, reviewed};
use crate::workshop::fields::next_id;
use crate::workshop::place::{Place, focus, go_to};
use crate::workshop::say::{language_named, t};
use crate::workshop::state::{Workshop, workshop};

/// The languages, the policy's own first, and one to be added.
pub fn languages() -> impl IntoView {
    let workshop = workshop();
    view! {
        <For each=move || workshop.languages() key=|tag| tag.clone() let(tag)>
            {spoken(tag)}
        </For>
        {addition()}
    }
}

/// A language that there are words in.
fn spoken(tag: String) -> impl IntoView {
    let workshop = workshop();
    let say = workshop.say;
    let name = language_named(&tag);
    let place = place_of(&tag).attribute();
    let tag = StoredValue::new(tag);
    let own = own_texts(move || tag.get_value());
    let is_original = Memo::new(move |_| {
        workshop.policy.with(|policy| policy.iter().any(|policy| tag.with_value(|tag| policy.default_language == *tag)))
    });
    let to_do = move || own.with(|own| own.values().filter(|text| is_marked(text)).count());
    let outdated = Memo::new(move |_| {
        let is_outdated =
            |file: &str, code: &str| code == Code::Outdated.id() && tag.with_value(|tag| place_of(tag).file == file);
        workshop.proof.with(|proof| proof.findings.iter().filter(|found| is_outdated(&found.file, &found.code)).count())
    });
    let state = move || {
        let texts = say.count("policy.texts", own.with(|own| own.len()));
        let to_do = Some(to_do()).filter(|number| *number > 0).map(|number| say.count("policy.to-do", number));
        let outdated =
            Some(outdated.get()).filter(|number| *number > 0).map(|number| say.count("policy.outdated", number));
        [Some(texts), to_do, outdated].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let edit = move |_| go_to(workshop, &Place::of_text(&tag.get_value(), "page.title"));
    let removing = RwSignal::new(false);
    let answers = Answers { yes: "policy.remove", no: "things.keep", is_careful: true };
    let content = move || lost(phrases(&tag.get_value()), own.with_untracked(|own| own.len()));
    let act = move || {
        remove(workshop, &tag.get_value());
        true
    };
    let original = name.clone();
    view! {
        <section class="item">
            <h3 tabindex="-1" data-place=place>{name}</h3>
            <p>
                <Show when=move || is_original.get()>
                    <strong>{t("policy.own")}</strong>
                    " "
                </Show>
                {state}
            </p>
            {reviewed(move || tag.get_value(), own)}
            <p class="tools">
                <button type="button" on:click=edit>{t("policy.edit-texts")}</button>
                <button type="button" on:click=move |_| run(workshop, Task::LayOut(tag.get_value()), laid_out)>{t("policy.lay-out")}</button>
                <Show when=move || !is_original.get()>
                    <button type="button" on:click=move |_| run(workshop, Task::Follow(tag.get_value()), followed)>
                        {t("policy.follows")}
                    </button>
                    <button type="button" aria-haspopup="dialog" on:click=move |_| removing.set(true)>
                        {t("policy.remove")}
                    </button>
                </Show>
            </p>
            {ask(removing, move || original.clone(), answers, content, act)}
        </section>
    }
}

/// What goes with a language.
fn lost(phrases: usize, texts: usize) -> impl IntoView {
    let say = workshop().say;
    let lost = [say.count("policy.lost-texts", texts), say.count("policy.lost-phrases", phrases)];
    view! {
        <p>{t("policy.remove-lead")}</p>
        <ul>{lost.map(|lost| view! { <li>{lost}</li> })}</ul>
    }
}

/// How many phrases are never said in a language.
fn phrases(tag: &str) -> usize {
    workshop().policy.with_untracked(|policy| {
        policy.as_ref().and_then(|policy| policy.never_say.get(tag)).map(Vec::len).unwrap_or_default()
    })
}

/// Takes a language out with all that is only there for it.
fn remove(workshop: Workshop, tag: &str) {
    let made_from = made_from::file_name(tag);
    let mut edits = vec![Edit::RemoveFile { name: format!("words.{tag}.toml") }];
    if workshop.draft.with_untracked(|draft| draft.iter().any(|draft| draft.files().contains_key(&made_from))) {
        edits.push(Edit::RemoveFile { name: made_from });
    }
    if phrases(tag) > 0 {
        edits.push(Edit::NeverSay { language: tag.to_owned(), phrases: None });
    }
    workshop.seal();
    workshop.edit(Edit::Several(edits));
    workshop.languages().first().into_iter().for_each(|own| focus(&place_of(own)));
}

/// A field for a language that is not there yet, by what anybody calls it.
fn addition() -> impl IntoView {
    let workshop = workshop();
    let say = workshop.say;
    let (wanted, wrong) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (list, told) = (next_id(), next_id());
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        wrong.set(String::new());
        run(workshop, Task::Begin(wanted.get_untracked()), move |workshop, done| match done {
            Done::Unknown(Some(near)) => {
                wrong.set(say.with("policy.unknown-near", &[("near", &language_named(&near))]))
            }
            Done::Unknown(None) => wrong.set(say.text("policy.unknown")),
            Done::Known(tag) => wrong.set(say.with("policy.known", &[("language", &language_named(&tag))])),
            Done::Written(written) => {
                wanted.set(String::new());
                begun(workshop, written);
            }
        });
    };
    let all = move || {
        let option = |(own, english)| view! { <option value=own>{english}</option> };
        workshop.remote.languages.get().into_iter().map(option).collect_view()
    };
    view! {
        <form class="item" on:submit=add>
            <h3>{t("policy.add")}</h3>
            <label class="field">
                <span>{t("policy.add-label")}</span>
                <input
                    type="text"
                    list=list.clone()
                    autocomplete="off"
                    aria-describedby=told.clone()
                    aria-invalid=move || wrong.with(|wrong| !wrong.is_empty()).then_some("true")
                    bind:value=wanted
                />
            </label>
            <p class="found error" id=told role="status">{move || wrong.get()}</p>
            <datalist id=list>{all}</datalist>
            <button type="submit">{t("policy.add")}</button>
        </form>
    }
}

/// Has the worker do something to the languages, and goes on with what has become of it. Where somebody has typed on meanwhile,
/// it is done once more, so that nothing of that is lost.
fn run(workshop: Workshop, task: Task, then: impl FnOnce(Workshop, Done) + 'static) {
    let files = move || workshop.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.files().clone()));
    let Some(sent) = files() else { return };
    let again = task.clone();
    workshop.remote.translate(&sent.clone(), &task, move |done| {
        if files().as_ref() == Some(&sent) {
            then(workshop, done);
        } else {
            run(workshop, again, then);
        }
    });
}

/// A language was begun.
fn begun(workshop: Workshop, Written { tag, files, .. }: Written) {
    if files.is_empty() {
        return workshop.told.set(workshop.say.with("policy.taken-over", &[("language", &language_named(&tag))]));
    }
    write(workshop, files);
    workshop.language.set(tag.clone());
    workshop.told.set(workshop.say.with("policy.begun", &[("language", &language_named(&tag))]));
    focus(&place_of(&tag));
}

/// The texts that a language needs and had not were laid out.
fn laid_out(workshop: Workshop, done: Done) {
    let Done::Written(Written { files, .. }) = done else { return };
    let told = if files.is_empty() { "policy.complete" } else { "policy.laid-out" };
    write(workshop, files);
    workshop.told.set(workshop.say.text(told));
}

/// It was written down that a language says what the original says now.
fn followed(workshop: Workshop, done: Done) {
    let Done::Written(Written { files, followed, .. }) = done else { return };
    write(workshop, files);
    workshop.told.set(match followed {
        0 => workshop.say.text("policy.followed-before"),
        number => workshop.say.count("policy.followed", number),
    });
}

/// Writes files in one step.
fn write(workshop: Workshop, files: Vec<(String, String)>) {
    let file = |(name, text)| Edit::File { name, text };
    workshop.seal();
    workshop.edit(Edit::Several(files.into_iter().map(file).collect()));
    workshop.seal();
}

/// Where a language stands in the list.
fn place_of(tag: &str) -> Place {
    Place { file: format!("words.{tag}.toml"), path: Vec::new() }
}
