//! Writes the tables as JSON-stat in each language of the site, beside the page in that language.
//!
//! The files of a release have labels in its first language, and do not say where they are: their hashes stand in the
//! certificate, and a release can stand anywhere. These are the same numbers, written with the site.

use std::{fs, io};

use cube::{Lang, Languages, json_stat};

use crate::{
    data::place::Published,
    site::{DATA, Site, WriteError},
};

/// The folder of the tables below that of the page.
pub const TABLES: &str = "tables/";

/// Refuses a site in which somebody else has files where the tables will be.
pub fn check_place(languages: &Languages, lang: Lang, site: &Site) -> Result<(), WriteError> {
    let folder = site.path(&format!("{}{TABLES}", languages.folder_of(lang, DATA)));
    let unreadable = |source| WriteError::Unwritable {
        file: folder.clone(),
        source,
    };
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(unreadable)?,
    };
    for entry in entries {
        let file = entry.map_err(unreadable)?.path();
        let is_own = fs::read_to_string(&file)
            .is_ok_and(|text| text.starts_with("{\"version\":\"2.0\",\"class\":\"dataset\""));
        if !is_own {
            return Err(WriteError::NotOurs { file });
        }
    }
    Ok(())
}

/// Writes every table with its labels in one language, and with its own address if the site has one.
pub fn write_tables(published: &Published<'_>, lang: Lang, site: &Site) -> Result<(), WriteError> {
    let catalog = &published.release.catalog;
    let folder = catalog.languages.folder_of(lang, DATA);
    for table in published.release.tables.values() {
        let path = format!("{folder}{TABLES}{}.json", table.id);
        let own = published.address(&path);
        let text = json_stat::write_table_in(table, catalog, lang, own.as_deref());
        site.write_file(&path, &text)?;
    }
    Ok(())
}
