//! Searches for whole tables that agree with the equations, by linear programs and by local moves.
//!
//! The solver computes in floating point and is not trusted: a table counts only if its rounded
//! counts fulfil every equation in integers.

mod dual;
mod goal;
mod home;
mod local_search;
mod model;
mod nearest;
mod random;
mod solver;
mod witnesses;

pub(crate) use goal::{Answer, Domain, Goal, Limit, WeightedGoals};
pub(crate) use home::{Begun, Home};
pub(crate) use local_search::LocalSearch;
pub(crate) use model::Program;
pub(crate) use nearest::Nearest;
pub(crate) use solver::Start;
pub(crate) use witnesses::Witnesses;
