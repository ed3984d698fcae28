//! Turns the fields of one row into dates and categories, and records the rules that were applied.
//!
//! This module is pure: fields in, [`CleanRow`] out. Whether the row counts is decided later, from the clean row alone.
//! This module must not know the location of a row or the format of its file.

mod birth;
mod clean_row;
mod cleaner;
mod memo;
pub(crate) mod suggestion;
#[cfg(test)]
mod tests;

pub(crate) use clean_row::{AppliedRule, CleanRow, CleanValue};
pub(crate) use cleaner::Cleaner;
