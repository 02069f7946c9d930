//! A value whose copies share it.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A large value that is copied at once: copies share it until one of them is changed. Two that share one value are found to be
/// equal without a look at it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared<T: Eq>(Arc<T>);

impl<T: Eq> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T: Eq> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Changes this copy alone.
impl<T: Eq + Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}
