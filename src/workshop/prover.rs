//! The prover as the page knows it: a worker that is sent what changes, and sends proofs, or the zip that is taken away.

use std::collections::BTreeMap;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

use crate::draft::Files;
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
    fn zip(this: &Message) -> Option<Vec<u8>>;

    #[wasm_bindgen(method, getter)]
    fn failure(this: &Message) -> Option<String>;
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
    /// Whether an answer is on its way.
    pub busy: RwSignal<bool>,
    /// The zip that was last asked for, or why there is none.
    pub packed: RwSignal<Option<Result<Vec<u8>, String>>>,
}

impl Remote {
    /// Listens to a worker. Each proof of what was last sent is handed on.
    pub fn of(worker: Worker, proven: impl Fn(Proof) + 'static) -> Self {
        let remote = Self {
            worker: StoredValue::new_local(worker.clone()),
            sent: StoredValue::new(Files::new()),
            turn: StoredValue::new(0),
            told: StoredValue::new(BTreeMap::new()),
            busy: RwSignal::new(false),
            packed: RwSignal::new(None),
        };
        let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let message: Message = event.data().unchecked_into();
            if let Some(zip) = message.zip() {
                remote.packed.set(Some(Ok(zip)));
            } else if let Some(failure) = message.failure() {
                remote.packed.set(Some(Err(failure)));
            } else if let Some(news) = message.proof().and_then(|text| serde_json::from_str(&text).ok()) {
                let proof = remote.told.try_update_value(|told| News::proof(news, told));
                if message.turn() == Some(remote.turn.get_value()) {
                    remote.busy.set(false);
                    proof.into_iter().for_each(&proven);
                }
            }
        });
        worker.set_onmessage(Some(listen.as_ref().unchecked_ref()));
        // The worker lives as long as the page.
        listen.forget();
        remote
    }

    /// Has the worker prove these files. Only those that have changed are sent.
    pub fn prove(&self, files: &Files) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.busy.set(true);
        self.send(files, "turn", &self.turn.get_value().into());
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
