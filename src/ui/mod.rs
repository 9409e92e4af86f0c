//! What is on the page: components over the form's signals. Nothing here fetches or knows JSON.
//!
//! Elements are built by functions, not by `view!`: the macro puts static markup through
//! `template.innerHTML`, which Trusted Types forbid.

mod banner;
mod bar;
mod blank;
mod body;
mod field;
mod frame;
mod header;
mod icon;
mod review;
mod section;
mod skeleton;
mod summary;

use leptos::prelude::*;

pub use frame::frame;

/// An attribute that comes and goes. Boxed, as all of these, so that its effect is compiled once and not per field.
type Flag = Box<dyn FnMut() -> Option<&'static str> + Send>;
/// A text that changes.
type Words = Box<dyn FnMut() -> String + Send>;
/// An attribute whose value changes or goes.
type Maybe = Box<dyn FnMut() -> Option<String> + Send>;
/// A part of the page that changes as a whole.
type Part = Box<dyn FnMut() -> Option<AnyView> + Send>;

fn flag(mut on: impl FnMut() -> bool + Send + 'static) -> Flag {
    Box::new(move || on().then_some(""))
}

fn words(text: impl FnMut() -> String + Send + 'static) -> Words {
    Box::new(text)
}

fn maybe(value: impl FnMut() -> Option<String> + Send + 'static) -> Maybe {
    Box::new(value)
}

fn part(view: impl FnMut() -> Option<AnyView> + Send + 'static) -> Part {
    Box::new(view)
}
