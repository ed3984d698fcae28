//! Writes everything that published files say as equations between counts.

mod aliases;
mod combinations;
mod continuation;
mod corrections;
mod grid;
mod parts;
mod relations;
mod system;

pub(crate) use system::{Cell, Equation, Id, System, gcd};
