//! A value that the page follows.
//!
//! Leptos tracks who reads it: one trigger, whatever the type. A signal of Leptos is compiled for every type that it
//! holds, a dozen here.

use std::cell::{Ref, RefCell};

use reactive_graph::signal::ArcTrigger;
use reactive_graph::traits::{Notify, Track};

/// A value; reading it in an effect runs the effect again when it is set.
#[derive(Debug, Default)]
pub struct Value<T> {
    value: RefCell<T>,
    readers: ArcTrigger,
}

impl<T> Value<T> {
    /// A value with readers of its own.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self::among(value, &ArcTrigger::new())
    }

    /// A value that wakes the same readers as others do.
    #[must_use]
    pub fn among(value: T, readers: &ArcTrigger) -> Self {
        Self {
            value: RefCell::new(value),
            readers: readers.clone(),
        }
    }

    /// Makes the running effect a reader.
    pub fn track(&self) {
        self.readers.track();
    }

    /// The value, for as long as nothing is set.
    #[must_use]
    pub fn read(&self) -> Ref<'_, T> {
        self.track();
        self.value.borrow()
    }

    /// The value, without becoming a reader.
    #[must_use]
    pub fn peek(&self) -> Ref<'_, T> {
        self.value.borrow()
    }

    /// A copy of the value.
    #[must_use]
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.read().clone()
    }

    /// A copy, without becoming a reader.
    #[must_use]
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.peek().clone()
    }

    /// Sets it and wakes its readers.
    pub fn set(&self, value: T) {
        drop(self.value.replace(value));
        self.readers.notify();
    }

    /// Sets it only where that changes it, so that nobody is woken for nothing.
    pub fn update(&self, value: T)
    where
        T: PartialEq,
    {
        if *self.peek() != value {
            self.set(value);
        }
    }
}

impl Value<u32> {
    /// Counts up.
    pub fn bump(&self) {
        let next = self.peek().wrapping_add(1);
        self.set(next);
    }
}
