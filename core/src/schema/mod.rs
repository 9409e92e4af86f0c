//! What a customer is: every field of an API with its type, limits, section and label, as data.
//!
//! A schema is a table. Rules, diff, state and user interface read it and know no API by name.

pub mod json_v2;
pub mod template;
pub mod tie;

use alloc::borrow::Cow;

use tie::Tie;

/// Which customer API a record lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Api {
    /// JSON by PUT or PATCH at `/api/v2/customer/{id}`.
    JsonV2,
}

impl Api {
    /// Reads the public name, `"json-v2"`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "json-v2" => Some(Self::JsonV2),
            _ => None,
        }
    }

    /// The public name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::JsonV2 => "json-v2",
        }
    }

    /// The table of the API's fixed fields.
    #[must_use]
    pub fn schema(self) -> &'static Schema {
        match self {
            Self::JsonV2 => &json_v2::SCHEMA,
        }
    }
}

/// How a save travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Replaces the record: what the body leaves out becomes null.
    Put,
    /// Changes what the body names.
    Patch,
    /// form-v1's partial update.
    Post,
}

impl Method {
    /// The HTTP method's name, upper case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Post => "POST",
        }
    }
}

/// What kind of value a field holds, and so which control shows it and which rules apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Several lines of text.
    Multiline,
    /// An e-mail address.
    Email,
    /// A telephone number, free text.
    Phone,
    /// A web address, free text.
    Url,
    /// True, false, or unset.
    Boolean,
    /// A calendar day, `yyyy-MM-dd`.
    Date,
    /// An exact amount with at most two decimal places.
    Money,
    /// An exact integer.
    Number,
    /// One of a fixed set of names.
    Choice,
    /// One id of a list that the server answers.
    Lookup,
    /// A file kept by the server: shown, never edited, never sent.
    Attachment,
    /// A custom value whose key the template does not know: shown, never edited, and in the way of a PUT.
    Unresolved,
}

impl FieldType {
    /// The name in the public interface; attachments and unresolved values are read-only `"text"`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text | Self::Attachment | Self::Unresolved => "text",
            Self::Multiline => "multiline",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Url => "url",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Money => "money",
            Self::Number => "number",
            Self::Choice => "choice",
            Self::Lookup => "lookup",
        }
    }

    /// Whether the value is a text, so that `""` and null are both "empty".
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Self::Text | Self::Multiline | Self::Email | Self::Phone | Self::Url
        )
    }

    /// Whether the value is an exact number.
    #[must_use]
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Money | Self::Number)
    }

    /// Whether the value can be in a request at all.
    #[must_use]
    pub fn is_sent(self) -> bool {
        !matches!(self, Self::Attachment | Self::Unresolved)
    }
}

/// A heading that fields are shown under, in display order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Name and category.
    Identity,
    /// The person to talk to.
    Contact,
    /// The postal address.
    Address,
    /// Telephone numbers and web address.
    Phone,
    /// Signed documents.
    Agreements,
    /// Free descriptions.
    Descriptions,
    /// The template and its custom fields.
    Custom,
}

impl Section {
    /// The stable name, for message keys (`section.address`).
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Contact => "contact",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Agreements => "agreements",
            Self::Descriptions => "descriptions",
            Self::Custom => "custom",
        }
    }

    /// The English heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Identity => "Identity",
            Self::Contact => "Contact person",
            Self::Address => "Address",
            Self::Phone => "Phone & web",
            Self::Agreements => "Agreements",
            Self::Descriptions => "Descriptions",
            Self::Custom => "Custom fields",
        }
    }
}

/// How much of a row a field asks for where there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// The whole row.
    Full,
    /// Half a row.
    Half,
    /// A third of a row.
    Third,
}

/// The list that a lookup's ids come from, by its name in `Lookups`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListName {
    /// Customer categories.
    Categories,
    /// Countries.
    Countries,
    /// Custom-field templates.
    Templates,
}

impl ListName {
    /// Reads the member's name in the public `Lookups`; `companies` and others are no field's list.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "categories" => Some(Self::Categories),
            "countries" => Some(Self::Countries),
            "templates" => Some(Self::Templates),
            _ => None,
        }
    }

    /// The member's name in the public `Lookups`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Categories => "categories",
            Self::Countries => "countries",
            Self::Templates => "templates",
        }
    }
}

/// One field of a customer: a row of a schema's table, or a custom field of a template.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The wire path; a custom field by its id: `contact_person.email`, `template.fields.12`.
    pub key: Cow<'static, str>,
    /// English for fixed fields; the template's own name for custom ones.
    pub label: Cow<'static, str>,
    /// The heading it is shown under.
    pub section: Section,
    /// The kind of value.
    pub kind: FieldType,
    /// Never blank in a record.
    pub required: bool,
    /// In Unicode code points, after trimming.
    pub max_length: Option<usize>,
    /// Inclusive bounds as decimal text.
    pub bounds: Option<(&'static str, &'static str)>,
    /// Decimal places allowed.
    pub scale: Option<u32>,
    /// The names of a choice, in display order.
    pub options: &'static [&'static str],
    /// The list of a lookup.
    pub list: Option<ListName>,
    /// Share of a row.
    pub width: Width,
    /// False for an inactive custom field: kept, not shown, not settable.
    pub visible: bool,
    /// True for what the widget shows and never sends (attachments).
    pub readonly: bool,
}

impl Field {
    /// A text field of half a row; the other columns of a table's row are set on it.
    #[must_use]
    pub const fn new(key: &'static str, label: &'static str, section: Section) -> Self {
        Self {
            key: Cow::Borrowed(key),
            label: Cow::Borrowed(label),
            section,
            kind: FieldType::Text,
            required: false,
            max_length: None,
            bounds: None,
            scale: None,
            options: &[],
            list: None,
            width: Width::Half,
            visible: true,
            readonly: false,
        }
    }

    /// Whether a person may change it.
    #[must_use]
    pub fn is_editable(&self) -> bool {
        self.visible && !self.readonly
    }

    /// The part of a custom field's key after `template.fields.`, its id (or, unresolved, its key as loaded).
    #[must_use]
    pub fn custom_id(&self) -> Option<&str> {
        self.key.strip_prefix(template::PREFIX)
    }
}

/// An API's fixed fields and the rules between them.
#[derive(Debug)]
pub struct Schema {
    /// In display order.
    pub fields: &'static [Field],
    /// The rules between two fields.
    pub ties: &'static [Tie],
}
