//! Tries what each person can prove of others who knows one record, their own.

mod distinct;
mod known_changes;
mod membership;
mod record_cells;
mod register;
mod search;

pub use register::{InsiderReport, Register};
