//! Where things are: core's paths on the host's base.

use customer_core::schema::{Api, ListName};
use customer_core::wire::path::{Call, path};

use crate::host::Host;

/// Where an account answers for templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// At the documented path.
    Documented,
    /// At the one that older or newer accounts have.
    Alias,
}

/// Both, as they are tried.
pub const NAMINGS: [Naming; 2] = [Naming::Documented, Naming::Alias];

/// The record, to read it.
#[must_use]
pub fn record(host: &Host) -> String {
    let id = host.customer_id();
    let call = match host.known_api().is_some_and(Api::is_form_v1) {
        true => Call::customer(&id, false),
        false => Call::Read,
    };
    address(host, call, &id)
}

/// One template.
#[must_use]
pub fn template(host: &Host, id: &str, naming: Naming) -> String {
    let call = match naming {
        Naming::Documented => Call::Template,
        Naming::Alias => Call::TemplateAlias,
    };
    address(host, call, id)
}

/// The first page of a list.
#[must_use]
pub fn list(host: &Host, list: ListName, naming: Naming) -> String {
    let form_v1 = host.known_api().is_some_and(Api::is_form_v1);
    let call = match (list, naming) {
        (ListName::Categories, _) if form_v1 => Call::CustomerCategories,
        (ListName::Categories, _) => Call::Categories,
        (ListName::Countries, _) => Call::Countries,
        (ListName::Templates, Naming::Documented) => Call::Templates,
        (ListName::Templates, Naming::Alias) => Call::TemplatesAlias,
        (ListName::PaymentTypes, _) => Call::PaymentTypes,
        (ListName::Segmentations, _) => Call::Segmentations,
        (ListName::Regions, _) => Call::Regions,
        (ListName::Parents, _) => Call::Customers,
    };
    address(host, call, "")
}

/// The first page of the customers whose names have this text in them.
#[must_use]
pub fn search(host: &Host, text: &str) -> String {
    address(host, Call::Customers, text)
}

fn address(host: &Host, call: Call, id: &str) -> String {
    base(host) + &path(call, &host.paths(), id, host.tenant())
}

/// Where the API's paths begin, without a trailing slash.
#[must_use]
pub fn base(host: &Host) -> String {
    host.base_url().trim_end_matches('/').to_owned()
}
