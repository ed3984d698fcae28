//! Declares a release: the catalog and its tables.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::table::Table;

/// A catalog and its tables, or as many of them as have been loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The catalog.
    pub catalog: Catalog,
    /// Its tables by id.
    pub tables: BTreeMap<String, Table>,
}
