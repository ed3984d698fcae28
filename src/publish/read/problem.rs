//! What can be wrong with a file of records. Fields are never quoted unless asked for.

use std::{fmt, path::Path};

use thiserror::Error;

use super::identities::{Identity, Sign};

/// How many problems are printed; all of them are counted.
const PRINTED: usize = 50;

/// Whether problems quote what stands in a field. It is personal data: only the person at the keyboard may ask for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Values {
    /// Fields are not quoted.
    #[default]
    Concealed,
    /// Fields are quoted.
    Shown,
}

/// What was expected and not found.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Cause {
    /// There is no such file, or it may not be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    /// The file was named before: its rows would count twice.
    #[error("this file is named more than once")]
    Again,
    /// The file holds nothing.
    #[error("the file is empty; a first line with the names of the columns was expected")]
    Empty,
    /// The file holds the names of its columns and nothing else.
    #[error("rows were expected below the names of the columns")]
    NoRows,
    /// The file is in another encoding.
    #[error("UTF-8 was expected; save the file as “CSV UTF-8”")]
    NotUtf8,
    /// A column that the codebook reads is not there.
    #[error("this column was expected in the first line, which has {columns} separated by “{delimiter}”")]
    NoColumn {
        /// How many columns there are.
        columns: usize,
        /// What the codebook says separates them.
        delimiter: char,
    },
    /// A column is there more than once.
    #[error("the first line names this column more than once")]
    ColumnTwice,
    /// A column that nothing is read from looks as if it identified people.
    #[error(
        "this column seems to hold {identity}, {sign}; write {drop} into its source in the codebook, and it is never read"
    )]
    Identity {
        /// What it seems to hold.
        identity: Identity,
        /// By what that is seen.
        sign: Sign,
        /// What to write into the codebook.
        drop: String,
    },
    /// A quotation mark opens in this row and swallows the rest of the file.
    #[error("a quotation mark opens in this row and is never closed")]
    OpenQuote,
    /// A row is cut short or has too much.
    #[error("a row of {expected} fields was expected, this one has {found}")]
    Fields {
        /// How many columns the first line names.
        expected: usize,
        /// How many fields the row has.
        found: usize,
    },
    /// A value that the dimension does not have.
    #[error("a category of “{dimension}” was expected: {expected}")]
    Category {
        /// The dimension's id.
        dimension: String,
        /// Its codes, or the first of them.
        expected: String,
    },
    /// An age that nobody can have.
    #[error("an age in whole years from 0 to {oldest} was expected")]
    Age {
        /// The highest age there is.
        oldest: u16,
    },
    /// A missing value where the dimension has no category for that.
    #[error("a value was expected: “{dimension}” has no category for “not known”")]
    NoValue {
        /// The dimension's id.
        dimension: String,
    },
    /// A missing date, or one that is written otherwise.
    #[error("a date written as {notation} was expected")]
    Date {
        /// In the notation of strptime.
        notation: String,
    },
}

/// One problem and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file as it was named.
    pub file: String,
    /// The line on which the row begins, from 1; `None` where it is about the file as a whole.
    pub line: Option<u64>,
    /// The name of the column, if it is about one.
    pub column: Option<String>,
    /// What was expected.
    pub cause: Cause,
    /// What stands there, if it was asked for.
    pub value: Option<String>,
}

impl Problem {
    /// A problem of a file as a whole.
    pub(super) fn of_file(path: &Path, cause: Cause) -> Self {
        Problem { file: path.display().to_string(), line: None, column: None, cause, value: None }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column “{column}”")?;
        }
        write!(f, ": {}", self.cause)?;
        self.value.as_ref().map_or(Ok(()), |value| write!(f, "; “{value}” was found"))
    }
}

/// Every problem of every file, in their order. Never empty where it is returned as an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<String> = self.0.iter().take(PRINTED).map(Problem::to_string).collect();
        if let Some(more) = self.0.len().checked_sub(PRINTED).filter(|more| *more > 0) {
            lines.push(format!("and {more} more"));
        }
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Problems {}
