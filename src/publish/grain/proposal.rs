//! Defines the proposal: periods, and a form for each dimension.

use crate::grain::{form::Form, period::Periods};

/// The proposed periods and forms. Confidential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub(super) threshold: u64,
    pub(super) years: usize,
    /// The measure with the fewest persons, and how many.
    pub(super) scarcest: (String, u64),
    pub(super) periods: Periods,
    pub(super) dimensions: Vec<Proposed>,
}

/// The form proposed for one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proposed {
    pub(super) id: String,
    pub(super) form: Form,
    /// How many of 100 persons are in published cells if every dimension has its proposed form.
    pub(super) visible: u64,
    /// The same for each form it may have, the finest first, if all dimensions take that form where they may.
    pub(super) tried: Vec<(Form, u64)>,
    /// Categories with fewer persons than the threshold over all years, and how many they have.
    pub(super) small: Vec<(String, u64)>,
}
