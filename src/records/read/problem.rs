//! What can be wrong with a file of records. Fields are never quoted unless asked for.

use std::fmt;

use jiff::civil::Date;

use codebook::identifiers::DirectIdentifier;
use thiserror::Error;

use crate::clean::suggestion::Suggestions;
use template::ManifestError;

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

/// By what an identity was recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The name of the column.
    Name,
    /// What stands in it.
    Fields,
}

impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Sign::Name => "by its name",
            Sign::Fields => "by what stands in it",
        })
    }
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
    /// The row that should name the columns is not there, or nothing stands in it.
    #[error("the names of the columns were expected in row {line}, where nothing stands")]
    NoHeader {
        /// The row, from 1.
        line: u64,
    },
    /// The file holds the names of its columns and nothing else.
    #[error("rows were expected below the names of the columns")]
    NoRows,
    /// A field is in another encoding.
    #[error("UTF-8 was expected; if the file is in another encoding, say in the codebook which")]
    NotUtf8,
    /// The text is not in the encoding that was told, or that its first bytes claim.
    #[error("text in {0} was expected")]
    Encoding(String),
    /// The file begins as a workbook does and is none, or is damaged or locked with a password.
    #[error("a workbook was expected; this one is damaged, or locked with a password")]
    Workbook,
    /// The workbook holds more than fits into memory, or claims to.
    #[error(
        "this workbook is larger than can be read; save its sheets as CSV, which may be of any size"
    )]
    TooLarge,
    /// The workbook was made for collecting, but not for this codebook.
    #[error(transparent)]
    Collected(#[from] ManifestError),
    /// The workbook has no sheet of this name.
    #[error("this sheet was expected; the workbook has {sheets}")]
    NoSheet {
        /// The names of those that it has.
        sheets: String,
    },
    /// The codebook declares no such source.
    #[error("the codebook has no source “{id}”")]
    NoSource {
        /// The identifier that was given.
        id: String,
    },
    /// No source says that its files are called so.
    #[error("no source of the codebook has files of this name; say which source it is of: ID=FILE")]
    NoPattern,
    /// Two sources say that their files are called so.
    #[error(
        "files of “{one}” and of “{other}” may have this name; say which source it is of: ID=FILE"
    )]
    TwoPatterns {
        /// The id of one source.
        one: String,
        /// The id of the other.
        other: String,
    },
    /// The source is no database.
    #[error("the codebook names no database for this source")]
    NoDatabase,
    /// The environment variable is not there, or tells no connection. What it says may hold a password.
    #[error(
        "the environment variable {variable} was expected to tell the connection: postgresql://user@localhost/name"
    )]
    NoConnection {
        /// Its name.
        variable: String,
    },
    /// Records would travel unencrypted.
    #[error(
        "the connection in {variable} leaves this machine, and tablero does not encrypt it: open a tunnel (ssh -L) and \
         connect to localhost"
    )]
    FarAway {
        /// The name of the environment variable.
        variable: String,
    },
    /// What the server says, as far as no record is in it.
    #[error("the database cannot be read: {0}")]
    Database(String),
    /// A column that the codebook reads is not there.
    #[error("this column was expected here, among {columns}{}", separated(*.delimiter))]
    NoColumn {
        /// How many columns there are.
        columns: usize,
        /// What separates them, if it is text.
        delimiter: Option<char>,
    },
    /// A column is there more than once.
    #[error("this column is named more than once")]
    ColumnTwice,
    /// A column that nothing is read from looks as if it identified people.
    #[error(
        "this column seems to hold {identity}, {sign}; write {drop} into its source in the codebook, and it is never read"
    )]
    Identity {
        /// What it seems to hold.
        identity: DirectIdentifier,
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
        /// How many columns are named.
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
    /// A day on which nothing can have been recorded.
    #[error("a day from {earliest} {} was expected", .until.map_or("on".into(), |until| format!("to {until}")))]
    Day {
        /// The first day of all.
        earliest: Date,
        /// The day on which the records were extracted, if the codebook tells it.
        until: Option<Date>,
    },
    /// A date of birth that is none, or that makes nobody's age.
    #[error("a date of birth of somebody from 0 to {oldest} years old was expected")]
    Birth {
        /// The highest age there is.
        oldest: u16,
    },
}

fn separated(delimiter: Option<char>) -> String {
    delimiter.map_or_else(String::new, |delimiter| {
        format!(" separated by “{}”", delimiter.escape_default())
    })
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
    pub(super) fn of_file(name: &str, cause: Cause) -> Self {
        Problem {
            file: name.into(),
            line: None,
            column: None,
            cause,
            value: None,
        }
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
        self.value
            .as_ref()
            .map_or(Ok(()), |value| write!(f, "; “{value}” was found"))
    }
}

/// What is wrong with the records, and what people may have meant. Printing it tells the problems only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems {
    /// The problems of all files, in their order. Never empty where it is returned as an error.
    pub all: Vec<Problem>,
    /// How many more there are than are kept.
    pub more: u64,
    /// What people may have meant by what no category names.
    pub suggestions: Suggestions,
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<String> = self
            .all
            .iter()
            .take(PRINTED)
            .map(Problem::to_string)
            .collect();
        let more = self.more + self.all.iter().skip(PRINTED).map(|_| 1).sum::<u64>();
        if more > 0 {
            lines.push(format!("and {more} more"));
        }
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Problems {}
