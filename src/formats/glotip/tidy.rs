//! Writes the rows as CSV.

use crate::glotip::{asked::Asked, filled::Filled};

/// Writes the rows as CSV.
pub fn write_csv(filled: &Filled, asked: &Asked<'_>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&filled.heads)?;
    for row in &filled.rows {
        writer.write_record(row.fields(asked, &filled.source))?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}
