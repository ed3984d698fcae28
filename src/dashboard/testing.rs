//! Provides the tests with a small release and queries, and prints pages as plain text.

pub mod drawing;
pub mod links;
pub mod print;
pub mod queries;
pub mod sample;
