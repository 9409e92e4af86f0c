//! Paths of calls relative to the API's base URL, percent-encoded
//! ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2.1)).

use alloc::string::String;

use crate::text::{from_integer, is_digits};

/// A call of json-v2, or (from [`Call::Customer`] on) of form-v1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Read one customer.
    Read,
    /// Update one customer.
    Update,
    /// Read one template.
    Template,
    /// Read one template where older or newer accounts have it.
    TemplateAlias,
    /// List templates.
    Templates,
    /// List templates where older or newer accounts have them.
    TemplatesAlias,
    /// List categories.
    Categories,
    /// List countries.
    Countries,
    /// Read or update one customer by id.
    Customer,
    /// The same by external id.
    CustomerByExternalId,
    /// Search customers by name, which is the `{id}`.
    Customers,
    /// List ways to pay.
    PaymentTypes,
    /// List categories.
    CustomerCategories,
    /// List segmentations.
    Segmentations,
    /// List regions.
    Regions,
}

impl Call {
    /// The name of its path in the host's `settings.paths`.
    #[must_use]
    pub fn setting(self) -> &'static str {
        match self {
            Self::Read => "customerRead",
            Self::Update | Self::Customer => "customer",
            Self::CustomerByExternalId => "customerByExternalId",
            Self::Customers => "parents",
            Self::PaymentTypes => "paymentTypes",
            Self::Segmentations => "segmentations",
            Self::Regions => "regions",
            Self::Template => "template",
            Self::TemplateAlias => "templateAlias",
            Self::Templates => "templates",
            Self::TemplatesAlias => "templatesAlias",
            Self::Categories | Self::CustomerCategories => "categories",
            Self::Countries => "countries",
        }
    }

    /// The call that reads or updates a form-v1 customer: an id that is not all digits is an external one.
    #[must_use]
    pub fn customer(id: &str, external: bool) -> Self {
        if external || !is_digits(id) {
            Self::CustomerByExternalId
        } else {
            Self::Customer
        }
    }

    fn documented(self) -> &'static str {
        match self {
            Self::Read => "/api/v2/customer/{id}/?company={company}",
            Self::Update => "/api/v2/customer/{id}",
            Self::Template => "/api/v2/custom-field-template/{id}/?company={company}",
            Self::TemplateAlias => "/api/v2/custom-form-template/{id}/?company={company}",
            Self::Templates => "/api/v2/custom-field-template/?company={company}",
            Self::TemplatesAlias => "/api/v2/custom-form-template/?company={company}",
            Self::Categories => "/api/v2/category/?company={company}",
            Self::Countries => "/api/v2/country/",
            Self::Customer => "/api/v1.0/customers/{id}",
            Self::CustomerByExternalId => "/api/v1.0/customers/reference/{id}",
            Self::Customers => "/api/v1.0/customers?name=*{id}*&max=20",
            Self::PaymentTypes => "/api/v1.0/paymentTypes",
            Self::CustomerCategories => "/api/v1.0/customerCategories",
            Self::Segmentations => "/api/v1.0/customerSegmentations",
            Self::Regions => "/api/v1.0/regions",
        }
    }
}

/// The path of a call: the host's own template, or the documented one, filled in.
/// `paths` are names and templates of `settings.paths`. Without a company `{company}` is empty.
#[must_use]
#[inline(never)]
pub fn path(call: Call, paths: &[(String, String)], id: &str, company: Option<i64>) -> String {
    let own = paths
        .iter()
        .find(|(name, _)| name == call.setting())
        .map(|(_, path)| path.as_str());
    let company = company.map(from_integer).unwrap_or_default();
    let path = own.unwrap_or_else(|| call.documented());
    let segment = path.as_bytes().windows(5).any(|five| five == b"/{id}");
    let id = match id {
        // A URL parser takes these for the folder above however they are encoded; twice they are nobody's id.
        "." if segment => "%252E",
        ".." if segment => "%252E%252E",
        id => &percent_encoded(id),
    };
    // An id holds no brace once it is encoded.
    filled(&filled(path, "{company}", &company), "{id}", id)
}

/// A template with every `{name}` replaced.
fn filled(template: &str, name: &str, value: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(c) = rest.chars().next() {
        match rest.strip_prefix(name) {
            Some(behind) => {
                out.push_str(value);
                rest = behind;
            }
            None => {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
    out
}

/// Everything but RFC 3986's unreserved characters as `%XX` of its UTF-8 bytes.
#[must_use]
#[inline(never)]
pub fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(b));
        } else {
            push_percent(&mut out, b);
        }
    }
    out
}

/// A byte as `%XX`.
#[inline(never)]
pub fn push_percent(out: &mut String, b: u8) {
    let hex = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or('0');
    out.push('%');
    out.push(hex(b >> 4).to_ascii_uppercase());
    out.push(hex(b & 15).to_ascii_uppercase());
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{borrow::ToOwned, vec};

    #[test]
    fn ids_cannot_leave_their_place() {
        let path = |id| path(Call::Update, &[], id, Some(1));
        assert_eq!(path("42"), "/api/v2/customer/42");
        assert_eq!(path("../x?y#ü"), "/api/v2/customer/..%2Fx%3Fy%23%C3%BC");
        assert_eq!(path("{company}"), "/api/v2/customer/%7Bcompany%7D");
        assert_eq!(path("."), "/api/v2/customer/%252E");
        assert_eq!(path(".."), "/api/v2/customer/%252E%252E");
        assert_eq!(path("..."), "/api/v2/customer/...");
    }

    #[test]
    fn an_external_id_has_its_own_path() {
        for (id, external, expected) in [
            ("42", false, "/api/v1.0/customers/42"),
            ("42", true, "/api/v1.0/customers/reference/42"),
            ("A/7", false, "/api/v1.0/customers/reference/A%2F7"),
        ] {
            assert_eq!(path(Call::customer(id, external), &[], id, None), expected);
        }
        assert_eq!(
            path(Call::Customers, &[], "a&b*", None),
            "/api/v1.0/customers?name=*a%26b%2A*&max=20"
        );
        // Of a query a dot is a dot.
        assert_eq!(
            path(Call::Customers, &[], ".", None),
            "/api/v1.0/customers?name=*.*&max=20"
        );
    }

    #[test]
    fn the_hosts_own_template_wins() {
        let paths = vec![("customer".to_owned(), "/crm/{company}/c/{id}".to_owned())];
        assert_eq!(
            super::path(Call::Update, &paths, "7", Some(3)),
            "/crm/3/c/7"
        );
        assert_eq!(
            super::path(Call::Read, &paths, "7", Some(3)),
            "/api/v2/customer/7/?company=3"
        );
    }
}
