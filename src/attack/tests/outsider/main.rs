//! Tests the attack on small releases: what it must find, and what it must not claim.

#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

mod enumeration;
mod garbage;
mod insider;
mod relations;
mod releases;
mod size;
mod small;
mod statistics_norway;
mod textbook;
