//! The hidden sheet by which a workbook is known again: of which codebook it is, and which column is which.

use std::collections::{BTreeMap, BTreeSet};

use cube::Lang;
use rust_xlsxwriter::{Worksheet, XlsxError};
use thiserror::Error;

use crate::{field::Field, form::Form, layout::HEADER};
use codebook::{Codebook, Holds, Source};

/// The sheet's name.
pub const SHEET: &str = "_tablero";
/// What stands in its first cell, with [`FORMAT`] beside it.
const MARK: &str = "tablero template";
/// The version of this sheet.
const FORMAT: &str = "1";

/// What a row says, in its first cell: the codebook's id;
const CODEBOOK: &str = "codebook";
/// what a row of a sheet holds, the sheet's name, and its row with the names of the columns, from 1;
const SHEETS: &str = "sheet";
/// what a row of a sheet holds, a column of the codebook, and what it is called there: several have one row each.
const COLUMN: &str = "column";

/// What a filled-in workbook says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    codebook: String,
    /// The sheets that people fill in.
    pub sheets: Vec<Collected>,
}

/// A sheet that was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collected {
    /// Whether its rows are persons or events.
    pub holds: Holds,
    /// The name of the sheet.
    pub name: String,
    /// The row with the names of the columns, from 1.
    pub header: u32,
    /// What the codebook's columns are called there.
    pub columns: BTreeMap<String, Vec<String>>,
}

/// Why a workbook that was made for collecting cannot be read with a codebook.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Misfit {
    /// Somebody changed the hidden sheet.
    #[error(
        "the hidden sheet “{SHEET}” of this workbook was changed; copy the rows into a new one (tablero template)"
    )]
    Changed,
    /// It is of a newer version.
    #[error(
        "this workbook was made by a newer version of tablero: its format is {0}, this version reads {FORMAT}"
    )]
    Newer(String),
    /// It collects something else.
    #[error("this workbook collects for the codebook “{found}”; one for “{expected}” was expected")]
    AnotherCodebook {
        /// The workbook's.
        found: String,
        /// The codebook that it was to be read with.
        expected: String,
    },
    /// The codebook has changed since.
    #[error("this workbook was made from another version of the codebook ({}); copy its rows into a new one (tablero template)",
        differences(.lacks, .has))]
    AnotherVersion {
        /// Columns that the codebook reads and the workbook does not have.
        lacks: Vec<String>,
        /// Columns that the workbook has and the codebook does not read.
        has: Vec<String>,
    },
}

fn differences(lacks: &[String], has: &[String]) -> String {
    let told = [
        ("it does not ask for ", lacks),
        ("it asks for what is not read, ", has),
    ];
    let told = told.iter().filter(|(_, columns)| !columns.is_empty());
    told.map(|(what, columns)| format!("{what}{}", columns.join(", ")))
        .collect::<Vec<_>>()
        .join("; ")
}

impl Manifest {
    /// What the hidden sheet says: rows of cells.
    pub fn read(rows: &[Vec<String>]) -> Result<Self, Misfit> {
        let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
        let of = |key: &'static str| {
            rows.iter()
                .filter(move |row| row.first().is_some_and(|first| first == key))
        };
        match cell(of(MARK).next().ok_or(Misfit::Changed)?, 1) {
            format if format == FORMAT => {}
            format => return Err(Misfit::Newer(format)),
        }
        let codebook = cell(of(CODEBOOK).next().ok_or(Misfit::Changed)?, 1);
        let sheet = |row: &Vec<String>| {
            let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for column in of(COLUMN).filter(|column| cell(column, 1) == cell(row, 1)) {
                columns
                    .entry(cell(column, 2))
                    .or_default()
                    .push(cell(column, 3));
            }
            let holds = KINDS
                .into_iter()
                .find(|(_, kind)| cell(row, 1) == *kind)
                .map(|(holds, _)| holds)?;
            Some(Collected {
                holds,
                name: cell(row, 2),
                header: cell(row, 3).parse().ok()?,
                columns,
            })
        };
        let sheets: Option<Vec<Collected>> = of(SHEETS).map(sheet).collect();
        let sheets = sheets
            .filter(|sheets| !sheets.is_empty())
            .ok_or(Misfit::Changed)?;
        Ok(Manifest { codebook, sheets })
    }

    /// Whether it asks what the codebook reads.
    pub fn fits(&self, codebook: &Codebook) -> Result<(), Misfit> {
        let expected = &codebook.catalog().codebook;
        if self.codebook != *expected {
            return Err(Misfit::AnotherCodebook {
                found: self.codebook.clone(),
                expected: expected.clone(),
            });
        }
        let form = Form::new(codebook, Lang::default());
        let asked = form
            .sheets
            .iter()
            .flat_map(|sheet| &sheet.fields)
            .filter_map(|field| field.column.as_ref());
        let asked: BTreeSet<&String> = asked.collect();
        let own: BTreeSet<&String> = self
            .sheets
            .iter()
            .flat_map(|sheet| sheet.columns.keys())
            .collect();
        let names =
            |columns: BTreeSet<&String>| columns.into_iter().cloned().collect::<Vec<String>>();
        match (names(&asked - &own), names(&own - &asked)) {
            (lacks, has) if lacks.is_empty() && has.is_empty() => Ok(()),
            (lacks, has) => Err(Misfit::AnotherVersion { lacks, has }),
        }
    }
}

impl Collected {
    /// The source of what was collected, which is read by the names on the sheet.
    pub fn source(&self, codebook: &Codebook, source: &Source) -> Source {
        let called = |column: &String| self.columns.get(column).cloned().unwrap_or_default();
        Source {
            holds: self.holds,
            sheets: vec![self.name.clone()],
            header: Some(self.header),
            columns: codebook.columns.iter().map(called).collect(),
            ..source.clone()
        }
    }

    /// Whether a row names all columns: somebody may have written lines above it.
    pub fn is_header(&self, fields: &[&str]) -> bool {
        self.columns
            .values()
            .flatten()
            .all(|name| fields.iter().any(|field| field.trim() == name))
    }
}

/// What rows hold, as the hidden sheet calls it.
const KINDS: [(Holds, &str); 2] = [(Holds::Persons, "persons"), (Holds::Events, "events")];

/// Writes the sheet.
pub(super) fn draw(form: &Form<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?.set_hidden(true);
    let mut rows: Vec<Vec<String>> = vec![vec![MARK.into(), FORMAT.into()]];
    rows.push(vec![
        CODEBOOK.into(),
        form.codebook.catalog().codebook.clone(),
    ]);
    for asked in &form.sheets {
        let kind = KINDS
            .into_iter()
            .find(|(holds, _)| *holds == asked.holds)
            .map_or("", |(_, kind)| kind);
        rows.push(vec![
            SHEETS.into(),
            kind.into(),
            asked.name.into(),
            (HEADER + 1).to_string(),
        ]);
        let column = |field: &Field| {
            Some(vec![
                COLUMN.into(),
                kind.into(),
                field.column.clone()?,
                field.header(),
            ])
        };
        rows.extend(asked.fields.iter().filter_map(column));
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

    fn read(rows: &[&[&str]]) -> Result<Manifest, Misfit> {
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect();
        Manifest::read(&rows)
    }

    #[test]
    fn it_says_which_column_is_which() {
        let manifest = read(&ROWS).unwrap();
        let [sheet] = manifest.sheets.as_slice() else {
            panic!("one sheet was told")
        };
        assert_eq!(
            (sheet.name.as_str(), sheet.header, sheet.holds),
            ("Registros", 3, Holds::Persons)
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
    fn what_does_not_fit_is_told() {
        let told = |rows: &[&[&str]]| {
            read(rows)
                .unwrap()
                .fits(&sample::codebook(&[]))
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            told(&[ROWS[0], &["codebook", "otro"], ROWS[2]]),
            "this workbook collects for the codebook “otro”; one for “muestra” was expected"
        );
        assert_eq!(
            told(&[
                ROWS[0],
                ROWS[1],
                ROWS[2],
                ROWS[3],
                &["column", "persons", "peso", "Peso"]
            ]),
            "this workbook was made from another version of the codebook (it does not ask for condicion, edad, medios, \
             nacionalidad, resolucion, resultado, solicitud, tipo; it asks for what is not read, peso); copy its rows \
             into a new one (tablero template)"
        );
        assert_eq!(
            read(&[&["tablero template", "2"]]).unwrap_err().to_string(),
            "this workbook was made by a newer version of tablero: its format is 2, this version reads 1"
        );
    }

    #[test]
    fn a_changed_sheet_is_told() {
        for left_out in 0..3 {
            let rows: Vec<&[&str]> = (0..6)
                .filter(|at| *at != left_out)
                .map(|at| ROWS[at])
                .collect();
            assert_eq!(read(&rows), Err(Misfit::Changed));
        }
        let changed: [&[&str]; 2] = [
            &["sheet", "persons", "Registros", "x"],
            &["sheet", "animals", "Registros", "3"],
        ];
        for row in changed {
            assert_eq!(read(&[ROWS[0], ROWS[1], row]), Err(Misfit::Changed));
        }
    }
}
