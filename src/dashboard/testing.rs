//! Provides the tests with a small release, and prints pages as plain text.

pub mod print;
pub mod sample;
