//! What is shown as long as nothing is open: all that can be.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlInputElement;

use super::languages;
use super::page::{Bytes, page};
use super::say::{LANGUAGES, t};
use super::state::workshop;
use crate::author::new;
use crate::draft::archive::{self, Opened, Unusable};

/// A new policy, one that comes along, or one from the editor's disk.
pub fn start() -> impl IntoView {
    let workshop = workshop();
    let page = page();
    // What went wrong with the last try.
    let problem = RwSignal::new(String::new());
    let take = move |opened: Result<Opened, Unusable>| match opened {
        Ok(opened) => {
            workshop.open(opened.files);
            let told = |(name, _): &(String, String)| workshop.say.with("start.not-text", &[("name", name)]);
            workshop.told.set(opened.not_text.iter().map(told).collect::<Vec<_>>().join(" "));
        }
        Err(unusable) => {
            let (key, name) = unusable.said();
            problem.set(workshop.say.with(key, &[("name", &name)]));
        }
    };
    let of_disk = move |files: Bytes| match files.as_slice() {
        [(name, bytes)] if name.to_lowercase().ends_with(".zip") => take(archive::read(bytes)),
        _ => take(archive::of_folder(files)),
    };
    let choose = move |event: leptos::ev::Targeted<web_sys::Event, HtmlInputElement>| {
        let Some(list) = event.target().files() else { return };
        spawn_local(async move {
            match page.read_value().chosen(list).await {
                Ok(files) => {
                    page.read_value().forget_folder();
                    of_disk(files);
                }
                Err(why) => problem.set(why),
            }
        });
    };
    let pick = move |_| {
        spawn_local(async move {
            match page.read_value().folder().await {
                Ok(files) => files.into_iter().for_each(of_disk),
                Err(why) => problem.set(why),
            }
        });
    };
    let shipped = move |name: String| {
        let open = {
            let name = name.clone();
            move |_| {
                let name = name.clone();
                spawn_local(async move {
                    match page.read_value().shipped(&name).await {
                        Ok(files) => {
                            page.read_value().forget_folder();
                            workshop.open(files);
                        }
                        Err(why) => problem.set(why),
                    }
                });
            }
        };
        view! {
            <li>
                <button type="button" on:click=open>{name}</button>
            </li>
        }
    };
    let fresh = move |language: &'static str| {
        let begin = move |_| {
            let files = new::policy("new-policy", language).unwrap_or_default();
            page.read_value().forget_folder();
            workshop.open(files.into_iter().collect());
        };
        let name = LANGUAGES.iter().find(|texts| texts.tag == language).map_or(language, |texts| texts.name);
        view! {
            <li>
                <button type="button" on:click=begin lang=language>{name}</button>
            </li>
        }
    };
    let folder = if page.with_value(|page| page.can_pick_folder()) {
        view! { <button type="button" on:click=pick>{t("start.pick")}</button> }.into_any()
    } else {
        view! {
            <label class="field">
                <span>{t("start.folder")}</span>
                <input type="file" multiple prop:webkitdirectory=true on:change:target=choose />
            </label>
        }
        .into_any()
    };
    view! {
        <header class="bar">
            <h1 tabindex="-1">{t("title")}</h1>
            <div class="tools">{languages::menu()}</div>
        </header>
        <main class="start" tabindex="-1">
            <p>{t("start.lead")}</p>
            <p class="told" role="status">{move || workshop.told.get()}</p>
            <p class="problem" role="alert">{move || problem.get()}</p>
            <section>
                <h2>{t("start.disk")}</h2>
                <label class="field">
                    <span>{t("start.zip")}</span>
                    <input type="file" accept=".zip" on:change:target=choose />
                </label>
                {folder}
            </section>
            <section>
                <h2>{t("start.new")}</h2>
                <p>{t("start.new-lead")}</p>
                <ul class="tools">{new::languages().map(fresh).collect_view()}</ul>
            </section>
            <section>
                <h2>{t("start.shipped")}</h2>
                <p>{t("start.shipped-lead")}</p>
                <ul class="tools">{page.with_value(|page| page.policies()).into_iter().map(shipped).collect_view()}</ul>
            </section>
        </main>
    }
}
