//! Makes one HTML page for each section and language, so that every address of the site is a real file.
//!
//! Trunk builds one `index.html`, in which every reference begins with `./`. A page further down is the same text with
//! as many `../` as it lies deep, in its own language and with its own title and description.

use anyhow::{Context, Result, bail};
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
    /// A sentence about it, for search engines and previews of links.
    pub description: String,
    /// The name of the site in the page's language.
    pub site: String,
    /// Where the quick exit leads; without it, where it leads in the built page.
    pub exit: Option<String>,
}

/// Lists every page of a dataset: the opening page and the sections, in both languages.
pub fn list(index: &Value) -> Result<Vec<Page>> {
    let catalog = &index["extension"];
    let sections = catalog["sections"]
        .as_array()
        .context("the dataset's index lists no sections")?;
    let exit = catalog["site"]["exit"].as_str();
    let mut pages = Vec::new();
    for (lang, below) in [("es", ""), ("en", "en/")] {
        let site = text(&catalog["title"], lang)?;
        let page = |folder: String, title: String, lede: &Value| -> Result<Page> {
            Ok(Page {
                folder,
                lang,
                title,
                description: text(lede, lang)?.into(),
                site: site.into(),
                exit: exit.map(str::to_owned),
            })
        };
        pages.push(page(below.into(), site.into(), &catalog["lede"])?);
        for section in sections {
            let folder = format!("{below}{}/", text(&section["slug"], lang)?);
            let title = format!("{} · {site}", text(&section["title"], lang)?);
            pages.push(page(folder, title, &section["lede"])?);
        }
    }
    Ok(pages)
}

impl Page {
    /// Makes the page's HTML from the one that Trunk built.
    pub fn html(&self, built: &str) -> Result<String> {
        let up = match self.folder.matches('/').count() {
            0 => "./".into(),
            depth => "../".repeat(depth),
        };
        // Until the dataset is there, the page goes by the name that index.html has in its title.
        let html = match built
            .split_once("<title>")
            .and_then(|(_, rest)| rest.split_once("</title>"))
        {
            Some((name, _)) => built.replace(name, &escape(&self.site)),
            None => bail!("index.html has no <title>"),
        };
        let html = match &self.exit {
            Some(exit) => replace_between(&html, "<a class=\"exit\" href=\"", "\"", &escape(exit))?,
            None => html,
        };
        let html = replace_between(&html, "<html lang=\"", "\"", self.lang)?;
        let html = replace_between(&html, "<title>", "</title>", &escape(&self.title))?;
        let html = replace_between(
            &html,
            "<meta name=\"description\" content=\"",
            "\"",
            &escape(&self.description),
        )?;
        replace_between(&html, "<meta name=\"root\" content=\"", "\"", "./")
            .map(|html| html.replace("=\"./", &format!("=\"{up}")))
    }
}

/// The page for addresses that do not exist. It may be shown at any depth, so it links to nothing.
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
    value[lang]
        .as_str()
        .with_context(|| format!("the dataset's index lacks a text in {lang:?}"))
}

/// Replaces the text between the first `start` and the `end` after it.
fn replace_between(text: &str, start: &str, end: &str, new: &str) -> Result<String> {
    let parts = text
        .split_once(start)
        .and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let (before, after) = parts.with_context(|| format!("index.html has no {start}…{end}"))?;
    Ok(format!("{before}{start}{new}{end}{after}"))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const BUILT: &str = concat!(
        r#"<html lang="es"><head><title>Cifras</title><meta name="description" content="Cifras públicas">"#,
        r#"<meta name="root" content="./"><link rel="stylesheet" href="./style-1.css"></head>"#,
        r#"<body><a class="exit" href="https://w.org/">exit</a><h1>Cifras</h1><a href="https://x.org/">x</a></body></html>"#
    );

    fn page(folder: &str, lang: &'static str, title: &str, description: &str, site: &str) -> Page {
        let [folder, title, description, site] = [folder, title, description, site].map(Into::into);
        Page {
            folder,
            lang,
            title,
            description,
            site,
            exit: None,
        }
    }

    #[test]
    fn every_section_has_a_page_in_each_language() {
        let index = json!({"extension": {
            "title": {"es": "Trata", "en": "Trafficking"},
            "lede": {"es": "Cifras.", "en": "Numbers."},
            "sections": [{
                "slug": {"es": "acreditadas", "en": "accredited"},
                "title": {"es": "Acreditadas", "en": "Accredited"},
                "lede": {"es": "Quiénes.", "en": "Who."},
            }],
        }});
        let expected = [
            page("", "es", "Trata", "Cifras.", "Trata"),
            page(
                "acreditadas/",
                "es",
                "Acreditadas · Trata",
                "Quiénes.",
                "Trata",
            ),
            page("en/", "en", "Trafficking", "Numbers.", "Trafficking"),
            page(
                "en/accredited/",
                "en",
                "Accredited · Trafficking",
                "Who.",
                "Trafficking",
            ),
        ];
        assert_eq!(list(&index).unwrap(), expected);
    }

    #[test]
    fn a_page_refers_to_the_root_from_where_it_lies() {
        let page = page(
            "en/accredited/",
            "en",
            "Here & there · Site",
            "\"Who\"",
            "Site",
        );
        let expected = concat!(
            r#"<html lang="en"><head><title>Here &amp; there · Site</title>"#,
            r#"<meta name="description" content="&quot;Who&quot;">"#,
            r#"<meta name="root" content="../../"><link rel="stylesheet" href="../../style-1.css"></head>"#,
            r#"<body><a class="exit" href="https://w.org/">exit</a><h1>Site</h1><a href="https://x.org/">x</a></body></html>"#
        );
        assert_eq!(page.html(BUILT).unwrap(), expected);
    }

    #[test]
    fn the_exit_leads_where_the_codebook_says() {
        let index = json!({"extension": {
            "title": {"es": "Trata", "en": "Trafficking"},
            "lede": {"es": "Cifras.", "en": "Numbers."},
            "site": {"exit": "https://example.org/?a=1&b"},
            "sections": [],
        }});
        for page in list(&index).unwrap() {
            let html = page.html(BUILT).unwrap();
            assert!(
                html.contains(r#"<a class="exit" href="https://example.org/?a=1&amp;b">exit</a>"#),
                "{html}"
            );
        }
    }

    #[test]
    fn the_opening_page_lies_at_the_root() {
        assert_eq!(
            page("", "es", "Cifras", "Cifras públicas", "Cifras")
                .html(BUILT)
                .unwrap(),
            BUILT
        );
    }

    #[test]
    fn a_page_without_a_place_for_its_root_is_refused() {
        let error = page("", "es", "a", "b", "c")
            .html(&BUILT.replace("root", "other"))
            .unwrap_err()
            .to_string();
        assert_eq!(error, "index.html has no <meta name=\"root\" content=\"…\"");
    }
}
