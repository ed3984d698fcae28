//! Describes where a page is written: what its links begin with, the outlines of maps that there are, and whose page it is.

use std::fmt::{self, Debug, Formatter};

use dashboard::view::{Atlas, Outlines};

/// Where a page is written.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// What leads to the root of the site: `./`, `../`, or its full address.
    pub root: &'a str,
    /// Finds the outlines of a map, if they are there.
    pub outlines: &'a dyn Fn(Atlas) -> Option<Outlines>,
    /// Whose page it is.
    pub setting: Setting,
}

/// Whose page the figures stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The site's own, with its navigation and its questions.
    Site,
    /// Another site's, which shows one figure in a frame, with what is needed to read it.
    Frame,
}

impl Surroundings<'_> {
    /// Returns the address of a path below the site's root.
    pub fn url(&self, href: &str) -> String {
        [self.root, href].concat()
    }
}

impl Debug for Surroundings<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Surroundings");
        shown.field("root", &self.root);
        shown
            .field("setting", &self.setting)
            .finish_non_exhaustive()
    }
}
