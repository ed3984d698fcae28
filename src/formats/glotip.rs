//! Fills the tables of UNODC's questionnaire for the Global Report on Trafficking in Persons (GLOTIP) from published cells.
//!
//! Which category of the questionnaire a code is, the codebook says (`map.glotip`). What is hidden stays hidden: a mark such
//! as `<5` would say that a number is small, which is never published. Categories that are published together are named
//! together. Rates for SDG indicator 16.2.2 have the inhabitants that the codebook gives.

mod asked;
mod book;
mod filled;
mod groups;
mod rates;
mod rows;
mod tidy;
mod words;

#[cfg(test)]
mod tests;

pub use asked::Asked;
pub use book::write as write_workbook;
pub use filled::{Filled, fill};
pub use rates::Rate;
pub use rows::{Count, Row};
pub use tidy::write_csv;
