//! Reads a whole table without a codebook: its column names, and how often each text stands in each column.
//!
//! It is for drafting a codebook. What it returns is confidential, and which fields stood in one row is forgotten.

use std::{collections::BTreeMap, path::Path};

use crate::read::{
    encoding::Text,
    lines::Lines,
    problem::{Cause, Problem},
    row::{Row, Rows},
    workbook::Workbook,
};

/// The delimiters that are tried, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// The rows among which the one with the column names is looked for: titles and merged groups may stand before it.
const FIRST_ROWS: usize = 20;
/// A row of column names fills at least this share of the widest row, in percent; a title fills less.
const FILLED: usize = 60;

/// A table of which only the texts of each column are known, not the rows. It has no `Debug` because it describes people.
pub struct RawTable {
    /// The name of the sheet that was read, of a workbook.
    pub sheet: Option<String>,
    /// How many other sheets the workbook has, which were not read.
    pub unread_sheets: usize,
    /// The row with the column names, from 1, if it is not the first.
    pub header: Option<u64>,
    /// The columns in order.
    pub columns: Vec<RawColumn>,
    /// How many rows there are.
    pub rows: u64,
    /// How many rows have more or fewer fields than there are columns, or cannot be read.
    pub uneven: u64,
}

/// A column, and how often each text stands in it.
pub struct RawColumn {
    /// Its name, without white space around it.
    pub name: String,
    /// Each text, without white space around it, and the number of its rows.
    pub texts: BTreeMap<String, u64>,
}

/// Reads the first visible sheet of a workbook, or a delimited text.
///
/// # Errors
///
/// The file cannot be read, or has no rows.
pub fn read_table(path: &Path) -> Result<RawTable, Box<Problem>> {
    let problem = |cause| Box::new(Problem::for_file(&path.display().to_string(), cause));
    let table = match Workbook::open(path).map_err(problem)? {
        Some(workbook) => read_workbook(workbook),
        None => read_text(path),
    };
    let table = table.map_err(problem)?;
    if table.rows == 0 {
        return Err(problem(Cause::NoRows));
    }
    Ok(table)
}

fn read_workbook(mut workbook: Workbook) -> Result<RawTable, Cause> {
    let sheets = workbook.sheets_of_cells();
    let first = sheets.iter().find(|sheet| sheet.is_visible);
    let name = first.ok_or(Cause::AllHidden)?.name.clone();
    let (line, header) = find_header(&mut workbook.rows(&name, None)?);
    let header = header.then_some(line);
    let mut rows = workbook.rows(&name, header)?;
    Ok(RawTable {
        sheet: Some(name),
        unread_sheets: sheets.len() - 1,
        header,
        ..tally(&mut rows, line)
    })
}

fn read_text(path: &Path) -> Result<RawTable, Cause> {
    let unreadable = |error: std::io::Error| Cause::Unreadable(error.to_string());
    let text = Text::open(path, None).map_err(unreadable)?;
    let first_line = text.read_separator_line().map_err(unreadable)?;
    let open = |delimiter| -> Result<Lines, Cause> {
        let mut rows = Lines::new(text.read().map_err(unreadable)?, delimiter);
        if first_line.is_some() {
            rows.pass_over_first_line();
        }
        Ok(rows)
    };
    let mut delimiter = first_line.and_then(|line| line.delimiter);
    let mut most = 0;
    for tried in DELIMITERS {
        let width = read_first_rows(&mut open(tried)?)
            .iter()
            .map(Row::len)
            .max();
        if first_line.is_none_or(|line| line.delimiter.is_none()) && width.unwrap_or(0) > most {
            most = width.unwrap_or(0);
            delimiter = Some(tried);
        }
    }
    let delimiter = delimiter.unwrap_or(DELIMITERS[0]);
    let (line, is_later) = find_header(&mut open(delimiter)?);
    Ok(RawTable {
        header: is_later.then_some(line),
        ..tally(&mut open(delimiter)?, line)
    })
}

fn read_first_rows(rows: &mut dyn Rows) -> Vec<Row> {
    let mut first = Vec::new();
    while first.len() < FIRST_ROWS {
        let mut row = Row::default();
        match rows.next(&mut row) {
            Some(Ok(())) => first.push(row),
            Some(Err(_)) => {}
            None => break,
        }
    }
    first
}

/// Finds the line of the column names, and whether rows come before it: the first row that is nearly as wide as the
/// widest and has no text twice.
fn find_header(rows: &mut dyn Rows) -> (u64, bool) {
    let first = read_first_rows(rows);
    let widest = first.iter().map(count_filled).max().unwrap_or(0);
    let found = first
        .iter()
        .position(|row| count_filled(row) * 100 >= widest * FILLED && !has_text_twice(row));
    let position = found.unwrap_or(0);
    let line = first.get(position).map_or(1, |row| row.line);
    (line, position > 0)
}

fn count_filled(row: &Row) -> usize {
    row.fields()
        .filter(|field| !field.trim().is_empty())
        .count()
}

fn has_text_twice(row: &Row) -> bool {
    let mut texts: Vec<&str> = row.fields().map(str::trim).collect();
    texts.retain(|text| !text.is_empty());
    texts.sort_unstable();
    texts.windows(2).any(|pair| pair[0] == pair[1])
}

/// Counts the texts of each column below the line with the column names.
fn tally(rows: &mut dyn Rows, header: u64) -> RawTable {
    let mut table = RawTable {
        sheet: None,
        unread_sheets: 0,
        header: None,
        columns: Vec::new(),
        rows: 0,
        uneven: 0,
    };
    let mut row = Row::default();
    while let Some(read) = rows.next(&mut row) {
        match read {
            Ok(()) if row.line < header => {}
            Ok(()) if table.columns.is_empty() => {
                let names = row.fields().map(|name| RawColumn {
                    name: name.trim().to_owned(),
                    texts: BTreeMap::new(),
                });
                table.columns = names.collect();
            }
            Ok(()) if row.len() == table.columns.len() => {
                table.rows += 1;
                for (column, field) in table.columns.iter_mut().zip(row.fields()) {
                    count(&mut column.texts, field.trim());
                }
            }
            Ok(()) | Err(_) => table.uneven += 1,
        }
    }
    table
}

fn count(texts: &mut BTreeMap<String, u64>, text: &str) {
    match texts.get_mut(text) {
        Some(times) => *times += 1,
        None => drop(texts.insert(text.to_owned(), 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> RawTable {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("r.csv");
        std::fs::write(&file, text).unwrap();
        read_table(&file).ok().unwrap()
    }

    fn names(table: &RawTable) -> Vec<&str> {
        table.columns.iter().map(|column| &*column.name).collect()
    }

    #[test]
    fn each_text_of_a_column_is_counted() {
        let table = read("sexo;edad\nF;7\n F ;8\nM;8\nM\n");
        assert_eq!(names(&table), ["sexo", "edad"]);
        assert_eq!((table.rows, table.uneven, table.header), (3, 1, None));
        let sexes: Vec<_> = table.columns[0].texts.iter().collect();
        assert_eq!(sexes, [(&"F".to_owned(), &2), (&"M".to_owned(), &1)]);
    }

    #[test]
    fn titles_and_groups_above_the_column_names_are_passed_over() {
        let table =
            read("Casos de 2024,,,\nPersona,Persona,Lugar,Lugar\nsexo,edad,país,lugar\nF,7,CR,X\n");
        assert_eq!(names(&table), ["sexo", "edad", "país", "lugar"]);
        assert_eq!((table.rows, table.header), (1, Some(3)));
    }
}
