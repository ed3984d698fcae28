//! Writes the pages on how the numbers are protected: for everybody, for statisticians, and one to check the release.
//!
//! They are made from the catalog and the certificate of a release. They must not know records.

mod check;
#[cfg(test)]
mod evidence;
mod folder;
mod plain;
mod precise;
#[cfg(test)]
mod tests;
mod text;

use cube::{Catalog, Lang, Languages, Phrase, certificate::Certificate};

use crate::site::{self, Page, Placement, Site, WriteError};

use folder::CHECK;
pub use folder::{PLAIN, PRECISE};

/// The folders of the pages, below that of the language.
pub const FOLDERS: [Phrase; 3] = [PLAIN, PRECISE, CHECK];

/// Refuses a site that has a file of somebody else where one of the pages will be.
pub fn check_site(languages: &Languages, site: &Site) -> Result<(), WriteError> {
    site.check_places(languages, &FOLDERS)
}

/// Writes the pages into a site, in each of its languages.
pub fn write_to_site(
    catalog: &Catalog,
    certificate: &Certificate,
    site: &Site,
) -> Result<(), WriteError> {
    let languages = &catalog.languages;
    site.write_page(languages, PLAIN, |lang, place| {
        render_plain(catalog, lang, place)
    })?;
    site.write_page(languages, PRECISE, |lang, place| {
        render_precise(catalog, certificate, lang, place)
    })?;
    site.write_page(languages, CHECK, |lang, place| {
        render_check(catalog, lang, place)
    })
}

/// Renders the page for everybody.
pub fn render_plain(catalog: &Catalog, lang: Lang, place: Placement<'_>) -> String {
    let content = plain::render_content(catalog, lang);
    site::render(
        &Page {
            catalog,
            lang,
            title: plain::TITLE,
            folder: PLAIN,
            lede: plain::describe(catalog, lang),
            script: None,
            content,
        },
        place,
    )
}

/// Renders the page for statisticians.
pub fn render_precise(
    catalog: &Catalog,
    certificate: &Certificate,
    lang: Lang,
    place: Placement<'_>,
) -> String {
    let content = precise::render_content(catalog, certificate, lang);
    site::render(
        &Page {
            catalog,
            lang,
            title: precise::TITLE,
            folder: PRECISE,
            lede: precise::LEDE.text(lang),
            script: None,
            content,
        },
        place,
    )
}

/// Renders the page on which anybody can check the release.
pub fn render_check(catalog: &Catalog, lang: Lang, place: Placement<'_>) -> String {
    let content = check::render_content(catalog, lang);
    let script = Some("check/page.js");
    site::render(
        &Page {
            catalog,
            lang,
            title: check::TITLE,
            folder: CHECK,
            lede: check::LEDE.text(lang),
            script,
            content,
        },
        place,
    )
}
