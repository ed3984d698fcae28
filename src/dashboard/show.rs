//! Decides what of the counts a page can show, by what its figures compare, never by a number.

use cube::Catalog;

use crate::query::{Query, Show};
use crate::rate;

/// Whether the figures can show this: a share takes categories, of which one is a part of all; a change takes years,
/// and a rate inhabitants.
pub fn can_show(catalog: &Catalog, query: &Query, show: Show) -> bool {
    match show {
        Show::Count => true,
        Show::Share => query.compares_categories(catalog),
        Show::Change => query.is_over_time(catalog),
        Show::Rate => rate::has_rates(catalog, query),
    }
}
