//! Settles which counts each open cell can have, given all equations together.
//!
//! A count is possible if a whole table that agrees with everything shows it: its *witness*. One
//! table is a witness for many cells, and others are a few moves away. So the search first moves to
//! every count without a witness, then looks for tables near to many such counts, and finally
//! treats the remaining counts one by one, by a linear program and by branch and bound. An
//! impossible count is turned into a sum of equations, from which propagation derives the bound in
//! exact arithmetic. What the solver leaves in doubt is *unsettled*.

mod cell;
mod component;
mod differences;
mod outcome;
mod settle;

pub(crate) use differences::settle_differences;
pub(crate) use outcome::{Feasibility, Verdict};
pub(crate) use settle::settle_cells;
