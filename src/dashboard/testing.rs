//! Holds what the tests share: a small release, and pages as plain text.

pub mod print;
pub mod sample;
