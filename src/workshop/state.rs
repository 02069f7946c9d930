//! What all views of the workshop share, and the verbs by which they change it.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;
use web_sys::Worker;

use super::focus::{begin_at_heading, focus, keep_focus};
use super::kept;
use super::prover::Remote;
use super::say::Say;
use crate::author::common::Flat;
use crate::author::names;
use crate::author::read::{form, texts};
use crate::draft::proof::Proof;
use crate::draft::{Draft, Edit, Files};
use crate::policy::Policy;
use crate::policy::shared::Shared;

/// For how long typing rests before the draft is kept in this browser, in milliseconds.
const KEEP_AFTER: u64 = 300;

/// What the page shows beside the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// The decision table.
    Rules,
    /// The questions and their choices.
    Questions,
    /// The outcomes, with their steps and enclosures.
    Outcomes,
    /// The channels, and those that are closed.
    Channels,
    /// What is said beside an outcome.
    Notices,
    /// What the policy rests on.
    Facts,
    /// All other texts of the policy: those of its page, and those of the widget that it says otherwise.
    Texts,
    /// What the policy is called, its version and its languages.
    Policy,
    /// The files as text.
    Files,
    /// What is to be mended.
    Findings,
    /// The widget, where it has no place beside the others.
    Preview,
    /// What can be taken away.
    Take,
}

/// What the worker packs.
#[derive(Clone, Debug, PartialEq)]
pub enum Packing {
    /// Nothing.
    Nothing,
    /// These files.
    Files(Files),
    /// Something that nobody waits for any more.
    CalledOff,
}

/// Where the preview is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// The question or the outcome on its screen.
    pub id: String,
    /// The rules that led to it; none while a question is asked.
    pub rules: Vec<String>,
    /// The answers, in the form of a link: `who=heir,mailbox=no`.
    pub state: String,
}

/// What all views share.
#[derive(Clone, Copy)]
pub struct Workshop {
    /// The draft; none until something is opened.
    pub draft: RwSignal<Option<Draft>>,
    /// The policy as its file says it now, flaws and all; none while the file cannot be read.
    pub policy: Memo<Option<Policy>>,
    /// The languages that have words, in the order of their tags.
    pub tags: Memo<Vec<String>>,
    /// The texts of the edited language by dotted key: its own and those that it takes over.
    pub words: Memo<Shared<Flat>>,
    /// What was last proven.
    pub proof: RwSignal<Proof>,
    /// The view that is shown.
    pub view: RwSignal<View>,
    /// The file that is shown as text.
    pub file: RwSignal<String>,
    /// The language whose words are edited and tried out.
    pub language: RwSignal<String>,
    /// Where the preview is.
    pub shown: RwSignal<Shown>,
    /// The answers that the preview was last sent to, with how often that was.
    pub tried: RwSignal<(u32, String)>,
    /// What was done last, for who does not see it.
    pub told: RwSignal<String>,
    /// Whether the draft is to be kept in this browser.
    pub keeps: RwSignal<bool>,
    /// The workshop's own texts.
    pub say: Say,
    /// The worker.
    pub remote: Remote,
    /// What is being packed to be taken away.
    pub packing: RwSignal<Packing>,
    /// Why it could not be packed.
    pub not_packed: RwSignal<String>,
    keeping: StoredValue<Option<TimeoutHandle>, LocalStorage>,
}

impl Workshop {
    /// A workshop where nothing is open, or the draft that was kept is.
    pub fn start(worker: Worker, say: Say) -> Self {
        let proof = RwSignal::new(Proof::default());
        let remote = Remote::of(worker, move |news| proof.set(news));
        let heritage = move |tag: &str| remote.heritage_of(tag);
        let draft = RwSignal::new(kept::load().map(|kept| kept.draft));
        let file =
            move |name: &str| draft.with(|draft| draft.as_ref().and_then(|draft| draft.files().get(name).cloned()));
        // A text is read again only when it has changed.
        let policy_text = Memo::new(move |_| file(names::POLICY_FILE));
        let policy = Memo::new(move |_| policy_text.get().and_then(|text| form::policy(&text).ok()));
        let tags = Memo::new(move |_| draft.with(|draft| draft.iter().flat_map(tags).collect()));
        let language = RwSignal::new(String::new());
        // Only what stands in the files that this language takes its texts from is read again.
        let sources = Memo::new(move |_| {
            let tag = language.get();
            let parents = heritage(&tag).parents;
            let wanted = parents.into_iter().chain([tag]);
            wanted.filter_map(|tag| Some((file(&format!("words.{tag}.toml"))?, tag))).collect::<Vec<_>>()
        });
        let words = Memo::new(move |_| {
            let read = |(text, tag): &(String, String)| {
                (tag.clone(), texts::words(text).map(|(texts, _)| texts).unwrap_or_default().into())
            };
            let own: BTreeMap<String, Shared<Flat>> = sources.with(|sources| sources.iter().map(read).collect());
            let tag = language.get();
            heritage(&tag).texts(&tag, &own).into()
        });
        let workshop = Self {
            draft,
            policy,
            tags,
            words,
            proof,
            view: RwSignal::new(View::Rules),
            file: RwSignal::new(names::POLICY_FILE.to_owned()),
            language,
            shown: RwSignal::new(Shown::default()),
            tried: RwSignal::new((0, String::new())),
            told: RwSignal::new(String::new()),
            keeps: RwSignal::new(true),
            say,
            remote,
            packing: RwSignal::new(Packing::Nothing),
            not_packed: RwSignal::new(String::new()),
            keeping: StoredValue::new_local(None),
        };
        workshop.begin();
        // A language that is taken out, or whose beginning is undone, is edited no more.
        Effect::new(move |_| {
            let is_gone = tags.with(|tags| !tags.is_empty() && !tags.contains(&language.get()));
            if is_gone {
                language.set(workshop.languages().into_iter().next().unwrap_or_default());
            }
        });
        workshop
    }

    /// Opens a policy's files in the place of what is open.
    pub fn open(&self, files: Files) {
        self.proof.set(Proof::default());
        self.told.set(String::new());
        self.remote.forget();
        self.tried.set((0, String::new()));
        self.view.set(View::Rules);
        self.draft.set(Some(Draft::open(files)));
        self.shown.set(Shown::default());
        self.begin();
        self.changed();
        request_animation_frame(begin_at_heading);
    }

    /// Throws the draft away. A zip of it that is still being packed does not come any more.
    pub fn close(&self) {
        let is_packing = matches!(self.packing.get_untracked(), Packing::Files(_));
        if is_packing {
            self.packing.set(Packing::CalledOff);
        }
        self.not_packed.set(String::new());
        self.told.set(if is_packing { self.say.text("take.called-off") } else { String::new() });
        self.remote.forget();
        self.draft.set(None);
        // What is kept may be another page's by now.
        if self.keeps.get_untracked() {
            kept::forget();
        }
        request_animation_frame(begin_at_heading);
    }

    /// Changes the draft. Says what is wrong where that cannot be.
    pub fn edit(&self, edit: Edit) {
        let done = self.draft.try_update(|draft| draft.as_mut().map(|draft| draft.apply(&edit))).flatten();
        self.told.set(match done {
            Some(Err(refused)) => {
                let (key, name) = refused.said();
                self.say.with(key, &[("name", name)])
            }
            _ => String::new(),
        });
        self.changed();
    }

    /// Has the next edit be a step of its own.
    pub fn seal(&self) {
        self.draft.update_untracked(|draft| draft.iter_mut().for_each(Draft::seal));
    }

    /// Takes back the last step.
    pub fn undo(&self) {
        self.step("told.undone", Draft::undo);
    }

    /// Does again what was taken back.
    pub fn redo(&self) {
        self.step("told.redone", Draft::redo);
    }

    fn step(&self, told: &str, step: impl Fn(&mut Draft) -> bool) {
        let done = self.draft.try_update(|draft| draft.as_mut().is_some_and(step)).unwrap_or_default();
        if done {
            self.told.set(self.say.text(told));
            self.changed();
            request_animation_frame(keep_focus);
        }
    }

    /// These files were saved where they came from: they are what is open from now on.
    pub fn saved(&self, files: Files) {
        self.draft.update(|draft| draft.iter_mut().for_each(|draft| draft.saved_as(files.clone())));
        self.changed();
    }

    /// Has the worker pack all files, for a copy to be taken away.
    pub fn pack(&self) {
        self.not_packed.set(String::new());
        self.draft.with_untracked(|draft| {
            let Some(draft) = draft else { return };
            self.packing.set(Packing::Files(draft.files().clone()));
            self.remote.pack(draft.opened(), draft.files());
        });
    }

    /// Hands out what was packed, whatever view is shown by then; nothing of a policy that was closed meanwhile.
    pub fn hand_out(&self, packed: Result<Vec<u8>, String>, download: impl Fn(&str, &[u8])) {
        let packing = self.packing.try_update(|packing| std::mem::replace(packing, Packing::Nothing));
        let Some(Packing::Files(files)) = packing else { return };
        match packed {
            Ok(bytes) => {
                let id = self.policy.with_untracked(|policy| policy.as_ref().map(|policy| policy.id.clone()));
                let name = format!("{}.zip", id.filter(|id| !id.is_empty()).unwrap_or("policy".to_owned()));
                download(&name, &bytes);
                self.draft.update(|draft| draft.iter_mut().for_each(|draft| draft.taken_as(files.clone())));
                self.changed();
                self.told.set(self.say.with("take.packed", &[("name", &name)]));
            }
            Err(why) => {
                self.told.set(self.say.text("take.not-packed"));
                self.not_packed.set(why);
            }
        }
    }

    /// Keeps the draft in this browser at once, where it is to be kept.
    pub fn keep(&self) {
        let kept = self.draft.with_untracked(|draft| match draft {
            Some(draft) if self.keeps.get_untracked() => kept::store(draft),
            _ => true,
        });
        if !kept {
            self.keeps.set(false);
            self.told.set(self.say.text("told.no-room"));
        }
    }

    /// Keeps what is not kept yet, as the page goes.
    pub fn keep_rest(&self) {
        if self.keeping.with_value(Option::is_some) {
            self.keep();
        }
    }

    /// Shows a view. Its heading takes the focus: a keyboard goes on in the view, and a listener hears which one it is.
    pub fn show(&self, view: View) {
        self.view.set(view);
        request_animation_frame(|| focus(".view h2"));
    }

    /// Sends the preview to where some answers lead: `who=heir,mailbox=no`.
    pub fn try_out(&self, state: &str) {
        self.tried.update(|(times, tried)| {
            *times += 1;
            *tried = state.to_owned();
        });
    }

    /// Another page of this browser goes on with the kept draft: this one keeps its own no longer, so that neither loses work
    /// unseen.
    pub fn give_way(&self) {
        self.keeps.set(false);
        self.told.set(self.say.text("told.elsewhere"));
    }

    /// Keeps the draft in this browser from now on, or not any more.
    pub fn keep_from_now_on(&self, keeps: bool) {
        self.keeps.set(keeps);
        if keeps {
            self.keep();
        } else {
            kept::forget();
        }
    }

    /// The words of the edited language, by dotted key.
    pub fn text(&self, key: &str) -> String {
        self.words.with(|words| words.get(key).cloned()).unwrap_or_default()
    }

    /// What visitors call a thing that has a text; its id as long as it has none.
    pub fn name(&self, key: &str, id: &str) -> String {
        let text = self.text(key);
        if text.is_empty() { id.to_owned() } else { text }
    }

    /// The languages of the policy, its own first.
    pub fn languages(&self) -> Vec<String> {
        let own = self.policy.with(|policy| policy.as_ref().map(|policy| policy.default_language.clone()));
        let mut all = self.tags.get();
        all.sort_by_key(|tag| Some(tag) != own.as_ref());
        all
    }

    /// After something was opened: its own language is edited, and it is proven.
    fn begin(&self) {
        let own = self.policy.with_untracked(|policy| policy.as_ref().map(|policy| policy.default_language.clone()));
        self.language.set(own.unwrap_or_default());
        self.prove();
    }

    fn prove(&self) {
        self.draft.with_untracked(|draft| {
            let Some(draft) = draft else { return };
            self.remote.prove(draft.files());
        });
    }

    /// After any change: it is proven at once, and kept a little later.
    fn changed(&self) {
        self.prove();
        let workshop = *self;
        self.keeping.update_value(|keeping| {
            if let Some(earlier) = keeping.take() {
                earlier.clear();
            }
            let keep = move || {
                workshop.keeping.set_value(None);
                workshop.keep();
            };
            *keeping = set_timeout_with_handle(keep, Duration::from_millis(KEEP_AFTER)).ok();
        });
    }
}

/// The workshop of this page.
pub fn workshop() -> Workshop {
    expect_context()
}

/// The languages that have a words file, by their tags.
fn tags(draft: &Draft) -> Vec<String> {
    draft.files().keys().filter_map(|name| names::written_tag(name)).map(str::to_owned).collect()
}
