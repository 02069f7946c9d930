//! The prover as the page knows it: a worker that is sent what changes, and sends proofs, or the zip that is taken away.

use std::collections::{BTreeMap, VecDeque};

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

use crate::author::inherited::Heritage;
use crate::draft::Files;
use crate::draft::languages::{Done, Task};
use crate::draft::proof::{News, Proof};

/// What the worker sends.
#[wasm_bindgen]
extern "C" {
    type Message;

    #[wasm_bindgen(method, getter)]
    fn turn(this: &Message) -> Option<u32>;

    #[wasm_bindgen(method, getter)]
    fn proof(this: &Message) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn heritage(this: &Message) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn languages(this: &Message) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn done(this: &Message) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn zip(this: &Message) -> Option<Vec<u8>>;

    #[wasm_bindgen(method, getter)]
    fn failure(this: &Message) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn stopped(this: &Message) -> Option<String>;
}

/// The worker as the page knows it.
#[derive(Clone, Copy)]
pub struct Remote {
    worker: StoredValue<Worker, LocalStorage>,
    /// What the worker has.
    sent: StoredValue<Files>,
    /// How often files were sent: an answer to an earlier question is out of date.
    turn: StoredValue<u32>,
    /// The words that the worker has told, by language.
    told: StoredValue<BTreeMap<String, String>>,
    /// Whether the worker has ended, or could not begin: nothing is checked any more.
    pub is_stopped: RwSignal<bool>,
    /// The zip that was last asked for, or why there is none.
    pub packed: RwSignal<Option<Result<Vec<u8>, String>>>,
    /// The languages that can be added, once the worker is there: what each calls itself, and its English name with its tag.
    pub languages: RwSignal<Vec<(String, String)>>,
    /// What the languages of the policy take over from others, by tag, as far as the worker has said it.
    heritage: RwSignal<BTreeMap<String, Heritage>>,
    /// Who waits for what the worker does to the languages, in the order of asking. The worker answers in that order, too, also who
    /// waits no longer.
    waiting: StoredValue<VecDeque<Option<Waiting>>, LocalStorage>,
}

/// What is called with what the worker has done.
type Waiting = Box<dyn FnOnce(Done)>;

impl Remote {
    /// Listens to a worker. Each proof of what was last sent is handed on.
    pub fn of(worker: Worker, proven: impl Fn(Proof) + 'static) -> Self {
        let remote = Self {
            worker: StoredValue::new_local(worker.clone()),
            sent: StoredValue::new(Files::new()),
            turn: StoredValue::new(0),
            told: StoredValue::new(BTreeMap::new()),
            is_stopped: RwSignal::new(false),
            packed: RwSignal::new(None),
            languages: RwSignal::new(Vec::new()),
            heritage: RwSignal::new(BTreeMap::new()),
            waiting: StoredValue::new_local(VecDeque::new()),
        };
        let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let message: Message = event.data().unchecked_into();
            if let Some(zip) = message.zip() {
                remote.packed.set(Some(Ok(zip)));
            } else if let Some(failure) = message.failure() {
                remote.packed.set(Some(Err(failure)));
            } else if let Some(cause) = message.stopped() {
                remote.stopped(cause);
            } else if let Some(languages) = message.languages() {
                remote.languages.set(serde_json::from_str(&languages).unwrap_or_default());
            } else if let Some(done) = message.done() {
                let waiting = remote.waiting.try_update_value(VecDeque::pop_front).flatten().flatten();
                if let (Some(waiting), Ok(done)) = (waiting, serde_json::from_str(&done)) {
                    waiting(done);
                }
            } else if let Some(news) = message.proof().and_then(|text| serde_json::from_str(&text).ok()) {
                // Words that are told once are needed later, even where the proof itself is out of date.
                let proof = remote.told.try_update_value(|told| News::proof(news, told));
                if message.turn() != Some(remote.turn.get_value()) {
                    return;
                }
                let heritage = message.heritage().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
                if remote.heritage.with_untracked(|known| *known != heritage) {
                    remote.heritage.set(heritage);
                }
                proof.into_iter().for_each(&proven);
            }
        });
        worker.set_onmessage(Some(listen.as_ref().unchecked_ref()));
        // Its script could not be loaded.
        let fail = Closure::<dyn FnMut()>::new(move || remote.stopped("workshop-worker.js".to_owned()));
        worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
        // The worker lives as long as the page.
        listen.forget();
        fail.forget();
        remote
    }

    /// The worker can do nothing any more: who waits for a zip is told why.
    fn stopped(&self, cause: String) {
        self.is_stopped.set(true);
        self.packed.set(Some(Err(cause)));
    }

    /// Has the worker prove these files. Only those that have changed are sent.
    pub fn prove(&self, files: &Files) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.send(files, "turn", &self.turn.get_value().into());
    }

    /// What a language takes over from others; nothing as long as the worker has not said it.
    pub fn heritage_of(&self, tag: &str) -> Heritage {
        self.heritage.with(|all| all.get(tag).cloned()).unwrap_or_default()
    }

    /// Has the worker do something to the languages of these files, and hands on what has become of it.
    pub fn translate(&self, files: &Files, task: &Task, then: impl FnOnce(Done) + 'static) {
        self.waiting.update_value(|waiting| waiting.push_back(Some(Box::new(then))));
        let task = serde_json::to_string(task).unwrap_or_default();
        self.send(files, "task", &task.into());
    }

    /// Waits no longer for what is done to the languages: another policy is opened.
    pub fn forget(&self) {
        self.waiting.update_value(|waiting| waiting.iter_mut().for_each(|one| *one = None));
    }

    /// Has the worker pack these files, and what was opened, for being taken away.
    pub fn pack(&self, opened: &Files, files: &Files) {
        self.packed.set(None);
        let opened = serde_json::to_string(opened).unwrap_or_default();
        self.send(files, "opened", &opened.into());
    }

    fn send(&self, files: &Files, name: &str, value: &JsValue) {
        let changes = js_sys::Array::new();
        let change = |name: &String, text: JsValue| changes.push(&js_sys::Array::of2(&name.into(), &text));
        self.sent.with_value(|sent| {
            for (name, text) in files.iter().filter(|(name, text)| sent.get(*name) != Some(*text)) {
                change(name, text.into());
            }
            for name in sent.keys().filter(|name| !files.contains_key(*name)) {
                change(name, JsValue::UNDEFINED);
            }
        });
        self.sent.set_value(files.clone());
        let message = js_sys::Object::new();
        // A new object takes any value, and a worker any message of texts and numbers.
        let _ = js_sys::Reflect::set(&message, &"changes".into(), &changes);
        let _ = js_sys::Reflect::set(&message, &name.into(), value);
        let _ = self.worker.with_value(|worker| worker.post_message(&message));
    }
}
