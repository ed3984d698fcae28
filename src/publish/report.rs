//! Reports to those who keep the records what became of them: the account of a run, and the pages that show it.
//!
//! [`internal`] is made of an [`account::Account`] and nothing else. Both are confidential.

pub mod account;
pub mod internal;
mod run;
