//! Where real accounts of one API differ.

/// Every default is the documented behaviour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// A cleared text is sent as `""`, not null.
    pub clear_text_as_empty: bool,
    /// A PATCH names every custom field, for servers that replace the list.
    pub template_patch_all: bool,
    /// A PATCH names every member of `contact_person`.
    pub contact_patch_all: bool,
    /// Texts may not be cleared, for servers of form-v1 that ignore an empty parameter.
    pub keep_texts: bool,
}
