//! The public report as a file: on its own, or as two pages of a finished site.

use std::path::Path;

use cube::Lang;

use crate::report::{
    page::{FOLDER, html},
    quality::Quality,
};
use crate::site::{Place, Site, WriteError};
use release::file::write_public;

/// Writes the report as one file that needs nothing else.
pub fn write(quality: &Quality<'_>, lang: Lang, file: &Path) -> Result<(), WriteError> {
    let unwritable = |source| WriteError::Unwritable {
        file: file.into(),
        source,
    };
    write_public(file, &html(quality, lang, Place::Alone)).map_err(unwritable)
}

/// Writes the report in both languages into the folders that a site has for it.
pub fn write_to_site(quality: &Quality<'_>, site: &Site) -> Result<(), WriteError> {
    site.put(FOLDER, |lang, place| html(quality, lang, place))
}
