//! One HTML file for each section and language, so that every address of the site is a real file.
//!
//! Trunk builds one `index.html`, in which every reference begins with `./`. A page further down is the same text with
//! as many `../` as it lies deep, in its own language and with its own title.

use anyhow::{Context, Result};
use serde_json::Value;

/// One page of the site.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    /// Its folder below the root, empty or ending in `/`.
    pub folder: String,
    /// Its language: `es` or `en`.
    pub lang: &'static str,
    /// Its title.
    pub title: String,
}

/// Every page of a dataset: the opening page and the sections, in both languages.
pub fn of(index: &Value) -> Result<Vec<Page>> {
    let catalog = &index["extension"];
    let sections = catalog["sections"].as_array().context("the dataset's index lists no sections")?;
    let mut pages = Vec::new();
    for (lang, below) in [("es", ""), ("en", "en/")] {
        let site = text(&catalog["title"], lang)?;
        pages.push(Page { folder: below.into(), lang, title: site.into() });
        for section in sections {
            let (slug, title) = (text(&section["slug"], lang)?, text(&section["title"], lang)?);
            pages.push(Page { folder: format!("{below}{slug}/"), lang, title: format!("{title} – {site}") });
        }
    }
    Ok(pages)
}

impl Page {
    /// The page's HTML, from the one that Trunk built.
    pub fn html(&self, built: &str) -> Result<String> {
        let up = match self.folder.matches('/').count() {
            0 => "./".into(),
            depth => "../".repeat(depth),
        };
        let html = between(built, "<html lang=\"", "\"", self.lang)?;
        let html = between(&html, "<title>", "</title>", &escape(&self.title))?;
        between(&html, "<meta name=\"root\" content=\"", "\"", "./")
            .map(|html| html.replace("=\"./", &format!("=\"{up}")))
    }
}

/// The page for addresses that lead nowhere. It may be shown at any depth, so it refers to nothing.
pub const NOT_FOUND: &str = "<!DOCTYPE html>
<html lang=\"es\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"robots\" content=\"noindex\">
<title>Página no encontrada</title>
</head>
<body>
<h1>Página no encontrada</h1>
<p>La dirección no existe en este sitio. Revise si está completa, o vaya al inicio del sitio.</p>
<h2 lang=\"en\">Page not found</h2>
<p lang=\"en\">This address does not exist on this site. Please check that it is complete, or go to the start of the site.</p>
</body>
</html>
";

fn text<'a>(value: &'a Value, lang: &str) -> Result<&'a str> {
    value[lang].as_str().with_context(|| format!("the dataset's index lacks a text in {lang:?}"))
}

/// The text with what stands between the first `start` and the `end` after it replaced.
fn between(text: &str, start: &str, end: &str, new: &str) -> Result<String> {
    let parts = text.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let (before, after) = parts.with_context(|| format!("index.html has no {start}…{end}"))?;
    Ok(format!("{before}{start}{new}{end}{after}"))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const BUILT: &str = concat!(
        r#"<html lang="es"><head><title>Tablero</title><meta name="root" content="./">"#,
        r#"<link rel="stylesheet" href="./style-1.css"></head><body><a href="https://x.org/">x</a></body></html>"#
    );

    #[test]
    fn every_section_has_a_page_in_each_language() {
        let index = json!({"extension": {"title": {"es": "Trata", "en": "Trafficking"}, "sections": [
            {"slug": {"es": "acreditadas", "en": "accredited"}, "title": {"es": "Acreditadas", "en": "Accredited"}},
        ]}});
        let page = |folder: &str, lang, title: &str| Page { folder: folder.into(), lang, title: title.into() };
        let expected = [
            page("", "es", "Trata"),
            page("acreditadas/", "es", "Acreditadas – Trata"),
            page("en/", "en", "Trafficking"),
            page("en/accredited/", "en", "Accredited – Trafficking"),
        ];
        assert_eq!(of(&index).unwrap(), expected);
    }

    #[test]
    fn a_page_refers_to_the_root_from_where_it_lies() {
        let page = Page { folder: "en/accredited/".into(), lang: "en", title: "Here & there".into() };
        let expected = concat!(
            r#"<html lang="en"><head><title>Here &amp; there</title><meta name="root" content="../../">"#,
            r#"<link rel="stylesheet" href="../../style-1.css"></head><body><a href="https://x.org/">x</a></body></html>"#
        );
        assert_eq!(page.html(BUILT).unwrap(), expected);
        let opening = Page { folder: String::new(), lang: "es", title: "Tablero".into() };
        assert_eq!(opening.html(BUILT).unwrap(), BUILT);
    }

    #[test]
    fn a_page_that_cannot_be_told_its_root_is_refused() {
        let error = of_opening(&BUILT.replace("root", "other")).unwrap_err().to_string();
        assert_eq!(error, "index.html has no <meta name=\"root\" content=\"…\"");
    }

    fn of_opening(built: &str) -> Result<String> {
        Page { folder: String::new(), lang: "es", title: String::new() }.html(built)
    }
}
