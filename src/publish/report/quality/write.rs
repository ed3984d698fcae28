//! The public report as a file: on its own, or as two pages of a finished site.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use cube::Lang;
use thiserror::Error;

use super::{
    Quality,
    page::{Place, folder, html},
};
use crate::file::write_public;

/// Why the report could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// There is no style sheet or no icon.
    #[error("{}: this is not a finished site: it has no {expected}", .site.display())]
    NoSite {
        /// The folder.
        site: PathBuf,
        /// What was looked for.
        expected: String,
    },
    /// The system refuses.
    #[error("{}: the report cannot be written: {source}", .file.display())]
    Unwritable {
        /// The file or folder.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Writes the report as one file that needs nothing else.
pub fn write(quality: &Quality<'_>, lang: Lang, file: &Path) -> Result<(), WriteError> {
    let unwritable = |source| WriteError::Unwritable { file: file.into(), source };
    write_public(file, &html(quality, lang, Place::Alone)).map_err(unwritable)
}

/// Writes the report in both languages into the folders that a site has for it.
pub fn write_to_site(quality: &Quality<'_>, site: &Path) -> Result<(), WriteError> {
    let (sheet, icon) = (named(site, "page-", ".css")?, named(site, "icon-", ".svg")?);
    for lang in Lang::ALL {
        let file = site.join(folder(lang)).join("index.html");
        let page = html(quality, lang, Place::Site { sheet: &sheet, icon: &icon });
        write_public(&file, &page).map_err(|source| WriteError::Unwritable { file, source })?;
    }
    Ok(())
}

/// The file of the site whose name has a hash between these two parts.
fn named(site: &Path, start: &str, end: &str) -> Result<String, WriteError> {
    let none = || WriteError::NoSite { site: site.into(), expected: format!("{start}…{end}") };
    let files = fs::read_dir(site).map_err(|_| none())?;
    let mut names = files.flatten().filter_map(|file| file.file_name().into_string().ok());
    names.find(|name| name.starts_with(start) && name.ends_with(end)).ok_or_else(none)
}
