//! Numbers that stand for the things a compiled policy has, and the lists that they number.
//!
//! A number is made only by this room, when a policy is compiled or has been read and checked. So looking it up in the
//! list of the same policy cannot fail, and a number of a question cannot be taken for one of a choice.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

/// The number of a `T` in a policy, counted from 0 in the policy's order.
pub struct Number<T>(usize, PhantomData<fn() -> T>);

/// All `T`s of a policy, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered<T>(Vec<T>);

impl<T> Number<T> {
    pub(super) fn new(number: usize) -> Self {
        Self(number, PhantomData)
    }

    /// The number itself.
    pub fn get(self) -> usize {
        self.0
    }
}

impl<T> Numbered<T> {
    pub(super) fn new(items: Vec<T>) -> Self {
        Self(items)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All, in the policy's order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The numbers of all, in the policy's order.
    pub fn numbers(&self) -> impl DoubleEndedIterator<Item = Number<T>> + use<T> {
        (0..self.0.len()).map(Number::new)
    }

    /// The number of the first for which a condition holds.
    pub fn find(&self, holds: impl Fn(&T) -> bool) -> Option<Number<T>> {
        self.0.iter().position(holds).map(Number::new)
    }

    pub(super) fn has(&self, number: Number<T>) -> bool {
        number.0 < self.0.len()
    }
}

impl<T> Index<Number<T>> for Numbered<T> {
    type Output = T;

    #[expect(clippy::indexing_slicing, reason = "numbers are made for the lists of a policy that was checked")]
    fn index(&self, number: Number<T>) -> &T {
        &self.0[number.0]
    }
}

impl<'n, T> IntoIterator for &'n Numbered<T> {
    type Item = &'n T;
    type IntoIter = std::slice::Iter<'n, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

// What `derive` would ask of `T`, a number does not need.

impl<T> Clone for Number<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Number<T> {}

impl<T> PartialEq for Number<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Number<T> {}

impl<T> PartialOrd for Number<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Number<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<T> Hash for Number<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<T> fmt::Debug for Number<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
