//! Defines the problems of inputs and their messages, which quote no field unless the caller chooses so.

use std::fmt;

use jiff::civil::Date;

use codebook::{Garbling, identifiers::DirectIdentifier};
use thiserror::Error;

use crate::clean::suggestion::Suggestions;
use template::ManifestError;

/// The number of problems that are printed; all of them are counted.
const PRINTED: usize = 50;

/// Whether problems quote fields, which are personal data: only the person at the keyboard may choose so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Values {
    /// Fields are not quoted.
    #[default]
    Concealed,
    /// Fields are quoted.
    Shown,
}

/// The sign by which a direct identifier was recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The name of the column.
    Name,
    /// The fields of the column.
    Fields,
}

impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Sign::Name => "by its name",
            Sign::Fields => "by its fields",
        })
    }
}

/// The cause of a problem: what is wrong, and the next step.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Cause {
    /// The file does not exist or may not be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    /// The same file is given twice, so that its rows would count twice.
    #[error("this file is given more than once; give it once, or its rows count twice")]
    Again,
    /// The file is empty.
    #[error("the file is empty; a first line with the column names was expected")]
    Empty,
    /// The row with the column names is missing or empty.
    #[error(
        "row {line} is empty, but should have the column names; correct `header` in the codebook"
    )]
    NoHeader {
        /// The row, from 1.
        line: u64,
    },
    /// The file has column names but no rows.
    #[error("there are no rows below the column names; fill them in, or leave this file out")]
    NoRows,
    /// A field is in another encoding.
    #[error(
        "UTF-8 was expected; if the file has another encoding, declare it as `encoding` in the codebook"
    )]
    NotUtf8,
    /// The text is not in the encoding that the codebook declares or that its first bytes indicate.
    #[error(
        "text in {0} was expected; declare the encoding of the file as `encoding` in the codebook"
    )]
    Encoding(String),
    /// The file begins like a workbook, but is none, is damaged, or is locked with a password.
    #[error(
        "this workbook is damaged or locked with a password; open it and save it again without a password"
    )]
    Workbook,
    /// The workbook is binary (XLSB): its merged cells and hidden rows are not read.
    #[error(
        "this is a binary workbook (XLSB), of which merged cells and hidden rows cannot be seen; save it as XLSX"
    )]
    Binary,
    /// The workbook holds, or claims to hold, more than fits into memory.
    #[error(
        "this workbook is larger than can be read; save its sheets as CSV, which may be of any size"
    )]
    TooLarge,
    /// The workbook was made from a template for another codebook.
    #[error(transparent)]
    Collected(#[from] ManifestError),
    /// The workbook has no sheet of this name.
    #[error(
        "the workbook has no such sheet, only {sheets}; rename the sheet, or correct `sheets` in the codebook"
    )]
    NoSheet {
        /// The names of its sheets.
        sheets: String,
    },
    /// The codebook declares no such source.
    #[error("the codebook has no source “{id}”; correct the id, or declare the source")]
    NoSource {
        /// The id that was given.
        id: String,
    },
    /// The patterns of no source match the name.
    #[error(
        "no source in the codebook has files with this name; name the source of the file: ID=FILE"
    )]
    NoPattern,
    /// The patterns of two sources match the name.
    #[error(
        "the sources “{one}” and “{other}” both have files with this name; name the source of the file: ID=FILE"
    )]
    TwoPatterns {
        /// The id of one source.
        one: String,
        /// The id of the other.
        other: String,
    },
    /// The source has no database.
    #[error("the codebook declares no database for this source; declare one, or give a file")]
    NoDatabase,
    /// The environment variable is not set, or holds no connection. Its content is not quoted: it may hold a password.
    #[error(
        "the environment variable {variable} must hold a connection, such as postgresql://user@localhost/name"
    )]
    NoConnection {
        /// The name of the environment variable.
        variable: String,
    },
    /// The connection would carry records unencrypted.
    #[error(
        "the connection in {variable} leaves this machine, and tablero does not encrypt it: open a tunnel (ssh -L) and \
         connect to localhost"
    )]
    FarAway {
        /// The name of the environment variable.
        variable: String,
    },
    /// The message or error code of the server, without any record.
    #[error("the database cannot be read: {0}")]
    Database(String),
    /// A column that the codebook reads is missing.
    #[error(
        "this column was expected here, among {columns}{}; {}",
        format_delimiter(*.delimiter),
        .garbling.map_or("correct its name in the file or in the codebook".into(), |garbling| garbling.to_string())
    )]
    NoColumn {
        /// The number of columns.
        columns: usize,
        /// The delimiter, if it is text.
        delimiter: Option<char>,
        /// How the name of a column was garbled that would be this one.
        garbling: Option<Garbling>,
    },
    /// Two columns have the same name.
    #[error("two columns have this name; rename or remove one of them")]
    ColumnTwice,
    /// A column that is neither read nor dropped seems to hold direct identifiers.
    #[error(
        "this column seems to hold {identity}, {sign}; write {drop} into its source in the codebook, and it is never read"
    )]
    Identity {
        /// The kind of identifier.
        identity: DirectIdentifier,
        /// The sign by which it was recognized.
        sign: Sign,
        /// The line to write into the codebook.
        drop: String,
    },
    /// A quotation mark opens in this row, so that the rest of the file is one field.
    #[error("a quotation mark opens in this row and is never closed; close or remove it")]
    OpenQuote,
    /// A row has too few or too many fields.
    #[error(
        "this row has {found} fields instead of {expected}; check its delimiters and quotation marks"
    )]
    Fields {
        /// The number of column names.
        expected: usize,
        /// The number of fields in the row.
        found: usize,
    },
    /// A formula whose result is not stored, as programs write it that cannot compute.
    #[error(
        "the result of this formula is not stored in the workbook; open it in Excel or LibreOffice, and save it"
    )]
    Uncomputed,
    /// All sheets are hidden.
    #[error(
        "all sheets of this workbook are hidden; show one, or name it as `sheets` in the codebook"
    )]
    AllHidden,
    /// A column holds fields and has no name.
    #[error(
        "this column has no name but holds data in {rows} rows, from this line on; give it a name, empty it, or write \
         drop = [\"\"] into its source in the codebook"
    )]
    Unnamed {
        /// The number of rows.
        rows: u64,
    },
    /// A field that no category of the dimension names.
    #[error("a category of “{dimension}” was expected: {expected}")]
    Category {
        /// The dimension's id.
        dimension: String,
        /// Its codes, or the first of them.
        expected: String,
    },
    /// An error of a spreadsheet, or nothing that can be read, in the place of an answer.
    #[error(
        "a category of “{dimension}” was expected, but this is no answer (an error of the spreadsheet, or no letter and no \
         digit); correct it, or list it in `missing` if it means “not known”"
    )]
    NoAnswer {
        /// The dimension's id.
        dimension: String,
    },
    /// Letters were garbled by another encoding.
    #[error("a category of “{dimension}” was expected, but {garbling}")]
    Garbled {
        /// The dimension's id.
        dimension: String,
        /// How they were garbled.
        garbling: Garbling,
    },
    /// A number that identifies a person and that a spreadsheet has shortened.
    #[error(
        "the spreadsheet has shortened this number (as 1,5E+11) and its last digits are lost, so that it identifies nobody; \
         export the column again as text"
    )]
    Shortened,
    /// Rows of one source share a value of a key, and the codebook declares `stop`.
    #[error(
        "{rows} rows share {values} of the values of “{key}”, in more rows than a person has; correct them, or declare in the \
         codebook that they are apart, or how many rows a person may have (`most_rows`)"
    )]
    SharedKey {
        /// The columns of the key.
        key: String,
        /// The number of values.
        values: u64,
        /// The number of rows.
        rows: u64,
    },
    /// An age that nobody can have.
    #[error("an age in whole years from 0 to {oldest} was expected")]
    Age {
        /// The highest valid age.
        oldest: u16,
    },
    /// A missing value in a dimension without a category for “not known”.
    #[error("a value was expected: “{dimension}” has no category for “not known”")]
    NoValue {
        /// The dimension's id.
        dimension: String,
    },
    /// A missing date, or one in another notation.
    #[error("a date written as {notation} was expected")]
    Date {
        /// In the notation of strptime.
        notation: String,
    },
    /// A date on which nothing can have been recorded.
    #[error("a day from {earliest} {} was expected", .until.map_or("on".into(), |until| format!("to {until}")))]
    Day {
        /// The first valid day.
        earliest: Date,
        /// The day on which the records were extracted, if the codebook declares it.
        until: Option<Date>,
    },
    /// A date in a year of which the codebook declares that nothing was collected.
    #[error(
        "a date in a year that was collected was expected; the codebook declares that of these nothing was: {years}. Correct \
         the date, or remove its year from `without` in [time]"
    )]
    GapYear {
        /// The years that were not collected.
        years: String,
    },
    /// A date of birth that is no date, or gives no valid age.
    #[error("a date of birth of somebody from 0 to {oldest} years old was expected")]
    Birth {
        /// The highest valid age.
        oldest: u16,
    },
}

fn format_delimiter(delimiter: Option<char>) -> String {
    delimiter.map_or_else(String::new, |delimiter| {
        format!(" separated by “{}”", delimiter.escape_default())
    })
}

/// How a spreadsheet shows a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownAs {
    /// With another number.
    Line(u64),
    /// Not at all, because its row is hidden.
    Hidden,
}

/// One problem with its location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The name of the file, with its sheet in a workbook.
    pub file: String,
    /// The line on which the row begins, from 1; `None` for a problem of the whole file.
    pub line: Option<u64>,
    /// How a spreadsheet shows this line, if otherwise than by its number.
    pub shown_as: Option<ShownAs>,
    /// The name of the column, if the problem concerns one.
    pub column: Option<String>,
    /// What is wrong, and the next step.
    pub cause: Cause,
    /// The field, if the caller chose [`Values::Shown`].
    pub value: Option<String>,
}

impl Problem {
    /// Creates a problem of a whole file.
    pub(super) fn for_file(name: &str, cause: Cause) -> Self {
        Problem {
            file: name.into(),
            line: None,
            shown_as: None,
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
        match self.shown_as {
            Some(ShownAs::Line(line)) => write!(f, " (line {line} in a spreadsheet)")?,
            Some(ShownAs::Hidden) => f.write_str(" (hidden in the spreadsheet)")?,
            None => {}
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

/// The problems of all inputs, and suggestions for unknown spellings. `Display` prints the problems only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems {
    /// The problems of all files in order; never empty in an error.
    pub all: Vec<Problem>,
    /// The number of problems that are not kept.
    pub more: u64,
    /// The categories that unknown spellings may mean.
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
