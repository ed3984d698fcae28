//! Writes what search engines and previews of links read in the head of a page.

use cube::{Catalog, Lang};
use dashboard::view::View;

use crate::{escape::escape, pages::SitePage, url::SiteUrl};

/// What all pages of a site have in common.
#[derive(Clone, Copy, Debug)]
pub struct Common<'a> {
    /// The catalog of the release.
    pub catalog: &'a Catalog,
    /// The public address of the site; without one nothing absolute is written.
    pub url: Option<&'a SiteUrl>,
}

/// A picture that previews of links show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Its path, relative to the root of the site.
    pub path: String,
    /// Its width and height in pixels.
    pub size: (u32, u32),
    /// What it shows, in words.
    pub alt: String,
}

/// Describes a page in one or two sentences, for search engines and previews. Of invented data they say so first.
pub fn describe(view: &View) -> String {
    match &view.mark {
        Some(mark) => format!("{mark}. {}", view.lede),
        None => view.lede.clone(),
    }
}

/// Lists a page in each language of the site, the default one first: the language and the folder.
pub fn translations(catalog: &Catalog, page: &SitePage, view: &View) -> Vec<(Lang, String)> {
    let mut pages = vec![(page.lang, page.folder.clone())];
    let others = view.other_languages.iter();
    pages.extend(others.map(|(lang, link)| (*lang, link.href.clone())));
    pages.sort_by_key(|(lang, _)| catalog.languages.iter().position(|one| one == lang));
    pages
}

/// Writes the elements of the head, beyond title and description; each on a line of its own.
pub fn head(common: Common<'_>, page: &SitePage, view: &View, preview: Option<&Preview>) -> String {
    let Common { catalog, url } = common;
    let mut lines = Vec::new();
    // Invented data are no answer to what somebody searches.
    if catalog.notice.is_some() {
        lines.push("<meta name=\"robots\" content=\"noindex\">".to_owned());
    }
    let address = url.map(|url| url.join(&page.folder));
    if let (Some(url), Some(address)) = (url, &address) {
        lines.push(link("rel=\"canonical\"", address));
        for (tag, folder) in alternates(&translations(catalog, page, view)) {
            let what = format!("rel=\"alternate\" hreflang=\"{tag}\"");
            lines.push(link(&what, &url.join(folder)));
        }
    }
    let description = describe(view);
    let mut properties = vec![
        ("og:type", "website".to_owned()),
        ("og:locale", catalog.locale(page.lang)),
    ];
    let others = view.other_languages.iter();
    properties.extend(others.map(|(lang, _)| ("og:locale:alternate", catalog.locale(*lang))));
    properties.extend([
        ("og:site_name", catalog.title.get(page.lang).to_owned()),
        ("og:title", view.document_title.clone()),
        ("og:description", description),
    ]);
    properties.extend(address.map(|address| ("og:url", address)));
    let picture = url.zip(preview);
    if let Some((url, Preview { path, size, alt })) = picture {
        properties.extend([
            ("og:image", url.join(path)),
            ("og:image:type", "image/png".to_owned()),
            ("og:image:width", size.0.to_string()),
            ("og:image:height", size.1.to_string()),
            ("og:image:alt", alt.clone()),
        ]);
    }
    lines.extend(
        properties
            .iter()
            .map(|(name, content)| meta("property", name, content)),
    );
    // The rest of what it asks for it takes from the properties above.
    let card = if picture.is_some() {
        "summary_large_image"
    } else {
        "summary"
    };
    lines.push(meta("name", "twitter:card", card));
    if let Some((_, Preview { alt, .. })) = picture {
        lines.push(meta("name", "twitter:image:alt", alt));
    }
    lines.iter().map(|line| format!("    {line}\n")).collect()
}

/// Lists the languages that search engines are to know of a page, with its folder in each; the first one also stands for
/// all others. A page in one language has no other.
pub fn alternates(translations: &[(Lang, String)]) -> Vec<(&'static str, &str)> {
    let Some((_, first)) = translations.first().filter(|_| translations.len() > 1) else {
        return Vec::new();
    };
    let mut alternates = Vec::new();
    for (lang, folder) in translations {
        alternates.push((lang.tag(), folder.as_str()));
    }
    alternates.push(("x-default", first));
    alternates
}

/// Writes a link of the head.
pub fn link(what: &str, address: &str) -> String {
    format!("<link {what} href=\"{}\">", escape(address))
}

fn meta(kind: &str, name: &str, content: &str) -> String {
    format!("<meta {kind}=\"{name}\" content=\"{}\">", escape(content))
}
