//! What a customer is: every field of an API with its type, limits, section and label, as data.
//!
//! A schema is a table. Rules, diff, state and user interface read it and know no API by name.

mod api;
pub mod form_v1;
pub mod json_v2;
mod kind;
mod row;
pub mod template;
pub mod tie;

use alloc::borrow::Cow;

pub use api::{Api, FORM_V1};
pub use kind::FieldType;
use tie::Tie;

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

/// A heading that fields are shown under, in display order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Name and category.
    Identity,
    /// Whose customer it is part of.
    Hierarchy,
    /// The person to talk to.
    Contact,
    /// The postal address.
    Address,
    /// Where invoices go.
    Billing,
    /// Where goods go.
    Shipping,
    /// Telephone numbers and web address.
    Phone,
    /// How and when it pays.
    Terms,
    /// Numbers at authorities.
    Registration,
    /// How much it is trusted.
    Risk,
    /// Signed documents.
    Agreements,
    /// Free descriptions.
    Descriptions,
    /// The template and its custom fields.
    Custom,
    /// Its picture.
    Picture,
}

impl Section {
    /// The stable name, for message keys (`section.address`).
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Hierarchy => "hierarchy",
            Self::Billing => "billing",
            Self::Shipping => "shipping",
            Self::Terms => "terms",
            Self::Registration => "registration",
            Self::Risk => "risk",
            Self::Picture => "picture",
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
            Self::Hierarchy => "Hierarchy",
            Self::Billing => "Billing address",
            Self::Shipping => "Shipping address",
            Self::Terms => "Terms of payment",
            Self::Registration => "Registration",
            Self::Risk => "Risk",
            Self::Picture => "Picture",
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
    /// Ways to pay.
    PaymentTypes,
    /// Customer segmentations.
    Segmentations,
    /// Regions.
    Regions,
    /// Customers that may be a parent, as far as they were searched for.
    Parents,
}

impl ListName {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Categories,
        Self::Countries,
        Self::Templates,
        Self::PaymentTypes,
        Self::Segmentations,
        Self::Regions,
        Self::Parents,
    ];

    /// Reads the member's name in the public `Lookups`; `companies` and others are no field's list.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.as_str() == name)
    }

    /// Whether an answer is all of it, so that what is not in it cannot be chosen. A search never is.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self != Self::Parents
    }

    /// The member's name in the public `Lookups`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Categories => "categories",
            Self::Countries => "countries",
            Self::Templates => "templates",
            Self::PaymentTypes => "paymentTypes",
            Self::Segmentations => "segmentations",
            Self::Regions => "regions",
            Self::Parents => "parents",
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
    /// The names of a choice, in display order, with spaces between them: a list of texts is three times as large.
    pub options: &'static str,
    /// The list of a lookup.
    pub list: Option<ListName>,
    /// Whether an id of the list may be a text: an external id.
    pub free_id: bool,
    /// Whether it names another customer than the record's own.
    pub not_self: bool,
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
            options: "",
            list: None,
            free_id: false,
            not_self: false,
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
    /// How a save may travel; the first where another one is asked for.
    pub methods: &'static [Method],
    /// Whether the tenant goes with every request.
    pub company: bool,
}
