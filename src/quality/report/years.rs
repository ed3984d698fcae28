//! Lists the published years.

use cube::Catalog;

/// Lists the published years, with the labels of the catalog.
pub(super) fn list_years(catalog: &Catalog) -> Vec<&cube::Category> {
    catalog
        .dimension(&catalog.time)
        .into_iter()
        .flat_map(cube::Dimension::leaves)
        .collect()
}

/// Lists the published years, or the periods in their place; none where all years are one period.
pub(super) fn list_compared_years(catalog: &Catalog) -> Vec<&cube::Category> {
    if catalog.has_one_span() && catalog.has_periods_only() {
        vec![]
    } else {
        list_years(catalog)
    }
}
