//! customer-core for JavaScript: what crosses the boundary.
//!
//! The module by itself answers in JSON text ([`editor`]); the widget also builds the objects of its events
//! ([`js`]) member by member: no serde derive, whose code would outweigh the data.
#![no_std]

extern crate alloc;
// Anywhere but in the module by itself std is there anyway, and says how a panic ends.
#[cfg(not(all(feature = "standalone", target_arch = "wasm32")))]
extern crate std;

pub mod args;
#[cfg(feature = "standalone")]
pub mod check;
pub mod editor;
pub mod flat;
#[cfg(feature = "objects")]
pub mod js;
pub mod rows;
#[cfg(feature = "standalone")]
mod standalone;
pub mod words;
