//! Records, bodies and errors as the APIs write them. JSON is known here and nowhere else.

pub mod body;
pub mod decode;
pub mod json;
pub mod json_v2;
pub mod list;
pub mod path;
pub mod reply;
pub mod settings;
pub mod snapshot;

pub use body::{BodyContext, check_body};
