//! Writes the page on how this site is used: leaving it at once, what stays behind, where help is, and how numbers are read.
//!
//! It says what the program does and nothing that it does not. It must not know records.

mod exit;
mod reading;
#[cfg(test)]
mod tests;

use cube::{Catalog, Lang, Languages, Phrase};
use maud::{Markup, html};

use crate::{
    parts::card,
    site::{self, GUIDE, Page, Placement, Site, WriteError},
};

const LEDE: Phrase = Phrase(
    "Cómo salir rápido de este sitio, dónde hay ayuda y cómo se leen las cifras.",
    "How to leave this site quickly, where to find help, and how to read the numbers.",
);
const CONTACTS: Phrase = Phrase("Dónde pedir ayuda", "Where to ask for help");

/// Refuses a site that has a file of somebody else where the page will be.
pub fn check_site(languages: &Languages, site: &Site) -> Result<(), WriteError> {
    site.check_places(languages, &[GUIDE.folder])
}

/// Writes the page in every language into a site.
pub fn write_to_site(catalog: &Catalog, site: &Site) -> Result<(), WriteError> {
    site.write_page(&catalog.languages, GUIDE.folder, |lang, place| {
        render(catalog, lang, place)
    })
}

/// Renders the page.
pub fn render(catalog: &Catalog, lang: Lang, place: Placement<'_>) -> String {
    site::render(
        &Page {
            catalog,
            lang,
            title: GUIDE.title,
            folder: GUIDE.folder,
            lede: LEDE.text(lang),
            script: None,
            content: render_content(catalog, lang),
        },
        place,
    )
}

fn render_content(catalog: &Catalog, lang: Lang) -> Markup {
    html! {
        h1 { (GUIDE.title.get(lang)) }
        p.lede { (LEDE.get(lang)) }
        (exit::render(catalog, lang))
        @if !catalog.contacts.is_empty() {
            (card(CONTACTS.get(lang), "", html! { ul.list { (site::render_contacts(catalog, lang)) } }))
        }
        (reading::render(catalog, lang))
    }
}
