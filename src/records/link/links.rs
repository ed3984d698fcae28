//! RowKind what rows are linked with: the secret key and what people decided.

use crate::link::{
    decisions::Decisions,
    secret::{Secret, SecretError},
};

/// What rows are linked with.
#[derive(Debug)]
pub struct Links {
    /// What pseudonyms are made with.
    pub secret: Secret,
    /// What was decided about rows that agree nearly.
    pub decisions: Decisions,
}

impl Links {
    /// For a run of which nothing is kept: rows are linked by their keys alone.
    pub fn of_this_run() -> Result<Self, SecretError> {
        Ok(Links {
            secret: Secret::of_this_run()?,
            decisions: Decisions::default(),
        })
    }
}
