//! Requests, tokens and lists. The only place that fetches; it hands what comes back to state and knows no component.

mod compare;
mod job;
mod landing;
mod lists;
mod load;
mod paths;
mod reply;
mod save;
mod search;
mod send;

pub use lists::open_list;
pub use load::load;
pub use save::{preview, reviewed, save};
pub use search::{search, search_more};
