//! From records to a release that an outsider has tried: the one place where the steps meet.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use cube::{Catalog, Release};
use thiserror::Error;

use crate::{
    codebook::Codebook,
    protect::{self, Care, protect},
    read::{Intake, Problems, Values, read},
    tabulate::{Counts, tabulate},
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
    let (release, report) = protect_and_attack(&counts, codebook.catalog(), earlier)?;
    if report.is_safe() {
        Ok(Publication { release, intake, report })
    } else {
        Err(Refused::Derivable(Box::new(report)))
    }
}

/// A protected release and what an outsider finds in it. Protection looks at one table at a time, an outsider at all of
/// them together with all earlier releases: as long as something is found, the tables it was found in are treated with
/// more care. What is found in the end, if anything, withholding those tables did not mend.
pub fn protect_and_attack(
    counts: &Counts,
    catalog: &Catalog,
    earlier: &[Release],
) -> Result<(Release, attack::Report), protect::Refusal> {
    let mut care = BTreeMap::new();
    loop {
        let release = protect(counts, catalog, earlier, &care)?;
        let report = attack::attack(&earlier.iter().chain([&release]).collect::<Vec<_>>());
        if !raise(&mut care, &report) {
            return Ok((release, report));
        }
    }
}

/// Raises the care for every table that a finding stands in; whether there was anything to raise.
fn raise(care: &mut BTreeMap<String, Care>, report: &attack::Report) -> bool {
    let found: BTreeSet<&String> = report.findings.iter().flat_map(|finding| &finding.tables).collect();
    let before = care.clone();
    for table in found {
        let next = if care.contains_key(table) { Care::Withhold } else { Care::Strict };
        care.insert(table.clone(), next);
    }
    *care != before
}
