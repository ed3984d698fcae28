//! Writes the page on the data: every published table with its files, what its columns and codes mean, and how to load it.
//!
//! It is made from a release and the list of its files. It must not know records.

mod files;
mod followed;
mod meaning;
mod page;
mod place;
mod snippets;
mod translated;
mod words;

use std::{fs, io};

use cube::{Lang, Languages, json_stat};

use crate::site::{self, DATA, Page, Site, WriteError};

use place::COLLECTION;
pub use place::Published;
use translated::{TABLES, write_tables};

/// Refuses a site that has a file of somebody else where the page or its collection will be.
pub fn check_site(languages: &Languages, site: &Site) -> Result<(), WriteError> {
    site.check_places(languages, &[DATA])?;
    for lang in languages {
        let file = site
            .path(&languages.folder_of(*lang, DATA))
            .join(COLLECTION);
        match fs::read_to_string(&file) {
            Ok(text) if text.contains("\"class\":\"collection\"") => (),
            Err(error) if error.kind() == io::ErrorKind::NotFound => (),
            _ => return Err(WriteError::NotOurs { file }),
        }
        translated::check_place(languages, *lang, site)?;
    }
    Ok(())
}

/// Writes the page into a site, and beside it the tables in its language and, if the site has an address, their collection.
pub fn write_to_site(published: &Published<'_>, site: &Site) -> Result<(), WriteError> {
    let languages = &published.release.catalog.languages;
    site.write_page(languages, DATA, |lang, place| {
        site::render(
            &Page {
                catalog: &published.release.catalog,
                lang,
                title: words::TITLE,
                folder: DATA,
                lede: words::LEDE.text(lang),
                script: None,
                content: page::render_content(published, lang),
            },
            place,
        )
    })?;
    for lang in languages {
        write_tables(published, *lang, site)?;
        if let Some(text) = render_collection(published, *lang) {
            let folder = languages.folder_of(*lang, DATA);
            site.write_file(&format!("{folder}{COLLECTION}"), &text)?;
        }
    }
    Ok(())
}

/// Renders the collection of all tables, with their absolute addresses. `None` where the site has none.
fn render_collection(published: &Published<'_>, lang: Lang) -> Option<String> {
    let catalog = &published.release.catalog;
    let folder = catalog.languages.folder_of(lang, DATA);
    let own = published.address(&format!("{folder}{COLLECTION}"))?;
    let base = published.address(&format!("{folder}{TABLES}"))?;
    let mut titles = Vec::new();
    for entry in &catalog.tables {
        if let Some(table) = published.release.tables.get(&entry.id) {
            titles.push((entry.id.clone(), formats::table_title(table, catalog, lang)));
        }
    }
    Some(json_stat::write_collection(
        catalog, &titles, &own, &base, lang,
    ))
}

#[cfg(test)]
mod tests;
