//! Says why nothing can be proposed.

use codebook::Mistakes;
use records::read::Problems;
use thiserror::Error;

/// Why nothing can be proposed.
#[derive(Debug, Error)]
pub enum GrainError {
    /// The records cannot be understood.
    #[error(transparent)]
    Records(#[from] Problems),
    /// The codebook, or one that would be proposed, cannot be used.
    #[error(transparent)]
    Mistaken(#[from] Mistakes),
    /// The codebook is no TOML.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// What would be proposed cannot be written.
    #[error(transparent)]
    Unwritable(#[from] toml::ser::Error),
    /// No tables of these people can be protected.
    #[error("{0}")]
    Protection(protect::Refusal),
}

impl From<protect::Refusal> for GrainError {
    fn from(refusal: protect::Refusal) -> Self {
        GrainError::Protection(refusal)
    }
}
