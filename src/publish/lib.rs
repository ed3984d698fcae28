//! Records in, dataset out.
//!
//! A chain of types, each consumed by the next step: a [`codebook::Codebook`] says what the records mean; [`read`]
//! turns files into an [`read::Intake`]; [`tabulate`] counts it; protection turns exact counts into a
//! [`cube::Release`]; [`release`] writes that to a directory. Everything before protection is confidential.
//!
//! This crate must not know the page.

pub mod codebook;
pub mod demo;
pub mod protect;
pub mod publication;
pub mod read;
pub mod release;
#[cfg(test)]
mod sample;
mod spelling;
pub mod tabulate;
