//! form-v1: form parameters by POST, in multipart with a picture. Its read shape is JSON and differs from what is written.

pub mod apply;
pub mod body;
pub mod decode;
pub mod encode;
pub mod errors;
pub mod multipart;
pub mod urlencoded;
