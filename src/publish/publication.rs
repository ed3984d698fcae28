//! From records to a release that an outsider has tried: the one place where the steps meet.

use std::path::Path;

use cube::Release;
use thiserror::Error;

use crate::{
    codebook::Codebook,
    protect::{self, protect},
    read::{Intake, Problems, Values, read},
    tabulate::tabulate,
};

/// A release that may be published, and how it came about.
#[derive(Debug)]
pub struct Publication {
    /// What may be published.
    pub release: Release,
    /// What became of the rows. Confidential.
    pub intake: Intake,
    /// What an outsider finds: nothing that is hidden.
    pub report: attack::Report,
}

/// Why there is nothing to publish.
#[derive(Debug, Error)]
pub enum Refused {
    /// The records cannot be understood.
    #[error(transparent)]
    Records(#[from] Problems),
    /// They cannot be protected under this codebook.
    #[error(transparent)]
    Protection(#[from] protect::Refusal),
    /// What was hidden can be derived.
    #[error("something hidden could be derived, so nothing was published; findings: {}\n{}", .0.findings.len(), first(.0))]
    Derivable(Box<attack::Report>),
}

/// How many findings are told; `tablero attack` tells all of what is published.
const TOLD: usize = 10;

fn first(report: &attack::Report) -> String {
    report.findings.iter().take(TOLD).map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Reads, counts, protects and attacks. `earlier` are the releases that are public already.
pub fn prepare(
    codebook: &Codebook,
    files: &[impl AsRef<Path>],
    values: Values,
    earlier: &[Release],
) -> Result<Publication, Refused> {
    let intake = read(codebook, files, values)?;
    let counts = tabulate(&intake.records, codebook);
    let release = protect(&counts, codebook.catalog(), earlier)?;
    let report = attack::attack(&earlier.iter().chain([&release]).collect::<Vec<_>>());
    if report.is_safe() {
        Ok(Publication { release, intake, report })
    } else {
        Err(Refused::Derivable(Box::new(report)))
    }
}
