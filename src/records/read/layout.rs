//! How the files of one source are read: what the codebook says of them, gathered for the reader.

use codebook::{Codebook, Source};

/// How a source writes its records, and what the codebook's columns are called there.
pub(super) struct Layout<'a> {
    pub source: &'a Source,
    /// Detected where it is not told.
    pub delimiter: Option<u8>,
    /// For each of the codebook's columns, what stands between several answers in it, if there may be several.
    separators: Vec<Option<&'a str>>,
}

impl<'a> Layout<'a> {
    pub(super) fn new(codebook: &'a Codebook, source: &'a Source) -> Self {
        let separator = |column: &String| {
            let mut readers = codebook
                .dimensions
                .iter()
                .filter(|dimension| dimension.column == *column);
            readers.find_map(|dimension| dimension.dictionary.separator())
        };
        Layout {
            source,
            delimiter: source.delimiter.or(codebook.records.delimiter),
            separators: codebook.columns.iter().map(separator).collect(),
        }
    }

    /// For each of the codebook's columns, what it is called, and what joins several columns.
    pub(super) fn columns(&self) -> impl Iterator<Item = (&'a [String], Option<&'a str>)> {
        self.source
            .columns
            .iter()
            .map(Vec::as_slice)
            .zip(self.separators.iter().copied())
    }

    /// The row with the names of the columns, from 1, where it is told.
    pub(super) fn header(&self) -> Option<u64> {
        self.source.header.map(u64::from)
    }
}
