//! Records in, dataset out.
//!
//! A chain of types, each consumed by the next step: a [`codebook::Codebook`] says what the records mean; [`read`]
//! goes through files row by row and counts them into an [`read::Intake`]; [`protect::protect`] turns exact counts into
//! a [`cube::Release`]; [`release`] writes that to a directory, with its [`certificate`]. Everything before protection
//! is confidential.
//!
//! This crate must not know the page.

pub mod candidate;
pub mod certificate;
mod clean;
pub mod codebook;
#[cfg(test)]
mod damage;
pub mod demo;
pub mod facts;
pub mod file;
pub mod foreign;
pub mod grain;
pub mod insider;
pub mod link;
pub mod publication;
pub mod read;
pub mod release;
pub mod report;
#[cfg(test)]
mod sample;
mod spelling;
pub mod tabulate;
pub mod template;
