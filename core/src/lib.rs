//! The loop of customer-edit as pure functions: no DOM, no I/O, no clock, no globals.
//!
//! Not here: wording (codes and parameters only), transport, user interface.
//!
//! # The whole loop
//!
//! ```
//! use customer_core::editor::{Editor, Options, Outcome};
//! use customer_core::rules::report::Code;
//! use customer_core::schema::{Api, Method};
//!
//! # fn main() -> Result<(), customer_core::editor::EditorError> {
//! // A reply in the read shape becomes a record, and the record a draft.
//! let mut editor = Editor::new(Options {
//!     record: r#"{"id": 42, "name": "Brightwater", "city": "Oakland", "country": "Switzerland",
//!                 "template": {"id": 3, "fields": {"Budget": 999999999999998.99}}}"#.to_owned(),
//!     lookups: vec![("templates".to_owned(), r#"{"id": 3, "name": "Key account", "fields": [
//!         {"id": 12, "name": "Budget", "data_type": "money", "order": 1}]}"#.to_owned())],
//!     ..Options::new(Api::JsonV2, "42", 1)
//! })?;
//! assert_eq!(editor.get("template.fields.12")?, "999999999999998.99");
//!
//! // A person types. The draft keeps the text; the rules say what is wrong with it.
//! editor.set("template.fields.12", "12.505")?;
//! assert_eq!(editor.validate(Method::Patch)[0].code, Code::TooManyDecimals);
//! editor.set("template.fields.12", "999,999,999,999,997.77")?;
//! editor.set("city", "Zürich")?;
//! assert_eq!(editor.dirty(), ["city", "template.fields.12"]);
//!
//! // What is valid becomes a request: for a PATCH only what changed.
//! let request = editor.request(Method::Patch)?;
//! assert_eq!(request.path, "/api/v2/customer/42");
//! assert_eq!(
//!     request.text(),
//!     r#"{"company":1,"city":"Zürich","template":{"id":3,"fields":[{"id":12,"value":999999999999997.77}]}}"#
//! );
//!
//! // A PUT would need the country's code, and nothing is nulled by accident.
//! assert_eq!(editor.validate(Method::Put)[0].code, Code::Unresolved);
//!
//! // The host sends it and hands the answer back: the draft becomes the record.
//! assert_eq!(editor.response(200, &[], "", 0), Outcome::Saved(Vec::new()));
//! assert!(editor.dirty().is_empty());
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]
// Without std a module of ours alone can leave out how a panic is printed, and take a smaller allocator: 3 KB of brotli
// in the headless one.
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

// The rooms, in the order of ARCHITECTURE.md's table: each imports only those above it (`cargo x tidy`).
pub mod text;
pub mod order;
pub mod decimal;
pub mod iso;
pub mod image;
pub mod schema;
pub mod lookups;
pub mod locale;
pub mod record;
pub mod form;
pub mod draft;
pub mod rules;
pub mod diff;
pub mod wire;
pub mod editor;
