//! Renders what the head of a page has for others: its letters, and what search engines and previews of links read.

use cube::Lang;
use maud::{Markup, html};

use crate::page::{Page, path_to_root};

/// The letters of the page, below the root of the site.
const LETTERS: [&str; 2] = ["fonts/public-sans.woff2", "fonts/newsreader.woff2"];

/// Renders it; `address` is the public address of the site with a slash at its end, if that is known, and `picture` the path
/// of a picture below it.
pub fn render_head(
    page: &Page<'_>,
    title: &str,
    address: Option<&str>,
    picture: Option<&str>,
) -> Markup {
    let root = path_to_root(&page.catalog.languages, page.folder, page.lang);
    html! {
        @for file in LETTERS {
            link rel="preload" href={ (root) (file) } as="font" type="font/woff2" crossorigin;
        }
        (render_addresses(page, address))
        (render_preview(page, title, address, picture))
    }
}

/// Renders the addresses of the page in each language.
fn render_addresses(page: &Page<'_>, address: Option<&str>) -> Markup {
    let languages = &page.catalog.languages;
    let own = |lang: Lang| languages.folder_of(lang, page.folder);
    html! {
        @if let Some(address) = address {
            link rel="canonical" href={ (address) (own(page.lang)) };
            @if languages.iter().count() > 1 {
                @for lang in languages {
                    link rel="alternate" hreflang=(lang.tag()) href={ (address) (own(*lang)) };
                }
                link rel="alternate" hreflang="x-default" href={ (address) (own(languages.first())) };
            }
        }
    }
}

/// Renders what previews of links show (Open Graph). Of invented data they say so first.
fn render_preview(
    page: &Page<'_>,
    title: &str,
    address: Option<&str>,
    picture: Option<&str>,
) -> Markup {
    let picture = address.zip(picture);
    let (catalog, lang) = (page.catalog, page.lang);
    let languages = &catalog.languages;
    let about = match catalog.mark(lang) {
        Some(mark) => format!("{mark}. {}", page.lede),
        None => page.lede.clone(),
    };
    html! {
        meta name="description" content=(about);
        meta property="og:type" content="website";
        meta property="og:locale" content=(catalog.locale(lang));
        @for other in languages.iter().filter(|other| **other != lang) {
            meta property="og:locale:alternate" content=(catalog.locale(*other));
        }
        meta property="og:site_name" content=(catalog.title.get(lang));
        meta property="og:title" content=(title);
        meta property="og:description" content=(about);
        @if let Some(address) = address {
            meta property="og:url" content={ (address) (languages.folder_of(lang, page.folder)) };
        }
        @if let Some((address, path)) = picture {
            meta property="og:image" content={ (address) (path) };
            meta property="og:image:type" content="image/png";
        }
        meta name="twitter:card" content=(if picture.is_some() { "summary_large_image" } else { "summary" });
    }
}
