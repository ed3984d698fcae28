//! Shows that one table of persons can stand behind tables that cross three dimensions two by two.
//!
//! A move changes pairs; [`lift`] finds a change of the three-way table that gives just these, cell by cell, [`program`] by
//! linear programming where that does not succeed, and [`separate`] finds an inequality that no three-way table satisfies.
//! [`lifting`] puts these in order for all triples that a move changes.

mod lift;
pub(crate) mod lifting;
mod program;
mod separate;
