//! Accounts for corrections: what outsiders can learn by comparing earlier releases with the new one.
//!
//! [`published`] lists what each release publishes, [`difference`] says which corrections count persons, [`compare`] adds
//! these persons as groups to the problem, and [`changes`] by how much declared revisions change each count.

pub(crate) mod changes;
pub(crate) mod compare;
mod difference;
pub(crate) mod published;
