//! Makes the selects, groups and switches of a page, and names the nearest views where nothing is published.
//!
//! Whether a choice is there depends on the published family alone, never on a number.

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

/// The questions of a section; none on the opening page, nor of series of others.
pub fn controls(context: &Context) -> Vec<Control> {
    let asked = context.query.page != Page::Home && !context.query.shows_series(context.catalog());
    let Some(section) = context.query.section(context.catalog()).filter(|_| asked) else {
        return vec![];
    };
    let filters = section
        .filters
        .iter()
        .filter_map(|id| context.catalog().dimension(id));
    let filters = filters.map(|dimension| filter(context, dimension));
    let shown = breakdown(context, section.layout)
        .into_iter()
        .chain([show(context)])
        .chain(order(context));
    years(context)
        .into_iter()
        .chain(filters)
        .chain(shown)
        .chain(compare(context))
        .collect()
}
