//! The codebook: what the columns of the records mean, what is counted, and what is published of it.
//!
//! A [`Codebook`] is written as TOML (format 1) and cannot be had unless it is free of contradictions:
//! [`Codebook::parse`] reports all of them at once, each with its place. Its public part is a [`cube::Catalog`]. It
//! knows nothing of any particular record, so nothing in it is confidential.
//!
//! A field is read without the white space around it, and the first of these that applies decides:
//!
//! 1. a named correction (`correct`), which the report counts by its name;
//! 2. an age in whole years, in a dimension of kind `age`;
//! 3. a code, a label in either language, or a `verbatim` of the category: taken as it stands;
//! 4. one of its `spellings`: rule `synonym`;
//! 5. any of these but for case, accents, white space, punctuation around it, or forms that only Unicode tells apart:
//!    rule `spelling`;
//! 6. an age in whole years with a unit or zeros behind it, such as “14 años”, “14.0”, “8 meses”: rule `age-notation`;
//! 7. one of `missing`: the category with `unknown`, if there is one;
//! 8. an age below 0 or above 120: understood as nothing, whatever `otherwise` says;
//! 9. anything else: the category named by `otherwise`, if there is one, by the rule of that name.
//!
//! Only categories that contain no others can be read. In a dimension of kind `multi` the field is split at its
//! separators, but never inside the longest stretch that is a code, label or spelling as a whole. What is missing beside
//! answers adds nothing to them: rule `not-known-beside-answers`.
//!
//! A day is read by the first of its source's notations that gives one from 1900 on; a time of day behind it is passed
//! over. A day that does not exist, or that comes after `until`, is never guessed.
//!
//! Where an age has a date of `birth` beside it, what other fields say decides: an age that is missing is reckoned (rule
//! `age-from-birth-date`); one that lies more than a year from the date of birth is settled as `disagree` says (rule
//! `age-against-birth-date`); one whose date of birth is not understood may stand (rule `birth-date-not-understood`).
//!
//! Who is not asked something and says nothing there is in the category that `asked` has for them (rule `not-asked`);
//! where nothing is said in a dimension that is `derived`, it follows from the other one (rule `derived`).
//!
//! What no rule settles becomes what `unsettled` says: a problem that stops everything; the category with `unknown` (rule
//! `unsettled-is-unknown`); or the reason why its row is set aside, as it is for days and wherever nothing stands for
//! "not known". A declared spelling that it is close to is suggested, for a person to [`accept()`].

#![allow(
    dead_code,
    unused_imports,
    reason = "what sources, links and reports read of a codebook"
)]

mod accept;
mod ages;
mod breaks;
mod catalog;
mod dictionary;
mod dimension;
mod flow;
mod format;
#[cfg(test)]
mod fuzz;
mod identity;
mod indicator;
mod lists;
mod mistake;
mod pages;
mod part;
mod placed;
mod population;
mod records;
mod relation;
mod resolve;
mod schema;
mod settled;
mod source;
mod tables;
mod template;
mod time;
mod words;

#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, ops::RangeInclusive, path::Path};

use cube::Catalog;
use thiserror::Error;

pub use accept::{Accepted, NotAccepted, Spelling, accept};
#[cfg(test)]
pub(crate) use dimension::OWN_RULES;
pub use mistake::{Mistake, Mistakes};
pub use schema::schema;
pub(crate) use {
    dictionary::{Answer, Category, OTHERWISE, Reading, Strange},
    format::{Disagree, Grain, Holds, Of, Repeated, Unsettled},
    identity::{Column, Events, Identity, Near},
    records::Records,
    relation::{DERIVED, Follows, NOT_ASKED, Relation},
    source::{Database, Source},
    template::Template,
};

/// A codebook without contradictions.
#[derive(Clone, Debug)]
pub struct Codebook {
    catalog: Catalog,
    pub(crate) years: RangeInclusive<u16>,
    /// The last year that is counted where years are counted together.
    pub(crate) pooled: u16,
    pub(crate) records: Records,
    /// In the order of the catalog's measures.
    pub(crate) measures: Vec<Measure>,
    /// The position of the measure that all others are part of.
    pub(crate) whole: usize,
    /// Every dimension, also those that are read for conditions only. Time is not among them.
    pub(crate) dimensions: Vec<Dimension>,
    /// What everybody knows of each person; a person who contradicts it is not counted.
    pub(crate) relations: Vec<Relation>,
    /// Where rows come from: at least one.
    pub(crate) sources: Vec<Source>,
    /// Which rows are the same application, if that is told.
    pub(crate) identity: Option<Identity>,
    /// How events are linked with persons, if there are rows of events.
    pub(crate) events: Option<Events>,
    /// The workbook with which institutions collect.
    pub(crate) template: Template,
    /// Every column that is read, once, sorted.
    pub(crate) columns: Vec<String>,
}

/// Who is counted, and by which date.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    pub id: String,
    pub date: String,
    pub when: Option<Condition>,
}

/// A dimension as it is read from a column.
#[derive(Clone, Debug)]
pub(crate) struct Dimension {
    pub id: String,
    pub column: String,
    pub of: Of,
    /// Where a date of birth tells an age too.
    pub birth: Option<Birth>,
    /// Whether it must be filled in where records are collected.
    pub required: bool,
    pub unsettled: Unsettled,
    /// What may stand in its fields, as it is told to people.
    pub expected: String,
    pub dictionary: dictionary::Dictionary,
    /// Its labels and code list as people see them, whether or not it is published.
    pub list: cube::Dimension,
}

/// How an age is reckoned from a date of birth.
#[derive(Clone, Debug)]
pub(crate) struct Birth {
    pub column: String,
    /// The column with the date on which a person has that age.
    pub on: String,
    pub disagree: Disagree,
}

/// Some categories of one dimension.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    /// The position of the dimension.
    pub dimension: usize,
    /// The categories below which nothing lies.
    pub categories: BTreeSet<Category>,
    /// As it is told to people: `tipo=DIR~IND`.
    pub words: String,
}

impl Condition {
    /// Whether an answer is, or includes, one of these categories.
    pub(crate) fn holds(&self, answer: &Answer) -> bool {
        answer
            .categories()
            .iter()
            .any(|category| self.categories.contains(category))
    }
}

/// A codebook that cannot be used.
#[derive(Debug, Error)]
pub enum CodebookError {
    /// There is no such file, or it may not be read.
    #[error("{file}: the codebook cannot be read: {source}")]
    Unreadable {
        /// The file as it was named.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is not a codebook, or it contradicts itself.
    #[error("{}", .mistakes.0.iter().map(|mistake| format!("{file}, {mistake}")).collect::<Vec<_>>().join("\n"))]
    Mistaken {
        /// The file as it was named.
        file: String,
        /// Everything that is wrong with it.
        mistakes: Mistakes,
    },
}

impl Codebook {
    /// Reads a codebook from a file.
    pub fn open(path: &Path) -> Result<Self, CodebookError> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|source| CodebookError::Unreadable {
            file: file.clone(),
            source,
        })?;
        Self::parse(&text).map_err(|mistakes| CodebookError::Mistaken { file, mistakes })
    }

    /// Reads a codebook from its text. All contradictions are reported at once; of what is not TOML or not of this
    /// format, the first place.
    pub fn parse(text: &str) -> Result<Self, Mistakes> {
        resolve::parse(text)
    }

    /// What may be said in public: everything but how records are read.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// How much it says: `14 dimensions, 2 measures, 61 tables, 3 sources`.
    pub fn extent(&self) -> String {
        let count =
            |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        let tables = self.catalog.tables.len();
        let counts = [
            count(self.dimensions.len(), "dimension"),
            count(self.measures.len(), "measure"),
            count(tables, "table"),
            count(self.sources.len(), "source"),
        ];
        counts.join(", ")
    }

    /// The measure that all others are part of.
    pub(crate) fn whole(&self) -> &Measure {
        &self.measures[self.whole]
    }
}
