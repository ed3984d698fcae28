//! Describes a page in the frame of the site, and where it is.

use cube::{Catalog, Lang, Languages, Phrase};
use maud::Markup;

/// A page in one language.
pub struct Page<'a> {
    /// The catalog of the release.
    pub catalog: &'a Catalog,
    /// The language.
    pub lang: Lang,
    /// Its title.
    pub title: Phrase,
    /// Its folder below that of the language, with a slash at the end.
    pub folder: Phrase,
    /// What it is about, in a sentence or two.
    pub lede: String,
    /// The path of its script, relative to the root of the site, if it has one.
    pub script: Option<&'a str>,
    /// The content between header and footer.
    pub content: Markup,
}

/// Returns the relative path from a page's folder to the root of the site.
pub fn path_to_root(languages: &Languages, folder: Phrase, lang: Lang) -> String {
    "../".repeat(languages.folder_of(lang, folder).matches('/').count())
}
