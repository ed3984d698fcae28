//! Files, workbooks and databases of records, read with a codebook.
//!
//! Every row is counted, corrected by named rules, or set aside with its reason, and the three numbers add up to the
//! rows read. If any field cannot be understood, nothing is: [`read`] returns every problem in every file. What
//! stands in a field is personal data; it is in no error and no `Debug` unless [`Values::Shown`] asks for it.
//!
//! Rows stream: each is understood (`clean`), settled ([`settle`]) and counted (`tabulate`) before the next,
//! and only a hash of it is kept, to know which rows are repeated. Several threads take rows in batches ([`feed`]);
//! what they have done adds up ([`worker`]), so that neither threads nor the order of rows leave a trace. Where rows
//! that equal an earlier one are not to be counted, everything is read twice: once to know which rows these are.

mod application;
mod aside;
mod database;
mod done;
mod encoding;
mod event;
mod fault;
mod feed;
#[cfg(test)]
mod fuzz;
mod held;
mod identities;
mod input;
mod intake;
mod layout;
mod lines;
mod pass;
mod person;
mod problem;
mod row;
mod run;
mod seen;
mod settle;
mod sheet;
mod silent;
mod tally;
mod task;
#[cfg(test)]
mod tests;
mod waiting;
mod workbook;
mod worker;

pub use crate::{
    clean::suggestion::{Suggestion, Suggestions},
    place::Place,
};
pub use aside::SetAside;
pub use input::Input;
pub use intake::{Conflict, Intake};
pub use problem::{Cause, Problem, Problems, Sign, Values};
pub use run::{propose, read};
pub use tally::{Reason, Rule, Tally};
