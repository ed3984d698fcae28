//! Lists the pages of a site: the opening page, the sections, their groups of persons and their figures, in every language.

use cube::{Catalog, Lang};
use dashboard::Query;

/// One page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitePage {
    /// Its folder below the root of the site, empty or with a slash at its end.
    pub folder: String,
    /// Its language.
    pub lang: Lang,
    /// What it shows.
    pub query: Query,
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
    let mut pages = Vec::new();
    for query in dashboard::pages(catalog) {
        pages.push(SitePage {
            folder: dashboard::href(catalog, &query),
            lang: query.lang,
            query,
        });
    }
    pages
}
