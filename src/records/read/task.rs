//! Says what is known before rows are read, and with what they are linked.

use codebook::Codebook;

use crate::{
    link::{Events, Secret, Wanted},
    read::{problem::Values, seen::Repeats},
    tabulate::Keep,
};

/// What is known before rows are read.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub codebook: &'a Codebook,
    pub values: Values,
    pub keep: Keep,
    /// The rows that are to be held because others equal them, if they are not to be counted again.
    pub repeats: Option<&'a Repeats>,
    /// What rows are linked with, if the codebook links any.
    pub links: Option<Links<'a>>,
}

/// What rows are linked with.
#[derive(Clone, Copy)]
pub(super) struct Links<'a> {
    pub secret: &'a Secret,
    /// The rows that are to be held because others may be of the same application; all of them where there is none.
    pub wanted: Option<&'a Wanted>,
    /// What is known of events once they are read.
    pub events: Option<&'a Events<'a>>,
}

impl<'a> Links<'a> {
    /// While nothing is known of the rows.
    pub(super) fn new(secret: &'a Secret) -> Self {
        Links {
            secret,
            wanted: None,
            events: None,
        }
    }
}
