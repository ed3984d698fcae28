//! Writes rows as CSV (RFC 4180, UTF-8 without a byte order mark, commas, line breaks of Unix): data from the first line.

use crate::rows::{Field, Rows};

/// Writes the rows below their heads.
pub fn write(rows: &Rows) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&rows.heads)?;
    for row in &rows.rows {
        writer.write_record(row.iter().map(|field| match field {
            Field::Text(text) => text.clone(),
            Field::Count(count) => count.map(|count| count.to_string()).unwrap_or_default(),
        }))?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}
