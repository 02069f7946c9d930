//! What follows the signals: a function that runs now, and again whenever a signal changes that it has read.
//!
//! A widget could take an effect of Leptos for it. That one also knows owners, threads, batches and warnings, and these are
//! 3 kB of the download (docs/size.md). So this is a subscriber of the same signals that knows nothing else.

use std::cell::RefCell;
use std::sync::{Arc, Weak};

use reactive_graph::graph::{AnySource, AnySubscriber, ReactiveNode, Source, Subscriber, WithObserver};
use send_wrapper::SendWrapper;

/// A function that follows signals until this is dropped.
pub struct Follower {
    itself: AnySubscriber,
    /// Nothing leaves the thread of the page.
    inner: SendWrapper<Inner>,
}

struct Inner {
    run: Box<dyn Fn()>,
    /// The signals that were read.
    sources: RefCell<Vec<AnySource>>,
}

impl Follower {
    /// Runs a function now, and again whenever a signal changes that it reads.
    pub fn new(run: Box<dyn Fn()>) -> Arc<Self> {
        let inner = SendWrapper::new(Inner { run, sources: RefCell::default() });
        let follower = Arc::new_cyclic(|weak: &Weak<Self>| {
            let itself = AnySubscriber(weak.as_ptr().addr(), weak.clone());
            Self { itself, inner }
        });
        follower.mark_dirty();
        follower
    }
}

impl ReactiveNode for Follower {
    fn mark_dirty(&self) {
        self.clear_sources(&self.itself);
        self.itself.with_observer(&self.inner.run);
    }

    fn mark_check(&self) {
        self.mark_dirty();
    }

    fn mark_subscribers_check(&self) {}

    fn update_if_necessary(&self) -> bool {
        false
    }
}

impl Subscriber for Follower {
    fn add_source(&self, source: AnySource) {
        self.inner.sources.borrow_mut().push(source);
    }

    fn clear_sources(&self, itself: &AnySubscriber) {
        for source in self.inner.sources.take() {
            source.remove_subscriber(itself);
        }
    }
}
