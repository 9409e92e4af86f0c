//! What ISO standards list: countries and currencies, as data held against the crates that follow the standards.

mod countries;
mod currencies;

pub use countries::{COUNTRIES, countries, country_code, country_name};
pub use currencies::CURRENCIES;
