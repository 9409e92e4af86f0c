//! What requests are made for, and the switch that ends them.

use web_sys::{AbortController, AbortSignal};

use crate::state::{Form, Purpose};

/// One load, save or fetch of a list. Its requests can be called off as long as it is there.
pub struct Job {
    /// Whose it is.
    pub form: Form,
    /// Whether the person waits for it.
    pub purpose: Purpose,
    controller: AbortController,
}

impl Job {
    /// None in a browser that has no switches.
    #[must_use]
    pub fn new(form: &Form, purpose: Purpose) -> Option<Self> {
        let controller = match purpose {
            Purpose::Load => form.begin_load(),
            Purpose::Save | Purpose::Aside => form.controller(),
        }?;
        Some(Self {
            form: form.clone(),
            purpose,
            controller,
        })
    }

    /// Tells requests when to end.
    #[must_use]
    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// The switch.
    #[must_use]
    pub fn controller(&self) -> &AbortController {
        &self.controller
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.form.release(&self.controller);
    }
}
