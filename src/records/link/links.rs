//! Defines the inputs of linking: the secret and a person's decisions.

use crate::link::{
    clerical_review::Decisions,
    secret::{Secret, SecretError},
};

/// The inputs of linking beside the rows.
#[derive(Debug)]
pub struct Links {
    /// The secret of the pseudonyms.
    pub secret: Secret,
    /// The decisions about candidate pairs.
    pub decisions: Decisions,
}

impl Links {
    /// Creates a secret for one run and no decisions: rows are linked by their keys alone.
    pub fn for_one_run() -> Result<Self, SecretError> {
        Ok(Links {
            secret: Secret::for_one_run()?,
            decisions: Decisions::default(),
        })
    }
}
