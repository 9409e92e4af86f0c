//! What is on the page: elements over the form's values. Nothing here fetches or knows JSON.

mod act;
mod banner;
mod bar;
mod blank;
mod body;
mod clash;
mod dom;
mod field;
mod frame;
mod header;
mod icon;
mod rest;
mod review;
mod scope;
mod section;
mod skeleton;
mod summary;

pub use frame::{Mounted, mount};
