//! How the numbers are protected, told twice: in plain words for everybody, and precisely for statisticians; and the page
//! on which anybody can check that.
//!
//! The pages are made of what a release says of itself and of its certificate. They must not know records.

mod check;
mod folder;
mod plain;
mod precise;
mod text;

use cube::{Catalog, Lang, certificate::Certificate};

use crate::site::{self, Page, Place, Site, WriteError};

use folder::CHECK;
pub use folder::{PLAIN, PRECISE};

/// Writes the pages in both languages into a site.
pub fn write_to_site(
    catalog: &Catalog,
    certificate: &Certificate,
    site: &Site,
) -> Result<(), WriteError> {
    site.put(PLAIN, |lang, place| plain(catalog, lang, place))?;
    site.put(PRECISE, |lang, place| {
        precise(catalog, certificate, lang, place)
    })?;
    site.put(CHECK, |lang, place| check(catalog, lang, place))
}

/// The page for everybody.
pub fn plain(catalog: &Catalog, lang: Lang, place: Place<'_>) -> String {
    let content = plain::content(catalog, lang);
    site::html(
        &Page {
            catalog,
            lang,
            title: plain::TITLE,
            folder: PLAIN,
            script: None,
            content,
        },
        place,
    )
}

/// The page for statisticians.
pub fn precise(
    catalog: &Catalog,
    certificate: &Certificate,
    lang: Lang,
    place: Place<'_>,
) -> String {
    let content = precise::content(catalog, certificate, lang);
    site::html(
        &Page {
            catalog,
            lang,
            title: precise::TITLE,
            folder: PRECISE,
            script: None,
            content,
        },
        place,
    )
}

/// The page on which anybody can check the release.
pub fn check(catalog: &Catalog, lang: Lang, place: Place<'_>) -> String {
    let content = check::content(lang);
    let script = Some("check/page.js");
    site::html(
        &Page {
            catalog,
            lang,
            title: check::TITLE,
            folder: CHECK,
            script,
            content,
        },
        place,
    )
}
