//! Derives the smallest and the largest count of every cell from the equations, in exact arithmetic.

pub(crate) mod components;
pub(crate) mod elimination;
pub(crate) mod facts;
mod propagation;

pub(crate) use propagation::{Bounds, Interval, Reason};
