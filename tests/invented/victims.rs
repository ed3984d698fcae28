//! Reads the 1,500 invented people of `../shared` and derives a codebook from their file.
#![allow(clippy::unwrap_used, reason = "what cannot go on in a test has failed")]
#![allow(clippy::missing_panics_doc, reason = "it is all for tests")]

use std::collections::BTreeSet;

use crate::codebook::{Codebook, Dimension, Measure};
use crate::shared;

/// How many columns after the year are published: the characteristics of a person, without the yes-or-no columns of means.
const SHOWN: usize = 12;

/// Reads the records and derives their codebook.
pub fn victims() -> (String, Codebook) {
    let records = std::fs::read_to_string(shared("synthetic-victims-1500.csv")).unwrap();
    // A code is made of letters, digits, “-” and “_”.
    let records = records.replace('+', "P");
    let mut reader = csv::Reader::from_reader(records.as_bytes());
    let ids: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let years: BTreeSet<u16> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    let years = *years.first().unwrap()..=*years.last().unwrap();
    let mut codebook = Codebook::new(years).measure(Measure::by_date("personas", "year"));
    for column in 1..=SHOWN {
        let codes: BTreeSet<&str> = rows.iter().map(|row| &row[column]).collect();
        let dimension = Dimension::new(&ids[column]);
        codebook = codebook.dimension(codes.into_iter().fold(dimension, Dimension::category));
    }
    codebook.release = "1500".into();
    // A national is who is of the country: the file holds it for each of the 1,500.
    codebook.relations = "[[equal]]\na = { dimension = \"nat\", code = \"CR\" }\nb = { dimension = \"mig\", code = \"national\" }\n";
    (dated(&records), codebook)
}

/// The records with a day in place of a year.
fn dated(records: &str) -> String {
    let (head, rows) = records.split_once('\n').unwrap();
    let row = |row: &str| {
        row.split_once(',')
            .map(|(year, rest)| format!("{year}-06-15,{rest}\n"))
    };
    std::iter::once(format!("{head}\n"))
        .chain(rows.lines().filter_map(row))
        .collect()
}
