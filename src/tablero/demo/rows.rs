//! Writes rows as a text file.

use std::io;

/// Rows as a text file: what stands first names the columns.
pub(super) fn csv(
    delimiter: u8,
    rows: impl IntoIterator<Item = Vec<String>>,
) -> io::Result<Vec<u8>> {
    let mut csv = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    rows.into_iter().try_for_each(|row| csv.write_record(row))?;
    csv.into_inner().map_err(|error| error.into_error())
}
