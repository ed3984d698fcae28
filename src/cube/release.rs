//! A release: the catalog and its tables.

use std::collections::BTreeMap;

use crate::{Catalog, Table};

/// What is published together, or as much of it as has been loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// What the release says of itself.
    pub catalog: Catalog,
    /// Its tables by id.
    pub tables: BTreeMap<String, Table>,
}
