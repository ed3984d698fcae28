//! Defines what a draft proposes, before it is text.

use codebook::identifiers::DirectIdentifier;
use thiserror::Error;

use crate::{
    categories::Categories,
    finding::{Finding, Unused},
};

/// What is said where files have different columns.
pub(crate) const SEPARATE: &str = "Files with different columns are sources of their own: a person who is in two of them is \
    counted twice, unless [identity] names a key.";

/// A proposed codebook, and what was found in each column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The smallest count that may be published.
    pub(crate) threshold: u64,
    /// How many rows there are.
    pub(crate) rows: u64,
    /// How many rows have more or fewer fields than there are columns: `publish` refuses them.
    pub(crate) uneven: u64,
    /// The notations of dates.
    pub(crate) notations: Vec<String>,
    /// The column whose date counts a person.
    pub(crate) date: String,
    /// The published years.
    pub(crate) years: Years,
    pub(crate) sources: Vec<Source>,
    pub(crate) dimensions: Vec<Dimension>,
    /// The identifiers of dimensions that are crossed with all others.
    pub(crate) pairs: Vec<String>,
    /// What each column holds, in order.
    pub(crate) findings: Vec<(String, Finding)>,
}

/// The years that are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Years {
    pub(crate) first: u16,
    pub(crate) last: u16,
    /// Whether single years have enough persons, so that they are published.
    pub(crate) are_single: bool,
    /// The rows with a date of another year.
    pub(crate) outside: u64,
}

/// Files with the same columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) id: String,
    /// The names of its files; empty if it is the only source.
    pub(crate) files: Vec<String>,
    pub(crate) header: Option<u64>,
    pub(crate) lacks: Vec<String>,
    pub(crate) drop: Vec<Dropped>,
}

/// A column that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dropped {
    pub(crate) name: String,
    pub(crate) why: Unused,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dimension {
    pub(crate) id: String,
    pub(crate) column: String,
    pub(crate) es: String,
    pub(crate) en: String,
    pub(crate) is_translated: bool,
    pub(crate) kind: Kind,
}

/// What the fields of a dimension contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One category.
    Code(Categories),
    /// An age, and the column with the date of birth if there is one.
    Age { birth: Option<String> },
    /// A mark, such as X, or nothing.
    Mark,
    /// Several categories, with this text between them.
    Multi(String, Categories),
}

/// Why nothing can be drafted.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NoDraft {
    /// The first row is a record.
    #[error(
        "{file}: the first row seems to be a record, not the names of columns: write the names into a row above it"
    )]
    NoHeader {
        /// The name of the file.
        file: String,
    },
    /// There is no date.
    #[error(
        "no column seems to hold dates, and persons are counted in the year of a date: add a column with the date or the \
         year of each row"
    )]
    NoDate,
    /// Rows stand for several persons.
    #[error(
        "the column “{column}” seems to say for how many persons a row stands, and a codebook counts each row as one: \
         write a row for each person, or, if a row is one person, name it otherwise or add --row-is-person"
    )]
    Counts {
        /// The name of the column.
        column: String,
    },
    /// There is nothing to divide persons by.
    #[error("no column holds categories or ages: there would be nothing but a total")]
    NoDimension,
}

impl Unused {
    /// Why the column is not read, in words for whoever keeps the register.
    pub(crate) fn reason(self) -> String {
        match self {
            Unused::Empty => "no answers".into(),
            Unused::Identifies(DirectIdentifier::Name) => "names of people".into(),
            Unused::Identifies(kind) => kind.to_string(),
            Unused::FreeText => "free text or numbers of files: it may identify people".into(),
            Unused::Constant => "the same answer in nearly all rows".into(),
            Unused::FewMarks => "marks, such as X, in too few rows".into(),
            Unused::Counts => "for how many persons a row stands".into(),
            Unused::Numbers => "numbers that are no ages".into(),
            Unused::OtherDate => "a date by which nobody is counted".into(),
            Unused::NoNameOfItsOwn => "no name, or one that another column has".into(),
        }
    }
}
