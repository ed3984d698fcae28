//! Finds the dimensions by which a measure is published.

use crate::{
    format::{Format, Section},
    placed::Placed,
};

/// The dimensions by which a measure is published, in the codebook's order: those of all sections that show it, except a
/// dimension of which it counts only some categories.
pub(super) fn published_dimensions(format: &Format, measure: &str) -> Vec<String> {
    let shows = |section: &&Section| {
        section
            .measures
            .iter()
            .any(|shown| shown.get_ref() == measure)
    };
    let listed: Vec<&String> = format
        .section
        .iter()
        .filter(shows)
        .flat_map(|section| &section.dimensions)
        .map(Placed::get_ref)
        .collect();
    let ids = format
        .dimension
        .iter()
        .map(|dimension| dimension.id.get_ref());
    ids.filter(|id| listed.contains(id) && !counts_some(format, measure, id))
        .cloned()
        .collect()
}

/// Whether a measure counts only some categories of a dimension.
pub(super) fn counts_some(format: &Format, measure: &str, dimension: &str) -> bool {
    let measure = format
        .measure
        .iter()
        .find(|known| known.id.get_ref() == measure);
    let when = measure.and_then(|measure| measure.when.as_ref());
    when.is_some_and(|when| when.dimension.get_ref() == dimension)
}
