//! Writes what a page says on paper alone: its address with a code that leads there, and the licence of its numbers.
//!
//! `paper.js` adds the date when it is printed, and writes the address anew where another view is shown by then.

use cube::{Lang, Phrase};

use crate::{escape::escape, head::Common, pages::SitePage};

/// What stands before the address of the licence.
const LICENCE: Phrase = Phrase("Licencia de los datos:", "Licence of the data:");
/// What stands before the date of printing.
const PRINTED: Phrase = Phrase("Impreso el", "Printed on");

/// Writes that part of a page as HTML. Its attributes have the text in every language, because a reader may change the
/// language before printing. The address is known where the site's is.
pub fn paper(common: Common<'_>, page: &SitePage) -> String {
    let licence = |lang: Lang| {
        let address = common.catalog.site.licence();
        escape(&format!("{} {address}", LICENCE.get(lang)))
    };
    let mut texts = String::new();
    for lang in &common.catalog.languages {
        let printed = PRINTED.get(*lang);
        texts += &format!(" data-{}=\"{} · {printed}\"", lang.tag(), licence(*lang));
    }
    let address = common.url.map(|url| url.join(&page.folder));
    let address = address.unwrap_or_default();
    // An address that is too long for a code stands alone.
    let code = match address.as_str() {
        "" => String::new(),
        known => take::draw_code(known).unwrap_or_default(),
    };
    let (address, licence) = (escape(&address), licence(page.lang));
    format!(
        "<aside class=\"printed\" data-to=\"{address}\"{texts}><div>{code}</div><p class=\"address\">{address}</p>\
         <p>{licence}</p></aside>\n"
    )
}

#[cfg(test)]
mod tests {
    use cube::Catalog;

    use super::*;
    use crate::url::SiteUrl;

    fn written(url: Option<&SiteUrl>) -> String {
        let common = Common {
            catalog: &Catalog::default(),
            url,
        };
        let page = SitePage {
            folder: "en/accredited/".into(),
            lang: Lang::En,
            query: dashboard::Query::default(),
        };
        paper(common, &page)
    }

    #[test]
    fn the_code_leads_to_the_address_that_stands_beside_it() {
        let url: SiteUrl = "https://example.org/trata/".parse().unwrap();
        let address = "https://example.org/trata/en/accredited/";
        let text = written(Some(&url));
        let code = take::draw_code(address).unwrap();
        assert!(
            text.contains(&format!(
                "<div>{code}</div><p class=\"address\">{address}</p>"
            )),
            "{text}"
        );
        for part in [
            "data-to=\"https://example.org/trata/en/accredited/\"",
            "<p>Licence of the data: https://creativecommons.org/licenses/by/4.0/</p>",
            "data-es=\"Licencia de los datos: https://creativecommons.org/licenses/by/4.0/ · Impreso el\"",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn without_the_address_of_the_site_there_is_no_code() {
        let text = written(None);
        assert!(
            !text.contains("<svg") && text.contains("<p class=\"address\"></p>"),
            "{text}"
        );
    }
}
