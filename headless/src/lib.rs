//! customer-core for JavaScript: what crosses the boundary, in the shapes of the public TypeScript interface.
//!
//! Objects are built member by member: no serde derive, whose code would outweigh the data.

pub mod editor;
pub mod flat;
pub mod js;
pub mod words;
