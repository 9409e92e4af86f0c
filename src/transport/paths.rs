//! Where things are: core's paths on the host's base.

use customer_core::schema::ListName;
use customer_core::text::joined;
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

/// The record, to read it.
#[must_use]
pub fn record(host: &Host) -> String {
    address(host, Call::Read, &host.customer_id())
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
    let call = match (list, naming) {
        (ListName::Categories, _) => Call::Categories,
        (ListName::Countries, _) => Call::Countries,
        (ListName::Templates, Naming::Documented) => Call::Templates,
        (ListName::Templates, Naming::Alias) => Call::TemplatesAlias,
    };
    address(host, call, "")
}

fn address(host: &Host, call: Call, id: &str) -> String {
    base(host) + &path(call, &host.paths(), id, host.tenant())
}

/// Where the API's paths begin, without a trailing slash.
#[must_use]
pub fn base(host: &Host) -> String {
    host.base_url().trim_end_matches('/').to_owned()
}

/// The next page of a list, on the origin of the page before: a token never goes anywhere else, and a server
/// behind a proxy that names itself wrongly is still understood.
#[must_use]
pub fn next_page(current: &str, next: &str) -> Option<String> {
    let current = web_sys::Url::new(current).ok()?;
    let next = web_sys::Url::new_with_base(next, &current.href()).ok()?;
    Some(joined(&[
        &current.origin(),
        &next.pathname(),
        &next.search(),
    ]))
}
