//! Makes what a reader takes along of a figure: files of its numbers, a citation, a code that leads to it.
//!
//! All of it is made of a [`Sheet`], the numbers of a figure as values. The same code runs where a site is written, for
//! the figures of its pages, and in the browser, for what a reader has filtered.

mod cite;
mod code;
mod fields;
mod file;
mod menu;
mod plain;
mod spread;
mod words;
mod workbook;

#[cfg(test)]
mod sample;

pub use cite::cite;
pub use dashboard::Sheet;
pub use file::{File, Format, TakeError, make};
pub use menu::{Menu, menu};

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
    pub fn of(catalog: &'a cube::Catalog, lang: cube::Lang, root: &'a str) -> Origin<'a> {
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
}
