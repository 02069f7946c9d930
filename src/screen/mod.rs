//! What a visitor sees: a step in the words of one language, as plain data.
//!
//! [`screen`] makes it. Whatever shows a screen to anybody (the widget, the first question in the script, the written
//! guide, the map, the terminal) draws this data and looks nothing up after it. Each takes it apart without `..`, so a
//! new field does not compile until all of them have decided what to do with it.
//!
//! Nothing here knows of a browser, or of the ids of any one policy. Reading order: `data` (the screen), this file and `make`
//! (where it comes from), `links` (to a mailbox and a telephone), `names` (what a policy as a whole is called).

mod data;

mod make;

mod links;

#[cfg(any(feature = "author", feature = "decide"))]
pub mod names;

use crate::decision::{Referral, State, Step};
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::{CompiledWords, DROPPED, Texts};

use make::Make;

pub use data::*;
#[cfg(feature = "author")]
pub use links::mail_to;

/// The screen of a step.
pub fn screen<T: Texts>(policy: &CompiledPolicy, words: &CompiledWords<T>, step: &Step<'_>) -> Screen {
    let make = Make { policy, words };
    match step {
        Step::Ask(ask) => Screen::Question(Box::new(make.question(ask))),
        Step::Refer(referral) => Screen::Outcome(Box::new(make.outcome(referral))),
    }
}

/// The screen of an outcome.
pub fn outcome<T: Texts>(policy: &CompiledPolicy, words: &CompiledWords<T>, referral: &Referral<'_>) -> Outcome {
    Make { policy, words }.outcome(referral)
}

/// The texts around every screen of a widget.
pub fn surroundings<T: Texts>(policy: &CompiledPolicy, words: &CompiledWords<T>) -> Surroundings {
    let original = policy.default_language.clone();
    let is_reviewed = words.language == original || words.plain(&["language.reviewed"]) == "yes";
    Surroundings {
        language: words.language.clone(),
        direction: if words.rtl() { "rtl" } else { "ltr" }.to_owned(),
        menu: words.plain(&["ui.language"]),
        unreviewed: (!is_reviewed).then(|| Unreviewed {
            text: words.plain(&["ui.unreviewed"]),
            read: words.plain(&["ui.original"]),
            original,
        }),
    }
}

/// Says which answers have been forgotten between two states; nothing when none has. `plural` gives the plural category
/// that the language has for a number.
pub fn no_longer_count<T: Texts>(
    policy: &CompiledPolicy,
    words: &CompiledWords<T>,
    before: &State,
    after: &State,
    plural: impl Fn(usize) -> String,
) -> Option<String> {
    let forgotten = after.forgotten_since(before);
    if forgotten.is_empty() {
        return None;
    }
    let mut said = words.plural(DROPPED, &plural(forgotten.len()));
    said.push(':');
    for answer in forgotten {
        said.push(' ');
        said.push_str(&words.plain(&["question.", &policy.questions[answer.question].id, ".title"]));
    }
    Some(said)
}

/// What is said when a text has been copied, or could not be.
pub fn copied<T: Texts>(words: &CompiledWords<T>, done: bool) -> String {
    words.plain(&[if done { "ui.copied" } else { "ui.not-copied" }])
}
