//! Defines one row of any format: its line, and its fields as text.

use crate::read::problem::{Cause, ShownAs};

/// A row, whose buffers are reused for the next one. It has no `Debug` because it describes a person.
#[derive(Default)]
pub(super) struct Row {
    /// The line on which the row begins, or its number in a spreadsheet, from 1.
    pub line: u64,
    text: String,
    /// The end of each field in the text.
    ends: Vec<usize>,
    /// The positions of fields whose text is that of several rows, because their cells are merged.
    pub spread: Vec<usize>,
    /// The positions of fields with a formula whose result is not stored.
    pub uncomputed: Vec<usize>,
}

impl Row {
    /// Returns the number of fields.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns a field with its white space; empty if there is no such field.
    pub(super) fn field(&self, position: usize) -> &str {
        let Some(end) = self.ends.get(position) else {
            return "";
        };
        let start = match position.checked_sub(1) {
            Some(before) => self.ends[before],
            None => 0,
        };
        self.text.get(start..*end).unwrap_or_default()
    }

    /// Iterates over the fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|position| self.field(position))
    }

    /// Whether all fields are empty. A field whose result is not stored is not.
    pub(super) fn is_blank(&self) -> bool {
        self.uncomputed.is_empty() && self.text.bytes().all(|byte| byte.is_ascii_whitespace())
    }

    /// Replaces all fields.
    pub(super) fn fill<'a>(&mut self, fields: impl IntoIterator<Item = &'a str>) {
        self.text.clear();
        self.ends.clear();
        self.uncomputed.clear();
        self.spread.clear();
        for field in fields {
            self.text.push_str(field);
            self.ends.push(self.text.len());
        }
    }

    /// Replaces all fields by the parts of a text that end at `ends`.
    ///
    /// # Errors
    ///
    /// The position of the first field that is not UTF-8.
    pub(super) fn fill_bytes(&mut self, bytes: &[u8], ends: &[usize]) -> Result<(), usize> {
        let field_of = |byte: usize| {
            ends.iter()
                .position(|end| *end > byte)
                .unwrap_or(ends.len().saturating_sub(1))
        };
        let text = std::str::from_utf8(bytes).map_err(|error| field_of(error.valid_up_to()))?;
        if let Some(cut) = ends.iter().position(|end| !text.is_char_boundary(*end)) {
            return Err(cut);
        }
        self.uncomputed.clear();
        self.spread.clear();
        self.text.clear();
        self.text.push_str(text);
        self.ends.clear();
        self.ends.extend_from_slice(ends);
        Ok(())
    }
}

/// A row that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub line: u64,
    /// The position of the field, if the cause concerns one.
    pub field: Option<usize>,
    pub cause: Cause,
}

/// Which lines a spreadsheet shows, and under which numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ShownLines {
    /// Whether the first line is not shown, so that the number of each other line is one less.
    pub is_first_hidden: bool,
    /// The first and last line of each stretch of hidden lines, in order.
    pub hidden: Vec<(u64, u64)>,
    /// The first and last of each stretch of hidden columns of the spreadsheet.
    pub hidden_columns: Vec<(usize, usize)>,
    /// The number of columns of the spreadsheet before the first that is read.
    pub columns_before: usize,
}

impl ShownLines {
    /// Returns how a spreadsheet shows a line, if otherwise than by its number.
    pub(super) fn show(&self, line: u64) -> Option<ShownAs> {
        if self.is_first_hidden {
            return line.checked_sub(1).map(ShownAs::Line);
        }
        let next = self.hidden.partition_point(|(_, last)| *last < line);
        let (first, _) = self.hidden.get(next)?;
        (*first <= line).then_some(ShownAs::Hidden)
    }
}

/// Reads the rows of one input in order.
pub(super) trait Rows: Send {
    /// Returns which lines a spreadsheet shows.
    fn shown_lines(&self) -> ShownLines {
        ShownLines::default()
    }

    /// Reads the next row that is not blank; `None` after the last.
    fn next(&mut self, row: &mut Row) -> Option<Result<(), Broken>>;
}
