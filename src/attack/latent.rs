//! Requires that a table by three divisions exists behind every three published pairs (*triples*).
//!
//! A table of pairs counts as possible only if for every triple whole, non-negative counts of the
//! three divisions together add up to it. Inequalities that triples demand are added only where a
//! table or a bound violates them (*cuts*).

mod crossing;
mod crossings;
mod cut;
mod exact;
mod narrow;
mod separate;

pub(crate) use crossings::{Care, Crossings, Rejected};
pub(crate) use cut::Cut;
pub(crate) use narrow::narrow_by_triples;
