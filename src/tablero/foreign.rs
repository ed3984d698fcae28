//! Reads a table of another publisher as a release, so that it can be attacked: a CSV file with one row for each cell.
//!
//! Cells that the file does not have count as hidden.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use cube::{Address, Catalog, Category, Cell, Dimension, Pin, Relations, Release, Table, Text};
use thiserror::Error;

/// The columns of a file and the meaning of their values.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The columns of codes.
    pub dimensions: Vec<String>,
    /// The column of counts.
    pub value: String,
    /// The marks that replace a hidden count.
    pub hidden: Vec<String>,
    /// Another column that marks hidden counts, and its mark.
    pub hidden_where: Option<(String, String)>,
    /// The code of the total of a dimension.
    pub total: String,
    /// The smallest count that may be published.
    pub threshold: u64,
    /// A file of which code lies below which: columns `column`, `hierarchy`, `code`, `parent`.
    pub parents: Option<PathBuf>,
}

/// Why a table cannot be read.
#[derive(Debug, Error)]
pub enum ForeignError {
    /// The file cannot be read or is not valid CSV.
    #[error("{}: the table cannot be read: {source}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The reader's error.
        source: csv::Error,
    },
    /// A column is missing.
    #[error("{}: the column “{column}” is missing", .file.display())]
    NoColumn {
        /// The file.
        file: PathBuf,
        /// The name of the column.
        column: String,
    },
    /// A value is neither a count nor a mark for hidden counts.
    #[error("{}, line {line}: the value is neither a count nor one of the marks of --hidden", .file.display())]
    NotCount {
        /// The file.
        file: PathBuf,
        /// The line, the heading being the first.
        line: usize,
    },
    /// Several rows have the same codes.
    #[error("{}: lines with the same codes: {}", .file.display(), list_repeated(.lines))]
    Duplicates {
        /// The file.
        file: PathBuf,
        /// The lines of each such group of rows, the heading being the first line.
        lines: Vec<Vec<usize>>,
    },
}

/// Lists groups of lines: `2 = 5 = 9; 3 = 4`.
fn list_repeated(lines: &[Vec<usize>]) -> String {
    let join = |group: &Vec<usize>| {
        let numbers: Vec<String> = group.iter().map(usize::to_string).collect();
        numbers.join(" = ")
    };
    let groups: Vec<String> = lines.iter().map(join).collect();
    groups.join("; ")
}

type Cells = BTreeMap<Vec<String>, Cell>;

/// For each column its hierarchies by name; in each hierarchy, the parent of each code.
type Parents = BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>;

/// A column, by its position, with one of its hierarchies as a dimension.
type ColumnDimension = (usize, Dimension);

/// Reads a table as a release of its own. A column whose codes lie in several hierarchies becomes several dimensions, and
/// each combination of them a table.
pub fn read(file: &Path, layout: &Layout) -> Result<Release, ForeignError> {
    let cells = read_cells(file, layout)?;
    let parents = layout
        .parents
        .as_deref()
        .map(read_hierarchies)
        .transpose()?
        .unwrap_or_default();
    let columns: Vec<Vec<ColumnDimension>> = (0..layout.dimensions.len())
        .map(|column| build_dimensions(column, layout, &cells, &parents))
        .collect();
    let mut tables = BTreeMap::new();
    for combination in combine(&columns) {
        let table = build_table(&combination, layout, &cells);
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
    Ok(Release {
        catalog: build_catalog(file, layout, dimensions, relations),
        tables,
    })
}

/// Lists the columns in which no row has the code of the total.
pub fn columns_without_total(file: &Path, layout: &Layout) -> Result<Vec<String>, ForeignError> {
    let cells = read_cells(file, layout)?;
    let has_total = |at: usize| cells.keys().any(|key| key.get(at) == Some(&layout.total));
    let columns = layout.dimensions.iter().enumerate();
    Ok(columns
        .filter(|(at, _)| !has_total(*at))
        .map(|(_, column)| column.clone())
        .collect())
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

/// Reads the fields of these columns from every row, with the number of its line.
fn read_rows(file: &Path, columns: &[&str]) -> Result<Vec<(usize, Vec<String>)>, ForeignError> {
    let unreadable = |source| ForeignError::Unreadable {
        file: file.into(),
        source,
    };
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(file)
        .map_err(unreadable)?;
    let heading = reader.headers().map_err(unreadable)?.clone();
    let mut positions = Vec::new();
    for column in columns {
        let Some(position) = heading.iter().position(|name| name == *column) else {
            return Err(ForeignError::NoColumn {
                file: file.into(),
                column: (*column).to_owned(),
            });
        };
        positions.push(position);
    }
    let mut rows = Vec::new();
    // Line 1 is the heading.
    for (line, record) in (2..).zip(reader.records()) {
        let record = record.map_err(unreadable)?;
        let fields = positions
            .iter()
            .map(|position| record.get(*position).unwrap_or_default().to_owned())
            .collect();
        rows.push((line, fields));
    }
    Ok(rows)
}

/// Reads the cell of each row by its codes.
fn read_cells(file: &Path, layout: &Layout) -> Result<Cells, ForeignError> {
    let mut columns: Vec<&str> = layout.dimensions.iter().map(String::as_str).collect();
    columns.push(&layout.value);
    columns.extend(
        layout
            .hidden_where
            .as_ref()
            .map(|(column, _)| column.as_str()),
    );
    let mut cells = Cells::new();
    let mut lines: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (line, mut fields) in read_rows(file, &columns)? {
        let rest = fields.split_off(layout.dimensions.len());
        let value = rest.first().map(String::as_str).unwrap_or_default();
        let is_marked = layout
            .hidden_where
            .as_ref()
            .is_some_and(|(_, mark)| rest.get(1) == Some(mark));
        let cell = match value.parse() {
            _ if is_marked || layout.hidden.iter().any(|mark| mark == value) => Cell::Hidden,
            Ok(count) => Cell::Published(count),
            Err(_) => {
                return Err(ForeignError::NotCount {
                    file: file.into(),
                    line,
                });
            }
        };
        lines.entry(fields.clone()).or_default().push(line);
        cells.insert(fields, cell);
    }
    let mut repeated: Vec<Vec<usize>> = lines.into_values().collect();
    repeated.retain(|lines| lines.len() > 1);
    repeated.sort();
    if !repeated.is_empty() {
        return Err(ForeignError::Duplicates {
            file: file.into(),
            lines: repeated,
        });
    }
    Ok(cells)
}

/// Reads the hierarchies of the columns.
fn read_hierarchies(file: &Path) -> Result<Parents, ForeignError> {
    let mut parents = Parents::new();
    for (_, fields) in read_rows(file, &["column", "hierarchy", "code", "parent"])? {
        if let Ok([column, hierarchy, code, parent]) = <[String; 4]>::try_from(fields) {
            parents
                .entry(column)
                .or_default()
                .entry(hierarchy)
                .or_default()
                .insert(code, parent);
        }
    }
    Ok(parents)
}

/// Builds the dimensions of a column: one for each of its hierarchies, or a flat one.
fn build_dimensions(
    position: usize,
    layout: &Layout,
    cells: &Cells,
    parents: &Parents,
) -> Vec<ColumnDimension> {
    let column = &layout.dimensions[position];
    let codes: BTreeSet<&String> = cells.keys().filter_map(|key| key.get(position)).collect();
    let codes: Vec<&String> = codes
        .into_iter()
        .filter(|code| **code != layout.total)
        .collect();
    let Some(hierarchies) = parents.get(column) else {
        let flat = build_dimension(column, codes, &BTreeMap::new());
        return vec![(position, flat)];
    };
    let mut dimensions = Vec::new();
    for (name, parents) in hierarchies {
        let included = codes
            .iter()
            .copied()
            .filter(|code| is_included(code, parents, hierarchies))
            .collect();
        let dimension = build_dimension(&format!("{column}.{name}"), included, parents);
        dimensions.push((position, dimension));
    }
    dimensions
}

/// For each code of one hierarchy, its parent.
type Hierarchy = BTreeMap<String, String>;

/// Returns whether a hierarchy divides the total into this code, among others: it names the code, or
/// it names nothing that contains a code of other hierarchies at whose bottom the code is.
fn is_included(code: &str, parents: &Hierarchy, all: &BTreeMap<String, Hierarchy>) -> bool {
    let names =
        |code: &str| parents.contains_key(code) || parents.values().any(|parent| parent == code);
    let is_at_bottom = !all
        .values()
        .any(|parents| parents.values().any(|parent| parent == code));
    let is_known = all.values().any(|parents| parents.contains_key(code));
    let is_within = || codes_above(code, all).into_iter().any(names);
    names(code) || is_at_bottom && is_known && !is_within()
}

/// Lists the codes that contain a code in any hierarchy, through any others.
fn codes_above<'a>(code: &str, all: &'a BTreeMap<String, Hierarchy>) -> BTreeSet<&'a str> {
    let mut above: BTreeSet<&str> = BTreeSet::new();
    let mut waiting: Vec<&str> = parents_of(code, all).collect();
    while let Some(parent) = waiting.pop() {
        if above.insert(parent) {
            waiting.extend(parents_of(parent, all));
        }
    }
    above
}

fn parents_of<'a>(
    code: &str,
    all: &'a BTreeMap<String, Hierarchy>,
) -> impl Iterator<Item = &'a str> {
    all.values()
        .filter_map(move |parents| parents.get(code))
        .map(String::as_str)
}

/// Builds a dimension with parents before their children. Where the file lacks a parent, what
/// contains the parent takes its place.
fn build_dimension(id: &str, codes: Vec<&String>, parents: &Hierarchy) -> Dimension {
    let mut left = codes.clone();
    let mut categories: Vec<Category> = Vec::new();
    while !left.is_empty() {
        let parent = |code: &String| {
            let mut above = parents.get(code);
            // A hierarchy that contains itself ends the search.
            for _ in 0..parents.len() {
                above = above.and_then(|parent| {
                    if codes.contains(&parent) {
                        Some(parent)
                    } else {
                        parents.get(parent)
                    }
                });
            }
            above.filter(|parent| codes.contains(parent))
        };
        let is_ready = |code: &&&String| {
            parent(code)
                .is_none_or(|parent| categories.iter().any(|category| category.code == *parent))
        };
        let ready: Vec<&String> = left.iter().filter(is_ready).copied().collect();
        if ready.is_empty() {
            break;
        }
        left.retain(|code| !ready.contains(code));
        let category = |code: &String| Category {
            code: code.clone(),
            parent: parent(code).cloned(),
            ..Category::default()
        };
        let new: Vec<Category> = ready.into_iter().map(category).collect();
        categories.extend(new);
    }
    Dimension {
        id: id.into(),
        categories,
        ..Dimension::default()
    }
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
            let code = |(_, dimension): &ColumnDimension| {
                address
                    .pins
                    .get(&dimension.id)
                    .unwrap_or(&layout.total)
                    .clone()
            };
            cells
                .get(&combination.iter().map(code).collect::<Vec<_>>())
                .copied()
                .unwrap_or(Cell::Hidden)
        },
    )
}

/// Pairs each code of a hierarchy of the column with the same code in the later ones: one row of the file counts both.
fn pair_codes(hierarchies: &[ColumnDimension]) -> Vec<(Pin, Pin)> {
    let mut pairs = Vec::new();
    for (at, (_, one)) in hierarchies.iter().enumerate() {
        for category in &one.categories {
            let pin = |dimension: &Dimension| Pin {
                dimension: dimension.id.clone(),
                code: category.code.clone(),
            };
            for (_, other) in &hierarchies[at + 1..] {
                if other.category(&category.code).is_some() {
                    pairs.push((pin(one), pin(other)));
                }
            }
        }
    }
    pairs
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

#[cfg(test)]
mod tests;
