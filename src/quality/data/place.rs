//! Holds a release with its files, and where they are in the site.

use cube::Release;
use release::Listed;

/// The collection beside the page, by which other programs find every table.
pub const COLLECTION: &str = "collection.json";
/// The folder of the release in a site.
const RELEASE: &str = "data/";

/// A release as it lies in a site.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    /// The release.
    pub release: &'a Release,
    /// Its files.
    pub listed: &'a Listed,
    /// The public address of the site, with a slash at its end, if it is known.
    pub url: Option<&'a str>,
}

impl Published<'_> {
    /// Returns the folder of the files, from the root of the site.
    pub fn folder(&self) -> String {
        format!("{RELEASE}{}", self.listed.below)
    }

    /// Returns the path of a file, from the root of the site.
    pub fn path(&self, file: &str) -> String {
        format!("{}{file}", self.folder())
    }

    /// Returns the absolute address of a path from the root of the site; `None` where the site has none.
    pub fn address(&self, path: &str) -> Option<String> {
        self.url.map(|url| format!("{url}{path}"))
    }
}
