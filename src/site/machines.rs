//! Writes sitemap.xml and robots.txt, which say to search engines what they may read.

use cube::{Catalog, Lang};

use crate::{escape::escape, head::alternates, url::SiteUrl};

/// Writes sitemap.xml: each page in each of its languages, with the others. `pages` lists for every page its languages
/// and folders.
pub fn sitemap(catalog: &Catalog, url: &SiteUrl, pages: &[Vec<(Lang, String)>]) -> String {
    let mut text = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    ));
    let changed = date(catalog).map(|date| format!("<lastmod>{date}</lastmod>"));
    for page in pages {
        let address = |folder: &str| escape(&url.join(folder));
        let alternate = |language: &str, folder: &str| {
            let address = address(folder);
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\"/>")
        };
        let alternates = alternates(page).into_iter();
        let alternates: Vec<String> = alternates
            .map(|(language, folder)| alternate(language, folder))
            .collect();
        let rest = [changed.clone().unwrap_or_default(), alternates.concat()].concat();
        for (_, folder) in page {
            text.push_str(&format!(
                "<url><loc>{}</loc>{rest}</url>\n",
                address(folder)
            ));
        }
    }
    text.push_str("</urlset>\n");
    text
}

/// Writes robots.txt. Nobody reads a site of invented data but people; where it is public, the sitemap is named.
/// `None` where nothing can be said without the site's address.
pub fn robots(catalog: &Catalog, url: Option<&SiteUrl>) -> Option<String> {
    if catalog.notice.is_some() {
        return Some("User-agent: *\nDisallow: /\n".into());
    }
    let sitemap = url?.join("sitemap.xml");
    Some(format!("User-agent: *\nDisallow:\n\nSitemap: {sitemap}\n"))
}

/// Returns the date of a release, as sitemaps and JSON-LD write it, if its name is one: `2026-10`, `2026-10-31`.
pub fn date(catalog: &Catalog) -> Option<&str> {
    let name = catalog.release.as_str();
    let parts: Vec<&str> = name.split('-').collect();
    let is_number = |(part, length): (&&str, usize)| {
        part.len() == length && part.bytes().all(|letter| letter.is_ascii_digit())
    };
    let is_date = (1..=3).contains(&parts.len()) && parts.iter().zip([4, 2, 2]).all(is_number);
    is_date.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_dated_by_its_name_if_that_is_a_date() {
        let named = |release: &str| Catalog {
            release: release.into(),
            ..Catalog::default()
        };
        for release in ["2026", "2026-10", "2026-10-31"] {
            assert_eq!(date(&named(release)), Some(release));
        }
        for release in ["", "octubre", "2026-1", "26-10", "2026-10-31-b", "2026-10b"] {
            assert_eq!(date(&named(release)), None, "{release}");
        }
    }

    #[test]
    fn a_sitemap_names_every_page_with_its_languages() {
        let catalog = Catalog {
            release: "2026-10".into(),
            ..Catalog::default()
        };
        let url: SiteUrl = "https://example.org/a&b".parse().unwrap();
        let pages = [vec![
            (Lang::Es, "edad/".to_owned()),
            (Lang::En, "en/age/".to_owned()),
        ]];
        let text = sitemap(&catalog, &url, &pages);
        let links = concat!(
            "<lastmod>2026-10</lastmod>",
            r#"<xhtml:link rel="alternate" hreflang="es" href="https://example.org/a&amp;b/edad/"/>"#,
            r#"<xhtml:link rel="alternate" hreflang="en" href="https://example.org/a&amp;b/en/age/"/>"#,
            r#"<xhtml:link rel="alternate" hreflang="x-default" href="https://example.org/a&amp;b/edad/"/></url>"#,
        );
        for folder in ["edad/", "en/age/"] {
            let page = format!("<url><loc>https://example.org/a&amp;b/{folder}</loc>{links}\n");
            assert!(text.contains(&page), "{page}\n{text}");
        }
    }

    #[test]
    fn robots_stay_away_from_invented_data() {
        let url: SiteUrl = "https://example.org/".parse().unwrap();
        let mut catalog = Catalog::default();
        let open = "User-agent: *\nDisallow:\n\nSitemap: https://example.org/sitemap.xml\n";
        assert_eq!(robots(&catalog, Some(&url)).as_deref(), Some(open));
        assert_eq!(robots(&catalog, None), None);
        catalog.notice = Some(cube::Text::new("Datos inventados: …", "Invented data: …"));
        for url in [Some(&url), None] {
            assert_eq!(
                robots(&catalog, url).as_deref(),
                Some("User-agent: *\nDisallow: /\n")
            );
        }
    }
}
