//! The switches of what is under way.

use web_sys::AbortController;

use super::Form;

impl Form {
    /// A switch for the requests of one load or save; thrown when the form leaves the page.
    #[must_use]
    pub fn controller(&self) -> Option<AbortController> {
        let controller = AbortController::new().ok()?;
        if self.closed.get() {
            controller.abort();
        }
        let mut controllers = self.controllers.borrow_mut();
        controllers.retain(|known| !known.signal().aborted());
        controllers.push(controller.clone());
        Some(controller)
    }

    /// The same for a load, which ends the one before: the last asked for is the one that counts.
    #[must_use]
    pub fn begin_load(&self) -> Option<AbortController> {
        self.end_load();
        let controller = self.controller()?;
        self.load.replace(Some(controller.clone()));
        Some(controller)
    }

    /// Ends the load under way.
    pub fn end_load(&self) {
        if let Some(controller) = self.load.take() {
            controller.abort();
        }
    }

    /// Forgets the switch of a load or save that is over.
    pub fn release(&self, controller: &AbortController) {
        self.controllers
            .borrow_mut()
            .retain(|known| known != controller);
    }
}
