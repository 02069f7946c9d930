//! What was found out once, for as long as it holds.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The last result of a function, with what it was made from.
#[derive(Debug)]
pub struct Memo<I, O>(Option<(I, Arc<O>)>);

/// One for each file or language, by its name.
pub type Memos<I, O> = BTreeMap<String, Memo<I, O>>;

impl<I, O> Default for Memo<I, O> {
    fn default() -> Self {
        Self(None)
    }
}

impl<I: Clone + PartialEq, O> Memo<I, O> {
    /// What `make` makes of `input`. It is called where the input is another than the last time.
    pub fn of(&mut self, input: &I, make: impl FnOnce(&I) -> O) -> Arc<O> {
        match &self.0 {
            Some((last, made)) if last == input => Arc::clone(made),
            _ => {
                let made = Arc::new(make(input));
                self.0 = Some((input.clone(), Arc::clone(&made)));
                made
            }
        }
    }
}
