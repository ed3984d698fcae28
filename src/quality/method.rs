//! How the numbers are protected, told twice: in plain words for everybody, and precisely for statisticians; and the page
//! on which anybody can check that.
//!
//! The pages are made of what a release says of itself and of its certificate. They must not know records.

mod check;
mod plain;
mod precise;

use cube::{Catalog, Lang, Text, certificate::Certificate};
use maud::{Markup, html};

use crate::{
    parts::{Phrase, card},
    site::{self, Page, Place, Site, WriteError},
};

/// The folder of the page in plain words, below the root of the site.
pub const PLAIN: Phrase = Phrase("metodo/", "en/method/");
/// The folder of the page for statisticians.
pub const PRECISE: Phrase = Phrase("metodo/estadistica/", "en/method/statistics/");
/// The folder of the page on which anybody can check the release.
const CHECK: Phrase = Phrase("comprobar/", "en/check/");
/// The folder of the report on quality.
const QUALITY: Phrase = Phrase("calidad/", "en/quality/");

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

/// A card of paragraphs.
fn paragraphs(heading: Phrase, lang: Lang, paragraphs: &[Text]) -> Markup {
    card(
        heading.get(lang),
        "",
        html! { @for text in paragraphs { p { (text.get(lang)) } } },
    )
}

/// A card of points.
fn points(heading: Phrase, lang: Lang, points: &[Phrase]) -> Markup {
    card(
        heading.get(lang),
        "",
        html! { ul.list { @for point in points { li { (point.get(lang)) } } } },
    )
}
