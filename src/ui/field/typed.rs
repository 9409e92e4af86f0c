//! The value of a text control, written only where the control says something else.

use leptos::tachys::html::property::IntoProperty;
use leptos::tachys::renderer::types::Element;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use crate::state::UNREADABLE_DATE;

/// What a control should show. While a person types it already does, and is left alone: writing would
/// move the caret, end an input method's composition, or wipe a day typed by half.
#[derive(Clone, Debug)]
pub struct Typed(pub String);

impl Typed {
    fn write(&self, element: &Element) {
        if self.0 == UNREADABLE_DATE {
            return;
        }
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            if input.value() != self.0 || input.validity().bad_input() {
                input.set_value(&self.0);
            }
        } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            // Controls show every line end as LF.
            if area.value() != self.0.replace("\r\n", "\n").replace('\r', "\n") {
                area.set_value(&self.0);
            }
        }
    }
}

impl IntoProperty for Typed {
    type State = Element;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element, key: &str) -> Element {
        self.build(element, key)
    }

    fn build(self, element: &Element, _key: &str) -> Element {
        self.write(element);
        element.clone()
    }

    fn rebuild(self, state: &mut Element, _key: &str) {
        self.write(state);
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }
}

/// What an event's control holds now.
pub fn held(event: &web_sys::Event) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    let target: &JsValue = &target;
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        // A day typed by half has no text to give, and is no clear.
        return if input.validity().bad_input() {
            UNREADABLE_DATE.to_owned()
        } else {
            input.value()
        };
    }
    target
        .dyn_ref::<HtmlTextAreaElement>()
        .map(HtmlTextAreaElement::value)
        .unwrap_or_default()
}
