//! Searches for whole tables that agree with the equations.

mod dual;
pub(crate) mod local_search;
mod model;
pub(crate) mod nearest;
mod random;
pub(crate) mod witnesses;

pub(crate) use model::{Answer, Goal, Numbers, Program, Start};
