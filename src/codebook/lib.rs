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

mod accept;
mod ages;
mod answer;
mod breaks;
mod catalog;
mod condition;
#[cfg(any(test, feature = "sample"))]
pub mod damage;
mod dictionary;
mod dimension;
mod flow;
mod format;
#[cfg(test)]
mod fuzz;
pub mod identities;
mod identity;
mod indicator;
mod lists;
mod mistake;
mod model;
pub mod notation;
mod open;
mod pages;
mod part;
mod placed;
mod population;
mod published;
mod records;
mod relation;
mod resolve;
pub mod rules;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
mod schema;
mod settled;
mod source;
mod tables;
mod template;
mod time;
mod words;

#[cfg(test)]
mod tests;

pub use accept::{Accepted, NotAccepted, Spelling, accept};
pub use answer::{Answer, Category, Reading, Strange};
pub use condition::Condition;
pub use dictionary::Dictionary;
pub use format::{Disagree, Grain, Holds, Of, Repeated, Unsettled};
pub use identity::{Column, Events, Identity, Near};
pub use mistake::{Mistake, Mistakes};
pub use model::{Birth, Codebook, Dimension, Measure};
pub use open::CodebookError;
pub use records::Records;
pub use relation::{Follows, Relation};
pub use schema::schema;
pub use source::{Database, Source};
pub use template::Template;
