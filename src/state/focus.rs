//! Where the keyboard goes.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, HtmlInputElement};

use super::{Form, UNREADABLE};

#[wasm_bindgen]
extern "C" {
    /// The shadow root that the form is in; in a page without one, the document.
    type Tree;
    #[wasm_bindgen(method, getter, js_name = activeElement)]
    fn active_element(this: &Tree) -> Option<web_sys::Element>;

    /// A control as far as it has a caret; one that has none answers nothing.
    type Caret;
    #[wasm_bindgen(method, getter, js_name = selectionStart)]
    fn selection_start(this: &Caret) -> Option<u32>;
    #[wasm_bindgen(method, getter, js_name = selectionEnd)]
    fn selection_end(this: &Caret) -> Option<u32>;
    #[wasm_bindgen(method, js_name = setSelectionRange)]
    fn set_selection_range(this: &Caret, start: u32, end: u32);
}

impl Form {
    /// Moves focus to a field's control. False when it has none on the page.
    pub fn focus_field(&self, key: &str) -> bool {
        self.finish_rows();
        let control = self.elements("[name]").into_iter().find(|control| {
            control
                .get_attribute("name")
                .is_some_and(|name| name == key)
        });
        control.is_some_and(|control| control.focus().is_ok())
    }

    /// How the rows that are not on the page yet get there at once.
    pub fn finish_by(&self, finish: Box<dyn Fn()>) {
        self.finish.replace(Some(finish));
    }

    fn finish_rows(&self) {
        if let Some(finish) = self.finish.take() {
            finish();
        }
    }

    /// Moves focus to the error summary once it is on the page.
    pub(super) fn focus_summary(&self) {
        self.focus_later("[part~=summary]");
    }

    /// Moves focus to the first match once it is on the page.
    pub fn focus_later(&self, selector: &'static str) {
        let form = self.clone();
        crate::spawn(async move {
            any_spawner::Executor::tick().await;
            if let Some(target) = form.elements(selector).first() {
                // Without focus it is still there to be read.
                let _ = target.focus();
            }
        });
    }

    /// Brings the control with the focus out from under the bar. A browser does so by itself, but for a text of several
    /// lines, of which it shows the caret, and that by an edge that has no margin. Not while a pointer holds it.
    pub fn show_focused(&self) {
        let form = self.clone();
        let show = move || {
            let still = |control: &web_sys::Element| control.matches(":not(:active)");
            if let Some(control) = form.focused().filter(|control| still(control) == Ok(true)) {
                nearest(&control);
            }
        };
        Timeout::new(0, show).forget();
    }

    /// Brings the notice into view once it is on the page: the person may be far down a long form.
    pub(super) fn show_notice(&self) {
        let form = self.clone();
        crate::spawn(async move {
            any_spawner::Executor::tick().await;
            if let Some(banner) = form.elements("[part~=banner]").first() {
                nearest(banner);
            }
        });
    }

    /// Takes in what the date control with the focus holds and cannot say: a day typed by half makes no event. One
    /// that was left is read already.
    pub fn read_date(&self) {
        let Some(Ok(control)) = self.focused().map(JsCast::dyn_into) else {
            return;
        };
        let control: HtmlInputElement = control;
        if control.type_() == "date" && control.validity().bad_input() {
            self.typed(&control.name(), UNREADABLE);
        }
    }

    /// The control with the focus. Not by `:focus`, which looks through every control of a long form.
    fn focused(&self) -> Option<web_sys::Element> {
        let tree: Tree = self.root.get_root_node().unchecked_into();
        let focused = tree.active_element()?;
        self.root.contains(Some(&focused)).then_some(focused)
    }

    /// Keeps in mind where the keyboard is.
    pub fn note_focus(&self) {
        let focused = self.focused().and_then(|focused| focused.dyn_into().ok());
        self.focus.replace(focused);
    }

    /// The keyboard goes back there, unless it is somewhere else by now.
    pub fn return_focus(&self) {
        let Some(before) = self.focus.take() else {
            return;
        };
        let form = self.clone();
        crate::spawn(async move {
            any_spawner::Executor::tick().await;
            if form.focused().is_none() && !form.asking() {
                // What is gone takes no focus.
                let _ = before.focus();
            }
        });
    }

    /// Before the form is built anew: the keyboard will be in the same field, and the caret of a text where it is.
    pub(super) fn carry_focus(&self) {
        let Some(before) = self.focused() else { return };
        let caret = before.unchecked_ref::<Caret>();
        let caret = caret.selection_start().zip(caret.selection_end());
        let Some(key) = before.get_attribute("name") else {
            return;
        };
        let form = self.clone();
        crate::spawn(async move {
            any_spawner::Executor::tick().await;
            if form.focused().is_none()
                && form.focus_field(&key)
                && let (Some(control), Some((start, end))) = (form.focused(), caret)
            {
                let caret = control.unchecked_ref::<Caret>();
                caret.set_selection_range(start, end);
            }
        });
    }

    fn elements(&self, selector: &str) -> Vec<HtmlElement> {
        let Ok(list) = self.root.query_selector_all(selector) else {
            return Vec::new();
        };
        (0..list.length())
            .filter_map(|at| list.get(at)?.dyn_into().ok())
            .collect()
    }
}

/// Scrolls as little as needed to have all of an element in view.
fn nearest(element: &web_sys::Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
