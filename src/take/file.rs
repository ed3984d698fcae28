//! Makes a file of a figure in one of the formats.

use cube::Lang;
use dashboard::Sheet;
use thiserror::Error;

use crate::{cite, code, origin::Origin, plain, spread, stat, words, workbook};

/// What can be made of a figure's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A row for each number, for programs (CSV).
    Plain,
    /// The table as it is read, for a spreadsheet of the page's language (CSV).
    Spread,
    /// A workbook with the table, its notes and its codes (XLSX).
    Workbook,
    /// A dataset for statistical programs (JSON-stat).
    Stat,
    /// A citation for BibTeX.
    Bibtex,
    /// A citation for programs that manage references (RIS).
    Ris,
    /// A square code that leads to the figure (SVG).
    Code,
}

/// A file that a reader takes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub kind: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why a file cannot be made.
#[derive(Debug, Error)]
pub enum TakeError {
    /// The table cannot be written.
    #[error("the table cannot be written: {0}")]
    Table(#[from] csv::Error),
    /// The workbook cannot be written.
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The address is too long for a code.
    #[error("the address is too long for a code: {0}")]
    Code(#[from] qrcode::types::QrError),
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 7] = [
        Format::Spread,
        Format::Plain,
        Format::Workbook,
        Format::Stat,
        Format::Bibtex,
        Format::Ris,
        Format::Code,
    ];

    /// Returns the word by which the page asks for it.
    pub fn key(self) -> &'static str {
        match self {
            Format::Plain => "plain",
            Format::Spread => "spread",
            Format::Workbook => "workbook",
            Format::Stat => "json-stat",
            Format::Bibtex => "bibtex",
            Format::Ris => "ris",
            Format::Code => "code",
        }
    }

    /// Finds the format that the page asks for.
    pub fn from_key(key: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.key() == key)
    }

    /// Returns how the names of its files end in a language, and their media type.
    fn ending_and_kind(self, lang: Lang) -> (&'static str, &'static str) {
        match self {
            Format::Plain => (".csv", "text/csv;charset=utf-8"),
            Format::Spread => (words::TABLE_ENDING.get(lang), "text/csv;charset=utf-8"),
            Format::Workbook => (
                ".xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
            Format::Stat => (".json", "application/json"),
            Format::Bibtex => (".bib", "application/x-bibtex"),
            Format::Ris => (".ris", "application/x-research-info-systems"),
            Format::Code => ("_qr.svg", "image/svg+xml"),
        }
    }
}

/// Makes a file of a figure's numbers.
pub fn make(sheet: &Sheet, format: Format, origin: &Origin) -> Result<File, TakeError> {
    let (ending, kind) = format.ending_and_kind(sheet.lang);
    Ok(File {
        name: [&sheet.name, ending].concat(),
        kind,
        bytes: match format {
            Format::Plain => plain::write(sheet, origin)?,
            Format::Spread => spread::write(sheet, origin)?,
            Format::Workbook => workbook::write(sheet, origin)?,
            Format::Stat => stat::write(sheet, origin).into_bytes(),
            Format::Bibtex => cite::bibtex(sheet, origin).into_bytes(),
            Format::Ris => cite::ris(sheet, origin).into_bytes(),
            Format::Code => code::draw(&origin.address(sheet))?.into_bytes(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ORIGIN, ages};

    #[test]
    fn files_are_named_by_section_figure_filter_and_release() {
        let names = Format::ALL.map(|format| make(&ages(), format, &ORIGIN).unwrap().name);
        let stem = "acreditadas-edad_anio-2023-2024_2026-10";
        let endings = [
            "_tabla.csv",
            ".csv",
            ".xlsx",
            ".json",
            ".bib",
            ".ris",
            "_qr.svg",
        ];
        assert_eq!(names, endings.map(|ending| format!("{stem}{ending}")));
    }

    #[test]
    fn every_format_is_found_by_its_key() {
        for format in Format::ALL {
            assert_eq!(Format::from_key(format.key()), Some(format));
        }
        assert_eq!(Format::from_key("pdf"), None);
    }
}
