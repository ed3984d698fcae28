//! Reads codebooks: what the columns of the records mean, what is counted, and what is published.
//!
//! A [`Codebook`] is written in TOML (format 1). [`Codebook::parse`] returns only codebooks without contradictions, and
//! otherwise reports all mistakes at once, each with its place. The public part of a codebook is a [`cube::Catalog`]. A
//! codebook knows no records, so it is not confidential.
//!
//! The crate also reads single fields. White space around a field is ignored, and the first of these rules that applies
//! decides:
//!
//! 1. a named correction (`correct`), counted in the report by its name;
//! 2. an age in whole years, in a dimension of kind `age`;
//! 3. a code, a label in any language of the codebook, or a `verbatim` spelling: not counted as a correction;
//! 4. one of the `spellings`: rule `synonym`;
//! 5. any of these with another case, accents, white space, punctuation around it, or Unicode form: rule `spelling`;
//! 6. an age in whole years with a unit or with zeros, such as “14 años”, “14.0” or “8 meses”: rule `age-notation`;
//! 7. a spelling in `missing`: the category with `unknown`, if there is one;
//! 8. an age below 0 or above 120: unresolved, even if there is a category for other values;
//! 9. anything else: the category of `otherwise`, if there is one, by the rule of that name.
//!
//! Records can only be in categories that contain no others. In a dimension of kind `multi`, a field is split at its
//! separators, except inside the longest stretch that is a code, label or spelling as a whole. "Not known" beside other
//! answers is ignored: rule `not-known-beside-answers`.
//!
//! A day is read by the first notation of its source that gives a day from 1900 on. A time of day after it is ignored. A
//! day that does not exist, or that comes after `until`, is never guessed.
//!
//! If there is a date of `birth`, a missing age is computed from it (rule `age-from-birth-date`); an age that differs from
//! it by more than a year is treated by `disagree` (rule `age-against-birth-date`); and an age is used although the date
//! of birth cannot be read (rule `birth-date-not-understood`).
//!
//! Missing answers are imputed from relations: by the category for "not applicable" of `asked` (rule `not-asked`), and
//! from the other dimension if one is `derived` (rule `derived`).
//!
//! A value that no rule resolves is treated by `unsettled`: nothing is published; or the answer becomes the category with
//! `unknown` (rule `unsettled-is-unknown`); or the row is set aside. Rows with unresolved days, or in dimensions without a
//! category for "not known", are set aside. If a declared spelling is close, it is suggested to a person, who can
//! [`accept()`] it.

mod accept;
mod ages;
mod answer;
mod breaks;
mod catalog;
mod classification;
mod condition;
#[cfg(any(test, feature = "sample"))]
pub mod damage;
mod dictionary;
mod dimension;
mod editions;
mod flow;
mod format;
#[cfg(test)]
mod fuzz;
pub mod identifiers;
mod identity;
mod indicator;
mod languages;
mod lists;
mod mistake;
mod model;
mod names;
pub mod notation;
mod open;
mod pages;
mod part;
mod placed;
mod population;
mod published;
mod records;
mod relation;
mod replaces;
mod resolve;
pub mod rules;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
mod schema;
mod settled;
mod site;
mod source;
mod suspected;
mod tables;
mod template;
mod time;
mod years;

#[cfg(test)]
mod tests;

pub use accept::{Accepted, NotAccepted, Spelling, accept};
pub use answer::{Answer, Category, Garbling, Resolved, Unresolved};
pub use condition::Condition;
pub use dictionary::Dictionary;
pub use format::{
    AgeConflictPolicy, Grain, KeyForm, Repeated, RowKind, SharedKey, UnresolvedPolicy,
};
pub use identity::{CandidateRule, Column, Events, Identity, IdentityKey};
pub use mistake::{Mistake, Mistakes};
pub use model::{Birth, Codebook, Dimension, Measure};
pub use names::is_reserved_id;
pub use notation::encoding::TextEncoding;
pub use open::CodebookError;
pub use records::Records;
pub use relation::known::{Imputation, Relation};
pub use schema::schema;
pub use source::{Database, Source};
pub use suspected::{SuspectedRelation, suspect_relations};
pub use template::Template;
