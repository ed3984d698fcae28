//! Lists the pages of a site: the opening page and the sections, in every language.

use cube::{Catalog, Lang};
use dashboard::{Page, Query};

/// One page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitePage {
    /// Its folder below the root of the site, empty or with a slash at its end.
    pub folder: String,
    /// Its language.
    pub lang: Lang,
}

impl SitePage {
    /// The way from the page to the root of the site: `./`, `../`.
    pub fn root(&self) -> String {
        match self.folder.matches('/').count() {
            0 => "./".into(),
            depth => "../".repeat(depth),
        }
    }
}

/// Lists the pages of a release.
pub fn list(catalog: &Catalog) -> Vec<SitePage> {
    let sections = catalog.sections.iter();
    let sections = sections.map(|section| Page::Section(section.id.clone()));
    let mut pages = Vec::new();
    for page in std::iter::once(Page::Home).chain(sections) {
        for lang in Lang::ALL {
            pages.push(SitePage {
                folder: dashboard::href(catalog, &Query::plain(lang, page.clone())),
                lang,
            });
        }
    }
    pages
}
