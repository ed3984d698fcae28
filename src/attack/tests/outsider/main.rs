//! Tests the attack on small releases: what it must find, and what it must not claim.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod codebooks;
mod enumeration;
mod garbage;
mod insider;
mod marks;
mod relations;
mod releases;
mod size;
mod small;
mod statistics_norway;
mod stopped;
mod textbook;
mod unrelated;
