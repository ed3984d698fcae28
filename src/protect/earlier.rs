//! Accounts for earlier releases: what outsiders can learn by comparing them with the new one.
//!
//! [`published`] lists what each release publishes, [`corrections`] finds the years that a later release corrects,
//! [`difference`] says how two releases differ, and [`compare`] adds those who came or left as groups to the problem.

pub(crate) mod compare;
pub(crate) mod corrections;
mod difference;
pub(crate) mod published;
