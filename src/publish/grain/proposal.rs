//! Defines what is proposed. Confidential.

use crate::grain::{form::Form, period::Periods};

/// What is proposed. Confidential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub(super) threshold: u64,
    pub(super) years: usize,
    /// The measure with the fewest persons, and how many.
    pub(super) scarcest: (String, u64),
    pub(super) periods: Periods,
    pub(super) dimensions: Vec<Proposed>,
}

/// What is proposed for one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proposed {
    pub(super) id: String,
    pub(super) form: Form,
    /// How many of 100 persons are seen then.
    pub(super) seen: u64,
    /// The same for every form that it may have, the finest first, if all dimensions have that form which may.
    pub(super) tried: Vec<(Form, u64)>,
    /// Categories that have fewer persons than the threshold over all years, with how many.
    pub(super) small: Vec<(String, u64)>,
}
