//! Describes the site that a file is from.

use cube::{Catalog, Lang};
use dashboard::Sheet;

/// What a file says of the site that it is from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The site's title.
    pub site: &'a str,
    /// Who publishes the numbers.
    pub publisher: &'a str,
    /// The release.
    pub release: &'a str,
    /// The site's address, up to the addresses of its pages; empty where it is not known.
    pub root: &'a str,
}

impl<'a> Origin<'a> {
    /// Describes the site of a release in a language.
    pub fn of(catalog: &'a Catalog, lang: Lang, root: &'a str) -> Origin<'a> {
        Origin {
            site: catalog.title.get(lang),
            publisher: catalog.source.get(lang),
            release: &catalog.release,
            root,
        }
    }

    /// Returns the address of a figure's view.
    pub fn address(&self, sheet: &Sheet) -> String {
        [self.root, &sheet.address].concat()
    }

    /// Returns the address to cite: where it can be, one that shows the same numbers for ever.
    pub fn cited(&self, sheet: &Sheet) -> String {
        let address = sheet.fixed.as_ref().unwrap_or(&sheet.address);
        [self.root, address].concat()
    }
}
