//! How the numbers are protected, told twice: in plain words for everybody, and precisely for statisticians.
//!
//! Both pages are made of what a release says of itself and of its certificate. They must not know records.

mod plain;
mod precise;
#[cfg(test)]
mod tests;

use cube::{Catalog, Lang, Text, certificate::Certificate};
use maud::{Markup, html};

use super::{
    parts::{Phrase, card},
    site::{self, Page, Place, Site, WriteError},
};

/// The folders of the pages below the root of the site.
const PLAIN: Phrase = Phrase("metodo/", "en/method/");
const PRECISE: Phrase = Phrase("metodo/estadistica/", "en/method/statistics/");
const QUALITY: Phrase = Phrase("calidad/", "en/quality/");

/// Writes both pages in both languages into a site.
pub fn write_to_site(catalog: &Catalog, certificate: &Certificate, site: &Site) -> Result<(), WriteError> {
    site.put(PLAIN, |lang, place| plain(catalog, lang, place))?;
    site.put(PRECISE, |lang, place| precise(catalog, certificate, lang, place))
}

/// The page for everybody.
fn plain(catalog: &Catalog, lang: Lang, place: Place<'_>) -> String {
    let content = plain::content(catalog, lang);
    site::html(&Page { catalog, lang, title: plain::TITLE, folder: PLAIN, content }, place)
}

/// The page for statisticians.
fn precise(catalog: &Catalog, certificate: &Certificate, lang: Lang, place: Place<'_>) -> String {
    let content = precise::content(catalog, certificate, lang);
    site::html(&Page { catalog, lang, title: precise::TITLE, folder: PRECISE, content }, place)
}

/// A card of paragraphs.
fn paragraphs(heading: Phrase, lang: Lang, paragraphs: &[Text]) -> Markup {
    card(heading.get(lang), "", html! { @for text in paragraphs { p { (text.get(lang)) } } })
}

/// A card of points.
fn points(heading: Phrase, lang: Lang, points: &[Phrase]) -> Markup {
    card(heading.get(lang), "", html! { ul.list { @for point in points { li { (point.get(lang)) } } } })
}
