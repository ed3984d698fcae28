//! Renders a view as HTML text.

use dashboard::view::{Outlines, View};
use markup::Surroundings;

/// Renders the whole page of a view; `root` leads from it to the root of the site: `./`, `../`. Outlines of maps are read
/// by `read`.
pub fn render(view: &View, root: &str, read: impl Fn(&str) -> Option<String>) -> String {
    let outlines = |atlas: dashboard::view::Atlas| Outlines::parse(&read(atlas.file())?);
    markup::page(
        view,
        &Surroundings {
            root,
            outlines: &outlines,
        },
    )
}
