//! Searches for alternatives: other tables of whole numbers that agree with everything published.
//!
//! A [`moves::Move`] is the difference between an alternative and the truth, and a [`pool::Pool`] keeps all that were
//! found. [`scope`] and [`connected`] choose the part of the problem to search in, [`search`] searches there, and
//! [`joint_program`] in all tables at once; [`ahead`] keeps other cores busy. [`network`] says where the values between two follow without a search.

pub(crate) mod ahead;
pub(crate) mod connected;
pub(crate) mod joint_program;
pub(crate) mod moves;
pub(crate) mod network;
pub(crate) mod pool;
pub(crate) mod scope;
pub(crate) mod search;
