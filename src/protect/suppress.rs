//! Chooses which cells are hidden so that every hidden number could have any value, and which need not be.
//!
//! [`suppression`] holds the state, [`find`] finds alternatives and hides what they change, [`cover`] goes through the
//! numbers that need alternatives, [`republish`] publishes what no alternative needs, and [`stages`] puts these in order.

mod cover;
mod find;
mod republish;
mod stages;
pub(crate) mod suppression;
