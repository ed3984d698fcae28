//! Classifies what is proved: does it disclose a count below the threshold?

mod classify;
mod proof;

pub(crate) use classify::judge;
