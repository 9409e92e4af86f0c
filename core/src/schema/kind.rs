//! What a field holds.

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
    /// An exact decimal of any length.
    Decimal,
    /// One of a fixed set of names.
    Choice,
    /// One id of a list that the server answers.
    Lookup,
    /// Several ids of a list, as a set.
    Lookups,
    /// A colour, `#RRGGBB`.
    Color,
    /// A country by its ISO code or by a free name.
    Country,
    /// A picture, chosen as a file and shown by its address.
    Image,
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
            Self::Text | Self::Country | Self::Attachment | Self::Unresolved => "text",
            Self::Multiline => "multiline",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Url => "url",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Money => "money",
            Self::Number => "number",
            Self::Decimal => "decimal",
            Self::Choice => "choice",
            Self::Lookup => "lookup",
            Self::Lookups => "lookups",
            Self::Color => "color",
            Self::Image => "image",
        }
    }

    /// Whether the value is a text, so that `""` and null are both "empty".
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Multiline
                | Self::Email
                | Self::Phone
                | Self::Url
                | Self::Color
                | Self::Country
        )
    }

    /// Whether the value is an exact number.
    #[must_use]
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Money | Self::Number | Self::Decimal)
    }

    /// Whether the value can be in a request at all.
    #[must_use]
    pub fn is_sent(self) -> bool {
        !matches!(self, Self::Attachment | Self::Unresolved)
    }
}
