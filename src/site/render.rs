//! Renders a view as HTML text.

use dashboard::view::View;
use markup::{Setting, Surroundings};

use crate::outlines::Maps;

/// Renders the whole page of a view; `root` leads from it to the root of the site: `./`, `../`.
pub fn render(view: &View, root: &str, maps: &Maps, setting: Setting) -> String {
    let around = Surroundings {
        root,
        outlines: &|atlas| maps.get(atlas).cloned(),
        setting,
    };
    markup::page(view, &around)
}
