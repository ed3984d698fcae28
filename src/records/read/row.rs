//! One row as it stands, whatever it was read from: its line and its fields as text.

use crate::read::problem::Cause;

/// A row, reused for the next one. It has no `Debug`: it is a person.
#[derive(Default)]
pub(super) struct Row {
    /// The line on which it begins, or its number in a spreadsheet, from 1.
    pub line: u64,
    text: String,
    /// Where each field ends in the text.
    ends: Vec<usize>,
}

impl Row {
    /// How many fields it has.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// What stands in a field, with the white space around it; nothing where there is no such field.
    pub(super) fn field(&self, at: usize) -> &str {
        let start = at
            .checked_sub(1)
            .map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start
            .zip(self.ends.get(at).copied())
            .map(|(start, end)| start..end);
        range
            .and_then(|range| self.text.get(range))
            .unwrap_or_default()
    }

    /// All fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.field(at))
    }

    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_whitespace())
    }

    /// Replaces all fields by these.
    pub(super) fn fill<'a>(&mut self, fields: impl IntoIterator<Item = &'a str>) {
        self.text.clear();
        self.ends.clear();
        for field in fields {
            self.text.push_str(field);
            self.ends.push(self.text.len());
        }
    }

    /// Replaces all fields by those of a text that is cut at these ends.
    ///
    /// # Errors
    ///
    /// The first field that is not UTF-8.
    pub(super) fn fill_bytes(&mut self, bytes: &[u8], ends: &[usize]) -> Result<(), usize> {
        let field_of = |at: usize| {
            ends.iter()
                .position(|end| *end > at)
                .unwrap_or(ends.len().saturating_sub(1))
        };
        let text = std::str::from_utf8(bytes).map_err(|error| field_of(error.valid_up_to()))?;
        if let Some(cut) = ends.iter().position(|end| !text.is_char_boundary(*end)) {
            return Err(cut);
        }
        self.text.clear();
        self.text.push_str(text);
        self.ends.clear();
        self.ends.extend_from_slice(ends);
        Ok(())
    }
}

/// A row that is there and cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub line: u64,
    /// In which field, if it is about one.
    pub field: Option<usize>,
    pub cause: Cause,
}

/// Rows in their order, from whatever they are read.
pub(super) trait Rows: Send {
    /// Reads the next row in which anything stands; `None` after the last.
    fn next(&mut self, row: &mut Row) -> Option<Result<(), Broken>>;
}
