//! Records, bodies and errors as the APIs write them. JSON is known here and nowhere else.

pub mod api;
pub mod body;
pub mod decode;
pub mod errors;
pub mod form_v1;
pub mod json;
pub mod json_v2;
pub mod list;
pub mod path;
pub mod reply;
pub mod request;
pub mod settings;
pub mod snapshot;

pub use body::{BodyContext, check_body};
