//! Paths of calls relative to the API's base URL, percent-encoded
//! ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2.1)).

use alloc::string::String;

use crate::text::from_integer;

/// A call of json-v2.
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
}

impl Call {
    /// The name of its path in the host's `settings.paths`.
    #[must_use]
    pub fn setting(self) -> &'static str {
        match self {
            Self::Read => "customerRead",
            Self::Update => "customer",
            Self::Template => "template",
            Self::TemplateAlias => "templateAlias",
            Self::Templates => "templates",
            Self::TemplatesAlias => "templatesAlias",
            Self::Categories => "categories",
            Self::Countries => "countries",
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
    // An id holds no brace once it is encoded.
    filled(
        &filled(path, "{company}", &company),
        "{id}",
        &percent_encoded(id),
    )
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
    let hex = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or('0');
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(b));
        } else {
            out.push('%');
            out.push(hex(b >> 4).to_ascii_uppercase());
            out.push(hex(b & 15).to_ascii_uppercase());
        }
    }
    out
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
