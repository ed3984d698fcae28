//! Lists the reasons why no grain can be proposed.

use codebook::Mistakes;
use records::read::Problems;
use thiserror::Error;

/// Why no grain can be proposed.
#[derive(Debug, Error)]
pub enum GrainError {
    /// The records have fields or rows that the codebook does not allow.
    #[error(transparent)]
    Records(#[from] Problems),
    /// The codebook, or a variant of it that was tried, has mistakes.
    #[error(transparent)]
    Mistaken(#[from] Mistakes),
    /// The codebook is not valid TOML.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// A variant of the codebook cannot be written as TOML.
    #[error(transparent)]
    Unwritable(#[from] toml::ser::Error),
    /// The tables cannot be protected.
    #[error("{0}")]
    Protection(protect::Refusal),
}

impl From<protect::Refusal> for GrainError {
    fn from(refusal: protect::Refusal) -> Self {
        GrainError::Protection(refusal)
    }
}
