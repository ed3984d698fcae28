//! Writes the public report to a file of its own, or into a finished site in each of its languages.

use std::path::Path;

use cube::{Lang, Languages};

use crate::report::{
    page::{FOLDER, render},
    quality::Quality,
};
use crate::site::{Placement, Site, WriteError};
use release::file::write_public;

/// Writes the report as one file that needs no other.
pub fn write(quality: &Quality<'_>, lang: Lang, file: &Path) -> Result<(), WriteError> {
    let unwritable = |source| WriteError::Unwritable {
        file: file.into(),
        source,
    };
    write_public(file, render(quality, lang, Placement::Alone)).map_err(unwritable)
}

/// Refuses a site that has a file of somebody else where the report will be.
pub fn check_site(languages: &Languages, site: &Site) -> Result<(), WriteError> {
    site.check_places(languages, &[FOLDER])
}

/// Writes the report into a site, in each of its languages.
pub fn write_to_site(quality: &Quality<'_>, site: &Site) -> Result<(), WriteError> {
    site.write_colours(quality.catalog)?;
    let languages = &quality.catalog.languages;
    site.write_page(languages, FOLDER, |lang, place| {
        render(quality, lang, place)
    })
}
