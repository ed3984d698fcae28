//! Defines the proposal: how finely time is published, and a form for each dimension.

use crate::grain::{
    form::Form,
    shares::Shares,
    time::{Time, Tried},
};

/// The proposed time and forms. Confidential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub(super) threshold: u64,
    /// How many years were collected.
    pub(super) years: usize,
    /// The measure with the fewest persons, and how many.
    pub(super) scarcest: (String, u64),
    pub(super) time: Time,
    /// Every time that was tried, the finest first.
    pub(super) tried: Vec<Tried>,
    /// The last year of sums, if it is before the last year although all years are published together or by period.
    pub(super) last: Option<u16>,
    /// Whether the codebook declares another finest time, or pairs by period that the proposed one does not have.
    pub(super) differs: Differs,
    pub(super) dimensions: Vec<Proposed>,
}

/// What of the codebook's own lines must change with the proposed time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Differs {
    /// It declares periods in place of years, or all years together.
    pub finest: bool,
    /// It crosses dimensions by period, which is not possible over all years.
    pub by_period: bool,
}

/// The form proposed for one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proposed {
    pub(super) id: String,
    pub(super) form: Form,
    /// How much is hidden if every dimension has its proposed form.
    pub(super) shares: Shares,
    /// The same for each form it may have, the finest first, if all dimensions take that form where they may.
    pub(super) tried: Vec<(Form, Shares)>,
    /// Categories with fewer persons than the threshold over all years, and how many they have.
    pub(super) small: Vec<(String, u64)>,
}
