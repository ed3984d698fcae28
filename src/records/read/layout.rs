//! Gathers what the codebook declares about the files of one source.

use codebook::{Codebook, Source};

/// The format of a source's files, and the names that the codebook's columns have there.
pub(super) struct Layout<'a> {
    pub source: &'a Source,
    /// The declared delimiter; `None` if it has to be detected.
    pub delimiter: Option<u8>,
    /// For each of the codebook's columns, the separator of several answers, if there may be several.
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

    /// Returns, for each of the codebook's columns, its names here and the separator that joins several columns.
    pub(super) fn columns(&self) -> impl Iterator<Item = (&'a [String], Option<&'a str>)> {
        self.source
            .columns
            .iter()
            .map(Vec::as_slice)
            .zip(self.separators.iter().copied())
    }

    /// Returns the row with the column names, from 1, if it is declared.
    pub(super) fn header(&self) -> Option<u64> {
        self.source.header.map(u64::from)
    }
}
