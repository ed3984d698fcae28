//! Lists the rows that do not count: their locations and reasons.
//!
//! Their fields are not kept. They are read again when the rows are written for the institutions that sent them.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
};

use crate::{
    read::{
        feed::{Batch, Feed},
        tally::Reason,
    },
    row_location::RowLocation,
};
use codebook::Codebook;
use cube::Lang;

/// The first line of the file, because it may be passed on without the program that wrote it.
const CONFIDENTIAL: &str = "CONFIDENCIAL: datos de personas. Solo para la institución que envió estos registros; no \
    publicar ni reenviar.";

/// The columns before those of the codebook.
const HEAD: [&str; 4] = ["fuente", "archivo", "línea", "motivo"];

/// Marks the file as UTF-8 for spreadsheets.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The rows that do not count: their locations and reasons, without their fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetAside {
    /// The names of the files.
    files: Vec<String>,
    rows: BTreeMap<Reason, Vec<RowLocation>>,
}

impl SetAside {
    /// Whether a text is the beginning of a file that [`Intake::write_set_aside`](super::Intake::write_set_aside) wrote.
    pub fn is_own_file(beginning: &str) -> bool {
        beginning
            .trim_start_matches([BYTE_ORDER_MARK, '"'])
            .starts_with(CONFIDENTIAL)
    }

    pub(super) fn new(files: Vec<String>, rows: BTreeMap<Reason, Vec<RowLocation>>) -> Self {
        SetAside { files, rows }
    }

    /// Returns the name of a row's file.
    pub(super) fn file(&self, location: RowLocation) -> &str {
        usize::try_from(location.file)
            .ok()
            .and_then(|position| self.files.get(position))
            .map_or("", String::as_str)
    }

    /// Returns each row's file, line and reason, sorted by file and line.
    pub fn rows(&self) -> Vec<(&str, u64, &Reason)> {
        let mut rows: Vec<(RowLocation, &Reason)> = Vec::new();
        for (reason, locations) in &self.rows {
            rows.extend(locations.iter().map(|location| (*location, reason)));
        }
        rows.sort_unstable();
        rows.into_iter()
            .map(|(location, reason)| (self.file(location), location.line, reason))
            .collect()
    }

    /// Writes the rows with their location, reason, and the columns of dates and dimensions. Columns with direct
    /// identifiers and dropped columns are left out; file and line are enough to find a row.
    pub(super) fn write(
        &self,
        codebook: &Codebook,
        feed: &mut Feed<'_>,
        mut to: impl Write,
    ) -> io::Result<()> {
        let mut reasons: BTreeMap<RowLocation, &Reason> = BTreeMap::new();
        for (reason, locations) in &self.rows {
            reasons.extend(locations.iter().map(|location| (*location, reason)));
        }
        let columns = written_columns(codebook);
        let names = columns
            .iter()
            .map(|column| codebook.columns[*column].as_str());
        to.write_all(BYTE_ORDER_MARK.to_string().as_bytes())?;
        // Spreadsheets may separate fields at other marks than the comma: everything is quoted.
        let mut csv = csv::WriterBuilder::new()
            .flexible(true)
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(to);
        csv.write_record([CONFIDENTIAL])?;
        csv.write_record(HEAD.into_iter().chain(names))?;
        let mut batch = Batch::default();
        while let Some((sheet, file)) = feed.next(&mut batch) {
            for row in batch.rows() {
                let location = RowLocation {
                    file,
                    line: row.line,
                };
                let Some(reason) = reasons.get(&location) else {
                    continue;
                };
                csv.write_field(&codebook.sources[sheet.source].id)?;
                csv.write_field(&*as_text(self.file(location)))?;
                csv.write_field(location.line.to_string())?;
                csv.write_field(reason.text().get(Lang::Es))?;
                let joined = sheet.join_columns(row);
                let fields = sheet.fields(row, &joined);
                for column in &columns {
                    csv.write_field(&*as_text(fields[*column].unwrap_or_default()))?;
                }
                csv.write_record(None::<&[u8]>)?;
            }
        }
        csv.flush()
    }
}

/// Marks as text, by an apostrophe, what a spreadsheet would run as a formula. Signed numbers and dates stay as they are.
fn as_text(field: &str) -> Cow<'_, str> {
    let is_of_number = |letter: char| letter.is_ascii_digit() || " .,%/:+-".contains(letter);
    let is_formula = match field.trim_start_matches([' ', '\u{a0}']).chars().next() {
        Some('=' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => true,
        Some('+' | '-') => !field.chars().all(is_of_number),
        _ => false,
    };
    if is_formula {
        Cow::Owned(format!("'{field}"))
    } else {
        Cow::Borrowed(field)
    }
}

/// Returns the positions of the columns of dates and dimensions.
fn written_columns(codebook: &Codebook) -> Vec<usize> {
    let mut names: BTreeSet<&String> = BTreeSet::new();
    for measure in &codebook.measures {
        names.insert(&measure.date);
    }
    for dimension in &codebook.dimensions {
        names.insert(&dimension.column);
        if let Some(birth) = &dimension.birth {
            names.extend([&birth.column, &birth.on]);
        }
    }
    (0..codebook.columns.len())
        .filter(|position| names.contains(&codebook.columns[*position]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_becomes_a_formula() {
        let formulas = [
            "=HYPERLINK(\"http://example.org\")",
            "=cmd|' /C calc'!A0",
            "@SUM(1)",
            "+1+cmd|' /C calc'!A0",
            "-2+3+cmd|' /C calc'!A0",
            "\t=1+1",
            "\r=1+1",
            "  =1+1",
            "＝1+1",
        ];
        for formula in formulas {
            assert_eq!(as_text(formula), format!("'{formula}"));
        }
        for text in [
            "",
            "-5",
            "+506 2222-1234",
            "-1,5 %",
            "a=b",
            "S/N",
            "--",
            "'=1",
        ] {
            assert_eq!(as_text(text), text);
        }
    }

    #[test]
    fn rows_are_sorted_by_location() {
        let rows = [
            (
                Reason::OutsideYears,
                vec![
                    RowLocation { file: 1, line: 9 },
                    RowLocation { file: 0, line: 7 },
                ],
            ),
            (
                Reason::Outside("tipo=DIR".into()),
                vec![RowLocation { file: 1, line: 8 }],
            ),
        ];
        let set_aside = SetAside::new(vec!["a, b.csv".into(), "c.csv".into()], rows.into());
        let rows: Vec<String> = set_aside
            .rows()
            .iter()
            .map(|(file, line, reason)| format!("{file} {line} {reason}"))
            .collect();
        let years = "outside the published years";
        assert_eq!(
            rows,
            [
                format!("a, b.csv 7 {years}"),
                "c.csv 8 not tipo=DIR".into(),
                format!("c.csv 9 {years}")
            ]
        );
    }
}
