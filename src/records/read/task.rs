//! Defines what a pass over all rows needs to know: the codebook, the options, and the results of an earlier pass.

use codebook::Codebook;

use crate::{
    link::{Events, LinkFilter, Secret},
    read::{problem::Values, repeated_rows::RepeatedRows},
    tabulate::Keep,
};

/// What a pass over all rows needs to know.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub codebook: &'a Codebook,
    pub values: Values,
    pub keep: Keep,
    /// The rows of which only the first counts, if the codebook sets repeated rows aside.
    pub repeated: Option<&'a RepeatedRows>,
    /// The linkage, if the codebook links rows.
    pub linkage: Option<Linkage<'a>>,
}

/// What rows are linked with.
#[derive(Clone, Copy)]
pub(super) struct Linkage<'a> {
    pub secret: &'a Secret,
    /// The rows that may be of the same application as others; `None` for all rows.
    pub wanted: Option<&'a LinkFilter>,
    /// The keys that have a digit in most rows, once all are read: a bit for each, the strongest the lowest.
    pub numbered: u32,
    /// The events of persons, once they are read.
    pub events: Option<&'a Events<'a>>,
}

impl<'a> Linkage<'a> {
    /// Prepares the first pass, before anything is known of the rows.
    pub(super) fn new(secret: &'a Secret) -> Self {
        Linkage {
            secret,
            wanted: None,
            numbered: 0,
            events: None,
        }
    }
}
