//! Reads the cells of a table by their codes, and checks that what the layout names is there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cube::Cell;

use crate::foreign::counts::{self, Unclear, Written};
use crate::foreign::error::ForeignError;
use crate::foreign::file::{Row, read_rows};
use crate::foreign::layout::Layout;
use crate::foreign::mark::{HiddenMark, Meaning};

/// A cell of the file.
#[derive(Clone, Debug)]
pub(super) struct CellRead {
    pub(super) cell: Cell,
    /// The mark that stands in the place of the count, if it tells bounds.
    pub(super) mark: Option<HiddenMark>,
}

/// The cells of the file by their codes, in the order of the columns.
pub(super) type Cells = BTreeMap<Vec<String>, CellRead>;

/// Reads all cells.
pub(super) fn read_cells(file: &Path, layout: &Layout) -> Result<Cells, ForeignError> {
    let rows = read_rows(file, &columns(layout)?)?;
    if rows.is_empty() {
        return Err(ForeignError::NoRows { file: file.into() });
    }
    check_hidden_where(file, layout, &rows)?;
    let mut codes: Vec<(usize, Vec<String>)> = Vec::new();
    let mut cells: Vec<CellRead> = Vec::new();
    let mut written: Vec<(usize, &str, Written)> = Vec::new();
    let mut counted: Vec<usize> = Vec::new();
    for (line, fields) in &rows {
        let (key, rest) = fields.split_at(layout.dimensions.len());
        let value = rest.first().map(String::as_str).unwrap_or_default();
        let cell = match find_mark(file, layout, *line, value, rest.get(1))? {
            Some(mark) => hide(mark),
            None => {
                let count = counts::parse(value).ok_or_else(|| ForeignError::NotCount {
                    file: file.into(),
                    line: *line,
                    value: value.into(),
                })?;
                counted.push(cells.len());
                written.push((*line, value, count));
                publish(0)
            }
        };
        codes.push((*line, key.to_vec()));
        cells.push(cell);
    }
    let counts = counts::settle(&written).map_err(|unclear| explain(file, unclear))?;
    for (at, count) in counted.into_iter().zip(counts) {
        cells[at] = publish(count);
    }
    check_repeated(file, &codes)?;
    let cells: Cells = codes.into_iter().map(|(_, key)| key).zip(cells).collect();
    check_totals(file, layout, &cells)?;
    Ok(cells)
}

/// Lists the columns that are read: the codes, the counts, and what marks them.
fn columns(layout: &Layout) -> Result<Vec<&str>, ForeignError> {
    let mut columns: Vec<&str> = layout.dimensions.iter().map(String::as_str).collect();
    columns.push(&layout.value);
    columns.extend(
        layout
            .hidden_where
            .iter()
            .map(|(column, _)| column.as_str()),
    );
    for (at, column) in columns.iter().enumerate() {
        if columns[..at].contains(column) {
            let column = (*column).into();
            return Err(ForeignError::NamedTwice { column });
        }
    }
    Ok(columns)
}

/// Finds the mark that hides the count of a row. `None`: it is not hidden.
fn find_mark(
    file: &Path,
    layout: &Layout,
    line: usize,
    value: &str,
    note: Option<&String>,
) -> Result<Option<HiddenMark>, ForeignError> {
    if let Some(mark) = layout.hidden.iter().find(|mark| mark.is_in(value)) {
        return Ok(Some(mark.clone()));
    }
    let Some((_, mark)) = &layout.hidden_where else {
        return Ok(None);
    };
    if !note.is_some_and(|note| mark.is_in(note)) {
        return Ok(None);
    }
    if mark.meaning != Meaning::Nothing || counts::parse(value).is_some() {
        return Ok(Some(mark.clone()));
    }
    // The count's own place may tell bounds.
    let own = value.parse().map_err(|reason| ForeignError::UnclearMark {
        file: file.into(),
        line,
        reason,
    })?;
    Ok(Some(own))
}

fn publish(count: u64) -> CellRead {
    CellRead {
        cell: Cell::Published(count),
        mark: None,
    }
}

/// Makes a cell of a mark: one that allows a single count publishes it.
fn hide(mark: HiddenMark) -> CellRead {
    match mark.meaning {
        Meaning::Bounds(low, Some(high)) if low == high => publish(low),
        Meaning::Bounds(..) => CellRead {
            cell: Cell::Hidden,
            mark: Some(mark),
        },
        Meaning::Nothing => CellRead {
            cell: Cell::Hidden,
            mark: None,
        },
    }
}

fn explain(file: &Path, unclear: Unclear) -> ForeignError {
    let file = file.into();
    match unclear {
        Unclear::Both(fields) => ForeignError::TwoSeparators { file, fields },
        Unclear::Neither(line, value) => ForeignError::UnclearSeparator { file, line, value },
    }
}

/// Checks that the mark of `--hidden-where` is in some row.
fn check_hidden_where(file: &Path, layout: &Layout, rows: &[Row]) -> Result<(), ForeignError> {
    let Some((column, mark)) = &layout.hidden_where else {
        return Ok(());
    };
    let at = layout.dimensions.len() + 1;
    let values: BTreeSet<&String> = rows
        .iter()
        .filter_map(|(_, fields)| fields.get(at))
        .collect();
    if values.iter().any(|value| mark.is_in(value)) {
        return Ok(());
    }
    Err(ForeignError::NoMark {
        file: file.into(),
        column: column.clone(),
        mark: mark.text.clone(),
        values: values.into_iter().cloned().collect(),
    })
}

/// Checks that no two rows have the same codes.
fn check_repeated(file: &Path, codes: &[(usize, Vec<String>)]) -> Result<(), ForeignError> {
    let mut lines: BTreeMap<&Vec<String>, Vec<usize>> = BTreeMap::new();
    for (line, key) in codes {
        lines.entry(key).or_default().push(*line);
    }
    let mut repeated: Vec<Vec<usize>> = lines.into_values().collect();
    repeated.retain(|lines| lines.len() > 1);
    repeated.sort();
    if repeated.is_empty() {
        return Ok(());
    }
    Err(ForeignError::Duplicates {
        file: file.into(),
        lines: repeated,
    })
}

/// Checks that every column has the code of its total in some row.
fn check_totals(file: &Path, layout: &Layout, cells: &Cells) -> Result<(), ForeignError> {
    for (at, column) in layout.dimensions.iter().enumerate() {
        let Some(total) = layout.totals.of_column(column) else {
            continue;
        };
        let codes = list_codes(cells, at);
        if !codes.iter().any(|code| *code == total) {
            return Err(ForeignError::NoTotal {
                file: file.into(),
                column: column.clone(),
                code: total.into(),
                codes: codes.into_iter().cloned().collect(),
            });
        }
    }
    Ok(())
}

/// Lists the codes of a column, by its position.
pub(super) fn list_codes(cells: &Cells, position: usize) -> BTreeSet<&String> {
    cells.keys().filter_map(|key| key.get(position)).collect()
}
