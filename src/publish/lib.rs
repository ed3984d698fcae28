//! Makes a release from records: the crate in which the steps meet.
//!
//! [`publication`] reads and counts records, protects the counts, lets an outsider and an insider attack the result, and
//! certifies what withstood. [`report`] shows those who keep the records how each row was used; [`grain`] proposes
//! coarser tables to the codebook's author; [`candidate`] lists the files and checks the name of a release.
//!
//! This crate must not know the command line or the page.

pub mod candidate;
pub mod certificate;
pub mod grain;
pub mod insider;
pub mod publication;
pub mod report;
pub mod whole_registers;
