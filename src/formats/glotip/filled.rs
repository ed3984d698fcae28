//! Fills the tables from a release.

use cube::Release;

use crate::glotip::{
    asked::Asked,
    rates::{self, Rate},
    rows::{self, Row},
    words,
};

/// The filled tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The heads of the rows.
    pub heads: Vec<&'static str>,
    /// What all numbers come from: published cells, of invented data if they are.
    pub source: String,
    /// The rows, in the order of the questionnaire.
    pub rows: Vec<Row>,
    /// What is not filled, and why.
    pub gaps: Vec<String>,
    /// The rates per 100,000 inhabitants.
    pub rates: Vec<Rate>,
    /// What must be read with the numbers.
    pub notes: Vec<String>,
}

/// Fills the tables from a release.
pub fn fill(release: &Release, asked: &Asked<'_>) -> Filled {
    let (rows, mut gaps) = rows::fill(release, asked);
    let (rates, missing) = rates::calculate(release, &rows, asked.lang);
    gaps.extend(missing);
    Filled {
        heads: words::HEADS.to_vec(),
        source: words::name_source(&release.catalog, asked.lang),
        rows,
        gaps,
        rates,
        notes: words::list_notes(&release.catalog, asked.lang),
    }
}
