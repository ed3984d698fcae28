//! Writes the embed of a figure: a page for frames on other sites, with the figure and what is needed to read it.
//!
//! It is the page of the figure without what surrounds it. Its links open the site in a tab of its own, and search engines
//! are led to the page of the figure.

use dashboard::view::View;
use markup::Setting;

use crate::{
    document::fill,
    head::{Common, link},
    outlines::Maps,
    pages::SitePage,
    render::render,
};

/// The script of all embeds.
const FRAME: &str = "embed/frame.js";

/// The scripts of embeds, by their paths below the root of the site: of all embeds, and for pages around them.
pub const SCRIPTS: [(&str, &str); 2] = [
    (FRAME, include_str!("embed/frame.js")),
    ("embed/height.js", include_str!("embed/height.js")),
];

/// Returns the embed of a page, if it is that of one figure.
pub fn embed_of(page: &SitePage) -> Option<SitePage> {
    page.query.figure.as_ref().map(|_| SitePage {
        folder: dashboard::embed(&page.folder),
        ..page.clone()
    })
}

/// Makes the document of an embed; `own` is the page of its figure, with its view. `None` where the built document lacks a
/// place for it.
pub fn document(
    built: &str,
    common: Common<'_>,
    (page, own): (&SitePage, &SitePage),
    view: &View,
    maps: &Maps,
) -> Option<String> {
    let content = render(view, &page.root(), maps, Setting::Frame);
    let content = content.replace(" rel=\"external\"", "");
    let content = content.replace("<a ", "<a target=\"_blank\" rel=\"noopener\" ");
    let mut head = "    <meta name=\"robots\" content=\"noindex\">\n".to_owned();
    if let Some(url) = common.url {
        let canonical = link("rel=\"canonical\"", &url.join(&own.folder));
        head += &format!("    {canonical}\n");
    }
    head += &format!("    <script src=\"{}{}\"></script>\n", page.root(), FRAME);
    // No group is offered here.
    let view = View {
        bar: None,
        ..view.clone()
    };
    let html = fill(built, page, &view, &head, "", &content)?;
    Some(html.replacen("<html ", "<html data-embed ", 1))
}
