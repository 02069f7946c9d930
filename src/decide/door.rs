//! The door between JavaScript and the decision. `index.js` beside this file is what a program imports; it knows
//! JavaScript's values, and this module knows texts: what goes out is JSON.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{Decider, Problem, ProblemCode};
use crate::parsed::ParsedTexts;
use crate::policy::compiled::{Broken, CompiledPolicy};

/// A policy with its words in one language.
#[wasm_bindgen]
pub struct Door(Decider<ParsedTexts>);

#[wasm_bindgen]
impl Door {
    /// Takes a compiled policy and a compiled words file as JavaScript has read them, and the policy as a text.
    ///
    /// # Errors
    ///
    /// A problem, as JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(policy: &JsValue, words: &JsValue, text: &str) -> Result<Door, String> {
        let policy =
            CompiledPolicy::of_json(policy).map_err(|broken| unusable(ProblemCode::Policy, "policy", &broken))?;
        let words = policy
            .words(words, ParsedTexts::of(words))
            .map_err(|broken| unusable(ProblemCode::Words, "words", &broken))?;
        Ok(Self(Decider::of(policy, words, text)))
    }

    /// What can be asked and answered.
    pub fn about(&self) -> String {
        json(&self.0.about())
    }

    /// Where answers lead: pairs of a question's and a choice's id.
    ///
    /// # Errors
    ///
    /// A problem, as JSON.
    pub fn screen(&self, answers: Vec<String>) -> Result<String, String> {
        self.0.screen(&answers).map(|decision| json(&decision)).map_err(|problem| json(&problem))
    }
}

fn unusable(code: ProblemCode, what: &str, broken: &Broken) -> String {
    let message = ["the ", what, ": ", broken.reason()].concat();
    json(&Problem { code, message, question: None, valid: Vec::new() })
}

/// Plain data can always be written.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
