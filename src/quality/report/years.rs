//! Lists the published years.

use cube::Catalog;

/// The published years, in words of the catalog.
pub(super) fn years(catalog: &Catalog) -> Vec<&cube::Category> {
    catalog
        .dimension(&catalog.time)
        .into_iter()
        .flat_map(cube::Dimension::leaves)
        .collect()
}
