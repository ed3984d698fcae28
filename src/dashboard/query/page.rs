//! Names the pages of the site.

/// A page of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The opening page.
    #[default]
    Home,
    /// The section with this id.
    Section(String),
}
