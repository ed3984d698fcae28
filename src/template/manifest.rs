//! Writes and reads the hidden sheet by which a workbook is recognized: its codebook, and the meaning of its columns.

use std::collections::{BTreeMap, BTreeSet};

use cube::Lang;
use rust_xlsxwriter::{Worksheet, XlsxError};
use thiserror::Error;

use crate::{form::Form, layout::HEADER, lists::LISTS, words::Words};
use codebook::{Codebook, RowKind, Source};

/// The name of the hidden sheet.
pub const MANIFEST_SHEET: &str = "_tablero";
/// The text of its first cell. [`FORMAT`] is beside it.
const MARK: &str = "tablero template";
/// The version of the hidden sheet.
const FORMAT: &str = "1";

/// The first cell of the row with the id of the codebook.
const CODEBOOK: &str = "codebook";
/// The first cell of the row for a sheet: its kind of rows, its name, and its row of column names, from 1.
const SHEET: &str = "sheet";
/// The first cell of the row for a column: the kind of rows, the codebook's column, and its name on the sheet.
const COLUMN: &str = "column";

/// The names of kinds of rows on the hidden sheet.
const KINDS: [(RowKind, &str); 2] = [(RowKind::Persons, "persons"), (RowKind::Events, "events")];

/// The codebook and the sheets of a filled-in workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    codebook: String,
    /// The sheets that institutions fill in.
    pub sheets: Vec<CollectedSheet>,
}

/// A sheet that an institution filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectedSheet {
    /// Whether its rows are persons or events.
    pub row_kind: RowKind,
    /// The name of the sheet.
    pub name: String,
    /// The row of column names, from 1.
    pub header: u32,
    /// The names of the codebook's columns on the sheet.
    pub columns: BTreeMap<String, Vec<String>>,
}

/// Why a collected workbook cannot be read with a codebook.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ManifestError {
    /// Somebody changed the hidden sheet.
    #[error(
        "the hidden sheet “{MANIFEST_SHEET}” of this workbook was changed; copy its rows into a new workbook (tablero template)"
    )]
    Changed,
    /// A newer version of tablero made the workbook.
    #[error(
        "this workbook has format {0}, but this version of tablero reads format {FORMAT}; install a newer version"
    )]
    Newer(String),
    /// The workbook was made from another codebook.
    #[error(
        "this workbook was made from the codebook “{found}”, not from “{expected}”; read it with “{found}”"
    )]
    AnotherCodebook {
        /// The codebook of the workbook.
        found: String,
        /// The codebook with which it is read.
        expected: String,
    },
    /// The codebook has other columns than the workbook.
    #[error("this workbook was made from another version of the codebook ({}); copy its rows into a new workbook (tablero template)",
        describe_differences(.lacks, .has))]
    AnotherVersion {
        /// Columns that the codebook reads and the workbook does not have.
        lacks: Vec<String>,
        /// Columns that the workbook has and the codebook does not read.
        has: Vec<String>,
    },
}

fn describe_differences(lacks: &[String], has: &[String]) -> String {
    let mut parts = Vec::new();
    if !lacks.is_empty() {
        parts.push(format!("it lacks the columns {}", lacks.join(", ")));
    }
    if !has.is_empty() {
        parts.push(format!(
            "it has columns that are not read: {}",
            has.join(", ")
        ));
    }
    parts.join("; ")
}

/// The rows of the hidden sheet.
struct Rows<'a>(&'a [Vec<String>]);

impl<'a> Rows<'a> {
    /// The rows that begin with a key.
    fn with_key(&self, key: &'static str) -> impl Iterator<Item = &'a [String]> {
        let rows = self.0.iter().map(Vec::as_slice);
        rows.filter(move |row| row.first().is_some_and(|first| first == key))
    }

    /// The second cell of the first row that begins with a key.
    fn value(&self, key: &'static str) -> Result<String, ManifestError> {
        let row = self.with_key(key).next().ok_or(ManifestError::Changed)?;
        Ok(cell(row, 1))
    }

    /// The sheet that a row describes, with the columns that other rows describe.
    fn read_sheet(&self, row: &[String]) -> Option<CollectedSheet> {
        let kind = cell(row, 1);
        let (row_kind, _) = KINDS.into_iter().find(|(_, name)| *name == kind)?;
        let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for column in self.with_key(COLUMN) {
            if cell(column, 1) == kind {
                let names = columns.entry(cell(column, 2)).or_default();
                names.push(cell(column, 3));
            }
        }
        Some(CollectedSheet {
            row_kind,
            name: cell(row, 2),
            header: cell(row, 3).parse().ok()?,
            columns,
        })
    }
}

fn cell(row: &[String], at: usize) -> String {
    row.get(at).cloned().unwrap_or_default()
}

impl Manifest {
    /// Reads the rows of the hidden sheet.
    pub fn read(rows: &[Vec<String>]) -> Result<Self, ManifestError> {
        let rows = Rows(rows);
        let format = rows.value(MARK)?;
        if format != FORMAT {
            return Err(ManifestError::Newer(format));
        }
        let codebook = rows.value(CODEBOOK)?;
        let sheets: Option<Vec<CollectedSheet>> = rows
            .with_key(SHEET)
            .map(|row| rows.read_sheet(row))
            .collect();
        match sheets {
            Some(sheets) if !sheets.is_empty() => Ok(Manifest { codebook, sheets }),
            _ => Err(ManifestError::Changed),
        }
    }

    /// Checks that the workbook has the columns that the codebook reads, and no others.
    pub fn check(&self, codebook: &Codebook) -> Result<(), ManifestError> {
        let expected = &codebook.catalog().codebook;
        if self.codebook != *expected {
            return Err(ManifestError::AnotherCodebook {
                found: self.codebook.clone(),
                expected: expected.clone(),
            });
        }
        let form = Form::new(codebook, codebook.catalog().languages.first());
        let fields = form.sheets.iter().flat_map(|sheet| &sheet.fields);
        let wanted: BTreeSet<&String> = fields.filter_map(|field| field.column.as_ref()).collect();
        let sheets = self.sheets.iter();
        let own: BTreeSet<&String> = sheets.flat_map(|sheet| sheet.columns.keys()).collect();
        if wanted == own {
            return Ok(());
        }
        Err(ManifestError::AnotherVersion {
            lacks: wanted.difference(&own).copied().cloned().collect(),
            has: own.difference(&wanted).copied().cloned().collect(),
        })
    }
}

impl Manifest {
    /// Whether a sheet of this name is of the template, in any language. Others were added.
    pub fn has_sheet(&self, name: &str) -> bool {
        let drawn = Lang::ALL.map(Words::in_lang);
        let is_drawn = drawn
            .iter()
            .any(|words| [words.instructions, words.codes].contains(&name));
        let is_collected = self.sheets.iter().any(|sheet| sheet.name == name);
        is_drawn || is_collected || [MANIFEST_SHEET, LISTS].contains(&name)
    }
}

impl CollectedSheet {
    /// The source with the names of columns on this sheet.
    pub fn source(&self, codebook: &Codebook, source: &Source) -> Source {
        let names = |column: &String| self.columns.get(column).cloned().unwrap_or_default();
        Source {
            row_kind: self.row_kind,
            sheets: vec![self.name.clone()],
            header: Some(self.header),
            columns: codebook.columns.iter().map(names).collect(),
            ..source.clone()
        }
    }

    /// Whether a row has the names of all columns. Somebody may have inserted rows above it.
    pub fn is_header(&self, fields: &[&str]) -> bool {
        self.columns
            .values()
            .flatten()
            .all(|name| fields.iter().any(|field| field.trim() == name))
    }
}

/// Writes the hidden sheet.
pub(super) fn draw(form: &Form<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(MANIFEST_SHEET)?.set_hidden(true);
    let mut rows: Vec<Vec<String>> = vec![vec![MARK.into(), FORMAT.into()]];
    rows.push(vec![
        CODEBOOK.into(),
        form.codebook.catalog().codebook.clone(),
    ]);
    for collected in &form.sheets {
        let mut kinds = KINDS.into_iter();
        let kind = kinds.find(|(kind, _)| *kind == collected.row_kind);
        let kind = kind.map_or("", |(_, name)| name);
        rows.push(vec![
            SHEET.into(),
            kind.into(),
            collected.name.into(),
            (HEADER + 1).to_string(),
        ]);
        for field in &collected.fields {
            if let Some(column) = &field.column {
                rows.push(vec![
                    COLUMN.into(),
                    kind.into(),
                    column.clone(),
                    field.header(),
                ]);
            }
        }
    }
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use codebook::sample;

    const ROWS: [&[&str]; 6] = [
        &["tablero template", "1"],
        &["codebook", "muestra"],
        &["sheet", "persons", "Registros", "3"],
        &["column", "persons", "sexo", "Sexo"],
        &["column", "persons", "medios", "Medios 1"],
        &["column", "persons", "medios", "Medios 2"],
    ];

    fn read(rows: &[&[&str]]) -> Result<Manifest, ManifestError> {
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect();
        Manifest::read(&rows)
    }

    #[test]
    fn the_hidden_sheet_names_the_columns() {
        let manifest = read(&ROWS).unwrap();
        let [sheet] = manifest.sheets.as_slice() else {
            panic!("there is one sheet")
        };
        assert_eq!(
            (sheet.name.as_str(), sheet.header, sheet.row_kind),
            ("Registros", 3, RowKind::Persons)
        );
        let called = |column: &str| sheet.columns[column].join("|");
        assert_eq!(
            (called("sexo"), called("medios")),
            ("Sexo".into(), "Medios 1|Medios 2".into())
        );
        assert!(sheet.is_header(&["Medios 2", "", " Sexo ", "Medios 1", "y otra"]));
        assert!(!sheet.is_header(&["Medios 2", "Sexo"]));
    }

    #[test]
    fn a_workbook_of_another_codebook_is_refused() {
        let error = |rows: &[&[&str]]| {
            read(rows)
                .unwrap()
                .check(&sample::codebook(&[]))
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            error(&[ROWS[0], &["codebook", "otro"], ROWS[2]]),
            "this workbook was made from the codebook “otro”, not from “muestra”; read it with “otro”"
        );
        assert_eq!(
            error(&[
                ROWS[0],
                ROWS[1],
                ROWS[2],
                ROWS[3],
                &["column", "persons", "peso", "Peso"]
            ]),
            "this workbook was made from another version of the codebook (it lacks the columns condicion, edad, medios, \
             nacionalidad, resolucion, resultado, solicitud, tipo; it has columns that are not read: peso); copy its \
             rows into a new workbook (tablero template)"
        );
        assert_eq!(
            read(&[&["tablero template", "2"]]).unwrap_err().to_string(),
            "this workbook has format 2, but this version of tablero reads format 1; install a newer version"
        );
    }

    #[test]
    fn a_changed_sheet_is_refused() {
        for left_out in 0..3 {
            let rows: Vec<&[&str]> = (0..6)
                .filter(|at| *at != left_out)
                .map(|at| ROWS[at])
                .collect();
            assert_eq!(read(&rows), Err(ManifestError::Changed));
        }
        let changed: [&[&str]; 2] = [
            &["sheet", "persons", "Registros", "x"],
            &["sheet", "animals", "Registros", "3"],
        ];
        for row in changed {
            assert_eq!(read(&[ROWS[0], ROWS[1], row]), Err(ManifestError::Changed));
        }
    }
}
