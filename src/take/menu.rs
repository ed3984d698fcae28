//! Writes the menu of what can be taken along of a figure, for the page to put where it was opened.
//!
//! `data-make` asks for a file by its format, `data-take-text` has what is copied, `data-picture` is made of the figure's
//! picture, which has that address or, without one, is drawn first; `data-print` prints the figure with its address, and
//! `data-do` is done by the page.

use dashboard::Sheet;
use maud::{Markup, html};

use crate::{cite::cite, embed, file::Format, origin::Origin, words};

/// What the menu of a figure has besides its numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Menu<'a> {
    /// The address of the figure's picture, where the site has it.
    pub picture: Option<&'a str>,
    /// Whether the browser can hand a link to other programs.
    pub can_share: bool,
    /// Whether the browser can copy.
    pub can_copy: bool,
}

/// Writes the menu of a figure.
pub fn menu(sheet: &Sheet, origin: &Origin, menu: Menu) -> String {
    let lang = sheet.lang;
    let address = origin.address(sheet);
    let citation = cite(sheet, origin);
    let make = |format: Format, label: String| -> Markup {
        html! { button type="button" data-make=(format.key()) { (label) } }
    };
    let copy = |text: &str, label: String| -> Markup {
        html! { @if menu.can_copy { button type="button" data-take-text=(text) { (label) } } }
    };
    let picture = menu.picture.unwrap_or_default();
    let numbers = sheet.rows.len() * sheet.columns.len();
    html! {
        p.group { b { (words::TABLES.get(lang)) }
            (make(Format::Workbook, words::WORKBOOK.text(lang)))
            (make(Format::Spread, words::SPREAD.text(lang)))
            (make(Format::Plain, words::PLAIN.text(lang)))
            (make(Format::Stat, words::STAT.text(lang)))
            span.rows { (words::rows(lang, sheet.rows.len(), numbers)) }
        }
        p.group { b { (words::PICTURES.get(lang)) }
            @match menu.picture {
                Some(address) => a href=(address) download={ (sheet.name) ".svg" } { (words::SVG.get(lang)) },
                None => button type="button" data-picture="" data-name={ (sheet.name) ".svg" } { (words::SVG.get(lang)) },
            }
            button type="button" data-picture=(picture) data-name={ (sheet.name) ".png" } { (words::PNG.get(lang)) }
            @if menu.can_copy {
                button type="button" data-picture=(picture) { (words::COPY_PICTURE.get(lang)) }
            }
        }
        p.group { b { (words::LINKS.get(lang)) }
            (copy(&address, words::COPY_LINK.text(lang)))
            @if menu.can_share {
                button type="button" data-do="share" data-title=(sheet.title) data-link=(address) { (words::SHARE.get(lang)) }
            }
            (make(Format::Code, words::CODE.text(lang)))
            button type="button" data-print=(address) { (words::PRINT.get(lang)) }
        }
        @if let Some(lines) = embed::lines(sheet, origin) {
            details.embed {
                summary { (words::EMBED.get(lang)) }
                p { (if embed::is_fixed(sheet) { words::EMBED_FIXED } else { words::EMBED_LIVE }.get(lang)) }
                textarea readonly rows="5" aria-label=(words::EMBED_LINES.get(lang)) { (lines) }
                (copy(&lines, words::COPY_LINES.text(lang)))
            }
        }
        p.group { b { (words::CITATION.get(lang)) }
            (copy(&citation, words::COPY_CITATION.text(lang)))
            (make(Format::Bibtex, "BibTeX".into()))
            (make(Format::Ris, "RIS".into()))
        }
        p.citation { (citation) }
        p.done role="status" data-done=(words::COPIED.get(lang)) {}
    }
    .into_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ORIGIN, ages};

    #[test]
    fn the_menu_offers_what_the_browser_can_do() {
        let sheet = ages();
        let buttons = |has: Menu| menu(&sheet, &ORIGIN, has).matches("<button").count();
        let all = Menu {
            picture: Some("acreditadas/edad.svg"),
            can_share: true,
            can_copy: true,
        };
        let drawn = Menu {
            picture: None,
            ..all
        };
        assert_eq!(
            [Menu::default(), all, drawn].map(buttons),
            [10, 14, 15],
            "a picture that the site has is a link"
        );
        let name = "data-picture=\"\" data-name=\"acreditadas-edad_anio-2023-2024_2026-10.svg\"";
        assert!(menu(&sheet, &ORIGIN, drawn).contains(name));
        for format in Format::ALL {
            let asked = format!("data-make=\"{}\"", format.key());
            assert!(menu(&sheet, &ORIGIN, all).contains(&asked), "{asked}");
        }
    }

    #[test]
    fn what_is_cited_is_written_as_text() {
        let mut sheet = ages();
        sheet.title = "<b>\"Edad\"</b>".into();
        let menu = menu(&sheet, &ORIGIN, Menu::default());
        assert!(
            !menu.contains("<b>\"") && menu.contains("&lt;b&gt;"),
            "{menu}"
        );
    }
}
