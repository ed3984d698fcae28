//! Reads records from files, workbooks and databases by a codebook.
//!
//! Every row is counted as it is, counted with corrections by named rules, or set aside with a reason; the three numbers
//! add up to the rows read. If a field that matters is unresolved and the codebook declares `stop`, nothing is counted:
//! [`read`] returns all problems of all files. The content of fields is personal data: it is in no error and in no
//! `Debug` unless the caller chooses [`Values::Shown`].
//!
//! Rows stream. Each is cleaned (`clean`), classified ([`disposition`]) and counted (`tabulate`) before the next; only a
//! hash is kept, to find repeated rows. Several threads take rows in batches ([`feed`]), and their results are added up
//! ([`worker`]), so that neither the threads nor the order of rows change a result. If repeated rows must not be counted,
//! all inputs are read twice: once to find the repeated rows, once to count.

mod application;
mod candidate_pairs;
mod collect;
mod database;
mod disposition;
mod encoding;
mod event;
mod feed;
#[cfg(test)]
mod fuzz;
mod identifiers;
mod imputation;
mod input;
mod intake;
mod key_columns;
mod layout;
mod lines;
mod notice;
mod pass;
mod pending_row;
mod pending_rows;
mod person;
mod problem;
mod repeated_rows;
mod row;
mod row_account;
mod run;
mod set_aside;
mod sheet;
mod table;
mod tally;
mod task;
#[cfg(test)]
mod tests;
mod unlisted;
mod unresolved_field;
mod workbook;
mod worker;

pub use crate::clean::suggestion::{Suggestion, Suggestions};
pub use candidate_pairs::find_candidate_pairs;
pub use input::Input;
pub use intake::{Conflict, Intake};
pub use notice::Notice;
pub use problem::{Cause, Problem, Problems, Sign, Values};
pub use run::read;
pub use set_aside::SetAside;
pub use table::{RawColumn, RawTable, read_table};
pub use tally::{Reason, Rule, Tally};
pub use unlisted::{Unlisted, find_unlisted};
