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
