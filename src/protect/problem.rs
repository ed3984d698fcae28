//! States the joint problem: every published or implied count of persons, and every equation between them.
//!
//! [`tables`] and [`layout`] say how one release's tables add up, [`implications`] which cells count the same persons.
//! [`builder`] writes counts and equations down; [`cells`], [`responses`], [`relations`] and [`part_of`] each add one
//! source of them, [`tie`] relates the tables of several releases ([`blocks`], [`lines`], [`rest`], [`revised`], [`spans`]), and
//! [`complete`] gives every count its value. [`triples`] lists three dimensions that are crossed two by two, and
//! [`behind`] adds the persons behind them. The result is a [`system::Problem`].

mod behind;
mod blocks;
pub(crate) mod builder;
mod cells;
mod complete;
pub(crate) mod implications;
pub(crate) mod layout;
mod lines;
pub(crate) mod number;
mod part_of;
mod relations;
mod responses;
mod rest;
mod revised;
mod spans;
pub(crate) mod system;
pub(crate) mod tables;
mod tie;
pub(crate) mod triples;
