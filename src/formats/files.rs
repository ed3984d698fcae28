//! Names the files of a release in other formats.

use std::collections::BTreeMap;

/// The description of the tables, their columns and code lists.
pub const STRUCTURE: &str = "structure.json";
/// The description of the files as a data package.
pub const PACKAGE: &str = "datapackage.json";
/// The description of the release for catalogs of open data (DCAT-AP).
pub const DCAT: &str = "dcat.jsonld";
/// The description of the release for search engines (schema.org).
pub const SCHEMA_ORG: &str = "schema.jsonld";

/// All tables as one file for programs of large data.
pub const PARQUET: &str = "observations.parquet";

/// The content of files by their names.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Names the CSV file of a table.
pub fn csv_file(table: &str) -> String {
    format!("{table}.csv")
}

/// Names the workbook of a table.
pub fn workbook_file(table: &str) -> String {
    format!("{table}.xlsx")
}
