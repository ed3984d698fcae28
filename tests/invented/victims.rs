//! Reads the 1,500 invented people of `../shared` and derives a codebook from their file.
#![allow(clippy::unwrap_used, reason = "what cannot go on in a test has failed")]
#![allow(clippy::missing_panics_doc, reason = "it is all for tests")]

use std::collections::BTreeSet;

use super::codebook::{Codebook, Dimension};
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
    let dimension = |column: usize| {
        let codes: BTreeSet<&str> = rows.iter().map(|row| &row[column]).collect();
        let categories = codes
            .into_iter()
            .map(|code| (code.to_owned(), String::new()))
            .collect();
        Dimension {
            id: ids[column].clone(),
            kind: "code",
            categories,
        }
    };
    let years: BTreeSet<u16> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    let codebook = Codebook {
        release: "1500".into(),
        threshold: 5,
        years: *years.first().unwrap()..=*years.last().unwrap(),
        pooled: None,
        periods: vec![],
        dates: "%Y-%m-%d",
        measures: vec![("personas", "year", "")],
        dimensions: (1..=SHOWN).map(dimension).collect(),
        shown: SHOWN,
        pairs: vec![],
        by_period: vec![],
        // A national is who is of the country: the file holds it for each of the 1,500.
        relations: "[[equal]]\na = { dimension = \"nat\", code = \"CR\" }\nb = { dimension = \"mig\", code = \"national\" }\n",
    };
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
