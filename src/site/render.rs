//! Renders a view as HTML text.

use dashboard::view::View;
use markup::Surroundings;

use crate::outlines::Maps;

/// Renders the whole page of a view; `root` leads from it to the root of the site: `./`, `../`.
pub fn render(view: &View, root: &str, maps: &Maps) -> String {
    let around = Surroundings {
        root,
        outlines: &|atlas| maps.get(atlas).cloned(),
    };
    markup::page(view, &around)
}
