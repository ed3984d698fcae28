//! Fills the document that Trunk built with the text of one page.
//!
//! Trunk builds one `index.html`, in which every reference begins with `./`. A page further down is the same text with as
//! many `../` as it lies deep, in its own language, with its own title, description and content.

use dashboard::view::View;

use crate::{
    escape::escape,
    head::{Common, Preview, describe, head},
    json_ld::json_ld,
    pages::SitePage,
    paper::paper,
    without_script::notes,
};

/// Where the content stands: what comes before and after it.
const PLACE: [&str; 2] = ["<div id=\"page\">", "<div id=\"message\">"];

/// Makes the document of a page: the built one with this view as text; `content` is its HTML. `None` where the built one
/// lacks a place for it.
pub fn document(
    built: &str,
    common: Common<'_>,
    page: &SitePage,
    view: &View,
    preview: Option<&Preview>,
    content: &str,
) -> Option<String> {
    let data = json_ld(common, page, view);
    let head = head(common, page, view, preview);
    let head = format!("{head}    {data}\n");
    fill(built, page, view, &head, &paper(common, page), content)
}

/// Fills the built document with the title, the description and the content of a page; `head` is added to its head, and
/// `before` stands before all else.
pub fn fill(
    built: &str,
    page: &SitePage,
    view: &View,
    head: &str,
    before: &str,
    content: &str,
) -> Option<String> {
    let (lang, root) = (page.lang, page.root());
    let html = replace_between(built, "<html lang=\"", "\"", lang.tag())?;
    let html = replace_between(&html, "<title>", "</title>", &escape(&view.document_title))?;
    let html = replace_between(
        &html,
        "<meta name=\"description\" content=\"",
        "\"",
        &escape(&describe(view)),
    )?;
    let html = replace_between(&html, "<meta name=\"root\" content=\"", "\"", "./")?;
    let html = html.replace("=\"./", &format!("=\"{root}"));
    let html = html.replacen("</head>", &format!("{head}  </head>"), 1);
    let content = format!("\n{before}{}{content}</div>\n", notes(page, view));
    replace_between(&html, PLACE[0], PLACE[1], &content)
}

/// Replaces the text between the first `start` and the `end` after it.
fn replace_between(text: &str, start: &str, end: &str, new: &str) -> Option<String> {
    let (before, rest) = text.split_once(start)?;
    let (_, after) = rest.split_once(end)?;
    Some(format!("{before}{start}{new}{end}{after}"))
}
