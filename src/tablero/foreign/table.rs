//! Builds a release of a table's cells: a table for each combination of hierarchies.

use std::collections::BTreeMap;
use std::path::Path;

use attack::Mark;
use cube::{Address, Catalog, Cell, Dimension, Relations, Release, Table, Text};

use crate::foreign::cells::{CellRead, Cells, read_cells};
use crate::foreign::dimensions::{ColumnDimension, build_dimensions, pair_codes};
use crate::foreign::error::ForeignError;
use crate::foreign::layout::Layout;
use crate::foreign::mark::Meaning;
use crate::foreign::parents::read_parents;

/// A table of another publisher.
#[derive(Clone, Debug)]
pub struct ForeignTable {
    /// The table as a release of its own.
    pub release: Release,
    /// The hidden cells whose marks tell bounds.
    pub marks: Vec<Mark>,
    /// The columns without a total.
    pub without_total: Vec<String>,
    /// By mark that tells bounds: the bounds, and how many rows have it.
    pub meanings: BTreeMap<String, (u64, Option<u64>, usize)>,
}

/// Reads a table as a release of its own. A column whose codes lie in several hierarchies becomes several dimensions, and
/// each combination of them a table.
pub fn read(file: &Path, layout: &Layout) -> Result<ForeignTable, ForeignError> {
    let cells = read_cells(file, layout)?;
    let parents = match &layout.parents {
        Some(parents) => read_parents(parents, layout, &cells)?,
        None => BTreeMap::new(),
    };
    let columns: Vec<Vec<ColumnDimension>> = (0..layout.dimensions.len())
        .map(|column| build_dimensions(column, layout, &cells, &parents))
        .collect();
    let (mut tables, mut marks) = (BTreeMap::new(), Vec::new());
    for combination in combine(&columns) {
        let table = build_table(&combination, layout, &cells);
        marks.extend(table.addressed().filter_map(|(address, _)| {
            let mark = find_cell(&combination, layout, &cells, &address)?
                .mark
                .as_ref()?;
            match mark.meaning {
                Meaning::Bounds(low, high) => Some(Mark { address, low, high }),
                Meaning::Nothing => None,
            }
        }));
        tables.insert(table.id.clone(), table);
    }
    let relations = Relations {
        equal: columns
            .iter()
            .flat_map(|column| pair_codes(column))
            .collect(),
        ..Relations::default()
    };
    let dimensions = columns
        .into_iter()
        .flatten()
        .map(|(_, dimension)| dimension)
        .collect();
    Ok(ForeignTable {
        release: Release {
            catalog: build_catalog(file, layout, dimensions, relations),
            tables,
        },
        marks,
        without_total: list_without_total(layout),
        meanings: count_meanings(&cells),
    })
}

/// Lists the columns that have no total.
fn list_without_total(layout: &Layout) -> Vec<String> {
    let columns = layout.dimensions.iter();
    columns
        .filter(|column| layout.totals.of_column(column).is_none())
        .cloned()
        .collect()
}

/// Counts the rows by marks that tell bounds.
fn count_meanings(cells: &Cells) -> BTreeMap<String, (u64, Option<u64>, usize)> {
    let mut meanings = BTreeMap::new();
    for mark in cells.values().filter_map(|cell| cell.mark.as_ref()) {
        if let Meaning::Bounds(low, high) = mark.meaning {
            meanings
                .entry(mark.text.clone())
                .or_insert((low, high, 0))
                .2 += 1;
        }
    }
    meanings
}

/// Lists every choice of one dimension for each column.
fn combine(columns: &[Vec<ColumnDimension>]) -> Vec<Vec<ColumnDimension>> {
    let mut combinations = vec![vec![]];
    for dimensions in columns {
        let mut longer = Vec::new();
        for combination in &combinations {
            for dimension in dimensions {
                let mut next = combination.clone();
                next.push(dimension.clone());
                longer.push(next);
            }
        }
        combinations = longer;
    }
    combinations
}

/// Builds the table of these dimensions; cells that the file lacks are hidden.
fn build_table(combination: &[ColumnDimension], layout: &Layout, cells: &Cells) -> Table {
    let dimensions: Vec<Dimension> = combination
        .iter()
        .map(|(_, dimension)| dimension.clone())
        .collect();
    let id = dimensions
        .iter()
        .map(|dimension| dimension.id.as_str())
        .collect::<Vec<_>>()
        .join(".");
    Table::from_fn(
        id,
        Text::default(),
        layout.value.clone(),
        dimensions,
        |address: &Address| {
            let cell = find_cell(combination, layout, cells, address);
            cell.map_or(Cell::Hidden, |read| read.cell)
        },
    )
}

/// Finds the cell of the file at an address. `None`: the file lacks it.
fn find_cell<'a>(
    combination: &[ColumnDimension],
    layout: &Layout,
    cells: &'a Cells,
    address: &Address,
) -> Option<&'a CellRead> {
    let code = |(position, dimension): &ColumnDimension| {
        let pinned = address.pins.get(&dimension.id).map(String::as_str);
        let total = || layout.totals.of_column(&layout.dimensions[*position]);
        pinned.or_else(total).map(Into::into)
    };
    let codes: Option<Vec<String>> = combination.iter().map(code).collect();
    cells.get(&codes?)
}

/// Builds a catalog named after the file.
fn build_catalog(
    file: &Path,
    layout: &Layout,
    dimensions: Vec<Dimension>,
    relations: Relations,
) -> Catalog {
    let name = file
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Catalog {
        codebook: name.clone(),
        release: name,
        threshold: layout.threshold,
        dimensions,
        relations,
        ..Catalog::default()
    }
}
