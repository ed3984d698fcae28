//! Writes all files of a release that repeat or describe its tables in other formats than JSON-stat.

use cube::Release;
use thiserror::Error;

use crate::{
    dcat,
    files::{DCAT, Files, PACKAGE, PARQUET, SCHEMA_ORG, STRUCTURE, csv_file, workbook_file},
    package, parquet, rows, schema_org, spreadsheet, structure, tidy,
};

/// Why a release cannot be written in a format.
#[derive(Debug, Error)]
pub enum FormatError {
    /// A workbook cannot be written.
    #[error("the workbook of the table “{table}” cannot be written: {source}")]
    Workbook {
        /// The table's id.
        table: String,
        /// Why.
        source: rust_xlsxwriter::XlsxError,
    },
    /// A CSV file cannot be written.
    #[error("the CSV file of the table “{table}” cannot be written: {source}")]
    Csv {
        /// The table's id.
        table: String,
        /// Why.
        source: csv::Error,
    },
}

/// Writes all files of a release that repeat or describe its tables in other formats than JSON-stat.
pub fn render(release: &Release) -> Result<Files, FormatError> {
    let mut files = Files::new();
    for table in release.tables.values() {
        let rows = rows::list(table, &release.catalog);
        let csv = tidy::write(&rows).map_err(|source| FormatError::Csv {
            table: table.id.clone(),
            source,
        })?;
        files.insert(csv_file(&table.id), csv);
        if spreadsheet::fits(&rows) {
            let book = spreadsheet::write(&rows, table, &release.catalog).map_err(|source| {
                FormatError::Workbook {
                    table: table.id.clone(),
                    source,
                }
            })?;
            files.insert(workbook_file(&table.id), book);
        }
    }
    files.insert(PARQUET.into(), parquet::write(release));
    let package = package::write(release, &files);
    files.insert(STRUCTURE.into(), structure::write(release));
    files.insert(PACKAGE.into(), package);
    let dcat = dcat::write(release, &files);
    files.insert(DCAT.into(), dcat);
    files.insert(SCHEMA_ORG.into(), schema_org::write(release));
    Ok(files)
}
