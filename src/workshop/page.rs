//! The page as the workshop knows it: an object of `page.js`.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{FileList, Worker};

use crate::draft::Files;

#[wasm_bindgen]
extern "C" {
    /// What the page lends: files of its own, and the editor's disk.
    pub type Page;

    /// The worker that runs a `Prover`.
    #[wasm_bindgen(method, getter)]
    pub fn worker(this: &Page) -> Worker;

    /// The address of the page with the widget.
    #[wasm_bindgen(method, getter)]
    pub fn preview(this: &Page) -> String;

    /// The language of the page's visitor: a BCP 47 tag.
    #[wasm_bindgen(method, getter)]
    pub fn language(this: &Page) -> String;

    /// The names of the policies that come along.
    #[wasm_bindgen(method, getter)]
    pub fn policies(this: &Page) -> Vec<String>;

    /// The files of such a policy, `[name, text]` each.
    #[wasm_bindgen(method, catch)]
    async fn policy(this: &Page, name: &str) -> Result<JsValue, JsValue>;

    /// Whether the browser can save into a folder.
    #[wasm_bindgen(method, getter, js_name = canPickFolder)]
    pub fn can_pick_folder(this: &Page) -> bool;

    #[wasm_bindgen(method, catch, js_name = pickFolder)]
    async fn pick_folder(this: &Page) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = filesOfFolder)]
    async fn files_of_folder(this: &Page) -> Result<JsValue, JsValue>;

    /// Forgets the folder that was picked.
    #[wasm_bindgen(method, js_name = forgetFolder)]
    pub fn forget_folder(this: &Page);

    #[wasm_bindgen(method, catch, js_name = saveIntoFolder)]
    async fn save_into_folder(this: &Page, files: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = filesOf)]
    async fn files_of(this: &Page, list: FileList) -> Result<JsValue, JsValue>;

    /// Has the browser save a file for its user.
    #[wasm_bindgen(method)]
    pub fn download(this: &Page, name: &str, bytes: &[u8]);
}

/// Files of the disk: the path of each, and its bytes.
pub type Bytes = Vec<(String, Vec<u8>)>;

impl Page {
    /// The files of a policy that comes along.
    ///
    /// # Errors
    ///
    /// Why they cannot be loaded.
    pub async fn shipped(&self, name: &str) -> Result<Files, String> {
        let pairs = self.policy(name).await.map_err(told)?;
        Ok(pairs_of(&pairs, |text| text.as_string()).into_iter().collect())
    }

    /// Asks for a folder; nothing where none was picked.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    pub async fn folder(&self) -> Result<Option<Bytes>, String> {
        self.pick_folder().await.map(|files| bytes_of(&files)).map_err(told)
    }

    /// The files of the folder that was picked, as they are now; nothing where none is.
    ///
    /// # Errors
    ///
    /// Why they cannot be read.
    pub async fn folder_now(&self) -> Result<Option<Bytes>, String> {
        self.files_of_folder().await.map(|files| bytes_of(&files)).map_err(told)
    }

    /// Writes into the folder that was picked; a file without a text is removed.
    ///
    /// # Errors
    ///
    /// Why that cannot be done.
    pub async fn save(&self, files: &[(String, Option<String>)]) -> Result<(), String> {
        let list = js_sys::Array::new();
        for (path, text) in files {
            let text = text.as_ref().map_or(JsValue::UNDEFINED, JsValue::from);
            list.push(&js_sys::Array::of2(&path.into(), &text));
        }
        self.save_into_folder(list.into()).await.map(|_| ()).map_err(told)
    }

    /// The files that were chosen in a field.
    ///
    /// # Errors
    ///
    /// Why they cannot be read.
    pub async fn chosen(&self, list: FileList) -> Result<Bytes, String> {
        self.files_of(list).await.map(|files| bytes_of(&files).unwrap_or_default()).map_err(told)
    }
}

/// The page of this workshop.
pub fn page() -> StoredValue<Page, LocalStorage> {
    expect_context()
}

fn bytes_of(files: &JsValue) -> Option<Bytes> {
    let bytes = |bytes: JsValue| bytes.dyn_into::<js_sys::Uint8Array>().ok().map(|bytes| bytes.to_vec());
    (!files.is_undefined()).then(|| pairs_of(files, bytes))
}

fn pairs_of<V>(pairs: &JsValue, value: impl Fn(JsValue) -> Option<V>) -> Vec<(String, V)> {
    let pair = |pair: JsValue| {
        let pair: js_sys::Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, value(pair.get(1))?))
    };
    js_sys::Array::from(pairs).iter().filter_map(pair).collect()
}

/// What went wrong, as the browser says it.
fn told(cause: JsValue) -> String {
    let error = cause.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    error.or(cause.as_string()).unwrap_or_default()
}
