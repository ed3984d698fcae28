//! Relates the categories, years and names of all releases: every address is a set of persons by sets of leaves.
//!
//! [`places`] puts the categories of a dimension in one lattice, [`years`] the codes of time, and [`names`] gives one name
//! to whatever has several: two addresses of the same name are about the same persons. [`corrections`] finds the years
//! whose counts a later release corrects.

pub(crate) mod corrections;
pub(crate) mod names;
pub(crate) mod places;
pub(crate) mod years;
