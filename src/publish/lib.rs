//! Makes a release from records: the crate in which the steps meet.
//!
//! [`publication`] reads and counts records, protects the counts, lets an outsider and an insider attack the result, and
//! certifies what withstood. [`report`] tells those who keep the records what became of them; [`grain`] proposes coarser
//! tables to the codebook's author; [`candidate`] finds the files and says whether a release may go by its name.
//!
//! This crate must not know the command line or the page.

pub mod candidate;
pub mod certificate;
pub mod grain;
pub mod insider;
pub mod publication;
pub mod report;
