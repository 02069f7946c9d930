//! Each view of the workshop in a browser: what somebody does there to a policy, what the page shows then, what the files are, and
//! the way back. Views, forms and draft are those of the app, and so is the proof; only no worker stands between them.
#![cfg(target_arch = "wasm32")]

mod page;

mod elements;

mod desk;

mod start;

mod rules;

mod table;

mod questions;

mod outcomes;

mod parts;

mod channels;

mod notices;

mod facts;

mod texts;

mod policy;

mod files;

mod findings;

mod preview;

mod take;

mod things;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
