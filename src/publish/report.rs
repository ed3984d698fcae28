//! The two reports: what became of the records, for those who keep them; and how good the published numbers are, for
//! everybody.
//!
//! They share their looks and nothing else. [`internal`] is made of an [`account::Account`], which is confidential;
//! [`quality`] is made of releases, and must not know what they were made of. [`method`] says how the numbers are
//! protected.

pub mod account;
mod document;
pub mod internal;
pub mod method;
mod parts;
pub mod quality;
mod run;
pub mod site;
