//! The same as `growth.rs`, in a browser.
#![cfg(target_arch = "wasm32")]

#[path = "measure.rs"]
mod measure;

use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn growth() {
    let clock = web_sys::window().unwrap().performance().unwrap();
    measure::all("browser", || clock.now() / 1000.0, |line| console_log!("{line}"));
}
