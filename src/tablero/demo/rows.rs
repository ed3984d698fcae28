//! Writes rows as a CSV file.

use std::io;

/// Writes rows as CSV; the first row names the columns.
pub(super) fn to_csv(
    delimiter: u8,
    rows: impl IntoIterator<Item = Vec<String>>,
) -> io::Result<Vec<u8>> {
    let mut csv = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    rows.into_iter().try_for_each(|row| csv.write_record(row))?;
    csv.into_inner().map_err(|error| error.into_error())
}
