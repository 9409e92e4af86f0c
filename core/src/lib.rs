//! The loop of customer-edit as pure functions: no DOM, no I/O, no clock, no globals.
//!
//! Not here: wording (codes and parameters only), transport, user interface.
#![forbid(unsafe_code)]
// An index of the loop's rooms, in the order in which a record flows through them.
pub mod schema;
pub mod lookups;
pub mod record;
pub mod form;
pub mod locale;
pub mod draft;
pub mod rules;
pub mod diff;
pub mod wire;
pub mod editor;
