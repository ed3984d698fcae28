//! Names the pages of the site.

/// Where on the site a page is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The opening page.
    #[default]
    Home,
    /// The section with this id.
    Section(String),
}
