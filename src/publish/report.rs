//! Reports to those who keep the records how each row was used: the account of a run, and the pages that show it.
//!
//! [`internal`] is made from an [`account::Account`] and nothing else. Both are confidential.

pub mod account;
pub mod internal;
mod run;
