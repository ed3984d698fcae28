//! Writes the files of the log: data, feed, and a page in each language.

use std::path::Path;

use cube::Lang;
use release::{LOG, file::write_public};

use crate::{
    log::{data, feed, model::Log, page},
    site::WriteError,
};

/// Renders the files, by their names. There are none without releases.
pub fn render(log: &Log<'_>) -> Vec<(&'static str, String)> {
    let Some(last) = log.entries.last() else {
        return Vec::new();
    };
    let catalog = &last.release.catalog;
    let [as_data, as_feed, pages @ ..] = LOG;
    let mut files = vec![
        (as_data, data::render(log)),
        (as_feed, feed::render(log, catalog)),
    ];
    for (name, lang) in pages.into_iter().zip(Lang::ALL) {
        if catalog.languages.has(lang) {
            files.push((name, page::render(log, catalog, lang)));
        }
    }
    files
}

/// Writes the files into the folder of the releases.
pub fn write(log: &Log<'_>, folder: &Path) -> Result<(), WriteError> {
    for (name, text) in render(log) {
        let file = folder.join(name);
        write_public(&file, text).map_err(|source| WriteError::Unwritable { file, source })?;
    }
    Ok(())
}
