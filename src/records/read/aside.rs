//! The rows that do not count: where they stand and why. What they hold is not kept; it is read again when they are
//! written for the institutions that sent them.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
};

use crate::{
    place::Place,
    read::{
        feed::{Batch, Feed},
        tally::Reason,
    },
};
use codebook::Codebook;

/// The rows that do not count: where they stand and why, and nothing of what they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetAside {
    /// The files as they were named.
    files: Vec<String>,
    rows: BTreeMap<Reason, Vec<Place>>,
}

impl SetAside {
    pub(super) fn new(files: Vec<String>, rows: BTreeMap<Reason, Vec<Place>>) -> Self {
        SetAside { files, rows }
    }

    /// The name of the file in which a row stands.
    pub(super) fn file(&self, place: Place) -> &str {
        usize::try_from(place.file)
            .ok()
            .and_then(|at| self.files.get(at))
            .map_or("", String::as_str)
    }

    /// Each row's file, line and reason, in the order of the files and their lines.
    pub fn rows(&self) -> Vec<(&str, u64, &Reason)> {
        let each = |(reason, places): (_, &Vec<Place>)| {
            places
                .iter()
                .map(move |place| (*place, reason))
                .collect::<Vec<_>>()
        };
        let mut rows: Vec<(Place, &Reason)> = self.rows.iter().flat_map(each).collect();
        rows.sort_unstable();
        rows.into_iter()
            .map(|(place, reason)| (self.file(place), place.line, reason))
            .collect()
    }

    /// Writes them for the institutions that sent them, as they stand in the inputs: where, why, and what stands in the
    /// columns that dates and dimensions are read from. Columns by which people are recognized, and columns that are
    /// dropped, are left out: file and line are enough to find a row.
    pub(super) fn write(
        &self,
        codebook: &Codebook,
        feed: &mut Feed<'_>,
        to: impl Write,
    ) -> io::Result<()> {
        let mut reasons: BTreeMap<Place, &Reason> = BTreeMap::new();
        for (reason, places) in &self.rows {
            reasons.extend(places.iter().map(|place| (*place, reason)));
        }
        let columns = columns(codebook);
        let names = columns
            .iter()
            .map(|column| codebook.columns[*column].as_str());
        let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(to);
        csv.write_record([&format!("{BYTE_ORDER_MARK}{CONFIDENTIAL}")])?;
        csv.write_record(HEAD.into_iter().chain(names))?;
        let mut batch = Batch::default();
        while let Some((sheet, file)) = feed.next(&mut batch) {
            for row in batch.rows() {
                let place = Place {
                    file,
                    line: row.line,
                };
                let Some(reason) = reasons.get(&place) else {
                    continue;
                };
                let joined = sheet.joined(row);
                let fields = sheet.fields(row, &joined);
                let told = [
                    &*codebook.sources[sheet.source].id,
                    self.file(place),
                    &place.line.to_string(),
                    &reason.text().es,
                ]
                .map(str::to_owned);
                let fields = columns
                    .iter()
                    .map(|column| fields[*column].unwrap_or_default().to_owned());
                csv.write_record(told.into_iter().chain(fields))?;
            }
        }
        csv.flush()
    }
}

/// The first line: the file travels without the program that wrote it.
const CONFIDENTIAL: &str = "CONFIDENCIAL: datos de personas. Solo para la institución que envió estos registros; no \
    publicar ni reenviar.";

/// The columns before those of the codebook.
const HEAD: [&str; 4] = ["fuente", "archivo", "línea", "motivo"];

/// By this spreadsheets know that the file is UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The columns that dates and dimensions are read from.
fn columns(codebook: &Codebook) -> Vec<usize> {
    let dates = codebook.measures.iter().map(|measure| &measure.date);
    let births = codebook
        .dimensions
        .iter()
        .filter_map(|dimension| dimension.birth.as_ref());
    let dimensions = codebook
        .dimensions
        .iter()
        .map(|dimension| &dimension.column);
    let read: BTreeSet<&String> = dates
        .chain(dimensions)
        .chain(births.flat_map(|birth| [&birth.column, &birth.on]))
        .collect();
    (0..codebook.columns.len())
        .filter(|at| read.contains(&codebook.columns[*at]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_in_the_order_of_their_places() {
        let rows = [
            (
                Reason::OutsideYears,
                vec![Place { file: 1, line: 9 }, Place { file: 0, line: 7 }],
            ),
            (
                Reason::Outside("tipo=DIR".into()),
                vec![Place { file: 1, line: 8 }],
            ),
        ];
        let aside = SetAside::new(vec!["a, b.csv".into(), "c.csv".into()], rows.into());
        let told: Vec<String> = aside
            .rows()
            .iter()
            .map(|(file, line, reason)| format!("{file} {line} {reason}"))
            .collect();
        let years = "outside the published years";
        assert_eq!(
            told,
            [
                format!("a, b.csv 7 {years}"),
                "c.csv 8 not tipo=DIR".into(),
                format!("c.csv 9 {years}")
            ]
        );
    }
}
