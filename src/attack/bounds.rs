//! Derives the smallest and the largest possible count of every cell, in exact integers.

mod components;
mod derivation;
mod determined;
mod elimination;
mod facts;
mod interval;
mod marks;
mod propagation;

pub(crate) use components::{ConnectedPart, connected_components, connected_parts};
pub(crate) use derivation::derive_bounds;
pub(crate) use determined::judge_determined;
pub(crate) use elimination::solve;
pub use facts::Fact;
pub(crate) use facts::apply_facts;
pub(crate) use interval::{End, Interval, Reason};
pub use marks::Mark;
pub(crate) use marks::apply_marks;
pub(crate) use propagation::Bounds;
