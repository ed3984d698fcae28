//! Chooses which cells are hidden so that every hidden number could have any value, and which need not be.
//!
//! [`suppression`] holds the state, [`find`] finds alternatives and hides what they change, [`cover`] goes through the
//! numbers that need alternatives, [`republish`] publishes what no alternative needs, and [`stages`] puts these in order.
//! [`turns`] keeps whose turn comes next, and [`foresee`] lets other cores search for it meanwhile.

mod cover;
mod find;
mod foresee;
mod republish;
mod stages;
pub(crate) mod suppression;
mod turns;
