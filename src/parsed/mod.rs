//! The compiled files as JavaScript has read them: a browser, or whatever else runs it. So nothing that reads JSON has to be
//! downloaded.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::policy::json::Value;
use crate::policy::words::Texts;

#[wasm_bindgen]
extern "C" {
    /// An object of JSON.
    type Object;

    #[wasm_bindgen(method, structural, indexing_getter)]
    fn member(this: &Object, key: &str) -> JsValue;
}

impl Value for JsValue {
    fn get(&self, key: &str) -> Option<Self> {
        // Nothing has members that is no object, and null is one to JavaScript.
        if !self.is_object() || Self::is_null(self) {
            return None;
        }
        let member = self.unchecked_ref::<Object>().member(key);
        (!member.is_null() && !member.is_undefined()).then_some(member)
    }

    fn is_null(&self) -> bool {
        Self::is_null(self)
    }

    fn each(&self, take: &mut dyn FnMut(Self) -> Option<()>) -> Option<()> {
        if !Array::is_array(self) {
            return None;
        }
        let array: &Array = self.unchecked_ref();
        (0..array.length()).try_for_each(|number| take(array.get(number)))
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the result is compared with the number"
    )]
    fn number(&self) -> Option<usize> {
        let number = self.as_f64()?;
        let whole = number as u32;
        (f64::from(whole) == number).then_some(usize::try_from(whole).ok()?)
    }
}

/// Texts that stay with JavaScript until they are shown.
pub struct ParsedTexts(JsValue);

impl ParsedTexts {
    /// The texts of a words file.
    pub fn of(words: &JsValue) -> Self {
        Self(words.get("texts").unwrap_or(JsValue::NULL))
    }
}

impl Texts for ParsedTexts {
    fn get(&self, key: &str) -> Option<String> {
        let mut value = self.0.clone();
        for part in key.split('.') {
            value = Value::get(&value, part)?;
        }
        value.as_string()
    }
}
