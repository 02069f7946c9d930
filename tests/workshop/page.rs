//! The page that the workshop stands in, and what it lends.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, Node};
use wegwijzer::draft::Files;
use wegwijzer::draft::prover::Prover;
use wegwijzer::workshop::Page;

/// The real disk of `disk.js`, one policy that comes along, and in the place of the worker what it runs, in the page itself: who
/// types fast has only the last version proven, as in `worker.js`. `files` are those that the workshop has last sent there, and
/// `downloads` what it would have had the browser save.
const LENT: &str = "
    const files = {};
    const downloads = [];
    let waiting;
    const worker = {
        isBusy: false,
        postMessage({ turn, changes, task, opened }) {
            for (const [name, text] of changes) {
                prover.change(name, text);
                if (text === undefined) delete files[name]; else files[name] = text;
            }
            if (task !== undefined) {
                setTimeout(() => worker.onmessage({ data: { done: prover.translate(task) } }));
                return;
            }
            if (opened !== undefined) {
                prover.hold();
                setTimeout(() => worker.onmessage({ data: { zip: prover.pack(opened) } }));
                return;
            }
            worker.isBusy = true;
            clearTimeout(waiting);
            waiting = setTimeout(() => {
                worker.onmessage({ data: { turn, proof: prover.prove(), heritage: prover.heritage() } });
                worker.isBusy = false;
            });
        },
    };
    return import('/src/workshop/disk.js').then((disk) => ({
        ...disk,
        worker,
        preview: 'about:blank',
        language: 'en',
        policies: ['library'],
        policy: async () => policy,
        download: (name, bytes) => downloads.push([name, bytes.slice()]),
        files,
        downloads,
    }));";

/// The prover as the worker has it. In the app of the page it has no exports.
#[wasm_bindgen]
pub struct Worked(Prover);

#[wasm_bindgen]
impl Worked {
    pub fn change(&mut self, name: String, text: Option<String>) {
        self.0.change(name, text);
    }

    pub fn translate(&self, task: &str) -> Result<String, String> {
        self.0.translate(task)
    }

    pub fn hold(&mut self) {
        self.0.hold();
    }

    pub fn pack(&self, opened: &str) -> Result<Vec<u8>, String> {
        self.0.pack(opened)
    }

    pub fn prove(&mut self) -> String {
        self.0.prove()
    }

    pub fn heritage(&self) -> String {
        self.0.heritage()
    }
}

/// What the page lends the workshop, and what it was given.
#[derive(Clone)]
pub struct Lent(JsValue);

impl Lent {
    /// With the files of the policy that comes along.
    pub async fn with(files: &Files) -> Self {
        let pair = |(name, text): (&String, &String)| Array::of2(&name.into(), &text.into());
        let policy: Array = files.iter().map(pair).collect();
        let lent = Function::new_with_args("prover, policy", LENT);
        let lent = lent.call2(&JsValue::NULL, &Worked(Prover::begin()).into(), &policy).unwrap();
        Self(JsFuture::from(lent.unchecked_into::<Promise>()).await.unwrap())
    }

    /// The same for the workshop.
    pub fn page(&self) -> Page {
        self.0.clone().unchecked_into()
    }

    /// Whether a proof is on its way.
    pub fn is_busy(&self) -> bool {
        Reflect::get(&self.get("worker"), &"isBusy".into()).unwrap().is_truthy()
    }

    /// The files of the draft as they are now.
    pub fn files(&self) -> Files {
        let pair = |pair: JsValue| {
            let pair: Array = pair.unchecked_into();
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        };
        Object::entries(&self.get("files").unchecked_into::<Object>()).iter().filter_map(pair).collect()
    }

    /// The last file that was downloaded, with its name.
    pub fn downloaded(&self) -> Option<(String, Vec<u8>)> {
        let last: Array = self.get("downloads").unchecked_into::<Array>().pop().dyn_into().ok()?;
        Some((last.get(0).as_string()?, last.get(1).unchecked_into::<Uint8Array>().to_vec()))
    }

    fn get(&self, name: &str) -> JsValue {
        Reflect::get(&self.0, &name.into()).unwrap()
    }
}

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

pub fn body() -> HtmlElement {
    document().body().unwrap()
}

/// Takes the workshop out of the page that was there before. From the first time on, the page has the style of the workshop.
pub fn clear() {
    thread_local! {
        static OF_THE_RUNNER: u32 = {
            let style = document().create_element("style").unwrap();
            style.set_text_content(Some(include_str!("../../style/workshop.css")));
            document().head().unwrap().append_child(&style).unwrap();
            body().child_nodes().length()
        };
    }
    let all = body().child_nodes();
    let others = OF_THE_RUNNER.with(|own| *own)..all.length();
    let others: Vec<Node> = others.filter_map(|number| all.item(number)).collect();
    others.iter().for_each(|node| drop(body().remove_child(node)));
}

/// The draft that the browser keeps, as it is written down.
pub fn kept() -> Option<String> {
    storage().get_item("wegwijzer-workshop-draft").unwrap()
}

/// Has the browser keep nothing.
pub fn keep_nothing() {
    storage().clear().unwrap();
}

fn storage() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}
