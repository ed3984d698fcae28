//! Writes and reads the cells of several tables in one file, for pages that have the catalog already.
//!
//! The format is the dashboard's own: what the catalog says of a table is not said again.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::catalog::Catalog;
use crate::json_stat::error::ReadError;
use crate::objects::{Mistake, Read, object};
use crate::table::{Cell, Table};

#[derive(Serialize)]
struct CellsFile<'a> {
    release: &'a str,
    edition: &'a str,
    tables: BTreeMap<&'a str, Vec<Option<u64>>>,
}

#[derive(Default)]
struct CellsPart {
    release: String,
    edition: String,
    tables: Map<String, Value>,
}

object!(CellsPart: release edition tables;);

/// Writes the cells of tables by their ids, in row-major order, one line: `{"a.sexo": [12, null], …}` in the field
/// `tables`, after the release and its edition. A hidden cell is `null`.
pub fn write_cells<'a>(catalog: &Catalog, tables: impl IntoIterator<Item = &'a Table>) -> String {
    let cells = |table: &'a Table| {
        let cells = table.cells().iter().map(|cell| cell.published());
        (table.id.as_str(), cells.collect())
    };
    let file = CellsFile {
        release: &catalog.release,
        edition: &catalog.edition,
        tables: tables.into_iter().map(cells).collect(),
    };
    super::write::to_line(&file)
}

/// Reads the tables that [`write_cells`] wrote, with the labels and categories of their catalog.
pub fn read_cells(json: &str, catalog: &Catalog) -> Result<Vec<Table>, ReadError> {
    let mut file = CellsPart::default();
    file.read(serde_json::from_str(json)?)?;
    if file.release != catalog.release || file.edition != catalog.edition {
        return Err(Mistake::expected("the release of the catalog").into());
    }
    let mut tables = Vec::new();
    for entry in &catalog.tables {
        let Some(written) = file.tables.remove(&entry.id) else {
            continue;
        };
        let mut counts: Vec<Option<u64>> = Vec::new();
        counts
            .read(written)
            .map_err(|mistake| mistake.inside(&entry.id))?;
        let mut cells = Vec::new();
        for count in counts {
            cells.push(count.map_or(Cell::Hidden, Cell::Published));
        }
        let dimensions = catalog.dimensions_of(entry);
        let label = crate::text::Text::default();
        tables.push(Table::new(
            &entry.id,
            label,
            &entry.measure,
            dimensions,
            cells,
        )?);
    }
    Ok(tables)
}
