//! Makes the selects, groups and switches of a page, and links to the nearest views where nothing is published.
//!
//! The choices depend on which tables are published, never on a number.

mod chip;
mod choice;
mod compare;
mod filter;
mod preset;
mod shown;
mod switch;
mod unanswered;

use crate::context::Context;
use crate::controls::compare::compare;
use crate::controls::filter::{filter, years};
use crate::controls::shown::{breakdown, order, show};
use crate::query::Page;
use crate::view::Control;

pub use chip::{chips, clear};
pub use preset::presets;
pub use switch::{folded, grains, shapes};
pub use unanswered::{dead_end, unanswered};

/// Makes the selects of a section; the opening page and series of others have none.
pub fn controls(context: &Context) -> Vec<Control> {
    let (catalog, query) = (context.catalog(), context.query);
    let Some(section) = query.section(catalog) else {
        return vec![];
    };
    if query.page == Page::Home || query.shows_series(catalog) {
        return vec![];
    }
    let mut controls = years(context);
    for dimension in section
        .filters
        .iter()
        .filter_map(|id| catalog.dimension(id))
    {
        controls.push(filter(context, dimension));
    }
    controls.extend(breakdown(context, section.layout));
    controls.push(show(context));
    controls.extend(order(context));
    controls.extend(compare(context));
    controls
}
